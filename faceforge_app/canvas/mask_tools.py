"""What the pointer does to a mask: plain functions over small values, in pixels of the photo or in the face frame."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from engines.imaging.arrays import Points
from engines.imaging.geometry import transform_points
from faceforge_app.document import masks
from faceforge_app.document.masks import Dab, How
from faceforge_app.document.photo import PhotoGround
from faceforge_app.document.tiles import TiledMask

Point = tuple[float, float]  # normalised in the face frame

SIZE_RANGE = (1.0, 4000.0)
SIZE_STEP = 1.15
ELLIPSE_POINTS = 120
CLOSE_PX = 9.0  # a click this near to a polygon's first corner closes it, in widget pixels
LEAST_PRESSURE = 0.1


class Tool(Enum):
    """What a press on the canvas begins; `title` names the undo step."""

    MOVE = "Move"
    BRUSH = "Brush"
    ERASER = "Eraser"
    LASSO = "Lasso"
    POLYGON = "Polygon"
    RECTANGLE = "Rectangle"
    ELLIPSE = "Ellipse"

    @property
    def title(self) -> str:
        return self.value

    @property
    def paints(self) -> bool:
        return self in (Tool.BRUSH, Tool.ERASER)


@dataclass(frozen=True)
class ToolSettings:
    """`size` is the brush's diameter in pixels of the photo, `amount` what grow, shrink and feather move an edge by."""

    tool: Tool = Tool.MOVE
    size: float = 40.0
    hardness: float = 0.8
    how: How = How.ADD
    amount: int = 4
    shown: bool = True

    def resized(self, steps: float) -> ToolSettings:
        """The brush some steps larger; at least a pixel of difference, so that small ones grow too."""
        size = self.size * SIZE_STEP**steps
        if abs(size - self.size) < 1:
            size = self.size + (1 if steps > 0 else -1)
        return replace(self, size=float(round(min(max(size, SIZE_RANGE[0]), SIZE_RANGE[1]))))


@dataclass(frozen=True, eq=False)
class Gesture:
    """A stroke or shape under way, and where the pointer has been: a stroke keeps only the last place."""

    tool: Tool
    how: How
    points: tuple[Point, ...]
    pressure: float = 1.0


def begun(settings: ToolSettings, point: Point, subtract: bool = False) -> Gesture:
    """A press; `subtract` (Alt) takes away instead of what the tool is set to."""
    how = settings.how
    if settings.tool.paints:
        how = How.SUBTRACT if settings.tool is Tool.ERASER else How.ADD
    return Gesture(settings.tool, How.SUBTRACT if subtract else how, (point,))


def moved(gesture: Gesture, point: Point, constrain: bool = False) -> Gesture:
    """The pointer has moved. `constrain` (Shift) makes a square of a rectangle, a circle of an ellipse."""
    if gesture.tool is Tool.LASSO:
        return replace(gesture, points=(*gesture.points, point))
    if gesture.tool is Tool.POLYGON:
        return gesture
    first = gesture.points[0]
    return replace(gesture, points=(first, _square(first, point) if constrain else point))


def with_corner(gesture: Gesture, point: Point) -> Gesture:
    """One more corner of a polygon."""
    return replace(gesture, points=(*gesture.points, point))


def without_corner(gesture: Gesture) -> Gesture | None:
    """A polygon without its last corner; None when that was its only one."""
    return replace(gesture, points=gesture.points[:-1]) if len(gesture.points) > 1 else None


def closes(gesture: Gesture, point: Point, side_px: float) -> bool:
    """Whether a click closes a polygon; `side_px` is the frame's side on screen."""
    far = np.hypot(point[0] - gesture.points[0][0], point[1] - gesture.points[0][1]) * side_px
    return len(gesture.points) >= 3 and bool(far <= CLOSE_PX)


def outline(gesture: Gesture) -> Points:
    """The closed line around what a gesture encloses, (N, 2) in the face frame."""
    points = np.array(gesture.points, np.float64)
    if gesture.tool not in (Tool.RECTANGLE, Tool.ELLIPSE):
        return points
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    if gesture.tool is Tool.RECTANGLE:
        return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    angle = np.linspace(0, 2 * np.pi, ELLIPSE_POINTS, endpoint=False)
    ring = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    ellipse: Points = ring * ((right - left) / 2, (bottom - top) / 2) + ((left + right) / 2, (top + bottom) / 2)
    return ellipse


def enclosed(ground: PhotoGround, gesture: Gesture) -> TiledMask:
    """The mask once a shape is finished."""
    area = masks.polygon(transform_points(ground.to_photo_px, outline(gesture)), ground.box)
    if area.box.empty and gesture.how is not How.INTERSECT:
        return ground.mask
    return masks.combined(ground.mask, area, gesture.how)


def painted(
    ground: PhotoGround, settings: ToolSettings, gesture: Gesture, point: Point, pressure: float = 1.0
) -> tuple[TiledMask, Gesture]:
    """The mask of the document with the brush drawn on to a point, and the stroke as it is then."""
    start = _dab(ground, settings, gesture.points[-1], gesture.pressure)
    end = _dab(ground, settings, point, pressure)
    mask = masks.combined(ground.mask, masks.stroke(start, end), gesture.how)
    return mask, replace(gesture, points=(point,), pressure=pressure)


def brush_on_screen(ground: PhotoGround, settings: ToolSettings, side_px: float) -> float:
    """The brush's radius where the face frame has `side_px`."""
    return settings.size / 2 * side_px / ground.side_px


def _dab(ground: PhotoGround, settings: ToolSettings, point: Point, pressure: float) -> Dab:
    x, y = transform_points(ground.to_photo_px, np.array([point]))[0].tolist()
    radius = settings.size / 2 * max(pressure, LEAST_PRESSURE)
    return Dab(x, y, max(radius, 0.5), settings.hardness)


def _square(first: Point, point: Point) -> Point:
    dx, dy = point[0] - first[0], point[1] - first[1]
    side = max(abs(dx), abs(dy))
    return first[0] + (side if dx >= 0 else -side), first[1] + (side if dy >= 0 else -side)
