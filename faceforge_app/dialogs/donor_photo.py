"""Cutting a face of a photo into the library: which face, whose, and with what permission."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from engines.errors import EngineError
from faceforge_app import theme
from faceforge_app.dialogs.photo_view import PhotoView
from faceforge_app.language import mark, said, tr
from faceforge_app.panels.widgets import muted_label
from faceforge_app.session.donor_photos import DonorPhoto
from faceforge_app.session.session import Session

LICENCES = ("All rights reserved", "CC BY 4.0", "CC BY-SA 4.0", "CC BY-NC 4.0", "CC0 1.0", "Public domain")
CONSENT_HINT = mark("e.g. “Signed consent of 3 May for composites; not for publication.”")


class DonorPhotoDialog(QDialog):
    def __init__(self, session: Session, photo: DonorPhoto, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._photo = session, photo
        self.setWindowTitle(tr("Add donor photo"))
        self.view = PhotoView(photo.image, photo.faces)
        self.name = QLineEdit(photo.name.rsplit(".", 1)[0])
        self.licence = QComboBox()
        self.licence.setEditable(True)
        self.licence.addItems(LICENCES)
        self.consent = QPlainTextEdit()
        self.consent.setPlaceholderText(tr(CONSENT_HINT))
        self.consent.setTabChangesFocus(True)
        self.consent.setMaximumHeight(88)
        self.by_hand = QCheckBox(tr("Place the eyes and the mouth by hand"))
        self.by_hand.setChecked(self.view.by_hand)
        self.by_hand.setEnabled(bool(photo.faces))
        self.by_hand.toggled.connect(self.view.place_by_hand)
        self.view.changed.connect(self._show_state)
        self._build()
        self._show_state()

    def _build(self) -> None:
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._error = QLabel()
        self._error.setProperty("warning", True)
        self._error.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._add = self._buttons.addButton(tr("Add to library"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._add.setDefault(True)
        self._buttons.accepted.connect(self._on_add)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(theme.GRID)
        form.addRow(tr("Name"), self.name)
        form.addRow(tr("Licence of the photo"), self.licence)
        form.addRow(tr("Consent of the person"), self.consent)
        side = QVBoxLayout()
        side.setSpacing(2 * theme.GRID)
        side.addWidget(self._hint)
        side.addWidget(self.by_hand)
        side.addLayout(form)
        if self._photo.notes:
            side.addWidget(muted_label("\n".join(map(said, self._photo.notes))))
        side.addWidget(self._error)
        side.addStretch(1)
        column = QWidget()
        column.setFixedWidth(304)
        column.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        upper = QHBoxLayout()
        upper.setSpacing(2 * theme.GRID)
        upper.addWidget(self.view, 1)
        upper.addWidget(column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(2 * theme.GRID)
        layout.addLayout(upper, 1)
        layout.addWidget(self._buttons)

    def _show_state(self) -> None:
        self._error.clear()
        missing = self.view.next_point() if self.view.by_hand else ""
        self._add.setEnabled(not missing)
        self._hint.setText(self.view.hint)

    def _on_add(self) -> None:
        try:
            self._session.donors.add(
                self._photo, self.view.face, landmarks=self.view.landmarks(), name=self.name.text().strip(),
                licence=self.licence.currentText().strip(), consent=self.consent.toPlainText().strip(),
            )  # fmt: skip
        except EngineError as error:
            self._error.setText(said(error))
        else:
            self.accept()
