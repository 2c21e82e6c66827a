"""Strokes on tiles: what pencil, rubber, smudge and class brush leave behind, and what they share."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from faceforge_app.document import pencil
from faceforge_app.document.masks import Dab
from faceforge_app.document.tiles import Box, TiledMask

SIDE = 600


def blank(value: int = 0) -> TiledMask:
    return TiledMask.from_pixels(np.full((SIDE, SIDE), value, np.uint8))


def line(ink: TiledMask, blend: pencil.Blend = pencil.pencilled, strength: float = 1.0, y: float = 100.0) -> TiledMask:
    way = [Dab(50, y, 5, 0.5), Dab(150, y, 5, 0.5)]
    return pencil.drawn(ink, pencil.begun(ink, way[0]), way, blend, strength)[0]


def test_a_line_is_dark_along_its_way_and_nowhere_else() -> None:
    pixels = line(blank()).pixels()
    assert (pixels[99:101, 52:148] == 255).all()
    assert pixels[110:].max() == 0 and pixels[:, :44].max() == 0 and pixels[:, 157:].max() == 0


def test_a_stroke_is_even_where_it_crosses_itself_and_a_second_one_makes_it_darker() -> None:
    there, back = Dab(50, 100, 5, 0.5), Dab(150, 100, 5, 0.5)
    ink = blank()
    once, stroke = pencil.drawn(ink, pencil.begun(ink, there), [there, back], pencil.pencilled, 0.5)
    again, _ = pencil.drawn(once, stroke, [back, there], pencil.pencilled, 0.5)
    assert again.pixels()[100, 100] == 128
    assert int(line(once, strength=0.5).pixels()[100, 100]) == pytest.approx(191, abs=1)


def test_tiles_that_a_stroke_does_not_touch_are_shared() -> None:
    ink = line(blank())
    after = line(ink, y=400.0)
    assert [one is other for one, other in zip(ink.tiles, after.tiles, strict=True)].count(False) == 1


def test_the_rubber_leaves_paper() -> None:
    rubbed = line(line(blank()), pencil.erased)
    assert rubbed.pixels()[99:101, 52:148].max() == 0
    assert line(blank(200), pencil.erased).pixels()[300, 300] == 200


def test_a_class_is_painted_with_a_hard_edge() -> None:
    labels = line(blank(1), pencil.labelled(7)).pixels()
    assert set(np.unique(labels)) == {1, 7}
    assert labels[100, 100] == 7 and labels[200, 200] == 1


def test_smudging_drags_what_is_dark_along() -> None:
    ink = blank().with_pixels(Box(80, 80, 120, 100), np.full((40, 20), 255, np.uint8))
    way = [Dab(90, 100, 15, 0.5), Dab(130, 100, 15, 0.5)]
    after, finger = pencil.smudged(ink, way, None)
    assert after.pixels()[100, 110] > 60 and ink.pixels()[100, 110] == 0
    assert finger is not None and after.pixels()[100, 170] == 0
    same, _ = pencil.smudged(blank(), way, None)
    assert same.pixels().max() == 0


def test_a_curve_begins_and_ends_where_it_should_and_bends_towards_its_control() -> None:
    way = pencil.curve(Dab(0, 0, 2), Dab(50, 50, 2), Dab(100, 0, 4))
    assert (way[0].x, way[0].y, way[-1].x, way[-1].y, way[-1].radius) == (0, 0, 100, 0, 4)
    assert max(dab.y for dab in way) == pytest.approx(25, abs=1)
    steps = [np.hypot(b.x - a.x, b.y - a.y) for a, b in itertools.pairwise(way)]
    assert max(steps) < 10


def test_strokes_reach_beyond_the_sheet() -> None:
    ink = blank()
    start = Dab(-30, 10, 5, 0.5)
    drawn, _ = pencil.drawn(ink, pencil.begun(ink, start), [start, replace(start, x=20.0)], pencil.pencilled, 1.0)
    assert drawn.pixels()[10, 5] == 255
    smeared, _ = pencil.smudged(drawn, [start, replace(start, x=20.0)], None)
    assert smeared.height == SIDE
