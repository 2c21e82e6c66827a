"""Two portraits against each other: one while a key is held, across a slider, beside each other, or their difference."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)

from engines.imaging.arrays import ByteImage
from faceforge_app import theme
from faceforge_app.canvas.painting import Frame, frame_of
from faceforge_app.canvas.plate import paint_badge, paint_plate
from faceforge_app.canvas.render import SpriteCache
from faceforge_app.canvas.zoomable import Zoomable
from faceforge_app.document.comparison import Difference, difference

HINT = "Choose a portrait, then another one: the two are compared. Pin one to hold it against several"
KNOB_PX = 13
KEY_STEP = 0.02
GAIN = 8


class Way(Enum):
    """How two portraits are compared."""

    HOLD = "Hold"
    SLIDE = "Slide"
    BESIDE = "Side by side"
    DIFFERENCE = "Difference"


@dataclass(frozen=True, eq=False)
class Side:
    """A portrait and what it is called."""

    picture: ByteImage
    title: str


class CompareView(Zoomable):
    changed = Signal()  # sides, way or gain

    def __init__(self, sprites: SpriteCache) -> None:
        super().__init__()
        self._sprites = sprites
        self._one: Side | None = None
        self._other: Side | None = None
        self._way = Way.SLIDE
        self._slider = 0.5
        self._gain = GAIN
        self._holding = self._sliding = False
        self._difference: Difference | None = None
        self._amplified: ByteImage | None = None
        self.setObjectName("compare")
        self.setAccessibleName("Comparison of two portraits")
        self.setAccessibleDescription("Hold Space to see the other portrait; the arrow keys move the slider.")

    # --- what is compared, and how

    @property
    def way(self) -> Way:
        return self._way

    @property
    def gain(self) -> int:
        return self._gain

    @property
    def sides(self) -> tuple[Side | None, Side | None]:
        return self._one, self._other

    @property
    def difference(self) -> Difference | None:
        """Of the two sides, once it was asked for."""
        if self._difference is None and self._one is not None and self._other is not None:
            self._difference = difference(self._one.picture, self._other.picture)
        return self._difference

    def show_sides(self, one: Side | None, other: Side | None) -> None:
        self._one, self._other = one, other
        self._difference = self._amplified = None
        self._say_changed()

    def set_way(self, way: Way) -> None:
        self._way = way
        self._view = self._view.resized(self._room(), self.height())
        self._say_changed()

    def set_gain(self, gain: int) -> None:
        self._gain, self._amplified = gain, None
        self._say_changed()

    def hold_other(self, holding: bool) -> None:
        """Show the other portrait alone, for as long as it is held."""
        if holding != self._holding:
            self._holding = holding
            self.update()

    def _say_changed(self) -> None:
        self.update()
        self.changed.emit()

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().canvas))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._one is None or self._other is None:
            paint_plate(painter, self.rect(), HINT)
        elif self._holding:
            self._paint_side(painter, self._other, QRect(self.rect()))
        else:
            paint = {
                Way.HOLD: self._paint_one, Way.SLIDE: self._paint_slide, Way.BESIDE: self._paint_beside,
                Way.DIFFERENCE: self._paint_difference,
            }  # fmt: skip
            paint[self._way](painter, self._one, self._other)
        painter.end()

    def _paint_one(self, painter: QPainter, one: Side, _other: Side) -> None:
        self._paint_side(painter, one, self.rect())

    def _paint_slide(self, painter: QPainter, one: Side, other: Side) -> None:
        split = round(self._slider * self.width())
        left, right = QRect(self.rect()), QRect(self.rect())
        left.setWidth(split)
        right.setLeft(split)
        self._paint_side(painter, one, left)
        self._paint_side(painter, other, right)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#ffffff"), 2))
        painter.drawLine(split, 0, split, self.height())
        painter.setBrush(QColor(theme.current().accent))
        painter.drawEllipse(QPointF(split, self.height() / 2), KNOB_PX, KNOB_PX)
        painter.drawLine(QPointF(split - 4, self.height() / 2), QPointF(split + 4, self.height() / 2))

    def _paint_beside(self, painter: QPainter, one: Side, other: Side) -> None:
        half = self._room()
        self._paint_side(painter, one, QRect(0, 0, half, self.height()))
        self._paint_side(painter, other, QRect(half, 0, self.width() - half, self.height()), half)
        painter.fillRect(half - 1, 0, 2, self.height(), QColor(theme.current().border))

    def _paint_difference(self, painter: QPainter, _one: Side, _other: Side) -> None:
        found = self.difference
        assert found is not None
        if self._amplified is None:
            self._amplified = found.amplified(self._gain)
        self._paint_side(painter, Side(self._amplified, f"Difference, {self._gain} times as strong"), self.rect())

    def _paint_side(self, painter: QPainter, side: Side, room: QRect, shift: int = 0) -> None:
        frame = self._frame(shift)
        painter.save()
        painter.setClipRect(room)
        painter.drawImage(frame.rect, self._sprites.picture(side.picture, frame.render_side))
        painter.setPen(QPen(QColor(0, 0, 0, 60), 1))
        painter.drawRect(frame.rect)
        if room.width() > 2 * KNOB_PX:
            paint_badge(painter, room, side.title)
        painter.restore()

    def _frame(self, shift: int) -> Frame:
        frame = frame_of(self._view, self.devicePixelRatioF())
        return replace(frame, left=frame.left + shift)

    def _room(self) -> int:
        """The width that one frame is laid out in."""
        return self.width() // 2 if self._way is Way.BESIDE else self.width()

    # --- pointer and keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_at(event.angleDelta().y() or event.angleDelta().x(), self._in_room(event.position()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._way is Way.SLIDE:
            self._sliding = True
            self._slide_to(event.position().x() / max(1, self.width()))
        elif event.button() == Qt.MouseButton.LeftButton and self._way is Way.HOLD:
            self.hold_other(True)
        else:
            self._start_pan(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._sliding:
            self._slide_to(event.position().x() / max(1, self.width()))
        else:
            self._pan_to(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pan_from, self._sliding = None, False
        self.unsetCursor()
        self.hold_other(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -KEY_STEP, Qt.Key.Key_Right: KEY_STEP}
        if event.key() == Qt.Key.Key_Space:
            self.hold_other(True)
        elif event.key() in steps and self._way is Way.SLIDE:
            self._slide_to(self._slider + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hold_other(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hold_other(False)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._view = self._view.resized(self._room(), self.height())

    def _slide_to(self, share: float) -> None:
        self._slider = min(max(share, 0.0), 1.0)
        self.update()

    def _in_room(self, position: QPointF) -> QPointF:
        """A point of the right-hand frame as the same one of the left-hand frame."""
        beyond = self._way is Way.BESIDE and position.x() >= self._room()
        return QPointF(position.x() - self._room(), position.y()) if beyond else position
