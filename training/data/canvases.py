"""Training pairs for the parts engine: canvases with displaced, turned, rescaled and recoloured parts."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engines.face import landmarks as lm
from engines.face.regions import PART_KINDS, part_centre, part_mask
from engines.imaging.arrays import Affine, FloatImage, Mask, Points, to_float
from engines.imaging.geometry import Placement, compose, fit_similarity
from engines.parts.canvas import HOME_ROTATION_DEG, HOME_SCALE, draw_canvas, stacking_order
from engines.requests import PlacedPart
from training.data.shards import Sample


@dataclass(frozen=True)
class CanvasAugmentation:
    """How a part canvas is disturbed; all ranges are half-widths around "as it was", drawn evenly, times the sample's freedom.

    `shift` in frame units, `rotation_deg`, `scale` as a factor minus one; `gain` and `tint` act on colour whatever the freedom.
    `presence` is the chance of each kind to be there.
    """

    shift: float = 0.035
    rotation_deg: float = 8.0
    scale: float = 0.1
    gain: float = 0.18
    tint: float = 0.05
    presence: tuple[tuple[str, float], ...] = (
        ("eyes", 0.92), ("brows", 0.75), ("nose", 0.88), ("mouth", 0.88), ("jaw", 0.5), ("face_shape", 0.2), ("hair", 0.2),
    )  # fmt: skip


def mirrored(sample: Sample) -> Sample:
    """The sample seen in a mirror."""
    return Sample(
        sample.key, np.ascontiguousarray(sample.image[:, ::-1]), lm.mirror_landmarks(sample.landmarks), sample.info
    )


def resized(sample: Sample, size: int) -> Sample:
    """The sample with its photo at network size, by area averaging."""
    if sample.image.shape[0] == size:
        return sample
    image = cv2.resize(sample.image, (size, size), interpolation=cv2.INTER_AREA)
    return Sample(sample.key, np.asarray(image, np.uint8), sample.landmarks, sample.info)


def draw_random_canvas(
    donors: dict[str, Sample], average: Points, size: int, freedom: float, augmentation: CanvasAugmentation,
    rng: np.random.Generator,
) -> tuple[FloatImage, Mask]:  # fmt: skip
    """A canvas of the given kinds, each from its donor, disturbed by `freedom` in [0, 1].

    With freedom 0 parts stay where they were in the donor's photo; with 1 they lie at home on the average face, shifted, turned and
    rescaled by the full ranges.
    """
    parts = tuple(place_part(kind, donor, average, freedom, augmentation, rng) for kind, donor in donors.items())
    return draw_canvas(stacking_order(parts), size)


def random_kinds(augmentation: CanvasAugmentation, rng: np.random.Generator) -> list[str]:
    """At least two kinds of parts, each present by its own chance."""
    while True:
        kinds = [kind for kind, chance in augmentation.presence if rng.random() < chance]
        if len(kinds) >= 2:
            return kinds


def place_part(
    kind: str,
    donor: Sample,
    average: Points,
    freedom: float,
    augmentation: CanvasAugmentation,
    rng: np.random.Generator,
) -> PlacedPart:
    """One part of a donor, disturbed as `draw_random_canvas` says."""
    mask = part_mask(kind, donor.landmarks, donor.image.shape[0])
    to_canvas = _disturbed(kind, donor.landmarks, average, freedom, augmentation, rng)
    return PlacedPart(kind, _recolour(to_float(donor.image), augmentation, rng), mask, to_canvas)


def _disturbed(
    kind: str,
    donor: Points,
    average: Points,
    freedom: float,
    augmentation: CanvasAugmentation,
    rng: np.random.Generator,
) -> Affine:
    points = list(PART_KINDS[kind].points)
    goal = donor[points] + freedom * (average[points] - donor[points])
    home = fit_similarity(donor[points], goal, HOME_SCALE, HOME_ROTATION_DEG)
    dx, dy, turn, grow = rng.uniform(-1, 1, 4) * freedom
    placement = Placement(
        dx * augmentation.shift,
        dy * augmentation.shift,
        1 + grow * augmentation.scale,
        turn * augmentation.rotation_deg,
    )
    return compose(placement.matrix(part_centre(kind, average)), home)


def _recolour(image: FloatImage, augmentation: CanvasAugmentation, rng: np.random.Generator) -> FloatImage:
    gain = 1 + rng.uniform(-1, 1) * augmentation.gain
    tint = 1 + rng.uniform(-1, 1, 3) * augmentation.tint
    recoloured: FloatImage = np.clip(image * (gain * tint), 0, 1).astype(np.float32)
    return recoloured
