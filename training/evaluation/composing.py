"""The portraits that the parts engine is judged on: one donor with a reference, four donors without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engines.imaging.arrays import Points
from engines.parts.canvas import stacking_order
from engines.requests import PartsRequest
from training.data.canvases import CanvasAugmentation, place_part
from training.data.shards import Sample

KINDS = ("eyes", "brows", "nose", "mouth", "jaw")
DONOR_GROUPS = (("eyes", "brows"), ("nose",), ("mouth",), ("jaw",))
DISPLACED = CanvasAugmentation(shift=0.03, rotation_deg=8.0, scale=0.1, gain=0.15, tint=0.0)
AT_HOME = CanvasAugmentation(shift=0.0, rotation_deg=0.0, scale=0.0, gain=0.0, tint=0.0)
COLOUR_MATCH = 1.0  # what a part has in the application until the user changes it


@dataclass(frozen=True, eq=False)
class Portrait:
    """A request and the index of each part's donor in its set."""

    request: PartsRequest
    donors: dict[str, int]


def one_donor(samples: Sequence[Sample], index: int, average: Points, seed: int) -> Portrait:
    """All parts of one photo at home on the average face, each displaced by up to 3 % of the frame, 8 degrees, 10 % and gain 15 %."""
    rng = np.random.default_rng((seed, index))
    donors = dict.fromkeys(KINDS, index)
    return _portrait(samples, donors, average, DISPLACED, rng)


def four_donors(samples: Sequence[Sample], index: int, average: Points, seed: int) -> Portrait:
    """Eyes and brows of photo `index`; nose, mouth and jaw of three others; at home, colour-matched. Needs four photos."""
    rng = np.random.default_rng((seed, index))
    others = rng.permutation([i for i in range(len(samples)) if i != index])[: len(DONOR_GROUPS) - 1]
    donors = {kind: int(donor) for group, donor in zip(DONOR_GROUPS, (index, *others), strict=True) for kind in group}
    portrait = _portrait(samples, donors, average, AT_HOME, rng)
    parts = tuple(replace(part, colour_match=COLOUR_MATCH) for part in portrait.request.parts)
    return replace(portrait, request=replace(portrait.request, parts=parts))


def _portrait(
    samples: Sequence[Sample],
    donors: dict[str, int],
    average: Points,
    displacement: CanvasAugmentation,
    rng: np.random.Generator,
) -> Portrait:
    parts = [place_part(kind, samples[donor], average, 1.0, displacement, rng) for kind, donor in donors.items()]
    return Portrait(PartsRequest(stacking_order(tuple(parts))), donors)
