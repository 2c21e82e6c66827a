"""Results of a completion engine as JSON, as Markdown tables beside the paper's, and as a sheet; and what weights must reach."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from engines.imaging.arrays import ByteImage, to_bytes
from engines.spec import EngineSpec
from training.completion_baselines import COMPLETION_BASELINES
from training.evaluation import tables
from training.evaluation.bars import Bar, beats
from training.evaluation.card import engine_values
from training.evaluation.completion import HIDDEN, LIGHT, PLAIN, UNLIT, CompletionOutcome, CompletionSet
from training.evaluation.hiding import PROTOCOLS
from training.evaluation.outcome import ENGINE
from training.evaluation.sheet import block, stacked

TITLES = {
    ENGINE: "**FaceForge**", PLAIN: "the same without symmetry (RecNet alone)", HIDDEN: "nothing done",
    **{info.id: info.title for info in COMPLETION_BASELINES},
}  # fmt: skip
METRICS = (
    "psnr", "psnr_hole", "ssim", "ssim_hole", "ssim_luma", "lpips_squeeze_caffe", "lpips_squeeze_caffe_hole", "identity_dlib",
    "ms_per_face",
)  # fmt: skip
GROUPED = ("psnr_hole", "ssim_hole", "lpips_squeeze_caffe_hole", "identity_dlib")
BEAT = ("lpips_squeeze_caffe", "identity_dlib")
RIVALS = tuple(info.id for info in COMPLETION_BASELINES)
ONE_SIDED = ("one_side", "lit_one_side")
PUBLISHED = ("irregular", "centre")  # what the paper has figures for
SHEET_ROWS = 4
PROTOCOL_TITLES = {protocol.id: protocol.title for protocol in PROTOCOLS}


@dataclasses.dataclass(frozen=True)
class Published:
    """A row of a paper: PSNR, SSIM and LPIPS by protocol."""

    name: str
    values: dict[str, tuple[float, float, float]]


# Li et al., Tables II and III: 256 px CelebA-HQ test photos, LPIPS of another network
PAPERS: dict[str, tuple[Published, ...]] = {
    "symmetry": (
        Published("GFCNet (128 px)", {"irregular": (21.50, 0.840, 0.232), "centre": (22.61, 0.926, 0.128)}),
        Published("DeepFill", {"irregular": (23.14, 0.882, 0.136), "centre": (24.08, 0.945, 0.074)}),
        Published("EdgeConnect", {"irregular": (25.68, 0.921, 0.090), "centre": (23.71, 0.948, 0.076)}),
        Published("GMCNN", {"irregular": (24.03, 0.884, 0.141), "centre": (25.30, 0.952, 0.059)}),
        Published("PICNet, best of 50", {"irregular": (24.90, 0.907, 0.106), "centre": (24.29, 0.950, 0.065)}),
        Published("SymmFCNet", {"irregular": (26.63, 0.942, 0.076), "centre": (25.32, 0.953, 0.056)}),
        Published("SymmFCNet, RecNet alone", {"irregular": (24.84, 0.898, 0.091)}),
        Published("SymmFCNet, no light, no copying", {"irregular": (25.21, 0.903, 0.088)}),
        Published("SymmFCNet, no light", {"irregular": (26.42, 0.933, 0.079)}),
        Published("SymmFCNet, no symmetry loss", {"irregular": (26.35, 0.927, 0.081)}),
    ),
}


def bars(outcome: CompletionSet) -> list[Bar]:
    """All requirements on one set: LPIPS and identity better than every baseline on every kind of hole, better than RecNet alone where
    one half is hidden, and what is copied nearer to the photo's light than with ratio 1. Rivals that were not run leave theirs open.
    """
    found = []
    for protocol, each in outcome.outcomes.items():
        wanted = [beats(each, metric, RIVALS) for metric in BEAT]
        if protocol in ONE_SIDED:
            wanted += [beats(each, metric, (PLAIN,), "RecNet alone") for metric in BEAT]
            wanted.append(_light_bar(each))
        found += [dataclasses.replace(bar, text=f"{PROTOCOL_TITLES[protocol]}. {bar.text}") for bar in wanted]
    return found


def as_json(spec: EngineSpec, outcomes: Sequence[CompletionSet], settings: dict[str, Any]) -> dict[str, Any]:
    """Everything measured, as JSON values."""
    sets = {
        outcome.name: {
            "photos": len(outcome.samples),
            **{name: _outcome_json(each) for name, each in outcome.outcomes.items()},
            "bars": [dataclasses.asdict(bar) for bar in bars(outcome)],
        }
        for outcome in outcomes
    }
    return {"engine": spec.id, "settings": settings, "sets": sets}


def as_markdown(spec: EngineSpec, outcomes: Sequence[CompletionSet], settings: dict[str, Any], size: int) -> str:
    """Tables per set and protocol, the groups, the paper's figures, and what every column means."""
    sections = [f"# {spec.title}: measured", tables.settings_text(settings)]
    for outcome in outcomes:
        sections.append(f"## {outcome.name}, {len(outcome.samples)} photos")
        sections += [_protocol_text(name, each) for name, each in outcome.outcomes.items()]
    sections.append(tables.bars_text({outcome.name: bars(outcome) for outcome in outcomes}))
    if spec.id in PAPERS and all({*PUBLISHED} <= set(outcome.outcomes) for outcome in outcomes):
        sections.append(_paper_text(spec.id, outcomes))
    sections.append(tables.legend((*METRICS, LIGHT), size))
    return "\n\n".join(sections) + "\n"


