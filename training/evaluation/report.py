"""Results of an evaluation as JSON and as Markdown tables."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from typing import Any

from training.baselines import BASELINES
from training.evaluation.bars import Bar, bars
from training.evaluation.composing import KINDS
from training.evaluation.measures import Scores, SetValue
from training.evaluation.parts import ENGINE, REAL, Outcome, SetOutcome, members_of
from training.metrics import METRICS, MetricInfo

TITLES = {ENGINE: "**FaceForge**", REAL: "real photos", **{info.id: info.title for info in BASELINES}}
ONE_DONOR = (
    "psnr", "psnr_face", "ssim", "ssim_face", "lpips_squeeze_caffe", "lpips_squeeze_caffe_face", "identity_dlib", "sharpness",
    "ms_per_face",
)  # fmt: skip
FOUR_DONORS = ("found", "sharpness", "seam", "kid_squeeze", "frechet_squeeze", "faces_found", "ms_per_face")
GROUPED_ONE = ("psnr_face", "ssim_face", "lpips_squeeze_caffe", "identity_dlib")
GROUPED_FOUR = ("found", "sharpness", "seam", "faces_found")
ARROWS = {"up": "↑", "down": "↓", "real": "→ real"}
NOT_MEASURED = "–"
REGIONS = {"": "whole picture", "_face": "inside the face hull", "_parts": "inside the parts"}

# Sun, Guo, Liu 2022, Table 3: 128 random CelebA test photos
PAPER = (
    ("Contextual attention, retrained on parts", 28.92, 0.762),
    ("Pix2Pix", 30.71, 0.873),
    ("PIC", 29.04, 0.791),
    ("the paper's network", 34.38, 0.956),
)


def as_json(outcomes: Sequence[SetOutcome], settings: dict[str, Any]) -> dict[str, Any]:
    """Everything measured, as JSON values: settings, then per set and protocol the systems' metrics and the groups'."""
    sets = {
        outcome.name: {
            "photos": len(outcome.samples),
            "one_donor": _protocol_json(outcome.one_donor),
            "four_donors": _protocol_json(outcome.four_donors),
            "bars": [dataclasses.asdict(bar) for bar in bars(outcome)],
        }
        for outcome in outcomes
    }
    return {"settings": settings, "sets": sets}


def as_markdown(outcomes: Sequence[SetOutcome], settings: dict[str, Any]) -> str:
    """Tables per set and protocol, the groups, the paper's figures, and what every column means."""
    sections = ["# Parts to face: measured", _settings_text(settings)]
    for outcome in outcomes:
        sections.append(f"## {outcome.name}, {len(outcome.samples)} photos")
        sections.append(_one_donor_text(outcome))
        sections.append(_four_donors_text(outcome))
    sections.append(_bars_text(outcomes))
    sections.append(_paper_text(outcomes))
    sections.append(_legend())
    return "\n\n".join(sections) + "\n"


def _one_donor_text(outcome: SetOutcome) -> str:
    own = outcome.one_donor
    parts = [
        "### One donor",
        "All parts of a photo at home on the average face, each displaced up to 3 % of the frame, 8°, 10 % and gain 15 %; "
        "the reference is the photo.",
        _table(own, ONE_DONOR),
    ]
    if apart := own.notes.get("different_people"):
        parts.append(
            f"Identity is measured on the first {apart['photos']} photos. Different people of this set are {apart['mean']:.2f} apart "
            f"on average, 5 % of {apart['pairs']} pairs are below {apart['p5']:.2f}, 1 % below {apart['p1']:.2f}."
        )
    parts.extend(_group_tables(own, GROUPED_ONE))
    return "\n\n".join(parts)


def _four_donors_text(outcome: SetOutcome) -> str:
    mixed = outcome.four_donors
    parts = [
        "### Four donors",
        "Eyes with brows, nose, mouth and jaw of four photos, at home on the average face, colours matched; there is no reference.",
        _table(mixed, FOUR_DONORS),
    ]
    if candidates := mixed.notes.get("candidates"):
        parts.append(f"Share of parts whose own donor ranks first of {candidates}, by part:")
        parts.append(_table(mixed, [f"found_{kind}" for kind in KINDS], leave_out=(REAL,)))
    parts.extend(_group_tables(mixed, GROUPED_FOUR))
    return "\n\n".join(parts)


def _table(outcome: Outcome, metrics: Sequence[str], leave_out: Sequence[str] = ()) -> str:
    rows = [["", *(_heading(metric) for metric in metrics)]]
    for system, scores in outcome.systems.items():
        if system not in leave_out:
            rows.append([TITLES[system], *(_cell(metric, scores.summary(metric)) for metric in metrics)])
    return _markdown(rows)


