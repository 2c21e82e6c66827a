"""What a dropped file will become: clear zones over the canvas, shown while files are dragged over the window."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from faceforge_app import theme
from faceforge_app.document.project_file import is_project
from faceforge_app.language import mark, tr

GAP_PX = 16


class Zone(Enum):
    """What a drop there does: a title and a sentence."""

    PROJECT = (mark("Open this project"), mark("What is open now can be saved first"))
    REPAIR = (mark("Repair this photo"), mark("Open it, mark what is hidden, fill it or try other parts"))
    DRAW = (mark("Draw from this sketch"), mark("Clean the scan, lay it upright, and make a photo of it"))
    DONOR = (
        mark("Cut a donor"),
        mark("Put the parts of its face into your library; a picture made here offers its composition"),
    )
    MASK = (mark("Use as mask"), mark("White is filled in the photo that is open"))


def zones_for(paths: Sequence[Path], has_photo: bool) -> tuple[Zone, ...]:
    """The zones that are offered for files, from left to right; several photos can only become donors."""
    if not paths:
        return ()
    if any(is_project(path) for path in paths):
        return (Zone.PROJECT,)
    if len(paths) > 1:
        return (Zone.DONOR,)
    usual = (Zone.REPAIR, Zone.DRAW, Zone.DONOR)
    return (*usual, Zone.MASK) if has_photo else usual


def zone_at(zones: Sequence[Zone], width: int, x: float) -> Zone:
    """The zone at `x` of `width` pixels."""
    return zones[min(max(int(x * len(zones) / max(1, width)), 0), len(zones) - 1)]


class DropZones(QWidget):
    """Lies over its parent; the parent tells where the pointer is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._zones: tuple[Zone, ...] = ()
        self._zone = Zone.DONOR
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def point(self, zones: tuple[Zone, ...], x: float) -> None:
        """Show zones, at least one, with the one under the pointer marked."""
        self.setGeometry(self._over.rect())
        self._zones, self._zone = zones, zone_at(zones, self.width(), x)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.current()
        shade = QColor(colours.canvas)
        shade.setAlpha(225)
        painter.fillRect(self.rect(), shade)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, zone in enumerate(self._zones):
            title, detail = zone.value
            self._paint_zone(painter, self._rect(number), tr(title), tr(detail), zone is self._zone)
        painter.end()

    def _rect(self, number: int) -> QRectF:
        width = (self.width() - GAP_PX) / len(self._zones) - GAP_PX
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
