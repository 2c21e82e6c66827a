"""The document's layers as a Qt model, the topmost first; rows can be dragged to another place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from engines.face.regions import PART_KINDS
from faceforge_app.document.layers import Layer, PartLayer
from faceforge_app.language import tr

Index = QModelIndex | QPersistentModelIndex
LAYER = "application/x-faceforge-layer"


def _shown(layers: Sequence[Layer]) -> tuple[object, ...]:
    return tuple((layer.id, layer.name, layer.visible, round(layer.opacity, 2), _donor(layer)) for layer in layers)


def _donor(layer: Layer) -> str:
    return layer.donor.id if isinstance(layer, PartLayer) else ""


def layer_title(layer: Layer) -> str:
    """A layer's name, its kind of part in the user's language."""
    kind = PART_KINDS[layer.kind].title if isinstance(layer, PartLayer) else ""
    return tr(kind) + layer.name.removeprefix(kind) if layer.name.startswith(kind) else layer.name


class LayerModel(QAbstractListModel):
    moved = Signal(str, int)  # layer id, index from the bottom

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[Layer, ...] = ()

    def set_layers(self, layers: Sequence[Layer]) -> None:
        """`layers` from bottom to top. Nothing is reset while only places change, as in a drag on the canvas."""
        layers = tuple(reversed(layers))
        same_rows = [layer.id for layer in layers] == [layer.id for layer in self._layers]
        changed = _shown(layers) != _shown(self._layers)
        if same_rows:
            self._layers = layers
            if changed and layers:
                self.dataChanged.emit(self.index(0), self.index(len(layers) - 1))
            return
        self.beginResetModel()
        self._layers = layers
        self.endResetModel()

    def layer(self, index: Index) -> Layer | None:
        return self._layers[index.row()] if index.isValid() and index.row() < len(self._layers) else None

    def row_of(self, layer_id: str | None) -> int:
        return next((row for row, layer in enumerate(self._layers) if layer.id == layer_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._layers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        layer = self.layer(index)
        if layer is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return layer_title(layer)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                (layer_title(layer), tr("visible") if layer.visible else tr("hidden"), f"{layer.opacity:.0%}")
            )
        return layer_title(layer) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [LAYER]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data, layer = QMimeData(), self.layer(indexes[0])
        data.setData(LAYER, (layer.id if layer else "").encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        layer_id = bytes(data.data(LAYER).data()).decode()
        source = self.row_of(layer_id)
        if source < 0:
            return False
        target = len(self._layers) if row < 0 else row
        target -= 1 if target > source else 0
        if target != source:
            self.moved.emit(layer_id, len(self._layers) - 1 - target)
        return False  # the document is what moves; the view is told by it
