"""What an engine has to beat, with nothing learnt: answers to a `PartsRequest` by copying, blending and inpainting.

Each takes the placed parts and the average face (S, S, 3) uint8, and returns a picture of the same size.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import cv2
import numpy as np

from engines.imaging.arrays import ByteImage, to_bytes
from engines.imaging.geometry import warp
from engines.parts.canvas import draw_canvas
from engines.requests import PlacedPart

Baseline = Callable[[tuple[PlacedPart, ...], ByteImage], ByteImage]
Paint = TypeVar("Paint")
INPAINT_RADIUS_PX = 3.0
CLONE_EROSION_PX = 3  # what seamlessClone takes off the mask before it blends


def bare_canvas(parts: tuple[PlacedPart, ...], average: ByteImage) -> ByteImage:
    """The canvas as the engine gets it: parts on grey."""
    return to_bytes(draw_canvas(parts, average.shape[0])[0])


def poisson_blend(parts: tuple[PlacedPart, ...], average: ByteImage) -> ByteImage:
    """Every part cloned seamlessly (Pérez, Gangnet, Blake 2003) onto the average face, in the given order.

    OpenCV solves in the part's bounding box, whose corners may therefore change a little too.
    """
    size = average.shape[0]
    face = average.copy()
    for part in parts:
        image = to_bytes(np.asarray(warp(part.image, part.to_canvas, (size, size), "edge")))
        inside = np.asarray(warp(part.mask, part.to_canvas, (size, size))) * part.opacity > 0.5
        grown = cv2.dilate(inside.astype(np.uint8) * 255, np.ones((3, 3), np.uint8), iterations=CLONE_EROSION_PX)
        face = _clone(image, _clear_of_border(np.asarray(grown, np.uint8)), face)
    return face


def inpainted_canvas(parts: tuple[PlacedPart, ...], average: ByteImage) -> ByteImage:
    """The canvas with its empty pixels filled from their surroundings (Telea 2004)."""
    canvas, cover = draw_canvas(parts, average.shape[0])
    filled = cv2.inpaint(to_bytes(canvas), (cover < 0.99).astype(np.uint8), INPAINT_RADIUS_PX, cv2.INPAINT_TELEA)
    return np.asarray(filled, np.uint8)


@dataclass(frozen=True)
class BaselineInfo(Generic[Paint]):
    """One baseline: `id` in results, `title` in tables."""

    id: str
    title: str
    paint: Paint


BASELINES: tuple[BaselineInfo[Baseline], ...] = (
    BaselineInfo("canvas", "Canvas as it is", bare_canvas),
    BaselineInfo("poisson", "Poisson blending onto the average face", poisson_blend),
    BaselineInfo("telea", "OpenCV inpainting (Telea)", inpainted_canvas),
)


def _clone(image: ByteImage, mask: ByteImage, face: ByteImage) -> ByteImage:
    left, top, width, height = cv2.boundingRect(mask)
    if width < 3 or height < 3:
        return face
    centre = (left + width // 2, top + height // 2)  # what seamlessClone lays the mask's box about
    return np.asarray(cv2.seamlessClone(image, face, mask, centre, cv2.NORMAL_CLONE), np.uint8)


def _clear_of_border(mask: ByteImage) -> ByteImage:
    """Two empty pixels along the picture's border, which the solver needs for its boundary values."""
    clear = np.zeros_like(mask)
    clear[2:-2, 2:-2] = mask[2:-2, 2:-2]
    return clear
