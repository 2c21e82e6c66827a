"""From the network's picture to the photo's: the mirror half's own detail, and laying the answer into the hole."""

from __future__ import annotations

import cv2
import numpy as np

from engines.imaging.arrays import FloatImage, Mask
from engines.imaging.geometry import resize

PUBLISHED_SIZE = 256  # where the published code dilates and blurs by these many pixels
FEATHER_DILATION, FEATHER_BLUR = 9, 7
CLEAR_OF_EDGE = 5  # width in px of the erosion that keeps the hole's own edge out of copied detail


def with_mirror_detail(
    painted: FloatImage, photo: FloatImage, points: FloatImage, light: FloatImage, copied: Mask
) -> FloatImage:
    """A small answer (s, s, 3) at the size of the photo (S, S, 3), with fine detail from the visible half where it was copied.

    `points` (s, s, 2) say where in the photo each pixel's counterpart lies, normalised; `light` (s, s, 3) is the illumination ratio,
    `copied` (s, s) how much of each pixel was copied.
    """
    size, small = (photo.shape[1], photo.shape[0]), (painted.shape[1], painted.shape[0])
    larger = np.asarray(resize(painted, size))
    if size[0] <= small[0] or not copied.any():
        return larger
    where = np.asarray(cv2.resize(points, size), np.float32) * np.array(size, np.float32) - np.float32(0.5)
    columns, rows = np.ascontiguousarray(where[..., 0]), np.ascontiguousarray(where[..., 1])
    warped = cv2.remap(photo, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    lit = np.clip(warped * cv2.resize(light, size), 0, 1).astype(np.float32)
    detail = lit - np.asarray(resize(resize(lit, small), size))
    inside = cv2.erode(copied, np.ones((CLEAR_OF_EDGE, CLEAR_OF_EDGE), np.uint8))
    weight = cv2.resize(inside, size)[..., None]
    detailed: FloatImage = np.clip(larger + detail * weight, 0, 1).astype(np.float32)
    return detailed


def laid_into(photo: FloatImage, painted: FloatImage, mask: Mask, composite: str) -> FloatImage:
    """The answer where `mask` says so, all of one size. `hard` keeps every pixel outside the mask bit by bit.

    `feather` blends over the border as the published code does: the hole dilated by a 9 px box and blurred over 7 px, at 256 px.
    """
    alpha = mask if composite == "hard" else _feathered(mask)
    cover = alpha[..., None]
    blended = photo * (1 - cover) + painted * cover
    return np.where(cover > 0, blended, photo).astype(np.float32)


def _feathered(mask: Mask) -> Mask:
    scale = mask.shape[1] / PUBLISHED_SIZE
    dilation, blur = (2 * max(1, round(width * scale / 2 - 0.5)) + 1 for width in (FEATHER_DILATION, FEATHER_BLUR))
    grown = cv2.dilate((mask > 0).astype(np.float32), np.ones((dilation, dilation), np.uint8))
    return np.asarray(cv2.GaussianBlur(grown, (blur, blur), 3.0 * blur), np.float32)
