"""Where the built program starts.

Packages that the user installs into a folder of their own come before those inside: torch for an NVIDIA card, dlib's model
files, plug-in engines. `faceforge doctor` names the commands.
"""

from __future__ import annotations

import multiprocessing
import sys

from engines.assets import packages_folder

if __name__ == "__main__":
    if packages_folder().is_dir():
        sys.path.insert(0, str(packages_folder()))
    multiprocessing.freeze_support()  # the child process of face detection is this program again
    from faceforge_app.cli import main

    raise SystemExit(main())
