"""`faceforge-evaluate sketch` on a handful of drawn pairs, with engines that hand back what they know."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from engines.face.average_face import average_landmarks
from engines.face.sketch_sheet import align_sketch
from engines.imaging.arrays import ByteImage, Points, to_float
from engines.imaging.geometry import resize
from engines.imaging.sketches import SKETCH_STYLES, draw_sketch
from engines.requests import Result, SketchRequest
from engines.run_context import RunContext
from engines.sketch.spec import SKETCH
from tests.engines.sketch.networks import tiny_parser
from tests.training.test_evaluate import FakeFaces, face
from training.data.pair_shards import Pair
from training.evaluation.measures import Instruments
from training.evaluation.other_drawings import KINDS, other_drawing
from training.evaluation.outcome import ENGINE
from training.evaluation.sketch import PIX2PIX, SKETCH_ITSELF, STAGE_ONE, SketchEvaluation, SketchOutcome, in_photo
from training.evaluation.sketch_report import as_json, as_markdown, bars, card_values, pairs_sheet, styles_sheet

SPEC = dataclasses.replace(SKETCH, native_size=64)


class Recognises(FakeFaces):
    """Its descriptor is the picture itself, small and grey."""

    def descriptors(self, images: Sequence[ByteImage], landmarks: Sequence[Points]) -> np.ndarray:
        small = [cv2.resize(image.mean(axis=2), (8, 16), interpolation=cv2.INTER_AREA) for image in images]
        return np.stack([np.asarray(picture).ravel() / 255 for picture in small])


class Darkens:
    """Answers with the sketch, darker by a factor; its parsing is all background."""

    spec = SPEC

    def __init__(self, factor: float) -> None:
        self.factor = np.float32(factor)

    def run(self, request: SketchRequest, options: Any, context: RunContext) -> Result:
        face = np.asarray(resize(request.sketch, (64, 64))) * self.factor
        return Result((face,), {"stage_one": face * 0.5, "parsing": np.zeros((64, 64), np.uint8)})


def pair(seed: int) -> Pair:
    photo = face(seed).image
    sketch = (draw_sketch(to_float(photo), "pencil", seed, 0.0) * 255).astype(np.uint8)
    points = average_landmarks() * 40 + 12
    photo = np.pad(photo, ((0, 16), (0, 0), (0, 0)), mode="edge")
    sketch = np.pad(sketch, ((0, 16), (0, 0), (0, 0)), mode="edge")
    return Pair(f"pair-{seed}", photo, sketch, points, points, {})


def evaluation(report: Any = lambda _: None) -> SketchEvaluation:
    tools = Instruments(faces=Recognises(), dlib_limit=11)
    return SketchEvaluation(Darkens(1.0), tiny_parser(), tools, {PIX2PIX: Darkens(0.3)}, report=report)


@pytest.fixture(scope="module")
def outcome() -> SketchOutcome:
    return evaluation().pairs("drawn", [pair(seed) for seed in range(12)])


def test_everything_is_measured_in_the_photos_own_frame(outcome: SketchOutcome) -> None:
    assert set(outcome.systems) == {ENGINE, STAGE_ONE, PIX2PIX, SKETCH_ITSELF}
    for pictures in outcome.pictures.values():
        assert all(picture.shape == (80, 64, 3) for picture in pictures)
    for scores in outcome.systems.values():
        for metric in ("fsim", "ssim", "psnr", "identity_dlib", "rank_one", "nlda"):
            assert scores.summary(metric) is not None, metric
    assert set(outcome.miou) == {"sketch", "between"}
    assert all(0 <= value <= 1 for value in outcome.miou.values())


def test_the_better_engine_has_the_better_values(outcome: SketchOutcome) -> None:
    ours, theirs = (outcome.systems[system].summary("ssim") for system in (ENGINE, PIX2PIX))
    assert ours is not None and theirs is not None and ours.value > theirs.value
    reached = {bar.text.partition(":")[0]: bar.reached for bar in bars(outcome)}
    assert reached["LPIPS"] is None  # no network to measure it with
    ours, theirs = (outcome.systems[system].summary("fsim") for system in (ENGINE, PIX2PIX))
    assert ours is not None and theirs is not None and reached["FSIM"] is (ours.value > theirs.value)


def test_what_is_laid_back_comes_to_its_place() -> None:
    sketch = align_sketch(to_float(pair(1).sketch), pair(1).sketch_landmarks, 256)
    back = in_photo(sketch.sketch, sketch.to_frame, pair(1).photo)
    inner = slice(28, 48)
    assert float(np.abs(back[inner, inner].astype(int) - pair(1).sketch[inner, inner]).mean()) < 12


def test_photos_drawn_in_every_style(outcome: SketchOutcome) -> None:
    styles = evaluation().styles("faces", [face(seed) for seed in range(2)])
    assert set(styles.systems) == {"photo", *SKETCH_STYLES}
    assert all(scores.summary("landmark_error") is not None for scores in styles.systems.values())
    text = as_markdown("drawn", outcome, {"faces": styles}, {"seed": 1})
    for words in ("# Sketch to photo", "12 pairs of 64 x 80 px", "ISEGAN", "58.30", "pix2pix", "Loose strokes", "mIoU"):
        assert words in text, words
    values = json.loads(json.dumps(as_json("drawn", outcome, {"faces": styles}, {}), allow_nan=False))["sets"]
    assert values["drawn"]["systems"][ENGINE]["rank_one"]["count"] == 11
    assert card_values(outcome)["pairs"] == 12
    for sheet in (pairs_sheet(outcome), styles_sheet(styles)):
        assert sheet.dtype == np.uint8 and sheet.shape[2] == 3


def test_other_drawings_are_drawings_and_differ() -> None:
    sheets = [other_drawing(number) for number in range(2 * len(KINDS))]
    assert all((sheet < 200).mean() > 0.002 and sheet.mean() > 150 for sheet in sheets)
    assert len({sheet.tobytes() for sheet in sheets}) == len(sheets)


def test_the_command_measures_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    from tests.training.pair_file import write_pair_shard
    from training import evaluate

    write_pair_shard(tmp_path / "cufs-test-00.tar", [pair(seed) for seed in range(2)])
    monkeypatch.setattr("engines.sketch.spec.SKETCH", dataclasses.replace(SPEC, load=lambda *_: Darkens(1.0)))
    monkeypatch.setattr("engines.face.parsing.parser.FaceParser.load", lambda *_: tiny_parser())
    weights = tmp_path / "w.safetensors"
    weights.write_bytes(b"-")
    typed = ["sketch", "--data", str(tmp_path), "--weights", str(weights), "--dlib-limit", "0", "--styles-on"]
    assert evaluate.main([*typed, "--out", str(tmp_path / "out")]) == 0
    assert "2 pairs" in capsys.readouterr().out
    assert (tmp_path / "out" / "cufs-test.png").exists()
