"""Results of the sketch engine as JSON, as Markdown tables beside the paper's, and as sheets; and what weights must reach."""

from __future__ import annotations

import dataclasses
from typing import Any

from engines.imaging.arrays import ByteImage
from engines.imaging.sketches import SKETCH_STYLES
from training.evaluation import tables
from training.evaluation.bars import Bar, beats
from training.evaluation.card import engine_values
from training.evaluation.outcome import ENGINE, Outcome
from training.evaluation.sheet import block, stacked
from training.evaluation.sketch import PIX2PIX, SKETCH_ITSELF, STAGE_ONE, SketchOutcome

TITLES = {
    ENGINE: "**FaceForge**", STAGE_ONE: "its first stage", PIX2PIX: "pix2pix, same data and number of images",
    SKETCH_ITSELF: "the sketch itself", "photo": "the photo itself",
    **{style.id: style.title for style in SKETCH_STYLES.values()},
}  # fmt: skip
METRICS = (
    "fsim", "lpips_squeeze_caffe", "ssim", "psnr", "rank_one", "nlda", "identity_dlib", "kid_squeeze", "ms_per_face",
)  # fmt: skip
STYLE_METRICS = ("faces_found", "landmark_error")
BEAT = ("lpips_squeeze_caffe", "fsim", "rank_one")
SHEET_ROWS = 8

# Li, Zheng, Liu: 338 CUFS pairs of three sources, trained on 268: FID, FSIM, LPIPS (alex, squeeze, vgg), NLDA %
PAPER = (
    ("Pix2pix", 73.43, 0.7678, 0.1981, 0.1769, 0.3256, 93.32),
    ("CycleGAN", 71.81, 0.7682, 0.1876, 0.1685, 0.3279, 87.29),
    ("DualGAN", 70.65, 0.7716, 0.2112, 0.1846, 0.3210, 92.37),
    ("SCA-GAN", 60.72, 0.7764, 0.1790, 0.1539, 0.3011, 90.61),
    ("CHAN", 41.44, 0.7781, 0.1788, 0.1553, 0.3044, 87.79),
    ("ISEGAN", 58.30, 0.7802, 0.1668, 0.1432, 0.2895, 94.02),
    ("ISEGAN, stage I", 64.34, 0.7801, 0.1757, 0.1565, 0.3062, 93.30),
)


def bars(outcome: SketchOutcome) -> list[Bar]:
    """LPIPS, FSIM and rank 1 better than pix2pix, and the intermediate parsing nearer to the photo's than the sketch's own."""
    ours, theirs = outcome.miou.get("between"), outcome.miou.get("sketch")
    nearer = None if ours is None or theirs is None else ours > theirs
    return [
        *(beats(outcome, metric, (PIX2PIX,), "pix2pix") for metric in BEAT),
        Bar("mIoU with the photo's parsing: intermediate above the sketch's own", ours, theirs, nearer),
    ]


def as_json(name: str, outcome: SketchOutcome, styles: dict[str, Outcome], settings: dict[str, Any]) -> dict[str, Any]:
    """Everything measured, as JSON values."""
    return {
        "engine": "sketch",
        "settings": settings,
        "sets": {
            name: tables.outcome_json(outcome)
            | {"miou": outcome.miou, "bars": [dataclasses.asdict(bar) for bar in bars(outcome)]},
            **{other: tables.outcome_json(each) for other, each in styles.items()},
        },
    }


def as_markdown(name: str, outcome: SketchOutcome, styles: dict[str, Outcome], settings: dict[str, Any]) -> str:
    """The tables, the paper's figures, what weights must reach, and what every column means."""
    photo = outcome.photos[0]
    sections = [
        "# Sketch to photo: measured", tables.settings_text(settings),
        f"## {name}, {len(outcome.photos)} pairs of {photo.shape[1]} x {photo.shape[0]} px",
        "Sketches that people drew, in the photos' own frame; no colours are told. NLDA learns its projection on half of the people and is "
        "measured on the rest (the paper: 150 people of 338), mean of 20 splits at the best number of dimensions.",
        tables.table(outcome, METRICS, TITLES), _miou_text(outcome),
    ]  # fmt: skip
    for other, each in styles.items():
        sections += [
            f"## {other}, {len(each.pictures['photo'])} photos, drawn in every style",
            "Landmarks are those that the face network sees in the result; in the photo itself they show how far it can tell.",
            tables.table(each, STYLE_METRICS, TITLES),
        ]
    sections += [tables.bars_text({name: bars(outcome)}), _paper_text(name, outcome)]
    return "\n\n".join([*sections, tables.legend((*METRICS, *STYLE_METRICS), photo.shape[1])]) + "\n"


def card_values(outcome: SketchOutcome) -> dict[str, Any]:
    """What a card says of the drawn pairs."""
    values = engine_values(outcome, tuple(metric for metric in METRICS if metric != "ms_per_face"))
    miou = {f"miou_{name}": round(value, 4) for name, value in outcome.miou.items()}
    return {"pairs": len(outcome.photos)} | values | miou


def style_card_values(outcome: Outcome) -> dict[str, Any]:
    """What a card says of photos drawn in every style."""
    return {
        system: {name: round(s.value, 4) for name in STYLE_METRICS if (s := scores.summary(name)) is not None}
        for system, scores in outcome.systems.items()
    }


def pairs_sheet(outcome: SketchOutcome) -> ByteImage:
    """A few pairs: photo and sketch, then what every system made of the sketch."""
    shown = {system: pictures for system, pictures in outcome.pictures.items() if system != SKETCH_ITSELF}
    lead = {"photo": outcome.photos, "sketch": outcome.sketches}
    return stacked([block(lead, Outcome({}, shown, {}), SHEET_ROWS)])


def styles_sheet(outcome: Outcome) -> ByteImage:
    """A few photos, and what was made of them through every style."""
    return stacked([block({}, outcome, SHEET_ROWS)])


def _miou_text(outcome: SketchOutcome) -> str:
    return (
        f"Overlap with the photo's parsing (mIoU over 8 classes, face network): the sketch's own parsing "
        f"{outcome.miou['sketch']:.3f}, the intermediate parsing {outcome.miou['between']:.3f}."
    )


def _paper_text(name: str, outcome: SketchOutcome) -> str:
    rows = [["", "pairs", "FID", "FSIM", "LPIPS alex", "LPIPS squeeze", "LPIPS vgg", "NLDA %"]]
    for title, fid, fsim, alex, squeeze, vgg, nlda in PAPER:
        rows.append(
            [f"{title} (published)", "338, CUFS", f"{fid:.2f}", f"{fsim:.4f}", f"{alex:.4f}", f"{squeeze:.4f}",
             f"{vgg:.4f}", f"{nlda:.2f}"]
        )  # fmt: skip
    for system in (ENGINE, STAGE_ONE, PIX2PIX):
        if system in outcome.systems:
            scores = outcome.systems[system]
            own = [tables.cell(m, scores.summary(m)) for m in ("fsim", "lpips_squeeze_caffe", "nlda")]
            rows.append([TITLES[system], f"{len(outcome.photos)}, {name}", "", own[0], "", own[1], "", own[2]])
    return (
        "## Beside the published figures\n\nIndicative only: 70 pairs of one of the three sources, SqueezeNet of another training under "
        "LPIPS, dlib's descriptor under NLDA.\n\n" + tables.markdown(rows)
    )
