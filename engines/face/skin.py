"""Skin colour read from the cheeks."""

from __future__ import annotations

import numpy as np

from engines.face.regions import polygon_mask
from engines.imaging.arrays import FloatImage, Mask, Points


def cheek_mask(landmarks: Points, size: int) -> Mask:
    """Both cheeks, (size, size) in {0, 1}, from normalised landmarks: between eye, nose wing and jaw, clear of all four."""
    cheeks = []
    for side in ((1, 3, 4, 48, 31, 36), (15, 13, 12, 54, 35, 45)):
        corners = landmarks[list(side)]
        cheeks.append(corners.mean(axis=0) + (corners - corners.mean(axis=0)) * 0.6)
    return polygon_mask(cheeks, size)


def cheek_colour(image: FloatImage, landmarks: Points) -> tuple[float, float, float]:
    """The median sRGB of the cheeks in [0, 1] of a face-frame photo (S, S, 3)."""
    pixels = image[cheek_mask(landmarks, image.shape[0]) > 0.5]
    red, green, blue = np.median(pixels, axis=0) if len(pixels) else (0.5, 0.5, 0.5)
    return float(red), float(green), float(blue)
