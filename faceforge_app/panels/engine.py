"""The engine dock, made from the engine's own options; skin tone, Generate, Cancel and live preview."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from engines.options import option_infos
from faceforge_app import theme
from faceforge_app.language import tr
from faceforge_app.panels.context import ContextWishes
from faceforge_app.panels.option_widgets import OptionWidget, SeedOption, option_widget
from faceforge_app.panels.swatches import SkinTones, Tone
from faceforge_app.panels.widgets import muted_label, panel, scrolled
from faceforge_app.session.engine_choice import spec_of
from faceforge_app.session.session import Session

OPTION_LABEL = "option"


class EnginePanel(QWidget):
    def __init__(self, session: Session, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._actions = actions
        self._widgets: dict[str, OptionWidget] = {}
        self._filling = False
        self._shown = ""
        self._build()
        self._show_engine()
        session.engine_changed.connect(self._show_values)
        session.document_changed.connect(self._show_document)
        session.run_started.connect(self._on_started)
        session.run_progress.connect(self._on_progress)
        for ended in (session.run_finished, session.run_failed, session.run_cancelled, session.run_compared):
            ended.connect(self._on_ended)
        self._show_document()

    def _build(self) -> None:
        self._engines = QComboBox()
        self._engines.setAccessibleName(tr("Engine"))
        self._engines.activated.connect(self._on_engine_chosen)
        self._summary = muted_label()
        self._tone_label, self.tones = QLabel(tr("Skin tone")), SkinTones()
        self.tones.chosen.connect(self._on_tone)
        self._form, self._advanced = _form(), QWidget()
        self._advanced_form = _form(self._advanced)
        self._fold = QToolButton()
        self._fold.setText(tr("Advanced"))
        self._fold.setCheckable(True)
        self._fold.setProperty("fold", True)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setArrowType(Qt.ArrowType.RightArrow)
        self._fold.toggled.connect(self._on_fold)
        self._advanced.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scrolled(), 1)
        layout.addLayout(self._footer())

    def _scrolled(self) -> QScrollArea:
        inner = panel(QWidget())
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 0, 10, theme.GRID)
        column.setSpacing(theme.GRID)
        column.addWidget(self._engines)
        column.addWidget(self._summary)
        self.wishes = ContextWishes(self._session, self._actions)
        column.addWidget(self.wishes)
        column.addWidget(self._tone_label)
        column.addWidget(self.tones)
        column.addLayout(self._form)
        column.addWidget(self._fold)
        column.addWidget(self._advanced)
        column.addStretch(1)
        return scrolled(inner)

    def _footer(self) -> QVBoxLayout:
        self.generate = QPushButton(tr("Generate"))
        self.generate.setProperty("accent", True)
        self._actions["generate"].changed.connect(self._show_tip)
        self.generate.clicked.connect(self._actions["generate"].trigger)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(self._session.cancel)
        self.cancel.hide()
        self.live = QToolButton()
        self.live.setDefaultAction(self._actions["live_preview"])
        self.live.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.live.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Progress"))
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.live)
        row.addWidget(self.generate, 1)
        row.addWidget(self.cancel, 1)
        footer = QVBoxLayout()
        footer.setContentsMargins(10, theme.GRID, 10, theme.GRID)
        footer.setSpacing(theme.GRID // 2)
        footer.addWidget(self.progress)
        footer.addLayout(row)
        self._keep_place(self.progress)
        return footer

    @staticmethod
    def _keep_place(widget: QWidget) -> None:
        policy = widget.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        widget.setSizePolicy(policy)
        widget.hide()

    def _show_engines(self) -> None:
        """Those that can work on a document like this."""
        usable = self._session.engines
        if [spec.id for spec in usable] != [self._engines.itemData(row) for row in range(self._engines.count())]:
            self._engines.clear()
            for row, spec in enumerate(usable):
                self._engines.addItem(tr(spec.title), spec.id)
                self._engines.setItemData(row, tr(spec.summary), Qt.ItemDataRole.ToolTipRole)
            self._engines.setVisible(len(usable) > 1)
        self._engines.setCurrentIndex(self._engines.findData(self._session.engine_id))

    def _show_engine(self) -> None:
        spec = spec_of(self._session.engine_id)
        self._shown = spec.id
        self._summary.setText(tr(spec.summary))
        for form in (self._form, self._advanced_form):
            while form.rowCount():
                form.removeRow(0)
        self._widgets.clear()
        for info in option_infos(spec.options_type):
            widget = option_widget(info, self._on_option)
            label = QLabel(tr(info.label))
            label.setObjectName(OPTION_LABEL)
            label.setToolTip(tr(info.help))
            label.setBuddy(widget)
            label.setMinimumHeight(widget.sizeHint().height())
            (self._advanced_form if info.advanced else self._form).addRow(label, widget)
            self._widgets[info.name] = widget
        self._fold.setVisible(self._advanced_form.rowCount() > 0)
        self._show_values()

    def draw_icons(self) -> None:
        for widget in self._widgets.values():
            if isinstance(widget, SeedOption):
                widget.another.setIcon(theme.icon("dice-multiple-outline"))

    def _show_values(self) -> None:
        options = self._session.options
        self._show_engines()
        if self._shown != self._session.engine_id:
            self._show_engine()
            self.draw_icons()
            return
        self._filling = True
        for name, widget in self._widgets.items():
            widget.set_value(getattr(options, name))
        self._filling = False

    def values(self) -> dict[str, Any]:
        return {name: widget.value() for name, widget in self._widgets.items()}

    def _on_option(self) -> None:
        if not self._filling:
            options = dataclasses.replace(self._session.options, **self.values())
            self._session.set_engine(self._session.engine_id, options)

    def _on_engine_chosen(self) -> None:
        engine_id = self._engines.currentData()
        if engine_id != self._session.engine_id:
            self._session.use_engine(engine_id)
            self._show_document()

    def _on_fold(self, open_: bool) -> None:
        self._fold.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        self._advanced.setVisible(open_)

    def _on_tone(self, tone: Tone | None) -> None:
        if tone != self._session.document.skin_tone:
            self._session.commit(tr("Skin tone"), self._session.document.with_skin_tone(tone))

    def _show_document(self) -> None:
        self._show_engines()
        self.tones.show_tone(self._session.document.skin_tone)
        document, usable = self._session.document, bool(self._session.engines)
        for widget in (self._tone_label, self.tones):
            widget.setVisible(document.photo is None and document.sketch is None)
        lacking = self._session.lacking
        self._summary.setText(tr(spec_of(self._shown).summary if usable else lacking))
        for row in (*self._widgets.values(), *self.findChildren(QLabel, OPTION_LABEL), self._fold):
            row.setEnabled(usable)
        self.generate.setEnabled(not lacking)
        self._show_tip()

    def _show_tip(self) -> None:
        self.generate.setToolTip(self._session.lacking or self._actions["generate"].toolTip())

    def _on_started(self) -> None:
        self.progress.setRange(0, 0)
        self.progress.show()
        self._swap(self.generate, self.cancel)

    def _on_progress(self, done: int, total: int, _preview: object) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _on_ended(self) -> None:
        self.progress.hide()
        self._swap(self.cancel, self.generate)

    @staticmethod
    def _swap(gone: QPushButton, there: QPushButton) -> None:
        """One button in the place of the other, with the keyboard if that had it; both at once would widen the dock."""
        focused = gone.hasFocus()
        gone.hide()
        there.show()
        if focused:
            there.setFocus()


def _form(parent: QWidget | None = None) -> QFormLayout:
    form = QFormLayout(parent) if parent is not None else QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(theme.GRID)
    form.setVerticalSpacing(theme.GRID)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)  # labels of other languages are longer
    return form
