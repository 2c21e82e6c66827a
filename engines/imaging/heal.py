"""Taking the edge off borders between pictures that were joined: a screened Poisson problem (Bhat et al. 2008: GradientShop).

Along a border the slope across it is compared with the slope a few pixels beside it; what is too much there is taken out of the gradient,
and the picture that fits the mended gradient best, staying near to what it was, is found in one transform.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.imaging.arrays import FloatImage, Mask

Field = NDArray[np.float32]

BAND = 1.5 / 128  # half-width of a border, as a share of the side
BESIDE = 5.0 / 128  # where the slope beside it is read
ALONG = 6.0 / 128  # how far along a border slopes are averaged
STIFFNESS = 0.02  # how strongly a pixel stays what it was, per pixel squared at 128 px
LEAST = 0.25  # share of a slope that is left at least


def heal_borders(image: FloatImage, parts: Sequence[Mask], strength: float = 1.0) -> FloatImage:
    """`image` (S, S, 3) in [0, 1] without the jumps along the visible borders of `parts` (S, S), which lie in stacking order.

    `strength` in [0, 1]: 0 leaves the picture as it is.
    """
    if strength <= 0 or not parts:
        return image
    size = image.shape[0]
    across, along = _slopes(image)
    for i, part in enumerate(parts):
        if not 0 < np.count_nonzero(part > 0.5) < part.size:  # it has no border in the picture
            continue
        covered = np.max(parts[i + 1 :], axis=0) if i + 1 < len(parts) else np.zeros_like(part)
        across, along = _calmed(across, along, part, covered <= 0.5, strength)
    return np.clip(_solved(image, across, along, STIFFNESS * (128 / size) ** 2), 0, 1)


def _slopes(image: FloatImage) -> tuple[Field, Field]:
    """Forward differences to the right and down, 0 at the far border; (S, S, 3)."""
    across, along = np.zeros_like(image), np.zeros_like(image)
    across[:, :-1] = image[:, 1:] - image[:, :-1]
    along[:-1] = image[1:] - image[:-1]
    return across, along


def _calmed(
    across: Field, along: Field, part: Mask, visible: NDArray[np.bool_], strength: float
) -> tuple[Field, Field]:
    """The slopes with what is too steep across one part's visible border taken out."""
    size = part.shape[0]
    distance = signed_distance(part)
    x, y = (cv2.Sobel(cv2.GaussianBlur(distance, (0, 0), 1.0), cv2.CV_32F, *axis) for axis in ((1, 0), (0, 1)))
    length = np.maximum(np.hypot(x, y), 1e-6)
    x, y = (x / length)[..., None], (y / length)[..., None]
    normal = across * x + along * y  # (S, S, 3)
    steep = np.sqrt((normal**2).mean(axis=2))
    at_border = np.exp(-((distance / (BAND * size)) ** 2)) * visible
    beside = np.exp(-(((np.abs(distance) - BESIDE * size) / (BAND * size)) ** 2)) * visible
    expected, found = _mean_along(steep, beside, size), _mean_along(steep, at_border, size)
    left = np.clip(expected / np.maximum(found, 1e-6), LEAST, 1)
    taken = (normal * (strength * (1 - left) * at_border)[..., None]).astype(np.float32)
    return across - taken * x, along - taken * y


def _mean_along(values: Field, weight: Field, size: int) -> Field:
    sigma = ALONG * size
    total = cv2.GaussianBlur(np.asarray(values * weight, np.float32), (0, 0), sigma)
    return np.asarray(total / np.maximum(cv2.GaussianBlur(np.asarray(weight, np.float32), (0, 0), sigma), 1e-6))


def signed_distance(mask: Mask) -> Field:
    """Pixels to the border of `mask` > 0.5, negative inside, (S, S)."""
    inside = (mask > 0.5).astype(np.uint8)
    outwards, inwards = _distance(1 - inside), _distance(inside)
    return np.where(inside > 0, 0.5 - inwards, outwards - 0.5).astype(np.float32)


def _distance(region: NDArray[np.uint8]) -> Field:
    """Pixels to the nearest 0; the squares are whole numbers, which OpenCV's last digit is not always true to."""
    found = cv2.distanceTransform(region, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    return np.sqrt(np.rint(np.square(found, dtype=np.float64))).astype(np.float32)


def _solved(image: FloatImage, across: Field, along: Field, stiffness: float) -> FloatImage:
    """The picture u that minimises |grad u - slopes|^2 + stiffness |u - image|^2, by a cosine transform (no flow over the border)."""
    divergence = across + along
    divergence[:, 1:] -= across[:, :-1]
    divergence[1:] -= along[:-1]
    right = (stiffness * image - divergence).astype(np.float64)
    factor = 1 / (stiffness + _frequencies(image.shape[0]))
    planes = [cv2.idct(cv2.dct(np.ascontiguousarray(right[..., c])) * factor) for c in range(image.shape[2])]
    return np.stack(planes, axis=-1).astype(np.float32)


@lru_cache(maxsize=4)
def _frequencies(size: int) -> NDArray[np.float64]:
    """Eigenvalues of the negative Laplacian with mirrored borders, (S, S)."""
    one = 2 - 2 * np.cos(np.pi * np.arange(size) / size)
    return np.asarray(one[:, None] + one[None, :])
