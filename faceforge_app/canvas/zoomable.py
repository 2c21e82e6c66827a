"""A widget that shows the face frame, with zoom and pan; two of them can show the same place."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from faceforge_app.canvas.view_transform import Content, ViewTransform

ZOOM_STEP = 1.2


class Zoomable(QWidget):
    zoom_changed = Signal(float)
    view_changed = Signal(object)  # ViewTransform

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = ViewTransform()
        self._pan_from: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 240)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def zoom(self) -> float:
        return self._view.zoom

    @property
    def view(self) -> ViewTransform:
        return self._view

    def zoom_in(self) -> None:
        self._set_view(self._view.zoomed_at_centre(ZOOM_STEP))

    def zoom_out(self) -> None:
        self._set_view(self._view.zoomed_at_centre(1 / ZOOM_STEP))

    def fit(self) -> None:
        self._set_view(self._view.fitted())

    def fit_face(self) -> None:
        self._set_view(self._view.close_to_face())

    def show_content(self, content: Content) -> None:
        """Fit something else: the average face, or a photo."""
        if content != self._view.content:
            self._set_view(self._view.showing(content))

    def follow(self, view: ViewTransform) -> None:
        """Show the place that another widget shows."""
        self._view = self._view.like(view)
        self.update()

    def _set_view(self, view: ViewTransform) -> None:
        zoomed = view.zoom != self._view.zoom
        self._view = view
        self.update()
        self.view_changed.emit(view)
        if zoomed:
            self.zoom_changed.emit(view.zoom)

    def _start_pan(self, event: QMouseEvent) -> None:
        self._pan_from = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def _pan_to(self, event: QMouseEvent) -> bool:
        """Pan if the button for it is down."""
        if self._pan_from is None:
            return False
        moved = event.position() - self._pan_from
        self._pan_from = event.position()
        self._set_view(self._view.panned(moved.x(), moved.y()))
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_at(event.angleDelta().y() or event.angleDelta().x(), event.position())
        event.accept()

    def zoom_at(self, turned: int, position: QPointF) -> None:
        """Zoom by a turn of the wheel, in eighths of a degree; what is under the pointer stays there."""
        self._set_view(self._view.zoomed(ZOOM_STEP ** (turned / 120), position.x(), position.y()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._view = self._view.resized(self.width(), self.height())
