"""The log, read and filtered: what went wrong, in detail, for whoever is asked to help."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from faceforge_app import theme
from faceforge_app.language import mark, tr
from faceforge_app.logs import LogEntry, log_path, read_log
from faceforge_app.panels.widgets import muted_label, push_button, search_field
from faceforge_app.session.background import Background

LEVELS = {"": mark("Everything"), "WARNING": mark("Warnings and errors"), "ERROR": mark("Errors only")}
SHOWN = {
    "": {"INFO", "WARNING", "ERROR", "CRITICAL"},
    "WARNING": {"WARNING", "ERROR", "CRITICAL"},
    "ERROR": {"ERROR", "CRITICAL"},
}
NOTE = mark(
    "The log stays on this machine. It may name your files; “faceforge doctor --report FILE” writes a report that names none."
)


def chosen(entries: Sequence[LogEntry], level: str, words: str) -> list[LogEntry]:
    """The entries of a level at least, with all these words."""
    wanted = words.casefold().split()
    return [
        entry
        for entry in entries
        if entry.level in SHOWN[level] and all(word in str(entry).casefold() for word in wanted)
    ]


class LogDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[LogEntry, ...] = ()
        self._background = Background(self)
        self.setWindowTitle(tr("Log"))
        self.resize(860, 560)
        self.search = search_field(tr("Search the log"))
        self.level = QComboBox()
        self.level.setAccessibleName(tr("Level"))
        for level, title in LEVELS.items():
            self.level.addItem(tr(title), level)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(tr("Log"))
        self.copy = push_button(tr("Copy"), tr("Copy what is shown"))
        self.again = push_button(tr("Read again"))
        self._build()
        self.search.textChanged.connect(self._show)
        self.level.currentIndexChanged.connect(self._show)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.again.clicked.connect(self.read)
        self.finished.connect(self._background.close)
        self.read()

    def _build(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.level)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        for button in (self.copy, self.again):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(buttons)
        place = muted_label(str(log_path()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(theme.GRID)
        layout.addLayout(top)
        layout.addWidget(self.text, 1)
        layout.addWidget(place)
        layout.addWidget(muted_label(tr(NOTE)))
        layout.addLayout(foot)

    def read(self) -> None:
        self._background.run(read_log, self._on_read, self.text.setPlainText)

    def _on_read(self, entries: tuple[LogEntry, ...]) -> None:
        self._entries = entries
        self._show()

    def _show(self) -> None:
        shown = chosen(self._entries, self.level.currentData(), self.search.text())
        empty = tr("Nothing went wrong so far.") if not self._entries else tr("No entry has these words.")
        self.text.setPlainText("\n".join(map(str, shown)) or empty)
        self.copy.setEnabled(bool(shown))
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())
