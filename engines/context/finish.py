"""From the network's picture to the photo's: told colours kept to, and the answer laid around what is known."""

from __future__ import annotations

import cv2
import numpy as np

from engines.imaging.arrays import FloatImage, Mask
from engines.imaging.geometry import resize

LIGHTER_DARKER = (0.5, 1.6)  # how far the contrast of a region may follow its lightness
SURE = 0.5  # a region exists where a class map reaches this


def laid_around(photo: FloatImage, painted: FloatImage, hole: Mask) -> FloatImage:
    """The painted picture (s, s, 3) at the size of the photo (S, S, 3), in its hole (S, S); every other pixel is the photo's."""
    larger = np.asarray(resize(painted, (photo.shape[1], photo.shape[0])))
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
