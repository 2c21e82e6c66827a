"""What is wished of the face that a sketch becomes: its colours, and how literally each part of the drawing is taken."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from faceforge_app import theme
from faceforge_app.document.sketch import COLOURED, REGIONS, SketchGround, Tone
from faceforge_app.language import mark, tr
from faceforge_app.panels.swatches import TONES, Tones
from faceforge_app.panels.widgets import LabelledSlider, muted_label, panel, push_button, scrolled
from faceforge_app.session.session import Session

HAIR_TONES = (
    (mark("Black"), "#1b1715"), (mark("Dark brown"), "#3b2417"), (mark("Brown"), "#5c3b22"), (mark("Chestnut"), "#7a4a2b"),
    (mark("Red"), "#9c4a22"), (mark("Blond"), "#c9a063"), (mark("Light blond"), "#e3cc9a"), (mark("Grey"), "#9a9894"),
)  # fmt: skip
EYE_TONES = (
    (mark("Dark brown"), "#3b2314"), (mark("Brown"), "#6b4423"), (mark("Hazel"), "#8a6a3b"), (mark("Green"), "#5f7a4c"),
    (mark("Blue"), "#4f7ea8"), (mark("Grey"), "#7d8790"),
)  # fmt: skip
LIP_TONES = (
    (mark("Pale"), "#d9a29a"), (mark("Rose"), "#c9706f"), (mark("Red"), "#b03a45"), (mark("Brown"), "#8a4b45"),
    (mark("Dark"), "#5e2f31"),
)  # fmt: skip
TABLES = {"skin": TONES, "hair": HAIR_TONES, "eyes": EYE_TONES, "lips": LIP_TONES}


class SketchPanel(QWidget):
    reference_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.colours = {name: Tones(tr(COLOURED[name]), table, tr("typical")) for name, table in TABLES.items()}
        self.literal = {region: LabelledSlider(tr(title), 100) for region, title in REGIONS.items()}
        self.reference = push_button(tr("From a reference photo…"), tr("Take the colours of the face in a photo"))
        self.reference.clicked.connect(self.reference_asked)
        self._build()
        for name, tones in self.colours.items():
            tones.chosen.connect(partial(self._on_colour, name))
        for region, slider in self.literal.items():
            slider.slider.setAccessibleName(tr("How literally: {region}", region=tr(REGIONS[region])))
            slider.moved.connect(partial(self._on_literal, region, False))
            slider.settled.connect(partial(self._on_literal, region, True))
        session.document_changed.connect(self.show_document)
        self.show_document()

    def _build(self) -> None:
        inner = panel(QWidget())
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 0, 10, theme.GRID)
        column.setSpacing(theme.GRID)
        column.addWidget(muted_label(tr("A sketch cannot know colours. What is not chosen becomes typical.")))
        for name, tones in self.colours.items():
            column.addWidget(QLabel(tr(COLOURED[name])))
            column.addWidget(tones)
        column.addWidget(self.reference)
        column.addSpacing(theme.GRID)
        column.addWidget(QLabel(tr("How literally the lines are taken")))
        for slider in self.literal.values():
            column.addWidget(slider)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner))

    def show_document(self) -> None:
        sketch = self._session.document.sketch
        self.setEnabled(sketch is not None)
        if sketch is not None:
            for name, tones in self.colours.items():
                tones.show_tone(sketch.colours.get(name))
            for region, slider in self.literal.items():
                slider.set_value(round(sketch.literal.get(region, 1.0) * 100))

    def _on_colour(self, name: str, tone: Tone | None) -> None:
        sketch = self._session.document.sketch
        if sketch is not None and sketch.colours.get(name) != tone:
            self._commit(tr("Colour"), sketch.with_colour(name, tone))

    def _on_literal(self, region: str, settled: bool, value: int) -> None:
        sketch = self._session.document.sketch
        if sketch is None:
            return
        changed = sketch.with_literal(region, value / 100)
        if settled:
            self._commit(tr("How literally"), changed)
        else:
            self._session.preview_edit(self._session.document.with_sketch(changed))

    def _commit(self, label: str, sketch: SketchGround) -> None:
        self._session.commit(label, self._session.document.with_sketch(sketch))
