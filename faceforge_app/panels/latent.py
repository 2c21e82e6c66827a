"""The latent dock: random faces, ways between two of them, principal directions, and the loss of a search under way."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from engines.imaging.arrays import FloatImage, to_bytes, to_float
from engines.latent.options import DIRECTIONS, LatentOptions
from engines.requests import Result, SampleRequest
from faceforge_app import theme
from faceforge_app.document.flatten import flatten
from faceforge_app.language import tr
from faceforge_app.panels.face_grid import DrawnFace, FaceGrid
from faceforge_app.panels.loss_plot import LossPlot
from faceforge_app.panels.widgets import LabelledSlider, muted_label, panel, tool_button
from faceforge_app.pictures import scaled_picture
from faceforge_app.session.session import Session

ENGINE = "latent"
FACES = 16
PREVIEW_PX, PICTURE_PX = 120, 256
FARTHEST = 4.0  # standard deviations at a slider's ends
TITLE = "Drawn face"


class LatentPanel(QWidget):
    """Built when it is first shown; every change of a slider asks for one face, of which only the newest is painted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._built = False
        self._face: tuple[FloatImage, dict[str, Any]] | None = None
        self._asked = self._answered = 0
        self._use_it = False  # as soon as the face asked for last is there

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._built:
            self._built = True
            self._build()
            self.draw()

    # --- building

    def _build(self) -> None:
        self.grid = FaceGrid()
        self.grid.chosen_changed.connect(self._on_chosen)
        self.grid.used.connect(self.use)
        self.between = LabelledSlider(
            tr("Between two faces"), 100, tip=tr("Ctrl+click a second face to go from one to the other")
        )
        self.directions = [
            LabelledSlider(
                tr("Direction {number}", number=i + 1),
                100,
                minimum=-100,
                tip=tr("Where faces differ most, strongest first"),
            )
            for i in range(DIRECTIONS)
        ]
        for slider in (self.between, *self.directions):
            slider.moved.connect(self._ask)
            slider.settled.connect(self._ask)
        inner = panel(QWidget())
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 0, 10, theme.GRID)
        column.setSpacing(theme.GRID)
        column.addLayout(self._drawing_row())
        column.addWidget(self.variety)
        column.addWidget(self.grid)
        column.addLayout(self._face_row())
        column.addWidget(self.between)
        for slider in self.directions:
            column.addWidget(slider)
        column.addWidget(muted_label(tr("Loss of the last search")))
        self.losses = LossPlot(self._session)
        column.addWidget(self.losses)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _drawing_row(self) -> QHBoxLayout:
        defaults = LatentOptions()
        self.seed = QSpinBox()
        self.seed.setRange(0, 2**31 - 1)
        self.seed.setValue(defaults.seed)
        self.seed.setAccessibleName(tr("Seed"))
        self.seed.setToolTip(tr("The same seed draws the same faces"))
        self.seed.valueChanged.connect(lambda _: self.draw())
        self.another = tool_button(tip=tr("Draw other faces"), clicked=self.seed.stepUp)
        self.another.setIcon(theme.icon("dice-multiple-outline"))
        self.variety = LabelledSlider(tr("Variety"), 100, tip=tr("How far faces may depart from the most typical one"))
        self.variety.set_value(round(100 * defaults.variety))
        self.variety.settled.connect(lambda _: self.draw())
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(QLabel(tr("Seed")))
        row.addWidget(self.seed, 1)
        row.addWidget(self.another)
        return row

    def _face_row(self) -> QHBoxLayout:
        self.preview = QLabel()
        self.preview.setFixedSize(PREVIEW_PX, PREVIEW_PX)
        self.preview.setAccessibleName(tr("The face as it is now"))
        self.use_button = QPushButton(tr("Use as layer"))
        self.use_button.setProperty("accent", True)
        self.use_button.setToolTip(tr("Put the face on top of the composition"))
        self.use_button.clicked.connect(self.use)
        self.use_button.setEnabled(False)
        reset = QPushButton(tr("Reset sliders"))
        reset.clicked.connect(self.reset)
        read = QPushButton(tr("Read canvas"))
        read.setToolTip(tr("Find the face of the composition among those that can be drawn"))
        read.clicked.connect(self.read_canvas)
        buttons = QVBoxLayout()
        for button in (self.use_button, reset, read):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button)
        buttons.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.preview)
        row.addLayout(buttons, 1)
        return row

    def draw_icons(self) -> None:
        """After a change of theme."""
        if self._built:
            self.another.setIcon(theme.icon("dice-multiple-outline"))

    # --- asking

    @property
    def options(self) -> LatentOptions:
        return LatentOptions(seed=self.seed.value(), variety=self.variety.slider.value() / 100)

    @property
    def offsets(self) -> tuple[float, ...]:
        """Of each direction, in standard deviations."""
        return tuple(slider.slider.value() / 100 * FARTHEST for slider in self.directions)

    def draw(self) -> None:
        """Other faces, from the seed."""
        self._session.ask(ENGINE, SampleRequest(FACES), self.options, self._on_drawn)

    def read_canvas(self) -> None:
        """The composition's face as one more face of the grid."""
        picture = to_float(flatten(self._session.document, PICTURE_PX)[0])
        self._session.ask(ENGINE, SampleRequest(ends=(picture,)), self.options, self._on_read)

    def reset(self) -> None:
        for slider in (self.between, *self.directions):
            slider.set_value(0)
        self._ask()

    def use(self) -> None:
        """The face as it is now becomes a layer; one that is still being painted, once it is there."""
        self._use_it = self._answered < self._asked
        if self._face is not None and not self._use_it:
            picture, recipe = self._face
            self._session.add_picture(to_bytes(picture), recipe, TITLE)

    def _ask(self, _value: int = 0) -> None:
        ends = tuple(face.latent for face in self.grid.chosen)
        if ends:
            request = SampleRequest(ends=ends, shares=(self.between.slider.value() / 100,), offsets=self.offsets)
            self._asked += 1
            self._session.ask(ENGINE, request, self.options, partial(self._on_face, self._asked))

    # --- answers

    def _on_chosen(self) -> None:
        two = len(self.grid.chosen) == 2
        self.between.setEnabled(two)
        if not two:
            self.between.set_value(0)
        self._ask()

    def _on_drawn(self, result: Result) -> None:
        for slider, name in zip(self.directions, result.recipe["directions"], strict=False):
            slider.set_label(name)
        self.grid.show_faces(_faces(result))

    def _on_read(self, result: Result) -> None:
        self.grid.add_face(_faces(result)[0])

    def _on_face(self, number: int, result: Result) -> None:
        self._face, self._answered = (result.images[0], result.recipe), number
        self.use_button.setEnabled(True)
        ratio = self.preview.devicePixelRatioF()
        pixmap = QPixmap.fromImage(scaled_picture(_faces(result)[0].picture, round(PREVIEW_PX * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        self.preview.setPixmap(pixmap)
        if self._use_it:
            self.use()


def _faces(result: Result) -> list[DrawnFace]:
    rows = zip(result.extras["crops"], result.extras["latents"], strict=True)
    return [DrawnFace(to_bytes(crop), latent) for crop, latent in rows]
