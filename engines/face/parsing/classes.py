"""The eight parsing classes (Li, Zheng, Liu: ISEGAN, section 3; channel order as SCA-GAN stores them).

A label map is uint8 (H, W) with the class of each pixel. Ears, earrings, glasses and beard count as skin, hats as hair, neck and
clothes as background.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engines.imaging.arrays import ByteImage

LabelMap = NDArray[np.uint8]  # (H, W), values 0..7

BACKGROUND, SKIN, BROWS, EYES, NOSE, LIPS, INNER_MOUTH, HAIR = range(8)


@dataclass(frozen=True)
class FaceClass:
    """One class: `id` in label maps, `name` in files, `title` for people, `colour` sRGB of overlays."""

    id: int
    name: str
    title: str
    colour: tuple[int, int, int]


FACE_CLASSES = (
    FaceClass(BACKGROUND, "background", "Background", (38, 40, 46)),
    FaceClass(SKIN, "skin", "Skin", (240, 190, 150)),
    FaceClass(BROWS, "brows", "Brows", (120, 75, 40)),
    FaceClass(EYES, "eyes", "Eyes", (60, 130, 230)),
    FaceClass(NOSE, "nose", "Nose", (80, 200, 150)),
    FaceClass(LIPS, "lips", "Lips", (215, 60, 90)),
    FaceClass(INNER_MOUTH, "inner_mouth", "Inner mouth", (250, 235, 90)),
    FaceClass(HAIR, "hair", "Hair", (140, 90, 190)),
)
CLASS_COUNT = len(FACE_CLASSES)
PALETTE: ByteImage = np.array([c.colour for c in FACE_CLASSES], np.uint8)


def colour_map(labels: LabelMap) -> ByteImage:
    """A label map as a picture, (H, W) -> (H, W, 3)."""
    return PALETTE[labels]


def labels_from_colours(picture: ByteImage) -> LabelMap:
    """The inverse of `colour_map` by nearest colour, for overlays that were edited or saved elsewhere: (H, W, 3) -> (H, W)."""
    differences = picture[..., None, :].astype(np.int32) - PALETTE.astype(np.int32)
    nearest: LabelMap = np.square(differences).sum(axis=-1).argmin(axis=-1).astype(np.uint8)
    return nearest


def one_hot(labels: LabelMap) -> NDArray[np.float32]:
    """(H, W) -> (8, H, W) in {0, 1}, sum 1 at every pixel."""
    planes: NDArray[np.float32] = (np.arange(CLASS_COUNT)[:, None, None] == labels).astype(np.float32)
    return planes
