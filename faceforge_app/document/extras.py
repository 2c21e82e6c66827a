"""What an engine saw on its way, as pictures that people can look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    "stage_one": "Copied, before inventing",
    "warped_mirror": "Warped mirror",
}
RATIOS = ("light_ratio",)  # around 1, which is shown as middle grey


def extra_title(name: str) -> str:
    return TITLES.get(name, name.replace("_", " ").capitalize())


def shown_extras(extras: Mapping[str, NDArray[Any]]) -> dict[str, ByteImage]:
    """Those extras that are pictures or maps, as (H, W, 3) pictures by name."""
    pictures = {name: _picture(name, values) for name, values in extras.items()}
    return {name: picture for name, picture in pictures.items() if picture is not None}


def _picture(name: str, values: NDArray[Any]) -> ByteImage | None:
    """Maps in grey, pictures as they are, points as red (x) and green (y)."""
    if values.ndim not in (2, 3) or not values.size or not np.isfinite(values).all():
        return None
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
