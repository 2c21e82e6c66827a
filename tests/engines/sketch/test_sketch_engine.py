"""The sketch engine from a weights file to a photo."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from engines.errors import Cancelled, InputError, WeightsError
from engines.face.parsing.classes import HAIR, SKIN, one_hot
from engines.face.parsing.shared import _Shared
from engines.imaging.arrays import check_image
from engines.loading import LoadedWeights
from engines.requests import SketchRequest
from engines.run_context import RunContext
from engines.sketch.engine import SketchEngine
from engines.sketch.finish import with_colours
from engines.sketch.hints import hint_vector, reference_colours
from engines.sketch.network import SketchConfig
from engines.sketch.options import SketchOptions
from engines.sketch.repainting import repainted
from engines.sketch.spec import SKETCH
from engines.weights import WeightsCard, save_weights
from tests.engines.sketch.networks import COMPACT, ONE_STAGE, PAPER, SIZE, drawn_face, stirred, tiny_parser

ONE = SketchOptions(variants=1)


def weights(config: SketchConfig, folder: Path) -> Path:
    path = folder / "sketch.safetensors"
    save_weights(path, dict(stirred(config).state_dict()), WeightsCard("sketch", dataclasses.asdict(config)))
    return path


@pytest.fixture
def engine(tmp_path: Path) -> SketchEngine:
    return SketchEngine.load(weights(COMPACT, tmp_path), "cpu")


def test_a_photo_and_what_led_to_it(engine: SketchEngine) -> None:
    request = SketchRequest(drawn_face(97))
    before = request.sketch.copy()
    result = engine.run(request, SketchOptions(variants=3), RunContext())
    assert len(result.images) == 3
    for image in (*result.images, result.extras["stage_one"], result.extras["sketch"]):
        check_image(image)
        assert image.shape == (SIZE, SIZE, 3)
    assert result.extras["parsing"].dtype == np.uint8 and result.extras["parsing"].shape == (SIZE, SIZE)
    assert "sketch_parsing" not in result.extras
    assert np.array_equal(request.sketch, before)
    assert json.loads(json.dumps(result.recipe))["engine"] == "sketch"


def test_the_same_question_has_the_same_answer(engine: SketchEngine, tmp_path: Path) -> None:
    request, options = SketchRequest(drawn_face()), SketchOptions(variants=2, seed=7)
    first = engine.run(request, options, RunContext())
    engine.run(SketchRequest(drawn_face() * np.float32(0.8)), options, RunContext())
    again = engine.run(request, options, RunContext())
    assert all(np.array_equal(a, b) for a, b in zip(first.images, again.images, strict=True))
    assert first.recipe == again.recipe


def test_variants_and_seeds_differ(engine: SketchEngine) -> None:
    request = SketchRequest(drawn_face())
    first, other = (engine.run(request, SketchOptions(variants=3, seed=seed), RunContext()).images for seed in (1, 2))
    assert not np.array_equal(first[0], first[1]) and not np.array_equal(first[1], first[2])
    assert np.array_equal(first[0], other[0])
    assert not np.array_equal(first[1], other[1])


def test_a_repainted_parsing_reruns_stage_two_alone(engine: SketchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    request = SketchRequest(drawn_face())
    first = engine.run(request, ONE, RunContext())
    parsing = first.extras["parsing"].copy()
    parsing[:, : SIZE // 2] = np.where(parsing[:, : SIZE // 2] == HAIR, SKIN, HAIR)
    monkeypatch.setattr(engine._network, "look", lambda *_, **__: pytest.fail("stage I ran again"))
    unchanged = engine.run(dataclasses.replace(request, parsing=first.extras["parsing"]), ONE, RunContext())
    painted = engine.run(dataclasses.replace(request, parsing=parsing), ONE, RunContext())
    assert np.array_equal(unchanged.images[0], first.images[0])
    assert not np.array_equal(painted.images[0], first.images[0])
    assert np.array_equal(painted.extras["parsing"], parsing)
    assert np.array_equal(painted.extras["stage_one"], first.extras["stage_one"])


def test_every_variant_is_repainted_only_where_the_parsing_was(engine: SketchEngine) -> None:
    """The second variant's own parsing is another one than that which was repainted."""
    request, two = SketchRequest(drawn_face()), SketchOptions(variants=2)
    first = engine.run(request, two, RunContext())
    unchanged = engine.run(dataclasses.replace(request, parsing=first.extras["parsing"]), two, RunContext())
    assert all(np.array_equal(a, b) for a, b in zip(first.images, unchanged.images, strict=True))
    parsing = first.extras["parsing"].copy()
    parsing[:4, :4] = np.where(parsing[:4, :4] == HAIR, SKIN, HAIR)
    painted = engine.run(dataclasses.replace(request, parsing=parsing), two, RunContext())
    assert all(not np.array_equal(a, b) for a, b in zip(first.images, painted.images, strict=True))