def card_values(outcome: CompletionSet) -> dict[str, Any]:
    """What a card says of one set."""
    shown = ("psnr", "ssim", "lpips_squeeze_caffe", "identity_dlib")
    return {"photos": len(outcome.samples)} | {
        name: engine_values(each, shown) for name, each in outcome.outcomes.items()
    }


def results_sheet(outcome: CompletionSet) -> ByteImage:
    """For every protocol a few photos, what was seen of them, and every system's answer."""
    blocks = []
    for each in outcome.outcomes.values():
        lead = {"photo": [asked.truth for asked in each.asked]}
        seen = [to_bytes(asked.request.image) for asked in each.asked]
        if any((picture != photo).any() for picture, photo in zip(seen, lead["photo"], strict=True)):
            lead["seen"] = seen
        systems = {HIDDEN: each.pictures[HIDDEN], **each.pictures}
        shown = dataclasses.replace(each, pictures=systems)
        blocks.append(block(lead, shown, SHEET_ROWS))
    return stacked(blocks)


def _protocol_text(name: str, outcome: CompletionOutcome) -> str:
    protocol = next(protocol for protocol in PROTOCOLS if protocol.id == name)
    parts = [
        f"### {protocol.title}",
        protocol.text,
        tables.table(outcome, METRICS, TITLES),
        _light_text(outcome),
        tables.identity_text(outcome),
        *tables.group_tables(outcome, GROUPED, TITLES, (HIDDEN,)),
    ]
    return "\n\n".join(part for part in parts if part)


def _light_text(outcome: CompletionOutcome) -> str | None:
    with_ratio, without = (outcome.light.get(system) for system in (ENGINE, UNLIT))
    if with_ratio is None or without is None or with_ratio.summary(LIGHT) is None:
        return None
    values = [tables.cell(LIGHT, scores.summary(LIGHT)) for scores in (with_ratio, without)]
    return f"Light of what was copied, away from the photo's: {values[0]} levels of 255, with ratio 1 {values[1]}."


def _light_bar(outcome: CompletionOutcome) -> Bar:
    text = "Light of what was copied: nearer to the photo's than with ratio 1"
    found = [outcome.light[system].summary(LIGHT) if system in outcome.light else None for system in (ENGINE, UNLIT)]
    if found[0] is None or found[1] is None:
        return Bar(text, None, None, None)
    return Bar(text, found[0].value, found[1].value, found[0].value < found[1].value)


def _paper_text(engine: str, outcomes: Sequence[CompletionSet]) -> str:
    rows = [["", "photos", *(f"{name} {p}" for p in PUBLISHED for name in ("PSNR", "SSIM", "LPIPS"))]]
    for row in PAPERS[engine]:
        cells = [_published(row.values.get(protocol)) for protocol in PUBLISHED]
        rows.append([f"{row.name} (published)", "CelebA-HQ", *(cell for group in cells for cell in group)])
    for outcome in outcomes:
        for system in (ENGINE, PLAIN):
            if all(system in each.systems for each in outcome.outcomes.values()):
                rows.append([TITLES[system], f"{len(outcome.samples)}, {outcome.name}", *_own(outcome, system)])
    return (
        "## Beside the published figures\n\n"
        "Indicative only: other photos, holes made by formula, another network under LPIPS.\n\n" + tables.markdown(rows)
    )


def _published(values: tuple[float, float, float] | None) -> list[str]:
    return [""] * 3 if values is None else [f"{values[0]:.2f}", f"{values[1]:.3f}", f"{values[2]:.3f}"]


def _own(outcome: CompletionSet, system: str) -> list[str]:
    cells = []
    for protocol in PUBLISHED:
        scores = outcome.outcomes[protocol].systems[system]
        cells += [tables.cell(name, scores.summary(name)) for name in ("psnr", "ssim", "lpips_squeeze_caffe")]
    return cells


def _outcome_json(outcome: CompletionOutcome) -> dict[str, Any]:
    light = {system: scores.summary(LIGHT) for system, scores in outcome.light.items()}
    values = {system: value.value for system, value in light.items() if value is not None}
    return tables.outcome_json(outcome, (HIDDEN,)) | ({LIGHT: values} if values else {})
