"""`faceforge-evaluate symmetry` on a handful of drawn faces, with an engine that knows the answer."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import engines.symmetry.spec
from engines.face.average_face import average_landmarks
from engines.imaging.arrays import to_bytes, to_float
from engines.requests import CompletionRequest, Result
from engines.run_context import RunContext
from engines.symmetry.spec import SYMMETRY
from tests.training.test_evaluate import FakeFaces, face, write_shard
from training import evaluate
from training.completion_baselines import COMPLETION_BASELINES, biharmonic, hidden, plain_mirror
from training.data.occlusions import AREA_BINS, one_side_hole
from training.data.shards import Sample
from training.evaluation.completion import HIDDEN, LIGHT, PLAIN, UNLIT, CompletionEvaluation, CompletionSet
from training.evaluation.completion_report import as_json, as_markdown, bars, card_values, results_sheet
from training.evaluation.hiding import AREA, PROTOCOLS, chosen_protocols, hidden_samples
from training.evaluation.measures import Instruments
from training.evaluation.outcome import ENGINE, members_of
from training.metrics.faces import light_difference

SIZE = 64
BY_ID = {protocol.id: protocol for protocol in PROTOCOLS}


class Filler:
    """Fills holes with one grey level; says that all of it was copied, twice as dark as it should be before the ratio."""

    spec = SYMMETRY

    def __init__(self, level: float = 0.5) -> None:
        self.level = level
        self.options: list[Any] = []

    def run(self, request: CompletionRequest, options: Any, context: RunContext) -> Result:
        self.options.append(options)
        hole = request.mask[..., None]
        half = (request.image / 2).astype(np.float32)
        extras = {"warped_mirror": half, "light_ratio": np.full_like(half, 2.0), "copied": request.mask}
        filled = request.image * (1 - hole) + np.float32(self.level) * hole
        return Result((filled.astype(np.float32),), extras)


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return [face(seed) for seed in range(6)]


@pytest.fixture(scope="module")
def outcome(samples: list[Sample]) -> CompletionSet:
    instruments = Instruments(faces=FakeFaces(), dlib_limit=5)
    evaluation = CompletionEvaluation(Filler(), instruments, {PLAIN: Filler(0.0)}, size=SIZE, report=lambda _: None)
    return evaluation.run("drawn", samples)


def test_every_protocol_hides_something_and_keeps_the_answer(samples: list[Sample]) -> None:
    for protocol in PROTOCOLS:
        first, again = (hidden_samples(protocol, samples, 1) for _ in range(2))
        for one, two in zip(first, again, strict=True):
            assert 0 < one.request.mask.mean() < 0.7
            np.testing.assert_array_equal(one.request.mask, two.request.mask)
            seen, known = to_bytes(one.request.image), one.request.mask == 0
            np.testing.assert_array_equal(seen[known], one.truth[known])
    glasses = hidden_samples(BY_ID["glasses"], samples, 1)[0]
    assert (to_bytes(glasses.request.image) != glasses.truth).any()


def test_irregular_holes_take_the_area_bins_in_turn(samples: list[Sample]) -> None:
    for number, each in enumerate(hidden_samples(BY_ID["irregular"], samples, 3)):
        low, high = AREA_BINS[number]
        assert low <= each.request.mask.mean() <= high
        assert each.labels[AREA].startswith(f"{low:.0%}")


def test_one_side_is_lit_in_one_of_the_protocols(samples: list[Sample]) -> None:
    plain, lit = (
        hidden_samples(BY_ID[name], samples, 1)[0].truth.astype(float) for name in ("one_side", "lit_one_side")
    )
    ratio = lit.mean(axis=(0, 2)) / plain.mean(axis=(0, 2))
    assert max(ratio[0], ratio[-1]) > 1.2 > 0.9 > min(ratio[0], ratio[-1])


@pytest.mark.parametrize("baseline", COMPLETION_BASELINES, ids=lambda info: info.id)
def test_baselines_fill_the_hole_and_nothing_else(baseline: Any, samples: list[Sample]) -> None:
    for protocol in PROTOCOLS:
        asked = hidden_samples(protocol, samples[:2], 1)[0]
        filled, grey = baseline.paint(asked.request), hidden(asked.request)
        known = asked.request.mask == 0
        np.testing.assert_array_equal(filled[known], grey[known])
        error = np.abs(filled.astype(int) - asked.truth)[~known].mean()
        assert error < np.abs(grey.astype(int) - asked.truth)[~known].mean() * 1.5


def test_plain_mirroring_restores_a_symmetric_face() -> None:
    ramp = np.abs(np.linspace(-1, 1, SIZE, dtype=np.float32))
    photo = np.repeat(np.repeat(ramp[None, :, None], SIZE, axis=0), 3, axis=2)
    hole = one_side_hole(average_landmarks(), SIZE, np.random.default_rng(2))
    request = CompletionRequest(photo, hole, average_landmarks())
    assert np.abs(plain_mirror(request).astype(int) - to_bytes(photo))[hole > 0].mean() < 2
    assert np.abs(biharmonic(request).astype(int) - to_bytes(photo))[hole > 0].mean() > 2


def test_light_difference_sees_light_and_not_detail() -> None:
    photo = to_float(face(1).image)
    region = np.ones((SIZE, SIZE), np.float32)
    checks = np.float32(0.1) * (np.indices((SIZE, SIZE)).sum(axis=0) % 2 * 2 - 1)[..., None].astype(np.float32)
    darker = photo * np.float32(0.9)
    assert light_difference(photo, photo, region) == 0
    assert light_difference(photo + checks, photo, region) < 1
    assert light_difference(darker, photo, region) == pytest.approx(25.5 * photo.mean(), rel=0.1)
    assert np.isnan(light_difference(photo, photo, region * 0))


def test_everything_is_measured(outcome: CompletionSet) -> None:
    assert list(outcome.outcomes) == [protocol.id for protocol in PROTOCOLS]
    each = outcome.outcomes["one_side"]
    assert set(each.systems) == {ENGINE, PLAIN, HIDDEN, *(info.id for info in COMPLETION_BASELINES)}
    for scores in each.systems.values():
        for metric in ("psnr", "psnr_hole", "ssim", "ssim_hole", "ssim_luma", "ms_per_face"):
            assert scores.summary(metric).count == 6  # type: ignore[union-attr]
        assert scores.summary("identity_dlib").count == 5  # type: ignore[union-attr]
    grey, black = each.systems[ENGINE], each.systems[PLAIN]
    assert grey.summary("psnr_hole").value > black.summary("psnr_hole").value  # type: ignore[union-attr]
    assert grey.summary("psnr").value > grey.summary("psnr_hole").value  # type: ignore[union-attr]
    light = {system: scores.summary(LIGHT).value for system, scores in each.light.items()}  # type: ignore[union-attr]
    assert light[ENGINE] == pytest.approx(0, abs=0.5) and light[UNLIT] > 20
    assert set(members_of(outcome.outcomes["irregular"], AREA)) == {f"{a:.0%} to {b:.0%}" for a, b in AREA_BINS}


def test_report_names_sets_systems_the_paper_and_the_bars(outcome: CompletionSet) -> None:
    text = as_markdown(SYMMETRY, [outcome], {"seed": 1}, SIZE)
    for words in (
        "# Symmetry completion: measured", "## drawn, 6 photos", "### Irregular holes", "**FaceForge**", "RecNet alone",
        "biharmonic", "Navier-Stokes", "Plain mirroring", "26.63", "By skin tone", "By hidden area", "with ratio 1",
        "Different people", "64 px sRGB",
    ):  # fmt: skip
        assert words in text, words
    values = json.loads(json.dumps(as_json(SYMMETRY, [outcome], {}), allow_nan=False))["sets"]["drawn"]
    assert values["centre"]["systems"]["engine"]["psnr_hole"]["count"] == 6
    assert values["one_side"]["light_difference"]["unlit"] > 20
    assert results_sheet(outcome).shape[1] == 9 * (SIZE + 4)  # glasses are shown worn, too
    assert set(card_values(outcome)["glasses"]) == {"psnr", "ssim", "identity_dlib"}


def test_bars_say_what_is_reached_and_leave_open_what_was_not_measured(outcome: CompletionSet) -> None:
    found = {bar.text: bar.reached for bar in bars(outcome)}
    assert found["One half hidden. Light of what was copied: nearer to the photo's than with ratio 1"] is True
    assert found["One half hidden. LPIPS: better than RecNet alone"] is None
    assert found["Centre hidden. Identity: better than every baseline"] is not None
    alone = dataclasses.replace(outcome, outcomes={"one_side": outcome.outcomes["one_side"]})
    alone.outcomes["one_side"] = dataclasses.replace(
        outcome.outcomes["one_side"], systems={ENGINE: outcome.outcomes["one_side"].systems[ENGINE]}, light={}
    )
    assert {bar.reached for bar in bars(alone)} == {None}


def test_each_run_has_its_own_seed_and_one_variant(samples: list[Sample]) -> None:
    engine = Filler()
    holes = chosen_protocols(["centre", "one_side"])
    evaluation = CompletionEvaluation(engine, Instruments(), seed=7, size=SIZE, report=lambda _: None, protocols=holes)
    evaluation.run("drawn", samples[:2])
    assert [options.seed for options in engine.options] == [7, 8] * 2
    assert {options.variants for options in engine.options} == {1}


def test_the_command_writes_table_json_and_sheet(
    samples: list[Sample], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = dataclasses.replace(SYMMETRY, load=lambda _path, _device: Filler())
    monkeypatch.setattr(engines.symmetry.spec, "SYMMETRY", spec)
    for name in ("weights", "plain"):
        (tmp_path / f"{name}.safetensors").write_bytes(name.encode())
    write_shard(tmp_path, samples)
    command = [
        "symmetry",
        "--data",
        str(tmp_path),
        "--weights",
        str(tmp_path / "weights.safetensors"),
        "--sets",
        "drawn",
    ]
    command += ["--plain", str(tmp_path / "plain.safetensors"), "--limit", "1", "--dlib-limit", "0"]
    assert evaluate.main([*command, "--holes", "vast"]) == 1
    assert "There are no holes vast. Use irregular," in capsys.readouterr().err
    assert evaluate.main([*command, "--holes", "centre", "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "weights without symmetry: plain.safetensors" in said and "## drawn, 1 photos" in said
    assert (tmp_path / "out" / "results.md").read_text() in said
    assert json.loads((tmp_path / "out" / "results.json").read_text())["engine"] == "symmetry"
    assert (tmp_path / "out" / "drawn.png").stat().st_size > 1000
