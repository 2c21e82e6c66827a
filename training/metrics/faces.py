"""Measures of single face-frame pictures and of their geometry. Pictures are (S, S, 3) float in [0, 1], landmarks (68, 2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.face.landmarks import eye_centres, mirror_landmarks
from engines.face.regions import face_hull
from engines.imaging.arrays import FloatImage, Mask, Points
from engines.imaging.geometry import fit_similarity, warp
from engines.imaging.heal import signed_distance

LIGHT_SMOOTHING = 0.03  # of the picture's side: what is wider is light, what is finer is the face
SEAM_DISTANCE_PX = 5.0
SEAM_HALF_BAND_PX = 1.5


def light_difference(image: FloatImage, truth: FloatImage, region: Mask) -> float:
    """How far the light inside `region` (S, S) is from that of the true picture: mean difference of the lumas, each smoothed within the
    region, in levels of 255. NaN for an empty region.
    """
    inside = (region > 0.5).astype(np.float32)
    if not inside.any():
        return float("nan")
    sigma = LIGHT_SMOOTHING * image.shape[0]
    weight = np.maximum(cv2.GaussianBlur(inside, (0, 0), sigma), 1e-6)
    difference = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) - cv2.cvtColor(truth, cv2.COLOR_RGB2GRAY)
    smooth = cv2.GaussianBlur(difference * inside, (0, 0), sigma) / weight
    return 255 * float(np.abs(smooth[inside > 0]).mean())


def seam(image: FloatImage, parts: Sequence[Mask]) -> float:
    """How much stronger the colour jumps across the parts' borders than 5 px beside them.

    `parts` (S, S) lie in stacking order, later ones above; only borders that are not covered count. Across a border the slope is the
    root mean square over R, G, B of the derivative along the border's normal. seam = mean slope within 1.5 px of the borders / mean slope
    3.5 to 6.5 px inside and outside of them, both summed over the parts. 1 where nothing happens at the border; compare with real photos,
    whose own features follow the borders of the parts.
    """
    slopes = np.stack([cv2.Sobel(image, cv2.CV_32F, *axis, scale=0.125) for axis in ((1, 0), (0, 1))]).astype(
        np.float32
    )
    at_border = beside = 0.0
    for i, part in enumerate(parts):
        visible = (
            ~np.any([above > 0.5 for above in parts[i + 1 :]], axis=0)
            if i + 1 < len(parts)
            else np.ones(part.shape, bool)
        )
        distance = signed_distance(part)
        jump = _across(slopes, distance)
        band = visible & (np.abs(distance) <= SEAM_HALF_BAND_PX)
        ring = visible & (np.abs(np.abs(distance) - SEAM_DISTANCE_PX) <= SEAM_HALF_BAND_PX)
        if band.any() and ring.any():
            at_border += float(jump[band].mean())
            beside += float(jump[ring].mean())
    return at_border / beside if beside > 0 else float("nan")


def mean_iou(test: NDArray[np.integer[Any]], truth: NDArray[np.integer[Any]], classes: int, ignore: int = 255) -> float:
    """Mean over the classes of intersection / union of two label maps; classes that neither map has do not count."""
    known = truth != ignore
    pairs = truth[known].astype(np.int64) * classes + test[known].astype(np.int64)
    table = np.bincount(pairs, minlength=classes * classes).reshape(classes, classes)
    both = np.diag(table).astype(np.float64)
    either = table.sum(0) + table.sum(1) - both
    return float((both[either > 0] / either[either > 0]).mean())


def landmark_error(test: Points, truth: Points) -> float:
    """Normalised mean error: mean distance of the 68 points divided by the distance between the true eye centres."""
    left, right = eye_centres(truth)
    return float(np.linalg.norm(test - truth, axis=1).mean() / np.linalg.norm(right - left))


def symmetry_error(image: FloatImage, landmarks: Points) -> float:
    """Mean |f - mirrored f| inside the face hull, the mirrored face laid on the face by its normalised landmarks; in [0, 1]."""
    size = image.shape[0]
    to_face = fit_similarity(mirror_landmarks(landmarks), landmarks)
    mirrored = warp(np.ascontiguousarray(image[:, ::-1]), to_face, (size, size), "edge")
    return float(np.abs(image - mirrored)[face_hull(landmarks, size) > 0.5].mean())


def _across(slopes: NDArray[np.float32], distance: NDArray[np.float32]) -> NDArray[np.float32]:
    """The slope along the normal of the border, (S, S): (2, S, S, 3) slopes in x and y."""
    smooth = cv2.GaussianBlur(distance, (0, 0), 1.0)
    down, right = np.gradient(smooth)
    length = np.maximum(np.hypot(right, down), 1e-6)
    normal = np.stack([right / length, down / length])[..., None]
    along = (slopes * normal).sum(axis=0)
    root: NDArray[np.float32] = np.sqrt((along**2).mean(axis=-1))
    return root
