"""Areas of a photo's face: as the face network sees them where its weights are there, else as the landmarks tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from engines.errors import InputError
from engines.face.landmarks import LEFT_EYE, RIGHT_EYE
from engines.face.parsing.classes import BROWS, EYES, HAIR, INNER_MOUTH, LIPS, NOSE, SKIN
from engines.face.parsing.regions import class_region
from engines.face.parsing.shared import FACE, face_parser, has_face_network
from engines.face.regions import head_mask, part_mask, polygon_mask
from engines.imaging.arrays import Mask, Points
from faceforge_app.document.masks import Area
from faceforge_app.document.photo import PhotoGround, area_of, frame_picture

BRIDGE, CHIN = 27, 8
FAR = 4.0  # face frames: beyond every photo's face
LENS = (0.52, 0.40)  # half the width and height of a lens, in eye distances
TEMPLE = 0.09  # half the height of bridge and temples, in eye distances


@dataclass(frozen=True)
class FaceArea:
    """One area. `make` paints it into the face frame from normalised landmarks and a size; None where landmarks do not say where it is.

    `classes` are those of the face network that it consists of, `grow` how far beyond them it reaches, in frame units, and `side` -1 or 1
    the half of the face that it lies in. `note` says what should be known of it.
    """

    id: str
    title: str
    make: Callable[[Points, int], Mask] | None = None
    classes: tuple[int, ...] = ()
    grow: float = 0.0
    side: int = 0
    note: str = ""

    @property
    def usable(self) -> bool:
        """Whether it can be told here. Quick."""
        return self.make is not None or has_face_network()


def _half(landmarks: Points, size: int, side: int) -> Mask:
    """The face on one side of the line from the bridge of the nose to the chin; `side` -1 is the left of the picture."""
    mask: Mask = head_mask(landmarks, size) * _half_plane(landmarks, size, side)
    return mask


def _half_plane(landmarks: Points, size: int, side: int) -> Mask:
    top, bottom = landmarks[BRIDGE], landmarks[CHIN]
    down = (bottom - top) / max(float(np.hypot(*(bottom - top))), 1e-6)
    across = np.array([side * abs(down[1]), -side * down[0] * np.sign(down[1] or 1)])
    above, below = top - FAR * down, bottom + FAR * down
    return polygon_mask([np.array([above, below, below + FAR * across, above + FAR * across])], size)


def _glasses(landmarks: Points, size: int) -> Mask:
    """A lens around each eye, a bridge between them, and temples towards the ears: where glasses would sit."""
    left, right = (landmarks[list(points)].mean(axis=0) for points in (LEFT_EYE, RIGHT_EYE))
    along = right - left
    down = np.array([-along[1], along[0]])
    turns = np.linspace(0, 2 * np.pi, 48)[:, None]
    lenses = [eye + LENS[0] * np.cos(turns) * along + LENS[1] * np.sin(turns) * down for eye in (left, right)]
    bars = [(landmarks[0], left), (left, right), (right, landmarks[16])]
    mask: Mask = polygon_mask(lenses[:1], size)
    for shape in (
        lenses[1],
        *(np.array([a - TEMPLE * down, b - TEMPLE * down, b + TEMPLE * down, a + TEMPLE * down]) for a, b in bars),
    ):
        mask = np.maximum(mask, polygon_mask([shape], size))
    return mask


def _part(kind: str, title: str, classes: tuple[int, ...], grow: float, side: int = 0) -> FaceArea:
    return FaceArea(kind, title, partial(part_mask, kind), classes, grow, side)


GLASSES_NOTE = "Where glasses would sit: made from the landmarks, whether there are glasses or not"
FACE_AREAS: tuple[FaceArea, ...] = (
    _part("eyes", "Eyes", (EYES,), 0.025),
    _part("left_eye", "Left eye", (EYES,), 0.025, side=-1),
    _part("right_eye", "Right eye", (EYES,), 0.025, side=1),
    _part("brows", "Brows", (BROWS,), 0.01),
    _part("nose", "Nose", (NOSE,), 0.015),
    _part("mouth", "Mouth", (LIPS, INNER_MOUTH), 0.015),
    FaceArea("jaw", "Jaw", partial(part_mask, "jaw")),
    FaceArea("face", "Face", head_mask),
    FaceArea("left_half", "Left half", partial(_half, side=-1)),
    FaceArea("right_half", "Right half", partial(_half, side=1)),
    FaceArea("skin", "Skin", None, (SKIN, NOSE)),
    FaceArea("hair", "Hair", None, (HAIR,), 0.006),
    FaceArea("glasses", "Glasses", _glasses, note=GLASSES_NOTE),
)


def face_area(ground: PhotoGround, area: FaceArea) -> Area:
    """An area of the face, at the photo's own resolution. Slow where the network is asked. Raises `EngineError` where it cannot be told."""
    if not area.classes or (area.make is not None and not has_face_network()):
        assert area.make is not None, area.id
        return area_of(ground, area.make(ground.landmarks, ground.frame_px))
    size = ground.frame_px
    parsing = face_parser().parse(frame_picture(ground, FACE.native_size))
    mask = class_region(parsing, area.classes, size, area.grow)
    if area.side:
        mask = mask * _half_plane(ground.landmarks, size, area.side)
    if mask.max(initial=0) < 0.5:  # turned away or hidden
        if area.make is None:
            raise InputError(f"The face network sees no {area.title.lower()} here. Mark it with the lasso.")
        mask = area.make(ground.landmarks, size)
    return area_of(ground, mask)
