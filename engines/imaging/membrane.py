"""A membrane: values known around a region, spread into it without a seam (Perez, Gangnet, Blake 2003: seamless cloning)."""

from __future__ import annotations

import cv2
import numpy as np

from engines.imaging.arrays import FloatImage, Mask
from engines.imaging.heal import signed_distance

BAND = 0.04  # width of the band around a region where two pictures are compared, as a share of the side
SMOOTHING = 0.008  # of what differs in the band, so that single hairs and pores do not run into the region
ODD = 3.7  # differences this many mean deviations from the typical one show something else than skin, and are left out
LEAST_DEVIATION = 0.02  # of [0, 1]
RIM_PX = 2.0  # how far on both sides of a border its levels are read
REACH = 0.045  # of the side: how far a border is eased
LINE = 0.012  # of the side: beside the border, where a thin line would show, nothing is left of the picture but its colours
SLIPPED, MEANT = 0.12, 0.25  # difference, of [0, 1], up to which a border is a slip, and from which it is meant
STEPS = 12  # of relaxation on every level
SHARE_SEEN = 0.05
NEIGHBOURS = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], np.float32) / 4


def meeting(image: FloatImage, base: FloatImage, region: Mask, valid: Mask | None = None) -> FloatImage:
    """`image` in `region` (H, W) > 0 with its own relief and the colours of `base` at the border; images (H, W, 3) in [0, 1].

    The levels of both along the border are spread inwards by Laplace's equation. Where `base` is darker, `image` is multiplied, which
    keeps its blacks; where it is lighter, the difference is added, which keeps its contrast. Where the pictures differ far more than
    typical, as a cheek from a wall, or where `image` is not `valid` (H, W), the border says nothing. A band around the region
    is shifted too; beyond it, and without a border, `image` stays as it is.
    """
    near, cut = _band(region)
    if valid is not None:
        near &= valid[cut] > 0
    if not near.any():
        return image
    own, there = image[cut], base[cut]
    telling = _telling(there - own, near).astype(np.float32)
    sigma = SMOOTHING * region.shape[1]
    seen = np.asarray(cv2.GaussianBlur(telling, (0, 0), sigma), np.float32)
    known = ((region[cut] <= 0) & (seen > SHARE_SEEN)).astype(np.float32)
    before, after = (harmonic(_smooth(each, telling, seen, sigma), known) for each in (own, there))
    shifted = np.where(after < before, own * after / np.maximum(before, 1e-3), own + after - before)
    met = image.copy()
    met[cut] = np.clip(shifted, 0, 1)
    return met


def continued(image: FloatImage, base: FloatImage, region: Mask) -> FloatImage:
    """`image` in `region` (H, W) in {0, 1}, its levels at the border shifted to those of `base` beyond, and so on inwards (Laplace).

    For pictures that say nothing outside the region. Images are (H, W, 3) in [0, 1]; beside the region comes `base`.
    """
    apart, rim = _apart(image, base, region)
    if not rim.any():
        return image
    shifted = np.clip(image + harmonic(apart, rim), 0, 1)
    return np.where(region[..., None] > 0, shifted, base).astype(np.float32)


def eased(image: FloatImage, base: FloatImage, region: Mask) -> FloatImage:
    """`image` in `region` (H, W) in {0, 1}, brought to the colours of `base` beside the border, where both differ little.

    For borders that run through skin, hair and background alike: what differs much is meant to. Farther inside than `REACH` of the side
    `image` stays as it is; images are (H, W, 3) in [0, 1]; beside the region comes `base`.
    """
    apart, rim = _apart(image, base, region)
    if not rim.any():
        return image
    alike = np.clip((MEANT - np.abs(apart).mean(axis=2, keepdims=True)) / (MEANT - SLIPPED), 0, 1).astype(np.float32)
    inwards = (-signed_distance(region) / region.shape[1]).astype(np.float32)
    fading = np.exp(-((np.maximum(inwards, 0) / REACH) ** 2))[..., None]
    shifted = np.clip(image + harmonic((apart * alike).astype(np.float32), rim) * fading, 0, 1)
    joined = np.where(region[..., None] > 0, shifted, base).astype(np.float32)
    line = ((inwards > 0) & (inwards < LINE)).astype(np.float32)
    bridged = harmonic(joined, 1 - line)
    share = harmonic(alike, rim) * line[..., None]
    return np.asarray(joined + (bridged - joined) * share, np.float32)


