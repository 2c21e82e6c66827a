"""Foreign parsing labels brought to the eight classes: CelebAMask-HQ's 19, FaceSynthetics' index map, FASSEG's colours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engines.face.parsing.classes import (
    BACKGROUND,
    BROWS,
    CLASS_COUNT,
    EYES,
    HAIR,
    INNER_MOUTH,
    LIPS,
    NOSE,
    SKIN,
    LabelMap,
)  # fmt: skip
from engines.imaging.arrays import ByteImage

IGNORE = 255

# In the order of the public BiSeNet for CelebAMask-HQ (zllrunning): other forks have the order of CelebAMask's files.
FROM_CELEBA_19 = np.array(
    [BACKGROUND, SKIN, BROWS, BROWS, EYES, EYES, SKIN, SKIN, SKIN, SKIN, NOSE, INNER_MOUTH, LIPS, LIPS,
     BACKGROUND, BACKGROUND, BACKGROUND, HAIR, HAIR], np.uint8,
)  # fmt: skip

# 0 background 1 skin 2 nose 3/4 eyes 5/6 brows 7/8 ears 9 inner mouth 10/11 lips 12 neck 13 hair 14 beard 15 cloth 16 glasses 17 headwear
FROM_FACESYNTHETICS = np.full(256, IGNORE, np.uint8)
FROM_FACESYNTHETICS[:18] = [
    BACKGROUND, SKIN, NOSE, EYES, EYES, BROWS, BROWS, SKIN, SKIN, INNER_MOUTH, LIPS, LIPS,
    BACKGROUND, HAIR, SKIN, BACKGROUND, SKIN, HAIR,
]  # fmt: skip

# FASSEG's colours and the class each stands for: its skin has the neck, its hair the brows, its mouth lips and inside.
FASSEG_COLOURS = np.array([[255, 0, 0], [255, 255, 0], [127, 0, 0], [0, 0, 255], [0, 255, 255], [0, 255, 0]])
FASSEG_CLASSES = np.array([BACKGROUND, SKIN, HAIR, EYES, NOSE, LIPS], np.uint8)
TO_FASSEG = np.array([BACKGROUND, SKIN, HAIR, EYES, NOSE, LIPS, LIPS, HAIR], np.uint8)


def from_fasseg(picture: ByteImage) -> LabelMap:
    """FASSEG's colour-coded labels (H, W, 3) by nearest colour -> (H, W) of the six classes that `TO_FASSEG` leaves."""
    differences = picture[..., None, :].astype(np.int32) - FASSEG_COLOURS
    nearest: LabelMap = FASSEG_CLASSES[np.square(differences).sum(axis=-1).argmin(axis=-1)]
    return nearest


def confusion(labels: LabelMap, truth: LabelMap) -> NDArray[np.int64]:
    """Pixel counts (8, 8), rows truth and columns labels; pixels whose truth is `IGNORE` are left out."""
    known = truth != IGNORE
    pairs = truth[known].astype(np.int64) * CLASS_COUNT + labels[known]
    counts: NDArray[np.int64] = np.bincount(pairs, minlength=CLASS_COUNT**2).reshape(CLASS_COUNT, CLASS_COUNT)
    return counts


def intersection_over_union(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """IoU of each class, (8,), from summed `confusion`; NaN for classes that occur in neither."""
    union = counts.sum(axis=0) + counts.sum(axis=1) - np.diag(counts)
    with np.errstate(invalid="ignore"):
        shares: NDArray[np.float64] = np.diag(counts) / union
    return shares
