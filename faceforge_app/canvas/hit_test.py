"""What lies under the pointer: plain functions over plain shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.face.average_face import average_landmarks
from engines.face.donors import Donor
from engines.face.regions import part_centre
from engines.imaging.arrays import Affine, Mask, Points
from engines.imaging.geometry import invert, transform_points
from engines.parts.canvas import home_transform
from faceforge_app.document.layers import PartLayer
from faceforge_app.document.requests import donor_mask, part_to_canvas

HANDLE_REACH_PX = 11.0
KNOB_DISTANCE_PX = 26.0
SOLID = 0.25
MOVE, SCALE, ROTATE = "move", "scale", "rotate"


@dataclass(frozen=True, eq=False)
class Shape:
    """A part as the pointer meets it: `corners` (4, 2) from top left clockwise, on the canvas; `mask` in the donor's frame."""

    layer_id: str
    to_canvas: Affine
    mask: Mask
    corners: Points


@dataclass(frozen=True)
class Target:
    """A layer and what dragging there would do; an empty `grip` means that nothing is there."""

    layer_id: str = ""
    grip: str = ""


NOTHING = Target()


def shape_of(layer: PartLayer) -> Shape:
    return Shape(layer.id, part_to_canvas(layer), donor_mask(layer.donor, layer.kind), corners_of(layer))


def corners_of(layer: PartLayer) -> Points:
    """The part's box at home, moved as the part was."""
    left, top, right, bottom = home_box(layer.donor, layer.kind)
    box = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    if layer.placement.flip:
        box = box[[1, 0, 3, 2]]
    return transform_points(layer.placement.matrix(home_centre(layer.kind)), box)


def home_centre(kind: str) -> tuple[float, float]:
    return part_centre(kind, average_landmarks())


def placed_centre(layer: PartLayer) -> tuple[float, float]:
    x, y = home_centre(layer.kind)
    return x + layer.placement.dx, y + layer.placement.dy


@lru_cache(maxsize=256)
def home_box(donor: Donor, kind: str) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a part laid on the average face."""
    outlines = home_outlines(donor, kind)
    points = np.concatenate(outlines) if outlines else np.array([home_centre(kind)])
    return (*points.min(axis=0).tolist(), *points.max(axis=0).tolist())


@lru_cache(maxsize=256)
def home_outlines(donor: Donor, kind: str) -> tuple[Points, ...]:
    """The closed outlines of a part laid on the average face, normalised (N, 2) each."""
    home = home_transform(kind, donor.landmarks, average_landmarks())
    return tuple(transform_points(home, line) for line in donor_outlines(donor, kind))


@lru_cache(maxsize=256)
def donor_outlines(donor: Donor, kind: str) -> tuple[Points, ...]:
    mask = donor_mask(donor, kind)
    size = mask.shape[0]
    solid = np.pad((mask > SOLID).astype(np.uint8), 1)
    found, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return tuple(_simplified(np.asarray(line, np.int32), size) for line in found if len(line) > 8)


def _simplified(line: NDArray[np.int32], size: int) -> Points:
    simple = cv2.approxPolyDP(line, size / 500, True).reshape(-1, 2)
    outline: Points = (simple.astype(np.float64) - 0.5) / size
    return outline


def covers(shape: Shape, point: tuple[float, float]) -> bool:
    """Whether a part is solid at a normalised canvas point."""
    x, y = transform_points(invert(shape.to_canvas), np.array([point]))[0]
    size = shape.mask.shape[0]
    column, row = int(np.floor(x * size)), int(np.floor(y * size))
    return 0 <= column < size and 0 <= row < size and bool(shape.mask[row, column] > SOLID)


def in_box(corners: Points, point: tuple[float, float]) -> bool:
    return cv2.pointPolygonTest(corners.astype(np.float32).reshape(-1, 1, 2), point, False) >= 0


def knob_position(corners_px: Points) -> Points:
    """Where the rotate knob is, in widget pixels: outside the middle of the part's upper edge."""
    top, bottom = corners_px[:2].mean(axis=0), corners_px[2:].mean(axis=0)
    up = top - bottom
    knob: Points = top + up / max(float(np.hypot(*up)), 1e-6) * KNOB_DISTANCE_PX
    return knob


def grip_at(corners_px: Points, x: float, y: float) -> str:
    """The handle of a selected part under the pointer, all in widget pixels; "" where there is none."""
    pointer = np.array([x, y])
    if float(np.hypot(*(knob_position(corners_px) - pointer))) <= HANDLE_REACH_PX:
        return ROTATE
    if float(np.hypot(*(corners_px - pointer).T).min()) <= HANDLE_REACH_PX:
        return SCALE
    return ""


def part_at(shapes: Sequence[Shape], point: tuple[float, float]) -> str:
    """The topmost part at a normalised point; `shapes` lie from bottom to top."""
    return next((shape.layer_id for shape in reversed(shapes) if covers(shape, point)), "")


def find_target(shapes: Sequence[Shape], selected: str | None, pointer_px: tuple[float, float], view: Affine) -> Target:
    """What a press at the pointer would take hold of. `view` maps the normalised frame to widget pixels.

    The selected part's handles come first, then the part that is seen there, then the inside of the selected part's box.
    """
    chosen = next((shape for shape in shapes if shape.layer_id == selected), None)
    if chosen is not None:
        grip = grip_at(transform_points(view, chosen.corners), *pointer_px)
        if grip:
            return Target(chosen.layer_id, grip)
    x, y = transform_points(invert(view), np.array([pointer_px]))[0].tolist()
    found = part_at(shapes, (x, y))
    if found:
        return Target(found, MOVE)
    if chosen is not None and in_box(chosen.corners, (x, y)):
        return Target(chosen.layer_id, MOVE)
    return NOTHING