def test_a_repainted_region_has_its_class_colour_and_no_lines() -> None:
    labels = np.full((64, 64), SKIN, np.uint8)
    labels[:32] = HAIR
    parsing = torch.from_numpy(one_hot(labels))[None]
    rough = torch.where(torch.from_numpy(labels == HAIR), -0.8, 0.5).expand(1, 3, 64, 64)
    lines = -torch.ones(1, 1, 64, 64)
    seen = {"parsing": parsing, "stage_one": rough, "sketch": lines, "hints": torch.zeros(1, 16)}
    assert repainted(seen, labels, labels)[0] is seen
    bald = labels.copy()
    bald[:32, 20:40] = SKIN
    shown, wanted = repainted(seen, bald, labels)
    assert torch.allclose(shown["stage_one"][0, :, 8, 30], torch.full((3,), 0.5), atol=0.02)
    assert float(shown["sketch"][0, 0, 8, 30]) > 0.95 and float(shown["sketch"][0, 0, 50, 60]) == -1
    assert np.array_equal(wanted[0].argmax(dim=0).numpy(), bald)
    assert torch.allclose(shown["parsing"].sum(dim=1), torch.ones(1, 64, 64), atol=1e-5)
    assert torch.equal(shown["stage_one"][..., 60:], rough[..., 60:])


def test_the_old_border_leaves_no_line_where_hair_is_painted_beside_hair() -> None:
    labels = np.full((64, 64), SKIN, np.uint8)
    labels[:32] = HAIR
    parsing = torch.from_numpy(one_hot(labels))[None].clone()
    parsing[0, HAIR, 30:32], parsing[0, SKIN, 30:32] = 0.55, 0.45
    rough = torch.where(torch.from_numpy(labels == HAIR), -0.8, 0.5).expand(1, 3, 64, 64)
    seen = {"parsing": parsing, "stage_one": rough, "sketch": torch.ones(1, 1, 64, 64), "hints": torch.zeros(1, 16)}
    fringe = labels.copy()
    fringe[32:44, 10:50] = HAIR
    shown, _ = repainted(seen, fringe, labels)
    assert float(shown["parsing"][0, HAIR, 28:36, 30].min()) > 0.95
    assert float(shown["stage_one"][0, 0, 28:36, 30].max()) < -0.75


def test_colours_and_literalness_reach_the_network(engine: SketchEngine) -> None:
    plain = engine.run(SketchRequest(drawn_face()), ONE, RunContext()).images[0]
    told = engine.run(SketchRequest(drawn_face(), colours={"hair": (0.9, 0.2, 0.1)}), ONE, RunContext()).images[0]
    loose = engine.run(SketchRequest(drawn_face()), SketchOptions(variants=1, literal=0.2), RunContext()).images[0]
    mask = np.full((SIZE, SIZE), 0.2, np.float32)
    by_map = engine.run(SketchRequest(drawn_face(), literal=mask), ONE, RunContext()).images[0]
    assert not np.array_equal(plain, told) and not np.array_equal(plain, loose)
    assert np.allclose(loose, by_map, atol=1e-6)


def test_hair_has_the_colour_that_was_told_and_keeps_its_light_and_dark() -> None:
    rng = np.random.default_rng(0)
    photo = (0.2 + 0.2 * rng.random((32, 32, 1)) * np.array([1.0, 0.7, 0.5])).astype(np.float32)
    parsing = np.zeros((8, 32, 32), np.float32)
    parsing[HAIR, :16], parsing[SKIN, 16:] = 1, 1
    told = (0.7, 0.6, 0.3)
    made = with_colours(photo, parsing, {"hair": told})
    assert np.allclose(np.median(made[:16].reshape(-1, 3), axis=0), told, atol=0.03)
    assert np.allclose(made[16:], photo[16:], atol=5e-3)
    assert with_colours(photo, parsing, {}) is photo
    assert made[:16, :, 0].std() > 0.5 * photo[:16, :, 0].std()


