"""The session's files: which project it works on, whether that is saved, and snapshots of what is not. The GUI never waits for one."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engines.errors import EngineError
from engines.imaging.io import read_recipe
from faceforge_app.document.document import Document
from faceforge_app.document.project_file import Project, project_path, read_project, with_fitting_results, write_project
from faceforge_app.document.results import ResultEntry
from faceforge_app.language import mark, tr
from faceforge_app.session.background import Background, nothing
from faceforge_app.session.recent import add_recent, recent_projects, remove_recent
from faceforge_app.session.recovery import LostWork, Recovered, discard, lost_work, recovery_folder
from faceforge_app.session.snapshots import INTERVAL_MS, Snapshots, Unsaved

log = logging.getLogger(__name__)

CHANGED_MEANWHILE = mark("The face was changed while {name} was being read, so it was not opened. Open it again.")
OPENED_AS_PICTURE = mark("{name} is another program's picture and was opened as one layer. Saving makes a new file.")
Work = tuple[Document, tuple[ResultEntry, ...]]


class ProjectFiles(QObject):
    """`current` tells what there is to save, `show` puts another project in its place."""

    changed = Signal()  # path or modified
    opened = Signal()
    saved = Signal(object)  # Path
    failed = Signal(str)  # a sentence; the work stays as it was
    told = Signal(str)
    left_out = Signal(object)  # tuple[ResultEntry, ...]: what a save kept of the results; the others did not fit
    picture_found = Signal(object, object)  # Path, and its recipe or None: see `look_at`
    lost_work_found = Signal(object)  # tuple[LostWork, ...], newest first, at least one

    def __init__(
        self,
        current: Callable[[], Work],
        show: Callable[[Project], None],
        parent: QObject | None = None,
        interval_ms: int = INTERVAL_MS,
        results_limit: Callable[[], float] = lambda: math.inf,
    ) -> None:
        super().__init__(parent)
        self._current, self._show, self._results_limit = current, show, results_limit
        self._path: Path | None = None
        self._opened = Project(Document())  # for what was in the file and is not ours
        self._saved: Work | None = current()
        self._was_modified = False
        self._recovered: Recovered | None = None
        self._background = Background(self)
        self._snapshots = Snapshots(self._unsaved, interval_ms, self)
        self._snapshots.kept.connect(self._on_kept)
        self._snapshots.failed.connect(self.failed)

    # --- what there is

    @property
    def path(self) -> Path | None:
        """The file that a save replaces; None before the first one."""
        return self._path

    @property
    def modified(self) -> bool:
        return self._saved != self._current()

    @property
    def recent(self) -> tuple[Path, ...]:
        return recent_projects()

    def refresh(self) -> None:
        """Look whether there is unsaved work now."""
        if self.modified != self._was_modified:
            self._was_modified = self.modified
            self.changed.emit()
        self._snapshots.edited()

    # --- new, open, save. Whoever calls `new`, `open` and `recover` has asked about unsaved work before

    def new(self, document: Document | None = None) -> None:
        """An empty document, or a photo that was opened, without results or file."""
        self._take(Project(document or Document()), None)

    def open(self, path: Path) -> None:
        """Read a project; answers with `opened` or `failed`."""
        before = self._current()
        self._background.run(
            partial(_read, path), partial(self._on_read, path, before), partial(self._on_unreadable, path)
        )

    def save(self, path: Path | None = None) -> None:
        """Write to `path`, or where the project lies; answers with `saved` or `failed`. Raises `ValueError` without either."""
        target = path if path is not None else self._path
        if target is None:
            raise ValueError("a project without a file needs a path")
        work, target = self._current(), project_path(target)
        job = partial(_write, target, self._project(work), self._results_limit())
        self._background.run(job, partial(self._on_saved, target, work), self.failed.emit)

    def look_at(self, picture: Path) -> None:
        """Look for the recipe in a picture; answers with `picture_found`, also where there is none or no picture."""
        emit = self.picture_found.emit
        self._background.run(partial(read_recipe, picture), partial(emit, picture), lambda _: emit(picture, None))

    def _project(self, work: Work) -> Project:
        return Project(*work, self._opened.kept, self._opened.kept_values)

    def _take(self, project: Project, path: Path | None, saved: bool = True) -> None:
        self._path, self._opened = path, project
        self._show(project)
        self._saved = self._current() if saved else None
        self._was_modified = self.modified
        self.snapshot()
        self.changed.emit()

    def _on_read(self, path: Path, before: Work, project: Project) -> None:
        if self._current() != before:
            self.failed.emit(tr(CHANGED_MEANWHILE, name=path.name))
            return
        self._take(project, None if project.foreign else path)
        self.opened.emit()
        if project.foreign:
            self.told.emit(tr(OPENED_AS_PICTURE, name=path.name))

    def _on_unreadable(self, path: Path, sentence: str) -> None:
        if path in self.recent:
            self._background.run(partial(remove_recent, path), nothing, log.warning)
        self.failed.emit(sentence)

    def _on_saved(self, path: Path, work: Work, written: tuple[ResultEntry, ...]) -> None:
        self._path, self._saved = path, (work[0], written)
        if written is not work[1] and self._current()[1] is work[1]:
            self.left_out.emit(written)
        self._was_modified = self.modified
        self.snapshot()
        self.changed.emit()
        self.saved.emit(path)

    # --- recovery

    def snapshot(self) -> None:
        """Keep what is not saved, for the case that the program dies."""
        self._snapshots.keep()

    def look_for_lost_work(self) -> None:
        """Answers with `lost_work_found` where a run died with unsaved work."""

        def found(works: tuple[LostWork, ...]) -> None:
            if works:
                self.lost_work_found.emit(works)

        self._background.run(partial(lost_work, recovery_folder()), found, log.warning)

    def recover(self, work: LostWork) -> None:
        """Go on with lost work; answers with `opened` or `failed`."""
        self._background.run(partial(Recovered, work), self._on_recovered, self.failed.emit)

    def discard(self, work: LostWork) -> None:
        self._background.run(partial(discard, work), nothing, log.warning)

    def _on_recovered(self, recovered: Recovered) -> None:
        self._recovered = recovered
        self._take(recovered.project, recovered.work.project, saved=False)
        self.opened.emit()

    def _unsaved(self) -> Unsaved | None:
        return (self._project(self._current()), self._path) if self.modified else None

    def _on_kept(self) -> None:
        """What was recovered is safe in this run's own folder now."""
        if self._recovered is not None:
            self._background.run(self._recovered.forget, nothing, log.warning)
            self._recovered = None

    def close(self) -> bool:
        """Finish what is being written; unsaved work is given up."""
        ended = [self._background.close(), self._snapshots.close()]
        return all(ended)


def _read(path: Path) -> Project:
    project = read_project(path)
    _remember(path)
    return project


def _write(path: Path, project: Project, results_limit: float) -> tuple[ResultEntry, ...]:
    """What was written of the results."""
    fitting = with_fitting_results(project, results_limit)
    write_project(path, fitting)
    _remember(path)
    return fitting.results


def _remember(path: Path) -> None:
    try:
        add_recent(path)
    except EngineError as error:
        log.warning("%s", error)
