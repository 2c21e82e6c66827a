"""Results of the context engine as JSON, as Markdown tables beside the paper's, and as a sheet; and what weights must reach."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from engines.imaging.arrays import ByteImage
from training.context_baselines import CONTEXT_BASELINES
from training.evaluation import tables
from training.evaluation.bars import Bar
from training.evaluation.card import engine_values
from training.evaluation.context import PROGAN, REAL, SYMMETRY, ContextOutcome, ContextSet
from training.evaluation.outcome import ENGINE
from training.evaluation.sheet import block
from training.metrics import METRICS

TITLES = {
    ENGINE: "**FaceForge**", PROGAN: "our ProGAN variant", SYMMETRY: "our symmetry engine", REAL: "real photos",
    **{info.id: info.title for info in CONTEXT_BASELINES},
}  # fmt: skip
MEASURED = (
    "ssim_hole", "psnr_hole", "lpips_squeeze_caffe_hole", "kid_squeeze_hole", "sharpness_hole", "seam", "match", "ms_per_face",
)  # fmt: skip
GROUPED = ("ssim_hole", "lpips_squeeze_caffe_hole", "sharpness_hole", "seam", "match")
BETTER_BY = 0.25
SHARPNESS = (0.8, 1.2)
SHEET_ROWS = 10
# Banerjee et al., Table 1: 13,233 LFW photos at 128 px; match of ResNet-50 descriptors, SSIM, FID, PieAPP
PUBLISHED = (
    ("GenFace", 0.543, 0.491, 177.06, 3.536),
    ("DeepFillv1", 0.481, 0.321, 241.696, 3.204),
    ("SymmFCNet", 0.457, 0.333, 207.117, 2.434),
    ("EdgeConnect", 0.454, 0.178, 141.695, 3.106),
    ("DeepFake", 0.459, 0.448, 43.03, 1.857),
    ("the paper's ProGAN", 0.668, 0.466, 103.71, 2.255),
    ("the paper's cascade", 0.722, 0.753, 46.12, 1.256),
)


def bars(outcome: ContextSet) -> list[Bar]:
    """On one set: LPIPS at least a quarter below the best rival, the smallest kernel distance, sharpness as photos', no seam."""
    found = outcome.outcome
    rivals = [name for name in found.pictures if name != ENGINE]
    lpips = METRICS["lpips_squeeze_caffe_hole"].name
    seam, photos = _value(found, ENGINE, "seam"), _value(found, REAL, "seam")
    sharp = _value(found, ENGINE, "sharpness_hole")
    return [
        _below(found, lpips, rivals, 1 - BETTER_BY, "LPIPS hole: a quarter below every rival"),
        _below(found, "kid_squeeze_hole", rivals, 1.0, "Kernel hole: below every rival"),
        _bar("Sharpness hole: at least", sharp, SHARPNESS[0], lambda value, limit: value >= limit),
        _bar("Sharpness hole: at most", sharp, SHARPNESS[1], lambda value, limit: value <= limit),
        _bar("Seam at the hull: no stronger than in photos", seam, photos, lambda value, limit: value <= limit),
    ]


def as_json(outcomes: Sequence[ContextSet], settings: dict[str, Any]) -> dict[str, Any]:
    """Everything measured, as JSON values."""
    sets = {
        each.name: {
            "photos": len(each.samples),
            **tables.outcome_json(each.outcome, (REAL,)),
            "match": {system: dataclasses.asdict(match) for system, match in each.outcome.matches.items()},
            "bars": [dataclasses.asdict(bar) for bar in bars(each)],
        }
        for each in outcomes
    }
    return {"engine": "context", "settings": settings, "sets": sets}


