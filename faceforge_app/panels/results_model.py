"""The results strip's rows: every variant that the filter shows, newest run first, and how one is painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from faceforge_app import theme
from faceforge_app.document.results import ResultEntry, ResultFilter
from faceforge_app.panels.library import paint_tile
from faceforge_app.pictures import scaled_picture

Index = QModelIndex | QPersistentModelIndex
TILE_PX = 84
RUN_GAP = 14


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

    @property
    def rows(self) -> tuple[tuple[ResultEntry, int], ...]:
        """What is shown: runs and their variants' numbers."""
        return self._rows

    def set_results(self, results: tuple[ResultEntry, ...], shown: ResultFilter) -> None:
        self.beginResetModel()
        self._rows = tuple(
            (entry, number) for entry in results for number in entry.numbers if shown.shows(entry, number)
        )
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
            star, note = ", starred" if number in entry.starred else "", f", {entry.note}" if entry.note else ""
            return f"Variant {number + 1}{star}{note}"
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
