"""Theme, device, folders, results and exports."""

from __future__ import annotations

import dataclasses

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from faceforge_app import theme
from faceforge_app.dialogs.result_settings import result_fields
from faceforge_app.session.settings import DEVICES, Settings

THEMES = (("Dark", theme.DARK), ("Light", theme.LIGHT), ("As the system", theme.SYSTEM))
DEVICE_TITLES = {"auto": "Automatic", "cpu": "Processor", "cuda": "NVIDIA graphics card", "mps": "Apple graphics"}


class FolderField(QWidget):
    """A folder that can be typed or chosen; empty means the usual place, which it shows in grey."""

    def __init__(self, title: str, folder: str, usual: str) -> None:
        super().__init__()
        self._title = title
        self.line = QLineEdit(folder)
        self.line.setPlaceholderText(usual)
        self.line.setAccessibleName(title)
        browse = QPushButton("Choose…")
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
    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preferences")
        self._settings = settings
        usual = Settings()
        self.theme = QComboBox()
        for title, name in THEMES:
            self.theme.addItem(title, name)
        self.theme.setCurrentIndex(max(0, self.theme.findData(settings.theme)))
        self.device = QComboBox()
        for name in DEVICES:
            self.device.addItem(DEVICE_TITLES.get(name, name), name)
        self.device.setCurrentIndex(self.device.findData(settings.device))
        self.weights = FolderField("Weights folder", settings.weights, str(usual.weights_folder))
        self.library = FolderField("Library folder", settings.library, str(usual.library_folder))
        self.results = result_fields(settings)
        self._build()

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * theme.GRID)
        form.setVerticalSpacing(theme.GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Theme", self.theme)
        form.addRow("Compute on", self.device)
        form.addRow("Weights", self.weights)
        form.addRow("Library", self.library)
        for field in self.results:
            field.widget.setToolTip(field.help)
            form.addRow(field.label, field.widget)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(2 * theme.GRID)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.setMinimumWidth(520)

    @property
    def settings(self) -> Settings:
        """The settings as they are filled in."""
        return dataclasses.replace(
            self._settings, theme=self.theme.currentData(), device=self.device.currentData(),
            weights=self.weights.folder, library=self.library.folder,
            **{field.name: field.value() for field in self.results},
        )  # fmt: skip