def _apart(image: FloatImage, base: FloatImage, region: Mask) -> tuple[FloatImage, Mask]:
    """By how much the levels of `base` just outside the border are above those of `image` just inside, valid on the rim (H, W)."""
    outside = (1 - region).astype(np.float32)
    rim = np.asarray(cv2.dilate(region, np.ones((3, 3), np.uint8)) * outside, np.float32)
    levels = []
    for picture, share in ((image, region), (base, outside)):
        seen = np.asarray(cv2.GaussianBlur(share, (0, 0), RIM_PX), np.float32)
        levels.append(_smooth(picture, share, seen, RIM_PX))
    return levels[1] - levels[0], rim


def harmonic(values: FloatImage, known: Mask) -> FloatImage:
    """`values` (H, W, C) where `known` (H, W) is 1, and their harmonic continuation elsewhere: coarse levels first, then relaxed."""
    height, width = known.shape
    if known.all():
        return values
    if min(height, width) <= 2 or not known.any():
        mean = (values * known[..., None]).sum(axis=(0, 1)) / max(float(known.sum()), 1.0)
        return np.where(known[..., None] > 0, values, mean).astype(np.float32)
    half = ((width + 1) // 2, (height + 1) // 2)
    weight = cv2.resize(known, half, interpolation=cv2.INTER_AREA)
    reduced = cv2.resize(values * known[..., None], half, interpolation=cv2.INTER_AREA).reshape(half[1], half[0], -1)
    mean = (reduced / np.maximum(weight, 1e-6)[..., None]).astype(np.float32)
    coarse = harmonic(mean, (weight > 0).astype(np.float32))
    fixed = known[..., None] > 0
    spread = np.where(fixed, values, cv2.resize(coarse, (width, height)).reshape(values.shape)).astype(np.float32)
    for _ in range(STEPS):
        relaxed = cv2.filter2D(spread, -1, NEIGHBOURS, borderType=cv2.BORDER_REFLECT).reshape(values.shape)
        spread = np.where(fixed, values, relaxed).astype(np.float32)
    return spread


def _band(region: Mask) -> tuple[np.ndarray, tuple[slice, slice]]:
    """Where pictures are compared, in a cut around the region, and that cut."""
    width = max(2, round(BAND * region.shape[1]))
    inside = (region > 0).astype(np.uint8)
    grown = cv2.dilate(inside, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * width + 1,) * 2))
    left, top, across, down = cv2.boundingRect(grown)
    cut = slice(top, top + down), slice(left, left + across)
    return (grown[cut] > 0) & (inside[cut] == 0), cut


def _smooth(picture: FloatImage, telling: Mask, seen: Mask, sigma: float) -> FloatImage:
    """`picture` blurred over what is `telling` alone."""
    blurred = cv2.GaussianBlur(picture * telling[..., None], (0, 0), sigma)
    return np.asarray(blurred / np.maximum(seen, 1e-6)[..., None], np.float32)


def _telling(difference: FloatImage, near: np.ndarray) -> np.ndarray:
    """Where in the band the difference (h, w, 3) is like its median."""
    typical = np.median(difference[near], axis=0)
    deviation = np.median(np.abs(difference[near] - typical), axis=0) + LEAST_DEVIATION
    return np.asarray(near & (np.abs(difference - typical) < ODD * deviation).all(axis=-1))
