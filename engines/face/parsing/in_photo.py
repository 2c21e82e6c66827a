"""A face of a photo or sketch of any size, parsed in its face frame and put back into the picture's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from engines.face.alignment import UNIT_SQUARE, frame_from_landmarks
from engines.face.parsing.classes import BACKGROUND, LabelMap
from engines.imaging.arrays import Affine, ByteImage, Points
from engines.imaging.geometry import Placement, compose, invert, transform_points, warp

WIDER = 1.2  # the network learnt faces of this smaller size as well

if TYPE_CHECKING:
    from engines.face.parsing.parser import FaceParser


def parse_face(parser: FaceParser, image: ByteImage, landmarks_px: Points) -> LabelMap:
    """Classes (H, W) of a picture (H, W, 3), of the face with these landmarks, (68, 2) in its pixels.

    Hair may leave the face frame: what lies beside it is taken from a second look at a frame `WIDER` as wide; all beyond is background.
    """
    size, side = (image.shape[1], image.shape[0]), parser.size
    to_frame = frame_from_landmarks(landmarks_px, size)
    to_wider = compose(Placement(scale=1 / WIDER).matrix((0.5, 0.5)), to_frame)
    labels = labels_in_photo(_seen(parser, image, to_wider), to_wider, size)
    inside = np.asarray(warp(np.ones((side, side), np.float32), invert(to_frame), size)) > 0.5
    labels[inside] = labels_in_photo(_seen(parser, image, to_frame), to_frame, size)[inside]
    return labels


def _seen(parser: FaceParser, image: ByteImage, to_frame: Affine) -> NDArray[np.float32]:
    frame = np.asarray(warp(image, to_frame, (parser.size, parser.size), "mirror"))  # type: ignore[arg-type]
    return parser.parse(np.clip(frame / np.float32(255), 0, 1)).probabilities


def labels_in_photo(probabilities: NDArray[np.float32], to_frame: Affine, size: tuple[int, int]) -> LabelMap:
    """The likeliest class of each pixel of a photo of `size` (width, height), from those of the face frame, (8, S, S)."""
    width, height = size
    corners = transform_points(invert(to_frame), UNIT_SQUARE) * size
    left, top = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, size)
    right, bottom = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, size)
    labels = np.full((height, width), BACKGROUND, np.uint8)
    if right <= left or bottom <= top:
        return labels
    cut = np.array([[(right - left) / width, 0, left / width], [0, (bottom - top) / height, top / height]])
    from_frame = invert(compose(to_frame, cut))
    likeliest = np.zeros((bottom - top, right - left), np.float32)
    inner = labels[top:bottom, left:right]
    for kind, plane in enumerate(probabilities):  # one at a time: eight of a large photo would not fit
        here = np.asarray(warp(plane, from_frame, (right - left, bottom - top)))
        inner[here > likeliest] = kind
        np.maximum(likeliest, here, out=likeliest)
    return labels
