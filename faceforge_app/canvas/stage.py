"""The middle of the window: parts, portrait, both side by side, or two portraits against each other."""

from __future__ import annotations

from enum import Enum
from itertools import permutations
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from faceforge_app.canvas.compare_pane import ComparePane
from faceforge_app.canvas.drop_zones import REPAIR, DropZones, zone_at
from faceforge_app.canvas.portrait import PortraitView
from faceforge_app.canvas.view import CanvasView
from faceforge_app.document.project_file import is_project
from faceforge_app.drag_data import dropped_paths
from faceforge_app.session.session import Session


class Mode(Enum):
    PARTS = "parts"
    SPLIT = "split"
    PORTRAIT = "portrait"
    COMPARE = "compare"


class Stage(QWidget):
    files_dropped = Signal(list)  # paths: projects, and photos that donors are to be cut from
    photo_dropped = Signal(object)  # Path of a photo to work on

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
        self._zones = DropZones(self)
        self.setAcceptDrops(True)

    @property
    def mode(self) -> Mode:
        return self._mode

    def hold_before(self, holding: bool) -> None:
        """Show what was there before, or the other portrait, for as long as it is held."""
        if self._mode is Mode.COMPARE:
            self.compare.view.hold_other(holding)
            return
        self.portrait.hold_before(holding and self.portrait.can_hold)
        self.canvas.hold_before(holding)

    # --- files dragged over it; parts go to the canvas

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()
            self._point(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()
        self._point(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._zones.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_paths(event.mimeData())
        self._zones.hide()
        event.acceptProposedAction()
        if _are_photos(paths) and zone_at(self.width(), event.position().x()) == REPAIR:
            self.photo_dropped.emit(paths[0])
        elif paths:
            self.files_dropped.emit(paths)

    def _point(self, event: QDragMoveEvent) -> None:
        if _are_photos(dropped_paths(event.mimeData())):
            self._zones.point(event.position().x())

    def show_mode(self, mode: Mode) -> None:
        self._mode = mode
        self._splitter.setVisible(mode is not Mode.COMPARE)
        self.compare.setVisible(mode is Mode.COMPARE)
        self.canvas.setVisible(mode is not Mode.PORTRAIT)
        self.portrait.setVisible(mode is not Mode.PARTS)
        if mode is Mode.SPLIT:
            self._splitter.setSizes([1000, 1000])
            self.portrait.follow(self.canvas.view)
        focused = {Mode.PORTRAIT: self.portrait, Mode.COMPARE: self.compare.view}
        focused.get(mode, self.canvas).setFocus()


def _are_photos(paths: list[Path]) -> bool:
    return bool(paths) and not any(is_project(path) for path in paths)