def _group_tables(outcome: Outcome, metrics: Sequence[str]) -> list[str]:
    tables = []
    for axis in outcome.groups:
        rows = [[axis, "N", "", *(_heading(metric) for metric in metrics)]]
        for name, members in members_of(outcome, axis).items():
            for system, scores in outcome.systems.items():
                if system != REAL:
                    cells = [_cell(metric, scores.summary(metric, members)) for metric in metrics]
                    rows.append([name, str(int(members.sum())), TITLES[system], *cells])
        tables.append(_markdown(rows))
    return [
        f"<details><summary>By {axis}</summary>\n\n{table}\n\n</details>"
        for axis, table in zip(outcome.groups, tables, strict=True)
    ]


def _paper_text(outcomes: Sequence[SetOutcome]) -> str:
    rows = [["", "photos", "PSNR", "SSIM", "SSIM luma"]]
    rows += [[f"{name} (published)", "128, CelebA", f"{psnr:.2f}", f"{ssim:.3f}", ""] for name, psnr, ssim in PAPER]
    for outcome in outcomes:
        scores = outcome.one_donor.systems[ENGINE]
        for region, title in REGIONS.items():
            cells = [_cell(name, scores.summary(name)) for name in (f"psnr{region}", f"ssim{region}")]
            luma = "" if region else _cell("ssim_luma", scores.summary("ssim_luma"))
            rows.append([f"FaceForge, {title}", f"{len(outcome.samples)}, {outcome.name}", *cells, luma])
    return (
        "## Beside the published figures\n\n"
        "Indicative only: other photos, another crop, and the paper's parts were not displaced, turned or recoloured.\n\n"
        + _markdown(rows)
    )


def _bars_text(outcomes: Sequence[SetOutcome]) -> str:
    columns = [bars(outcome) for outcome in outcomes]
    rows = [["", *(outcome.name for outcome in outcomes)]]
    rows += [[row[0].text, *(_bar_cell(bar) for bar in row)] for row in zip(*columns, strict=True)]
    return "## What shipped weights must reach\n\n" + _markdown(rows)


def _bar_cell(bar: Bar) -> str:
    if bar.reached is None or bar.value is None or bar.limit is None:
        return NOT_MEASURED
    return f"{'yes' if bar.reached else '**no**'} ({bar.value:.3f}, bar {bar.limit:.3f})"


def _settings_text(settings: dict[str, Any]) -> str:
    return "\n".join(f"- {name.replace('_', ' ')}: {value}" for name, value in settings.items())


def _legend() -> str:
    shown = [METRICS[name] for name in dict.fromkeys((*ONE_DONOR, *FOUR_DONORS))]
    lines = [f"- {_heading(info.name)} (`{info.name}`): {info.note}" for info in shown]
    return (
        "## What is measured\n\nPictures are 128 px sRGB, rounded to 8 bits; metrics are taken per picture and averaged; "
        f"± is the standard deviation over random halves of a set; {NOT_MEASURED} was not measured.\n\n"
        + "\n".join(lines)
    )


def _info(metric: str) -> MetricInfo:
    if metric in METRICS:
        return METRICS[metric]
    return MetricInfo(metric, metric.removeprefix("found_"), "up", "%", 1)


def _heading(metric: str) -> str:
    info = _info(metric)
    return f"{info.title}{f' {info.unit}' if info.unit else ''} {ARROWS[info.better]}"


def _cell(metric: str, value: SetValue | None) -> str:
    if value is None or not math.isfinite(value.value):
        return NOT_MEASURED
    digits = _info(metric).digits
    text = f"{value.value:.{digits}f}"
    return f"{text} ± {value.spread:.{digits}f}" if metric == "kid_squeeze" else text


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def _protocol_json(outcome: Outcome) -> dict[str, Any]:
    groups = {
        axis: {
            name: {
                system: _scores_json(scores, members) for system, scores in outcome.systems.items() if system != REAL
            }
            for name, members in members_of(outcome, axis).items()
        }
        for axis in outcome.groups
    }
    systems = {system: _scores_json(scores) for system, scores in outcome.systems.items()}
    return {"systems": systems, "groups": groups, **outcome.notes}


def _scores_json(scores: Scores, members: Any = None) -> dict[str, Any]:
    names = [*scores.each, *(scores.whole if members is None else ())]
    summaries = {name: scores.summary(name, members) for name in names}
    return {name: _value_json(value) for name, value in summaries.items() if value is not None}


def _value_json(value: SetValue) -> dict[str, Any]:
    known = {"value": value.value, "count": value.count}
    return known | ({"spread": value.spread} if math.isfinite(value.spread) else {})
