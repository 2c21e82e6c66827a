"""The context engine on requests: what stays, what differs, what is refused."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engines.context.engine import ContextEngine
from engines.context.finish import recoloured, skin_matched
from engines.context.network import ContextConfig
from engines.context.options import ContextOptions
from engines.context.spec import CONTEXT
from engines.errors import InputError
from engines.face.average_face import average_landmarks
from engines.face.regions import face_hull
from engines.requests import ContextRequest
from engines.run_context import RunContext
from tests.engines.context.networks import CASCADE, COMPACT, PROGAN, write_weights
from tests.engines.sample_requests import smooth_picture

PHOTO = 160


def request(size: int = PHOTO, **more: Any) -> ContextRequest:
    hull = face_hull(average_landmarks(), size)
    return ContextRequest(smooth_picture(size), 1 - hull, average_landmarks(), **more)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> ContextEngine:
    return CONTEXT.load(write_weights(tmp_path_factory.mktemp("weights"), COMPACT), "cpu")  # type: ignore[return-value]


def test_the_face_stays_and_variants_differ_around_it(engine: ContextEngine) -> None:
    asked, reports = request(), []
    context = RunContext(lambda done, total, preview: reports.append((done, total, preview)))
    result = engine.run(asked, ContextOptions(variants=3), context)
    known = asked.mask == 0
    for image in result.images:
        assert image.shape == (PHOTO, PHOTO, 3)
        assert np.array_equal(image[known], asked.image[known])
    assert not np.array_equal(result.images[0], result.images[1])
    assert [report[:2] for report in reports] == [(i, 15) for i in range(16)]
    assert all(report[2] is not None for report in reports)


def test_stages_and_class_maps_of_the_first_variant(engine: ContextEngine) -> None:
    extras = engine.run(request(), ContextOptions(variants=1), RunContext()).extras
    assert {name: value.shape for name, value in extras.items() if name.startswith("stage")} == {
        f"stage_{size}": (size, size, 3) for size in (8, 16, 32, 64, 128)
    }
    shares = extras["hair"] + extras["background"] + extras["body"]
    assert shares.shape == (128, 128) and np.allclose(shares, 1, atol=1e-5)


def test_a_seed_gives_its_surroundings_again_and_another_one_others(engine: ContextEngine) -> None:
    first, again, other = (
        engine.run(request(), ContextOptions(variants=1, seed=seed), RunContext()).images[0] for seed in (1, 1, 2)
    )
    assert np.array_equal(first, again) and not np.array_equal(first, other)


def test_without_variety_the_likeliest_surroundings_come_first(engine: ContextEngine) -> None:
    one = engine.run(request(), ContextOptions(variants=1, variety=0.0), RunContext()).images[0]
    several = engine.run(request(), ContextOptions(variants=2, variety=0.0), RunContext()).images
    assert np.array_equal(one, several[0])


def test_a_wish_is_told_and_recorded(engine: ContextEngine) -> None:
    plain = engine.run(request(), ContextOptions(variants=1), RunContext())
    wished = engine.run(request(colours={"hair": (0.8, 0.2, 0.1)}), ContextOptions(variants=1), RunContext())
    assert not np.array_equal(plain.images[0], wished.images[0])
    assert wished.recipe["colours"] == {"hair": [0.8, 0.2, 0.1]}


@pytest.mark.parametrize("config", [CASCADE, PROGAN], ids=lambda config: config.network)
def test_the_published_networks_answer_too(config: ContextConfig, tmp_path: Path) -> None:
    asked = request()
    result = CONTEXT.load(write_weights(tmp_path, config), "cpu").run(asked, ContextOptions(variants=2), RunContext())
    assert np.array_equal(result.images[0], result.images[1])
    known = asked.mask == 0
    assert np.array_equal(result.images[0][known], asked.image[known])


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (dataclasses.replace(request(), mask=np.zeros((PHOTO, PHOTO), np.float32)), "Nothing is marked"),
        (dataclasses.replace(request(), mask=np.ones((PHOTO, PHOTO), np.float32)), "whole picture"),
        (
            dataclasses.replace(request(), image=smooth_picture(PHOTO)[:100], mask=np.ones((100, PHOTO), np.float32)),
            "square",
        ),
        (request(colours={"eyes": (0.0, 0.0, 0.0)}), "no wish"),
        (request(colours={"hair": (2.0, 0.0, 0.0)}), "between 0 and 1"),
    ],
)
def test_unusable_requests_are_refused(engine: ContextEngine, wrong: ContextRequest, why: str) -> None:
    with pytest.raises(InputError, match=why):
        engine.run(wrong, ContextOptions(variants=1), RunContext())


def test_recolouring_brings_the_mean_to_the_wish_and_leaves_the_rest() -> None:
    picture, region = smooth_picture(), np.zeros((128, 128), np.float32)
    region[20:60, 30:90] = 1
    changed = recoloured(picture, region, (0.3, 0.25, 0.5))
    assert np.allclose(changed[region > 0].mean(axis=0), (0.3, 0.25, 0.5), atol=0.05)
    assert np.allclose(changed[region == 0], picture[region == 0], atol=1e-3)
    assert changed[region > 0].std() > 0.01


def test_painted_skin_takes_the_colour_of_the_face_it_goes_on_from() -> None:
    photo = np.full((128, 128, 3), (0.7, 0.5, 0.4), np.float32)
    hole, body = np.zeros((128, 128), np.float32), np.zeros((128, 128), np.float32)
    hole[:64], body[30:] = 1, 1
    painted = photo + np.float32(0.1) * hole[..., None]
    matched = skin_matched(painted, photo, hole, body, 1 - hole)
    assert np.abs(matched[45:64] - photo[45:64]).max() < 0.02
    assert np.array_equal(matched[:12], painted[:12]) and np.array_equal(matched[64:], photo[64:])
    assert np.array_equal(matched[:30], painted[:30])
    assert np.array_equal(skin_matched(painted, photo, hole, 0 * body, 1 - hole), painted)
