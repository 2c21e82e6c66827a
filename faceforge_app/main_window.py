"""The window: puts canvas, panels and commands together and passes their wishes on to the session."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QIcon, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QSizePolicy,
    QTabBar,
    QToolBar,
    QWidget,
)

from engines import registry
from engines.assets import assets_folder
from engines.errors import EngineError
from faceforge_app import theme
from faceforge_app.actions import ACTIONS, MENUS, draw_icons, make_actions, set_shortcuts
from faceforge_app.canvas import drawing
from faceforge_app.canvas.mask_tools import Tool
from faceforge_app.canvas.masking import HINTS
from faceforge_app.canvas.stage import Mode, Stage
from faceforge_app.context_commands import ContextCommands
from faceforge_app.document.layers import PartLayer
from faceforge_app.edit_commands import EditCommands, can_link
from faceforge_app.file_commands import FileCommands
from faceforge_app.help_commands import KEYBOARD, HelpCommands
from faceforge_app.language import tr
from faceforge_app.mask_bar import TOOL_ACTIONS, MaskBar
from faceforge_app.panels.engine import EnginePanel
from faceforge_app.panels.engine_views import EngineViews
from faceforge_app.panels.latent import ENGINE as LATENT
from faceforge_app.panels.latent import LatentPanel
from faceforge_app.panels.layers import LayersPanel
from faceforge_app.panels.library import LibraryPanel
from faceforge_app.panels.results import ResultsPanel
from faceforge_app.panels.sketch import SketchPanel
from faceforge_app.panels.toast import Toast
from faceforge_app.panels.widgets import dock, follow_tip, tool_button
from faceforge_app.photo_commands import PhotoCommands
from faceforge_app.project_commands import ProjectCommands
from faceforge_app.result_commands import ResultCommands
from faceforge_app.session.session import Session
from faceforge_app.shown_overlays import Tint
from faceforge_app.shown_portrait import ShownPortrait
from faceforge_app.sketch_bar import SketchBar
from faceforge_app.sketch_commands import SketchCommands
from faceforge_app.sketch_commands import handlers as sketch_handlers

LAYOUT = 5  # count up when docks come or go: a stored layout of another number is not used
SIDE_WIDTH, STRIP_HEIGHT = 292, 140
MODES = {
    "parts_view": Mode.PARTS, "split_view": Mode.SPLIT, "portrait_view": Mode.PORTRAIT, "compare_view": Mode.COMPARE,
}  # fmt: skip
TINTS = {"origins": Tint.ORIGINS, "spread": Tint.SPREAD}


class MainWindow(QMainWindow):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._dressed = self._restored = self._had_sketch = False
        self.setWindowIcon(QIcon(str(assets_folder() / "icons" / "faceforge.svg")))
        self.setMinimumSize(900, 520)
        self.setAcceptDrops(True)
        self.stage = Stage(session)
        self.canvas = self.stage.canvas
        self.edits = EditCommands(session, self.canvas)
        self.files = FileCommands(session, self)
        self.projects = ProjectCommands(session, self, self.canvas.commit_pending)
        self.photos = PhotoCommands(session, self.canvas.masking, self.projects.begin, self)
        self.help = HelpCommands(session, self)
        self.actions_by_id = make_actions(self, self._handlers())
        self._use_shortcuts()
        self.setCentralWidget(self.stage)
        self._make_docks()
        self.mask_bar = MaskBar(session, self.canvas.masking, self.actions_by_id)
        self.sketch_bar = SketchBar(session, self.canvas.drawing, self.actions_by_id)
        self.sketches = SketchCommands(session, self.stage, self.results, self.files, self.projects.begin, self)
        self._make_menus()
        self._make_toolbar()
        self._make_status_bar()
        self.shown = ShownPortrait(session, self.results, self.stage.portrait)
        self.outcomes = ResultCommands(session, self.results, self.stage, self.shown, self.files, self)
        self.contexts = ContextCommands(session, self.results, self)
        self.toast = Toast(self.stage)
        self._connect()
        self._refresh()

    # --- building

    def _make_docks(self) -> None:
        self.help.actions = self.actions_by_id
        self.library = LibraryPanel(self.session)
        self.layers = LayersPanel(self.session, self.actions_by_id)
        self.engine = EnginePanel(self.session, self.actions_by_id)
        self.results = ResultsPanel(self.session, self.actions_by_id)
        self.views = EngineViews(self.session, self.results)
        self.help.targets = {
            "library": self.library,
            "canvas": self.stage,
            "engine": self.engine,
            "results": self.results,
        }
        self.sketch = SketchPanel(self.session)
        self._docks = {
            name: dock(title, name, widget, self)
            for title, name, widget in (
                (tr("Library"), "library_dock", self.library), (tr("Layers"), "layers_dock", self.layers),
                (tr("Portrait"), "engine_dock", self.engine), (tr("Results"), "results_dock", self.results),
                (tr("What the engine saw"), "views_dock", self.views), (tr("Sketch"), "sketch_dock", self.sketch),
            )
        }  # fmt: skip
        left, right, bottom = (
            Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea,
        )  # fmt: skip
        for name, area in zip(self._docks, (left, right, right, bottom, left, left), strict=True):
            self.addDockWidget(area, self._docks[name])
        self._docks["views_dock"].hide()
        self._docks["sketch_dock"].hide()
        self.latent = LatentPanel(self.session)
        if LATENT in registry.engines():
            self._docks["latent_dock"] = dock(tr("Latent faces"), "latent_dock", self.latent, self)
            self.addDockWidget(right, self._docks["latent_dock"])
            self.tabifyDockWidget(self._docks["engine_dock"], self._docks["latent_dock"])
            self._docks["latent_dock"].hide()
        for corner, area in (
            (Qt.Corner.BottomLeftCorner, left), (Qt.Corner.BottomRightCorner, right),
        ):  # fmt: skip
            self.setCorner(corner, area)
        self._default_sizes()

    def _default_sizes(self) -> None:
        docks = self._docks
        self.resizeDocks(
            [docks["library_dock"], docks["layers_dock"]], [SIDE_WIDTH, SIDE_WIDTH], Qt.Orientation.Horizontal
        )
        self.resizeDocks([docks["results_dock"]], [STRIP_HEIGHT], Qt.Orientation.Vertical)
        self.resizeDocks([docks["layers_dock"], docks["engine_dock"]], [330, 330], Qt.Orientation.Vertical)

    def _make_menus(self) -> None:
        bar = self.menuBar()
        menus = {name: bar.addMenu(tr(name)) for name in MENUS}
        for row in ACTIONS:
            if row.separated:
                menus[row.menu].addSeparator()
            menus[row.menu].addAction(self.actions_by_id[row.id])
        recent = QMenu(tr("Open recent"), self)
        recent.aboutToShow.connect(partial(self.projects.fill_recent, recent))
        menus["File"].insertMenu(self.actions_by_id["save"], recent)
        menus["Mask"].insertMenu(self.actions_by_id["mask_grow"], self.mask_bar.areas)
        menus["Sketch"].insertMenu(self.actions_by_id["portrait_photo"], self.sketches.style_menu())
        menus["View"].addSeparator()
        for made in self._docks.values():
            menus["View"].addAction(made.toggleViewAction())
        modes = QActionGroup(self)
        for name in MODES:
            modes.addAction(self.actions_by_id[name])
        self.actions_by_id["parts_view"].setChecked(True)

    def _make_toolbar(self) -> None:
        bar = QToolBar(tr("Tools"))
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._add_buttons(bar, "new", "open", "open_photo", "save", "", "add_donor", "export", "", "undo", "redo")
        bar.addWidget(_spring())
        bar.addWidget(self._mode_switch())
        bar.addWidget(_spring())
        self._add_buttons(bar, "zoom_out")
        self._zoom = QPushButton("100 %")
        self._zoom.setProperty("flat", True)
        self._zoom.setFixedWidth(64)
        follow_tip(self._zoom, self.actions_by_id["fit"])
        self._zoom.setAccessibleName(tr("Zoom: fit"))
        self._zoom.clicked.connect(self.canvas.fit)
        bar.addWidget(self._zoom)
        self._add_buttons(bar, "zoom_in", "fit", "fit_face")
        self.addToolBar(bar)
        self.addToolBarBreak()
        for tools in (self.mask_bar, self.sketch_bar):
            self.addToolBar(tools)

    def _add_buttons(self, bar: QToolBar, *names: str) -> None:
        for name in names:
            if name:
                bar.addWidget(tool_button(self.actions_by_id[name]))
            else:
                bar.addSeparator()

    def _mode_switch(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        names = tuple(MODES)
        for name in names:
            action = self.actions_by_id[name]
            button = QPushButton(action.text())
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(action.isChecked())
            follow_tip(button, action)
            button.setProperty("segment", True)
            button.setProperty("first", name == names[0])
            button.setProperty("last", name == names[-1])
            button.clicked.connect(action.trigger)
            action.toggled.connect(button.setChecked)
            action.changed.connect(partial(_follow_text, button, action))
            row.addWidget(button)
        return box

    def _make_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self._hint, self._device = QLabel(), QLabel()
        bar.addWidget(self._hint, 1)
        bar.addPermanentWidget(self._device)

    def _connect(self) -> None:
        session = self.session
        for changed in (
            session.document_changed,
            session.selection_changed,
            session.results.changed,
            session.run_started,
        ):
            changed.connect(self._refresh)
        for ended in (session.run_finished, session.run_cancelled, session.run_compared):
            ended.connect(self._refresh)
        self.outcomes.told.connect(self.toast.say)
        self.contexts.told.connect(self.toast.say)
        session.surroundings.failed.connect(self._on_failure)
        session.surroundings.begun.connect(partial(self._show_mode, Mode.PARTS))
        self.outcomes.compare_asked.connect(partial(self._show_mode, Mode.COMPARE))
        session.run_finished.connect(self._on_run_finished)
        session.run_failed.connect(self._on_failure)
        session.run_progress.connect(self._on_progress)
        for found in session.donors.answers:
            found.connect(self.toast.hide)
        self.files.told.connect(self.toast.say)
        self.files.failed.connect(self._on_failure)
        self.projects.told.connect(self.toast.say)
        self.projects.refused.connect(self._on_failure)
        self.projects.photo_found.connect(self._on_photo_found)
        for say in (self.toast.say, self._hint.setText):
            self.photos.told.connect(say)
        for said in (self.sketches.told, self.canvas.drawing.told):
            said.connect(self.toast.say)
        for failed in (self.photos.failed, self.sketches.failed):
            failed.connect(self._on_failure)
        self.photos.drawing_found.connect(lambda photo: self.sketches.offer(photo, self.photos.show))
        self.sketch.reference_asked.connect(self.sketches.ask_reference)
        session.photo.put_back.connect(self._on_put_back)
        session.projects.failed.connect(self._on_failure)
        self.files.settings_stored.connect(self.redress)
        session.settings_changed.connect(self._use_shortcuts)
        session.message.connect(self.toast.say)
        self.results.variant_chosen.connect(self._refresh)
        self.views.view_chosen.connect(self._show_view)
        self.results.export_asked.connect(self._export_portrait)
        self.canvas.hint.connect(lambda text: self._hint.setText(text or self._gestures()))
        tools = (self.canvas.masking.settings_changed, self.canvas.drawing.settings_changed)
        for changed in (session.document_changed, *tools):
            changed.connect(lambda: self._hint.setText(self._gestures()))
        self._hint.setText(self._gestures())
        for view in (self.canvas, self.stage.portrait, self.stage.compare.view):
            view.zoom_changed.connect(lambda zoom: self._zoom.setText(f"{zoom * 100:.0f} %"))
        self.stage.files_dropped.connect(self.projects.open_files)
        self.stage.sketch_dropped.connect(self.sketches.open_path)
        self.stage.mask_dropped.connect(session.photo.load_mask)
        self.stage.photo_dropped.connect(lambda path: self.projects.open_files([path], to_repair=True))
        self.library.files_dropped.connect(self.projects.open_files)
        self.library.add_donor_asked.connect(self.files.add_donor)

    def _handlers(self) -> dict[str, Callable[..., object]]:
        edits, files, canvas, photos = self.edits, self.files, self.canvas, self.photos
        return {
            "new": self.projects.new, "open": self.projects.open, "save": self.projects.save,
            "save_as": self.projects.save_as, "open_photo": photos.open, "add_donor": files.add_donor, "paste": files.paste,
            "restore_donors": files.restore_donors, "export": self.export, "engines": files.engines,
            "keys": files.keys, "preferences": files.preferences,
            "copy_command": self.copy_command, "copy_result_command": self.copy_result_command,
            "quit": self.close, "undo": edits.undo, "redo": edits.redo, "flip": edits.flip, "link": self.toggle_link,
            "home": edits.back_home, "replace": self.replace, "duplicate": edits.duplicate, "delete": self.delete,
            "hide": edits.toggle_visible,
            "raise": partial(edits.restack, 1), "lower": partial(edits.restack, -1), "generate": self.generate,
            "cancel": self.cancel, "live_preview": self.live_preview, "apply": self.apply_variant,
            "work_on": lambda: self.contexts.work_on(), "extend": lambda: self.contexts.extend(),
            "keep_hair": lambda: self.contexts.keep("hair"), "keep_background": lambda: self.contexts.keep("background"),
            "star": lambda: self.results.toggle_star(), "again": lambda: self.outcomes.run_again(),
            "pin": lambda: self.outcomes.pin(), "contact_sheet": lambda: self.outcomes.contact_sheet(),
            "starred": lambda: self.results.show_only(self.actions_by_id["starred"].isChecked()),
            **{name: partial(self._show_tint, name) for name in TINTS},
            "overlay_layer": self.add_overlay_layer, "overlay_export": lambda: self.outcomes.export_overlay(),
            **{name: partial(self._show_mode, mode) for name, mode in MODES.items()},
            **{name: partial(photos.use_tool, tool) for name, tool in TOOL_ACTIONS.items()},
            **sketch_handlers(lambda: self.sketches),
            "mask_grow": photos.grow, "mask_shrink": photos.shrink, "mask_feather": photos.feather,
            "mask_invert": photos.invert, "mask_clear": photos.clear, "mask_show": photos.toggle_shown,
            "mask_load": photos.load_mask, "mask_save": photos.save_mask, "fit_face": canvas.fit_face,
            "zoom_in": canvas.zoom_in, "zoom_out": canvas.zoom_out, "fit": canvas.fit,
            "help": self.help.show_page, "log": self.help.log, "keyboard": partial(self.help.show_page, KEYBOARD),
            "welcome": self.help.welcome, "tour": self.help.show_tour, "about": files.about,
        }  # fmt: skip

    # --- the first frame, and what waits until it is there

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._dressed:
            self._dressed = True
            if not self._restored:
                self._default_sizes()
            self.canvas.setFocus()
            QTimer.singleShot(0, self.dress)

    def restore_layout(self) -> None:
        """Window and docks as they were left, where that is known."""
        window, docks = (QByteArray.fromBase64(text.encode()) for text in self._stored_layout())
        self._restored = self.restoreGeometry(window) and self.restoreState(docks, LAYOUT)
        self._had_sketch = False
        self._show_sketch_dock()
        for bar in (self.mask_bar, self.sketch_bar):
            bar.show_document()  # a layout also says which bars were seen

    def keep_layout(self) -> None:
        layout = [bytes(kept.toBase64().data()).decode() for kept in (self.saveGeometry(), self.saveState(LAYOUT))]
        if layout != self._stored_layout():
            with suppress(EngineError):
                self.session.keep_layout(*layout)

    def _stored_layout(self) -> list[str]:
        return [self.session.settings.window, self.session.settings.docks]

    def dress(self) -> None:
        """Icons and the library, once the first frame is there."""
        draw_icons(self.actions_by_id)
        for part in (self.library, self.layers, self.engine, self.results):
            part.draw_icons()
        self.library.reload()

    def redress(self) -> None:
        """After a change of theme."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self.session.settings.theme)
        draw_icons(self.actions_by_id)
        for part in (self.library, self.layers, self.engine, self.results, self.latent):
            part.draw_icons()
        self.update()

    def _use_shortcuts(self) -> None:
        set_shortcuts(self.actions_by_id, self.session.settings.shortcuts)

    # --- state

    def _refresh(self) -> None:
        session, actions = self.session, self.actions_by_id
        layer = session.selected_layer
        is_part = isinstance(layer, PartLayer)
        chosen = self.results.chosen is not None
        marked = session.document.photo is not None and session.document.photo.mask.any
        enabled = {
            "undo": session.can_undo, "redo": session.can_redo, "flip": is_part, "home": is_part, "replace": is_part,
            "link": can_link(layer), "duplicate": layer is not None, "delete": layer is not None,
            "raise": layer is not None, "lower": layer is not None, "hide": layer is not None, "apply": chosen, "star": chosen,
            "pin": chosen, "copy_result_command": chosen, "contact_sheet": chosen, "again": chosen and not session.busy,
            "work_on": chosen, "extend": chosen or session.document.photo is not None,
            "keep_hair": marked, "keep_background": marked,
            "generate": not session.busy and not session.lacking, "fit_face": session.document.photo is not None,
        }  # fmt: skip
        for name, on in enabled.items():
            actions[name].setEnabled(on)
        actions["link"].setChecked(isinstance(layer, PartLayer) and layer.mirror_linked)
        actions["apply"].setText(tr("Apply as layer") if session.document.photo is None else tr("Apply to the photo"))
        actions["undo"].setText(tr("Undo {step}", step=session.undo_label).strip())
        actions["redo"].setText(tr("Redo {step}", step=session.redo_label).strip())
        actions["portrait_photo"].setEnabled(chosen)
        actions["parts_view"].setText(tr("Parts") if session.document.sketch is None else tr("Sketch"))
        self._device.setText(_count(len(session.document.layers)))
        self._show_sketch_dock()

    def _show_sketch_dock(self) -> None:
        """The wishes for a sketch take the library's place while the document is one."""
        has_sketch = self.session.document.sketch is not None
        if has_sketch != self._had_sketch:
            self._had_sketch = has_sketch
            if has_sketch:
                self.tabifyDockWidget(self._docks["library_dock"], self._docks["sketch_dock"])
                QTimer.singleShot(0, self._name_tabs)
            self._docks["sketch_dock"].setVisible(has_sketch)
            (self._docks["sketch_dock"] if has_sketch else self._docks["library_dock"]).raise_()

    def _name_tabs(self) -> None:
        """Bars that the window makes by itself once panels lie on one another."""
        for bar in self.findChildren(QTabBar):
            bar.setAccessibleName(tr("Panels"))

    def _show_mode(self, mode: Mode) -> None:
        self.stage.show_mode(mode)
        name = next(name for name, other in MODES.items() if other is mode)
        self.actions_by_id[name].setChecked(True)

    def _show_tint(self, name: str) -> None:
        """One tint at a time; switching the one that is shown off shows none."""
        on = self.actions_by_id[name].isChecked()
        for other in TINTS:
            self.actions_by_id[other].setChecked(on and other == name)
        if on and self.stage.mode is Mode.COMPARE:
            self._show_mode(Mode.SPLIT)
        self.outcomes.show_tint(TINTS[name] if on else Tint.NONE)

    def add_overlay_layer(self) -> None:
        if self.outcomes.add_overlay_layer():
            for name in TINTS:
                self.actions_by_id[name].setChecked(False)
            self.outcomes.show_tint(Tint.NONE)
            self._show_mode(Mode.PARTS)

    # --- runs

    def _on_run_finished(self) -> None:
        self._hint.setText(self._gestures())
        if self.stage.mode is Mode.PARTS:
            self._show_mode(Mode.SPLIT)

    def _show_view(self, name: str) -> None:
        if self.stage.mode is Mode.PARTS:
            self._show_mode(Mode.SPLIT)
        self.shown.show_view(name)

    def show_newest(self) -> None:
        """Canvas and portrait side by side, where there is a portrait."""
        if self.session.results:
            self._on_run_finished()

    def _on_progress(self, done: int, total: int, _preview: object) -> None:
        self._hint.setText(
            tr("Painting… {done} of {total}", done=done, total=total) if done < total else self._gestures()
        )

    def _gestures(self) -> str:
        """What the pointer can do now."""
        if self.session.document.sketch is not None:
            return tr(drawing.HINTS[self.canvas.drawing.settings.tool])
        tool = self.canvas.masking.settings.tool
        return tr(HINTS[tool if self.session.document.photo is not None else Tool.MOVE])

    def _on_photo_found(self, path: Path, to_repair: bool) -> None:
        if to_repair:
            self.photos.open_path(path)
        else:
            self.files.open_photos([path])

    def _on_put_back(self) -> None:
        self.shown.refresh()
        self.toast.say(tr("The result is in the photo now. Hold B to see the photo as it was opened."))

    def _on_failure(self, sentence: str) -> None:
        self._refresh()
        self.toast.say(sentence, warning=True)

    def cancel(self) -> None:
        """Escape: a drag first, then a run, then the selection."""
        if (self.session.busy and self.session.selection is None) or (not self.canvas.escape() and self.session.busy):
            self.session.cancel()

    def live_preview(self) -> None:
        on = self.actions_by_id["live_preview"].isChecked()
        self.session.set_live_preview(on)
        if on and self.stage.mode is Mode.PARTS:
            self._show_mode(Mode.SPLIT)

    def apply_variant(self) -> None:
        chosen = self.results.chosen
        if chosen is not None:
            self.session.apply_result(chosen.result_id, chosen.number)
            self._show_mode(Mode.PARTS)

    # --- commands that concern several panels

    def generate(self) -> None:
        self.canvas.commit_pending()
        if self.session.generate():
            self.contexts.warn()

    def copy_command(self) -> None:
        self.canvas.commit_pending()
        self.files.copy_command()

    def copy_result_command(self) -> None:
        if self.results.chosen is not None:
            self.files.copy_command(
                self.session.results.entry(self.results.chosen.result_id), self.results.chosen.number
            )

    def toggle_link(self) -> None:
        self.edits.toggle_link()
        self._refresh()

    def replace(self) -> None:
        """Offer the other parts of the selected one's kind."""
        layer = self.session.selected_layer
        if isinstance(layer, PartLayer):
            self._docks["library_dock"].show()
            self.library.show_kind(layer.kind)
            self.library.list.setFocus()

    def delete(self) -> None:
        """What has the focus: a result, or the selected layer."""
        if self.results.list.hasFocus():
            self.results.delete()
        else:
            self.edits.delete()

    def export(self) -> None:
        if self.session.document.photo is not None:
            self.photos.export()
            return
        self.files.export(self.shown.picture, self.shown.recipe, self.stage.mode is not Mode.PARTS)

    def _export_portrait(self) -> None:
        self.files.export(self.shown.picture, self.shown.recipe, prefer_portrait=True)

    # --- keys and the end

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self.stage.hold_before(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self.stage.hold_before(False)
        else:
            super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.projects.may_close():
            event.ignore()
            return
        self.files.finish()
        self.outcomes.close()
        self.sketches.close()
        self.keep_layout()
        self.hide()  # what is still at work may take a while to end
        self.session.close()
        super().closeEvent(event)


def _follow_text(button: QPushButton, action: QAction) -> None:
    button.setText(action.text())


def _spring() -> QWidget:
    spring = QWidget()
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring


def _count(number: int) -> str:
    return tr("No layers") if number == 0 else tr("1 layer") if number == 1 else tr("{number} layers", number=number)
