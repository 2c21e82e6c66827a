"""What can be done to a mask: dabs, shapes, regions of the face, growing and softening. Plain functions on tiles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

import cv2
import numpy as np

from engines.imaging.arrays import Points
from faceforge_app.document.tiles import Box, Pixels, TiledMask

SHIFT = 4  # vertices of shapes keep 1/16 px
BLUR_SIGMAS = 3


class How(Enum):
    """What a new area does to the mask that is there."""

    ADD = "add"
    SUBTRACT = "subtract"
    INTERSECT = "intersect"


@dataclass(frozen=True, eq=False)
class Area:
    """Pixels (h, w) and where they lie on the photo; 0 everywhere else."""

    box: Box
    pixels: Pixels


def combined(mask: TiledMask, area: Area, how: How) -> TiledMask:
    """The mask with an area added to it, taken from it, or kept of it."""
    if how is How.INTERSECT:
        return mask.changed(mask.box, lambda place, old: np.minimum(old, _read(area, place)))
    if how is How.SUBTRACT:
        return mask.changed(area.box, lambda place, old: np.minimum(old, 255 - area.pixels[place.seen_from(area.box)]))
    return mask.changed(area.box, lambda place, old: np.maximum(old, area.pixels[place.seen_from(area.box)]))


def _read(area: Area, place: Box) -> Pixels:
    pixels = np.zeros(place.size, np.uint8)
    shared = place.within(area.box)
    if not shared.empty:
        pixels[shared.seen_from(place)] = area.pixels[shared.seen_from(area.box)]
    return pixels


@dataclass(frozen=True)
class Dab:
    """A round brush at a place, in pixels of the photo; `hardness` 1 has a sharp edge, 0 fades from the middle on."""

    x: float
    y: float
    radius: float
    hardness: float = 1.0


def stroke(start: Dab, end: Dab) -> Area:
    """A brush drawn from one dab to the next, with the thickness and hardness of the later one."""
    radius = max(start.radius, end.radius) + 1
    box = Box(
        math.floor(min(start.y, end.y) - radius), math.floor(min(start.x, end.x) - radius),
        math.ceil(max(start.y, end.y) + radius), math.ceil(max(start.x, end.x) + radius),
    )  # fmt: skip
    y = (np.arange(box.top, box.bottom, dtype=np.float32) + np.float32(0.5 - start.y))[:, None]
    x = (np.arange(box.left, box.right, dtype=np.float32) + np.float32(0.5 - start.x))[None]
    dx, dy = np.float32(end.x - start.x), np.float32(end.y - start.y)
    along = np.clip((x * dx + y * dy) / max(dx * dx + dy * dy, np.float32(1e-6)), 0, 1)
    distance = np.hypot(x - along * dx, y - along * dy)
    widest = start.radius + along * np.float32(end.radius - start.radius)
    soft = np.maximum(widest * np.float32(1 - end.hardness), 1)  # at least one pixel of smoothing
    cover = np.clip((widest - distance) / soft + np.float32(0.5 if end.hardness >= 1 else 0), 0, 1)
    return Area(box, np.rint(cover * 255).astype(np.uint8))


def polygon(points_px: Points, photo: Box) -> Area:
    """The inside of a closed line, smooth at its edge; `points_px` (N, 2) with (0, 0) at the outer corner of the first pixel."""
    lowest, highest = np.floor(points_px.min(axis=0)) - 1, np.ceil(points_px.max(axis=0)) + 1
    box = Box(int(lowest[1]), int(lowest[0]), int(highest[1]), int(highest[0])).within(photo)
    if box.empty or len(points_px) < 3:
        return Area(Box(0, 0, 0, 0), np.zeros((0, 0), np.uint8))
    pixels = np.zeros(box.size, np.uint8)
    fixed = np.rint((points_px - (box.left, box.top) - 0.5) * (1 << SHIFT)).astype(np.int32)
    cv2.fillPoly(pixels, [fixed], 255, lineType=cv2.LINE_AA, shift=SHIFT)
    return Area(box, pixels)


def grown(mask: TiledMask, pixels: int) -> TiledMask:
    """The mask with its edge moved outwards, or inwards where `pixels` is negative."""
    box = mask.bounds().grown(max(pixels, 0) + 1).within(mask.box)
    if box.empty or pixels == 0:
        return mask
    size = 2 * abs(pixels) + 1
    if size <= 31:
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
        change = cv2.dilate if pixels > 0 else cv2.erode
        return mask.with_pixels(box, np.asarray(change(mask.read(box), kernel), np.uint8))
    return mask.with_pixels(box, _moved_edge(mask.read(box), pixels))


def _moved_edge(old: Pixels, pixels: int) -> Pixels:
    """A wide kernel costs seconds, distances do not; the soft edge becomes one of a pixel."""
    outwards = pixels > 0
    inside = (old > 127).astype(np.uint8)
    distance = cv2.distanceTransform(1 - inside if outwards else inside, cv2.DIST_L2, 5)
    edge = np.clip(pixels + 1 - distance if outwards else distance + pixels, 0, 1)
    return np.rint(edge * 255).astype(np.uint8)


def feathered(mask: TiledMask, pixels: int) -> TiledMask:
    """The mask with an edge that fades over about `pixels` to either side."""
    sigma = pixels / 2
    box = mask.bounds().grown(math.ceil(BLUR_SIGMAS * sigma)).within(mask.box)
    if box.empty or pixels <= 0:
        return mask
    blurred = cv2.GaussianBlur(mask.read(box), (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    return mask.with_pixels(box, np.asarray(blurred, np.uint8))


def inverted(mask: TiledMask) -> TiledMask:
    return mask.changed(mask.box, lambda _, old: 255 - old)


def cleared(mask: TiledMask) -> TiledMask:
    return TiledMask.empty(mask.height, mask.width)
