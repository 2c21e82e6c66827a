"""What was measured, written into the card of the weights: `faceforge engines` shows it."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engines.weights import load_weights, save_weights
from training.evaluation.parts import ENGINE, Outcome, SetOutcome

ONE_DONOR = ("psnr", "ssim", "lpips_squeeze_caffe", "identity_dlib")
FOUR_DONORS = ("found", "sharpness", "seam", "kid_squeeze", "faces_found")


def write_measured(weights: Path, engine: str, outcomes: Sequence[SetOutcome]) -> None:
    """Put the parts engine's values into the card, set by set. Raises `WeightsError`."""
    write_metrics(weights, engine, {outcome.name: _of_set(outcome) for outcome in outcomes})


def write_metrics(weights: Path, engine: str, measured: dict[str, Any]) -> None:
    """Put values into the card by set; sets that were not measured now keep theirs. Raises `WeightsError`."""
    tensors, card = load_weights(weights, engine)
    save_weights(weights, tensors, dataclasses.replace(card, metrics={**card.metrics, **measured}))


def _of_set(outcome: SetOutcome) -> dict[str, Any]:
    return {
        "photos": len(outcome.samples),
        "one_donor": _values(outcome.one_donor, ONE_DONOR),
        "four_donors": _values(outcome.four_donors, FOUR_DONORS),
    }


def _values(outcome: Outcome, metrics: Sequence[str]) -> dict[str, float]:
    summaries = {name: outcome.systems[ENGINE].summary(name) for name in metrics}
    return {name: round(s.value, 4) for name, s in summaries.items() if s is not None and math.isfinite(s.value)}
