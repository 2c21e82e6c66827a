"""The portrait, large: the live preview or the chosen variant; while B or Space is held, the composition it was made from."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)  # fmt: skip
from PySide6.QtWidgets import QWidget

from engines.imaging.arrays import ByteImage
from faceforge_app import theme
from faceforge_app.canvas.painting import paint_document, paint_overlay
from faceforge_app.canvas.photo_painting import Look, PhotoPainter, content_of, look_of, photo_outline
from faceforge_app.canvas.plate import paint_badge, paint_legend, paint_plate
from faceforge_app.canvas.render import SpriteCache
from faceforge_app.canvas.zoomable import Zoomable
from faceforge_app.document.document import Document
from faceforge_app.document.overlays import Overlay
from faceforge_app.document.photo import PhotoGround

EMPTY_HINT = "Press Generate to paint the portrait, or switch live preview on"
PHOTO_HINT = "Press Generate to see what the photo becomes"


class PortraitView(Zoomable):
    def __init__(self, sprites: SpriteCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sprites = sprites
        self._painter = PhotoPainter()
        self._picture: ByteImage | None = None
        self._before = Document()
        self._caption = ""
        self._overlay: Overlay | None = None
        self._holding = False
        self.setObjectName("portrait")
        self.setAccessibleName("Portrait")
        self.setAccessibleDescription("Hold B to see the composition that the portrait was made from.")

    @property
    def picture(self) -> ByteImage | None:
        return self._picture

    def show_picture(self, picture: ByteImage | None, before: Document, caption: str) -> None:
        self._picture, self._before, self._caption = picture, before, caption
        self.show_content(content_of(before.photo))
        self.update()

    def show_overlay(self, overlay: Overlay | None) -> None:
        """Lay a tint over the portrait, with its legend."""
        self._overlay = overlay
        self.update()

    @property
    def can_hold(self) -> bool:
        """Whether there is something to compare with."""
        photo = self._before.photo
        return self._picture is not None or (photo is not None and bool(photo.patches))

    def hold_before(self, holding: bool) -> None:
        """Show the composition instead, for as long as it is held."""
        if holding != self._holding:
            self._holding = holding
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().canvas))
        look = look_of(self)
        if self._before.photo is not None:
            self._paint_photo(painter, self._before.photo, look)
        elif self._picture is None or self._holding:
            painter.setOpacity(1.0 if self._holding else 0.35)
            paint_document(painter, self._before if self._holding else Document(), look.frame, self._sprites)
            painter.setOpacity(1.0)
        else:
            self._paint_picture(painter, look)
        if self._before.photo is None:
            painter.setPen(QPen(QColor(0, 0, 0, 60), 1))
            painter.drawRect(look.frame.rect)
        self._paint_caption(painter)
        painter.end()

    def _paint_photo(self, painter: QPainter, photo: PhotoGround, look: Look) -> None:
        """The picture where the face is; while it is held, the photo that it was made from, or, without one, as it was opened."""
        if self._holding and self._picture is None:
            photo = replace(photo, patches=())
        self._painter.paint(painter, photo, look, QColor(theme.current().canvas))
        if self._picture is not None and not self._holding:
            path = QPainterPath()
            path.addPolygon(photo_outline(photo, look.frame))
            painter.setClipPath(path)
            self._paint_picture(painter, look)
            painter.setClipping(False)

    def _paint_picture(self, painter: QPainter, look: Look) -> None:
        if self._picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            image: QImage = self._sprites.picture(self._picture, look.frame.render_side)
            painter.drawImage(look.frame.rect, image)
            if self._overlay is not None:
                paint_overlay(painter, self._overlay, look.frame, self._sprites)

    def _paint_caption(self, painter: QPainter) -> None:
        rect: QRect = self.rect()
        if self._holding:
            paint_badge(painter, rect, "Before")
        elif self._picture is None and not self.can_hold:
            paint_plate(painter, rect, EMPTY_HINT if self._before.photo is None else PHOTO_HINT)
        elif self._caption:
            paint_badge(painter, rect, self._caption)
        if self._picture is not None and self._overlay is not None and not self._holding:
            paint_legend(painter, rect, self._overlay.legend)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._start_pan(event)
        else:
            self.hold_before(self.can_hold)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pan_to(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pan_from = None
        self.unsetCursor()
        self.hold_before(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.hold_before(self.can_hold)
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
