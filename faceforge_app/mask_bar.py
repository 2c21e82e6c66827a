"""The bar of mask tools, there while the document lies on a photo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLabel, QMenu, QSpinBox, QToolBar, QToolButton, QWidget

from faceforge_app.canvas.mask_tools import SIZE_RANGE, Tool
from faceforge_app.canvas.masking import Masking
from faceforge_app.document.face_areas import FACE_AREAS, FaceArea
from faceforge_app.document.masks import How
from faceforge_app.language import mark, tr
from faceforge_app.panels.widgets import bar_slider, place_of, size_at, tool_button
from faceforge_app.session.session import Session

TOOL_ACTIONS = {
    "tool_move": Tool.MOVE, "tool_brush": Tool.BRUSH, "tool_eraser": Tool.ERASER, "tool_lasso": Tool.LASSO,
    "tool_polygon": Tool.POLYGON, "tool_rectangle": Tool.RECTANGLE, "tool_ellipse": Tool.ELLIPSE,
}  # fmt: skip
HOW_TITLES = {How.ADD: mark("Add"), How.SUBTRACT: mark("Subtract"), How.INTERSECT: mark("Intersect")}
NO_PARSING = mark("Needs the face network, whose weights are not here. Import them under “Engines…”, or use the lasso.")
LARGEST_AMOUNT = 500


class MaskBar(QToolBar):
    def __init__(self, session: Session, masking: Masking, actions: Mapping[str, QAction]) -> None:
        super().__init__(tr("Mask"))
        self._session, self._masking, self._actions = session, masking, actions
        self.setObjectName("mask_tools")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setVisible(False)
        self.areas = self._area_menu()
        self.brush_size, self.hardness = (
            bar_slider(tr("Brush size"), 1, 100),
            bar_slider(tr("Hardness of the brush"), 0, 100),
        )
        self.amount = QSpinBox()
        self.how = QComboBox()
        self._build()
        masking.settings_changed.connect(self._show_settings)
        session.document_changed.connect(self.show_document)
        self._show_settings()
        self.show_document()

    def _build(self) -> None:
        self._add(*TOOL_ACTIONS)
        self.addSeparator()
        for how, title in HOW_TITLES.items():
            self.how.addItem(tr(title), how)
        self.how.setAccessibleName(tr("What shapes do to the mask"))
        self.how.setToolTip(tr("What lasso, polygon, rectangle, ellipse and regions do to the mask"))
        self.addWidget(self.how)
        regions = QToolButton()
        regions.setText(tr("Region ▾"))
        regions.setToolTip(tr("Mark a part of the face by itself"))
        regions.setMenu(self.areas)
        regions.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        regions.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.addWidget(regions)
        self.addSeparator()
        self._size_text = QLabel()
        self._size_text.setMinimumWidth(64)
        for label, slider in ((self._size_text, self.brush_size), (QLabel(tr("Hardness")), self.hardness)):
            label.setContentsMargins(6, 0, 4, 0)
            self.addWidget(label)
            self.addWidget(slider)
        self.addSeparator()
        self.amount.setRange(1, LARGEST_AMOUNT)
        self.amount.setSuffix(" px")
        self.amount.setAccessibleName(tr("How far grow, shrink and feather reach"))
        self.amount.setToolTip(self.amount.accessibleName())
        self._add("mask_grow", "mask_shrink", "mask_feather")
        self.addWidget(self.amount)
        self.addSeparator()
        self._add("mask_invert", "mask_clear", "mask_show")
        self.how.currentIndexChanged.connect(lambda _: self._use(how=self.how.currentData()))
        self.brush_size.valueChanged.connect(lambda value: self._use(size=size_at(value, SIZE_RANGE)))
        self.hardness.valueChanged.connect(lambda value: self._use(hardness=value / 100))
        self.amount.valueChanged.connect(lambda value: self._use(amount=value))

    def _add(self, *names: str) -> None:
        for name in names:
            self.addWidget(tool_button(self._actions[name]))

    def _area_menu(self) -> QMenu:
        menu = QMenu(tr("By region"), self)
        menu.setToolTipsVisible(True)
        entries = {area: menu.addAction(tr(area.title)) for area in FACE_AREAS}
        for area, action in entries.items():
            action.triggered.connect(partial(self._add_area, area))
        menu.aboutToShow.connect(partial(_show_usable, entries))
        return menu

    def _add_area(self, area: FaceArea, _checked: bool = False) -> None:
        self._session.photo.add_area(area, self._masking.settings.how)

    def _use(self, **values: Any) -> None:
        changed = replace(self._masking.settings, **values)
        if changed != self._masking.settings:
            self._masking.use(changed)

    def _show_settings(self) -> None:
        settings = self._masking.settings
        for name, tool in TOOL_ACTIONS.items():
            self._actions[name].setChecked(tool is settings.tool)
        self._actions["mask_show"].setChecked(settings.shown)
        quiet: tuple[tuple[QWidget, Callable[[], object]], ...] = (
            (self.brush_size, lambda: self.brush_size.setValue(place_of(settings.size, SIZE_RANGE))),
            (self.hardness, lambda: self.hardness.setValue(round(settings.hardness * 100))),
            (self.amount, lambda: self.amount.setValue(settings.amount)),
            (self.how, lambda: self.how.setCurrentIndex(self.how.findData(settings.how))),
        )
        for widget, show in quiet:
            widget.blockSignals(True)
            show()
            widget.blockSignals(False)
        self._size_text.setText(f"{settings.size:.0f} px")
        for widget in (self.brush_size, self.hardness):
            widget.setEnabled(settings.tool.paints)
        self.how.setEnabled(settings.tool is not Tool.MOVE)

    def show_document(self) -> None:
        """Be there, with what can be done now, or not."""
        photo = self._session.document.photo
        self.setVisible(photo is not None)
        for name, action in self._actions.items():
            if name in TOOL_ACTIONS or name.startswith("mask_"):
                action.setEnabled(photo is not None)
        for name in ("mask_grow", "mask_shrink", "mask_feather", "mask_clear", "mask_save"):
            self._actions[name].setEnabled(photo is not None and photo.mask.any)


def _show_usable(entries: Mapping[FaceArea, QAction]) -> None:
    """What can be told now: weights may have come since the menu was made."""
    for area, action in entries.items():
        action.setEnabled(area.usable)
        action.setToolTip(tr(area.note if area.usable else NO_PARSING) if area.note or not area.usable else "")
