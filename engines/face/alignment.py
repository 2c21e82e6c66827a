"""The face frame: the square, upright coordinates that every engine works in.

A similarity transform (no shear) of the photo such that the eye centres (means of landmarks 36-41 and 42-47) are level,
0.24 of the side apart, with their midpoint at (0.5, 0.475).

Photo landmarks are in pixels with (0, 0) at the outer corner of the first pixel, so pixels / (width, height) are
normalised points and the centre of pixel (0, 0) is (0.5, 0.5). A frame is an `Affine` from normalised photo points to
normalised frame points, as `imaging.geometry.warp` takes it; it holds for any resampled copy of the photo.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.errors import InputError
from engines.face.average_face import average_landmarks
from engines.face.landmarks import OUTER_LIPS, eye_centres
from engines.imaging.arrays import Affine, ByteImage, Points, read_only
from engines.imaging.geometry import compose, fit_similarity, invert, transform_points, warp

EYE_DISTANCE = 0.24
EYE_MIDPOINT = (0.5, 0.475)
FRAME_EYES: Points = np.array([[0.5 - EYE_DISTANCE / 2, 0.475], [0.5 + EYE_DISTANCE / 2, 0.475]])
UNIT_SQUARE: Points = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])


@dataclass(frozen=True, eq=False)
class AlignedFace:
    """A photo in the face frame.

    `image` (S, S, 3) uint8; `landmarks` (68, 2) normalised in the frame; `inside` the share of the frame that the photo
    covers (the rest is mirrored border); `native_scale` photo pixels per frame pixel, below 1 where the photo was
    enlarged; `to_frame` the map from the photo.
    """

    image: ByteImage
    landmarks: Points
    inside: float
    native_scale: float
    to_frame: Affine


def frame_from_eyes(left: Points, right: Points, photo_size: tuple[int, int]) -> Affine:
    """The face frame from the two eye centres, (2,) each in pixels of a photo of `photo_size` (width, height).

    Raises `InputError` where the eyes are less than two pixels apart.
    """
    if np.hypot(*(np.asarray(right) - np.asarray(left))) < 2:
        raise InputError("The two eyes lie on one another. Place one point on the centre of each eye.")
    from_pixels = fit_similarity(np.stack([left, right]), FRAME_EYES)
    width, height = photo_size
    return compose(from_pixels, np.array([[width, 0.0, 0.0], [0.0, height, 0.0]]))


def frame_from_landmarks(landmarks_px: Points, photo_size: tuple[int, int]) -> Affine:
    """The face frame from 68 landmarks in pixels of a photo of `photo_size` (width, height)."""
    left, right = eye_centres(landmarks_px)
    return frame_from_eyes(left, right, photo_size)


def normalised(landmarks_px: Points, photo_size: tuple[int, int]) -> Points:
    """Pixels to normalised photo points."""
    return landmarks_px / np.asarray(photo_size, np.float64)


def align(photo: ByteImage, landmarks_px: Points, size: int) -> AlignedFace:
    """Cut the face frame, `size` pixels wide, out of a photo (H, W, 3); outside the photo lies its mirrored border."""
    photo_size = (photo.shape[1], photo.shape[0])
    to_frame = frame_from_landmarks(landmarks_px, photo_size)
    pixels: NDArray[Any] = photo  # resampling treats bytes as it treats floats, in a quarter of the memory
    image: NDArray[Any] = np.asarray(warp(pixels, to_frame, (size, size), "mirror"))
    left, right = eye_centres(landmarks_px)
    return AlignedFace(
        image=read_only(np.rint(image).astype(np.uint8)),
        landmarks=transform_points(to_frame, normalised(landmarks_px, photo_size)),
        inside=inside_share(to_frame),
        native_scale=float(np.hypot(*(right - left))) / (EYE_DISTANCE * size),
        to_frame=to_frame,
    )


def inside_share(to_frame: Affine) -> float:
    """The share of the face frame, 0 to 1, that lies within the photo."""
    photo = transform_points(to_frame, UNIT_SQUARE)
    area, _ = cv2.intersectConvexConvex(photo.astype(np.float32), UNIT_SQUARE.astype(np.float32))
    return float(min(max(area, 0.0), 1.0))


def estimate_landmarks(left_eye: Points, right_eye: Points, mouth: Points | None = None) -> Points:
    """68 landmarks in pixels, (68, 2), from clicks on the eye centres and the middle of the mouth.

    The way out where no face is found: the average face is laid on the points by a similarity, and stretched along the
    face's axis where `mouth` is given. Which eye is the left one is worked out from the mouth, or from x where there is
    none. Raises `InputError` for points in one line.
    """
    left, right = _in_order(np.asarray(left_eye, np.float64), np.asarray(right_eye, np.float64), mouth)
    average = average_landmarks()
    from_frame = invert(frame_from_eyes(left, right, (1, 1)))
    if mouth is None:
        return transform_points(from_frame, average)
    below = transform_points(invert(from_frame), np.asarray(mouth, np.float64)[None])[0, 1] - EYE_MIDPOINT[1]
    stretch = below / (average[list(OUTER_LIPS), 1].mean() - EYE_MIDPOINT[1])
    if not 0.4 < stretch < 2.5:
        raise InputError(
            "The mouth does not lie where the eyes say it should. Place the points on both eyes and on the mouth."
        )
    stretched = average.copy()
    stretched[:, 1] = EYE_MIDPOINT[1] + (average[:, 1] - EYE_MIDPOINT[1]) * stretch
    return transform_points(from_frame, stretched)


def _in_order(first: Points, second: Points, mouth: Points | None) -> tuple[Points, Points]:
    along = second - first
    if mouth is None:
        swap = along[0] < 0
    else:
        down = np.asarray(mouth, np.float64) - first
        swap = along[0] * down[1] - along[1] * down[0] < 0
    return (second, first) if swap else (first, second)
