"""The bar of drawing tools, there while the document is a sketch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QLabel, QToolBar, QWidget

from engines.face.parsing.classes import FACE_CLASSES
from faceforge_app.canvas.draw_tools import SIZE_RANGE, DrawTool
from faceforge_app.canvas.drawing import Drawing
from faceforge_app.language import tr
from faceforge_app.panels.widgets import bar_slider, place_of, size_at, tool_button
from faceforge_app.session.session import Session

TOOL_ACTIONS = {
    "draw_pencil": DrawTool.PENCIL, "draw_eraser": DrawTool.ERASER, "draw_smudge": DrawTool.SMUDGE,
    "draw_classes": DrawTool.CLASSES,
}  # fmt: skip
OF_SHEETS = (*TOOL_ACTIONS, "sketch_clear", "sketch_export", "parsing_show", "parsing_edit", "parsing_forget")
SWATCH_PX = 14


class SketchBar(QToolBar):
    def __init__(self, session: Session, drawing: Drawing, actions: Mapping[str, QAction]) -> None:
        super().__init__(tr("Sketch"))
        self._session, self._drawing, self._actions = session, drawing, actions
        self.setObjectName("sketch_tools")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setVisible(False)
        self.brush_size = bar_slider(tr("Size of the tool"), 0, 100)
        self.hardness = bar_slider(tr("Hardness of the pencil"), 0, 100)
        self.darkness = bar_slider(tr("Darkness of the pencil"), 5, 100)
        self.guide = bar_slider(tr("How strongly the average face shines through"), 0, 100)
        self.label = _classes()
        self._build()
        drawing.settings_changed.connect(self._show_settings)
        session.document_changed.connect(self.show_document)
        self._show_settings()
        self.show_document()

    def _build(self) -> None:
        for name in ("draw_pencil", "draw_eraser", "draw_smudge"):
            self.addWidget(tool_button(self._actions[name]))
        self.addSeparator()
        self._size_text = QLabel()
        self._size_text.setMinimumWidth(52)
        for label, slider in (
            (self._size_text, self.brush_size), (QLabel(tr("Hardness")), self.hardness),
            (QLabel(tr("Darkness")), self.darkness),
        ):  # fmt: skip
            self._add(label, slider)
        self.addSeparator()
        self._add(QLabel(tr("Guide")), self.guide)
        self.addSeparator()
        for name in ("parsing_edit", "draw_classes"):
            self.addWidget(tool_button(self._actions[name]))
        self.addWidget(self.label)
        for name in ("parsing_show", "parsing_forget"):
            self.addWidget(tool_button(self._actions[name]))
        self.brush_size.valueChanged.connect(self._on_size)
        self.hardness.valueChanged.connect(lambda value: self._use(hardness=value / 100))
        self.darkness.valueChanged.connect(lambda value: self._use(darkness=value / 100))
        self.guide.valueChanged.connect(lambda value: self._use(guide=value / 100))
        self.label.currentIndexChanged.connect(lambda _: self._use(label=self.label.currentData()))

    def _add(self, label: QLabel, widget: QWidget) -> None:
        label.setContentsMargins(6, 0, 4, 0)
        self.addWidget(label)
        self.addWidget(widget)

    def _use(self, **values: Any) -> None:
        changed = replace(self._drawing.settings, **values)
        if changed != self._drawing.settings:
            self._drawing.use(changed)

    def _on_size(self, place: int) -> None:
        self._drawing.use(self._drawing.settings.with_size(size_at(place, SIZE_RANGE)))

    def _show_settings(self) -> None:
        settings = self._drawing.settings
        for name, tool in TOOL_ACTIONS.items():
            self._actions[name].setChecked(tool is settings.tool)
        self._actions["parsing_show"].setChecked(settings.parsing_shown)
        for slider, value in (
            (self.brush_size, place_of(settings.size, SIZE_RANGE)), (self.hardness, round(settings.hardness * 100)),
            (self.darkness, round(settings.darkness * 100)), (self.guide, round(settings.guide * 100)),
        ):  # fmt: skip
            slider.blockSignals(True)
            slider.setValue(value)
            slider.blockSignals(False)
        self.label.blockSignals(True)
        self.label.setCurrentIndex(self.label.findData(settings.label))
        self.label.blockSignals(False)
        self._size_text.setText(f"{settings.size:.0f} px")
        for slider in (self.hardness, self.darkness):
            slider.setEnabled(settings.tool is DrawTool.PENCIL)
        self.label.setEnabled(settings.tool is DrawTool.CLASSES)

    def show_document(self) -> None:
        """Be there, with what can be done now, or not."""
        sketch = self._session.document.sketch
        self.setVisible(sketch is not None)
        for name in OF_SHEETS:
            self._actions[name].setEnabled(sketch is not None)
        for name in ("draw_classes", "parsing_show", "parsing_forget"):
            self._actions[name].setEnabled(sketch is not None and sketch.parsing is not None)
        for name in ("sketch_clear", "sketch_export"):
            self._actions[name].setEnabled(sketch is not None and sketch.ink.any)


def _classes() -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(tr("What the class brush paints"))
    box.setToolTip(box.accessibleName())
    box.setIconSize(QSize(SWATCH_PX, SWATCH_PX))
    for label in FACE_CLASSES:
        swatch = QPixmap(SWATCH_PX, SWATCH_PX)
        swatch.fill(QColor(*label.colour))
        box.addItem(QIcon(swatch), tr(label.title), label.id)
    return box
