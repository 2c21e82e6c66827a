"""A mask as tiles: a stroke on a large photo makes a few new tiles and shares all others with the mask before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.imaging.arrays import read_only

SIDE = 256
Pixels = NDArray[np.uint8]  # (h, w), 255 is filled


@dataclass(frozen=True)
class Box:
    """Rows `top` to `bottom` and columns `left` to `right`, without the last ones."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def empty(self) -> bool:
        return self.bottom <= self.top or self.right <= self.left

    @property
    def size(self) -> tuple[int, int]:
        """Height and width."""
        return max(0, self.bottom - self.top), max(0, self.right - self.left)

    @property
    def slices(self) -> tuple[slice, slice]:
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def within(self, other: Box) -> Box:
        return Box(
            max(self.top, other.top), max(self.left, other.left),
            min(self.bottom, other.bottom), min(self.right, other.right),
        )  # fmt: skip

    def around(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.top, other.top), min(self.left, other.left),
            max(self.bottom, other.bottom), max(self.right, other.right),
        )  # fmt: skip

    def grown(self, pixels: int) -> Box:
        return Box(self.top - pixels, self.left - pixels, self.bottom + pixels, self.right + pixels)

    def seen_from(self, other: Box) -> tuple[slice, slice]:
        """The slices that cut this box out of an array that covers `other`."""
        top, left = self.top - other.top, self.left - other.left
        return slice(top, top + self.size[0]), slice(left, left + self.size[1])


@dataclass(frozen=True, eq=False)
class Tile:
    """`pixels` (SIDE, SIDE) uint8, read-only; 0 beyond the edge of the photo."""

    pixels: Pixels


FULL = Tile(read_only(np.full((SIDE, SIDE), 255, np.uint8)))


@dataclass(frozen=True, eq=False)
class TiledMask:
    """A mask of `height` x `width` px; `tiles` row by row, None where nothing is filled."""

    height: int
    width: int
    tiles: tuple[Tile | None, ...]

    @staticmethod
    def empty(height: int, width: int) -> TiledMask:
        return TiledMask(height, width, (None,) * (-(-height // SIDE) * -(-width // SIDE)))

    @staticmethod
    def from_pixels(pixels: Pixels) -> TiledMask:
        """From a whole mask (H, W)."""
        mask = TiledMask.empty(*pixels.shape)
        return mask.with_pixels(mask.box, pixels)

    @property
    def box(self) -> Box:
        return Box(0, 0, self.height, self.width)

    @property
    def columns(self) -> int:
        return -(-self.width // SIDE)

    @property
    def any(self) -> bool:
        return any(tile is not None for tile in self.tiles)

    def tile_box(self, number: int) -> Box:
        row, column = divmod(number, self.columns)
        return Box(row * SIDE, column * SIDE, (row + 1) * SIDE, (column + 1) * SIDE)

    def touching(self, box: Box) -> Iterator[int]:
        """The numbers of the tiles under a box."""
        box = box.within(self.box)
        if not box.empty:
            for row in range(box.top // SIDE, -(-box.bottom // SIDE)):
                first = row * self.columns
                yield from range(first + box.left // SIDE, first + -(-box.right // SIDE))

    def bounds(self) -> Box:
        """The smallest box around what is filled; an empty one where nothing is."""
        found = Box(self.height, self.width, 0, 0)
        for number, tile in enumerate(self.tiles):
            if tile is not None:
                found = found.around(_filled(tile, self.tile_box(number)))
        return found.within(self.box)

    def read(self, box: Box) -> Pixels:
        """The pixels of a box, 0 beyond the edge."""
        pixels = np.zeros(box.size, np.uint8)
        for number in self.touching(box):
            tile, place = self.tiles[number], self.tile_box(number)
            if tile is not None:
                shared = place.within(box)
                pixels[shared.seen_from(box)] = tile.pixels[shared.seen_from(place)]
        return pixels

    def pixels(self) -> Pixels:
        """The whole mask, (H, W)."""
        return self.read(self.box)

    def with_pixels(self, box: Box, pixels: Pixels) -> TiledMask:
        """Other pixels in a box; tiles that stay as they were are shared."""
        return self.changed(box, lambda place, _: pixels[place.seen_from(box)])

    def changed(self, box: Box, change: Callable[[Box, Pixels], Pixels]) -> TiledMask:
        """What `change` makes of the pixels under a box, asked tile by tile with a part of the box and its old pixels."""
        tiles = list(self.tiles)
        box = box.within(self.box)
        for number in self.touching(box):
            place = self.tile_box(number)
            shared = place.within(box)
            old = tiles[number]
            before = old.pixels if old is not None else np.zeros((SIDE, SIDE), np.uint8)
            part = shared.seen_from(place)
            after = change(shared, before[part])
            if not np.array_equal(after, before[part]):
                tiles[number] = _with_part(before, part, after)
        return self if tiles == list(self.tiles) else replace(self, tiles=tuple(tiles))

    def differing(self, other: TiledMask) -> Iterator[Box]:
        """The tiles' boxes where two masks of one size are not the same."""
        for number, (one, another) in enumerate(zip(self.tiles, other.tiles, strict=True)):
            if one is not another:
                yield self.tile_box(number)

    def reduced(self, box: Box, level: int) -> Pixels:
        """A box whose corners are multiples of 2**level px, at 1 / 2**level of its size (area mean)."""
        side = SIDE >> level
        pixels = np.zeros((box.size[0] >> level, box.size[1] >> level), np.uint8)
        small = Box(box.top >> level, box.left >> level, box.bottom >> level, box.right >> level)
        for number in self.touching(box):
            tile = self.tiles[number]
            if tile is not None:
                row, column = divmod(number, self.columns)
                place = Box(row * side, column * side, (row + 1) * side, (column + 1) * side)
                shared = place.within(small)
                pixels[shared.seen_from(small)] = _smaller(tile, level)[shared.seen_from(place)]
        return pixels


def _with_part(before: Pixels, part: tuple[slice, slice], after: Pixels) -> Tile | None:
    pixels = before.copy()
    pixels[part] = after
    if not pixels.any():
        return None
    return FULL if pixels.min() == 255 else Tile(read_only(pixels))


@lru_cache(maxsize=2048)
def _smaller(tile: Tile, level: int) -> Pixels:
    side = SIDE >> level
    return read_only(_area_mean(tile.pixels, (side, side)))


@lru_cache(maxsize=4096)
def _filled(tile: Tile, place: Box) -> Box:
    rows, columns = (np.flatnonzero(tile.pixels.any(axis=axis)) for axis in (1, 0))
    return Box(
        place.top + int(rows[0]), place.left + int(columns[0]), place.top + int(rows[-1]) + 1,
        place.left + int(columns[-1]) + 1,
    )  # fmt: skip


def _area_mean(pixels: NDArray[Any], size: tuple[int, int]) -> Pixels:
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
