"""Snapshots of unsaved work, so that a program that dies loses at most an interval of it. The GUI never waits for one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from faceforge_app.document.project_file import Project
from faceforge_app.session.background import Background, nothing
from faceforge_app.session.recovery import RunFolder, recovery_folder

log = logging.getLogger(__name__)

INTERVAL_MS = 120_000
Unsaved = tuple[Project, Path | None]  # and the file that it is a newer state of


class Snapshots(QObject):
    """`unsaved` tells what there is to keep, None where all is saved.

    A snapshot begins half an interval after the first edit that the last one does not hold, so that writing it has the other half. It is
    written at the usual priority: where the machine is busy, a polite thread would come too late.
    """

    kept = Signal()  # the work as it was when it was last to be kept
    failed = Signal(str)  # a sentence, said once and not with every snapshot

    def __init__(
        self, unsaved: Callable[[], Unsaved | None], interval_ms: int = INTERVAL_MS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._unsaved = unsaved
        self._newest: Project | None = None
        self._writing = self._overdue = False
        self._complaint = ""
        self._background = Background(self, polite=False)
        self.folder = RunFolder(recovery_folder())
        self.timer = QTimer(self, singleShot=True, interval=interval_ms // 2)
        self.timer.timeout.connect(self.keep)

    def edited(self) -> None:
        """There may be something new to keep."""
        unsaved = self._unsaved()
        if unsaved is not None and not self._holds(unsaved[0]) and not self.timer.isActive():
            self.timer.start()

    def keep(self) -> None:
        """Keep now what is not saved; where all is saved, let go what was kept."""
        unsaved = self._unsaved()
        self.timer.stop()
        if unsaved is None:
            self._newest = None
            self._background.run(self.folder.clear, nothing, log.warning)
        elif self._writing:
            self._overdue = True
        elif not self._holds(unsaved[0]):
            self._newest, self._writing = unsaved[0], True
            self._background.run(partial(self.folder.write, *unsaved), self._on_written, self._on_failed)

    def close(self) -> bool:
        """The program ends in order: nothing is to be recovered."""
        self.timer.stop()
        ended = self._background.close()
        if ended:
            self.folder.close()
        return ended

    def _holds(self, project: Project) -> bool:
        newest = self._newest
        return newest is not None and newest.document is project.document and newest.results is project.results

    def _on_written(self, _: None) -> None:
        self._complaint = ""
        self._next()
        if not self._writing:
            self.kept.emit()

    def _on_failed(self, sentence: str) -> None:
        self._newest = None
        self._next()
        if sentence != self._complaint:
            self._complaint = sentence
            self.failed.emit(sentence)

    def _next(self) -> None:
        self._writing = False
        if self._overdue:
            self._overdue = False
            self.keep()
        else:
            self.edited()
