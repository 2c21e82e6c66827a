"""Which square of the face frame the networks see: the paper's crop by eyes and mouth, or a fixed one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engines.face.alignment import EYE_DISTANCE
from engines.face.average_face import average_landmarks
from engines.face.landmarks import eye_centres
from engines.imaging.arrays import Affine, Points

CROP_PX = 80
ABOVE_MOUTH_PX, BESIDE_EYE_PX = 60, 20
CELEBA_EYES_PX, CELEBA_SIZE = 38, (178, 218)  # distance of the eyes in aligned CelebA photos; their width and height
FRAME_PX = round(CELEBA_EYES_PX / EYE_DISTANCE)  # side of a face frame in which the eyes are as far apart
MOUTH_CORNERS = (48, 54)


@dataclass(frozen=True)
class Square:
    """A square of the face frame, in normalised coordinates."""

    left: float
    top: float
    side: float

    def from_frame(self) -> Affine:
        """The map from the frame's normalised points to the square's."""
        return np.array([[1 / self.side, 0, -self.left / self.side], [0, 1 / self.side, -self.top / self.side]])


def paper_crop(
    left_eye_x: float,
    right_eye_x: float,
    mouth_y: float,
    photo_size: tuple[int, int] = CELEBA_SIZE,
    legacy_clamp: bool = False,
) -> tuple[float, float]:
    """Left and top in px of the published 80 px crop: the left eye at x = 20 and the mouth at y = 60, moved where it leaves the photo.

    `photo_size` is (width, height); `legacy_clamp` confuses the two, as the published code does.
    """
    width, height = photo_size[::-1] if legacy_clamp else photo_size
    left, top = left_eye_x - BESIDE_EYE_PX, mouth_y - ABOVE_MOUTH_PX
    if left < 0:
        left = 0.0
    elif right_eye_x + BESIDE_EYE_PX > width - 1:
        left = width - 1 - CROP_PX
    if top < 0:
        top = 0.0
    elif top + CROP_PX > height - 1:
        top = height - 1 - CROP_PX
    return left, top


def paper_square(landmarks: Points | None = None) -> Square:
    """The published crop of a face with these normalised landmarks, or of the average face.

    The rule acts on a face frame of 158 px, in which the eyes are 38 px apart as in aligned CelebA photos.
    """
    points = (average_landmarks() if landmarks is None else landmarks) * FRAME_PX
    left_eye, right_eye = eye_centres(points)
    mouth_y = points[list(MOUTH_CORNERS), 1].mean()
    left, top = paper_crop(float(left_eye[0]), float(right_eye[0]), float(mouth_y), (FRAME_PX, FRAME_PX))
    return Square(left / FRAME_PX, top / FRAME_PX, CROP_PX / FRAME_PX)
