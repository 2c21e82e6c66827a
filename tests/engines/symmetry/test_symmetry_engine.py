"""The engine from a weights file to a picture."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from engines.errors import Cancelled, InputError
from engines.imaging.arrays import check_image
from engines.requests import CompletionRequest
from engines.run_context import RunContext
from engines.symmetry.engine import SymmetryEngine
from engines.symmetry.network import SymmetryConfig
from engines.symmetry.options import SymmetryOptions
from engines.symmetry.spec import SYMMETRY
from engines.weights import WeightsCard, save_weights
from tests.engines.symmetry.networks import COMPACT, PAPER, left_hole, lopsided_face, symmetric_face


def loaded(config: SymmetryConfig, folder: Path) -> SymmetryEngine:
    path = folder / "symmetry.safetensors"
    save_weights(path, dict(config.build().state_dict()), WeightsCard("symmetry", dataclasses.asdict(config)))
    engine = SYMMETRY.load(path, "cpu")
    assert isinstance(engine, SymmetryEngine)
    return engine


@pytest.fixture(params=[COMPACT, PAPER], ids=["compact", "paper"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> SymmetryEngine:
    return loaded(request.param, tmp_path)


def test_hard_keeps_known_pixels_bit_by_bit_at_any_size(engine: SymmetryEngine) -> None:
    rng = np.random.default_rng(4)
    for size in (48, 64, 97):
        mask = (rng.random((size, size)) < 0.3).astype(np.float32) * rng.random((size, size)).astype(np.float32)
        photo = rng.random((size, size, 3)).astype(np.float32)
        result = engine.run(CompletionRequest(photo, mask), SymmetryOptions(variants=1), RunContext())
        check_image(result.images[0])
        assert np.array_equal(result.images[0][mask == 0], photo[mask == 0])
        assert not np.array_equal(result.images[0], photo)


def test_feather_reaches_a_little_beyond_the_mask(engine: SymmetryEngine) -> None:
    photo, mask = lopsided_face(128), left_hole(128)
    request = CompletionRequest(photo, mask)
    image = engine.run(request, SymmetryOptions(variants=1, composite="feather"), RunContext()).images[0]
    changed = np.abs(image - photo).max(axis=2) > 0
    assert changed[mask == 0].any()
    assert not changed[:, 64:].any()


def test_the_extras_say_what_the_engine_saw(engine: SymmetryEngine) -> None:
    mask = left_hole(128)
    extras = engine.run(CompletionRequest(lopsided_face(128), mask), SymmetryOptions(), RunContext()).extras
    shapes = {name: extras[name].shape for name in extras}
    plain, colour = (64, 64), (64, 64, 3)
    assert shapes == {
        "stage_one": colour, "copied": plain, "invented": plain, "warped_mirror": colour, "mirror_points": (64, 64, 2),
        "light_ratio": colour, "confidence": plain, "face": plain,
    }  # fmt: skip
    assert np.allclose(extras["copied"] + extras["invented"], left_hole(64), atol=1e-6)


def test_mirror_points_lie_where_the_counterpart_is(tmp_path: Path) -> None:
    engine = loaded(COMPACT, tmp_path)
    extras = engine.run(CompletionRequest(lopsided_face(), left_hole()), SymmetryOptions(), RunContext()).extras
    places = (np.arange(64) + 0.5) / 64
    assert np.allclose(extras["mirror_points"][..., 0], 1 - places[None], atol=1e-5)
    assert np.allclose(extras["mirror_points"][..., 1], places[:, None], atol=1e-5)


def test_copied_pixels_bring_their_own_detail_to_a_larger_photo(tmp_path: Path) -> None:
    engine = loaded(COMPACT, tmp_path)
    size = 256
    stripes = symmetric_face(size) + np.where(np.arange(size) % 4 < 2, 0.1, -0.1)[:, None, None].astype(np.float32)
    photo, mask = np.clip(stripes, 0, 1), left_hole(size)
    image = engine.run(CompletionRequest(photo, mask), SymmetryOptions(variants=1), RunContext()).images[0]
    inside = (slice(96, 120), slice(44, 72))
    detail = np.abs(np.diff(image[inside], axis=0)).mean()
    assert detail > 0.3 * np.abs(np.diff(photo[inside], axis=0)).mean()


def test_the_same_seed_gives_the_same_variants(engine: SymmetryEngine) -> None:
    request = CompletionRequest(lopsided_face(), left_hole())
    first, again = (engine.run(request, SymmetryOptions(seed=3), RunContext()).images for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))


def test_the_recipe_is_json_and_every_variant_is_reported(engine: SymmetryEngine) -> None:
    reports = []
    context = RunContext(lambda done, total, preview: reports.append((done, total)))
    result = engine.run(CompletionRequest(lopsided_face(), left_hole()), SymmetryOptions(variants=3), context)
    assert reports == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert json.loads(json.dumps(result.recipe))["options"]["variants"] == 3


def test_what_cannot_be_completed_is_refused(tmp_path: Path) -> None:
    engine, photo = loaded(COMPACT, tmp_path), lopsided_face()
    for mask in (np.zeros_like(left_hole()), np.ones_like(left_hole())):
        with pytest.raises(InputError):
            engine.run(CompletionRequest(photo, mask), SymmetryOptions(), RunContext())
    with pytest.raises(InputError, match="square"):
        engine.run(CompletionRequest(photo[:40], left_hole()[:40]), SymmetryOptions(), RunContext())
    cancelled = RunContext()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        engine.run(CompletionRequest(photo, left_hole()), SymmetryOptions(), cancelled)
