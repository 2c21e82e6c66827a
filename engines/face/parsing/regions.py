"""Regions of a face as the face network sees them: its classes as masks with soft edges, grown where asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from engines.face.parsing.classes import HAIR
from engines.face.regions import face_hull
from engines.imaging.arrays import Mask, Points

if TYPE_CHECKING:
    from engines.face.parsing.parser import Parsing

# the bare face ends this far inside its hull and from hair, which may reach so far into it, and is rounded; in frame units
MARGIN, REACH, SMOOTH = 0.006, 0.07, 0.02
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


def bare_face(parsing: Parsing, landmarks: Points, size: int) -> Mask:
    """The hull of the 68 normalised landmarks, hard, (size, size), a little smaller and without the hair that reaches into its edge."""
    hull = np.pad((face_hull(landmarks, size) > 0).astype(np.uint8), 1)
    within = cv2.distanceTransform(hull, cv2.DIST_L2, 5)[1:-1, 1:-1] / size
    hair = class_region(parsing, (HAIR,), size, MARGIN) > 0.5
    bare = ((within > MARGIN) & ~(hair & (within < REACH))).astype(np.uint8)
    round_ = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * round(SMOOTH * size) + 1,) * 2)
    return np.asarray(cv2.morphologyEx(bare, cv2.MORPH_OPEN, round_), np.float32)
