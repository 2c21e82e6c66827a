"""What is painted around a face in a photo: everything but what is kept, soft at the borders."""

from __future__ import annotations

import cv2
import numpy as np

from engines.face.put_back import frame_size
from engines.imaging.arrays import Affine, Mask, Points
from engines.imaging.geometry import transform_points

FEATHER = 0.012  # of the face frame's side: how wide painted and kept pixels mix, within what is kept
FADE = 0.06  # the same where a photo goes on beyond the face frame
ANY_SIZE = 10**9


def kept_face(landmarks_px: Points, size: tuple[int, int]) -> Mask:
    """The hull of 68 landmarks in pixels, for a photo of `size` (width, height): (H, W) in {0, 1}."""
    mask = np.zeros((size[1], size[0]), np.uint8)
    hull = cv2.convexHull(landmarks_px.astype(np.float32)).reshape(-1, 2)
    cv2.fillConvexPoly(mask, np.rint(hull * 16).astype(np.int32), 1, shift=4)
    return mask.astype(np.float32)


def to_paint(kept: Mask, to_frame: Affine, fades: bool = True) -> Mask:
    """What is painted in a photo of which `kept` (H, W), 1 = kept, stays: (H, W) in [0, 1], nothing beyond the face frame.

    The edge ramps from what is painted into what is kept. Where the photo goes on beyond the frame, painting ends softly, or, without
    `fades`, at once: for a photo that will be cut there.
    """
    height, width = kept.shape
    unit = frame_size(to_frame, (width, height), ANY_SIZE)
    inside = cv2.distanceTransform((kept > 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    paint = np.clip(1 - inside / max(FEATHER * unit, 1e-6), 0, 1)
    return np.asarray(paint * _frame(to_frame, (width, height), fades), np.float32)


def _frame(to_frame: Affine, size: tuple[int, int], fades: bool) -> Mask:
    """1 inside the face frame, falling to 0 towards those of its sides that the photo goes beyond, 0 outside: (H, W)."""
    width, height = size
    x = (np.arange(width, dtype=np.float32) + 0.5)[None] / width
    y = (np.arange(height, dtype=np.float32) + 0.5)[:, None] / height
    corners = transform_points(to_frame, np.array([[0.0, 0], [1, 0], [0, 1], [1, 1]]))
    share = np.ones((height, width), np.float32)
    for axis in range(2):
        row = to_frame[axis].astype(np.float32)
        place = row[0] * x + row[1] * y + row[2]
        for distance, beyond in ((place, -corners[:, axis].min()), (1 - place, corners[:, axis].max() - 1)):
            softly = fades and beyond > 0.01
            np.minimum(share, np.clip(distance / FADE, 0, 1) if softly else distance > 0, out=share)
    return share
