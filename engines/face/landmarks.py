"""The 68 landmarks (dlib order), their groups, and what provides them.

Landmarks are float64 (68, 2). They are in pixels of their photo, or normalised (0..1 across the face frame) where a name says so.
"Left" is the left side of the image.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from engines.imaging.arrays import ByteImage, Points

COUNT = 68
JAW_LINE = tuple(range(17))
LEFT_BROW, RIGHT_BROW = tuple(range(17, 22)), tuple(range(22, 27))
NOSE_BRIDGE, NOSE = tuple(range(27, 31)), tuple(range(27, 36))
LEFT_EYE, RIGHT_EYE = tuple(range(36, 42)), tuple(range(42, 48))
OUTER_LIPS, INNER_LIPS = tuple(range(48, 60)), tuple(range(60, 68))

# Where each point goes in a mirrored face: an involution on 0..67.
MIRROR = np.array(
    [*range(16, -1, -1), *range(26, 16, -1), 27, 28, 29, 30, 35, 34, 33, 32, 31,
     45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40,
     54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55, 64, 63, 62, 61, 60, 67, 66, 65]
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class DetectedFace:
    """A face found in a photo: `box` (left, top, right, bottom) and `landmarks` (68, 2), both in pixels."""

    box: tuple[float, float, float, float]
    landmarks: Points
    confidence: float = 1.0


class LandmarkProvider(Protocol):
    """Finds faces and their 68 landmarks. `name` and `licence` are shown where a user sees licences."""

    @property
    def name(self) -> str: ...

    @property
    def licence(self) -> str: ...

    def detect(self, image: ByteImage) -> list[DetectedFace]:
        """All faces of a (H, W, 3) sRGB photo, largest first; an empty list where there is none."""
        ...


def eye_centres(landmarks: Points) -> tuple[Points, Points]:
    """The two eye centres, (2,) each: means of points 36-41 and 42-47."""
    return landmarks[list(LEFT_EYE)].mean(axis=0), landmarks[list(RIGHT_EYE)].mean(axis=0)


def mirror_landmarks(landmarks: Points, width: float = 1.0) -> Points:
    """The landmarks of the mirrored face; `width` is 1 for normalised points, W - 1 for pixel indices."""
    mirrored: Points = landmarks[MIRROR].copy()
    mirrored[:, 0] = width - mirrored[:, 0]
    return mirrored


def head_turn(landmarks: Points) -> float:
    """How far the tip of the nose lies beside the middle between the eyes, in eye distances: 0 for a face seen from the front."""
    left, right = eye_centres(landmarks)
    return float((landmarks[30, 0] - (left[0] + right[0]) / 2) / (right[0] - left[0]))
