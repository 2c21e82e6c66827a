"""The average face: mean landmarks and mean image of the open training photos."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from engines.assets import assets_folder
from engines.errors import EngineError
from engines.imaging.arrays import ByteImage, Points, read_only


@dataclass(frozen=True, eq=False)
class AverageFace:
    """`landmarks` normalised (68, 2); `image` (S, S, 3) uint8 in the face frame."""

    landmarks: Points
    image: ByteImage


@cache
def average_landmarks() -> Points:
    """The mean landmarks alone, normalised (68, 2), read-only."""
    path = assets_folder() / "average_face" / "landmarks.json"
    try:
        values = json.loads(path.read_text("utf-8"))["landmarks"]
    except (OSError, ValueError, KeyError) as error:
        raise EngineError(f"The average face {path} cannot be read. Install FaceForge again.") from error
    return read_only(np.asarray(values, np.float64))
