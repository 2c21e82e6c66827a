"""The settings of results and exports as fields of the preferences: limits, the visible line, certificate and key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QSpinBox, QWidget

from faceforge_app import theme
from faceforge_app.document.lettering import SYNTHETIC_LINE
from faceforge_app.language import tr
from faceforge_app.session.settings import Settings

LARGEST_MB, STEP_MB = 100_000, 64
PEM = "PEM (*.pem *.crt *.key);;All files (*)"


@dataclass(frozen=True)
class Field:
    """One setting: `name` is the field of `Settings` that `value` reads from the widget."""

    name: str
    label: str
    help: str
    widget: QWidget
    value: Callable[[], Any]


class FileField(QLineEdit):
    """A file that can be typed or chosen; empty means none."""

    def __init__(self, title: str, file: str) -> None:
        super().__init__(file)
        self._title = title
        self.setPlaceholderText(tr("None: exports are not signed"))
        self.setAccessibleName(title)
        choose = self.addAction(theme.icon("folder-open-outline"), QLineEdit.ActionPosition.TrailingPosition)
        choose.setToolTip(tr("Choose…"))
        choose.triggered.connect(self._browse)

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self._title, self.text(), PEM)
        if name:
            self.setText(name)

    @property
    def file(self) -> str:
        return self.text().strip()


def result_fields(settings: Settings) -> tuple[Field, ...]:
    memory, disk = (_limit(title, megabytes) for title, megabytes in (
        (tr("Results in memory"), settings.results_memory_mb), (tr("Results in a file"), settings.results_disk_mb),
    ))  # fmt: skip
    line = QCheckBox(f"“{SYNTHETIC_LINE}”")
    line.setChecked(settings.visible_line)
    chain, key = FileField(tr("Certificate"), settings.certificate), FileField(tr("Private key"), settings.private_key)
    older = tr("Older portraits without a star go first")
    return (
        Field("results_memory_mb", tr("Results in memory"), older, memory, memory.value),
        Field("results_disk_mb", tr("Results in a file"), older, disk, disk.value),
        Field("visible_line", tr("Exports say"), tr("Written into the picture at its lower edge"), line, line.isChecked),
        Field("certificate", tr("Certificate"), tr("Exports are signed with it: your certificate first, then those above it"),
              chain, lambda: chain.file),
        Field("private_key", tr("Private key"), tr("Of the certificate, without a password"), key, lambda: key.file),
    )  # fmt: skip


def _limit(title: str, megabytes: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(0, LARGEST_MB)
    box.setSingleStep(STEP_MB)
    box.setSuffix(" MB")
    box.setValue(megabytes)
    box.setAccessibleName(title)
    return box
