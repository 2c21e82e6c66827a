"""What was measured of the face network, as Markdown, as JSON, as a card's values, and as a sheet to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from engines.face.landmarks import LandmarkProvider
from engines.face.parsing.classes import FACE_CLASSES, colour_map
from engines.imaging.arrays import ByteImage, FloatImage, Points, to_bytes, to_float
from training.data.canvases import resized
from training.data.shards import Sample
from training.evaluation.face import PHOTO, SKETCH, FaceEvaluation, LandmarkOutcome, ParsingOutcome, RivalOutcome
from training.evaluation.tables import NOT_MEASURED, markdown, settings_text

OWN_COLOUR, DLIB_COLOUR = (40, 255, 60), (255, 60, 60)
SHEET_ROWS = 8
Values = Mapping[str, Any]
PARSING_NOTE = "FASSEG has neck in its skin (left out here) and brows in its hair (merged); the neck of FaceSynthetics is background."
LANDMARK_NOTE = (
    "Found as at work: dlib's detector, then the network twice. 17-67 are the points without the jaw line, which dlib and MediaPipe "
    "put differently."
)
RIVAL_NOTE = (
    "Photos of FASSEG and FaceSynthetics, whose labels know of neither: overlap of the eyes' and the lips' outlines, and how far the "
    "middles lie apart, in eye distances."
)


@dataclass(eq=False)
class FaceOutcomes:
    parsing: list[ParsingOutcome] = field(default_factory=list)
    landmarks: list[LandmarkOutcome] = field(default_factory=list)
    rivals: list[RivalOutcome] = field(default_factory=list)


def as_markdown(outcomes: FaceOutcomes, settings: Values) -> str:
    parts = [
        "# Face network",
        "## Parsing: intersection over union",
        PARSING_NOTE,
        markdown(_parsing_rows(outcomes.parsing)),
        "## Landmarks: distance in eye distances",
        LANDMARK_NOTE,
        markdown(_landmark_rows(outcomes.landmarks)),
        *_tone_tables(outcomes.landmarks),
    ]
    if outcomes.rivals:
        parts += [
            "## Which landmarks lie on the labelled eyes and mouth",
            RIVAL_NOTE,
            markdown(_rival_rows(outcomes.rivals)),
        ]
    return "\n\n".join([*parts, "## Settings", settings_text(settings)])


def as_json(outcomes: FaceOutcomes, settings: Values) -> dict[str, Any]:
    return {
        "settings": settings,
        "parsing": {each.name: _parsing_values(each) for each in outcomes.parsing},
        "landmarks": [_landmark_values(each) for each in outcomes.landmarks],
        "rivals": {each.name: _rival_values(each) for each in outcomes.rivals},
    }


def card_values(outcomes: FaceOutcomes) -> dict[str, dict[str, Any]]:
    """By set: mIoU as photos and sketches, landmark error against each other source."""
    values: dict[str, dict[str, Any]] = {}
    for each in outcomes.parsing:
        shown = {f"miou_{kind}": round(each.mean(kind), 4) for kind in each.counts}
        values.setdefault(each.name, {}).update({"photos": each.photos, **shown})
    for found in outcomes.landmarks:
        name = f"landmark_error_{found.against.lower()}"
        values.setdefault(found.name, {}).update({"photos": len(found.every), name: round(_mean(found.every), 4)})
    return values


def sheet(evaluation: FaceEvaluation, samples: Sequence[Sample], dlib: LandmarkProvider | None) -> ByteImage:
    """A row a person: photo with our landmarks (green) and dlib's (red), its classes, a sketch of it with ours, its classes."""
    chosen = [samples[int(i)] for i in np.linspace(0, len(samples) - 1, min(SHEET_ROWS, len(samples)))]
    rows = [_sheet_row(evaluation, resized(sample, evaluation.parser.size), i, dlib) for i, sample in enumerate(chosen)]
    left, right = rows[: -(-len(rows) // 2)], rows[-(-len(rows) // 2) :]
    right += [np.full_like(rows[0], 255)] * (len(left) - len(right))
    return np.concatenate([np.concatenate(left), np.concatenate(right)], axis=1)


def _sheet_row(evaluation: FaceEvaluation, sample: Sample, number: int, dlib: LandmarkProvider | None) -> ByteImage:
    photo = to_float(sample.image)
    sketch = evaluation.sketch(photo, number)
    pictures = []
    for picture, others in ((photo, dlib), (sketch, None)):
        marked = to_bytes(picture).copy()
        for provider, colour in ((others, DLIB_COLOUR), (evaluation.own, OWN_COLOUR)):
            faces = provider.detect(to_bytes(picture)) if provider is not None else []
            _mark(marked, faces[0].landmarks if faces else None, colour)
        pictures += [marked, _overlay(evaluation, picture)]
    return np.concatenate(pictures, axis=1)


def _overlay(evaluation: FaceEvaluation, picture: FloatImage) -> ByteImage:
    labels = evaluation.parser.parse(picture).labels
    return np.rint(0.45 * 255 * picture + 0.55 * colour_map(labels)).astype(np.uint8)


def _mark(picture: ByteImage, points: Points | None, colour: tuple[int, int, int]) -> None:
    for x, y in np.rint((points if points is not None else np.empty((0, 2))) * 8 - 4).astype(int):
        cv2.circle(picture, (int(x), int(y)), 10, colour, -1, cv2.LINE_AA, shift=3)


# --- tables


def _parsing_rows(outcomes: Sequence[ParsingOutcome]) -> list[list[str]]:
    rows = [["", "N", "missed", "", "mean", *(each.title for each in FACE_CLASSES)]]
    for each in outcomes:
        for kind in each.counts:
            shares = [NOT_MEASURED if np.isnan(share) else f"{share:.3f}" for share in each.shares(kind)]
            rows.append([each.name, str(each.photos), str(each.missed), kind, f"**{each.mean(kind):.3f}**", *shares])
    return rows


def _landmark_rows(outcomes: Sequence[LandmarkOutcome]) -> list[list[str]]:
    rows = [["", "against", "found", "missed", "all 68", "90 % below", "17-67", "eye centres"]]
    for each in outcomes:
        high = f"{np.percentile(each.every, 90):.4f}" if each.every else NOT_MEASURED
        means = [f"{_mean(values):.4f}" for values in (each.every, each.inner, each.eyes)]
        rows.append([each.name, each.against, str(len(each.every)), str(each.missed), means[0], high, *means[1:]])
    return rows


def _tone_tables(outcomes: Sequence[LandmarkOutcome]) -> list[str]:
    rows = [["skin tone", "", "against", "N", "all 68", "17-67"]]
    for each in outcomes:
        for tone in sorted({tone for tone in each.tones if tone}):
            members = [i for i, own in enumerate(each.tones) if own == tone]
            means = [f"{_mean([values[i] for i in members]):.4f}" for values in (each.every, each.inner)]
            rows.append([tone, each.name, each.against, str(len(members)), *means])
    if len(rows) == 1:
        return []
    return [f"<details><summary>By skin tone</summary>\n\n{markdown(rows)}\n\n</details>"]


def _rival_rows(outcomes: Sequence[RivalOutcome]) -> list[list[str]]:
    rows = [["", "missed", "eyes IoU", "mouth IoU", "eyes off", "mouth off"]]
    for each in outcomes:
        means = [f"{_mean(values):.4f}" for values in (each.eyes_iou, each.mouth_iou, each.eyes_off, each.mouth_off)]
        rows.append([each.name, str(each.missed), *means])
    return rows


def _parsing_values(each: ParsingOutcome) -> dict[str, Any]:
    def classes(kind: str) -> dict[str, float]:
        shares = zip(FACE_CLASSES, each.shares(kind), strict=True)
        return {face_class.name: float(share) for face_class, share in shares if not np.isnan(share)}

    kinds = {kind: {"mean": each.mean(kind), **classes(kind)} for kind in (PHOTO, SKETCH) if kind in each.counts}
    return {"photos": each.photos, "missed": each.missed, **kinds}


def _landmark_values(each: LandmarkOutcome) -> dict[str, Any]:
    return {
        "set": each.name, "against": each.against, "found": len(each.every), "missed": each.missed,
        "all": _mean(each.every), "inner": _mean(each.inner), "eye_centres": _mean(each.eyes),
    }  # fmt: skip


def _rival_values(each: RivalOutcome) -> dict[str, Any]:
    return {
        "missed": each.missed, "eyes_iou": _mean(each.eyes_iou), "mouth_iou": _mean(each.mouth_iou),
        "eyes_off": _mean(each.eyes_off), "mouth_off": _mean(each.mouth_off),
    }  # fmt: skip


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")
