"""Colour profiles: from what a file's samples mean to sRGB, and back."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from engines.imaging.arrays import FloatImage

STEP = 5  # of 255: spacing of the colours that are looked up, between which values are interpolated
FAULTS = (ImageCms.PyCMSError, OSError, ValueError)


def to_srgb(image: Image.Image, profile: bytes, notes: list[str]) -> Image.Image:
    """A picture in `profile` as RGB in sRGB; a profile that cannot be used leaves the values and is noted."""
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if _is_srgb(opened):
            return image.convert("RGB")
        converted = ImageCms.profileToProfile(image, opened, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except FAULTS:
        notes.append("The colour profile could not be used; colours may be off.")
        return image.convert("RGB")
    assert converted is not None
    notes.append("Colours were converted to sRGB.")
    return converted


@dataclass(frozen=True, eq=False)
class FromSrgb:
    """Takes sRGB to the colours of a file, `channels` 1 (grey) or 3 (RGB). `table` (n, n, n, channels) in [0, 1], None for sRGB itself.

    The table keeps the steps of 16-bit photos fine, which the colour engine at hand converts in 8 bits.
    """

    channels: int
    table: FloatImage | None = None

    @staticmethod
    def of(profile: bytes | None, channels: int) -> FromSrgb:
        """For samples in `profile`; one that cannot be used stands for sRGB, as it does in `to_srgb`."""
        if profile is None:
            return FromSrgb(channels)
        try:
            opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if _is_srgb(opened):
                return FromSrgb(channels)
            mode = "L" if channels == 1 else "RGB"
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(_lattice(), srgb, opened, outputMode=mode)
        except FAULTS:
            return FromSrgb(channels)
        side = 255 // STEP + 1
        table = np.asarray(converted, np.float32).reshape(side, side, side, channels) / np.float32(255)
        return FromSrgb(channels, table)

    def __call__(self, image: FloatImage) -> NDArray[np.float32]:
        """(H, W, 3) sRGB in [0, 1] -> (H, W, channels) in [0, 1]."""
        if self.table is not None:
            return _interpolated(self.table, image)
        return image if self.channels == 3 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[..., None].astype(np.float32)


def _is_srgb(profile: ImageCms.ImageCmsProfile) -> bool:
    return "srgb" in ImageCms.getProfileDescription(profile).lower()


def _lattice() -> Image.Image:
    """Every colour of the table, red slowest, as a picture."""
    values = np.arange(0, 256, STEP, dtype=np.uint8)
    colours = np.stack(np.meshgrid(values, values, values, indexing="ij"), axis=-1)
    return Image.fromarray(colours.reshape(len(values), -1, 3))


def _interpolated(table: FloatImage, image: FloatImage) -> NDArray[np.float32]:
    """Trilinear interpolation in `table` at the colours of `image`."""
    place = np.clip(image, 0, 1) * np.float32(table.shape[0] - 1)
    low = np.minimum(place.astype(np.intp), table.shape[0] - 2)
    share = place - low
    found = np.zeros((*image.shape[:2], table.shape[3]), np.float32)
    for corner in product((0, 1), repeat=3):
        weight = np.prod(np.where(corner, share, 1 - share), axis=2)[..., None]
        red, green, blue = np.moveaxis(low + corner, 2, 0)
        found += weight * table[red, green, blue]
    return found
