"""The middle of the window: parts, portrait, both side by side, or two portraits against each other."""

from __future__ import annotations

from enum import Enum
from itertools import permutations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from faceforge_app.canvas.compare_pane import ComparePane
from faceforge_app.canvas.portrait import PortraitView
from faceforge_app.canvas.view import CanvasView
from faceforge_app.session.session import Session


class Mode(Enum):
    PARTS = "parts"
    SPLIT = "split"
    PORTRAIT = "portrait"
    COMPARE = "compare"


class Stage(QWidget):
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = CanvasView(session)
        self.portrait = PortraitView(self.canvas.sprites)
        self.compare = ComparePane(self.canvas.sprites)
        views = (self.canvas, self.portrait, self.compare.view)
        for view, other in permutations(views, 2):
            view.view_changed.connect(other.follow)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.canvas)
        self._splitter.addWidget(self.portrait)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(2)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        layout.addWidget(self.compare)
        self._mode = Mode.PARTS
        self.portrait.hide()
        self.compare.hide()

    @property
    def mode(self) -> Mode:
        return self._mode

    def show_mode(self, mode: Mode) -> None:
        self._mode = mode
        self._splitter.setVisible(mode is not Mode.COMPARE)
        self.compare.setVisible(mode is Mode.COMPARE)
        self.canvas.setVisible(mode is not Mode.PORTRAIT)
        self.portrait.setVisible(mode is not Mode.PARTS)
        if mode is Mode.SPLIT:
            self._splitter.setSizes([1000, 1000])
        focused = {Mode.PORTRAIT: self.portrait, Mode.COMPARE: self.compare.view}
        focused.get(mode, self.canvas).setFocus()

    def hold(self, holding: bool) -> None:
        """Show what was before, or the other portrait, for as long as it is held."""
        if self._mode is Mode.COMPARE:
            self.compare.view.hold_other(holding)
        else:
            self.portrait.hold_before(holding and self.portrait.picture is not None)
