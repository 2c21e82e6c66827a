"""What an engine saw on its way, as pictures that people can look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.face.parsing.classes import CLASS_COUNT, colour_map
from engines.imaging.arrays import ByteImage, FloatImage, to_bytes

TITLES = {
    "canvas": "Canvas",
    "confidence": "Confidence",
    "copied": "Copied",
    "cover": "Cover",
    "face": "Face",
    "invented": "Invented",
    "light_ratio": "Light ratio (grey: none)",
    "mirror_points": "Where it was copied from",
    "parsing": "Parsing of the photo to be",
    "sketch": "The sketch as it was read",
    "sketch_parsing": "Parsing of the sketch",
    "stage_one": "Copied, before inventing",
    "warped_mirror": "Warped mirror",
}
OF_SKETCHES = {"stage_one": "First stage"}  # words that mean another thing where a sketch becomes a photo
LABELS = ("parsing", "sketch_parsing")  # classes, shown in their colours
RATIOS = ("light_ratio",)  # around 1, which is shown as middle grey


def extra_title(name: str, engine_id: str = "") -> str:
    own = OF_SKETCHES if engine_id == "sketch" else {}
    return own.get(name) or TITLES.get(name, name.replace("_", " ").capitalize())


def shown_extras(extras: Mapping[str, NDArray[Any]]) -> dict[str, ByteImage]:
    """Those extras that are pictures or maps, as (H, W, 3) pictures by name."""
    pictures = {name: _picture(name, values) for name, values in extras.items()}
    return {name: picture for name, picture in pictures.items() if picture is not None}


def _picture(name: str, values: NDArray[Any]) -> ByteImage | None:
    """Maps in grey, pictures as they are, points as red (x) and green (y)."""
    if values.ndim not in (2, 3) or not values.size or not np.isfinite(values).all():
        return None
    if name in LABELS and values.ndim == 2:
        return colour_map(np.clip(values, 0, CLASS_COUNT - 1).astype(np.uint8))
    if values.dtype == np.uint8:
        values = values.astype(np.float32) / 255
    channels = values[..., None] if values.ndim == 2 else values
    if channels.shape[2] == 1:
        return _bytes(np.repeat(channels, 3, axis=2))
    if channels.shape[2] == 2:
        return _bytes(np.concatenate([channels, np.full_like(channels[..., :1], 0.5)], axis=2))
    return _bytes(channels / 2 if name in RATIOS else channels) if channels.shape[2] == 3 else None


def _bytes(values: NDArray[Any]) -> ByteImage:
    picture: FloatImage = values.astype(np.float32)
    return to_bytes(picture)
