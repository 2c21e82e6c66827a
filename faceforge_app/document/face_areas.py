"""Areas of a photo that are known from its landmarks: eyes, nose, the whole face, one of its halves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from engines.face.regions import head_mask, part_mask, polygon_mask
from engines.imaging.arrays import Mask, Points
from faceforge_app.document.masks import Area
from faceforge_app.document.photo import PhotoGround, area_of

BRIDGE, CHIN = 27, 8
FAR = 4.0  # face frames: beyond every photo's face


@dataclass(frozen=True)
class FaceArea:
    """`make` paints it into the face frame, from normalised landmarks and a size; None where landmarks do not say where it is."""

    id: str
    title: str
    make: Callable[[Points, int], Mask] | None


def _half(landmarks: Points, size: int, side: int) -> Mask:
    """The face on one side of the line from the bridge of the nose to the chin; `side` -1 is the left of the picture."""
    top, bottom = landmarks[BRIDGE], landmarks[CHIN]
    down = (bottom - top) / max(float(np.hypot(*(bottom - top))), 1e-6)
    across = np.array([side * abs(down[1]), -side * down[0] * np.sign(down[1] or 1)])
    above, below = top - FAR * down, bottom + FAR * down
    half = polygon_mask([np.array([above, below, below + FAR * across, above + FAR * across])], size)
    mask: Mask = head_mask(landmarks, size) * half
    return mask


FACE_AREAS: tuple[FaceArea, ...] = (
    *(
        FaceArea(kind, title, partial(part_mask, kind))
        for kind, title in (
            ("eyes", "Eyes"), ("left_eye", "Left eye"), ("right_eye", "Right eye"), ("brows", "Brows"),
            ("nose", "Nose"), ("mouth", "Mouth"), ("jaw", "Jaw"),
        )
    ),
    FaceArea("face", "Face", head_mask),
    FaceArea("left_half", "Left half", partial(_half, side=-1)),
    FaceArea("right_half", "Right half", partial(_half, side=1)),
    FaceArea("hair", "Hair", None),
    FaceArea("glasses", "Glasses", None),
)  # fmt: skip


def face_area(ground: PhotoGround, area: FaceArea) -> Area:
    """An area of the face, at the photo's own resolution. Raises `ValueError` for one that landmarks do not tell."""
    if area.make is None:
        raise ValueError(f"landmarks do not say where {area.title.lower()} is")
    return area_of(ground, area.make(ground.landmarks, ground.frame_px))