def as_markdown(outcomes: Sequence[ContextSet], settings: dict[str, Any], size: int) -> str:
    """Tables per set, the groups, the paper's figures, and what every column means."""
    sections = ["# Context extension: measured", tables.settings_text(settings)]
    for each in outcomes:
        sections += [
            f"## {each.name}, {len(each.samples)} photos",
            "The hull of the landmarks is kept; everything is measured where the rest was painted.",
            tables.table(each.outcome, MEASURED, TITLES),
            *_match_text(each.outcome),
            *tables.group_tables(each.outcome, GROUPED, TITLES, (REAL,)),
        ]
    sections.append(tables.bars_text({each.name: bars(each) for each in outcomes}))
    sections.append(_paper_text(outcomes))
    sections.append(tables.legend(MEASURED, size))
    return "\n\n".join(sections) + "\n"


def card_values(outcome: ContextSet) -> dict[str, Any]:
    """What a card says of one set."""
    values = engine_values(outcome.outcome, MEASURED[:-1])
    match = outcome.outcome.matches.get(ENGINE)
    recognised = {} if match is None else {"true_positives": round(match.true_positives, 4)}
    return {"photos": len(outcome.samples), **values, **recognised}


def results_sheet(outcome: ContextSet) -> ByteImage:
    """A few photos, what was kept of them, and every system's answer."""
    photos = [sample.image for sample in outcome.samples]
    kept = [
        np.where(hole[..., None] > 0, 128, photo).astype(np.uint8)
        for photo, hole in zip(photos, outcome.outcome.holes, strict=True)
    ]
    return block({"photo": photos, "kept": kept}, outcome.outcome, SHEET_ROWS)


def _match_text(outcome: ContextOutcome) -> list[str]:
    if not outcome.matches:
        return []
    rows = [["", "same person", "different people", "recognised at 1 % false", "faces"]]
    for system, match in outcome.matches.items():
        rows.append(
            [
                TITLES[system],
                f"{match.same:.3f}",
                f"{match.different:.3f}",
                f"{match.true_positives:.1%}",
                str(match.faces),
            ]
        )
    return ["Match scores: Pearson's correlation of dlib descriptors with those of the photo.", tables.markdown(rows)]


def _paper_text(outcomes: Sequence[ContextSet]) -> str:
    rows = [["", "photos", "match", "SSIM", "FID", "PieAPP"]]
    rows += [
        [f"{name} (published)", "LFW", f"{match:.3f}", f"{ssim:.3f}", f"{fid:.2f}", f"{pieapp:.3f}"]
        for name, match, ssim, fid, pieapp in PUBLISHED
    ]
    for each in outcomes:
        for system in (ENGINE, PROGAN):
            if system in each.outcome.systems:
                cells = [_cell(each.outcome, system, metric) for metric in ("match", "ssim_hole")]
                rows.append([TITLES[system], f"{len(each.samples)}, {each.name}", *cells, "", ""])
    return (
        "## Beside the published figures\n\nIndicative only: other photos, another recogniser, and SSIM here of the painted area "
        "alone, in the paper of the whole picture.\n\n" + tables.markdown(rows)
    )


def _below(outcome: ContextOutcome, metric: str, rivals: Sequence[str], share: float, text: str) -> Bar:
    ours, theirs = _value(outcome, ENGINE, metric), [_value(outcome, rival, metric) for rival in rivals]
    known = [value for value in theirs if value is not None]
    return _bar(text, ours, share * min(known) if known else None, lambda value, limit: value < limit)


def _bar(text: str, value: float | None, limit: float | None, reached: Any) -> Bar:
    if value is None or limit is None or not math.isfinite(value) or not math.isfinite(limit):
        return Bar(text, None, None, None)
    return Bar(text, value, limit, bool(reached(value, limit)))


def _value(outcome: ContextOutcome, system: str, metric: str) -> float | None:
    scores = outcome.systems.get(system)
    summary = None if scores is None else scores.summary(metric)
    return None if summary is None else summary.value


def _cell(outcome: ContextOutcome, system: str, metric: str) -> str:
    return tables.cell(metric, outcome.systems[system].summary(metric))
