"""A sentence on a quiet plate, painted over a picture."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from faceforge_app import theme
from faceforge_app.document.lettering import Row

ABOVE_EDGE_PX = 40
CORNER_PX = 12
SWATCH_PX = 12
FLAGS = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


def paint_plate(painter: QPainter, rect: QRect, text: str) -> None:
    """Near the lower edge of `rect`, in the middle; wrapped where the text is wider than that."""
    plate = _fitted(painter, rect, text).adjusted(-16, -8, 16, 8)
    plate.moveCenter(rect.center())
    plate.moveBottom(rect.bottom() - ABOVE_EDGE_PX)
    _paint(painter, plate, text)


def paint_badge(painter: QPainter, rect: QRect, text: str) -> None:
    """Small, in the lower left corner of `rect`."""
    plate = _fitted(painter, rect, text).adjusted(-10, -4, 10, 4)
    plate.moveBottomLeft(rect.bottomLeft() + QPoint(CORNER_PX, -CORNER_PX))
    _paint(painter, plate, text)


def paint_legend(painter: QPainter, rect: QRect, rows: tuple[Row, ...]) -> None:
    """What colours mean, in the upper right corner of `rect`."""
    metrics = painter.fontMetrics()
    line = metrics.height() + 4
    width = max((metrics.horizontalAdvance(row.text) for row in rows), default=0) + SWATCH_PX + 30
    plate = QRect(0, 0, width, line * len(rows) + 12)
    plate.moveTopRight(rect.topRight() + QPoint(-CORNER_PX, CORNER_PX))
    _paint(painter, plate, "")
    for place, row in enumerate(rows):
        top = plate.top() + 6 + place * line
        swatch = QRect(plate.left() + 10, top + (line - SWATCH_PX) // 2, SWATCH_PX, SWATCH_PX)
        painter.fillRect(swatch, QColor(row.colour))
        text = QRect(swatch.right() + 9, top, width, line)
        painter.setPen(QColor(theme.current().text))
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), row.text)


def _fitted(painter: QPainter, rect: QRect, text: str) -> QRect:
    space = QRect(0, 0, max(120, rect.width() - 80), 200)
    return painter.fontMetrics().boundingRect(space, FLAGS, text)


def _paint(painter: QPainter, plate: QRect, text: str) -> None:
    colours = theme.current()
    background = QColor(colours.panel)
    background.setAlpha(230)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.border), 1))
    painter.setBrush(background)
    painter.drawRoundedRect(plate, 7, 7)
    painter.setPen(QColor(colours.text))
    painter.drawText(plate, FLAGS, text)
    painter.restore()
