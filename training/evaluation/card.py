"""What was measured, written into the card of the weights: `faceforge engines` shows it."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from engines.weights import load_weights, save_weights
from training.evaluation.outcome import ENGINE, Outcome
from training.evaluation.parts import SetOutcome

ONE_DONOR = ("psnr", "ssim", "lpips_squeeze_caffe", "identity_dlib")
FOUR_DONORS = ("found", "sharpness", "seam", "kid_squeeze", "faces_found")


def write_measured(weights: Path, engine: str, measured: Mapping[str, Mapping[str, Any]]) -> None:
    """Put what was measured into the card, set by set; sets that were not measured now keep theirs. Raises `WeightsError`."""
    tensors, card = load_weights(weights, engine)
    save_weights(weights, tensors, dataclasses.replace(card, metrics={**card.metrics, **measured}))


def parts_values(outcome: SetOutcome) -> dict[str, Any]:
    """What a card says of one set."""
    return {
        "photos": len(outcome.samples),
        "one_donor": engine_values(outcome.one_donor, ONE_DONOR),
        "four_donors": engine_values(outcome.four_donors, FOUR_DONORS),
    }


def engine_values(outcome: Outcome, metrics: Sequence[str]) -> dict[str, float]:
    """The engine's values, rounded; what was not measured is left out."""
    summaries = {name: outcome.systems[ENGINE].summary(name) for name in metrics}
    return {name: round(s.value, 4) for name, s in summaries.items() if s is not None and math.isfinite(s.value)}
