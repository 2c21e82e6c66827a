"""Grain: how strong the fine texture of a photo is, and adding it where a painted picture lacks it.

Texture is measured in bands of detail (differences of Gaussians), each as the mean square of its values in luma and chroma, in cells of
`CELL` pixels. What is missing is added as noise with the energy of each band, the same noise for the same place of a photo.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float32]  # (H, W, C): luma alone, or luma and two chroma channels

SIGMAS = (0.0, 1.0, 2.0, 4.0)  # px; a band lies between each two
BANDS = len(SIGMAS) - 1
CELL = 16  # px
REACH = 16  # px that a pixel's bands look to each side
TEXTURE_PX = 512  # side of the noise, which repeats without a seam
CALM = 0.2  # this share of the cells shows grain alone; lips, lashes and outlines fill many of the others
ABOVE_CALM = 1.3  # cells with more energy than this times that of the calm ones show an outline, not grain
SPREAD_CELLS = 4.0  # how far what is measured reaches into the region to be filled


def luma_chroma(colours: Values) -> Values:
    """(H, W, 3) RGB -> luma and chroma; grey (H, W, 1) as it is."""
    return colours if colours.shape[2] == 1 else np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2YCrCb), np.float32)


def from_luma_chroma(values: Values) -> Values:
    """The inverse of `luma_chroma`."""
    return values if values.shape[2] == 1 else np.asarray(cv2.cvtColor(values, cv2.COLOR_YCrCb2RGB), np.float32)


def band_energy(values: Values) -> Values:
    """(BANDS, H, W, C): squared values of each band."""
    return np.stack([band**2 for band in _bands(values)])


def cell_sums(energy: Values, clean: NDArray[np.bool_]) -> tuple[Values, Values]:
    """Sums over cells of the pixels that are `clean` (H, W): of the energy (BANDS, h, w, C), and how many there are (h, w).

    H and W are multiples of CELL.
    """
    height, width = clean.shape
    rows, columns = height // CELL, width // CELL
    kept = (energy * clean[..., None]).reshape(BANDS, rows, CELL, columns, CELL, -1)
    return kept.sum(axis=(2, 4)), clean.reshape(rows, CELL, columns, CELL).sum(axis=(1, 3)).astype(np.float32)


def expected_energy(sums: Values, counts: Values) -> Values | None:
    """Mean energy (BANDS, h, w, C) for every cell from those that could be measured; None where there are none."""
    usable = counts >= CELL * CELL / 4
    if not usable.any():
        return None
    mean = sums / np.maximum(counts, 1)[..., None]
    typical = np.quantile(mean[:, usable], CALM, axis=1).astype(np.float32)[:, None, None]
    mean = np.minimum(mean, typical * ABOVE_CALM)
    weight = cv2.GaussianBlur(usable.astype(np.float32), (0, 0), SPREAD_CELLS)[..., None]
    least = np.float32(1e-3)
    spread = [
        (_blurred(band * usable[..., None], SPREAD_CELLS) + least * level) / (weight + least)
        for band, level in zip(mean, typical, strict=True)
    ]
    return np.stack(spread).astype(np.float32)


def with_grain(values: Values, wanted: Values, left: int, top: int) -> Values:
    """`values` (H, W, C) with noise, so that each band has the energy `wanted` (BANDS, H, W, C) around every pixel.

    `left`, `top` is the place in the photo, which decides the noise.
    """
    box = (2 * REACH + 1, 2 * REACH + 1)
    own = np.stack([cv2.blur(band, box).reshape(values.shape) for band in band_energy(values)])
    strength = np.tensordot(_unmixing(), np.maximum(wanted - own, 0), axes=1)
    np.sqrt(np.maximum(strength, 0, out=strength), out=strength)
    height, width, channels = values.shape
    rows, columns = (np.arange(height) + top) % TEXTURE_PX, (np.arange(width) + left) % TEXTURE_PX
    noise = _textures()[:, rows][:, :, columns, :channels]
    return np.asarray(values + np.multiply(strength, noise, out=strength).sum(axis=0), np.float32)


def _bands(values: Values) -> list[Values]:
    levels = [values if sigma == 0 else _blurred(values, sigma) for sigma in SIGMAS]
    return [fine - coarse for fine, coarse in pairwise(levels)]


def _blurred(values: Values, sigma: float) -> Values:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), sigma), np.float32).reshape(values.shape)


@cache
def _textures() -> Values:
    """(BANDS, TEXTURE_PX, TEXTURE_PX, 3): noise of each band with mean square 1, the same at every call."""
    rng, around = np.random.default_rng(0), 2 * REACH
    bands = []
    for band in range(BANDS):  # from noise of its own: what is independent adds up without surprises
        white = rng.standard_normal((TEXTURE_PX, TEXTURE_PX, 3)).astype(np.float32)
        padded = np.pad(white, ((around, around), (around, around), (0, 0)), mode="wrap")
        bands.append(_bands(padded)[band][around:-around, around:-around])
    inner = np.stack(bands)
    return np.asarray(inner / np.sqrt((inner**2).mean(axis=(1, 2), keepdims=True)), np.float32)


@cache
def _unmixing() -> NDArray[np.float32]:
    """(BANDS, BANDS): strengths squared of the textures from the band energies they shall make together."""
    made = [band_energy(texture[..., :1]).mean(axis=(1, 2, 3)) for texture in _textures()]
    return np.linalg.inv(np.stack(made, axis=1).astype(np.float64)).astype(np.float32)
