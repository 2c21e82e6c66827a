"""The engine manager: a card for each engine, with its weights files, their licence and quality, and the speed on this machine."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from engines import registry
from engines.face.parsing.shared import FACE
from engines.face.providers import OWN, landmark_source
from engines.spec import EngineSpec
from engines.weights import NetworkSpec
from faceforge_app import theme
from faceforge_app.dialogs.card_text import facts
from faceforge_app.drag_data import local_files
from faceforge_app.language import tr
from faceforge_app.panels.widgets import muted_label, panel, push_button, scrolled
from faceforge_app.session.session import Session
from faceforge_app.session.weights_files import SUFFIX, WeightsFile


class EngineCard(QFrame):
    """One engine, or a network that helps them. `verify` and `measure` answer in `status`."""

    def __init__(self, session: Session, spec: NetworkSpec) -> None:
        super().__init__()
        self._session, self._weights, self._spec = session, session.weights, spec
        self._files: tuple[WeightsFile, ...] = ()
        self.files = QComboBox()
        self.files.setAccessibleName(tr("Weights of {engine}", engine=tr(spec.title)))
        self.files.activated.connect(self._on_chosen)
        self.verify = push_button(
            tr("Verify"), tr("Compare the file's SHA-256 with what it was when it was shipped or imported")
        )
        self.verify.clicked.connect(self._on_verify)
        self.measure = push_button(tr("Measure speed"), tr("Time one run of the bundled example on this machine"))
        self.measure.clicked.connect(self._on_measure)
        self.status = muted_label()
        self.status.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts = QFormLayout()
        self._build()
        self.refresh()
        self._weights.changed.connect(self.refresh)
        self._weights.verified.connect(self._on_verified)
        self._weights.measured.connect(self._on_measured)

    def _build(self) -> None:
        panel(self)
        title = QLabel(f"{tr(self._spec.title)}  ·  {self._spec.native_size} px")
        title.setProperty("heading", True)
        row = QHBoxLayout()
        row.addWidget(self.files, 1)
        row.addWidget(self.verify)
        if isinstance(self._spec, EngineSpec):
            row.addWidget(self.measure)
        self._facts.setHorizontalSpacing(2 * theme.GRID)
        self._facts.setVerticalSpacing(theme.GRID // 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(theme.GRID)
        layout.addWidget(title)
        layout.addWidget(muted_label(tr(self._spec.summary)))
        layout.addLayout(row)
        layout.addWidget(self.status)
        layout.addLayout(self._facts)
        self.status.hide()

    def refresh(self) -> None:
        self._files = self._weights.files(self._spec)
        in_use = self._weights.in_use(self._spec)
        self.files.clear()
        for file in self._files:
            self.files.addItem(_label(file), file.path)
            self.files.setItemData(self.files.count() - 1, str(file.path), Qt.ItemDataRole.ToolTipRole)
        self.files.setCurrentIndex(next(i for i, file in enumerate(self._files) if file.path == in_use))
        self._show_file()

    @property
    def file(self) -> WeightsFile:
        """The weights file that the card shows, which is the one in use."""
        return self._files[self.files.currentIndex()]

    def _show_file(self) -> None:
        while self._facts.rowCount():
            self._facts.removeRow(0)
        card = self.file.card
        if card is None:
            self._say(self.file.problem)
        else:
            for name, text in facts(card, self.file.size_mb):
                self._facts.addRow(_top(QLabel(name)), _text(text))
        if self._spec is FACE:
            self._facts.addRow(_top(QLabel(tr("Landmarks by"))), _text(escape(self._landmarks())))
        if self._spec.paper:
            self._facts.addRow(_top(QLabel(tr("After"))), _text(self._spec.paper))
        self.verify.setEnabled(card is not None)
        self.measure.setEnabled(card is not None)

    def _landmarks(self) -> str:
        """What finds landmarks now, and its licence."""
        source = landmark_source(self._session.settings.landmarks)
        if source is None:
            return tr("nothing: the points are placed by hand")
        return tr(source.title) if source.id == OWN else f"{tr(source.title)}. {source.licence()}"

    def _on_chosen(self) -> None:
        self.status.hide()
        self._weights.choose(self._spec, self.files.currentData())

    def _on_verify(self) -> None:
        self.verify.setEnabled(False)
        self._say(tr("Reading the file…"))
        self._weights.verify(self.file.path)

    def _on_verified(self, path: Path, sentence: str, _known: bool) -> None:
        if path == self.file.path:
            self.verify.setEnabled(True)
            self._say(sentence)

    def _on_measure(self) -> None:
        assert isinstance(self._spec, EngineSpec)
        started = self._weights.measure(self._spec)
        self.measure.setEnabled(not started)
        if started:
            self._say(tr("Measuring…"))
        else:
            self._say(tr("Another engine is measured just now. Wait until it is done."))

    def _on_measured(self, engine_id: str, sentence: str) -> None:
        if engine_id == self._spec.id:
            self.measure.setEnabled(True)
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        self.status.setText(sentence)
        self.status.setVisible(bool(sentence))


class EnginesDialog(QDialog):
    """All engines; a weights file dropped anywhere on it is imported."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weights = session.weights
        self.setWindowTitle(tr("Engines"))
        self.setAcceptDrops(True)
        self.resize(760, 680)
        self.cards = {spec.id: EngineCard(session, spec) for spec in registry.networks().values()}
        self.status = muted_label()
        self.status.setText(tr("Drop a weights file here to import it, or choose one."))
        self._build()
        self._weights.told.connect(partial(self._say, False))
        self._weights.failed.connect(partial(self._say, True))

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for card in self.cards.values():
            column.addWidget(card)
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.add = push_button(tr("Import weights…"), tr("Check a weights file and copy it to your own"))
        self.add.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.status, 1)
        row.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(2 * theme.GRID)
        layout.addWidget(scrolled(inner), 1)
        layout.addLayout(row)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Import weights"), "", f"{tr('Weights')} (*{SUFFIX})")
        if name:
            self._add([Path(name)])

    def _add(self, paths: list[Path]) -> None:
        for path in paths:
            self._weights.add(path)

    def _say(self, warning: bool, sentence: str) -> None:
        self.status.setProperty("warning", warning)
        self.status.setProperty("muted", not warning)
        self.status.style().polish(self.status)
        self.status.setText(sentence)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._add(local_files(event.mimeData()))
        event.acceptProposedAction()


def _label(file: WeightsFile) -> str:
    licence = file.card.licence if file.card is not None else ""
    return f"{file.path.name}   ({licence or tr('licence not stated')})" if file.card else file.path.name


def _top(label: QLabel) -> QLabel:
    label.setProperty("muted", True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label


def _text(rich: str) -> QLabel:
    label = QLabel(rich)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
