"""Work on files off the GUI thread: one piece after another, in the order asked for, answered on the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from engines.errors import EngineError
from faceforge_app.language import said, tr
from faceforge_app.session.engine_worker import UNEXPECTED, lower_priority
from faceforge_app.session.threads import PATIENCE_MS

log = logging.getLogger(__name__)

T = TypeVar("T")


class Background(QObject):
    """`polite`: at a lower priority than the GUI thread's."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None, polite: bool = True) -> None:
        super().__init__(parent)
        self._polite = polite
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._answered.connect(self._call)
        self._closed = False

    def run(self, work: Callable[[], T], done: Callable[[T], object], failed: Callable[[str], object]) -> None:
        """Do `work` elsewhere; then call `done` with what it returned, or `failed` with a sentence, here."""

        def job() -> None:
            if self._polite:
                lower_priority()
            self._answered.emit(_answer(work, done, failed))

        self._pool.start(job)

    def close(self) -> bool:
        """Wait for what was asked for, and answer no more; False when it did not end in time."""
        ended = self._pool.waitForDone(PATIENCE_MS)
        self._closed = True
        return ended

    @Slot(object)
    def _call(self, answer: Callable[[], object]) -> None:
        if not self._closed:
            answer()


def _answer(
    work: Callable[[], T], done: Callable[[T], object], failed: Callable[[str], object]
) -> Callable[[], object]:
    try:
        return partial(done, work())
    except EngineError as error:
        return partial(failed, said(error))
    except Exception as error:
        log.exception("work in the background failed")
        return partial(failed, tr(UNEXPECTED, kind=type(error).__name__))


def nothing(_: object) -> None:
    """For `done`, where there is nothing to say."""
