"""A sentence that appears over the canvas and goes by itself; nothing has to be clicked away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from faceforge_app import theme
from faceforge_app.language import tr

WIDTH_PX = 460
READING_MS_A_CHARACTER = 60
SHORTEST_MS = 3500


class Toast(QLabel):
    """Lies on its parent, near the top; a click hides it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self._warning = False
        self.setWordWrap(True)
        self.setContentsMargins(20, 10, 16, 10)
        self.setAccessibleName(tr("Message"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        parent.installEventFilter(self)

    def say(self, text: str, warning: bool = False) -> None:
        """Show a sentence for as long as it takes to read."""
        self._warning = warning
        self.setText(text)
        self.setAccessibleDescription(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(max(SHORTEST_MS, READING_MS_A_CHARACTER * len(text)) * (2 if warning else 1))

    def _place(self) -> None:
        width = min(WIDTH_PX, self._over.width() - 32)
        natural = self.fontMetrics().horizontalAdvance(self.text()) + 44
        width = min(width, max(160, natural))
        self.setFixedSize(width, self.heightForWidth(width))
        self.move((self._over.width() - width) // 2, 16)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(rect, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.warning if self._warning else colours.line))
        painter.drawRoundedRect(QRectF(8, 9, 3, rect.height() - 18), 1.5, 1.5)
        painter.end()
        super().paintEvent(event)
