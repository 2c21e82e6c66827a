"""What a drag does to a part's placement: plain functions, in normalised canvas units."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from engines.imaging.geometry import Placement
from faceforge_app.canvas.hit_test import MOVE, ROTATE, SCALE

Point = tuple[float, float]

AT_HOME = Placement()
HOME_PULL_PX = 7.0
SCALE_PULL = 0.025
ROTATION_PULL_DEG = 2.5
ROTATION_STEP_DEG = 15.0
SMALLEST_SCALE, LARGEST_SCALE = 0.2, 5.0


@dataclass(frozen=True)
class Drag:
    """A drag under way: where it was taken hold of, and the part as it was then.

    `home` is the middle of the part's home on the average face, `rest` how far from there it belongs: not at all, but on a photo.
    """

    layer_id: str
    grip: str
    pressed_at: Point
    start: Placement
    home: Point
    rest: Placement = AT_HOME

    @property
    def centre(self) -> Point:
        return self.home[0] + self.start.dx, self.home[1] + self.start.dy


@dataclass(frozen=True)
class Modifiers:
    """`constrain` (Shift): one axis, or steps of 15 degrees; `free` (Alt): no snapping."""

    constrain: bool = False
    free: bool = False


def dragged(drag: Drag, pointer: Point, side_px: float, modifiers: Modifiers = Modifiers()) -> Placement:
    """The placement for the pointer's place; `side_px`, the frame's side on screen, decides how far the snap reaches."""
    if drag.grip == MOVE:
        return _moved(drag, pointer, side_px, modifiers)
    if drag.grip == SCALE:
        return _scaled(drag, pointer, modifiers)
    if drag.grip == ROTATE:
        return _rotated(drag, pointer, modifiers)
    return drag.start


def snapped_home(placement: Placement, reach: float, rest: Placement = AT_HOME) -> Placement:
    """Each axis by itself goes home when it is within `reach` (normalised)."""
    return replace(
        placement,
        dx=rest.dx if abs(placement.dx - rest.dx) <= reach else placement.dx,
        dy=rest.dy if abs(placement.dy - rest.dy) <= reach else placement.dy,
    )


def dropped(
    home: Point, pointer: Point, side_px: float, rest: Placement = AT_HOME, reach_px: float = 40.0
) -> Placement:
    """Where a part from the library goes: home when it is let go near there, else with its middle under the pointer."""
    dx, dy = pointer[0] - home[0], pointer[1] - home[1]
    near = math.hypot(dx - rest.dx, dy - rest.dy) * side_px <= reach_px
    return rest if near else replace(rest, dx=dx, dy=dy)


def _moved(drag: Drag, pointer: Point, side_px: float, modifiers: Modifiers) -> Placement:
    dx, dy = pointer[0] - drag.pressed_at[0], pointer[1] - drag.pressed_at[1]
    if modifiers.constrain:
        dx, dy = (dx, 0.0) if abs(dx) >= abs(dy) else (0.0, dy)
    moved = drag.start.moved(dx, dy)
    return moved if modifiers.free else snapped_home(moved, HOME_PULL_PX / side_px, drag.rest)


def _scaled(drag: Drag, pointer: Point, modifiers: Modifiers) -> Placement:
    before = max(math.dist(drag.pressed_at, drag.centre), 1e-6)
    scale = drag.start.scale * math.dist(pointer, drag.centre) / before
    scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
    if not modifiers.free and abs(scale / drag.rest.scale - 1) <= SCALE_PULL:
        scale = drag.rest.scale
    return replace(drag.start, scale=scale)


def _rotated(drag: Drag, pointer: Point, modifiers: Modifiers) -> Placement:
    turn = _angle_deg(drag.centre, pointer) - _angle_deg(drag.centre, drag.pressed_at)
    angle = (drag.start.rotation_deg + turn + 180) % 360 - 180
    if modifiers.constrain:
        angle = round(angle / ROTATION_STEP_DEG) * ROTATION_STEP_DEG
    elif not modifiers.free and abs(angle - drag.rest.rotation_deg) <= ROTATION_PULL_DEG:
        angle = drag.rest.rotation_deg
    return replace(drag.start, rotation_deg=angle)


def _angle_deg(centre: Point, point: Point) -> float:
    return math.degrees(math.atan2(point[1] - centre[1], point[0] - centre[0]))
