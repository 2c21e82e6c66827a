"""How sharp a picture is, and making one as sharp as another."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.imaging.arrays import FloatImage, Mask

GAIN = (0.4, 1.8)  # how far fine detail is weakened or strengthened at most
DETAIL_SIGMA_PX = 1.0
Values = NDArray[np.float64]


def laplacian_energy(image: FloatImage, region: Mask) -> float:
    """Mean squared Laplacian (4-neighbour) of the luma of (H, W, 3) in [0, 1] where `region` (H, W) > 0.5; 0 where that is nowhere."""
    return _mean_product(_laplacian(image, region), _laplacian(image, region))


def with_energy(image: FloatImage, energy: float, region: Mask, share: float | Mask = 1.0) -> FloatImage:
    """`image` (H, W, 3) in [0, 1] with its fine detail scaled so that its Laplacian energy inside `region` (H, W) is `energy`.

    `share` in [0, 1] is how far it goes, everywhere or at each pixel (H, W). The image stays as it is where it has no detail in the region,
    and where `energy` is 0.
    """
    coarse = np.asarray(cv2.GaussianBlur(image, (0, 0), DETAIL_SIGMA_PX), np.float32)
    fine = image - coarse
    own = _laplacian(fine, region)
    fine_energy = _mean_product(own, own)
    if fine_energy == 0 or energy == 0:
        return image
    rest = _laplacian(coarse, region)  # the energy of rest + gain * own is to be the wanted one
    half, excess = _mean_product(own, rest) / fine_energy, (_mean_product(rest, rest) - energy) / fine_energy
    gain = float(np.clip(max(half**2 - excess, 0) ** 0.5 - half, *GAIN))
    more = np.asarray(share, np.float32)[..., None] * np.float32(gain - 1)
    return np.clip(image + fine * more, 0, 1).astype(np.float32)


def _laplacian(image: FloatImage, region: Mask) -> Values:
    laplacian = cv2.Laplacian(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.CV_32F)
    return np.asarray(laplacian[region > 0.5], np.float64)


def _mean_product(first: Values, second: Values) -> float:
    return float((first * second).mean()) if first.size else 0.0
