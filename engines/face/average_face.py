"""The average face: mean landmarks and mean image of the open training photos, in the face frame."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np

from engines.assets import assets_folder
from engines.errors import EngineError
from engines.face.landmarks import COUNT
from engines.imaging.arrays import ByteImage, Points, read_only
from engines.imaging.io import read_image


@dataclass(frozen=True, eq=False)
class AverageFace:
    """`landmarks` normalised (68, 2), `image` (S, S, 3) uint8 in the face frame; both read-only and symmetric."""

    landmarks: Points
    image: ByteImage


@cache
def average_landmarks() -> Points:
    """The mean landmarks alone, normalised (68, 2), read-only."""
    path = assets_folder() / "average_face" / "landmarks.json"
    try:
        values = json.loads(path.read_text("utf-8"))["landmarks"]
        return read_only(np.asarray(values, np.float64).reshape(COUNT, 2))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EngineError(f"The average face {path} cannot be read. Install FaceForge again.") from error


@cache
def average_face() -> AverageFace:
    """The average face that comes with FaceForge, read once; `training/data/average.py` made it."""
    return AverageFace(average_landmarks(), read_image(assets_folder() / "average_face" / "average.png").image)
