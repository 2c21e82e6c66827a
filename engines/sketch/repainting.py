"""What stage II is shown where a person repainted the parsing: no lines, and the rough photo filled with each class's own colour."""

from __future__ import annotations

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from engines.face.parsing.classes import BACKGROUND, CLASS_COUNT, HAIR, INNER_MOUTH, LIPS, LabelMap
from engines.sketch.hints import HINTS
from engines.sketch.network import Maps

MARGIN = 0.035  # in frame units: how far around a repainted region the old lines are taken away
FEWEST_PIXELS = 30
# of classes that the picture does not show, in [-1, 1]; skin for all others
TYPICAL = {
    BACKGROUND: (0.4, 0.6, 0.7),
    HAIR: (-0.7, -0.75, -0.8),
    LIPS: (0.4, -0.1, -0.1),
    INNER_MOUTH: (0.0, -0.4, -0.4),
}
SKIN_COLOUR = (0.5, 0.2, 0.0)


def repainted(seen: Maps, labels: LabelMap, before: LabelMap) -> tuple[Maps, Tensor]:
    """What stage I saw, as stage II is to be shown it where the classes `labels` (S, S) are others than `before`, borders softened; and the
    parsing (1, 8, S, S) with exactly these there.

    `before` is the parsing that was repainted, the first variant's: another variant's own differs from it at many a border, and keeps its
    lines there.
    """
    parsing = seen["parsing"]
    changed = labels != before
    if not changed.any():
        return seen, parsing
    around = _tensor(_grown(changed), parsing)
    own = parsing[0].argmax(dim=0).cpu().numpy()
    hot = F.one_hot(torch.from_numpy(np.where(changed, labels, own)), CLASS_COUNT).permute(2, 0, 1)[None].to(parsing)
    wanted = hot * around + parsing * (1 - around)  # what was half the old class at its border is so no longer
    soft = F.avg_pool2d(F.pad(wanted, (2, 2, 2, 2), mode="replicate"), 5, 1)
    soft = soft * around + wanted * (1 - around)
    flat = torch.einsum("nkhw,kc->nchw", soft, _colours(seen).to(parsing))
    shown = {
        **seen,
        "parsing": soft,
        "sketch": seen["sketch"] * (1 - around) + around,
        "stage_one": seen["stage_one"] * (1 - around) + flat * around,
    }
    return shown, wanted


def _colours(seen: Maps) -> Tensor:
    """A colour for each class, (8, 3): told, or the median of the rough photo, or typical."""
    labels = seen["parsing"][0].argmax(dim=0).cpu()
    rough, told = seen["stage_one"][0].cpu(), seen["hints"][0].view(len(HINTS), 4).cpu()
    colours = torch.tensor([TYPICAL.get(kind, SKIN_COLOUR) for kind in range(CLASS_COUNT)])
    for kind in range(CLASS_COUNT):
        inside = labels == kind
        if inside.sum() >= FEWEST_PIXELS:
            colours[kind] = rough[:, inside].median(dim=1).values
    for row, kinds in zip(told, HINTS.values(), strict=True):
        if row[3] > 0 and HAIR in kinds:
            colours[HAIR] = row[:3]
    return colours


def _grown(changed: NDArray[np.bool_]) -> NDArray[np.float32]:
    """A region (S, S) and a soft rim around it."""
    side = 2 * max(1, round(MARGIN * changed.shape[0])) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    grown = cv2.dilate(changed.astype(np.float32), kernel)
    return np.asarray(cv2.GaussianBlur(grown, (0, 0), side / 8), np.float32)


def _tensor(plane: NDArray[np.float32], like: Tensor) -> Tensor:
    return torch.from_numpy(plane)[None, None].to(like)
