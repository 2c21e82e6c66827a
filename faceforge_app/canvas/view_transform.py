"""Where the face frame lies in the widget: zoom and pan as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engines.imaging.arrays import Affine, Points

MARGIN_PX = 24
ZOOM_RANGE = (0.5, 16.0)
SMALLEST_SIDE_PX = 64.0
Content = tuple[float, float, float, float]  # left, top, right, bottom in the face frame
FACE: Content = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True)
class ViewTransform:
    """Widget pixels = normalised point * `side` + offset. `zoom` 1 fits the content into the widget; the pan is in widget pixels.

    The content is the face frame, or a whole photo, whose edges lie somewhere around that.
    """

    width: int = 1
    height: int = 1
    zoom: float = 1.0
    pan_x: float = 0.0
    pan_y: float = 0.0
    content: Content = FACE

    @property
    def fitted_side(self) -> float:
        left, top, right, bottom = self.content
        fitting = min((self.width - 2.0 * MARGIN_PX) / (right - left), (self.height - 2.0 * MARGIN_PX) / (bottom - top))
        return max(SMALLEST_SIDE_PX / max(right - left, bottom - top), fitting)

    @property
    def side(self) -> float:
        """The side of the face frame in widget pixels."""
        return self.fitted_side * self.zoom

    @property
    def left(self) -> float:
        return (self.width - self.side * (self.content[0] + self.content[2])) / 2 + self.pan_x

    @property
    def top(self) -> float:
        return (self.height - self.side * (self.content[1] + self.content[3])) / 2 + self.pan_y

    def to_frame(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.left) / self.side, (y - self.top) / self.side

    def to_widget(self, points: Points) -> Points:
        return points * self.side + (self.left, self.top)

    def affine(self) -> Affine:
        """Normalised frame -> widget pixels."""
        return np.array([[self.side, 0, self.left], [0, self.side, self.top]])

    def resized(self, width: int, height: int) -> ViewTransform:
        """The same place in the middle of a widget of another size."""
        return replace(self, width=width, height=height)._like(self)

    def showing(self, content: Content) -> ViewTransform:
        """Fitted to other content; the same one stays as it is shown."""
        return self if content == self.content else ViewTransform(self.width, self.height, content=content)

    def close_to_face(self) -> ViewTransform:
        """Zoomed so that the face frame fits."""
        fitting = ViewTransform(self.width, self.height)
        zoom = fitting.side / self.fitted_side
        at_zoom = replace(self, zoom=zoom, pan_x=0.0, pan_y=0.0)
        return replace(at_zoom, pan_x=fitting.left - at_zoom.left, pan_y=fitting.top - at_zoom.top)

    def like(self, other: ViewTransform) -> ViewTransform:
        """The same part of the face as another view shows, in this one's size."""
        return replace(self, content=other.content)._like(other)

    def _like(self, other: ViewTransform) -> ViewTransform:
        ratio = self.fitted_side / other.fitted_side
        return replace(self, zoom=other.zoom, pan_x=other.pan_x * ratio, pan_y=other.pan_y * ratio)

    def panned(self, dx: float, dy: float) -> ViewTransform:
        """Moved by widget pixels; some of the content stays inside the widget."""
        left, top, right, bottom = self.content
        limit_x = self.width / 2 + self.side * ((right - left) / 2 - 0.25)
        limit_y = self.height / 2 + self.side * ((bottom - top) / 2 - 0.25)
        return replace(self, pan_x=_within(self.pan_x + dx, limit_x), pan_y=_within(self.pan_y + dy, limit_y))

    def zoomed(self, factor: float, x: float, y: float) -> ViewTransform:
        """Zoomed so that the point under (x, y) stays there."""
        faces = max(1.0, self.content[2] - self.content[0], self.content[3] - self.content[1])
        zoom = min(max(self.zoom * factor, ZOOM_RANGE[0]), ZOOM_RANGE[1] * faces)
        u, v = self.to_frame(x, y)
        zoomed = replace(self, zoom=zoom)
        return zoomed.panned(x - u * zoomed.side - zoomed.left, y - v * zoomed.side - zoomed.top)

    def zoomed_at_centre(self, factor: float) -> ViewTransform:
        return self.zoomed(factor, self.width / 2, self.height / 2)

    def fitted(self) -> ViewTransform:
        return ViewTransform(self.width, self.height, content=self.content)


def _within(value: float, limit: float) -> float:
    return min(max(value, -limit), limit)
