"""The right widget for each kind of option."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QSlider, QSpinBox, QWidget

from engines.options import OptionInfo
from faceforge_app.language import tr
from faceforge_app.panels.widgets import tool_button

SLIDER_STEPS = 64
LARGEST_INT = 2**31 - 1
SEED = "seed"


class OptionWidget(QWidget):
    """One option: `value()`, `set_value()`, and a call of `changed` when the user changes it."""

    def __init__(self, info: OptionInfo, changed: Callable[[], object]) -> None:
        super().__init__()
        self.info = info
        self._changed = changed
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)
        self.setToolTip(tr(info.help))

    def value(self) -> Any:
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        raise NotImplementedError

    def named(self, widget: QWidget) -> None:
        widget.setAccessibleName(tr(self.info.label))
        widget.setAccessibleDescription(tr(self.info.help))
        self.setFocusProxy(widget)
        self.row.addWidget(widget, 1)


class BoolOption(OptionWidget):
    def __init__(self, info: OptionInfo, changed: Callable[[], object]) -> None:
        super().__init__(info, changed)
        self._box = QCheckBox()
        self._box.toggled.connect(lambda _: changed())
        self.named(self._box)

    def value(self) -> bool:
        return self._box.isChecked()

    def set_value(self, value: Any) -> None:
        self._box.setChecked(value)


class ChoiceOption(OptionWidget):
    def __init__(self, info: OptionInfo, changed: Callable[[], object]) -> None:
        super().__init__(info, changed)
        self._combo = QComboBox()
        for choice in info.choices:
            self._combo.addItem(tr(choice), choice)
        self._combo.currentIndexChanged.connect(lambda _: changed())
        self.named(self._combo)

    def value(self) -> str:
        return str(self._combo.currentData())

    def set_value(self, value: Any) -> None:
        self._combo.setCurrentIndex(self._combo.findData(value))


class IntOption(OptionWidget):
    def __init__(self, info: OptionInfo, changed: Callable[[], object]) -> None:
        super().__init__(info, changed)
        self._spin = QSpinBox()
        self._spin.setRange(_bound(info.minimum, -LARGEST_INT), _bound(info.maximum, LARGEST_INT))
        self._spin.setSingleStep(int(info.step or 1))
        self._spin.setSuffix(info.unit)
        self._spin.setMinimumWidth(80)
        self._spin.lineEdit().setTextMargins(5, 0, 0, 0)
        self._spin.valueChanged.connect(lambda _: changed())
        self.named(self._spin)

    def value(self) -> int:
        return self._spin.value()

    def set_value(self, value: Any) -> None:
        self._spin.setValue(value)


class SeedOption(IntOption):
    """A whole number with a button for the next one: other portraits of the same parts."""

    def __init__(self, info: OptionInfo, changed: Callable[[], object]) -> None:
        super().__init__(info, changed)
        self.another = tool_button(tip=tr("Another seed: Generate paints other portraits"), clicked=self._spin.stepUp)
        self._spin.setWrapping(True)
        self.row.addWidget(self.another)


class FloatOption(OptionWidget):
    """A number, with a slider before it where its range is known."""

    def __init__(self, info: OptionInfo, changed: Callable[[], object]) -> None:
        super().__init__(info, changed)
        self._spin = QDoubleSpinBox()
        low, high = (
            info.minimum if info.minimum is not None else -1e9,
            info.maximum if info.maximum is not None else 1e9,
        )
        self._spin.setRange(low, high)
        self._spin.setSingleStep(info.step or 0.05)
        self._spin.setSuffix(info.unit)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._step = info.step or (high - low) / SLIDER_STEPS
        if info.minimum is not None and info.maximum is not None:
            self._add_slider(low, high)
        self._spin.valueChanged.connect(self._on_spin)
        self.named(self._spin)
        self._spin.setFixedWidth(74)
        self._spin.lineEdit().setTextMargins(5, 0, 0, 0)

    def _add_slider(self, low: float, high: float) -> None:
        self._slider.setRange(0, round((high - low) / self._step))
        self._slider.setMinimumWidth(48)
        self._slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._slider.valueChanged.connect(lambda at: self._spin.setValue(low + at * self._step))
        self.row.addWidget(self._slider, 2)

    def _on_spin(self, value: float) -> None:
        self._slider.blockSignals(True)
        self._slider.setValue(round((value - self._spin.minimum()) / self._step))
        self._slider.blockSignals(False)
        self._changed()

    def value(self) -> float:
        return round(self._spin.value(), 6)

    def set_value(self, value: Any) -> None:
        self._spin.setValue(value)


def option_widget(info: OptionInfo, changed: Callable[[], object]) -> OptionWidget:
    if info.choices:
        return ChoiceOption(info, changed)
    if info.name == SEED:
        return SeedOption(info, changed)
    kinds: dict[type, type[OptionWidget]] = {bool: BoolOption, int: IntOption, float: FloatOption}
    return kinds[info.kind](info, changed)


def _bound(value: float | None, default: int) -> int:
    return default if value is None else int(value)
