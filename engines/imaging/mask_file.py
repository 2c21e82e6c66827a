"""Masks as files: white is what is filled."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engines.errors import InputError
from engines.imaging.arrays import Mask
from engines.imaging.io import encode_samples, write_atomically
from engines.imaging.photo_file import PhotoFile, decode_photo_file, read_photo_file

MOSTLY = 0.5  # a mask that fills more than this share of a photo is probably meant the other way round


def read_mask(path: Path, size: tuple[int, int]) -> Mask:
    """The mask in a picture, (H, W) in [0, 1], for a photo of `size` (width, height). White is 1; transparent areas count as black.

    Raises `ImageFileError` for what is no picture, `InputError` for one of another size.
    """
    return _mask(read_photo_file(path), path.name, size)


def decode_mask(data: bytes, name: str, size: tuple[int, int]) -> Mask:
    """The same as `read_mask` for the bytes of a picture; `name` is used in messages."""
    return _mask(decode_photo_file(data, name), name, size)


def _mask(file: PhotoFile, name: str, size: tuple[int, int]) -> Mask:
    if file.size != size:
        raise InputError(
            f"{name} is {file.size[0]} × {file.size[1]} pixels and the photo {size[0]} × {size[1]}. "
            "Make a mask of the photo's size, upright as the photo is shown."
        )
    samples = file.samples
    white = np.float32(np.iinfo(samples.dtype).max)
    grey = samples[..., : min(samples.shape[2], 3)].mean(axis=2, dtype=np.float32) / white
    if samples.shape[2] == 4:
        grey = grey * (samples[..., 3] / white)
    mask: Mask = np.clip(grey, 0, 1).astype(np.float32)
    return mask


def looks_inverted(mask: Mask | NDArray[np.uint8]) -> bool:
    """Whether most of a mask, in [0, 1] or 0..255, is white, so that black may be what was meant."""
    middle = 127.5 if mask.dtype == np.uint8 else 0.5
    return bool((mask > middle).mean() > MOSTLY)


def write_mask(path: Path, pixels: NDArray[np.uint8]) -> None:
    """Write a mask (H, W), 255 for what is filled, as an 8-bit grey picture. Raises `ImageFileError`."""
    write_atomically(path, encode_samples(pixels[..., None], path.suffix, label=None))
