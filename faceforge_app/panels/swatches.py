"""Colours of skin and of other things: whatever is usual, one of a row of natural ones, or any other."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QColorDialog, QHBoxLayout, QWidget

from faceforge_app import theme
from faceforge_app.language import mark, tr

Tone = tuple[float, float, float]
TONES: tuple[tuple[str, str], ...] = (
    (mark("Porcelain"), "#f3d9c8"), (mark("Fair"), "#e8bfa3"), (mark("Light"), "#d9a582"), (mark("Olive"), "#c08a62"),
    (mark("Tan"), "#a56f48"), (mark("Brown"), "#82532f"), (mark("Dark"), "#5b3822"), (mark("Deep"), "#3d2518"),
)  # fmt: skip


class Swatch(QAbstractButton):
    """A round colour; without a colour it shows a stroke: whatever is usual. `group` says what is coloured."""

    def __init__(self, name: str, colour: str = "", group: str = "") -> None:
        super().__init__()
        self.colour = colour
        self.setCheckable(True)
        self.setToolTip(name)
        self.setAccessibleName(f"{group or tr('Skin tone')}: {name}")
        self.setFixedSize(self.sizeHint())
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(24, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(colours.line), 2) if chosen else Qt.PenStyle.NoPen)
        painter.drawEllipse(QRectF(1, 1, 22, 22))
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(self.colour) if self.colour else QColor(colours.raised))
        painter.drawEllipse(QRectF(3.5, 3.5, 17, 17))
        if not self.colour:
            painter.setPen(QPen(QColor(colours.muted), 1.5))
            painter.drawLine(7, 17, 17, 7)
        painter.end()


class Tones(QWidget):
    """A row of colours for one thing; `none` says what is meant where no colour is chosen."""

    chosen = Signal(object)  # Tone or None

    def __init__(
        self, title: str, tones: tuple[tuple[str, str], ...], none: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._group = QButtonGroup(self)
        self._none = Swatch(none, group=title)
        self._custom = Swatch(tr("another one…"), group=title)
        self._tones = [Swatch(tr(name), colour, title) for name, colour in tones]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for swatch in (self._none, *self._tones, self._custom):
            self._group.addButton(swatch)
            row.addWidget(swatch)
        row.addStretch(1)
        self._none.clicked.connect(lambda: self.chosen.emit(None))
        self._custom.clicked.connect(self._choose)
        for swatch in self._tones:
            swatch.clicked.connect(lambda _=False, colour=swatch.colour: self.chosen.emit(_tone(QColor(colour))))

    def show_tone(self, tone: Tone | None) -> None:
        """Mark the tone in use."""
        colour = "" if tone is None else QColor.fromRgbF(*tone).name()
        match = next((swatch for swatch in self._tones if swatch.colour == colour), None)
        self._custom.colour = colour if tone is not None and match is None else "#b08d78"
        self._custom.update()
        (self._none if tone is None else match or self._custom).setChecked(True)

    def _choose(self) -> None:
        colour = QColorDialog.getColor(QColor(self._custom.colour), self, self._title)
        if colour.isValid():
            self.chosen.emit(_tone(colour))


class SkinTones(Tones):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Skin tone"), TONES, tr("from the parts"), parent)


def _tone(colour: QColor) -> Tone:
    return colour.red() / 255, colour.green() / 255, colour.blue() / 255
