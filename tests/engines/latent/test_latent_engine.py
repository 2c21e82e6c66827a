"""Photos with holes, and faces of nobody."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from engines.errors import Cancelled, InputError
from engines.imaging.arrays import check_image
from engines.latent.engine import LatentEngine
from engines.latent.network import LatentConfig
from engines.latent.options import LatentOptions
from engines.latent.paper import PaperConfig
from engines.requests import CompletionRequest, SampleRequest
from engines.run_context import RunContext
from tests.engines.latent.networks import PHOTO_PX, engine, mouth_hole, photo

QUICK = LatentOptions(variants=2, steps=3, starts=20)


@pytest.fixture(scope="module")
def latent(tmp_path_factory: pytest.TempPathFactory) -> LatentEngine:
    return engine(tmp_path_factory.mktemp("weights"))


def request(size: int = PHOTO_PX) -> CompletionRequest:
    return CompletionRequest(photo(size), mouth_hole(size))


@pytest.mark.parametrize("blend", ["none", "colour", "poisson"])
@pytest.mark.parametrize("size", [PHOTO_PX, 200])
def test_only_the_hole_changes(latent: LatentEngine, blend: str, size: int) -> None:
    options = LatentOptions(variants=2, steps=3, blend=blend)
    asked = request(size)
    result = latent.run(asked, options, RunContext())
    for image in result.images:
        check_image(image)
        assert np.array_equal(image[asked.mask == 0], asked.image[asked.mask == 0])
        assert not np.array_equal(image[asked.mask > 0], asked.image[asked.mask > 0])
    assert not np.array_equal(*result.images)


def test_random_holes_leave_the_rest_alone(latent: LatentEngine) -> None:
    rng = np.random.default_rng(3)
    for size in (33, 70, 129):
        noise = cv2.GaussianBlur(rng.random((size, size)).astype(np.float32), (0, 0), size / 12)
        mask = np.clip((noise - np.quantile(noise, 0.7)) * 40, 0, 1).astype(np.float32)
        result = latent.run(CompletionRequest(photo(size), mask), QUICK, RunContext())
        assert all(np.array_equal(image[mask == 0], photo(size)[mask == 0]) for image in result.images)


def test_what_lies_beside_the_square_continues_its_surroundings(latent: LatentEngine) -> None:
    mask = mouth_hole()
    mask[2:6, 2:6] = 1
    result = latent.run(CompletionRequest(photo(), mask), QUICK, RunContext())
    assert np.abs(result.images[0][2:6, 2:6] - photo()[2:6, 2:6]).max() < 0.1


def test_better_answers_come_first_and_the_extras_say_how_they_were_found(latent: LatentEngine) -> None:
    result = latent.run(request(), QUICK, RunContext())
    losses = result.recipe["losses"]
    assert losses == sorted(losses)
    assert result.extras["loss"].shape == (4, 2)
    assert np.allclose(result.extras["loss"].min(axis=0), losses)
    assert result.extras["latents"].shape == (2, 12)
    assert np.abs(result.extras["latents"]).max() <= 1
    assert result.extras["generated"].shape == result.extras["start"].shape == (32, 32, 3)
    assert result.extras["doubt"].max() > 0


@pytest.mark.parametrize(
    "options",
    [
        LatentOptions(variants=2, steps=3, start="random", starts=60),
        LatentOptions(variants=2, steps=3, search="published", start="random", starts=60),
        LatentOptions(variants=2, steps=3, search="sampling"),
    ],
)
def test_each_search_reports_every_step_and_measures_its_loss(latent: LatentEngine, options: LatentOptions) -> None:
    reports: list[tuple[int, int]] = []
    measured: list[tuple[int, float]] = []
    context = RunContext(lambda done, total, _: reports.append((done, total)), lambda *m: measured.append(m))
    latent.run(request(), options, context)
    assert [step for step, _ in measured] == [0, 1, 2, 3]
    values = [loss for _, loss in measured]
    assert values == sorted(values, reverse=True)
    done = [d for d, _ in reports]
    assert done == sorted(done) and reports[-1][0] == reports[-1][1]


def test_a_search_stops_at_the_step_in_which_it_is_cancelled(latent: LatentEngine) -> None:
    reports: list[int] = []
    context = RunContext(
        lambda done, _total, _preview: (reports.append(done), context.cancel() if done == 2 else None)[0]
    )
    with pytest.raises(Cancelled):
        latent.run(request(), LatentOptions(variants=1, steps=500), context)
    assert reports[-1] == 2


def test_holes_that_cannot_be_filled_are_refused_with_advice(latent: LatentEngine) -> None:
    empty, beside, whole = np.zeros((64, 64), np.float32), np.zeros((64, 64), np.float32), np.ones((64, 64), np.float32)
    beside[:6, :6] = 1
    for mask, word in ((empty, "Nothing"), (beside, "beside"), (whole, "whole")):
        with pytest.raises(InputError, match=word):
            latent.run(CompletionRequest(photo(), mask), QUICK, RunContext())
    with pytest.raises(InputError, match="not square"):
        latent.run(CompletionRequest(photo()[:40], mouth_hole()[:40]), QUICK, RunContext())


def test_drawn_faces_come_from_the_seed(latent: LatentEngine) -> None:
    first, again, other = (latent.run(SampleRequest(5), LatentOptions(seed=s), RunContext()) for s in (3, 3, 4))
    assert len(first.images) == 5 and first.extras["crops"].shape == (5, 32, 32, 3)
    assert np.array_equal(first.extras["latents"], again.extras["latents"])
    assert all(np.array_equal(a, b) for a, b in zip(first.images, again.images, strict=True))
    assert not np.array_equal(first.extras["latents"], other.extras["latents"])
    for image in first.images:
        check_image(image)


def test_the_first_faces_do_not_depend_on_how_many_are_drawn(latent: LatentEngine) -> None:
    few, many = (latent.run(SampleRequest(n), LatentOptions(), RunContext()).extras["latents"] for n in (2, 6))
    assert np.array_equal(few, many[:2])


def test_less_variety_keeps_faces_closer_together(latent: LatentEngine) -> None:
    wide, narrow = (
        latent.run(SampleRequest(8), LatentOptions(variety=v), RunContext()).extras["crops"].std(axis=0).mean()
        for v in (1.0, 0.2)
    )
    assert narrow < wide


def test_the_way_between_two_faces_begins_and_ends_at_them(latent: LatentEngine) -> None:
    ends = latent.run(SampleRequest(2), LatentOptions(), RunContext()).extras
    way = latent.run(
        SampleRequest(ends=tuple(ends["latents"]), shares=(0.0, 0.5, 1.0)), LatentOptions(), RunContext()
    ).extras
    assert np.allclose(way["crops"][0], ends["crops"][0], atol=1e-5)
    assert np.allclose(way["crops"][2], ends["crops"][1], atol=1e-5)
    lengths = np.linalg.norm(way["latents"], axis=1)
    assert lengths[1] > 0.9 * min(lengths[0], lengths[2])


def test_a_photo_can_be_an_end_and_its_recipe_does_not_hold_it(latent: LatentEngine) -> None:
    face = latent.run(SampleRequest(1), LatentOptions(), RunContext()).extras["latents"][0]
    result = latent.run(SampleRequest(ends=(photo(), face), shares=(0.3,)), LatentOptions(), RunContext())
    assert result.recipe["ends"][0] == "photo"
    assert len(result.images) == 1


def test_offsets_move_faces_along_the_directions(latent: LatentEngine) -> None:
    still, moved = (
        latent.run(SampleRequest(1, offsets=offsets), LatentOptions(), RunContext()).extras
        for offsets in ((), (0.0, 1.5))
    )
    step = latent.network.directions[1].numpy() * 1.5
    assert np.allclose(moved["latents"][0], np.clip(still["latents"][0] + step, -1, 1), atol=1e-6)
    assert np.abs(moved["latents"]).max() <= 1


@pytest.mark.parametrize(
    "asked",
    [SampleRequest(0), SampleRequest(1000), SampleRequest(ends=(np.zeros(3, np.float32),)), SampleRequest(offsets=(99.0,)),
     SampleRequest(offsets=(0.0,) * 9), SampleRequest(ends=(np.zeros(12, np.float32),) * 3)],
)  # fmt: skip
def test_requests_that_make_no_sense_are_refused(latent: LatentEngine, asked: SampleRequest) -> None:
    with pytest.raises(InputError):
        latent.run(asked, LatentOptions(), RunContext())


def test_published_networks_complete_and_draw_without_an_encoder(tmp_path: Path) -> None:
    config = LatentConfig(network="paper", crop="paper", paper=PaperConfig(small=True, no_dense=True))
    published = engine(tmp_path, config)
    options = LatentOptions(variants=1, steps=2, starts=5)
    assert len(published.run(request(), options, RunContext()).images) == 1
    assert len(published.run(SampleRequest(2), options, RunContext()).images) == 2
    with pytest.raises(InputError, match="cannot read a photo"):
        published.run(SampleRequest(ends=(photo(),)), options, RunContext())
