"""The keys of every command: searched, changed, taken from another command, reset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from faceforge_app import theme
from faceforge_app.actions import ACTIONS, CANVAS_KEYS, ActionRow, keys_of, shown_keys
from faceforge_app.language import tr
from faceforge_app.panels.widgets import muted_label, push_button, search_field

Changed = dict[str, str]
ROWS = {row.id: row for row in ACTIONS}


def with_keys(changed: Mapping[str, str], row: ActionRow, keys: Iterable[str]) -> Changed:
    """The changed keys after a row has been given these, which any other row loses."""
    taken = tuple(dict.fromkeys(keys))
    now = {other.id: tuple(key for key in keys_of(other, changed) if key not in taken) for other in ACTIONS}
    now[row.id] = taken
    return {each.id: " ".join(now[each.id]) for each in ACTIONS if now[each.id] != keys_of(each, {})}


def owner(changed: Mapping[str, str], key: str) -> ActionRow | None:
    """The row that has a key."""
    return next((row for row in ACTIONS if key in keys_of(row, changed)), None)


class ShortcutsDialog(QDialog):
    """Emits `changed` with the settings' `shortcuts` after every change."""

    changed = Signal(dict)

    def __init__(self, shortcuts: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._changed: Changed = {name: keys for name, keys in shortcuts.items() if name in ROWS}
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(720, 600)
        self.search = search_field(tr("Search commands or keys"))
        self.list = QTreeWidget()
        self._items: dict[str, QTreeWidgetItem] = {}
        self.keys = QKeySequenceEdit()
        self.keys.setMaximumSequenceLength(1)
        self.keys.setMinimumWidth(180)
        self.keys.setAccessibleName(tr("New keys"))
        self.says = muted_label()
        self.set, self.add, self.remove, self.reset, self.reset_all = (
            push_button(text, tip) for text, tip in (
                (tr("Set"), tr("These keys instead of the command's own")), (tr("Add"), tr("These keys as well")),
                (tr("Remove"), tr("No keys for this command")), (tr("Reset"), tr("The keys this command came with")),
                (tr("Reset all"), tr("The keys that every command came with")),
            )
        )  # fmt: skip
        self._fill()
        self._build()
        self._connect()
        self.list.setCurrentItem(self._items[ACTIONS[0].id])

    def _fill(self) -> None:
        self.list.setHeaderLabels([tr("Command"), tr("Menu"), tr("Keys")])
        self.list.setAccessibleName(tr("Commands"))
        self.list.setRootIsDecorated(False)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        for row in ACTIONS:
            self._items[row.id] = item = QTreeWidgetItem([tr(row.text).rstrip("…"), tr(row.menu), ""])
            item.setData(0, Qt.ItemDataRole.UserRole, row.id)
            item.setToolTip(0, tr(row.tip))
            self.list.addTopLevelItem(item)
        self._show()

    def _build(self) -> None:
        edit = QHBoxLayout()
        label = QLabel(tr("New keys"))
        label.setBuddy(self.keys)
        edit.addWidget(label)
        edit.addWidget(self.keys, 1)
        for button in (self.set, self.add, self.remove, self.reset):
            edit.addWidget(button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.reset_all)
        foot.addStretch(1)
        foot.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(edit)
        layout.addWidget(self.says)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.list.currentItemChanged.connect(self._on_row)
        self.list.itemActivated.connect(lambda *_: self.keys.setFocus())
        self.keys.keySequenceChanged.connect(self._check)
        self.set.clicked.connect(lambda: self._use((self._key,)))
        self.add.clicked.connect(lambda: self._use((*keys_of(self.row, self._changed), self._key)))
        self.remove.clicked.connect(lambda: self._use(()))
        self.reset.clicked.connect(lambda: self._use(keys_of(self.row, {})))
        self.reset_all.clicked.connect(self._reset_all)

    @property
    def row(self) -> ActionRow:
        """The command that is selected."""
        current = self.list.currentItem()
        return ROWS[current.data(0, Qt.ItemDataRole.UserRole)] if current is not None else ACTIONS[0]

    @property
    def _key(self) -> str:
        return self.keys.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for item in self._items.values():
            shown = " ".join([*(item.text(column) for column in range(3)), item.toolTip(0)]).casefold()
            item.setHidden(not all(word in shown for word in words))

    def _on_row(self) -> None:
        self.keys.clear()
        self._check()

    def _check(self) -> None:
        """Say whose keys these are before anything is changed."""
        key, has = self._key, keys_of(self.row, self._changed)
        on_canvas = CANVAS_KEYS.get(key)
        other = owner(self._changed, key) if key else None
        if on_canvas:
            self.says.setText(
                tr("{keys} is always for {use}. Choose other keys.", keys=shown_keys([key]), use=tr(on_canvas))
            )
        elif other is not None and other is not self.row:
            self.says.setText(tr(
                "{keys} belongs to “{command}”. Set or Add takes it away from there.",
                keys=shown_keys([key]), command=tr(other.text).rstrip("…"),
            ))  # fmt: skip
        else:
            self.says.setText("" if key else tr("Click into the field and press the keys that you want."))
        for button in (self.set, self.add):
            button.setEnabled(bool(key) and not on_canvas and key not in has)
        self.remove.setEnabled(bool(has))
        self.reset.setEnabled(self.row.id in self._changed)
        self.reset_all.setEnabled(bool(self._changed))

    def _use(self, keys: Iterable[str]) -> None:
        self._take(with_keys(self._changed, self.row, keys))

    def _reset_all(self) -> None:
        self._take({})

    def _take(self, changed: Changed) -> None:
        self._changed = changed
        self._show()
        self._on_row()
        self.changed.emit(dict(changed))

    def _show(self) -> None:
        for row in ACTIONS:
            item = self._items[row.id]
            item.setText(2, shown_keys(keys_of(row, self._changed)))
            font = item.font(2)
            font.setBold(row.id in self._changed)
            item.setFont(2, font)
