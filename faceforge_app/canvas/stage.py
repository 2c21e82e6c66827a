"""The middle of the window: parts, portrait, both side by side, or two portraits against each other."""

from __future__ import annotations

from enum import Enum
from itertools import permutations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from faceforge_app.canvas.compare_pane import ComparePane
from faceforge_app.canvas.drop_zones import DropZones, Zone, zone_at, zones_for
from faceforge_app.canvas.portrait import PortraitView
from faceforge_app.canvas.view import CanvasView
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
    sketch_dropped = Signal(object)  # Path of a scan to draw from
    mask_dropped = Signal(object)  # Path of a mask for the photo that is open

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
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
        if self._offered(event):
            event.acceptProposedAction()
            self._zones.point(self._offered(event), event.position().x())

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()
        self._zones.point(self._offered(event), event.position().x())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._zones.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        paths, zones = dropped_paths(event.mimeData()), self._offered(event)
        self._zones.hide()
        event.acceptProposedAction()
        if not zones:
            return
        single = {Zone.REPAIR: self.photo_dropped, Zone.DRAW: self.sketch_dropped, Zone.MASK: self.mask_dropped}
        zone = zone_at(zones, self.width(), event.position().x())
        if zone in single:
            single[zone].emit(paths[0])
        else:
            self.files_dropped.emit(paths)

    def _offered(self, event: QDropEvent) -> tuple[Zone, ...]:
        return zones_for(dropped_paths(event.mimeData()), self._session.document.photo is not None)

    def show_mode(self, mode: Mode) -> None:
        self._mode = mode
        comparing = mode is Mode.COMPARE
        leaving, coming = (self._splitter, self.compare) if comparing else (self.compare, self._splitter)
        leaving.hide()  # first: with both there for a moment the docks would give up their room
        coming.show()
        self.canvas.setVisible(mode is not Mode.PORTRAIT)
        self.portrait.setVisible(mode is not Mode.PARTS)
        if mode is Mode.SPLIT:
            self._splitter.setSizes([1000, 1000])
            self.portrait.follow(self.canvas.view)
        focused = {Mode.PORTRAIT: self.portrait, Mode.COMPARE: self.compare.view}
        focused.get(mode, self.canvas).setFocus()
