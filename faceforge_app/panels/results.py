"""The results strip: every variant as a thumbnail, newest run first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from engines import registry
from faceforge_app import theme
from faceforge_app.document.results import ResultEntry, ResultFilter
from faceforge_app.language import mark, tr
from faceforge_app.panels.results_model import TILE_PX, Index, ResultDelegate, ResultModel, Variant
from faceforge_app.panels.widgets import muted_label, tool_button
from faceforge_app.session.session import Session

EMPTY = mark("Portraits appear here. Put parts on the face and press Generate.")
NOTHING_SHOWN = mark("No portrait passes the filter.")
SIDE_WIDTH = 236


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
        self._filter = ResultFilter()
        self._noted = ""  # the result that the note being shown belongs to
        self.model = ResultModel(self)
        self.list = self._make_list()
        self._build(actions)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.clicked.connect(self.variant_chosen)
        self.list.activated.connect(lambda _: actions["apply"].trigger())
        self.list.delete_asked.connect(self.delete)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(lambda at: self._show_menu(at, actions))
        session.results.changed.connect(self.refresh)
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
        self._empty = muted_label(tr(EMPTY))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._about = muted_label(wrap=False)
        self._delete = tool_button(tip=tr("Delete this portrait (Delete)"), clicked=self.delete)
        self._export = tool_button(tip=tr("Export this portrait…"), clicked=self.export_asked.emit)
        side = QVBoxLayout()
        side.setSpacing(1)
        side.addWidget(self._about)
        side.addLayout(_row(
            *(tool_button(actions[name]) for name in ("apply", "star", "again", "pin", "contact_sheet")),
            self._export, self._delete,
        ))  # fmt: skip
        side.addWidget(self._note_field())
        side.addLayout(_row(self._engine_choice(), tool_button(actions["starred"])))
        side.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 0, 10, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(self._stack, 1)
        holder = QWidget()
        holder.setLayout(side)
        holder.setFixedWidth(SIDE_WIDTH)
        side.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(holder)
        self.setMinimumHeight(TILE_PX + 24)

    def _note_field(self) -> QLineEdit:
        self.note = QLineEdit()
        self.note.setPlaceholderText(tr("Note on this run"))
        self.note.setAccessibleName(tr("Note on the run of the chosen portrait"))
        self.note.editingFinished.connect(self._keep_note)
        return self.note

    def _engine_choice(self) -> QComboBox:
        self.engine = QComboBox()
        self.engine.setAccessibleName(tr("Show portraits of"))
        self.engine.addItem(tr("All engines"), "")
        self.engine.currentIndexChanged.connect(lambda _: self.show_only(self._filter.starred))
        return self.engine

    def draw_icons(self) -> None:
        self._delete.setIcon(theme.icon("trash-can-outline"))
        self._export.setIcon(theme.icon("export-variant"))

    @property
    def chosen(self) -> Variant | None:
        return self._chosen

    def refresh(self) -> None:
        old_row = max(0, self.model.row_of(self._chosen))
        self._offer_engines()
        self.model.set_results(self._session.results.entries, self._filter)
        self._empty.setText(tr(NOTHING_SHOWN if self._session.results else EMPTY))
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        row = self.model.row_of(self._chosen)
        self._choose_row(row if row >= 0 else min(old_row, self.model.rowCount() - 1))

    def show_only(self, starred: bool) -> None:
        """Filter the strip: the chosen engine's portraits, and perhaps only those with a star."""
        self._filter = ResultFilter(self.engine.currentData() or "", starred)
        self.refresh()

    def _offer_engines(self) -> None:
        """The engines that results are there of; with fewer than two there is nothing to choose."""
        there = list(dict.fromkeys(entry.engine_id for entry in self._session.results))
        if there != [self.engine.itemData(row) for row in range(1, self.engine.count())]:
            self.engine.blockSignals(True)
            while self.engine.count() > 1:
                self.engine.removeItem(1)
            for engine_id in there:
                self.engine.addItem(engine_title(engine_id), engine_id)
            self.engine.setCurrentIndex(max(0, self.engine.findData(self._filter.engine_id)))
            self.engine.blockSignals(False)
            self._filter = ResultFilter(self.engine.currentData(), self._filter.starred)
        self.engine.setEnabled(len(there) > 1)

    def _keep_note(self) -> None:
        """What was typed belongs to the run that was chosen then, also where a new one has come meanwhile."""
        if any(entry.id == self._noted for entry in self._session.results):
            self._session.results.set_note(self._noted, self.note.text().strip())
        self._show_note()

    def _show_note(self) -> None:
        entry = self._session.results.entry(self._chosen.result_id) if self._chosen is not None else None
        self._noted = entry.id if entry is not None else ""
        self.note.setText(entry.note if entry is not None else "")

    def delete(self) -> None:
        """Throw the chosen portrait away; its neighbour is chosen next."""
        if self._chosen is not None:
            self._session.results.delete_variant(self._chosen.result_id, self._chosen.number)

    def delete_run(self) -> None:
        if self._chosen is not None:
            self._session.results.delete(self._chosen.result_id)

    def toggle_star(self) -> None:
        if self._chosen is not None:
            entry = self._session.results.entry(self._chosen.result_id)
            self._session.results.star(entry.id, self._chosen.number, self._chosen.number not in entry.starred)

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
        for widget in (self._delete, self._export, self.note):
            widget.setEnabled(there)
        if not self.note.hasFocus():
            self._show_note()
        if self._chosen is None:
            self._about.clear()
            return
        entry = self._session.results.entry(self._chosen.result_id)
        took = sum(entry.timings_ms.values())
        time = f" · {took:.0f} ms" if took else ""
        self._about.setText(tr("Variant {number}", number=self._chosen.number + 1) + time)
        self._about.setToolTip(recipe_text(entry))

    def _show_menu(self, position: QPoint, actions: Mapping[str, QAction]) -> None:
        if not self.list.indexAt(position).isValid():
            return
        self.menu(actions).exec(self.list.viewport().mapToGlobal(position))

    def menu(self, actions: Mapping[str, QAction]) -> QMenu:
        """What a right click offers."""
        menu = QMenu(self)
        menu.addActions([actions[name] for name in ("apply", "star", "again", "pin", "contact_sheet")])
        menu.addAction(tr("Export…"), self.export_asked.emit)
        menu.addAction(actions["copy_result_command"])
        menu.addSeparator()
        menu.addAction(tr("Delete this portrait"), self.delete)
        menu.addAction(tr("Delete all portraits of this run"), self.delete_run)
        return menu


def engine_title(engine_id: str) -> str:
    """The name of an engine; its id where it is not installed here."""
    spec = registry.engines().get(engine_id)
    return spec.title if spec is not None else engine_id


def recipe_text(entry: ResultEntry) -> str:
    """What a result was made with, a line each."""
    recipe, options = entry.recipe, entry.recipe.get("options")
    lines = [engine_title(entry.engine_id)]
    lines += [
        f"{name.replace('_', ' ')}: {value}" for name, value in (options if isinstance(options, dict) else {}).items()
    ]
    lines += [f"{name}: {recipe[name]}" for name in ("weights", "device") if recipe.get(name)]
    hashes = (("weights", "weights_sha256"), ("input", "input_sha256"))
    lines += [f"{said} SHA-256: {str(recipe[name])[:16]}…" for said, name in hashes if recipe.get(name)]
    return "\n".join(lines)


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(2)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
