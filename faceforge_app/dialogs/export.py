"""What to export, how large, and as what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from faceforge_app import theme
from faceforge_app.document.exports import LAYERED, ExportForm
from faceforge_app.document.lettering import SYNTHETIC_LINE
from faceforge_app.panels.widgets import muted_label

SIZES = (256, 512, 1024, 2048)
FORMATS = (("PNG", ".png"), ("JPEG", ".jpg"), ("WebP", ".webp"), ("TIFF", ".tif"), ("PSD with layers", LAYERED))
NOTE = "The file says in its metadata that it shows a synthetic face, and how it was made."
PRIVATE_NOTE = "The file says in its metadata that it shows a synthetic face, and nothing else."


@dataclass(frozen=True)
class ExportChoice:
    portrait: bool
    form: ExportForm
    path: Path


class ExportDialog(QDialog):
    def __init__(self, has_portrait: bool, folder: Path, line: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.choice: ExportChoice | None = None
        self._folder = folder
        self.what = QComboBox()
        if has_portrait:
            self.what.addItem("Portrait", True)
        self.what.addItem("Composition", False)
        self.size_px = QComboBox()
        for size in SIZES:
            self.size_px.addItem(f"{size} × {size} px", size)
        self.size_px.setCurrentIndex(SIZES.index(512))
        self.format = QComboBox()
        for title, suffix in FORMATS:
            self.format.addItem(title, suffix)
        self.format.currentIndexChanged.connect(self._on_format)
        self.line = QCheckBox(f"Write “{SYNTHETIC_LINE}” into the picture")
        self.line.setChecked(line)
        self.private = QCheckBox("Leave out recipe, donors and names")
        self._note = muted_label(NOTE)
        self.private.toggled.connect(lambda private: self._note.setText(PRIVATE_NOTE if private else NOTE))
        self._build()

    def _build(self) -> None:
        form = QFormLayout()
        form.setSpacing(theme.GRID)
        form.addRow("Picture", self.what)
        form.addRow("Size", self.size_px)
        form.addRow("Format", self.format)
        form.addRow("", self.line)
        form.addRow("", self.private)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton("Export…", QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.accepted.connect(self._on_export)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(2 * theme.GRID)
        layout.addLayout(form)
        layout.addWidget(self._note)
        layout.addWidget(buttons)
        self.setMinimumWidth(360)

    def _on_format(self) -> None:
        """A portrait has no layers."""
        layered = self.format.currentData() == LAYERED
        if layered:
            self.what.setCurrentIndex(self.what.findData(False))
        self.what.setEnabled(not layered)

    def _on_export(self) -> None:
        suffix = self.format.currentData()
        proposed = str(self._folder / f"portrait{suffix}")
        name, _ = QFileDialog.getSaveFileName(self, "Export", proposed, f"{self.format.currentText()} (*{suffix})")
        if name:
            self.choose(Path(name))

    def choose(self, path: Path) -> None:
        """Take what is set, for this file; a missing suffix is added."""
        suffix = self.format.currentData()
        known = {ending for _, ending in FORMATS} | {".jpeg", ".tiff"}
        path = path if path.suffix.lower() in known else path.with_name(path.name + suffix)
        form = ExportForm(self.size_px.currentData(), self.line.isChecked(), self.private.isChecked())
        self.choice = ExportChoice(bool(self.what.currentData()), form, path)
        self.accept()
