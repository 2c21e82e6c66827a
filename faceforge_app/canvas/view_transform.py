"""Where the face frame lies in the widget: zoom and pan as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engines.imaging.arrays import Affine, Points

MARGIN_PX = 24
ZOOM_RANGE = (0.5, 16.0)


@dataclass(frozen=True)
class ViewTransform:
    """Widget pixels = normalised point * `side` + offset. `zoom` 1 fits the frame into the widget; the pan is in widget pixels."""

    width: int = 1
    height: int = 1
    zoom: float = 1.0
    pan_x: float = 0.0
    pan_y: float = 0.0

    @property
    def fitted_side(self) -> float:
        return max(64.0, min(self.width, self.height) - 2.0 * MARGIN_PX)

    @property
    def side(self) -> float:
        """The side of the face frame in widget pixels."""
        return self.fitted_side * self.zoom

    @property
    def left(self) -> float:
        return (self.width - self.side) / 2 + self.pan_x

    @property
    def top(self) -> float:
        return (self.height - self.side) / 2 + self.pan_y

    def to_frame(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.left) / self.side, (y - self.top) / self.side

    def to_widget(self, points: Points) -> Points:
        return points * self.side + (self.left, self.top)

    def affine(self) -> Affine:
        """Normalised frame -> widget pixels."""
        return np.array([[self.side, 0, self.left], [0, self.side, self.top]])

    def resized(self, width: int, height: int) -> ViewTransform:
        return replace(self, width=width, height=height)

    def like(self, other: ViewTransform) -> ViewTransform:
        """The same part of the face as another view shows, in this one's size."""
        ratio = self.fitted_side / other.fitted_side
        return replace(self, zoom=other.zoom, pan_x=other.pan_x * ratio, pan_y=other.pan_y * ratio)

    def panned(self, dx: float, dy: float) -> ViewTransform:
        """Moved by widget pixels; the frame's centre stays inside the widget."""
        limit_x, limit_y = self.width / 2 + self.side / 4, self.height / 2 + self.side / 4
        return replace(self, pan_x=_within(self.pan_x + dx, limit_x), pan_y=_within(self.pan_y + dy, limit_y))

    def zoomed(self, factor: float, x: float, y: float) -> ViewTransform:
        """Zoomed so that the point under (x, y) stays there."""
        zoom = min(max(self.zoom * factor, ZOOM_RANGE[0]), ZOOM_RANGE[1])
        u, v = self.to_frame(x, y)
        zoomed = replace(self, zoom=zoom)
        return zoomed.panned(x - u * zoomed.side - zoomed.left, y - v * zoomed.side - zoomed.top)

    def zoomed_at_centre(self, factor: float) -> ViewTransform:
        return self.zoomed(factor, self.width / 2, self.height / 2)

    def fitted(self) -> ViewTransform:
        return ViewTransform(self.width, self.height)


def _within(value: float, limit: float) -> float:
    return min(max(value, -limit), limit)
