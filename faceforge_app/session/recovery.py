"""Recovery: snapshots of unsaved work, one folder a run of the application, found again when that run died.

A run holds an operating-system lock on the file `lock` of its folder as long as it lives. The lock goes with the process, however that
ends, so a dead run is told from a living one without guessing from process ids. A run that ends in order removes its folder.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from platformdirs import user_state_path

from engines.errors import EngineError
from engines.imaging.io import write_atomically
from faceforge_app.document.project_file import Project, read_project, write_project
from faceforge_app.session.settings import APPLICATION

LOCK, ABOUT, SNAPSHOT = "lock", "about.json", "snapshot.faceforge.ora"
KEPT_RUNS = 10
KEPT_S = 30 * 24 * 3600.0
STARTING_S = 60.0  # a folder without a snapshot that is younger may belong to a run that is about to lock it
STARTED = time.time()


def recovery_folder() -> Path:
    return user_state_path(APPLICATION, appauthor=False) / "recovery"


@dataclass(frozen=True)
class LostWork:
    """What a run that died had not saved. `project`: the file it was working on, if any."""

    folder: Path
    saved_at: datetime
    project: Path | None = None


class RunFolder:
    """This run's folder, made with its first snapshot. Used from one thread at a time."""

    def __init__(self, root: Path) -> None:
        self._folder = root / uuid.uuid4().hex
        self._lock: BinaryIO | None = None
        self._about = b""

    def write(self, project: Project, path: Path | None) -> None:
        """Keep unsaved work; raises `EngineError` where that cannot be written."""
        if self._lock is None:
            self._lock = self._start()
        about = json.dumps({"project": None if path is None else str(path.absolute())}).encode()
        if about != self._about:
            write_atomically(self._folder / ABOUT, about)
            self._about = about
        write_project(self._folder / SNAPSHOT, project, pictures=False)

    def clear(self) -> None:
        """There is no unsaved work any more."""
        with suppress(OSError):
            (self._folder / SNAPSHOT).unlink(missing_ok=True)

    def close(self) -> None:
        """The run ends in order: nothing is to be recovered."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self) -> BinaryIO:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = (self._folder / LOCK).open("ab")
            lock.write(json.dumps({"pid": os.getpid(), "started": STARTED}).encode())
            lock.flush()
        except OSError as error:
            raise EngineError(
                f"Unsaved work cannot be kept in {self._folder.parent} ({error.strerror}). Save your project often."
            ) from error
        if not _locked(lock):
            lock.close()
            raise EngineError(f"Unsaved work cannot be kept in {self._folder.parent}. Save your project often.")
        return lock


def lost_work(root: Path) -> tuple[LostWork, ...]:
    """The unsaved work of runs that died, newest first. What is old or empty is removed on the way."""
    found = []
    for folder in _folders(root):
        lock = _taken(folder)
        if lock is None:
            continue
        lock.close()
        work = _described(folder)
        if work is None or time.time() - work.saved_at.timestamp() > KEPT_S:
            _remove_old(folder)
        else:
            found.append(work)
    found.sort(key=lambda work: work.saved_at, reverse=True)
    for work in found[KEPT_RUNS:]:
        discard(work)
    return tuple(found[:KEPT_RUNS])


class Recovered:
    """Lost work that was opened. It stays where it was, and no other run takes it, until `forget`."""

    def __init__(self, work: LostWork) -> None:
        """Raises `EngineError` where another run has taken it, or it cannot be read."""
        lock = _taken(work.folder)
        if lock is None:
            raise EngineError("This work has been opened in another FaceForge window. Look there.")
        self.work = work
        self._lock = lock
        try:
            self.project = read_project(work.folder / SNAPSHOT)
        except EngineError:
            lock.close()
            raise

    def forget(self) -> None:
        self._lock.close()
        discard(self.work)


def discard(work: LostWork) -> None:
    """The user does not want it back."""
    shutil.rmtree(work.folder, ignore_errors=True)


def _folders(root: Path) -> list[Path]:
    try:
        return [folder for folder in root.iterdir() if folder.is_dir()]
    except OSError:
        return []


def _described(folder: Path) -> LostWork | None:
    try:
        saved_at = datetime.fromtimestamp((folder / SNAPSHOT).stat().st_mtime)
    except OSError:
        return None
    try:
        project = json.loads((folder / ABOUT).read_text("utf-8"))["project"]
    except (OSError, ValueError, LookupError, TypeError):
        project = None
    return LostWork(folder, saved_at, Path(project) if isinstance(project, str) else None)


def _remove_old(folder: Path) -> None:
    with suppress(OSError):
        if time.time() - folder.stat().st_mtime > STARTING_S:
            shutil.rmtree(folder, ignore_errors=True)


def _taken(folder: Path) -> BinaryIO | None:
    """The folder's lock, now ours; None while its run lives, or where it cannot be told."""
    try:
        lock = (folder / LOCK).open("ab")
    except OSError:
        return None
    if _locked(lock):
        return lock
    lock.close()
    return None


if sys.platform == "win32":
    import msvcrt

    def _locked(file: BinaryIO) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
