"""The mask tools on the canvas: strokes and shapes of the pointer become masks of the photo, one undo step each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from faceforge_app import theme
from faceforge_app.canvas import mask_tools
from faceforge_app.canvas.mask_tools import Gesture, Point, Tool, ToolSettings
from faceforge_app.canvas.painting import Frame
from faceforge_app.document.masks import How
from faceforge_app.document.photo import PhotoGround
from faceforge_app.language import mark
from faceforge_app.session.session import Session

HINTS = {
    Tool.MOVE: mark("Drag to move · corner to scale · knob to rotate · Alt: no snapping"),
    Tool.BRUSH: mark("Paint over what is to be filled · [ ] or Alt+wheel: size · Alt: erase · Space: pan"),
    Tool.ERASER: mark("Paint away what is not to be filled · [ ] or Alt+wheel: size · Space: pan"),
    Tool.LASSO: mark("Draw around what is to be filled · Alt: take away"),
    Tool.POLYGON: mark(
        "Click from corner to corner · double click or Enter: close · Backspace: one back · Alt: take away"
    ),
    Tool.RECTANGLE: mark("Drag over what is to be filled · Shift: square · Alt: take away"),
    Tool.ELLIPSE: mark("Drag over what is to be filled · Shift: circle · Alt: take away"),
}


class Masking(QObject):
    """`settings` say what a press does; points are normalised in the face frame."""

    settings_changed = Signal()
    changed = Signal()  # what `paint` draws

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = ToolSettings()
        self._gesture: Gesture | None = None
        self._pointer: Point | None = None
        self._ground: object = None
        session.document_changed.connect(self._on_document_changed)
        session.selection_changed.connect(self._on_selection_changed)

    @property
    def settings(self) -> ToolSettings:
        return self._settings

    @property
    def active(self) -> bool:
        """Whether a press belongs to a mask tool."""
        return self._photo is not None and self._settings.tool is not Tool.MOVE

    @property
    def paints(self) -> bool:
        """Whether a pen's pressure is of use."""
        return self._settings.tool.paints

    @property
    def painting(self) -> bool:
        """Whether a stroke is under way."""
        return self._gesture is not None and self._gesture.tool.paints

    def use(self, settings: ToolSettings) -> None:
        if settings.tool is not self._settings.tool:
            self.escape()
        self._settings = settings
        if self.active:
            self._session.select(None)
        self.settings_changed.emit()
        self.changed.emit()

    @property
    def _photo(self) -> PhotoGround | None:
        return self._session.document.photo

    def _on_document_changed(self) -> None:
        """Another photo: a brush that suits its size, and no gesture from the one before."""
        original = None if self._photo is None else self._photo.original
        if original is not self._ground:
            self._ground, self._gesture = original, None
            if self._photo is not None:
                side = self._photo.side_px
                size, amount = float(max(2, round(side / 14))), max(1, round(side / 100))
                self.use(replace(self._settings, tool=Tool.BRUSH, shown=True, size=size, amount=amount))

    def _on_selection_changed(self) -> None:
        """A part that is chosen is to be moved."""
        if self._session.selection is not None and self.active:
            self.use(replace(self._settings, tool=Tool.MOVE))

    # --- pointer

    def press(self, point: Point, side_px: float, alt: bool = False, pressure: float = 1.0) -> None:
        self._pointer = point
        if self._gesture is not None and self._gesture.tool is Tool.POLYGON:
            if mask_tools.closes(self._gesture, point, side_px):
                self.finish()
            else:
                self._gesture = mask_tools.with_corner(self._gesture, point)
                self.changed.emit()
            return
        if not self._settings.shown:
            self.use(replace(self._settings, shown=True))
        self._gesture = replace(mask_tools.begun(self._settings, point, alt), pressure=pressure)
        if self.painting:
            self._paint_to(point, pressure)
        self.changed.emit()

    def move(self, point: Point, shift: bool = False, pressure: float = 1.0) -> None:
        self._pointer = point
        if self.painting:
            self._paint_to(point, pressure)
        elif self._gesture is not None:
            self._gesture = mask_tools.moved(self._gesture, point, shift)
        self.changed.emit()

    def release(self) -> None:
        """The button is up: strokes and shapes are finished, a polygon goes on."""
        if self._gesture is not None and self._gesture.tool is not Tool.POLYGON:
            self.finish()

    def finish(self) -> None:
        """Make one undo step of what is under way."""
        gesture, self._gesture = self._gesture, None
        if gesture is None or self._photo is None:
            return
        mask = self._photo.mask if gesture.tool.paints else mask_tools.enclosed(self._photo, gesture)
        if gesture.tool.paints or mask is not self._photo.mask:
            self._session.commit(gesture.tool.title, self._session.document.with_mask(mask))
        self.changed.emit()

    def escape(self) -> bool:
        """Take back what is under way; False where nothing is."""
        if self._gesture is None:
            return False
        if self.painting:
            self._session.revert_edit()
        self._gesture = None
        self.changed.emit()
        return True

    def step_back(self) -> None:
        """One corner of a polygon less."""
        if self._gesture is not None and self._gesture.tool is Tool.POLYGON:
            self._gesture = mask_tools.without_corner(self._gesture)
            self.changed.emit()

    def resize(self, steps: float) -> None:
        self.use(self._settings.resized(steps))

    def leave(self) -> None:
        self._pointer = None
        self.changed.emit()

    def _paint_to(self, point: Point, pressure: float) -> None:
        if self._photo is None or self._gesture is None:
            return
        mask, self._gesture = mask_tools.painted(self._photo, self._settings, self._gesture, point, pressure)
        if mask is not self._photo.mask:
            self._session.preview_edit(self._session.document.with_mask(mask))

    # --- painting

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """The shape under way, and the brush around the pointer."""
        ground = self._photo
        if ground is None or self._settings.tool is Tool.MOVE:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._gesture is not None and not self.painting:
            self._paint_shape(painter, frame, self._gesture)
        elif self._settings.tool.paints and self._pointer is not None:
            radius = mask_tools.brush_on_screen(ground, self._settings, frame.side)
            _twice(painter, lambda: painter.drawEllipse(_on_screen(self._pointer or (0, 0), frame), radius, radius))
        painter.restore()

    def _paint_shape(self, painter: QPainter, frame: Frame, gesture: Gesture) -> None:
        line = QPolygonF([_on_screen((float(x), float(y)), frame) for x, y in mask_tools.outline(gesture)])
        if gesture.tool is Tool.POLYGON:
            if self._pointer is not None:
                line.append(_on_screen(self._pointer, frame))
            _twice(painter, lambda: painter.drawPolyline(line))
            first = line.first()
            _twice(painter, lambda: painter.drawRect(QRectF(first.x() - 4, first.y() - 4, 8, 8)))
        else:
            _twice(painter, lambda: painter.drawPolygon(line), dashed=gesture.how is How.SUBTRACT)


def _on_screen(point: Point, frame: Frame) -> QPointF:
    return QPointF(frame.left + point[0] * frame.side, frame.top + point[1] * frame.side)


def _twice(painter: QPainter, draw: Callable[[], object], dashed: bool = False) -> None:
    """Dark below, bright above: seen on every photo."""
    painter.setPen(QPen(QColor(0, 0, 0, 130), 3.0))
    draw()
    pen = QPen(QColor(theme.current().line if not dashed else "#ffffff"), 1.25)
    if dashed:
        pen.setDashPattern([4.0, 4.0])
    painter.setPen(pen)
    draw()
