"""From the network's picture to the photo's: told colours kept to, and the answer laid around what is known."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.imaging.arrays import FloatImage, Mask
from engines.imaging.geometry import resize
from engines.imaging.membrane import eased

TOUCHED = 1 / 255  # a pixel belongs to the hole from this share on
LIGHTER_DARKER = (0.5, 1.6)  # how far the contrast of a region may follow its lightness
SURE = 0.5  # a region exists where a class map reaches this
BAND = 0.03  # of the side: how far beside the border skin is compared
SPREAD = 0.05  # of the side: how smooth the difference is
NEAR, REACH = 0.2, 0.4  # of the side: how far from the face painted body counts as skin, and where it no longer does


def laid_around(photo: FloatImage, painted: FloatImage, hole: Mask) -> FloatImage:
    """The painted picture (s, s, 3) at the size of the photo (S, S, 3), in its hole (S, S); every other pixel is the photo's.

    Beside the hole's border it meets the photo.
    """
    small = (
        painted.shape[1],
        painted.shape[0],
    )  # the border is met at this size: the picture is no finer, and it is quick
    touched = (np.asarray(resize(hole, small)) > TOUCHED).astype(np.float32)
    met = eased(painted, np.asarray(resize(photo, small)), touched)
    larger = np.asarray(resize(met, (photo.shape[1], photo.shape[0])))
    cover = hole[..., None]
    laid = photo * (1 - cover) + larger * cover
    return np.where(cover > 0, laid, photo).astype(np.float32)


def recoloured(image: FloatImage, region: Mask, colour: tuple[float, float, float]) -> FloatImage:
    """`image` (S, S, 3) with the mean colour of a soft `region` (S, S) brought to `colour`, sRGB in [0, 1]; its light and shade stay."""
    if not (region >= SURE).any():
        return image
    lab = cv2.cvtColor(image, cv2.COLOR_RGB2LAB)
    wanted = cv2.cvtColor(np.array([[colour]], np.float32), cv2.COLOR_RGB2LAB)[0, 0]
    mean = (lab * region[..., None]).sum(axis=(0, 1)) / region.sum()
    contrast = np.clip(wanted[0] / max(float(mean[0]), 1.0), *LIGHTER_DARKER)
    gain = np.array([contrast, 1, 1], np.float32)
    moved = cv2.cvtColor(((lab - mean) * gain + wanted).astype(np.float32), cv2.COLOR_LAB2RGB)
    changed: FloatImage = np.clip(image + (moved - image) * region[..., None], 0, 1).astype(np.float32)
    return changed


def skin_matched(painted: FloatImage, photo: FloatImage, hole: Mask, body: Mask, face: Mask) -> FloatImage:
    """Painted skin in the colour of the face that it goes on from: forehead, neck and ears around `face` (S, S), 1 in its hull.

    `body` (S, S) is the share of skin and clothes. First all that is painted of it near the face takes the face's median colour, then,
    beside known pixels, the colour of these. Both fade with the distance from what is known. All pictures (S, S, 3) in [0, 1].
    """
    distance = cv2.distanceTransform((hole > 0).astype(np.uint8), cv2.DIST_L2, 5) / photo.shape[0]
    ours = (body >= SURE) & (distance > 0) & (distance < NEAR)
    theirs = (face > 0) & (hole <= 0)
    if not ours.any() or not theirs.any():
        return painted
    shift = np.median(photo[theirs], axis=0) - np.median(painted[ours], axis=0)
    share = body * (hole > 0) * np.clip((REACH - distance) / (REACH - NEAR), 0, 1)
    toned = np.clip(painted + shift * share[..., None], 0, 1).astype(np.float32)
    return _border_matched(toned, photo, hole, body, distance)


def _border_matched(
    painted: FloatImage, photo: FloatImage, hole: Mask, body: Mask, distance: NDArray[np.float32]
) -> FloatImage:
    """What is left between the mean colours on both sides of the border, added to the painted body there."""
    side = photo.shape[0]
    inwards = cv2.distanceTransform((hole <= 0).astype(np.uint8), cv2.DIST_L2, 5) / side
    ours = body * ((distance > 0) & (distance < BAND))
    theirs = ((inwards > 0) & (inwards < BAND)).astype(np.float32)
    shift = _mean(photo, theirs, side) - _mean(painted, ours, side)
    trust = _smooth(ours, side) * (_smooth(theirs, side) > 1e-3)
    share = body * (hole > 0) * np.clip(1 - distance / NEAR, 0, 1)
    matched: FloatImage = np.clip(painted + _mean(shift, trust, side, 2.0) * share[..., None], 0, 1).astype(np.float32)
    return matched


def _smooth(values: NDArray[np.float32], side: int, wider: float = 1.0) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(values, (0, 0), wider * SPREAD * side), np.float32)


def _mean(
    values: NDArray[np.float32], weight: NDArray[np.float32], side: int, wider: float = 1.0
) -> NDArray[np.float32]:
    """The mean (S, S, 3) of weighted values around every pixel."""
    total = np.maximum(_smooth(weight, side, wider), 1e-5)
    return np.asarray(_smooth(values * weight[..., None], side, wider) / total[..., None], np.float32)
