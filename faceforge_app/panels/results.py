"""The results strip: every variant as a thumbnail, newest run first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QListView,
    QMenu,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from faceforge_app import theme
from faceforge_app.document.results import ResultEntry
from faceforge_app.language import mark, tr
from faceforge_app.panels.library import paint_tile
from faceforge_app.panels.widgets import muted_label, tool_button
from faceforge_app.pictures import scaled_picture
from faceforge_app.session.session import Session

Index = QModelIndex | QPersistentModelIndex
TILE_PX = 84
RUN_GAP = 14
EMPTY = mark("Portraits appear here. Put parts on the face and press Generate.")


@dataclass(frozen=True)
class Variant:
    """One picture of one run."""

    result_id: str
    number: int


class ResultModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[ResultEntry, int], ...] = ()
        self._pixmaps: dict[tuple[str, int, float], QPixmap] = {}

    def set_results(self, results: tuple[ResultEntry, ...]) -> None:
        self.beginResetModel()
        self._rows = tuple((entry, number) for entry in results for number in entry.numbers)
        there = {entry.id for entry in results}
        self._pixmaps = {key: pixmap for key, pixmap in self._pixmaps.items() if key[0] in there}
        self.endResetModel()

    def variant(self, index: Index) -> Variant | None:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        entry, number = self._rows[index.row()]
        return Variant(entry.id, number)

    def row_of(self, variant: Variant | None) -> int:
        wanted = (variant.result_id, variant.number) if variant else None
        return next((row for row, (entry, number) in enumerate(self._rows) if (entry.id, number) == wanted), -1)

    def starts_run(self, index: Index) -> bool:
        row = index.row()
        return row > 0 and self._rows[row][0].id != self._rows[row - 1][0].id

    def is_starred(self, index: Index) -> bool:
        entry, number = self._rows[index.row()]
        return number in entry.starred

    def pixmap(self, index: Index, ratio: float) -> QPixmap:
        entry, number = self._rows[index.row()]
        key = (entry.id, number, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = QPixmap.fromImage(scaled_picture(entry.picture(number), round(TILE_PX * ratio)))
        return self._pixmaps[key]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.variant(index) is None:
            return None
        entry, number = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            name = tr("Variant {number}", number=number + 1)
            return f"{name}, {tr('starred')}" if number in entry.starred else name
        return None


class ResultDelegate(QStyledItemDelegate):
    def __init__(self, model: ResultModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(TILE_PX + 8 + (RUN_GAP if self._model.starts_run(index) else 0), TILE_PX + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        rect = QRect(option.rect.right() - TILE_PX - 4, option.rect.top() + 4, TILE_PX, TILE_PX)
        ratio = painter.device().devicePixelRatioF()
        paint_tile(painter, rect, self._model.pixmap(index, ratio), selected, hovered)
        if self._model.starts_run(index):
            painter.fillRect(
                QRect(rect.left() - RUN_GAP // 2 - 4, rect.top() + 8, 1, TILE_PX - 16), QColor(theme.current().border)
            )
        if self._model.is_starred(index):
            plate = QRect(rect.right() - 21, rect.top() + 3, 18, 18)
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 120))
            painter.drawEllipse(plate)
            theme.coloured_icon("star", "#ffd166").paint(painter, plate.adjusted(2, 2, -2, -2))
            painter.restore()


class ResultList(QListView):
    delete_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)


class ResultsPanel(QWidget):
    variant_chosen = Signal()
    export_asked = Signal()

    def __init__(self, session: Session, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chosen: Variant | None = None
        self.model = ResultModel(self)
        self.list = self._make_list()
        self._build(actions)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.clicked.connect(self.variant_chosen)
        self.list.activated.connect(lambda _: actions["apply"].trigger())
        self.list.delete_asked.connect(self.delete)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(lambda at: self._show_menu(at, actions))
        session.results_changed.connect(self.refresh)
        session.run_finished.connect(self._choose_newest)
        self.refresh()

    def _make_list(self) -> ResultList:
        view = ResultList()
        view.setModel(self.model)
        view.setItemDelegate(ResultDelegate(self.model, view))
        view.setAccessibleName(tr("Results"))
        view.setFlow(QListView.Flow.LeftToRight)
        view.setWrapping(False)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        return view

    def _build(self, actions: Mapping[str, QAction]) -> None:
        empty = muted_label(tr(EMPTY))
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(empty)
        self._about = muted_label(wrap=False)
        self._delete = tool_button(tip=tr("Delete this portrait (Delete)"), clicked=self.delete)
        self._export = tool_button(tip=tr("Export this portrait…"), clicked=self.export_asked.emit)
        buttons = QGridLayout()
        buttons.setSpacing(2)
        shown = (tool_button(actions["apply"]), tool_button(actions["star"]), self._export, self._delete)
        for place, button in enumerate(shown):
            buttons.addWidget(button, 0, place)
        side = QVBoxLayout()
        side.addWidget(self._about)
        side.addLayout(buttons)
        side.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 0, 10, 4)
        layout.setSpacing(theme.GRID)
        layout.addLayout(self._stack, 1)
        layout.addLayout(side)
        self.setMinimumHeight(TILE_PX + 24)

    def draw_icons(self) -> None:
        self._delete.setIcon(theme.icon("trash-can-outline"))
        self._export.setIcon(theme.icon("export-variant"))

    @property
    def chosen(self) -> Variant | None:
        return self._chosen

    def refresh(self) -> None:
        old_row = max(0, self.model.row_of(self._chosen))
        self.model.set_results(self._session.results)
        self._stack.setCurrentIndex(0 if self._session.results else 1)
        row = self.model.row_of(self._chosen)
        self._choose_row(row if row >= 0 else min(old_row, self.model.rowCount() - 1))

    def delete(self) -> None:
        """Throw the chosen portrait away; its neighbour is chosen next."""
        if self._chosen is not None:
            self._session.delete_variant(self._chosen.result_id, self._chosen.number)

    def delete_run(self) -> None:
        if self._chosen is not None:
            self._session.delete_result(self._chosen.result_id)

    def toggle_star(self) -> None:
        if self._chosen is not None:
            entry = self._session.result(self._chosen.result_id)
            self._session.star(entry.id, self._chosen.number, self._chosen.number not in entry.starred)

    def _choose_newest(self) -> None:
        self._choose_row(0)

    def _choose_row(self, row: int) -> None:
        index = self.model.index(row) if row >= 0 else QModelIndex()
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index)
        self._on_current(index)

    def _on_current(self, index: Index, _old: Index | None = None) -> None:
        chosen = self.model.variant(index)
        changed = chosen != self._chosen
        self._chosen = chosen
        self._show_about()
        if changed:
            self.variant_chosen.emit()

    def _show_about(self) -> None:
        there = self._chosen is not None
        self._delete.setEnabled(there)
        self._export.setEnabled(there)
        if self._chosen is None:
            self._about.clear()
            return
        entry = self._session.result(self._chosen.result_id)
        took = sum(entry.timings_ms.values())
        time = f" · {took:.0f} ms" if took else ""
        self._about.setText(tr("Variant {number}", number=self._chosen.number + 1) + time)

    def _show_menu(self, position: QPoint, actions: Mapping[str, QAction]) -> None:
        if not self.list.indexAt(position).isValid():
            return
        menu = QMenu(self)
        menu.addActions([actions["apply"], actions["star"]])
        menu.addAction(actions["copy_result_command"])
        menu.addAction(tr("Export…"), self.export_asked.emit)
        menu.addSeparator()
        menu.addAction(tr("Delete this portrait"), self.delete)
        menu.addAction(tr("Delete all portraits of this run"), self.delete_run)
        menu.exec(self.list.viewport().mapToGlobal(position))
