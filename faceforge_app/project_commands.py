"""Projects in the window: new, open, save, the question about unsaved work, and work that a crash left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from engines.errors import EngineError
from faceforge_app.document.document import Document
from faceforge_app.document.project_file import OPEN_RASTER_SUFFIX, SUFFIX, is_project, project_path
from faceforge_app.language import mark, said, tr
from faceforge_app.session.recovery import LostWork
from faceforge_app.session.session import Session

PROJECTS = mark("Projects")
UNTITLED = mark("Untitled")
Button = QMessageBox.StandardButton


class ProjectCommands(QObject):
    """`settle` ends a gesture that is not yet a step, so that what is seen is what is saved."""

    told = Signal(str)
    refused = Signal(str)
    photo_found = Signal(object, bool)  # Path of a picture that is to be worked on, or (False) to become a donor

    def __init__(self, session: Session, window: QWidget, settle: Callable[[], object]) -> None:
        super().__init__(window)
        self._session, self._window, self._settle = session, window, settle
        self._projects = session.projects
        self._folder = Path.home()
        self._after_save: Callable[[], object] | None = None
        self._question: QMessageBox | None = None
        self._leaving = self._to_repair = False
        self._projects.changed.connect(self.show_title)
        self._projects.saved.connect(self._on_saved)
        self._projects.failed.connect(self._on_failed)
        self._projects.picture_found.connect(self._on_picture)
        self._projects.lost_work_found.connect(self.offer)
        self.show_title()

    def show_title(self) -> None:
        self._window.setWindowTitle(f"{self._name()}[*] – FaceForge")
        self._window.setWindowModified(self._projects.modified)

    # --- new, open, save

    def new(self) -> None:
        self._with_nothing_unsaved(self._projects.new)

    def begin(self, document: Document) -> None:
        """Go on with a document that comes from no project, such as a photo."""
        self._with_nothing_unsaved(partial(self._projects.new, document))

    def open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open"), str(self._folder), _filter())
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        self._folder = path.parent
        self._with_nothing_unsaved(partial(self._projects.open, path))

    def open_files(self, paths: list[Path], to_repair: bool = False) -> None:
        """What was dropped, or named on the command line: a project is opened, pictures give their recipe or become donors.

        `to_repair`: a picture is to be worked on instead.
        """
        for path in [path for path in paths if is_project(path)][:1]:
            self.open_path(path)
        for path in [path for path in paths if not is_project(path)]:
            self._to_repair = to_repair
            self._projects.look_at(path)

    def _on_picture(self, path: Path, recipe: dict[str, Any] | None) -> None:
        to_repair = self._to_repair
        if recipe is None or not ("layers" in recipe or "parts" in recipe):
            self.photo_found.emit(path, to_repair)
            return
        question = (
            mark("“{file}” was made with FaceForge. Use its composition and options, or work on it as a photo?")
            if to_repair
            else mark("“{file}” was made with FaceForge. Use its composition and options, or cut a donor from it?")
        )
        box = self._ask(
            tr(question, file=path.name),
            Button.Apply | Button.Open | Button.Cancel,
            partial(self._on_recipe_answer, path, recipe, to_repair),
        )
        box.button(Button.Apply).setText(tr("Use its composition"))
        box.button(Button.Open).setText(tr("Open as a photo") if to_repair else tr("Cut a donor"))

    def _on_recipe_answer(self, path: Path, recipe: dict[str, Any], to_repair: bool, answer: int) -> None:
        if answer == Button.Open:
            self.photo_found.emit(path, to_repair)
        elif answer == Button.Apply:
            self._settle()
            try:
                self._session.use_recipe(recipe)
            except EngineError as error:
                self.refused.emit(said(error))

    def fill_recent(self, menu: QMenu) -> None:
        """Put the projects of late into a menu, each with its folder to tell those of one name apart."""
        menu.clear()
        for path in self._projects.recent:
            menu.addAction(f"{_title(path)}   ({path.parent})", partial(self.open_path, path))
        if menu.isEmpty():
            menu.addAction(tr("No projects yet")).setEnabled(False)

    def save(self) -> None:
        if self._projects.path is None:
            self.save_as()
        else:
            self._settle()
            self._projects.save()

    def save_as(self) -> None:
        self._settle()
        suggested = self._projects.path or self._folder / project_path(Path(Path(self._name()).stem))
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save as"), str(suggested), _filter())
        if name:
            self.save_to(Path(name))
        else:
            self._after_save = None

    def save_to(self, path: Path) -> None:
        """Save under a chosen name; the dialog has asked about a file of that name, not about one with our suffix added."""
        self._folder, target = path.parent, project_path(path)
        if target == path or not target.exists():
            self._projects.save(target)
        else:
            self._ask(
                tr("“{file}” is there already. Replace it?", file=target.name), Button.Save | Button.Cancel,
                partial(self._on_replace_answer, target),
            )  # fmt: skip

    def _on_replace_answer(self, target: Path, answer: int) -> None:
        if answer == Button.Save:
            self._projects.save(target)
        else:
            self._after_save = None

    def may_close(self) -> bool:
        """Whether the window may close at once; if not, the user is asked and the window closed afterwards."""
        self._settle()
        if self._leaving or not self._projects.modified:
            return True
        self._with_nothing_unsaved(self._leave)
        return False

    def _leave(self) -> None:
        self._leaving = True
        self._window.close()

    def _on_saved(self, path: Path) -> None:
        self.told.emit(tr("Saved {file}.", file=path.name))
        then, self._after_save = self._after_save, None
        if then is not None and not self._projects.modified:
            then()

    def _on_failed(self, _sentence: str) -> None:
        self._after_save = None

    # --- questions

    def _with_nothing_unsaved(self, then: Callable[[], object]) -> None:
        """Go on at once, or after the user has saved the work or given it up."""
        self._settle()
        if not self._projects.modified:
            then()
        else:
            self._ask(
                tr("“{name}” has changes that are not saved. Save them?", name=self._name()),
                Button.Save | Button.Discard | Button.Cancel,
                partial(self._on_unsaved_answer, then),
            )

    def _on_unsaved_answer(self, then: Callable[[], object], answer: int) -> None:
        if answer == Button.Save:
            self._after_save = then
            self.save()
        elif answer == Button.Discard:
            then()

    def offer(self, works: Iterable[LostWork]) -> None:
        """Offer what runs that died had not saved, one after another, until one is opened."""
        work, *others = works
        name = _title(work.project) if work.project is not None else tr(UNTITLED)
        box = self._ask(
            tr(
                "FaceForge ended unexpectedly. Work on “{name}” of {time} was not saved. Open it again?",
                name=name,
                time=QLocale().toString(
                    QDateTime.fromSecsSinceEpoch(int(work.saved_at.timestamp())), QLocale.FormatType.ShortFormat
                ),
            ),
            Button.Open | Button.Discard | Button.Cancel,
            partial(self._on_offer_answer, work, others),
        )
        box.button(Button.Cancel).setText(tr("Later"))

    def _on_offer_answer(self, work: LostWork, others: list[LostWork], answer: int) -> None:
        if answer == Button.Open:
            self._with_nothing_unsaved(partial(self._projects.recover, work))
        elif answer == Button.Discard:
            self._projects.discard(work)
            if others:
                self.offer(others)

    def _ask(self, text: str, buttons: Button, answered: Callable[[int], object]) -> QMessageBox:
        """A question over the window; an earlier one makes room, unanswered."""
        box = QMessageBox(QMessageBox.Icon.Question, "FaceForge", text, buttons, self._window)
        box.setDefaultButton(Button.Save if buttons & Button.Save else Button.Open)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(partial(self._on_answer, box, answered))
        earlier, self._question = self._question, box
        if earlier is not None:
            earlier.close()
        box.open()
        return box

    def _on_answer(self, box: QMessageBox, answered: Callable[[int], object], answer: int) -> None:
        if box is self._question:
            self._question = None
            answered(answer)

    def _name(self) -> str:
        photo = self._session.document.photo
        if self._projects.path is not None:
            return _title(self._projects.path)
        sketch = self._session.document.sketch
        name = photo.original.name if photo is not None else sketch.name if sketch is not None else ""
        return name or tr(UNTITLED)


def _filter() -> str:
    return f"{tr(PROJECTS)} (*{SUFFIX});;OpenRaster (*{OPEN_RASTER_SUFFIX})"


def _title(path: Path) -> str:
    return path.name.removesuffix(OPEN_RASTER_SUFFIX).removesuffix(".faceforge")
