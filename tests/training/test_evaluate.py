"""`faceforge-evaluate parts` on a handful of drawn faces, with an engine that hands back its canvas."""

from __future__ import annotations

import dataclasses
import io
import json
import tarfile
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cv2
import numpy as np
import pytest
import torch

import engines.registry
from engines.errors import EngineError
from engines.face.average_face import AverageFace, average_landmarks
from engines.imaging.arrays import ByteImage, Points, to_float
from engines.parts.canvas import draw_canvas
from engines.parts.spec import PARTS
from engines.requests import PartsRequest, Result
from engines.run_context import RunContext
from engines.weights import WeightsCard, load_weights, save_weights
from tests.training.metric_networks import write_heads, write_squeezenet
from training import evaluate
from training.baselines import BASELINES
from training.data.shards import Sample
from training.evaluation.bars import bars
from training.evaluation.composing import DONOR_GROUPS, KINDS, four_donors, one_donor
from training.evaluation.dlib_faces import DlibFaces
from training.evaluation.finding import PartGallery, PartWindow
from training.evaluation.groups import age_band, group_labels, typology_angle
from training.evaluation.measures import Instruments, Scores
from training.evaluation.outcome import ENGINE, members_of
from training.evaluation.parts import REAL, PartsEvaluation, PortraitOutcome, SetOutcome
from training.evaluation.report import as_json, as_markdown
from training.evaluation.sheet import results_sheet

SIZE = 64
BASELINE_IDS = [info.id for info in BASELINES]


class CanvasEngine:
    """Answers with the canvas; remembers the options."""

    spec = PARTS

    def __init__(self) -> None:
        self.options: list[Any] = []

    def run(self, request: PartsRequest, options: Any, context: RunContext) -> Result:
        self.options.append(options)
        return Result((draw_canvas(request.parts, SIZE)[0],))


class FakeFaces:
    """Finds a face where the picture is not dark; its descriptor is the picture's mean colour."""

    def found(self, images: Sequence[ByteImage]) -> np.ndarray:
        return np.array([image.mean() > 60 for image in images])

    def descriptors(self, images: Sequence[ByteImage], landmarks: Sequence[Points]) -> np.ndarray:
        assert all(points.shape == (68, 2) for points in landmarks)
        return np.stack([np.resize(image.mean(axis=(0, 1)) / 255, 128) for image in images])

    def close(self) -> None:
        pass


def face(seed: int) -> Sample:
    rng = np.random.default_rng(seed)
    noise = cv2.GaussianBlur(rng.random((SIZE, SIZE, 3)).astype(np.float32), (0, 0), 1.5)
    noise = (noise - noise.mean()) * 2 + rng.uniform(0.35, 0.75, 3)
    landmarks = average_landmarks() + rng.normal(0, 0.004, (68, 2))
    group = {"age": str(20 + 10 * seed), "gender": ("male", "female")[seed % 2]}
    image = (np.clip(noise, 0, 1) * 255).astype(np.uint8)
    return Sample(f"face-{seed}", image, landmarks, {"group": group, "subject": str(seed)})


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return [face(seed) for seed in range(6)]


@pytest.fixture(scope="module")
def average(samples: list[Sample]) -> AverageFace:
    image = np.mean([sample.image for sample in samples], axis=0).astype(np.uint8)
    return AverageFace(average_landmarks(), image)


@pytest.fixture(scope="module")
def networks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("networks")
    return write_squeezenet(folder / "squeeze.npz"), write_heads(folder / "heads.pth")


@pytest.fixture(scope="module")
def outcome(samples: list[Sample], average: AverageFace, networks: tuple[Path, Path]) -> SetOutcome:
    instruments = Instruments.load(*networks, FakeFaces(), dlib_limit=5)
    evaluation = PartsEvaluation(CanvasEngine(), average, instruments, size=SIZE, report=lambda _: None)
    return evaluation.run("drawn", samples)


def test_an_engine_that_hands_back_its_canvas_scores_like_the_canvas(outcome: SetOutcome) -> None:
    for protocol in (outcome.one_donor, outcome.four_donors):
        engine, canvas = protocol.systems[ENGINE], protocol.systems["canvas"]
        assert engine.each.keys() == canvas.each.keys()
        for name, values in engine.each.items():
            assert values == pytest.approx(canvas.each[name], nan_ok=True), name
        distances = [name for name in engine.whole if name != "ms_per_face"]
        assert all(engine.whole[name] == canvas.whole[name] for name in distances)


