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


def as_sharp_as(image: FloatImage, other: FloatImage, region: Mask, share: float = 1.0) -> FloatImage:
    """`image` with its fine detail scaled so that inside `region` it has the Laplacian energy of `other`; all (H, W, 3) in [0, 1].

    `share` in [0, 1] is how far it goes. Where one of them has no detail in the region, the image stays as it is.
    """
    coarse = np.asarray(cv2.GaussianBlur(image, (0, 0), DETAIL_SIGMA_PX), np.float32)
    fine, wanted = image - coarse, laplacian_energy(other, region)
    own = _laplacian(fine, region)
    energy = _mean_product(own, own)
    if share == 0 or energy == 0 or wanted == 0:
        return image
    rest = _laplacian(coarse, region)  # the energy of rest + gain * own is to be the wanted one
    half, excess = _mean_product(own, rest) / energy, (_mean_product(rest, rest) - wanted) / energy
    gain = float(np.clip(max(half**2 - excess, 0) ** 0.5 - half, *GAIN))
    return np.clip(coarse + fine * np.float32(1 + share * (gain - 1)), 0, 1).astype(np.float32)


def _laplacian(image: FloatImage, region: Mask) -> Values:
    laplacian = cv2.Laplacian(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), cv2.CV_32F)
    return np.asarray(laplacian[region > 0.5], np.float64)


def _mean_product(first: Values, second: Values) -> float:
    return float((first * second).mean()) if first.size else 0.0
