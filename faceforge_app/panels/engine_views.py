"""What the engine saw: the pictures and maps that come with a result, as thumbnails; a click shows one large."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from faceforge_app import theme
from faceforge_app.document.extras import extra_title
from faceforge_app.document.results import ResultEntry
from faceforge_app.language import mark, tr
from faceforge_app.panels.library import paint_tile
from faceforge_app.panels.results import ResultsPanel
from faceforge_app.panels.widgets import muted_label
from faceforge_app.pictures import shrunk_picture
from faceforge_app.session.session import Session

Index = QModelIndex | QPersistentModelIndex
TILE_PX = 112
GAP = 6
NAME = Qt.ItemDataRole.UserRole
EMPTY = mark("Choose a result to see what its engine saw on the way.")
NOTHING = mark("This result came without further pictures.")


class TitledTiles(QStyledItemDelegate):
    """A tile with its title below, in as many lines as it takes up to two."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(TILE_PX + GAP, TILE_PX + GAP + 2 * option.fontMetrics.lineSpacing() + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = option.rect
        tile = QRect(place.left() + GAP // 2, place.top() + GAP // 2, TILE_PX, TILE_PX)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        paint_tile(painter, tile, index.data(Qt.ItemDataRole.DecorationRole), selected, hovered)
        below = QRect(tile.left(), tile.bottom() + 3, TILE_PX, place.bottom() - tile.bottom() - 3)
        painter.setPen(QColor(theme.current().text if selected else theme.current().muted))
        wrapped = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(below, wrapped, index.data(Qt.ItemDataRole.DisplayRole))


class EngineViews(QWidget):
    """Of the result that is chosen in the strip; the pictures belong to its first variant."""

    view_chosen = Signal(str)  # the name of an extra

    def __init__(self, session: Session, results: ResultsPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._results = session, results
        self._entry: ResultEntry | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What the engine saw"))
        self.list.setViewMode(QListView.ViewMode.IconMode)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setMovement(QListView.Movement.Static)
        self.list.setMouseTracking(True)
        self.list.setItemDelegate(TitledTiles(self.list))
        self.list.itemClicked.connect(self._on_item)
        self.list.itemActivated.connect(self._on_item)
        self._empty = muted_label(tr(EMPTY))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._about = muted_label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GRID, 0, theme.GRID // 2, theme.GRID)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self._about)
        self.setMinimumHeight(TILE_PX + 5 * self.fontMetrics().lineSpacing())
        results.variant_chosen.connect(self.refresh)
        session.results.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        chosen = self._results.chosen
        entry = self._session.results.entry(chosen.result_id) if chosen is not None else None
        if entry is None or self._entry is None or entry.id != self._entry.id:
            self._fill(entry)
        self._about.setVisible(self.list.count() > 0)
        of_another = chosen is not None and chosen.number > 0
        self._about.setText(tr("Of variant 1.") if of_another else tr("Click a picture to see it large."))
        if self.list.currentItem() is not None:
            self.list.clearSelection()

    def _fill(self, entry: ResultEntry | None) -> None:
        self._entry = entry
        self.list.clear()
        for name, picture in (entry.views if entry is not None else {}).items():
            title = tr(extra_title(name, entry.engine_id if entry is not None else ""))
            item = QListWidgetItem(title)
            item.setData(NAME, name)
            item.setToolTip(title)
            pixmap = QPixmap.fromImage(shrunk_picture(picture, round(TILE_PX * self.devicePixelRatioF())))
            item.setData(Qt.ItemDataRole.DecorationRole, pixmap)
            self.list.addItem(item)
        self._empty.setText(tr(NOTHING if entry is not None else EMPTY))
        self._stack.setCurrentIndex(0 if self.list.count() else 1)

    def _on_item(self, item: QListWidgetItem) -> None:
        self.view_chosen.emit(item.data(NAME))