def test_everything_is_measured(outcome: SetOutcome) -> None:
    one, four = outcome.one_donor.systems["poisson"], outcome.four_donors.systems["poisson"]
    for name in (
        "psnr",
        "psnr_face",
        "ssim",
        "ssim_face",
        "lpips_squeeze_caffe",
        "lpips_squeeze_caffe_face",
        "sharpness",
    ):
        value = one.summary(name)
        assert value is not None
        assert value.count == 6
    assert one.summary("identity_dlib").count == 5  # type: ignore[union-attr]
    for name in ("found", "found_eyes", "sharpness", "seam", "kid_squeeze", "frechet_squeeze", "faces_found"):
        assert four.summary(name) is not None, name
    real = outcome.four_donors.systems[REAL]
    assert real.summary("sharpness").value == pytest.approx(1)  # type: ignore[union-attr]
    assert outcome.four_donors.notes["candidates"] == 6
    assert outcome.one_donor.notes["different_people"]["pairs"] == 10


def test_pasted_parts_are_found_again(outcome: SetOutcome) -> None:
    assert outcome.four_donors.systems["canvas"].summary("found").value == 100  # type: ignore[union-attr]


def test_without_instruments_their_metrics_are_not_measured(samples: list[Sample], average: AverageFace) -> None:
    bare = PartsEvaluation(CanvasEngine(), average, Instruments(), size=SIZE, report=lambda _: None)
    result = bare.run("drawn", samples[:4])
    assert result.one_donor.systems[ENGINE].summary("lpips_squeeze_caffe") is None
    assert result.four_donors.systems[ENGINE].summary("found") is None
    assert "| – |" in as_markdown([result], {})


def test_each_run_has_its_own_seed_and_one_variant(samples: list[Sample], average: AverageFace) -> None:
    engine = CanvasEngine()
    PartsEvaluation(engine, average, Instruments(), seed=7, size=SIZE, report=lambda _: None).run("drawn", samples[:4])
    assert [options.seed for options in engine.options] == [7, 8, 9, 10] * 2
    assert {options.variants for options in engine.options} == {1}
    assert [options.variety for options in engine.options] == [0.0] * 4 + [1.0] * 4


def test_too_few_photos_are_refused(samples: list[Sample], average: AverageFace) -> None:
    with pytest.raises(EngineError, match="fewer than four"):
        PartsEvaluation(CanvasEngine(), average, Instruments(), size=SIZE).run("drawn", samples[:3])


def test_portraits_depend_on_seed_and_index_alone(samples: list[Sample]) -> None:
    def places(seed: int, index: int) -> np.ndarray:
        portrait = one_donor(samples, index, average_landmarks(), seed)
        return np.stack([part.to_canvas for part in portrait.request.parts])

    assert np.array_equal(places(1, 2), places(1, 2))
    assert not np.array_equal(places(1, 2), places(2, 2))


def test_one_donor_is_displaced_within_the_stated_ranges(samples: list[Sample]) -> None:
    for index in range(6):
        portrait = one_donor(samples, index, average_landmarks(), 3)
        assert sorted(portrait.donors) == sorted(KINDS)
        for part in portrait.request.parts:
            scale = np.sqrt(np.linalg.det(part.to_canvas[:, :2]))
            angle = np.degrees(np.arctan2(part.to_canvas[1, 0], part.to_canvas[0, 0]))
            gain = part.image.mean() / to_float(samples[index].image).mean()
            assert 0.85 < scale < 1.15
            assert abs(angle) < 8 + 3
            assert 0.8 < gain < 1.16


def test_four_donors_are_four_people(samples: list[Sample]) -> None:
    portrait = four_donors(samples, 4, average_landmarks(), 1)
    assert portrait.donors["eyes"] == portrait.donors["brows"] == 4
    assert len({portrait.donors[group[0]] for group in DONOR_GROUPS}) == 4
    assert all(np.allclose(part.to_canvas[:, :2], np.eye(2), atol=0.1) for part in portrait.request.parts)


