"""A sentence on a quiet plate, painted over a picture."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from faceforge_app import theme

ABOVE_EDGE_PX = 40


def paint_plate(painter: QPainter, rect: QRect, text: str) -> None:
    """Near the lower edge of `rect`, in the middle; wrapped where the text is wider than that."""
    colours = theme.current()
    flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
    space = QRect(0, 0, max(120, rect.width() - 80), 200)
    plate = painter.fontMetrics().boundingRect(space, flags, text).adjusted(-16, -8, 16, 8)
    plate.moveCenter(rect.center())
    plate.moveBottom(rect.bottom() - ABOVE_EDGE_PX)
    background = QColor(colours.panel)
    background.setAlpha(230)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.border), 1))
    painter.setBrush(background)
    painter.drawRoundedRect(plate, 8, 8)
    painter.setPen(QColor(colours.text))
    painter.drawText(plate, flags, text)
    painter.restore()
