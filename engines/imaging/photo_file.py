"""A photo as its file holds it: bit depth, colour profile and transparency kept, so that it can be written again unchanged."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from engines.imaging.arrays import ByteImage
from engines.imaging.decoding import Decoded, Samples, as_srgb, decode, decode_file, in_eight_bits
from engines.imaging.io import COMPOSITE, WRITE_FORMATS, encode_samples, write_atomically

DEEP_FORMATS = ("PNG", "TIFF")
LOSSY_FORMATS = ("JPEG", "WEBP")


@dataclass(frozen=True, eq=False)
class PhotoFile:
    """A photo: `samples` (H, W, C) uint8 or uint16, upright, read-only; C is 1 (grey), 3 (RGB) or 4 (RGB with alpha).

    `profile` is the ICC profile that the samples are in, None for sRGB; `notes` say what was changed on the way in.
    """

    samples: Samples
    profile: bytes | None = None
    name: str = ""
    notes: tuple[str, ...] = ()

    @cached_property
    def image(self) -> ByteImage:
        """What is shown and what engines see: (H, W, 3) uint8 sRGB, transparency laid on white, read-only. Made at first use."""
        return as_srgb(self.samples, self.profile)[0]

    @property
    def size(self) -> tuple[int, int]:
        """(width, height)"""
        return self.samples.shape[1], self.samples.shape[0]


def read_photo_file(path: Path) -> PhotoFile:
    """Read a photo upright, with its own depth, profile and transparency.

    Other kinds of pixels (palette, CMYK, Lab) become 8-bit RGB. Raises `ImageFileError` for what is missing, empty, damaged, no image, or
    above 100 megapixels (before decoding it).
    """
    return _photo_file(decode_file(path), path.name)


def decode_photo_file(data: bytes, name: str = "The photo") -> PhotoFile:
    """The same as `read_photo_file` for bytes from a clipboard, a drop or an archive; `name` is used in messages."""
    return _photo_file(decode(io.BytesIO(data), name), name)


def encode_photo_file(
    photo: PhotoFile, suffix: str, recipe: Mapping[str, Any] | None = None, label: str | None = COMPOSITE
) -> bytes:
    """The bytes of a photo of the kind that `suffix` names (.png, .jpg, .webp, .tif), with its colour profile.

    What the format cannot hold is reduced; `lost_as` says so beforehand. Nothing of the original file's metadata is kept; `recipe` and
    `label` are stored as by `io.encode_image`. Raises `ImageFileError`.
    """
    kind, samples = WRITE_FORMATS.get(suffix.lower()), photo.samples
    if kind is not None and kind not in DEEP_FORMATS:
        samples = in_eight_bits(samples)
    if kind == "JPEG" and samples.shape[2] == 4:
        samples = _on_white(samples)
    return encode_samples(samples, suffix, recipe, label, profile=photo.profile)


def write_photo_file(
    path: Path, photo: PhotoFile, recipe: Mapping[str, Any] | None = None, label: str | None = COMPOSITE
) -> None:
    """Write a photo (see `encode_photo_file`): the whole file, or nothing. Raises `ImageFileError`; an old file then stays."""
    write_atomically(path, encode_photo_file(photo, path.suffix, recipe, label))


def lost_as(photo: PhotoFile, suffix: str) -> tuple[str, ...]:
    """What a photo loses in a file of the kind that `suffix` names, in sentences; empty for PNG and TIFF, which keep every sample."""
    kind = WRITE_FORMATS.get(suffix.lower(), "PNG")
    lost = []
    if kind not in DEEP_FORMATS and photo.samples.dtype == np.uint16:
        lost.append(f"{kind} holds 8 of the photo's 16 bits a channel.")
    if kind == "JPEG" and photo.samples.shape[2] == 4:
        lost.append("JPEG has no transparency; it is laid on white.")
    if kind in LOSSY_FORMATS:
        lost.append(f"{kind} changes every pixel a little. Choose PNG or TIFF to keep what is outside the mask.")
    return tuple(lost)


def _photo_file(decoded: Decoded, name: str) -> PhotoFile:
    return PhotoFile(decoded.samples, decoded.profile, name, decoded.notes)


def _on_white(samples: Samples) -> Samples:
    """8-bit RGBA laid on white, RGB."""
    alpha = samples[..., 3:].astype(np.uint16)
    return ((samples[..., :3] * alpha + 255 * (255 - alpha) + 127) // 255).astype(np.uint8)
