"""Laying one picture into another without a seam."""

from __future__ import annotations

import cv2
import numpy as np

from engines.imaging.arrays import FloatImage, Mask

RING = 0.04  # width of the band around a region where two pictures are compared, as a share of the side


def match_colour_around(image: FloatImage, base: FloatImage, region: Mask) -> FloatImage:
    """`image` shifted in Lab so that it agrees with `base` just outside `region` (H, W); images (H, W, 3) in [0, 1].

    The shift is smooth: the difference on the ring around the region, spread inwards by normalised blurring.
    """
    width = max(2, round(RING * region.shape[1]))
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * width + 1, 2 * width + 1))
    ring = ((cv2.dilate(region, kernel) > 0.05) & (region < 0.05)).astype(np.float32)
    if not ring.any():
        return image
    lab_image, lab_base = cv2.cvtColor(image, cv2.COLOR_RGB2LAB), cv2.cvtColor(base, cv2.COLOR_RGB2LAB)
    sigma = float(width) * 3
    weight = cv2.GaussianBlur(ring, (0, 0), sigma) + np.float32(1e-4)
    shift = cv2.GaussianBlur((lab_base - lab_image) * ring[..., None], (0, 0), sigma) / weight[..., None]
    matched = cv2.cvtColor((lab_image + shift).astype(np.float32), cv2.COLOR_LAB2RGB)
    return np.clip(matched, 0, 1).astype(np.float32)
