"""Training pairs for the parts engine: canvases with displaced, turned, rescaled and recoloured parts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from engines.face import landmarks as lm
from engines.face.regions import PART_KINDS, part_centre, part_mask
from engines.imaging.arrays import Affine, FloatImage, Points, to_float
from engines.imaging.geometry import Placement, compose, fit_similarity
from engines.parts.canvas import HOME_ROTATION_DEG, HOME_SCALE, stacking_order
from engines.requests import PlacedPart
from training.data.shards import Sample
from training.errors import ConfigError


@dataclass(frozen=True)
class CanvasAugmentation:
    """How a part canvas is disturbed; all ranges are half-widths around "as it was", drawn evenly, times the sample's freedom.

    `shift` in frame units, `rotation_deg`, `scale` as a factor minus one; `gain` and `tint` act on colour whatever the freedom.
    `presence` is the chance of each kind to be there. A share `matched` of the canvases has its parts matched in colour, as in the
    application, the others by an amount drawn evenly; with 0 none has.
    """

    shift: float = 0.035
    rotation_deg: float = 8.0
    scale: float = 0.1
    gain: float = 0.18
    tint: float = 0.05
    presence: tuple[tuple[str, float], ...] = (
        ("eyes", 0.92), ("brows", 0.75), ("nose", 0.88), ("mouth", 0.88), ("jaw", 0.5), ("face_shape", 0.2), ("hair", 0.2),
    )  # fmt: skip
    matched: float = 0.0

    def __post_init__(self) -> None:
        unknown = [kind for kind, _ in self.presence if kind not in PART_KINDS]
        if unknown:
            raise ConfigError(f"canvas.presence names {', '.join(unknown)}. Use {', '.join(PART_KINDS)}.")
        if sum(chance > 0 for _, chance in self.presence) < 2:
            raise ConfigError(
                "canvas.presence leaves fewer than two kinds of parts. Give more of them a chance above 0."
            )


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


def softened(sample: Sample, factor: float) -> Sample:
    """The sample as if its photo had been taken with `factor` times fewer pixels a side."""
    height, width = sample.image.shape[:2]
    reduced = (max(1, round(width / factor)), max(1, round(height / factor)))
    small = cv2.resize(sample.image, reduced, interpolation=cv2.INTER_AREA)
    image = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    return Sample(sample.key, np.asarray(image, np.uint8), sample.landmarks, sample.info)


def random_parts(
    donors: dict[str, Sample],
    average: Points,
    freedom: float,
    augmentation: CanvasAugmentation,
    rng: np.random.Generator,
) -> tuple[PlacedPart, ...]:
    """Parts of the given kinds, each from its donor, disturbed by `freedom` in [0, 1], in stacking order.

    With freedom 0 parts stay where they were in the donor's photo; with 1 they lie at home on the average face, shifted, turned and
    rescaled by the full ranges.
    """
    parts = tuple(place_part(kind, donor, average, freedom, augmentation, rng) for kind, donor in donors.items())
    match = _colour_match(augmentation, rng)
    return stacking_order(tuple(replace(part, colour_match=match) for part in parts))


def _colour_match(augmentation: CanvasAugmentation, rng: np.random.Generator) -> float:
    if not augmentation.matched:
        return 0.0
    return 1.0 if rng.random() < augmentation.matched else float(rng.random())


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
    """One part of a donor, disturbed as `random_parts` says."""
    mask = part_mask(kind, donor.landmarks, donor.image.shape[0])
    to_canvas = _disturbed(kind, donor.landmarks, average, freedom, augmentation, rng)
    return PlacedPart(kind, _recolour(to_float(donor.image), augmentation, rng), mask, to_canvas)


def _disturbed(
    kind: str, donor: Points, average: Points, freedom: float, augmentation: CanvasAugmentation,
    rng: np.random.Generator,
) -> Affine:  # fmt: skip
    points = list(PART_KINDS[kind].points)
    goal = donor[points] + freedom * (average[points] - donor[points])
    home = fit_similarity(donor[points], goal, HOME_SCALE, HOME_ROTATION_DEG)
    dx, dy, turn, grow = rng.uniform(-1, 1, 4) * freedom
    shift, scale = augmentation.shift, 1 + grow * augmentation.scale
    placement = Placement(dx * shift, dy * shift, scale, turn * augmentation.rotation_deg)
    return compose(placement.matrix(part_centre(kind, average)), home)


def _recolour(image: FloatImage, augmentation: CanvasAugmentation, rng: np.random.Generator) -> FloatImage:
    gain = 1 + rng.uniform(-1, 1) * augmentation.gain
    tint = 1 + rng.uniform(-1, 1, 3) * augmentation.tint
    recoloured: FloatImage = np.clip(image * (gain * tint), 0, 1).astype(np.float32)
    return recoloured
