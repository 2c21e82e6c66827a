"""What weights have to reach before they ship, checked against the baselines and the real photos of the same run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from training.baselines import BASELINES
from training.evaluation.outcome import ENGINE, Outcome
from training.evaluation.parts import REAL, SetOutcome
from training.metrics import METRICS

RIVALS = tuple(info.id for info in BASELINES)
SHARPNESS = (0.7, 1.3)
BEAT_ONE_DONOR = ("ssim", "ssim_face", "lpips_squeeze_caffe", "lpips_squeeze_caffe_face")
BEAT_FOUR_DONORS = ("seam", "kid_squeeze")


@dataclass(frozen=True)
class Bar:
    """One requirement: `value` of the engine against `limit`; `reached` None where one of them was not measured."""

    text: str
    value: float | None
    limit: float | None
    reached: bool | None


def bars(outcome: SetOutcome) -> list[Bar]:
    """All requirements on one set.

    One donor: SSIM and LPIPS better than every baseline. Four donors: seam nearer to that of real photos, and kernel distance smaller,
    than those of every baseline; sharpness 0.7 to 1.3 of real photos; no fewer faces found than in them.
    """
    mixed = outcome.four_donors
    return [
        *(beats(outcome.one_donor, metric, RIVALS) for metric in BEAT_ONE_DONOR),
        *(beats(mixed, metric, RIVALS, real=REAL) for metric in BEAT_FOUR_DONORS),
        *_sharp_enough(mixed),
        _no_face_lost(mixed),
    ]


def beats(
    outcome: Outcome, metric: str, rivals: Sequence[str], named: str = "every baseline", real: str | None = None
) -> Bar:
    """The engine better than all `rivals`: `up`, `down`, or nearer to the value of the system `real`, by the metric's own direction."""
    info = METRICS[metric]
    goal = _value(outcome, real, metric) if info.better == "real" else None

    def loss(system: str) -> float | None:
        value = _value(outcome, system, metric)
        if value is None or (info.better == "real" and goal is None):
            return None
        return abs(value - goal) if goal is not None else -value if info.better == "up" else value

    ours, theirs = loss(ENGINE), [loss(rival) for rival in rivals]
    known = [value for value in theirs if value is not None]
    distance = " distance from real photos" if info.better == "real" else ""
    text = f"{info.title}{distance}: better than {named}"
    if ours is None or not known or len(known) < len(theirs):
        return Bar(text, None, None, None)
    sign = -1 if info.better == "up" else 1
    return Bar(text, sign * ours, sign * min(known), ours < min(known))


def _sharp_enough(outcome: Outcome) -> list[Bar]:
    value = _value(outcome, ENGINE, "sharpness")
    low, high = SHARPNESS
    reached = (None, None) if value is None else (value >= low, value <= high)
    return [
        Bar("Sharpness: at least", value, low, reached[0]),
        Bar("Sharpness: at most", value, high, reached[1]),
    ]


def _no_face_lost(outcome: Outcome) -> Bar:
    value, real = (_value(outcome, system, "faces_found") for system in (ENGINE, REAL))
    reached = None if value is None or real is None else value >= real
    return Bar("Faces found %: as many as in real photos", value, real, reached)


def _value(outcome: Outcome, system: str | None, metric: str) -> float | None:
    scores = outcome.systems.get(system or "")
    summary = None if scores is None else scores.summary(metric)
    return None if summary is None else summary.value
