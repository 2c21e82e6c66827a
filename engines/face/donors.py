"""Donors: people whose facial parts are on offer, with their licence and consent note."""

from __future__ import annotations

from dataclasses import dataclass, field

from engines.face.regions import part_mask
from engines.imaging.arrays import ByteImage, Mask, Points


@dataclass(frozen=True, eq=False)
class Donor:
    """A face that parts are cut from.

    `image` is (S, S, 3) uint8 in the face frame, `landmarks` normalised (68, 2). `group` holds what the source says of the person
    (age, gender, ethnicity, expression), nothing guessed. `licence`, `attribution` and `consent` are shown wherever the donor is.
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

    def part(self, kind: str) -> Mask:
        """The soft region of a part of this donor, (S, S)."""
        return part_mask(kind, self.landmarks, self.image.shape[0])
