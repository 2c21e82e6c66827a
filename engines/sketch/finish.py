"""What is still missing of the colours that were told, added where the parsing says hair or lips."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np

from engines.face.parsing.classes import HAIR, LIPS
from engines.imaging.arrays import FloatImage
from engines.sketch.hints import Colour

FINISHED = {
    "hair": HAIR,
    "lips": LIPS,
}  # skin goes on below the chin, eyes are mostly white: the network alone has those
FEWEST_PIXELS = 30
SURE = 0.5  # of a class: below this share nothing of its colour is added
ALIKE = 22.0  # deviation of lightness within which a pixel counts as part of the region, so that its border keeps its ground


def with_colours(photo: FloatImage, parsing: FloatImage, colours: Mapping[str, Colour]) -> FloatImage:
    """A photo (S, S, 3) whose hair and lips have the told colours in their median; `parsing` (8, S, S), sum 1. Shifted in CIE Lab, so
    that light and dark within a region stay.
    """
    lab = np.asarray(cv2.cvtColor(photo, cv2.COLOR_RGB2Lab), np.float32)
    for name, kind in FINISHED.items():
        inside = parsing[kind] > 0.6
        if name not in colours or inside.sum() < FEWEST_PIXELS:
            continue
        told = np.asarray(colours[name], np.float32)[None, None]
        now, wanted = np.median(lab[inside], axis=0), np.asarray(cv2.cvtColor(told, cv2.COLOR_RGB2Lab))[0, 0]
        alike = np.exp(-np.square((lab[..., 0] - now[0]) / ALIKE) / 2)
        share = alike * np.clip((parsing[kind] - SURE) / (1 - SURE), 0, 1)
        lab = lab + share[..., None] * (wanted - now)
    if not set(FINISHED) & set(colours):
        return photo
    return np.asarray(np.clip(cv2.cvtColor(lab.astype(np.float32), cv2.COLOR_Lab2RGB), 0, 1), np.float32)