def test_a_part_is_found_again_in_another_tone(samples: list[Sample], networks: tuple[Path, Path]) -> None:
    network = Instruments.load(networks[0], None, None, 0).squeeze
    assert network is not None
    gallery = PartGallery(network, "mouth", samples, average_landmarks(), SIZE)
    darker = [(sample.image * np.array([0.7, 0.6, 0.5])).astype(np.uint8) for sample in samples]
    assert gallery.ranks(darker, range(6)).tolist() == [1] * 6
    assert gallery.ranks(darker, [1, 2, 3, 4, 5, 0]).min() > 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_part_window_holds_its_part(kind: str) -> None:
    window = PartWindow.of(kind, average_landmarks(), 128)
    left, top, right, bottom = window.box
    inside = np.count_nonzero(window.region[top:bottom, left:right])
    assert inside == np.count_nonzero(window.region) > 0
    assert (bottom - top) >= (right - left) // 2


def test_typology_angle() -> None:
    assert typology_angle((0.95, 0.85, 0.78)) > 55
    assert typology_angle((0.25, 0.15, 0.1)) < -30


def test_groups_come_from_either_form_of_the_data() -> None:
    sample = face(0)
    assert {key: group_labels(sample)[key] for key in ("age", "gender")} == {"age": "under 30", "gender": "male"}
    stated = dataclasses.replace(sample, info={"group": "female/east_asian"})
    assert {key: group_labels(stated)[key] for key in ("gender", "ethnicity")} == {
        "gender": "female",
        "ethnicity": "east asian",
    }
    assert list(group_labels(dataclasses.replace(sample, info={}))) == ["skin tone"]
    assert [age_band(years) for years in (29.9, 30, 50)] == ["under 30", "30 to 49", "50 and over"]


def test_groups_share_out_the_portraits(outcome: SetOutcome) -> None:
    members = members_of(outcome.one_donor, "gender")
    assert {name: int(mask.sum()) for name, mask in members.items()} == {"male": 3, "female": 3}
    mean = np.mean([outcome.one_donor.systems[ENGINE].summary("ssim", mask).value for mask in members.values()])  # type: ignore[union-attr]
    assert mean == pytest.approx(outcome.one_donor.systems[ENGINE].summary("ssim").value)  # type: ignore[union-attr]


def test_report_names_sets_systems_and_the_paper(outcome: SetOutcome) -> None:
    text = as_markdown([outcome], {"seed": 1})
    for words in (
        "## drawn, 6 photos",
        "**FaceForge**",
        "Poisson",
        "Telea",
        "real photos",
        "34.38",
        "By skin tone",
        "must reach",
        "- seed: 1",
    ):
        assert words in text
    values = json.loads(json.dumps(as_json([outcome], {"seed": 1}), allow_nan=False))
    engine = values["sets"]["drawn"]["one_donor"]["systems"]["engine"]
    assert engine["psnr"]["count"] == 6
    assert values["sets"]["drawn"]["four_donors"]["groups"]["gender"]["male"]["engine"]["seam"]["count"] == 3


def scored(systems: dict[str, dict[str, float]]) -> PortraitOutcome:
    scores = {
        system: Scores({metric: np.array([value]) for metric, value in values.items()})
        for system, values in systems.items()
    }
    return PortraitOutcome(scores, {}, {})


def test_bars_compare_in_the_direction_of_each_metric() -> None:
    worse = {"ssim": 0.5, "ssim_face": 0.5, "lpips_squeeze_caffe": 0.3, "lpips_squeeze_caffe_face": 0.3}
    better = {"ssim": 0.6, "ssim_face": 0.4, "lpips_squeeze_caffe": 0.2, "lpips_squeeze_caffe_face": 0.4}
    one = scored({ENGINE: better, **dict.fromkeys(BASELINE_IDS, worse)})
    mixed = {"seam": 0.9, "kid_squeeze": 1.0, "sharpness": 0.4}
    ours = {"seam": 1.01, "kid_squeeze": 0.5, "sharpness": 0.8, "faces_found": 90.0}
    real = {"seam": 1.0, "faces_found": 100.0}
    four = scored({ENGINE: ours, REAL: real, **dict.fromkeys(BASELINE_IDS, mixed)})
    found = [bar.reached for bar in bars(SetOutcome("drawn", [], one, four))]
    assert found == [True, False, True, False, True, True, True, True, False]


def test_bars_of_what_was_not_measured_are_open() -> None:
    empty = scored({name: {} for name in (ENGINE, REAL, *BASELINE_IDS)})
    assert {bar.reached for bar in bars(SetOutcome("drawn", [], empty, empty))} == {None}


