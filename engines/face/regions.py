"""Facial parts as regions with soft edges, made from 68 landmarks.

Polygons follow "connecting all point pairs" of a part (convex hull; Sun, Guo, Liu 2022, section 3.1), dilated by a share of the
part's width. Brows, jaw, face shape and hair are FaceForge's own additions.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engines.face import landmarks as lm
from engines.imaging.arrays import Mask, Points


@dataclass(frozen=True)
class PartKind:
    """A kind of part: `points` are its landmarks, `dilation` a share of the hull's width, `order` the stacking (low = below)."""

    id: str
    title: str
    points: tuple[int, ...]
    dilation: float
    order: int
    halves: tuple[str, ...] = ()  # a pair is the union of two single parts
    partner: str = ""  # the single part on the other side


PART_KINDS: dict[str, PartKind] = {
    kind.id: kind
    for kind in (
        PartKind("hair", "Hair", lm.JAW_LINE, 0.0, 0),
        PartKind("face_shape", "Face shape", lm.JAW_LINE, 0.0, 1),
        PartKind("jaw", "Jaw", tuple(range(1, 16)), 0.0, 2),
        PartKind("nose", "Nose", lm.NOSE, 0.27, 3),
        PartKind("brows", "Brows", (*lm.LEFT_BROW, *lm.RIGHT_BROW), 0.0, 4, halves=("left_brow", "right_brow")),
        PartKind("left_brow", "Left brow", lm.LEFT_BROW, 0.14, 4, partner="right_brow"),
        PartKind("right_brow", "Right brow", lm.RIGHT_BROW, 0.14, 4, partner="left_brow"),
        PartKind("eyes", "Eyes", (*lm.LEFT_EYE, *lm.RIGHT_EYE), 0.0, 5, halves=("left_eye", "right_eye")),
        PartKind("left_eye", "Left eye", lm.LEFT_EYE, 0.32, 5, partner="right_eye"),
        PartKind("right_eye", "Right eye", lm.RIGHT_EYE, 0.32, 5, partner="left_eye"),
        PartKind("mouth", "Mouth", lm.OUTER_LIPS, 0.18, 6),
    )
}

FEATHER = 0.012  # width of a part's soft edge, in frame units


def face_hull(landmarks: Points, size: int) -> Mask:
    """The filled convex hull of all 68 normalised landmarks, `(size, size)`, hard edge."""
    return polygon_mask([_hull(landmarks)], size)


def head_mask(landmarks: Points, size: int) -> Mask:
    """The face with its guessed forehead, `(size, size)`, hard edge."""
    return _face_outline(landmarks, size)


def part_mask(kind: str, landmarks: Points, size: int, feather: float = FEATHER) -> Mask:
    """The region of a part, `(size, size)` in [0, 1], from normalised landmarks; `feather` in frame units softens the edge inwards."""
    mask = _hard_mask(kind, landmarks, size)
    return soften_inwards(mask, feather * size)


def soften_inwards(mask: Mask, width_px: float) -> Mask:
    """A hard mask whose edge ramps from 0 at the border to 1 `width_px` further in; nothing grows."""
    if width_px < 0.5:
        return mask
    inside = np.pad((mask > 0.5).astype(np.uint8), 1)
    distance = cv2.distanceTransform(inside, cv2.DIST_L2, 5)[1:-1, 1:-1]
    ramp: Mask = np.clip(distance / width_px, 0, 1).astype(np.float32)
    return ramp


def part_centre(kind: str, landmarks: Points) -> tuple[float, float]:
    """The centre a part turns and scales about: the middle of its landmarks' box."""
    points = landmarks if kind in ("hair", "face_shape") else landmarks[list(PART_KINDS[kind].points)]
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    return float(middle[0]), float(middle[1])


def forehead(landmarks: Points) -> Points:
    """A guessed hairline, (5, 2): from temple over the forehead to temple, as no landmark lies there."""
    left, right, chin = landmarks[0], landmarks[16], landmarks[8]
    brow = landmarks[[*lm.LEFT_BROW, *lm.RIGHT_BROW]].mean(axis=0)
    up = (brow - chin) * 0.46
    side = (right - left) / 2
    shoulder = brow + up * 0.86
    return np.array([left + up * 0.45, shoulder - side * 0.62, brow + up, shoulder + side * 0.62, right + up * 0.45])


def _hard_mask(kind: str, landmarks: Points, size: int) -> Mask:
    info = PART_KINDS[kind]
    if info.halves:
        both: Mask = np.maximum.reduce([_hard_mask(half, landmarks, size) for half in info.halves])
        return both
    if kind == "jaw":
        below = polygon_mask([np.concatenate([landmarks[1:16], landmarks[33:34]])], size)
        return below * (1 - _dilated_hull("mouth", landmarks, size))
    if kind == "face_shape":
        return _face_outline(landmarks, size) * (1 - polygon_mask([_hull(landmarks[17:])], size))
    if kind == "hair":
        return _hair_zone(landmarks, size) * (1 - _face_outline(landmarks, size))
    return _dilated_hull(kind, landmarks, size)


def _dilated_hull(kind: str, landmarks: Points, size: int) -> Mask:
    info = PART_KINDS[kind]
    hull = _hull(landmarks[list(info.points)])
    margin_px = info.dilation * (hull[:, 0].max() - hull[:, 0].min()) * size
    outside = (polygon_mask([hull], size) < 0.5).astype(np.uint8)
    distance = cv2.distanceTransform(outside, cv2.DIST_L2, 5)
    return np.asarray(distance <= margin_px, np.float32)


def _face_outline(landmarks: Points, size: int) -> Mask:
    return polygon_mask([_hull(np.concatenate([landmarks[:17], forehead(landmarks)]))], size)


def _hair_zone(landmarks: Points, size: int) -> Mask:
    """An ellipse around the head, cut off below the mouth: hair with a little of what is behind it."""
    left, right, chin = landmarks[0], landmarks[16], landmarks[8]
    top = forehead(landmarks)[2]
    half_width = float(np.linalg.norm(right - left)) / 2
    centre = ((left + right) / 2 + top) / 2
    axes = (half_width * 1.5, float(np.linalg.norm(centre - top)) + half_width * 0.95)
    angle = np.linspace(0, 2 * np.pi, 72)
    zone = centre + np.stack([axes[0] * np.cos(angle), axes[1] * np.sin(angle)], axis=1)
    mask = polygon_mask([zone], size)
    mask[int(np.clip((landmarks[48:60, 1].mean() * 0.5 + chin[1] * 0.5) * size, 0, size)) :] = 0
    return mask


def _hull(points: Points) -> Points:
    hull: Points = cv2.convexHull(points.astype(np.float32)).reshape(-1, 2).astype(np.float64)
    return hull


def polygon_mask(polygons: list[Points], size: int) -> Mask:
    """Filled polygons of normalised points, `(size, size)` in {0, 1}; vertices keep 1/16 px."""
    mask = np.zeros((size, size), np.uint8)
    shift = 4
    fixed = [np.rint((polygon * size - 0.5) * (1 << shift)).astype(np.int32) for polygon in polygons]
    cv2.fillPoly(mask, fixed, 1, shift=shift)
    return mask.astype(np.float32)
