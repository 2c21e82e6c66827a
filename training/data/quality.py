"""Which photos are good enough to learn whole faces from (Jiang, Liu, Wang 2018, section 2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engines.face.landmarks import head_turn
from engines.imaging.arrays import Points
from training.errors import ConfigError


@dataclass(frozen=True)
class QualityConfig:
    """`filter` = false keeps every photo. `turn`: largest turn of the head, in eye distances; `luma`: the quantiles of mean luma between
    which a crop must lie; photos that are labelled as showing glasses go unless `glasses`.
    """

    filter: bool = True
    turn: float = 0.2
    luma: tuple[float, float] = (0.02, 0.98)
    glasses: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.luma[0] < self.luma[1] <= 1:
            raise ConfigError(
                f"quality.luma is {list(self.luma)}. Give two quantiles from 0 to 1, the smaller one first."
            )


@dataclass(frozen=True)
class Look:
    """What the filter asks of one photo: signed turn in eye distances, mean luma of its crop in [0, 1], and whether it shows glasses."""

    turn: float
    luma: float
    glasses: bool

    @staticmethod
    def of(landmarks: Points, luma: float, info: dict[str, Any]) -> Look:
        return Look(head_turn(landmarks), luma, bool(info.get("glasses", False)))


def chosen(looks: Sequence[Look], config: QualityConfig) -> tuple[list[int], str]:
    """The numbers of the photos that are kept, and what was asked of them in words, for the card."""
    if not config.filter:
        return list(range(len(looks))), f"no quality filter: all {len(looks)} photos"
    low, high = np.quantile([look.luma for look in looks], config.luma)
    kept = [
        i
        for i, look in enumerate(looks)
        if abs(look.turn) < config.turn and low <= look.luma <= high and (config.glasses or not look.glasses)
    ]
    if not kept:
        raise ConfigError("The quality filter keeps no photo. Widen quality.turn and quality.luma.")
    glasses = "" if config.glasses else ", no glasses where labelled"
    return kept, (
        f"quality filter: turn below {config.turn:g} eye distances, mean luma {low:.3f} to {high:.3f}{glasses}; "
        f"kept {len(kept)} of {len(looks)} photos"
    )
