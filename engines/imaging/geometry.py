"""Similarity transforms and resampling.

Normalised points have (0, 0) at the outer corner of the first pixel and (1, 1) at that of the last; pixel (i, j) of an image
of side `n` has its centre at ((j + 0.5) / n, (i + 0.5) / n). An `Affine` is a (2, 3) matrix acting on normalised points unless its
name ends in `_px`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np

from engines.imaging.arrays import Affine, FloatImage, Mask, Points

IDENTITY: Affine = np.array([[1.0, 0, 0], [0, 1, 0]])


@dataclass(frozen=True)
class Placement:
    """How far something was moved from its home, about the centre of that home.

    `dx`, `dy` in normalised frame units; `scale` as a factor; `rotation_deg` clockwise on screen; `flip` mirrors left-right first.
    """

    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0
    rotation_deg: float = 0.0
    flip: bool = False

    def moved(self, dx: float, dy: float) -> Placement:
        return replace(self, dx=self.dx + dx, dy=self.dy + dy)

    def mirrored(self) -> Placement:
        """The same placement seen in a mirror: what a mirror-linked partner takes."""
        return replace(self, dx=-self.dx, rotation_deg=-self.rotation_deg)

    def matrix(self, centre: tuple[float, float]) -> Affine:
        """The placement as an affine map about `centre`."""
        cx, cy = centre
        angle = math.radians(self.rotation_deg)
        cos, sin = self.scale * math.cos(angle), self.scale * math.sin(angle)
        sign = -1.0 if self.flip else 1.0
        linear = np.array([[cos * sign, -sin], [sin * sign, cos]])
        shift = np.array([cx + self.dx, cy + self.dy]) - linear @ np.array([cx, cy])
        return np.concatenate([linear, shift[:, None]], axis=1)


def compose(outer: Affine, inner: Affine) -> Affine:
    """The map that applies `inner` first, then `outer`."""
    linear = outer[:, :2] @ inner[:, :2]
    shift = outer[:, :2] @ inner[:, 2] + outer[:, 2]
    return np.concatenate([linear, shift[:, None]], axis=1)


def invert(affine: Affine) -> Affine:
    """The inverse map."""
    linear = np.linalg.inv(affine[:, :2])
    return np.concatenate([linear, (-linear @ affine[:, 2])[:, None]], axis=1)


def transform_points(affine: Affine, points: Points) -> Points:
    """Apply an affine map to (N, 2) points."""
    return points @ affine[:, :2].T + affine[:, 2]


def fit_similarity(
    source: Points, target: Points, scale_range: tuple[float, float] = (0.0, math.inf), max_rotation_deg: float = 180.0
) -> Affine:
    """Least-squares similarity (rotation, uniform scale, shift; no mirror) from `source` to `target`, both (N, 2).

    Scale and rotation are clamped, the shift then puts centroid on centroid (Umeyama 1991, without reflection).
    """
    source_mean, target_mean = source.mean(axis=0), target.mean(axis=0)
    s, t = source - source_mean, target - target_mean
    spread = max(float((s**2).sum()), 1e-12)
    along = float((s * t).sum()) / spread
    across = float((s[:, 0] * t[:, 1] - s[:, 1] * t[:, 0]).sum()) / spread
    scale = min(max(math.hypot(along, across), scale_range[0]), scale_range[1])
    limit = math.radians(max_rotation_deg)
    angle = min(max(math.atan2(across, along), -limit), limit)
    linear = scale * np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return np.concatenate([linear, (target_mean - linear @ source_mean)[:, None]], axis=1)


def to_pixels(affine: Affine, source_size: tuple[int, int], target_size: tuple[int, int]) -> Affine:
    """A normalised map as one between pixel indices; sizes are (width, height)."""
    (sw, sh), (tw, th) = source_size, target_size
    from_px = np.array([[1 / sw, 0, 0.5 / sw], [0, 1 / sh, 0.5 / sh]])
    to_px = np.array([[tw, 0, -0.5], [0, th, -0.5]])
    return compose(to_px, compose(affine, from_px))


def warp(
    image: FloatImage | Mask, affine: Affine, size: tuple[int, int], border: str = "zero", sharp: bool = False
) -> FloatImage | Mask:
    """Move an image or mask by a normalised map onto a canvas of `size` (width, height).

    Bilinear, or bicubic (which overshoots a little) where `sharp`. Where the map shrinks by more than 1.5 the source is first reduced by
    area averaging, so nothing aliases.
    `border` is `zero`, `edge` or `mirror`.
    """
    height, width = image.shape[:2]
    shrink = math.sqrt(abs(np.linalg.det(to_pixels(affine, (width, height), size)[:, :2])))
    if 0 < shrink < 1 / 1.5:
        reduced = (max(1, round(width * shrink)), max(1, round(height * shrink)))
        image = np.asarray(cv2.resize(image, reduced, interpolation=cv2.INTER_AREA), np.float32)
        height, width = image.shape[:2]
    matrix_px = to_pixels(affine, (width, height), size)
    modes = {"zero": cv2.BORDER_CONSTANT, "edge": cv2.BORDER_REPLICATE, "mirror": cv2.BORDER_REFLECT_101}
    interpolation = cv2.INTER_CUBIC if sharp else cv2.INTER_LINEAR
    warped = cv2.warpAffine(image, matrix_px, size, flags=interpolation, borderMode=modes[border])
    return np.asarray(warped, np.float32)


def resize(image: FloatImage | Mask, size: tuple[int, int]) -> FloatImage | Mask:
    """Resample to `size` (width, height): area averaging down, Lanczos up, clipped to [0, 1]."""
    if (image.shape[1], image.shape[0]) == size:
        return image
    smaller = size[0] * size[1] < image.shape[0] * image.shape[1]
    resized = cv2.resize(image, size, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_LANCZOS4)
    return np.clip(resized, 0, 1).astype(np.float32)
