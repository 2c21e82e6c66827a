"""The window: puts canvas, panels and commands together and passes their wishes on to the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QActionGroup, QCloseEvent, QGuiApplication, QIcon, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QHBoxLayout, QLabel, QMainWindow, QPushButton, QSizePolicy, QToolBar, QWidget

from engines.assets import assets_folder
from engines.errors import EngineError
from engines.imaging.io import READ_SUFFIXES
from faceforge_app import theme
from faceforge_app.actions import ACTIONS, MENUS, draw_icons, make_actions
from faceforge_app.canvas.stage import Mode, Stage
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.flatten import flatten
from faceforge_app.document.layers import PartLayer, new_id
from faceforge_app.drag_data import photo_paths
from faceforge_app.panels.engine import EnginePanel
from faceforge_app.panels.layers import LayersPanel
from faceforge_app.panels.library import LibraryPanel
from faceforge_app.panels.results import ResultsPanel
from faceforge_app.panels.toast import Toast
from faceforge_app.panels.widgets import dock, tool_button
from faceforge_app.pictures import from_qimage
from faceforge_app.session.donor_photos import DonorPhoto
from faceforge_app.session.session import Session

SIDE_WIDTH, STRIP_HEIGHT = 292, 128
LOOKING = "Looking for faces in the photo…"
MODES = {"parts_view": Mode.PARTS, "split_view": Mode.SPLIT, "portrait_view": Mode.PORTRAIT}
GESTURES = "Drag to move · corner to scale · knob to rotate · Alt: no snapping"


class Job(QRunnable):
    """Work on files, in a thread of the pool; `told` is emitted on the GUI thread with a sentence, `failed` with another."""

    class Signals(QObject):
        told = Signal(str)
        failed = Signal(str)

    def __init__(self, work: Callable[[], str]) -> None:
        super().__init__()
        self.signals = Job.Signals()
        self._work = work

    def run(self) -> None:
        try:
            self.signals.told.emit(self._work())
        except EngineError as error:
            self.signals.failed.emit(str(error))


class MainWindow(QMainWindow):
    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._dressed = False
        self._jobs: set[Job] = set()
        self._export_folder = Path.home()
        self.setWindowTitle("FaceForge")
        self.setWindowIcon(QIcon(str(assets_folder() / "icons" / "faceforge.svg")))
        self.setMinimumSize(960, 600)
        self.setAcceptDrops(True)
        self.actions_by_id = make_actions(self, self._handlers())
        self.stage = Stage(session)
        self.canvas = self.stage.canvas
        self.setCentralWidget(self.stage)
        self._make_docks()
        self._make_menus()
        self._make_toolbar()
        self._make_status_bar()
        self.toast = Toast(self.stage)
        self._connect()
        self._refresh()

    # --- building

    def _make_docks(self) -> None:
        self.library = LibraryPanel(self.session)
        self.layers = LayersPanel(self.session, self.actions_by_id)
        self.engine = EnginePanel(self.session, self.actions_by_id)
        self.results = ResultsPanel(self.session, self.actions_by_id)
        self._docks = {
            name: dock(title, name, widget, self)
            for title, name, widget in (
                ("Library", "library_dock", self.library), ("Layers", "layers_dock", self.layers),
                ("Portrait", "engine_dock", self.engine), ("Results", "results_dock", self.results),
            )
        }  # fmt: skip
        left, right, bottom = (
            Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea,
        )  # fmt: skip
        for name, area in zip(self._docks, (left, right, right, bottom), strict=True):
            self.addDockWidget(area, self._docks[name])
        for corner, area in (
            (Qt.Corner.BottomLeftCorner, left), (Qt.Corner.BottomRightCorner, right),
        ):  # fmt: skip
            self.setCorner(corner, area)
        self._default_sizes()

    def _default_sizes(self) -> None:
        docks = self._docks
        self.resizeDocks([docks["library_dock"], docks["layers_dock"]], [SIDE_WIDTH, SIDE_WIDTH], Qt.Orientation.Horizontal)
        self.resizeDocks([docks["results_dock"]], [STRIP_HEIGHT], Qt.Orientation.Vertical)
        self.resizeDocks([docks["layers_dock"], docks["engine_dock"]], [330, 330], Qt.Orientation.Vertical)

    def _make_menus(self) -> None:
        bar = self.menuBar()
        menus = {name: bar.addMenu(name) for name in MENUS}
        for row in ACTIONS:
            if row.separated:
                menus[row.menu].addSeparator()
            menus[row.menu].addAction(self.actions_by_id[row.id])
        menus["View"].addSeparator()
        for made in self._docks.values():
            menus["View"].addAction(made.toggleViewAction())
        modes = QActionGroup(self)
        for name in MODES:
            modes.addAction(self.actions_by_id[name])
        self.actions_by_id["parts_view"].setChecked(True)

    def _make_toolbar(self) -> None:
        bar = QToolBar("Tools")
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._add_buttons(bar, "new", "add_donor", "export", "", "undo", "redo")
        bar.addWidget(_spring())
        bar.addWidget(self._mode_switch())
        bar.addWidget(_spring())
        self._add_buttons(bar, "zoom_out")
        self._zoom = QPushButton("100 %")
        self._zoom.setProperty("flat", True)
        self._zoom.setFixedWidth(64)
        self._zoom.setToolTip(self.actions_by_id["fit"].toolTip())
        self._zoom.setAccessibleName("Zoom: fit")
        self._zoom.clicked.connect(self.canvas.fit)
        bar.addWidget(self._zoom)
        self._add_buttons(bar, "zoom_in", "fit")
        self.addToolBar(bar)

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
            button.setChecked(action.isChecked())
            button.setToolTip(action.toolTip())
            button.setProperty("segment", True)
            button.setProperty("first", name == names[0])
            button.setProperty("last", name == names[-1])
            button.clicked.connect(action.trigger)
            action.toggled.connect(button.setChecked)
            row.addWidget(button)
        return box

    def _make_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self._hint, self._device = QLabel(GESTURES), QLabel()
        bar.addWidget(self._hint, 1)
        bar.addPermanentWidget(self._device)

    def _connect(self) -> None:
        session = self.session
        for changed in (session.document_changed, session.selection_changed, session.results_changed, session.run_started):
            changed.connect(self._refresh)
        for ended in (session.run_finished, session.run_cancelled):
            ended.connect(self._refresh)
        session.run_finished.connect(self._on_run_finished)
        session.run_failed.connect(self._on_failure)
        session.run_progress.connect(self._on_progress)
        session.preview_changed.connect(self._show_portrait)
        session.document_changed.connect(self._show_portrait)
        session.donor_faces_found.connect(self._on_faces_found)
        session.donor_failed.connect(self._on_failure)
        session.message.connect(self.toast.say)
        self.results.variant_chosen.connect(self._on_variant_chosen)
        self.results.export_asked.connect(partial(self.export, portrait=True))
        self.canvas.hint.connect(lambda text: self._hint.setText(text or GESTURES))
        self.canvas.zoom_changed.connect(lambda zoom: self._zoom.setText(f"{zoom * 100:.0f} %"))
        self.canvas.photos_dropped.connect(self.open_photos)
        self.library.photos_dropped.connect(self.open_photos)
        self.library.add_donor_asked.connect(self.add_donor)
        self.stage.mode_changed.connect(self._show_portrait)

    def _handlers(self) -> dict[str, Callable[..., object]]:
        return {
            "new": lambda: self.session.new_document(), "add_donor": self.add_donor, "paste": self.paste,
            "export": lambda: self.export(), "preferences": self.preferences, "quit": self.close,
            "undo": lambda: self._settled(self.session.undo), "redo": lambda: self._settled(self.session.redo),
            "flip": lambda: self._edit("Flip", editing.flip), "link": self.toggle_link,
            "home": lambda: self._edit("Back home", editing.reset_placement), "duplicate": self.duplicate,
            "delete": self.delete, "raise": lambda: self._restack(1), "lower": lambda: self._restack(-1),
            "generate": lambda: self._settled(self.session.generate), "cancel": self.cancel,
            "live_preview": self.live_preview, "apply": self.apply_variant, "star": lambda: self.results.toggle_star(),
            **{name: partial(self._show_mode, mode) for name, mode in MODES.items()},
            "zoom_in": lambda: self.canvas.zoom_in(), "zoom_out": lambda: self.canvas.zoom_out(),
            "fit": lambda: self.canvas.fit(), "shortcuts": self.show_shortcuts, "about": self.show_about,
        }  # fmt: skip

    # --- the first frame, and what waits until it is there

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._dressed:
            self._dressed = True
            self._default_sizes()
            QTimer.singleShot(0, self.dress)

    def dress(self) -> None:
        """Icons and the library, once the first frame is there."""
        draw_icons(self.actions_by_id)
        for part in (self.library, self.layers, self.results):
            part.draw_icons()
        self.library.reload()

    def redress(self) -> None:
        """After a change of theme."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self.session.settings.theme)
        draw_icons(self.actions_by_id)
        for part in (self.library, self.layers, self.results):
            part.draw_icons()
        self.update()

    # --- state

    def _refresh(self) -> None:
        session, actions = self.session, self.actions_by_id
        layer = session.selected_layer
        is_part = isinstance(layer, PartLayer)
        chosen = self.results.chosen is not None
        enabled = {
            "undo": session.can_undo, "redo": session.can_redo, "flip": is_part, "home": is_part,
            "link": is_part and bool(_linkable(layer)), "duplicate": layer is not None, "delete": layer is not None,
            "raise": layer is not None, "lower": layer is not None, "apply": chosen, "star": chosen,
            "generate": not session.busy and any(part.visible for part in session.document.parts),
        }  # fmt: skip
        for name, on in enabled.items():
            actions[name].setEnabled(on)
        actions["link"].setChecked(isinstance(layer, PartLayer) and layer.mirror_linked)
        actions["undo"].setText(f"Undo {session.undo_label}".strip())
        actions["redo"].setText(f"Redo {session.redo_label}".strip())
        self._device.setText(_count(len(session.document.layers)))

    def _show_portrait(self) -> None:
        """The live preview where there is one, else the chosen variant."""
        chosen, preview = self.results.chosen, self.session.preview
        if preview is not None:
            self.stage.portrait.show_picture(preview, self.session.document, "Live preview")
        elif chosen is not None:
            entry = self.session.result(chosen.result_id)
            caption = "" if self.session.is_current(entry.id) else "Made from an earlier composition"
            self.stage.portrait.show_picture(entry.images[chosen.number], entry.made_from, caption)
        else:
            self.stage.portrait.show_picture(None, self.session.document, "")

    def _show_mode(self, mode: Mode) -> None:
        self.stage.show_mode(mode)
        name = next(name for name, other in MODES.items() if other is mode)
        self.actions_by_id[name].setChecked(True)

    # --- runs

    def _on_run_finished(self) -> None:
        if self.stage.mode is Mode.PARTS:
            self._show_mode(Mode.SPLIT)
        self._show_portrait()

    def show_newest(self) -> None:
        """Canvas and portrait side by side, where there is a portrait."""
        if self.session.results:
            self._on_run_finished()

    def _on_progress(self, done: int, total: int, _preview: object) -> None:
        self._hint.setText(f"Painting… {done} of {total}" if done < total else GESTURES)

    def _on_variant_chosen(self) -> None:
        self._refresh()
        self._show_portrait()

    def _on_failure(self, sentence: str) -> None:
        self._refresh()
        self.toast.say(sentence, warning=True)

    def cancel(self) -> None:
        """Escape: a drag first, then a run, then the selection."""
        if self.session.busy and self.session.selection is None:
            self.session.cancel()
        elif not self.canvas.escape() and self.session.busy:
            self.session.cancel()

    def live_preview(self, on: bool) -> None:
        self.session.set_live_preview(on)
        if on and self.stage.mode is Mode.PARTS:
            self._show_mode(Mode.SPLIT)

    def apply_variant(self) -> None:
        chosen = self.results.chosen
        if chosen is not None:
            self.session.apply_result(chosen.result_id, chosen.number)
            self._show_mode(Mode.PARTS)

    # --- edits

    def _settled(self, then: Callable[[], object]) -> None:
        self.canvas.commit_pending()
        then()

    def _edit(self, label: str, change: Callable[[Document, str], Document]) -> None:
        self.canvas.commit_pending()
        layer = self.session.selected_layer
        if isinstance(layer, PartLayer):
            title = editing.part_title(layer.kind)
            self.session.commit(f"{label}: {title}", change(self.session.document, layer.id))

    def toggle_link(self) -> None:
        layer = self.session.selected_layer
        if not isinstance(layer, PartLayer):
            return
        if layer.kind in ("eyes", "brows"):
            document, first = editing.split_pair(self.session.document, layer.id)
            self.session.commit("Split the pair", document)
            self.session.select(first)
        else:
            linked = not layer.mirror_linked
            self.session.commit("Mirror link", editing.set_mirror_link(self.session.document, layer.id, linked))
        self._refresh()

    def duplicate(self) -> None:
        layer = self.session.selected_layer
        if layer is not None:
            copy = replace(layer, id=new_id())
            document = self.session.document.with_layer(copy)
            self.session.commit("Duplicate", document.with_layer_at(copy.id, document.index(layer.id) + 1))
            self.session.select(copy.id)

    def delete(self) -> None:
        self.canvas.commit_pending()
        if self.results.list.hasFocus():
            self.results.delete()
        elif self.session.selection is not None:
            self.session.delete_layer(self.session.selection)

    def _restack(self, steps: int) -> None:
        selected = self.session.selection
        if selected is not None:
            document = self.session.document
            self.session.commit("Reorder", document.with_layer_at(selected, document.index(selected) + steps))

    # --- donors and files

    def add_donor(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in READ_SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(self, "Add donor photo", str(Path.home()), f"Photos ({patterns})")
        if name:
            self.open_photos([Path(name)])

    def paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        if photo_paths(data):
            self.open_photos(photo_paths(data))
        elif data.hasImage():
            self.toast.say(LOOKING)
            self.session.open_donor_photo(from_qimage(QGuiApplication.clipboard().image()), "Pasted photo")
        else:
            self.toast.say("There is no picture on the clipboard. Copy one, then paste it here.")

    def open_photos(self, paths: list[Path]) -> None:
        for path in paths:
            self.toast.say(LOOKING)
            self.session.open_donor_photo(path)

    def _on_faces_found(self, photo: DonorPhoto) -> None:
        from faceforge_app.dialogs.donor_photo import DonorPhotoDialog

        self.toast.hide()
        dialog = DonorPhotoDialog(self.session, photo, self)
        dialog.accepted.connect(lambda: self.toast.say("The donor is in the library now, at the end of the list."))
        self._open(dialog)

    def export(self, portrait: bool | None = None) -> None:
        from faceforge_app.dialogs.export import ExportDialog

        shown = self.stage.portrait.picture
        dialog = ExportDialog(shown is not None, self._export_folder, self)
        if portrait is None:
            portrait = self.stage.mode is not Mode.PARTS
        dialog.what.setCurrentIndex(0 if portrait or shown is None else 1)
        dialog.accepted.connect(lambda: dialog.choice and self.write(dialog.choice.path, dialog.choice.portrait, dialog.choice.size))
        self._open(dialog)

    def write(self, path: Path, portrait: bool, size: int) -> None:
        """Write the shown portrait or the composition, in a thread."""
        self._export_folder = path.parent
        document, picture, recipe = self.session.document, self.stage.portrait.picture, self._shown_recipe()

        def work() -> str:
            image, made_by = (picture, recipe) if portrait and picture is not None else flatten(document, size)
            self.session.export(path, image, made_by, size)
            return f"Saved {path.name}"

        self._start(work)

    def _shown_recipe(self) -> dict[str, object]:
        chosen = self.results.chosen
        if chosen is None or self.session.preview is not None:
            return {"engine": self.session.engine_id, "preview": True}
        return self.session.result(chosen.result_id).variant_recipe(chosen.number)

    def _start(self, work: Callable[[], str]) -> None:
        job = Job(work)
        job.setAutoDelete(False)
        self._jobs.add(job)
        job.signals.told.connect(self.toast.say)
        job.signals.failed.connect(self._on_failure)
        for ended in (job.signals.told, job.signals.failed):
            ended.connect(partial(self._jobs.discard, job))
        QThreadPool.globalInstance().start(job)

    # --- dialogs

    def preferences(self) -> None:
        from faceforge_app.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(self.session.settings, self)
        dialog.accepted.connect(lambda: self.use_settings(dialog.settings))
        self._open(dialog)

    def use_settings(self, settings: object) -> None:
        try:
            self.session.use_settings(settings)  # type: ignore[arg-type]
        except EngineError as error:
            self._on_failure(str(error))
        self.redress()

    def show_about(self) -> None:
        from faceforge_app.dialogs.about import PagesDialog, about_pages

        pages = about_pages(self.session.library.donors, self.session.settings.weights_folder)
        self._open(PagesDialog("About FaceForge", pages, self))

    def show_shortcuts(self) -> None:
        from faceforge_app.dialogs.about import PagesDialog, shortcut_pages

        self._open(PagesDialog("Keyboard and pointer", shortcut_pages(), self))

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # --- keys and the end

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self.stage.portrait.hold_before(self.stage.portrait.picture is not None)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self.stage.portrait.hold_before(False)
        else:
            super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        QThreadPool.globalInstance().waitForDone(5000)
        self.session.close()
        super().closeEvent(event)


def _spring() -> QWidget:
    spring = QWidget()
    spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spring


def _linkable(layer: object) -> bool:
    return isinstance(layer, PartLayer) and layer.kind in ("eyes", "brows", "left_eye", "right_eye", "left_brow", "right_brow")


def _count(number: int) -> str:
    return "No layers" if number == 0 else "1 layer" if number == 1 else f"{number} layers"
