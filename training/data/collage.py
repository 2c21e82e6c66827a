"""What the parts engine should make of the parts of several people: a photo with their parts laid in where its own were."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engines.face.landmarks import head_turn
from engines.face.regions import PART_KINDS, part_mask
from engines.face.skin import cheek_colours
from engines.imaging.arrays import FloatImage, to_float
from engines.imaging.blend import match_colour_around
from engines.imaging.geometry import fit_similarity, warp
from engines.parts.canvas import HOME_ROTATION_DEG, HOME_SCALE
from training.data.shards import Sample

INNER = ("nose", "brows", "eyes", "mouth")  # parts that lie inside a face: its outline and hair stay those of the photo
JUST_SEEN_COLOUR, JUST_SEEN_TURN = 0.06, 0.05


def collage(base: Sample, donors: Mapping[str, Sample]) -> FloatImage:
    """The photo `base` (S, S, 3) in [0, 1] with the inner parts of other people in the places of its own, in its light, without a seam.

    `donors` by kind of part; outer parts, and parts of `base` itself, change nothing.
    """
    face = to_float(base.image)
    for kind in INNER:
        if kind in donors and donors[kind] is not base:
            face = _with_part(face, base, kind, donors[kind])
    return face


def _with_part(face: FloatImage, base: Sample, kind: str, donor: Sample) -> FloatImage:
    """The donor's photo laid on the part's landmarks, shown where either person has that part, so that nothing of the old one is left."""
    size, points = face.shape[0], list(PART_KINDS[kind].points)
    to_base = fit_similarity(donor.landmarks[points], base.landmarks[points], HOME_SCALE, HOME_ROTATION_DEG)
    laid = np.asarray(warp(to_float(donor.image), to_base, (size, size), "edge"))
    theirs = np.asarray(warp(part_mask(kind, donor.landmarks, donor.image.shape[0]), to_base, (size, size)))
    region = np.maximum(theirs, part_mask(kind, base.landmarks, size))
    share = region[..., None]
    blended: FloatImage = face * (1 - share) + match_colour_around(laid, face, region) * share
    return blended


def unlikeness(first: Sample, second: Sample) -> float:
    """How badly two people's parts go together: 1 for each step of colour of either cheek, or of turn, that one just sees."""
    colours = [cheek_colours(to_float(sample.image), sample.landmarks) for sample in (first, second)]
    turn = abs(head_turn(first.landmarks) - head_turn(second.landmarks))
    return float(np.abs(colours[0] - colours[1]).sum() / JUST_SEEN_COLOUR + turn / JUST_SEEN_TURN)
