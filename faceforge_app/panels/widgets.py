"""Small building blocks of panels and dialogs."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from faceforge_app import theme


class LabelledSlider(QWidget):
    """A label, a value and a slider. `moved` while it is dragged, `settled` once per change: one undo step."""

    moved = Signal(int)
    settled = Signal(int)

    def __init__(
        self,
        label: str,
        maximum: int,
        unit: str = " %",
        tip: str = "",
        parent: QWidget | None = None,
        minimum: int = 0,
    ) -> None:
        super().__init__(parent)
        self._unit = unit
        self._text = QLabel(label)
        self._value = QLabel()
        self._value.setProperty("muted", True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(minimum, maximum)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(label)
        self._text.setBuddy(self.slider)
        self.setToolTip(tip)
        top = QHBoxLayout()
        top.addWidget(self._text, 1)
        top.addWidget(self._value)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.slider)
        self.slider.valueChanged.connect(self._on_value_changed)
        self.slider.sliderReleased.connect(lambda: self.settled.emit(self.slider.value()))
        self._show_value(0)

    def set_label(self, label: str) -> None:
        self._text.setText(label)
        self.slider.setAccessibleName(label)

    def set_value(self, value: int) -> None:
        """Show a value without saying that it changed; a drag under way is left alone."""
        if self.slider.isSliderDown():
            return
        self.slider.blockSignals(True)
        self.slider.setValue(value)
        self.slider.blockSignals(False)
        self._show_value(value)

    def _on_value_changed(self, value: int) -> None:
        self._show_value(value)
        if self.slider.isSliderDown():
            self.moved.emit(value)
        else:
            self.settled.emit(value)

    def _show_value(self, value: int) -> None:
        self._value.setText(f"{value}{self._unit}")


def tool_button(
    action: QAction | None = None, tip: str = "", clicked: Callable[[], object] | None = None
) -> QToolButton:
    """A square icon button of 32 px, for an action or a function."""
    button = QToolButton()
    button.setIconSize(QSize(theme.ICON_PX, theme.ICON_PX))
    button.setFixedSize(32, 32)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if action is not None:
        button.setDefaultAction(action)
        button.setAccessibleName(action.text())
    if tip:
        button.setToolTip(tip)
        button.setAccessibleName(tip.split("\n")[0])
    if clicked is not None:
        button.clicked.connect(clicked)
    return button


def bar_slider(name: str, lowest: int, highest: int) -> QSlider:
    """A short slider of a tool bar."""
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(lowest, highest)
    slider.setFixedWidth(88)
    slider.setAccessibleName(name)
    slider.setToolTip(name)
    return slider


def size_at(place: int, sizes: tuple[float, float]) -> float:
    """The size at a place of 0 to 100: sizes grow by a ratio, not by a difference, from one place to the next."""
    low, high = sizes
    return float(max(1, round(low * (high / low) ** (place / 100))))


def place_of(size: float, sizes: tuple[float, float]) -> int:
    """The inverse of `size_at`."""
    low, high = sizes
    return round(100 * math.log(size / low) / math.log(high / low))


def follow_tip(widget: QWidget, action: QAction) -> None:
    """Show an action's tip, which changes with its keys."""

    def show() -> None:
        widget.setToolTip(action.toolTip())

    show()
    action.changed.connect(show)


def push_button(text: str, tip: str = "") -> QPushButton:
    """A button of a dialog that Enter does not press by itself."""
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button


def search_field(hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(hint)
    field.setAccessibleName(hint)
    field.setClearButtonEnabled(True)
    return field


def scrolled(inner: QWidget) -> QScrollArea:
    """Scrolls up and down; takes no focus of its own."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inner)
    return area


def muted_label(text: str = "", wrap: bool = True) -> QLabel:
    label = QLabel(text)
    label.setProperty("muted", True)
    label.setWordWrap(wrap)
    return label


def panel(widget: QWidget) -> QWidget:
    """Give a widget the panels' background."""
    widget.setProperty("panel", True)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget


def dock(title: str, name: str, widget: QWidget, parent: QWidget) -> QDockWidget:
    """A dock with a plain title; it is hidden and shown in the View menu."""
    made = QDockWidget(title, parent)
    made.setObjectName(name)
    made.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable | QDockWidget.DockWidgetFeature.DockWidgetClosable)
    label = QLabel(title)
    label.setProperty("title", True)
    made.setTitleBarWidget(label)
    made.setWidget(panel(widget))
    return made
