"""The comparison with its bar: how the two portraits are held against each other, how strong their difference is shown, and its figures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSlider, QVBoxLayout, QWidget

from faceforge_app import theme
from faceforge_app.canvas.compare import CompareView, Way
from faceforge_app.canvas.render import SpriteCache
from faceforge_app.document.comparison import difference_text

TIPS = {
    Way.HOLD: "Hold Space, B or the mouse button to see the other portrait",
    Way.SLIDE: "Drag the line across the portrait",
    Way.BESIDE: "Both beside each other; zoom and pan move both",
    Way.DIFFERENCE: "What differs, made stronger",
}
STRONGEST = 32


class ComparePane(QWidget):
    def __init__(self, sprites: SpriteCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = CompareView(sprites)
        self._ways = {way: self._way_button(way) for way in Way}
        self._group = QButtonGroup(self)
        for button in self._ways.values():
            self._group.addButton(button)
        self._strength_label = QLabel("Strength")
        self._strength = QSlider(Qt.Orientation.Horizontal)
        self._strength.setRange(1, STRONGEST)
        self._strength.setValue(self.view.gain)
        self._strength.setFixedWidth(96)
        self._strength.setAccessibleName("Strength of the difference")
        self._strength.valueChanged.connect(self.view.set_gain)
        self._figures = QLabel()
        self._figures.setProperty("muted", True)
        self._figures.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._figures.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        )  # the docks keep their room
        self._build()
        self.view.changed.connect(self._refresh)
        self._refresh()

    def _way_button(self, way: Way) -> QPushButton:
        button = QPushButton(way.value)
        button.setCheckable(True)
        button.setToolTip(TIPS[way])
        button.setProperty("segment", True)
        button.setProperty("first", way is Way.HOLD)
        button.setProperty("last", way is Way.DIFFERENCE)
        button.clicked.connect(partial(self.view.set_way, way))
        return button

    def _build(self) -> None:
        segments = QHBoxLayout()
        segments.setSpacing(0)
        for button in self._ways.values():
            segments.addWidget(button)
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.GRID, 6, theme.GRID, 6)
        bar.setSpacing(theme.GRID)
        bar.addLayout(segments)
        bar.addWidget(self._strength_label)
        bar.addWidget(self._strength)
        bar.addWidget(self._figures, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addLayout(bar)

    def _refresh(self) -> None:
        self._ways[self.view.way].setChecked(True)
        shows_difference = self.view.way is Way.DIFFERENCE
        for widget in (self._strength_label, self._strength):
            widget.setVisible(shows_difference)
        found = self.view.difference if self.isVisible() else None
        self._figures.setText("" if found is None else difference_text((found,)).capitalize())

    def showEvent(self, event: object) -> None:
        self._refresh()
