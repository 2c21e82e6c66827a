"""Where the files that come with FaceForge lie: beside the packages in a checkout, inside the bundle in a built program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from platformdirs import user_data_path


def assets_folder() -> Path:
    """The `assets` folder; the environment variable FACEFORGE_ASSETS overrides it."""
    override = os.environ.get("FACEFORGE_ASSETS")
    if override:
        return Path(override)
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "assets"


def weights_folder() -> Path:
    return assets_folder() / "weights"


def is_built() -> bool:
    """Whether this is the built program, which holds its own Python and packages, and no source checkout."""
    return bool(getattr(sys, "frozen", False))


def packages_folder() -> Path:
    """Where a user of the built program installs further Python packages; the environment variable FACEFORGE_PACKAGES overrides it."""
    override = os.environ.get("FACEFORGE_PACKAGES")
    return Path(override) if override else user_data_path("faceforge", appauthor=False) / "packages"


def install_command(package: str, compiled: bool = False) -> str:
    """The command line that gives this FaceForge a further Python package; `compiled`: one that is made for a version of Python."""
    if not is_built():
        return f'"{sys.executable}" -m pip install --upgrade "{package}"'
    exactly = (
        f" --python-version {sys.version_info.major}.{sys.version_info.minor} --only-binary=:all:"
        if compiled
        else " --no-deps"
    )
    return f'pip install --upgrade --target "{packages_folder()}"{exactly} "{package}"'
