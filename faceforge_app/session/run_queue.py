"""Which run goes next: one at a time, runs the user waits for before previews and questions, of these only the newest."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from engines.imaging.arrays import FloatImage
from engines.requests import Result
from engines.spec import EngineSpec
from faceforge_app.session.engine_worker import EngineWorker, Run
from faceforge_app.session.settings import Settings
from faceforge_app.session.threads import stop_thread

log = logging.getLogger(__name__)

Finish = Callable[[Any, Result], Result] | None


@dataclass(frozen=True, eq=False)
class Question:
    """Something asked beside the document, and who wants to know."""

    run: Run
    answer: Callable[[Result], None]
    refuse: Callable[[str], None]


class RunQueue(QObject):
    """The GUI thread's end of the engine worker. All signals are emitted on the GUI thread.

    A preview's answer is welcome unless a later request has made it stale; previews of one drag do not make each other stale, so
    that a drag shows something while it lasts.
    """

    progressed = Signal(int, int, object)
    measured = Signal(int, float)  # step, value
    finished = Signal(object, object)  # Run, Result
    failed = Signal(str)
    cancelled = Signal()
    preview_finished = Signal(object)  # Result
    preview_failed = Signal(str)

    _run_asked = Signal(object)
    _warm_up_asked = Signal(object, object, str)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._stamp = 0
        self._running: Run | None = None
        self._run: Run | None = None
        self._waiting_preview: Run | None = None
        self._question: Question | None = None
        self._waiting_question: Question | None = None
        self._fresh_from = 0
        self._took_s = 0.0
        self._thread = QThread()
        self._thread.setObjectName("engine worker")
        self._worker = EngineWorker()
        self._worker.moveToThread(self._thread)
        self._connect()
        self._thread.start()

    def _connect(self) -> None:
        self._run_asked.connect(self._worker.run)
        self._warm_up_asked.connect(self._worker.warm_up)
        self._worker.progressed.connect(self._on_progressed)
        self._worker.measured.connect(self._on_measured)
        self._worker.finished.connect(self._on_finished)
        self._worker.failed.connect(self._on_failed)
        self._worker.cancelled.connect(self._on_cancelled)

    @property
    def busy(self) -> bool:
        """Whether a run that the user waits for is under way; previews do not count."""
        return self._run is not None

    @property
    def idle(self) -> bool:
        waiting = (self._run, self._waiting_preview, self._waiting_question)
        return self._running is None and all(run is None for run in waiting)

    @property
    def took_s(self) -> float:
        """Seconds that the engine, once loaded, took for the newest answer."""
        return self._took_s

    def use_settings(self, settings: Settings) -> None:
        self._settings = settings

    def warm_up(self, spec: EngineSpec) -> None:
        """Load an engine in the background, so that its first answer comes quickly."""
        self._warm_up_asked.emit(spec, self._settings.weights_path(spec), self._settings.device)

    def start(self, spec: EngineSpec, request: Any, options: Any, finish: Finish = None) -> None:
        """Run a request that the user waits for; a preview under way makes room."""
        if self._run is not None:
            raise RuntimeError("a run is under way")
        self.drop_previews()
        self._run = self._new_run(spec, request, options, finish)
        self._next()

    def preview(
        self, spec: EngineSpec, request: Any, options: Any, interim: bool = False, finish: Finish = None
    ) -> None:
        """Ask for a preview; it replaces one that waits. `interim`: part of a drag, so the drag's earlier answers stay welcome."""
        self._waiting_preview = self._new_run(spec, request, options, finish)
        if not interim:
            self._fresh_from = self._waiting_preview.stamp
        self._next()

    def ask(
        self, spec: EngineSpec, request: Any, options: Any,
        answer: Callable[[Result], None], refuse: Callable[[str], None],
    ) -> None:  # fmt: skip
        """A question beside the document; it replaces one that waits. Exactly one of both functions is called, on the GUI thread, unless
        the question is replaced or cancelled.
        """
        self._waiting_question = Question(self._new_run(spec, request, options, None), answer, refuse)
        self._next()

    def drop_previews(self) -> None:
        """Nobody wants the previews asked for so far."""
        self._waiting_preview = None
        self._fresh_from = self._stamp + 1
        if self._running is not None and self._running is not self._run and self._question is None:
            self._running.context.cancel()

    def cancel(self) -> None:
        """Stop the run that the user waits for, at its next report."""
        if self._run is not None:
            self._run.context.cancel()

    def close(self) -> bool:
        """Cancel everything and wait for the thread; False when it did not end in time."""
        self._worker.disconnect(self)
        self._waiting_preview = self._waiting_question = None
        for run in (self._run, self._running):
            if run is not None:
                run.context.cancel()
        return stop_thread(self._thread)

    def _new_run(self, spec: EngineSpec, request: Any, options: Any, finish: Finish = None) -> Run:
        self._stamp += 1
        weights, device = self._settings.weights_path(spec), self._settings.device
        return Run(self._stamp, spec, request, options, weights, device, self._worker.context(self._stamp), finish)

    def _next(self) -> None:
        if self._running is not None:
            return
        if self._run is not None:
            self._running = self._run
        elif self._waiting_preview is not None:
            self._running, self._waiting_preview = self._waiting_preview, None
        elif self._waiting_question is not None:
            self._question, self._waiting_question = self._waiting_question, None
            self._running = self._question.run
        if self._running is not None:
            self._run_asked.emit(self._running)

    def _taken(self, stamp: int) -> tuple[Run | None, bool]:
        """The run that an answer belongs to, and whether it is the one the user waits for."""
        run, self._running = self._running, None
        if run is None or run.stamp != stamp:
            log.warning("an answer to nobody's question: stamp %d", stamp)
            return None, False
        waited_for = run is self._run
        if waited_for:
            self._run = None
        return run, waited_for

    def _asked_by(self, run: Run | None) -> Question | None:
        """The question that this run answers, which is then no longer open."""
        question = self._question
        if question is None or run is not question.run:
            return None
        self._question = None
        return question

    @Slot(int, int, float)
    def _on_measured(self, stamp: int, step: int, value: float) -> None:
        if self._run is not None and stamp == self._run.stamp:
            self.measured.emit(step, value)

    @Slot(int, int, int, object)
    def _on_progressed(self, stamp: int, done: int, total: int, preview: FloatImage | None) -> None:
        if self._run is not None and stamp == self._run.stamp and not self._run.context.cancelled:
            self.progressed.emit(done, total, preview)

    @Slot(int, object, float)
    def _on_finished(self, stamp: int, result: Result, seconds: float) -> None:
        self._took_s = seconds
        run, waited_for = self._taken(stamp)
        question = self._asked_by(run)
        self._next()
        if run is None:
            return
        if question is not None:
            question.answer(result)
        elif waited_for and run.context.cancelled:
            self.cancelled.emit()
        elif waited_for:
            self.finished.emit(run, result)
        elif stamp >= self._fresh_from:
            self.preview_finished.emit(result)

    @Slot(int, str)
    def _on_failed(self, stamp: int, sentence: str) -> None:
        run, waited_for = self._taken(stamp)
        question = self._asked_by(run)
        self._next()
        if question is not None:
            question.refuse(sentence)
        elif waited_for:
            self.failed.emit(sentence)
        elif stamp >= self._fresh_from:
            self.preview_failed.emit(sentence)

    @Slot(int)
    def _on_cancelled(self, stamp: int) -> None:
        run, waited_for = self._taken(stamp)
        self._asked_by(run)
        self._next()
        if waited_for:
            self.cancelled.emit()
