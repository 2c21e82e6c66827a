"""Donors: people whose facial parts are on offer, with their licence and consent note."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

import numpy as np

from engines.errors import InputError
from engines.face.alignment import EYE_DISTANCE, align
from engines.face.landmarks import COUNT, eye_centres
from engines.face.regions import part_mask
from engines.imaging.arrays import ByteImage, Mask, Points
from engines.imaging.geometry import resize

LARGEST_SIDE, SMALLEST_SIDE = 512, 128  # px of a donor cut from a photo


@dataclass(frozen=True, eq=False)
class Donor:
    """A face that parts are cut from.

    `image` is (S, S, 3) uint8 in the face frame, `landmarks` normalised (68, 2). `group` holds what the source says of
    the person (age, gender, ethnicity, expression), nothing guessed. `licence`, `attribution` and `consent` are shown
    wherever the donor is. `hair`, (S, S) in [0, 1], is where their hair was seen; without it a zone around the head stands in.
    """

    id: str
    name: str
    image: ByteImage
    landmarks: Points
    source: str = ""
    licence: str = ""
    attribution: str = ""
    consent: str = ""
    group: dict[str, str] = field(default_factory=dict)
    hair: Mask | None = None

    def part(self, kind: str) -> Mask:
        """The soft region of a part of this donor, (S, S)."""
        if kind == "hair" and self.hair is not None:
            return self.hair
        return part_mask(kind, self.landmarks, self.image.shape[0])


def cut_donor(
    photo: ByteImage,
    landmarks_px: Points,
    name: str,
    *,
    source: str = "",
    licence: str = "",
    consent: str = "",
    hair: Mask | None = None,
) -> Donor:
    """The face of a photo (H, W, 3) with 68 landmarks in its pixels, in the face frame, with an id of its own.

    The donor is as large as the photo gives, 128 to 512 px; `hair` is a mask of the face frame of any size.
    Raises `InputError` for too few points.
    """
    if landmarks_px.shape != (COUNT, 2):
        raise InputError(f"A face needs {COUNT} points, not {len(landmarks_px)}. Place them all.")
    left, right = eye_centres(landmarks_px)
    native = round(float(np.hypot(*(right - left))) / EYE_DISTANCE)
    face = align(photo, landmarks_px, min(max(native, SMALLEST_SIDE), LARGEST_SIDE))
    size = face.image.shape[0]
    return Donor(
        f"user-{uuid.uuid4().hex[:12]}", name or "Donor", face.image, face.landmarks, source=source, licence=licence,
        consent=consent, hair=None if hair is None else np.asarray(resize(hair, (size, size))),
    )  # fmt: skip
