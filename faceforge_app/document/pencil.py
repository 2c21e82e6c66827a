"""What pencil, eraser, smudge and class brush do to tiles. Plain functions, in pixels of the tiles.

A stroke is kept as what was there before it and where it has been (its cover): going over a place within one stroke does nothing, a
second stroke makes it darker, as a pencil does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise

import numpy as np

from faceforge_app.document.masks import Area, Dab, How, combined, stroke
from faceforge_app.document.tiles import Box, Pixels, TiledMask

SMUDGE_STRENGTH = 0.75
STEP_PX = 3.0  # a curve is drawn in pieces about this long
MOST_STEPS = 24
Blend = Callable[[Pixels, Pixels], Pixels]  # what was there before, the stroke's cover


@dataclass(frozen=True, eq=False)
class Stroke:
    """`before` is what was drawn on, `cover` where the stroke has been; it has been drawn up to `at`, the pointer is at `tip`."""

    before: TiledMask
    cover: TiledMask
    at: Dab
    tip: Dab


def begun(before: TiledMask, tip: Dab) -> Stroke:
    return Stroke(before, TiledMask.empty(before.height, before.width), tip, tip)


def curve(start: Dab, control: Dab, end: Dab) -> list[Dab]:
    """A smooth way from `start` towards `control` and on to `end` (quadratic Bézier), in short straight pieces."""
    length = math.hypot(control.x - start.x, control.y - start.y) + math.hypot(end.x - control.x, end.y - control.y)
    steps = min(max(1, round(length / STEP_PX)), MOST_STEPS)
    return [_on_curve(start, control, end, step / steps) for step in range(steps + 1)]


def _on_curve(start: Dab, control: Dab, end: Dab, t: float) -> Dab:
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
    return Dab(
        a * start.x + b * control.x + c * end.x, a * start.y + b * control.y + c * end.y,
        start.radius + (end.radius - start.radius) * t, end.hardness,
    )  # fmt: skip


def middle(one: Dab, other: Dab) -> Dab:
    return Dab(
        (one.x + other.x) / 2, (one.y + other.y) / 2, (one.radius + other.radius) / 2, other.hardness
    )  # fmt: skip


def drawn(ink: TiledMask, stroke_: Stroke, way: list[Dab], blend: Blend, strength: float) -> tuple[TiledMask, Stroke]:
    """The ink with a stroke drawn on along a way, as dark as `strength` allows, and the stroke as it is then."""
    areas = [_dimmed(stroke(one, other), strength) for one, other in pairwise([*way, way[-1]])]
    cover = reduce(lambda mask, area: combined(mask, area, How.ADD), areas, stroke_.cover)
    box = reduce(Box.around, (area.box for area in areas))
    ink = ink.changed(box, lambda place, _: blend(stroke_.before.read(place), cover.read(place)))
    return ink, replace(stroke_, cover=cover)


def _dimmed(area: Area, strength: float) -> Area:
    return Area(area.box, np.rint(area.pixels * np.float32(strength)).astype(np.uint8))


def pencilled(before: Pixels, cover: Pixels) -> Pixels:
    """Darker where the pencil has been."""
    left = (255 - before.astype(np.uint16)) * (255 - cover.astype(np.uint16))
    return (255 - (left + 127) // 255).astype(np.uint8)


def erased(before: Pixels, cover: Pixels) -> Pixels:
    """Paper where the eraser has been."""
    return ((before.astype(np.uint16) * (255 - cover.astype(np.uint16)) + 127) // 255).astype(np.uint8)


def labelled(label: int) -> Blend:
    """A class where the brush has been, with a hard edge."""

    def blend(before: Pixels, cover: Pixels) -> Pixels:
        return np.where(cover > 127, np.uint8(label), before)

    return blend


def smudged(ink: TiledMask, way: Iterable[Dab], carried: Pixels | None) -> tuple[TiledMask, Pixels | None]:
    """The ink with what a finger drags along a way, and what still sticks to the finger."""
    dabs = list(_spaced(way))
    boxes = [_around(dab) for dab in dabs]
    whole = reduce(Box.around, boxes)
    pixels = ink.read(whole).astype(np.float32)
    finger = None if carried is None or carried.shape != boxes[0].size else carried.astype(np.float32)
    for dab, box in zip(dabs, boxes, strict=True):
        under = pixels[box.seen_from(whole)]
        if finger is None:
            finger = under.copy()
        weight = _soft_disc(dab.radius, box.size[0]) * np.float32(SMUDGE_STRENGTH)
        under += (finger - under) * weight
        finger = under.copy()
    changed = ink.with_pixels(whole, np.rint(np.clip(pixels, 0, 255)).astype(np.uint8))
    return changed, None if finger is None else np.rint(finger).astype(np.uint8)


def _spaced(way: Iterable[Dab]) -> Iterable[Dab]:
    """Places a third of the radius apart, all of the first one's size."""
    dabs = list(way)
    radius = dabs[0].radius
    for one, other in pairwise(dabs):
        count = max(1, math.ceil(math.hypot(other.x - one.x, other.y - one.y) / max(1.0, radius / 3)))
        for step in range(count):
            share = step / count
            yield replace(one, x=one.x + (other.x - one.x) * share, y=one.y + (other.y - one.y) * share, radius=radius)
    yield replace(dabs[-1], radius=radius)


def _around(dab: Dab) -> Box:
    reach = math.ceil(dab.radius)
    row, column = math.floor(dab.y), math.floor(dab.x)
    return Box(row - reach, column - reach, row + reach + 1, column + reach + 1)


def _soft_disc(radius: float, side: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    offsets = np.arange(side, dtype=np.float32) - side // 2
    distance = np.hypot(offsets[:, None], offsets[None])
    return np.clip(1 - distance / np.float32(max(radius, 1)), 0, 1).astype(np.float32)
