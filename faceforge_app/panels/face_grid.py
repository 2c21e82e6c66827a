"""A grid of drawn faces, of which one or two are chosen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from engines.imaging.arrays import ByteImage
from faceforge_app.language import tr
from faceforge_app.panels.library import paint_tile
from faceforge_app.pictures import scaled_picture

TILE_PX, GAP_PX, COLUMNS = 58, 4, 4
FACE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, eq=False)
class DrawnFace:
    """A face as the network painted it, (s, s, 3), and its latent vector (D,)."""

    picture: ByteImage
    latent: NDArray[np.float32]


class FaceGrid(QListWidget):
    """Click for one face, Ctrl+click for a second; `chosen_changed` says that the choice is another, `used` that a face was
    double-clicked.
    """

    chosen_changed = Signal()
    used = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setItemDelegate(_FaceDelegate(self))
        self.setAccessibleName(tr("Drawn faces"))
        self.setFixedHeight(COLUMNS * (TILE_PX + GAP_PX) + 2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._order: list[QListWidgetItem] = []
        self.itemSelectionChanged.connect(self._on_selection)
        self.itemDoubleClicked.connect(lambda _: self.used.emit())

    @property
    def chosen(self) -> tuple[DrawnFace, ...]:
        """The faces chosen, in the order in which they were; two at most."""
        return tuple(item.data(FACE) for item in self._order[:2])

    def show_faces(self, faces: list[DrawnFace]) -> None:
        """Other faces take the place of these; the first one is chosen."""
        self.clear()
        for face in faces:
            self.addItem(self._item(face))
        self.setCurrentRow(0)

    def add_face(self, face: DrawnFace) -> None:
        """One more face in front of the others, chosen."""
        self.insertItem(0, self._item(face))
        self.setCurrentRow(0, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollToTop()

    def _item(self, face: DrawnFace) -> QListWidgetItem:
        item = QListWidgetItem()
        item.setData(FACE, face)
        item.setData(Qt.ItemDataRole.DecorationRole, QPixmap.fromImage(scaled_picture(face.picture, 2 * TILE_PX)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, tr("Face {number}", number=self.count() + 1))
        item.setToolTip(tr("Click to choose, Ctrl+click for a second face, double-click to use it as a layer"))
        return item

    def _on_selection(self) -> None:
        selected = self.selectedItems()
        self._order = [item for item in self._order if item in selected]
        self._order += [item for item in selected if item not in self._order]
        if len(self._order) > 2:  # the newest takes the second place
            self._order[1].setSelected(False)
            return
        self.chosen_changed.emit()


class _FaceDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(TILE_PX + GAP_PX, TILE_PX + GAP_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        half = GAP_PX // 2
        rect = option.rect.adjusted(half, half, -half, -half)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        paint_tile(painter, rect, index.data(Qt.ItemDataRole.DecorationRole), selected, hovered)
