"""From the network's picture to the photo's: the mirror half's own pixels where they fit, and laying the answer into the hole.

All that is known of the light of a hole lies along its border, so what is laid in meets the photo there: this needs nothing learnt.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from engines.imaging.arrays import FloatImage, Mask
from engines.imaging.geometry import resize
from engines.imaging.heal import signed_distance
from engines.imaging.membrane import continued, harmonic, meeting

PUBLISHED_SIZE = 256  # where the published code dilates and blurs by these many pixels
FEATHER_DILATION, FEATHER_BLUR = 9, 7
CLEAR_OF_EDGE = 5  # width in px of the erosion that keeps the hole's own edge out of copied detail
AGREE_WITHIN = 1 / 32  # of the side: how far around a pixel both halves are compared
# mean difference, of [0, 1], up to which the halves count as alike, and from which they do not
ALIKE, UNLIKE = 0.04, 0.08
FACE_TOLERANCE = 2.0  # by how much more than elsewhere a face may differ
LIGHT_PX = 3.0  # what is finer is the face and not its light
LIGHT_RANGE = 3.0  # no half is lit further from the other
BESIDE = 8.0 / PUBLISHED_SIZE  # of the side: how far from a hole's border the smooth continuation is the better guess


@dataclass(frozen=True, eq=False)
class Copy:
    """The mirror half in this half's light: `picture` (s, s, 3), the ratio of the lights (s, s, 3), its `share` of each pixel (s, s)."""

    picture: FloatImage
    light: FloatImage
    share: Mask


def mirror_copy(warped: FloatImage, visible: Mask, photo: FloatImage, hole: Mask, face: Mask) -> Copy:
    """What the other half shows of the hole. `warped` (s, s, 3) is that half, valid where `visible` (s, s) is 1.

    The share fades where the halves differ beside the hole, as under a turned head, a parting or another background; on the `face` (s, s)
    they may differ more, since landmarks tell what belongs together.
    """
    met = meeting(warped, photo, hole, visible)
    compared = (visible * (1 - hole)).astype(np.float32)
    sigma = AGREE_WITHIN * hole.shape[0]
    seen = np.maximum(cv2.GaussianBlur(compared, (0, 0), sigma), np.float32(1e-6))
    differing = np.abs(met - photo).mean(axis=2).astype(np.float32) * compared
    unlike = harmonic((cv2.GaussianBlur(differing, (0, 0), sigma) / seen)[..., None].astype(np.float32), compared)
    tolerance = 1 + FACE_TOLERANCE * face
    alike = np.clip((UNLIKE * tolerance - unlike.reshape(hole.shape)) / ((UNLIKE - ALIKE) * tolerance), 0, 1)
    inner = cv2.blur(cv2.erode(visible * hole, np.ones((3, 3), np.uint8)), (3, 3))
    smooth, before = (cv2.GaussianBlur(each, (0, 0), LIGHT_PX) for each in (met, warped))
    light = np.clip(smooth / np.maximum(before, np.float32(0.02)), 1 / LIGHT_RANGE, LIGHT_RANGE)
    return Copy(met, light.astype(np.float32), (alike * inner * hole).astype(np.float32))


def joined(painted: FloatImage, photo: FloatImage, hole: Mask, copy: Copy | None) -> FloatImage:
    """A painted picture (s, s, 3) whose colours continue the photo's around the hole, with the copy over it."""
    toned = continued(painted, photo, hole)
    if copy is None:
        return toned
    share = copy.share[..., None]
    return np.asarray(toned * (1 - share) + copy.picture * share, np.float32)


def continuing(hole: Mask, told: Mask) -> Mask:
    """How far each pixel of a hole (s, s) just continues what is beside it: 1 at the border, fading inwards; 0 outside the hole.

    Where the other half of the face tells what is there, by the share `told` (s, s), it does not: lashes would pale.
    """
    inwards = np.maximum(-signed_distance(hole), 0) / (BESIDE * hole.shape[0])
    return np.asarray(np.exp(-(inwards**2)) * hole * (1 - told), np.float32)


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
