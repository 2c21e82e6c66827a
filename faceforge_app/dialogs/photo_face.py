"""Which face of a photo is meant, or where it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engines.errors import EngineError
from engines.imaging.arrays import Points
from faceforge_app import theme
from faceforge_app.dialogs.photo_view import PhotoView
from faceforge_app.document.document import Document
from faceforge_app.language import said, tr
from faceforge_app.panels.widgets import muted_label
from faceforge_app.session.donor_photos import DonorPhoto
from faceforge_app.session.photo_documents import document_of

Make = Callable[[DonorPhoto, int, Points | None], Document]


class PhotoFaceDialog(QDialog):
    """`document` is what `make` makes of the photo with the chosen face, once the dialog is accepted."""

    def __init__(
        self, photo: DonorPhoto, parent: QWidget | None = None, make: Make = document_of, title: str = ""
    ) -> None:
        super().__init__(parent)
        self._photo, self._make = photo, make
        self.document: Document | None = None
        self.setWindowTitle(title or tr("Open photo"))
        self.view = PhotoView(photo.image, photo.faces)
        self.by_hand = QCheckBox(tr("Place the eyes and the mouth by hand"))
        self.by_hand.setChecked(self.view.by_hand)
        self.by_hand.setEnabled(bool(photo.faces))
        self.by_hand.toggled.connect(self.view.place_by_hand)
        self.view.changed.connect(self._show_state)
        self._hint, self._error = QLabel(), QLabel()
        self._error.setProperty("warning", True)
        self._build()
        self._show_state()

    def _build(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._use = buttons.addButton(tr("Use this face"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._use.setDefault(True)
        buttons.accepted.connect(self._on_use)
        buttons.rejected.connect(self.reject)
        for label in (self._hint, self._error):
            label.setWordWrap(True)
        lower = QHBoxLayout()
        lower.addWidget(self.by_hand, 1)
        lower.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self._hint)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._error)
        if self._photo.notes:
            layout.addWidget(muted_label("\n".join(map(said, self._photo.notes))))
        layout.addLayout(lower)
        self.resize(640, 600)

    def _show_state(self) -> None:
        self._error.clear()
        self._use.setEnabled(not (self.view.by_hand and self.view.next_point()))
        self._hint.setText(self.view.hint)

    def _on_use(self) -> None:
        try:
            self.document = self._make(self._photo, self.view.face, self.view.landmarks())
        except EngineError as error:
            self._error.setText(said(error))
        else:
            self.accept()
