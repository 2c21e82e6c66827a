"""Donor photos in, pictures out, and the dialogs: nothing here lets the window wait for a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from engines.errors import EngineError
from engines.imaging.arrays import ByteImage
from engines.imaging.io import READ_SUFFIXES
from faceforge_app.document.command_line import portrait_name
from faceforge_app.document.exports import LAYERED, ExportForm, write_layers
from faceforge_app.document.flatten import flatten
from faceforge_app.document.results import ResultEntry
from faceforge_app.drag_data import photo_paths
from faceforge_app.language import mark, said, tr
from faceforge_app.pictures import from_qimage
from faceforge_app.session.donor_photos import DonorPhoto
from faceforge_app.session.session import DEFAULT_SIDE, Session
from faceforge_app.session.settings import Settings
from faceforge_app.session.threads import PATIENCE_MS
from faceforge_app.session.weights_files import all_weights

LOOKING = mark("Looking for faces in the photo…")
NOTHING_TO_PASTE = mark("There is no picture on the clipboard. Copy one, then paste it here.")


class Job(QRunnable):
    """Work on files in a thread of the pool; it answers with a sentence, on the thread that made it."""

    class Answers(QObject):
        told = Signal(str)
        failed = Signal(str)

    def __init__(self, work: Callable[[], str]) -> None:
        super().__init__()
        self.answers = Job.Answers()
        self._work = work
        self.setAutoDelete(False)

    def run(self) -> None:
        try:
            self.answers.told.emit(self._work())
        except EngineError as error:
            self.answers.failed.emit(said(error))


class FileCommands(QObject):
    told = Signal(str)
    failed = Signal(str)
    settings_stored = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._jobs: set[Job] = set()
        self._pool = QThreadPool(self)
        self._folder = Path.home()
        session.donors.found.connect(self._on_faces_found)
        session.donors.failed.connect(self.failed)

    # --- donors

    def add_donor(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in READ_SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Add donor photo"), str(self._folder), f"{tr('Photos')} ({patterns})"
        )
        if name:
            self.open_photos([Path(name)])

    def open_photos(self, paths: list[Path]) -> None:
        for path in paths:
            self.told.emit(tr(LOOKING))
            self._session.donors.open(path)

    def paste(self) -> None:
        """The clipboard's picture, or picture files, as donor photos."""
        clipboard = QGuiApplication.clipboard()
        content = clipboard.mimeData() or QMimeData()  # an empty clipboard may have none
        paths = photo_paths(content)
        if paths:
            self.open_photos(paths)
        elif content.hasImage():
            self.told.emit(tr(LOOKING))
            self._session.donors.open(from_qimage(clipboard.image()), tr("Pasted photo"))
        else:
            self.told.emit(tr(NOTHING_TO_PASTE))

    def restore_donors(self) -> None:
        """Show the donors again that came with FaceForge and were removed."""
        try:
            self._session.donors.restore_built_in()
        except EngineError as error:
            self.failed.emit(said(error))
            return
        self.told.emit(tr("Every donor that came with FaceForge is back in the library."))

    def _on_faces_found(self, photo: DonorPhoto) -> None:
        from faceforge_app.dialogs.donor_photo import DonorPhotoDialog

        dialog = DonorPhotoDialog(self._session, photo, self._window)
        dialog.accepted.connect(
            lambda: self.told.emit(tr("The donor is in the library now, with your own at the top of the list."))
        )
        self.open_dialog(dialog)

    # --- export

    def export(self, portrait: ByteImage | None, recipe: dict[str, Any], prefer_portrait: bool) -> None:
        """Ask what to export; `portrait` is the one that is shown, if any."""
        from faceforge_app.dialogs.export import ExportDialog

        dialog = ExportDialog(portrait is not None, self._folder, self._session.settings.visible_line, self._window)
        dialog.what.setCurrentIndex(0 if prefer_portrait or portrait is None else 1)

        def chosen() -> None:
            if dialog.choice is not None:
                source = portrait if dialog.choice.portrait else None
                self.write(dialog.choice.path, dialog.choice.form, source, recipe)

        dialog.accepted.connect(chosen)
        self.open_dialog(dialog)

    def write(self, path: Path, form: ExportForm, portrait: ByteImage | None, recipe: dict[str, Any]) -> None:
        """Write a portrait, or the composition as it is now, in a thread."""
        self._folder = path.parent
        document = self._session.document

        def work() -> str:
            if path.suffix.lower() == LAYERED:
                write_layers(path, document, form)
                return tr("Saved {file}.", file=path.name)
            image, made_by = flatten(document, form.size or DEFAULT_SIDE) if portrait is None else (portrait, recipe)
            self._session.export(path, image, made_by, form)
            return tr("Saved {file}.", file=path.name)

        self._start(Job(work))

    @property
    def folder(self) -> Path:
        """Where files were written last."""
        return self._folder

    def write_picture(self, path: Path, picture: ByteImage, recipe: dict[str, Any]) -> None:
        """Write a picture of any shape as it is, labelled, in a thread."""
        self._folder = path.parent

        def work() -> str:
            self._session.export(path, picture, recipe, ExportForm())
            return tr("Saved {file}.", file=path.name)

        self._start(Job(work))

    def _start(self, job: Job) -> None:
        self._jobs.add(job)
        job.answers.told.connect(self.told)
        job.answers.failed.connect(self.failed)
        for ended in (job.answers.told, job.answers.failed):
            ended.connect(partial(self._forget, job))
        self._pool.start(job)

    def _forget(self, job: Job, _sentence: str) -> None:
        self._jobs.discard(job)

    def finish(self) -> bool:
        """Wait for what is being written."""
        return self._pool.waitForDone(PATIENCE_MS)

    def copy_command(self, entry: ResultEntry | None = None, number: int = 0) -> None:
        """Put the command for the composition as it is, or for one portrait of a run, on the clipboard."""
        try:
            command = self._session.command(entry)
        except EngineError as error:
            self.failed.emit(said(error))
            return
        QGuiApplication.clipboard().setText(command)
        picture = "" if entry is None else portrait_name(entry.engine_id, number)
        becomes = tr("The chosen portrait becomes {file}.", file=picture) if picture else ""
        self.told.emit(" ".join([tr("The command is on the clipboard."), becomes]).strip())

    # --- dialogs

    def preferences(self) -> None:
        from faceforge_app.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._session.settings, self._window)
        dialog.accepted.connect(lambda: self.use_settings(dialog.settings))
        others = {"keys": self.keys, "engines": self.engines}
        dialog.asked.connect(lambda name: others[name]())
        self.open_dialog(dialog)

    def use_settings(self, settings: Settings) -> None:
        """Store what the preferences hold; keys and weights have dialogs of their own, which may have changed them meanwhile."""
        now = self._session.settings
        try:
            self._session.use_settings(replace(settings, shortcuts=now.shortcuts, chosen_weights=now.chosen_weights))
        except EngineError as error:
            self.failed.emit(said(error))
        else:
            self.settings_stored.emit()

    def keys(self) -> None:
        from faceforge_app.dialogs.shortcuts import ShortcutsDialog

        dialog = ShortcutsDialog(self._session.settings.shortcuts, self._window)
        dialog.changed.connect(self._use_keys)
        self.open_dialog(dialog)

    def _use_keys(self, shortcuts: dict[str, str]) -> None:
        try:
            self._session.use_settings(replace(self._session.settings, shortcuts=shortcuts))
        except EngineError as error:
            self.failed.emit(said(error))

    def engines(self) -> None:
        from faceforge_app.dialogs.engines import EnginesDialog

        self.open_dialog(EnginesDialog(self._session, self._window))

    def about(self) -> None:
        from faceforge_app.dialogs.about import PagesDialog, about_pages

        pages = about_pages(self._session.library.donors, all_weights(self._session.settings))
        self.open_dialog(PagesDialog(tr("About FaceForge"), pages, self._window))

    def open_dialog(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
