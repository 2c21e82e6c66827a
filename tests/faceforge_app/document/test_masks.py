"""Masks: tiles behave as one array, and share what did not change."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faceforge_app.document import masks
from faceforge_app.document.masks import Area, Dab, How
from faceforge_app.document.tiles import FULL, SIDE, Box, TiledMask

HEIGHT, WIDTH = 300, 700


def noise(seed: int, height: int = HEIGHT, width: int = WIDTH) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width), np.uint8)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    top, left = draw(st.integers(-20, HEIGHT)), draw(st.integers(-20, WIDTH))
    return Box(top, left, top + draw(st.integers(1, 400)), left + draw(st.integers(1, 400)))


@settings(max_examples=40, deadline=None)
@given(boxes(), st.sampled_from(How), st.integers(0, 9))
def test_tiles_do_what_one_array_would_do(box: Box, how: How, seed: int) -> None:
    before, area = noise(seed), Area(box, noise(seed + 1, *box.size))
    whole = np.zeros_like(before)
    inside = box.within(Box(0, 0, HEIGHT, WIDTH))
    if not inside.empty:
        whole[inside.slices] = area.pixels[inside.seen_from(box)]
    expected = {
        How.ADD: np.maximum(before, whole), How.SUBTRACT: np.minimum(before, 255 - whole),
        How.INTERSECT: np.minimum(before, whole),
    }[how]  # fmt: skip
    made = masks.combined(TiledMask.from_pixels(before), area, how)
    assert np.array_equal(made.pixels(), expected)
    assert np.array_equal(made.read(box), padded(expected, box))


def padded(pixels: np.ndarray, box: Box) -> np.ndarray:
    room = np.zeros(box.size, np.uint8)
    inside = box.within(Box(0, 0, *pixels.shape))
    if not inside.empty:
        room[inside.seen_from(box)] = pixels[inside.slices]
    return room


def test_an_edit_shares_the_tiles_it_did_not_touch() -> None:
    before = TiledMask.from_pixels(noise(1))
    after = masks.combined(before, Area(Box(10, 10, 20, 20), np.full((10, 10), 255, np.uint8)), How.ADD)
    assert [box.top for box in after.differing(before)] == [0]
    assert all(one is other for one, other in zip(after.tiles[1:], before.tiles[1:], strict=True))
    assert masks.combined(after, Area(Box(10, 10, 20, 20), np.full((10, 10), 255, np.uint8)), How.ADD) is after


def test_full_and_empty_tiles_take_no_memory() -> None:
    mask = masks.inverted(TiledMask.empty(4 * SIDE, 3 * SIDE))
    assert set(mask.tiles) == {FULL}
    assert not masks.inverted(mask).any
    assert not masks.cleared(mask).any


def test_the_bounds_are_those_of_what_is_filled() -> None:
    pixels = np.zeros((HEIGHT, WIDTH), np.uint8)
    pixels[250:260, 130:600] = 9
    assert TiledMask.from_pixels(pixels).bounds() == Box(250, 130, 260, 600)
    assert TiledMask.empty(HEIGHT, WIDTH).bounds().empty


def test_reduced_masks_are_area_means() -> None:
    pixels = np.kron(noise(3, 75, 175), np.ones((4, 4), np.uint8))
    reduced = TiledMask.from_pixels(pixels).reduced(Box(0, 0, 300, 700), 2)
    assert np.array_equal(reduced, noise(3, 75, 175))


def test_a_hard_brush_is_a_disc_and_a_soft_one_fades() -> None:
    hard = masks.stroke(Dab(50, 50, 20), Dab(50, 50, 20))
    assert (hard.pixels > 127).sum() == pytest.approx(np.pi * 20**2, rel=0.02)
    soft = masks.stroke(Dab(50, 50, 20, 0.0), Dab(50, 50, 20, 0.0))
    row = soft.pixels[soft.pixels.shape[0] // 2].astype(int)
    assert row.max() > 240
    assert (np.diff(row[: len(row) // 2]) > 0).mean() > 0 and np.abs(np.diff(row)).max() < 20


def test_a_stroke_joins_its_dabs() -> None:
    area = masks.stroke(Dab(10, 30, 5), Dab(200, 30, 5))
    middle = area.pixels[30 - area.box.top]
    assert (middle[10 - area.box.left : 200 - area.box.left] == 255).all()


def test_a_polygon_covers_its_inside() -> None:
    area = masks.polygon(np.array([[10.0, 10], [60, 10], [60, 40], [10, 40]]), Box(0, 0, 100, 100))
    assert area.pixels.sum() / 255 == pytest.approx(50 * 30, rel=0.08)
    assert masks.polygon(np.array([[-50.0, -50], [-10, -50], [-10, -10]]), Box(0, 0, 100, 100)).box.empty


@pytest.mark.parametrize("pixels", [4, 40])
def test_growing_and_shrinking_move_the_edge(pixels: int) -> None:
    square = np.zeros((HEIGHT, WIDTH), np.uint8)
    square[100:200, 250:350] = 255
    mask = TiledMask.from_pixels(square)
    assert masks.grown(mask, pixels).bounds() == Box(100 - pixels, 250 - pixels, 200 + pixels, 350 + pixels)
    assert masks.grown(mask, -pixels).bounds() == Box(100 + pixels, 250 + pixels, 200 - pixels, 350 - pixels)


def test_feathering_keeps_the_half_where_the_edge_was() -> None:
    half = np.zeros((HEIGHT, WIDTH), np.uint8)
    half[:, :350] = 255
    soft = masks.feathered(TiledMask.from_pixels(half), 20).pixels().astype(int)
    assert soft[150, 349] == pytest.approx(128, abs=10)
    assert soft[150, 340] - soft[150, 349] > 10 and soft[150, 300] == 255 and soft[150, 400] == 0
