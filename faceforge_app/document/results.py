"""Results: what runs have made, newest first, until the user throws them away."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.imaging.arrays import ByteImage, read_only, to_bytes
from engines.requests import Result
from faceforge_app.document.document import Document
from faceforge_app.document.extras import shown_extras

THUMBNAIL_PX = 96
MAPS = (
    "copied",
    "parsing",
    "hair",
    "background",
)  # the extras of an engine that are kept: shares of origins and areas, classes
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class ResultEntry:
    """One run's variants, (S, S, 3) uint8 read-only each. `made_from` is the document that the request was built from.

    `views` are what the engine saw on its way to the first variant, (h, w, 3) uint8 each; they are not kept in project files.
    `numbers` are the variants' numbers in their run, which stay when others are thrown away; `starred` holds such numbers.
    `maps`, (S, S) uint8 each, are what the engine says of the first variant's pixels: how far they are copied, their class.
    """

    engine_id: str
    images: tuple[ByteImage, ...]
    thumbnails: tuple[ByteImage, ...]
    numbers: tuple[int, ...]
    made_from: Document
    recipe: dict[str, Any] = field(default_factory=dict)
    timings_ms: dict[str, float] = field(default_factory=dict)
    starred: tuple[int, ...] = ()
    note: str = ""
    views: dict[str, ByteImage] = field(default_factory=dict)
    maps: dict[str, NDArray[np.uint8]] = field(default_factory=dict)
    id: str = field(default_factory=lambda: uuid.uuid4().hex)

    def picture(self, variant: int) -> ByteImage:
        """Raises `ValueError` for a variant that is not there."""
        return self.images[self.numbers.index(variant)]

    def variant_recipe(self, variant: int) -> dict[str, Any]:
        """The recipe of one of the pictures."""
        return {**self.recipe, "variant": variant}

    def with_star(self, variant: int, starred: bool) -> ResultEntry:
        others = tuple(number for number in self.starred if number != variant)
        return replace(self, starred=(*others, variant) if starred else others)

    def without(self, variant: int) -> ResultEntry:
        place = self.numbers.index(variant)

        def shorter(values: tuple[T, ...]) -> tuple[T, ...]:
            return (*values[:place], *values[place + 1 :])

        fewer = replace(
            self, images=shorter(self.images), thumbnails=shorter(self.thumbnails), numbers=shorter(self.numbers)
        )
        return fewer.with_star(variant, False)


@dataclass(frozen=True)
class ResultFilter:
    """Which results are shown: those of one engine (all: empty), and perhaps only the starred ones."""

    engine_id: str = ""
    starred: bool = False

    def shows(self, entry: ResultEntry, variant: int) -> bool:
        return self.engine_id in ("", entry.engine_id) and (not self.starred or variant in entry.starred)


def result_entry(engine_id: str, result: Result, made_from: Document) -> ResultEntry:
    images = byte_images(result)
    return ResultEntry(
        engine_id, images, thumbnails_of(images), tuple(range(len(images))), made_from, dict(result.recipe),
        dict(result.timings_ms), maps={name: _map(result.extras[name]) for name in MAPS if name in result.extras},
        views={name: read_only(view) for name, view in shown_extras(result.extras).items()},
    )  # fmt: skip


def _map(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Shares in 255 steps; classes, which are uint8 already, as they are."""
    return read_only(values.copy() if values.dtype == np.uint8 else to_bytes(values))


def byte_images(result: Result) -> tuple[ByteImage, ...]:
    """The pictures of an engine's answer as they are kept, (S, S, 3) uint8 read-only."""
    return tuple(read_only(to_bytes(image)) for image in result.images)


def within_limit(
    results: tuple[ResultEntry, ...], limit_bytes: float, size_of: Callable[[ByteImage], int]
) -> tuple[ResultEntry, ...]:
    """The results that stay: pictures without a star are left out, the oldest first, until the others fit.

    The newest run and what is starred always stay.
    """
    excess = sum(size_of(image) for entry in results for image in entry.images) - limit_bytes
    kept = list(results)
    for place in range(len(results) - 1, 0, -1):
        for number in results[place].numbers:
            if excess > 0 and number not in results[place].starred:
                excess -= size_of(results[place].picture(number))
                kept[place] = kept[place].without(number)
    return tuple(entry for entry in kept if entry.images)


def count_variants(results: tuple[ResultEntry, ...]) -> int:
    return sum(len(entry.images) for entry in results)


def thumbnails_of(images: tuple[ByteImage, ...]) -> tuple[ByteImage, ...]:
    return tuple(_thumbnail(image) for image in images)


def _thumbnail(image: ByteImage) -> ByteImage:
    small = cv2.resize(image, (THUMBNAIL_PX, THUMBNAIL_PX), interpolation=cv2.INTER_AREA)
    return read_only(np.asarray(small, np.uint8))
