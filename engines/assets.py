"""Where the files that come with FaceForge lie: beside the packages in a checkout, inside the bundle in a built program."""

from __future__ import annotations

import os
import sys
from pathlib import Path


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