def test_sheet_shows_all_portraits(outcome: SetOutcome) -> None:
    sheet = results_sheet(outcome, SIZE)
    rows = 2 * 6
    assert sheet.dtype == np.uint8
    assert sheet.shape[1] == 5 * (SIZE + 4)
    assert sheet.shape[0] == rows * (SIZE + 4) + 2 * (16 + 4)


def test_dlib_faces_keep_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    class Provider:
        def detect(self, image: ByteImage) -> list[SimpleNamespace]:
            return [SimpleNamespace(landmarks=np.zeros((68, 2)))] if image.max() > 0 else []

        def descriptor(self, image: ByteImage, landmarks: Points) -> np.ndarray:
            return np.full(128, landmarks[0, 0])

        def close(self) -> None:
            pass

    monkeypatch.setattr("engines.face.detector.DlibLandmarks", Provider)
    images = [np.full((10, 10, 3), i % 3, np.uint8) for i in range(7)]
    with DlibFaces(3) as faces:
        assert faces.found(images).tolist() == [i % 3 > 0 for i in range(7)]
        landmarks = [np.full((68, 2), i / 10) for i in range(7)]
        assert faces.descriptors(images, landmarks)[:, 0] == pytest.approx(np.arange(7))


def write_shard(folder: Path, samples: list[Sample]) -> None:
    with tarfile.open(folder / "drawn-00.tar", "w") as tar:
        for sample in samples:
            picture = cv2.imencode(".jpg", sample.image[..., ::-1])[1].tobytes()
            landmarks = (sample.landmarks * SIZE - 0.5).tolist()
            for suffix, data in (
                ("jpg", picture),
                ("json", json.dumps({**sample.info, "landmarks": landmarks}).encode()),
            ):
                member = tarfile.TarInfo(f"{sample.key}.{suffix}")
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))


@pytest.fixture
def canvas_engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    spec = dataclasses.replace(PARTS, load=lambda path, device: CanvasEngine())
    monkeypatch.setattr(engines.registry, "engines", lambda: {"parts": spec})
    weights = tmp_path / "weights.safetensors"
    weights.write_bytes(b"x")
    return weights


def test_command_writes_table_json_and_sheet(
    canvas_engine: Path, samples: list[Sample], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_shard(tmp_path, samples)
    out = tmp_path / "out"
    command = ["parts", "--data", str(tmp_path), "--weights", str(canvas_engine), "--sets", "drawn", "--limit", "4"]
    assert evaluate.main([*command, "--dlib-limit", "0", "--out", str(out)]) == 0
    assert "## drawn, 4 photos" in (out / "results.md").read_text()
    assert json.loads((out / "results.json").read_text())["sets"]["drawn"]["photos"] == 4
    assert (out / "drawn.png").stat().st_size > 1000
    assert "FaceForge" in capsys.readouterr().out


def test_the_card_is_told_what_was_measured(canvas_engine: Path, samples: list[Sample], tmp_path: Path) -> None:
    write_shard(tmp_path, samples)
    save_weights(canvas_engine, {"w": torch.ones(2)}, WeightsCard("parts", {}, metrics={"earlier": {"photos": 7}}))
    command = ["parts", "--data", str(tmp_path), "--weights", str(canvas_engine), "--sets", "drawn", "--limit", "4"]
    assert evaluate.main([*command, "--dlib-limit", "0", "--card"]) == 0
    tensors, card = load_weights(canvas_engine, "parts")
    assert torch.equal(tensors["w"], torch.ones(2))
    assert card.metrics["earlier"] == {"photos": 7}
    assert card.metrics["drawn"]["photos"] == 4
    assert 0 < card.metrics["drawn"]["one_donor"]["ssim"] < 1
    assert set(card.metrics["drawn"]["four_donors"]) == {"sharpness", "seam"}


def test_a_missing_set_is_one_line_and_status_1(
    canvas_engine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["parts", "--data", str(tmp_path), "--weights", str(canvas_engine), "--dlib-limit", "0"]
    assert evaluate.main(command) == 1
    message = capsys.readouterr().err.strip()
    assert message.startswith("faceforge-evaluate: No shard")
    assert "\n" not in message


def test_a_wrong_command_line_is_status_2() -> None:
    with pytest.raises(SystemExit) as caught:
        evaluate.main(["parts"])
    assert caught.value.code == 2
