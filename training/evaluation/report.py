"""Results of `faceforge-evaluate parts` as JSON and as Markdown tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from training.baselines import BASELINES
from training.evaluation import tables
from training.evaluation.bars import bars
from training.evaluation.composing import KINDS
from training.evaluation.outcome import ENGINE
from training.evaluation.parts import REAL, SetOutcome

TITLES = {ENGINE: "**FaceForge**", REAL: "real photos", **{info.id: info.title for info in BASELINES}}
ONE_DONOR = (
    "psnr", "psnr_face", "ssim", "ssim_face", "lpips_squeeze_caffe", "lpips_squeeze_caffe_face", "identity_dlib", "sharpness",
    "ms_per_face",
)  # fmt: skip
FOUR_DONORS = ("found", "sharpness", "seam", "kid_squeeze", "frechet_squeeze", "faces_found", "ms_per_face")
GROUPED_ONE = ("psnr_face", "ssim_face", "lpips_squeeze_caffe", "identity_dlib")
GROUPED_FOUR = ("found", "sharpness", "seam", "faces_found")
REGIONS = {"": "whole picture", "_face": "inside the face hull", "_parts": "inside the parts"}
SIZE_PX = 128

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
            "one_donor": tables.outcome_json(outcome.one_donor, (REAL,)),
            "four_donors": tables.outcome_json(outcome.four_donors, (REAL,)),
            "bars": [dataclasses.asdict(bar) for bar in bars(outcome)],
        }
        for outcome in outcomes
    }
    return {"settings": settings, "sets": sets}


def as_markdown(outcomes: Sequence[SetOutcome], settings: dict[str, Any]) -> str:
    """Tables per set and protocol, the groups, the paper's figures, and what every column means."""
    sections = ["# Parts to face: measured", tables.settings_text(settings)]
    for outcome in outcomes:
        sections.append(f"## {outcome.name}, {len(outcome.samples)} photos")
        sections.append(_one_donor_text(outcome))
        sections.append(_four_donors_text(outcome))
    sections.append(tables.bars_text({outcome.name: bars(outcome) for outcome in outcomes}))
    sections.append(_paper_text(outcomes))
    sections.append(tables.legend((*ONE_DONOR, *FOUR_DONORS), SIZE_PX))
    return "\n\n".join(sections) + "\n"


def _one_donor_text(outcome: SetOutcome) -> str:
    own = outcome.one_donor
    parts = [
        "### One donor",
        "All parts of a photo at home on the average face, each displaced up to 3 % of the frame, 8°, 10 % and gain 15 %; "
        "the reference is the photo.",
        tables.table(own, ONE_DONOR, TITLES),
        tables.identity_text(own),
        *tables.group_tables(own, GROUPED_ONE, TITLES, (REAL,)),
    ]
    return "\n\n".join(part for part in parts if part)


def _four_donors_text(outcome: SetOutcome) -> str:
    mixed = outcome.four_donors
    parts = [
        "### Four donors",
        "Eyes with brows, nose, mouth and jaw of four photos, at home on the average face, colours matched; there is no reference.",
        tables.table(mixed, FOUR_DONORS, TITLES),
    ]
    if candidates := mixed.notes.get("candidates"):
        parts.append(f"Share of parts whose own donor ranks first of {candidates}, by part:")
        parts.append(tables.table(mixed, [f"found_{kind}" for kind in KINDS], TITLES, leave_out=(REAL,)))
    parts.extend(tables.group_tables(mixed, GROUPED_FOUR, TITLES, (REAL,)))
    return "\n\n".join(parts)


def _paper_text(outcomes: Sequence[SetOutcome]) -> str:
    rows = [["", "photos", "PSNR", "SSIM", "SSIM luma"]]
    rows += [[f"{name} (published)", "128, CelebA", f"{psnr:.2f}", f"{ssim:.3f}", ""] for name, psnr, ssim in PAPER]
    for outcome in outcomes:
        scores = outcome.one_donor.systems[ENGINE]
        for region, title in REGIONS.items():
            cells = [tables.cell(name, scores.summary(name)) for name in (f"psnr{region}", f"ssim{region}")]
            luma = "" if region else tables.cell("ssim_luma", scores.summary("ssim_luma"))
            rows.append([f"FaceForge, {title}", f"{len(outcome.samples)}, {outcome.name}", *cells, luma])
    return (
        "## Beside the published figures\n\n"
        "Indicative only: other photos, another crop, and the paper's parts were not displaced, turned or recoloured.\n\n"
        + tables.markdown(rows)
    )
