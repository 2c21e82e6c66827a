"""The loss of a search, plotted while it runs."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from faceforge_app import theme
from faceforge_app.session.session import Session

REDRAW_MS = 50
HEIGHT_PX = 130


class LossPlot(QWidget):
    """One curve, the best loss at each step; the last one stays until another search begins."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        import pyqtgraph  # 0.15 s: only where a plot is really shown

        self.steps: list[int] = []
        self.losses: list[float] = []
        self.plot = pyqtgraph.PlotWidget()
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(False, False)
        self.plot.hideButtons()
        self.plot.setLabel("bottom", "step")
        self.plot.setAccessibleName("Loss of the search")
        self.plot.setFixedHeight(HEIGHT_PX)
        self.curve = self.plot.plot()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self._redraw = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._redraw.timeout.connect(self._draw)
        session.run_measured.connect(self._on_measured)
        session.settings_changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Take the theme's colours."""
        colours = theme.current()
        self.plot.setBackground(colours.panel)
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(colours.border)
            axis.setTextPen(colours.muted)
        self.curve.setPen(colours.line, width=1.5)

    def _on_measured(self, step: int, loss: float) -> None:
        if step == 0:
            self.steps.clear()
            self.losses.clear()
        self.steps.append(step)
        self.losses.append(loss)
        if not self._redraw.isActive():
            self._redraw.start()

    def _draw(self) -> None:
        self.curve.setData(self.steps, self.losses)
