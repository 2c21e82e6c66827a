"""Regions of a face as the face network sees them: its classes as masks with soft edges, grown where asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engines.imaging.arrays import Mask

if TYPE_CHECKING:
    from engines.face.parsing.parser import Parsing

EDGE = 4.0  # how steeply a region's edge rises where the network is half sure


def class_region(parsing: Parsing, classes: tuple[int, ...], size: int, grow: float = 0.0) -> Mask:
    """Where a picture in the face frame shows one of `classes`, (size, size) in [0, 1]; `grow` in frame units moves the edge outwards."""
    sure = parsing.probabilities[list(classes)].sum(axis=0)
    fine = cv2.resize(sure, (size, size), interpolation=cv2.INTER_LINEAR)
    region: Mask = np.clip((fine - 0.5) * EDGE + 0.5, 0, 1).astype(np.float32)
    if grow <= 0:
        return region
    distance = cv2.distanceTransform((fine <= 0.5).astype(np.uint8), cv2.DIST_L2, 5)
    around: Mask = np.clip(grow * size + 0.5 - distance, 0, 1).astype(np.float32)
    both: Mask = np.maximum(region, around)
    return both
