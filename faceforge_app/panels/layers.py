"""The layers dock: the stack, and what can be set for the chosen layer."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QItemSelection, QRect, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from faceforge_app import theme
from faceforge_app.document import editing
from faceforge_app.document.layers import Layer, PartLayer
from faceforge_app.panels.layer_model import Index, LayerModel
from faceforge_app.panels.library import paint_tile
from faceforge_app.panels.thumbnails import Thumbnails
from faceforge_app.panels.widgets import LabelledSlider, muted_label, tool_button
from faceforge_app.pictures import scaled_picture
from faceforge_app.session.session import Session

ROW_PX = 44
EYE_PX = 34
THUMBNAIL = QSize(52, 36)
EMPTY = "No layers yet.\nDrag a part onto the face, or double-click one in the library."
BUTTONS = ("flip", "link", "home", "replace", "duplicate", "raise", "lower", "delete")


class LayerDelegate(QStyledItemDelegate):
    """A row: eye, thumbnail, name, opacity. A click on the eye hides or shows the layer."""

    def __init__(self, session: Session, model: LayerModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._model = session, model
        self._thumbnails = Thumbnails(self)
        self._thumbnails.ready.connect(self._repaint)
        self._pictures: dict[str, QPixmap] = {}
        self.icons_drawn = False

    def _repaint(self) -> None:
        parent = self.parent()
        if isinstance(parent, QListView):
            parent.viewport().update()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        layer = self._model.layer(index)
        if layer is None:
            return
        colours, rect = theme.current(), option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.fillRect(rect, QColor(colours.hover if selected else colours.raised))
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.line))
        if self.icons_drawn:
            icon = theme.icon("eye-outline" if layer.visible else "eye-off-outline")
            box = QRect(rect.left() + 10, rect.center().y() - 8, 17, 17)
            icon.paint(painter, box, mode=QIcon.Mode.Normal if layer.visible else QIcon.Mode.Disabled)
        tile = QRect(rect.left() + EYE_PX + 2, rect.top() + 4, THUMBNAIL.width(), THUMBNAIL.height())
        painter.setOpacity(1.0 if layer.visible else 0.4)
        paint_tile(painter, tile, self._picture(layer, painter.device().devicePixelRatioF()), False, False)
        painter.setOpacity(1.0)
        self._paint_text(painter, rect.adjusted(tile.right() - rect.left() + 10, 0, -10, 0), layer)

    def _paint_text(self, painter: QPainter, rect: QRect, layer: Layer) -> None:
        colours = theme.current()
        title, _, detail = layer.name.partition(" · ")
        marks = [detail] if detail else []
        if layer.opacity < 0.995:
            marks.append(f"{layer.opacity:.0%}")
        if isinstance(layer, PartLayer) and layer.mirror_linked:
            marks.append("linked")
        metrics = painter.fontMetrics()
        upper, lower = rect.adjusted(0, 5, 0, -ROW_PX // 2), rect.adjusted(0, ROW_PX // 2, 0, -5)
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.text if layer.visible else colours.muted))
        painter.drawText(
            upper if marks else rect, vertical, metrics.elidedText(title, Qt.TextElideMode.ElideRight, rect.width())
        )
        painter.setPen(QColor(colours.muted))
        painter.drawText(
            lower, vertical, metrics.elidedText(" · ".join(marks), Qt.TextElideMode.ElideRight, rect.width())
        )

    def _picture(self, layer: Layer, ratio: float) -> QPixmap | None:
        if isinstance(layer, PartLayer):
            donor = layer.donor
            return self._thumbnails.pixmap(donor.id, lambda: donor, layer.kind, THUMBNAIL, ratio)
        if layer.id not in self._pictures:
            height, width = THUMBNAIL.height(), THUMBNAIL.width()
            square = QPixmap.fromImage(scaled_picture(layer.image, round(width * ratio)))
            top = round((width - height) * ratio * 0.45)
            self._pictures[layer.id] = square.copy(0, top, square.width(), round(height * ratio))
        return self._pictures[layer.id]

    def editorEvent(self, event: QEvent, model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        layer = self._model.layer(index)
        pressed = event.type() == QEvent.Type.MouseButtonRelease
        if layer is not None and pressed and event.position().x() < option.rect.left() + EYE_PX:  # type: ignore[attr-defined]
            toggle_visible(self._session, layer)
            return True
        return False


def toggle_visible(session: Session, layer: Layer) -> None:
    label = "Hide layer" if layer.visible else "Show layer"
    session.commit(label, editing.change(session.document, layer.id, visible=not layer.visible))


class LayersPanel(QWidget):
    def __init__(self, session: Session, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = LayerModel(self)
        self.list = self._make_list()
        self._delegate = LayerDelegate(session, self.model, self.list)
        self.list.setItemDelegate(self._delegate)
        self._build(actions)
        self.model.moved.connect(self._on_moved)
        self.list.selectionModel().selectionChanged.connect(self._on_row_chosen)
        session.document_changed.connect(self.refresh)
        session.selection_changed.connect(self._show_selection)
        self.refresh()

    def _make_list(self) -> QListView:
        view = QListView()
        view.setModel(self.model)
        view.setAccessibleName("Layers")
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        return view

    def _build(self, actions: Mapping[str, QAction]) -> None:
        empty = muted_label(EMPTY)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setContentsMargins(16, 16, 16, 16)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(empty)
        self.opacity = LabelledSlider("Opacity", 100)
        self.match = LabelledSlider(
            "Colour match", 100, tip="How far the part's colour is drawn towards the other parts'"
        )
        self.opacity.moved.connect(lambda value: self._preview(opacity=value / 100))
        self.opacity.settled.connect(lambda value: self._commit("Opacity", opacity=value / 100))
        self.match.moved.connect(lambda value: self._preview(colour_match=value / 100))
        self.match.settled.connect(lambda value: self._commit("Colour match", colour_match=value / 100))
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        for name in BUTTONS:
            if name == "delete":
                buttons.addStretch(1)
            buttons.addWidget(tool_button(actions[name]))
        sliders = QHBoxLayout()
        sliders.setSpacing(2 * theme.GRID)
        sliders.addWidget(self.opacity, 1)
        sliders.addWidget(self.match, 1)
        lower = QVBoxLayout()
        lower.setContentsMargins(10, 2, 10, theme.GRID)
        lower.setSpacing(4)
        lower.addLayout(sliders)
        lower.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(self._stack, 1)
        layout.addLayout(lower)

    def draw_icons(self) -> None:
        self._delegate.icons_drawn = True
        self.list.viewport().update()

    def refresh(self) -> None:
        layers = self._session.document.layers
        self.model.set_layers(layers)
        self._stack.setCurrentIndex(0 if layers else 1)
        self._show_selection()

    def _show_selection(self) -> None:
        row = self.model.row_of(self._session.selection)
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        self.list.setCurrentIndex(self.model.index(row)) if row >= 0 else selection.clear()
        selection.blockSignals(False)
        self.list.viewport().update()
        layer = self._session.selected_layer
        self.opacity.set_label("Opacity" if self._session.document.photo is None else "Strength")
        self.opacity.setEnabled(layer is not None)
        self.match.setEnabled(isinstance(layer, PartLayer))
        self.opacity.set_value(round(layer.opacity * 100) if layer else 100)
        self.match.set_value(round(layer.colour_match * 100) if isinstance(layer, PartLayer) else 0)

    def _on_row_chosen(self, _new: QItemSelection, _old: QItemSelection) -> None:
        layer = self.model.layer(self.list.currentIndex())
        if layer is not None:
            self._session.select(layer.id)

    def _on_moved(self, layer_id: str, index: int) -> None:
        self._session.commit("Reorder", self._session.document.with_layer_at(layer_id, index))

    def _preview(self, **values: float) -> None:
        if self._session.selection is not None:
            self._session.preview_edit(editing.change(self._session.document, self._session.selection, **values))

    def _commit(self, label: str, **values: float) -> None:
        if self._session.selection is not None:
            self._session.commit(label, editing.change(self._session.document, self._session.selection, **values))
