"""The middle of the window: parts, portrait, or both side by side."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from faceforge_app.canvas.portrait import PortraitView
from faceforge_app.canvas.view import CanvasView
from faceforge_app.session.session import Session


class Mode(Enum):
    PARTS = "parts"
    SPLIT = "split"
    PORTRAIT = "portrait"


class Stage(QWidget):
    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = CanvasView(session)
        self.portrait = PortraitView(self.canvas.sprites)
        self.canvas.view_changed.connect(self.portrait.follow)
        self.portrait.view_changed.connect(self.canvas.follow)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.canvas)
        self._splitter.addWidget(self.portrait)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(2)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splitter)
        self._mode = Mode.PARTS
        self.portrait.hide()

    @property
    def mode(self) -> Mode:
        return self._mode

    def show_mode(self, mode: Mode) -> None:
        self._mode = mode
        self.canvas.setVisible(mode is not Mode.PORTRAIT)
        self.portrait.setVisible(mode is not Mode.PARTS)
        if mode is Mode.SPLIT:
            self._splitter.setSizes([1000, 1000])
        (self.portrait if mode is Mode.PORTRAIT else self.canvas).setFocus()