def test_stage_one_can_be_the_answer(engine: SketchEngine, tmp_path: Path) -> None:
    result = engine.run(SketchRequest(drawn_face()), SketchOptions(variants=1, output="stage one"), RunContext())
    assert np.array_equal(result.images[0], result.extras["stage_one"])
    single = SketchEngine.load(weights(ONE_STAGE, tmp_path), "cpu").run(SketchRequest(drawn_face()), ONE, RunContext())
    assert np.array_equal(single.images[0], single.extras["stage_one"])


def test_the_published_networks_look_at_the_sketchs_parsing(tmp_path: Path) -> None:
    loaded = LoadedWeights.read(weights(PAPER, tmp_path), "sketch", "cpu")
    result = SketchEngine(loaded, tiny_parser()).run(SketchRequest(drawn_face(256)), ONE, RunContext())
    assert result.images[0].shape == (256, 256, 3)
    assert result.extras["sketch_parsing"].shape == (256, 256)


def test_the_published_networks_say_that_they_need_the_face_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engines.face.parsing.shared._shared", _Shared(tmp_path / "face-256.safetensors"))
    with pytest.raises(WeightsError, match=r"face-256\.safetensors"):
        SKETCH.load(weights(PAPER, tmp_path), "cpu")


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (SketchRequest(np.ones((64, 64, 3), np.float32)), "nothing on the sheet"),
        (SketchRequest(np.zeros((64, 32, 3), np.float32)), "not square"),
        (SketchRequest(drawn_face(), parsing=np.full((64, 64), 9, np.uint8)), "classes 0 to 7"),
        (SketchRequest(drawn_face(), colours={"beard": (0, 0, 0)}), "no colour of beard"),
        (SketchRequest(drawn_face(), colours={"hair": (0, 0, 2)}), "between 0 and 1"),
        (SketchRequest(drawn_face(), literal=np.ones((8, 8), np.float32)), "how literally"),
    ],
)
def test_what_cannot_be_answered_is_refused(engine: SketchEngine, request_: SketchRequest, message: str) -> None:
    with pytest.raises(InputError, match=message):
        engine.run(request_, ONE, RunContext())


def test_a_run_can_be_cancelled(engine: SketchEngine) -> None:
    context = RunContext()
    context.cancel()
    with pytest.raises(Cancelled):
        engine.run(SketchRequest(drawn_face()), ONE, context)


def test_a_variant_takes_the_nearest_look_and_keeps_what_was_told(engine: SketchEngine) -> None:
    told = {"skin": (0.2, 0.3, 0.4)}
    _, hints = engine._conditions(SketchRequest(drawn_face(), colours=told), SketchOptions(), 1)
    assert np.allclose(hints[:4], hint_vector(told)[:4])
    looks = engine._network.looks.numpy()
    assert any(np.allclose(hints[4:], look[4:], atol=1e-6) for look in looks)
    assert torch.equal(engine._network.styles[200], torch.zeros(4))


def test_colours_of_a_reference_photo() -> None:
    photo = np.zeros((32, 32, 3), np.float32)
    labels = np.zeros((32, 32), np.uint8)
    photo[:16], labels[:16] = (0.8, 0.6, 0.5), SKIN
    photo[16:, :16], labels[16:, :16] = (0.2, 0.1, 0.05), HAIR
    colours = reference_colours(photo, labels)
    assert set(colours) == {"skin", "hair"}
    assert colours["skin"] == pytest.approx((0.8, 0.6, 0.5))


def test_the_parsing_is_agreed_between_stage_one_and_the_face_network(tmp_path: Path) -> None:
    loaded, parser = LoadedWeights.read(weights(COMPACT, tmp_path), "sketch", "cpu"), tiny_parser()
    alone, agreed = SketchEngine(loaded), SketchEngine(loaded, parser)
    request = SketchRequest(drawn_face())
    own, shared = (engine._look(request, ONE, 0) for engine in (alone, agreed))
    assert torch.equal(own["stage_one"], shared["stage_one"])
    rough = (own["stage_one"][0] / 2 + 0.5).clamp(0, 1).permute(1, 2, 0).contiguous().numpy()
    readings = [own["parsing"][0].numpy(), parser.parse(rough).probabilities]
    mean = np.exp(np.mean([np.log(np.maximum(reading, 1e-4)) for reading in readings], axis=0))
    assert np.allclose(shared["parsing"][0].numpy(), mean / mean.sum(axis=0), atol=1e-4)
    assert not torch.allclose(shared["parsing"], own["parsing"], atol=1e-2)
