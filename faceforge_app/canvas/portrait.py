"""The portrait, large: the live preview or the chosen variant; while B or Space is held, the composition it was made from."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from engines.imaging.arrays import ByteImage
from faceforge_app import theme
from faceforge_app.canvas.painting import frame_of, paint_document
from faceforge_app.canvas.plate import paint_badge, paint_plate
from faceforge_app.canvas.render import SpriteCache
from faceforge_app.canvas.zoomable import Zoomable
from faceforge_app.document.document import Document
from faceforge_app.language import mark, tr

EMPTY_HINT = mark("Press Generate to paint the portrait, or switch live preview on")


class PortraitView(Zoomable):
    def __init__(self, sprites: SpriteCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sprites = sprites
        self._picture: ByteImage | None = None
        self._before = Document()
        self._caption = ""
        self._holding = False
        self.setObjectName("portrait")
        self.setAccessibleName(tr("Portrait"))
        self.setAccessibleDescription(tr("Hold B to see the composition that the portrait was made from."))

    @property
    def picture(self) -> ByteImage | None:
        return self._picture

    def show_picture(self, picture: ByteImage | None, before: Document, caption: str) -> None:
        self._picture, self._before, self._caption = picture, before, caption
        self.update()

    def hold_before(self, holding: bool) -> None:
        """Show the composition instead, for as long as it is held."""
        if holding != self._holding:
            self._holding = holding
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().canvas))
        frame = frame_of(self._view, self.devicePixelRatioF())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._picture is None or self._holding:
            painter.setOpacity(1.0 if self._holding else 0.35)
            paint_document(painter, self._before if self._holding else Document(), frame, self._sprites)
            painter.setOpacity(1.0)
        else:
            image: QImage = self._sprites.picture(self._picture, frame.render_side)
            painter.drawImage(frame.rect, image)
        painter.setPen(QPen(QColor(0, 0, 0, 60), 1))
        painter.drawRect(frame.rect)
        self._paint_caption(painter)
        painter.end()

    def _paint_caption(self, painter: QPainter) -> None:
        rect: QRect = self.rect()
        if self._picture is None:
            paint_plate(painter, rect, tr(EMPTY_HINT))
        elif self._holding:
            paint_badge(painter, rect, tr("Before"))
        elif self._caption:
            paint_badge(painter, rect, self._caption)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._start_pan(event)
        else:
            self.hold_before(self._picture is not None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pan_to(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pan_from = None
        self.unsetCursor()
        self.hold_before(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.hold_before(self._picture is not None)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hold_before(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hold_before(False)
        super().focusOutEvent(event)
