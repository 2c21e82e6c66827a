"""What weights have to reach before they ship, checked against the baselines and the real photos of the same run."""

from __future__ import annotations

from dataclasses import dataclass

from training.baselines import BASELINES
from training.evaluation.measures import Scores
from training.evaluation.parts import ENGINE, REAL, Outcome, SetOutcome
from training.metrics import METRICS

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
        *(_beats_baselines(outcome.one_donor, metric) for metric in BEAT_ONE_DONOR),
        *(_beats_baselines(mixed, metric) for metric in BEAT_FOUR_DONORS),
        *_sharp_enough(mixed),
        _no_face_lost(mixed),
    ]


def _beats_baselines(outcome: Outcome, metric: str) -> Bar:
    """`up`, `down`, or nearer to the real photos' value, by the metric's own direction."""
    info = METRICS[metric]
    real = _value(outcome.systems[REAL], metric) if info.better == "real" else None

    def loss(system: str) -> float | None:
        value = _value(outcome.systems[system], metric)
        if value is None or (info.better == "real" and real is None):
            return None
        return abs(value - real) if real is not None else -value if info.better == "up" else value

    ours, theirs = loss(ENGINE), [loss(baseline.id) for baseline in BASELINES]
    known = [value for value in theirs if value is not None]
    distance = " distance from real photos" if info.better == "real" else ""
    text = f"{info.title}{distance}: better than every baseline"
    if ours is None or len(known) < len(theirs):
        return Bar(text, None, None, None)
    sign = -1 if info.better == "up" else 1
    return Bar(text, sign * ours, sign * min(known), ours < min(known))


def _sharp_enough(outcome: Outcome) -> list[Bar]:
    value = _value(outcome.systems[ENGINE], "sharpness")
    low, high = SHARPNESS
    reached = (None, None) if value is None else (value >= low, value <= high)
    return [
        Bar("Sharpness: at least", value, low, reached[0]),
        Bar("Sharpness: at most", value, high, reached[1]),
    ]


def _no_face_lost(outcome: Outcome) -> Bar:
    value, real = (_value(outcome.systems[system], "faces_found") for system in (ENGINE, REAL))
    reached = None if value is None or real is None else value >= real
    return Bar("Faces found %: as many as in real photos", value, real, reached)


def _value(scores: Scores, metric: str) -> float | None:
    summary = scores.summary(metric)
    return None if summary is None else summary.value
