"""Results: what runs have made, newest first, until the user throws them away."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from engines.imaging.arrays import ByteImage, read_only, to_bytes
from engines.requests import Result
from faceforge_app.document.document import Document

THUMBNAIL_PX = 96


@dataclass(frozen=True, eq=False)
class ResultEntry:
    """One run's variants, (S, S, 3) uint8 read-only each. `made_from` is the document that the request was built from."""

    engine_id: str
    images: tuple[ByteImage, ...]
    thumbnails: tuple[ByteImage, ...]
    made_from: Document
    recipe: dict[str, Any] = field(default_factory=dict)
    timings_ms: dict[str, float] = field(default_factory=dict)
    starred: bool = False
    note: str = ""
    id: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def thumbnail(self) -> ByteImage:
        return self.thumbnails[0]

    def variant_recipe(self, variant: int) -> dict[str, Any]:
        """The recipe of one of the pictures."""
        return {**self.recipe, "variant": variant}


def result_entry(engine_id: str, result: Result, made_from: Document) -> ResultEntry:
    images = tuple(read_only(to_bytes(image)) for image in result.images)
    return ResultEntry(
        engine_id, images, thumbnails_of(images), made_from, dict(result.recipe), dict(result.timings_ms)
    )


def thumbnails_of(images: tuple[ByteImage, ...]) -> tuple[ByteImage, ...]:
    return tuple(_thumbnail(image) for image in images)


def _thumbnail(image: ByteImage) -> ByteImage:
    small = cv2.resize(image, (THUMBNAIL_PX, THUMBNAIL_PX), interpolation=cv2.INTER_AREA)
    return read_only(np.asarray(small, np.uint8))
