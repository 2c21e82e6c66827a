"""The settings: language and theme, device, folders; searched by words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from engines.face.providers import LANDMARK_SOURCES, LandmarkSource
from faceforge_app import theme
from faceforge_app.dialogs.result_settings import Field, result_fields
from faceforge_app.language import LANGUAGES, SYSTEM, mark, tr
from faceforge_app.panels.widgets import muted_label, push_button, scrolled, search_field
from faceforge_app.session.settings import DEVICES, Settings

THEMES = {theme.DARK: mark("Dark"), theme.LIGHT: mark("Light"), theme.SYSTEM: mark("As the system")}
DEVICE_TITLES = {
    "auto": mark("Automatic"), "cpu": mark("Processor"), "cuda": mark("NVIDIA graphics card"),
    "mps": mark("Apple graphics"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One setting in the dialog. `name` is the field of `Settings` that `value` is for; empty for what has a dialog of its own."""

    section: str
    label: str
    help: str
    widget: QWidget
    name: str = ""
    value: Callable[[], Any] = str


class FolderField(QWidget):
    """A folder that can be typed or chosen; empty means the usual place, which it shows in grey."""

    def __init__(self, title: str, folder: str, usual: str) -> None:
        super().__init__()
        self._title = title
        self.line = QLineEdit(folder)
        self.line.setPlaceholderText(usual)
        self.line.setAccessibleName(title)
        browse = QPushButton(tr("Choose…"))
        browse.setAccessibleName(tr("Choose: {what}", what=title))
        browse.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.line, 1)
        row.addWidget(browse)

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self._title, self.line.text() or self.line.placeholderText())
        if folder:
            self.line.setText(folder)

    @property
    def folder(self) -> str:
        return self.line.text().strip()


class PreferencesDialog(QDialog):
    """`asked` names the action of a dialog of its own that the user wants."""

    asked = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Preferences"))
        self._settings = settings
        usual = Settings()
        self.search = search_field(tr("Search settings"))
        self.theme = _choice({name: tr(title) for name, title in THEMES.items()}, settings.theme)
        self.language = _choice({SYSTEM: tr("As the system"), **LANGUAGES}, settings.language)
        self.device = _choice({name: tr(DEVICE_TITLES[name]) for name in DEVICES}, settings.device)
        self.landmarks = _choice({source.id: _with_state(source) for source in LANDMARK_SOURCES}, settings.landmarks)
        self.weights = FolderField(tr("Weights"), settings.weights, str(usual.weights_folder))
        self.library = FolderField(tr("Library"), settings.library, str(usual.library_folder))
        self.results = result_fields(settings)
        self.rows = (*self._rows(), *(_row(tr("Results and exports"), field) for field in self.results))
        self._sections: dict[str, QLabel] = {}
        self._fields: dict[Row, QWidget] = {}
        self._form = QFormLayout()
        self._build()

    def _rows(self) -> tuple[Row, ...]:
        look, work, files = tr("Appearance"), tr("Engines"), tr("Folders")
        return (
            Row(look, tr("Language"), tr("Used from the next start on"), self.language, "language",
                self.language.currentData),
            Row(look, tr("Theme"), tr("Colours of the window"), self.theme, "theme", self.theme.currentData),
            Row(look, tr("Keyboard"), tr("The keys of every command"), self._link("keys", tr("Keyboard shortcuts…"))),
            Row(work, tr("Compute on"), tr("Automatic takes a graphics card where there is one"), self.device, "device",
                self.device.currentData),
            Row(work, tr("Landmarks"), tr("What finds the points of a face; dlib's model excludes commercial use"),
                self.landmarks, "landmarks", self.landmarks.currentData),
            Row(work, tr("Engines"), tr("Weights, their licence and quality"), self._link("engines", tr("Engines…"))),
            Row(files, tr("Weights"), tr("Where imported weights are kept"), self.weights, "weights",
                lambda: self.weights.folder),
            Row(files, tr("Library"), tr("Where your own donors are kept"), self.library, "library",
                lambda: self.library.folder),
        )  # fmt: skip

    def _link(self, action: str, text: str) -> QPushButton:
        button = push_button(text)
        button.clicked.connect(partial(self.asked.emit, action))
        return button

    def _build(self) -> None:
        self._form.setHorizontalSpacing(2 * theme.GRID)
        self._form.setVerticalSpacing(theme.GRID + theme.GRID // 2)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setContentsMargins(0, 0, theme.GRID, 0)
        for row in self.rows:
            if row.section not in self._sections:
                self._sections[row.section] = self._heading(row.section)
            row.widget.setAccessibleDescription(row.help)
            if isinstance(row.widget, QComboBox):
                row.widget.setAccessibleName(row.label)
            self._fields[row] = _field(row)
            self._form.addRow(row.label, self._fields[row])
        self._nothing = muted_label(tr("No setting is called that. Try another word."))
        self._nothing.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.search.textChanged.connect(self.filter)
        inner = QWidget()
        inner.setLayout(self._form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(2 * theme.GRID)
        layout.addWidget(self.search)
        layout.addWidget(self._nothing)
        layout.addWidget(scrolled(inner), 1)
        layout.addWidget(buttons)
        self.resize(600, 640)

    def _heading(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("heading", True)
        label.setContentsMargins(0, theme.GRID if self._sections else 0, 0, 0)
        self._form.addRow(label)
        return label

    def filter(self, text: str) -> None:
        """Show the settings that have all these words in their label, help, section or choices."""
        words = text.casefold().split()
        shown = {row for row in self.rows if all(word in _words(row) for word in words)}
        for row in self.rows:
            self._form.setRowVisible(self._fields[row], row in shown)
        for section, heading in self._sections.items():
            self._form.setRowVisible(heading, any(row.section == section for row in shown))
        self._nothing.setVisible(not shown)

    @property
    def settings(self) -> Settings:
        """The settings as they are filled in."""
        return dataclasses.replace(self._settings, **{row.name: row.value() for row in self.rows if row.name})


def _choice(titles: Mapping[str, str], chosen: str) -> QComboBox:
    combo = QComboBox()
    for name, title in titles.items():
        combo.addItem(title, name)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo


def _with_state(source: LandmarkSource) -> str:
    return tr(source.title) if source.there() else tr("{what} (not installed)", what=tr(source.title))


def _row(section: str, field: Field) -> Row:
    return Row(section, field.label, field.help, field.widget, field.name, field.value)


def _field(row: Row) -> QWidget:
    """The setting, with its help close below."""
    field = QWidget()
    column = QVBoxLayout(field)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(row.widget)
    column.addWidget(muted_label(row.help, wrap=False))
    return field


def _words(row: Row) -> str:
    widget = row.widget
    choices = [widget.itemText(place) for place in range(widget.count())] if isinstance(widget, QComboBox) else []
    return " ".join((row.section, row.label, row.help, *choices)).casefold()
