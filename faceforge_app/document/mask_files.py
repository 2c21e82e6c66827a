"""Masks as pictures: white is what is filled."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from engines.errors import InputError
from engines.imaging.io import encode_samples, read_image, write_atomically
from faceforge_app.document.photo import PhotoGround
from faceforge_app.document.tiles import Pixels, TiledMask

MOSTLY = 0.5  # a mask that fills more than this share of a photo is probably meant the other way round


def read_mask(path: Path, ground: PhotoGround) -> Pixels:
    """The mask in a picture, (H, W), white as 255. Raises `EngineError` for a picture of another size than the photo's."""
    picture = read_image(path).image
    height, width = picture.shape[:2]
    if (height, width) != (ground.height, ground.width):
        raise InputError(
            f"{path.name} has {width} × {height} pixels and the photo {ground.width} × {ground.height}. "
            "Make a mask of the photo's size."
        )
    return np.asarray(Image.fromarray(picture).convert("L"), np.uint8)


def looks_inverted(pixels: Pixels) -> bool:
    return bool((pixels > 127).mean() > MOSTLY)


def write_mask(path: Path, mask: TiledMask) -> None:
    """White for what is filled, as an 8-bit grey picture. Raises `ImageFileError`."""
    write_atomically(path, encode_samples(mask.pixels()[..., None], path.suffix, label=None))
