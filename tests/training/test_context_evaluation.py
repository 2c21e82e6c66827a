"""`faceforge-evaluate context` on a handful of drawn faces, with engines that know the answer or do not."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import engines.context.spec
from engines.context.spec import CONTEXT
from engines.face.regions import face_hull
from engines.imaging.arrays import to_bytes, to_float
from engines.requests import ContextRequest, Result
from engines.run_context import RunContext
from engines.symmetry.spec import SYMMETRY as SYMMETRY_SPEC
from tests.training.test_evaluate import FakeFaces, face, write_shard
from training import evaluate
from training.context_baselines import CONTEXT_BASELINES, average_surroundings, mirrored_borders
from training.data.shards import Sample
from training.evaluation.context import PROGAN, REAL, SYMMETRY, ContextEvaluation, ContextSet, hole_features, match_of
from training.evaluation.context_report import as_json, as_markdown, bars, card_values, results_sheet
from training.evaluation.measures import Instruments
from training.evaluation.outcome import ENGINE
from training.feature_networks import SqueezeFeatures

SIZE = 64


class Surrounder:
    """Paints one grey level around faces."""

    def __init__(self, spec: Any = CONTEXT, level: float = 0.5) -> None:
        self.spec, self.level = spec, level
        self.asked: list[tuple[Any, Any]] = []

    def run(self, request: Any, options: Any, context: RunContext) -> Result:
        self.asked.append((request, options))
        hole = request.mask[..., None]
        return Result(((request.image * (1 - hole) + np.float32(self.level) * hole).astype(np.float32),))


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return [face(seed) for seed in range(5)]


@pytest.fixture(scope="module")
def outcome(samples: list[Sample]) -> ContextSet:
    rivals = {PROGAN: Surrounder(level=0.0), SYMMETRY: Surrounder(SYMMETRY_SPEC, 1.0)}
    evaluation = ContextEvaluation(
        Surrounder(), Instruments(faces=FakeFaces(), dlib_limit=4), rivals, size=SIZE, report=lambda _: None
    )
    return evaluation.run("drawn", samples)


def request(sample: Sample) -> ContextRequest:
    hole = (1 - face_hull(sample.landmarks, SIZE)).astype(np.float32)
    return ContextRequest(to_float(sample.image), hole, sample.landmarks)


@pytest.mark.parametrize("baseline", CONTEXT_BASELINES, ids=lambda info: info.id)
def test_baselines_paint_around_the_face_and_leave_it_alone(baseline: Any, samples: list[Sample]) -> None:
    asked = request(samples[0])
    made, known = baseline.paint(asked), asked.mask == 0
    np.testing.assert_array_equal(made[known], to_bytes(asked.image)[known])
    assert made[~known].std() > 0


def test_mirroring_takes_what_lies_as_far_inside() -> None:
    picture = np.zeros((SIZE, SIZE, 3), np.float32)
    picture[:, 20:40] = np.linspace(0, 1, 20, dtype=np.float32)[None, :, None]
    hole = np.ones((SIZE, SIZE), np.float32)
    hole[:, 20:40] = 0
    made = mirrored_borders(ContextRequest(picture, hole))
    np.testing.assert_array_equal(made[:, 15:20], made[:, 21:26][:, ::-1])


def test_average_surroundings_are_those_of_the_average_face(samples: list[Sample]) -> None:
    one, other = (average_surroundings(request(sample)) for sample in samples[:2])
    np.testing.assert_array_equal(one[:5], other[:5])


def test_rivals_are_asked_for_the_same_hole_in_their_own_words(samples: list[Sample]) -> None:
    engine, rival = Surrounder(), Surrounder(SYMMETRY_SPEC)
    evaluation = ContextEvaluation(engine, Instruments(), {SYMMETRY: rival}, size=SIZE, report=lambda _: None)
    evaluation.run("drawn", samples[:2])
    (asked, options), (same, others) = engine.asked[1], rival.asked[1]
    np.testing.assert_array_equal(asked.mask, same.mask)
    assert type(others) is SYMMETRY_SPEC.options_type and options.seed == others.seed == 2
    assert options.variants == 1 and options.variety == 0


def test_every_system_is_measured_where_it_painted(outcome: ContextSet) -> None:
    systems = outcome.outcome.systems
    assert set(systems) == {ENGINE, PROGAN, SYMMETRY, REAL, *(info.id for info in CONTEXT_BASELINES)}
    flat = systems[ENGINE].summary("sharpness_hole")
    photos = systems[REAL].summary("sharpness_hole")
    assert flat is not None and photos is not None and flat.value < 0.5 < photos.value == pytest.approx(1)
    assert all(systems[name].summary("ssim_hole") is not None for name in systems if name != REAL)
    match = systems[ENGINE].summary("match")
    assert match is not None and match.count == 4
    assert set(outcome.outcome.matches) == set(systems) - {REAL}


def test_matches_tell_the_same_person_from_others() -> None:
    rng = np.random.default_rng(0)
    truth = rng.normal(size=(12, 128))
    match = match_of(truth + 0.1 * rng.normal(size=truth.shape), truth, [str(i) for i in range(12)])
    assert match.same > 0.95 > 0.3 > match.different and match.true_positives == 1


def test_features_of_the_hole_do_not_see_the_face(samples: list[Sample], squeeze_file: Path) -> None:
    network = SqueezeFeatures(squeeze_file).eval()
    left = np.zeros((256, 256), np.float32)
    left[:, :32] = 1
    picture = np.repeat(np.repeat(samples[0].image, 4, axis=0), 4, axis=1)
    changed = picture.copy()
    changed[:, 160:] = 0
    one, other = (hole_features(network, [p], [left]) for p in (picture, changed))
    whole, partly = (hole_features(network, [p], [np.ones_like(left)]) for p in (picture, changed))
    assert np.allclose(one, other, atol=1e-3) and not np.allclose(whole, partly, atol=1e-3)


def test_reports_say_everything(outcome: ContextSet) -> None:
    text = as_markdown([outcome], {"seed": 1}, SIZE)
    for expected in (
        "Mirrored borders",
        "our ProGAN variant",
        "the paper's cascade",
        "0.722",
        "recognised at 1 % false",
    ):
        assert expected in text
    values = json.loads(json.dumps(as_json([outcome], {}), allow_nan=True))
    assert values["sets"]["drawn"]["match"][ENGINE]["faces"] == 4
    by_text = {bar.text: bar for bar in bars(outcome)}
    assert by_text["Sharpness hole: at least"].reached is False
    assert by_text["LPIPS hole: a quarter below every rival"].reached is None
    assert card_values(outcome)["photos"] == 5 and "true_positives" in card_values(outcome)
    assert results_sheet(outcome).shape[1] > 7 * SIZE


def test_the_command_writes_tables_json_and_sheet(
    samples: list[Sample], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = dataclasses.replace(CONTEXT, load=lambda _path, _device: Surrounder())
    monkeypatch.setattr(engines.context.spec, "CONTEXT", spec)
    for name in ("weights", "progan"):
        (tmp_path / f"{name}.safetensors").write_bytes(name.encode())
    write_shard(tmp_path, samples)
    command = [
        "context",
        "--data",
        str(tmp_path),
        "--weights",
        str(tmp_path / "weights.safetensors"),
        "--sets",
        "drawn",
    ]
    command += ["--plain", str(tmp_path / "progan.safetensors"), "--limit", "2", "--dlib-limit", "0"]
    assert evaluate.main([*command, "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "ProGAN weights: progan.safetensors" in said and "## drawn, 2 photos" in said
    assert (tmp_path / "out" / "results.md").read_text() in said
    assert json.loads((tmp_path / "out" / "results.json").read_text())["engine"] == "context"
    assert (tmp_path / "out" / "drawn.png").stat().st_size > 1000
