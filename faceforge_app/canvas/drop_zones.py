"""Where a dropped photo goes: two clear zones over the canvas, shown while a photo is dragged over the window."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from faceforge_app import theme

GAP_PX = 16
ZONES = (
    ("Repair this photo", "Open it, mark what is hidden, fill it or try other parts"),
    ("Cut a donor", "Put the parts of its face into your library"),
)
REPAIR, DONOR = range(len(ZONES))


class DropZones(QWidget):
    """Lies over its parent; the parent tells where the pointer is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._zone = REPAIR
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def zone(self) -> int:
        """The zone under the pointer."""
        return self._zone

    def point(self, x: float) -> None:
        """Show the zones, with the one under the pointer marked."""
        self.setGeometry(self._over.rect())
        self._zone = zone_at(self.width(), x)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.current()
        shade = QColor(colours.canvas)
        shade.setAlpha(225)
        painter.fillRect(self.rect(), shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (title, detail) in enumerate(ZONES):
            self._paint_zone(painter, self._rect(number), title, detail, number == self._zone)
        painter.end()

    def _rect(self, number: int) -> QRectF:
        width = (self.width() - 3 * GAP_PX) / 2
        return QRectF(GAP_PX + number * (width + GAP_PX), GAP_PX, width, self.height() - 2 * GAP_PX)

    @staticmethod
    def _paint_zone(painter: QPainter, rect: QRectF, title: str, detail: str, chosen: bool) -> None:
        colours = theme.current()
        painter.setBrush(QColor(colours.raised if chosen else colours.panel))
        pen = QPen(QColor(colours.line if chosen else colours.border), 2.0)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawRoundedRect(rect, 12, 12)
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        upper = QRectF(rect.left() + 12, rect.top(), rect.width() - 24, rect.height() / 2)
        lower = QRectF(rect.left() + 12, rect.center().y() + 10, rect.width() - 24, rect.height() / 2)
        wrapped = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(upper, wrapped | int(Qt.AlignmentFlag.AlignBottom), title)
        painter.restore()
        painter.setPen(QColor(colours.muted))
        painter.drawText(lower, wrapped | int(Qt.AlignmentFlag.AlignTop), detail)


def zone_at(width: int, x: float) -> int:
    return REPAIR if x < width / 2 else DONOR
