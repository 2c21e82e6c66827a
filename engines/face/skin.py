"""Skin colour read from the cheeks."""

from __future__ import annotations

import numpy as np

from engines.face.regions import polygon_mask
from engines.imaging.arrays import FloatImage, Mask, Points

CHEEKS = ((1, 3, 4, 48, 31, 36), (15, 13, 12, 54, 35, 45))  # landmarks around each, left first


def cheek_mask(landmarks: Points, size: int) -> Mask:
    """Both cheeks, (size, size) in {0, 1}, from normalised landmarks: between eye, nose wing and jaw, clear of all four."""
    return polygon_mask([_cheek(landmarks, side) for side in CHEEKS], size)


def cheek_colour(image: FloatImage, landmarks: Points) -> tuple[float, float, float]:
    """The median sRGB of the cheeks in [0, 1] of a face-frame photo (S, S, 3)."""
    red, green, blue = _median(image, cheek_mask(landmarks, image.shape[0]))
    return float(red), float(green), float(blue)


def cheek_colours(image: FloatImage, landmarks: Points) -> FloatImage:
    """The median sRGB of the left and of the right cheek, (2, 3) in [0, 1]: they differ where light comes from one side."""
    masks = [polygon_mask([_cheek(landmarks, side)], image.shape[0]) for side in CHEEKS]
    return np.stack([_median(image, mask) for mask in masks])


def _cheek(landmarks: Points, side: tuple[int, ...]) -> Points:
    corners = landmarks[list(side)]
    outline: Points = corners.mean(axis=0) + (corners - corners.mean(axis=0)) * 0.6
    return outline


def _median(image: FloatImage, mask: Mask) -> FloatImage:
    pixels = image[mask > 0.5]
    return np.asarray(np.median(pixels, axis=0) if len(pixels) else (0.5, 0.5, 0.5), np.float32)
