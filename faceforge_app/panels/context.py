"""What is wished of a face's new surroundings, and what of them is to stay; seen while the engine for that is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engines.requests import ContextRequest
from faceforge_app import theme
from faceforge_app.document.surroundings import with_colour
from faceforge_app.language import mark, tr
from faceforge_app.panels.sketch import HAIR_TONES
from faceforge_app.panels.swatches import Tone, Tones
from faceforge_app.panels.widgets import follow_tip
from faceforge_app.session.engine_choice import spec_of
from faceforge_app.session.session import Session

BACKGROUND_TONES = (
    (mark("White"), "#f2f2f0"), (mark("Light grey"), "#c9cbcd"), (mark("Grey"), "#8b8f94"), (mark("Dark grey"), "#4a4d52"),
    (mark("Blue"), "#6f8fb3"), (mark("Green"), "#7f9a7c"), (mark("Sand"), "#cdb894"), (mark("Black"), "#15161a"),
)  # fmt: skip
WISHES = {
    "hair": (mark("Colour of the hair"), HAIR_TONES),
    "background": (mark("Colour of the background"), BACKGROUND_TONES),
}
KEEPS = {"keep_hair": mark("Hair"), "keep_background": mark("Background")}


class ContextWishes(QWidget):
    def __init__(self, session: Session, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.colours = {name: Tones(tr(title), tones, tr("whatever fits")) for name, (title, tones) in WISHES.items()}
        self.buttons = {"extend": self._button(actions["extend"], actions["extend"].text())}
        self.buttons |= {name: self._button(actions[name], tr(text)) for name, text in KEEPS.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.buttons["extend"])
        for name, tones in self.colours.items():
            column.addWidget(QLabel(tr(WISHES[name][0])))
            column.addWidget(tones)
            tones.chosen.connect(partial(self._on_colour, name))
        column.addWidget(QLabel(tr("Keep of the chosen result")))
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        for name in KEEPS:
            row.addWidget(self.buttons[name])
        column.addLayout(row)
        session.document_changed.connect(self.refresh)
        session.engine_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        photo = self._session.document.photo
        self.setVisible(spec_of(self._session.engine_id).request_type is ContextRequest)
        for name, tones in self.colours.items():
            tones.show_tone(None if photo is None else photo.colours.get(name))

    def _on_colour(self, name: str, tone: Tone | None) -> None:
        document = self._session.document
        if document.photo is not None and document.photo.colours.get(name) != tone:
            self._session.commit(tr(WISHES[name][0]), with_colour(document, name, tone))

    @staticmethod
    def _button(action: QAction, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(action.text())
        follow_tip(button, action)
        button.clicked.connect(action.trigger)
        return button
