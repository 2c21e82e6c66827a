"""Engines run here, in a thread of their own: the only place of the application where torch is imported."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from engines.errors import Cancelled, EngineError
from engines.imaging.arrays import FloatImage
from engines.requests import Result
from engines.run_context import RunContext
from engines.spec import Engine, EngineSpec
from faceforge_app.language import mark, said, tr

log = logging.getLogger(__name__)

NICENESS = 10
PROGRESS_INTERVAL_S = 0.03
UNEXPECTED = mark(
    "Something unexpected went wrong ({kind}). The log has the details; try again, or with other options."
)


@dataclass(frozen=True, eq=False)
class Run:
    """One request on its way: `stamp` counts up, so that late answers are known.

    `request` may be a function that makes it, called in the worker's thread, where `finish` (request, answer) is done as well.
    """

    stamp: int
    spec: EngineSpec
    request: Any
    options: Any
    weights: Path
    device: str
    context: RunContext
    finish: Callable[[Any, Result], Result] | None = None


class EngineWorker(QObject):
    """Lives in the worker thread; answers each `Run` with exactly one of finished, failed and cancelled."""

    progressed = Signal(int, int, int, object)  # stamp, done, total, preview
    measured = Signal(int, int, float)  # stamp, step, value
    finished = Signal(int, object, float)  # stamp, Result, seconds that the engine took, once it was loaded
    failed = Signal(int, str)
    cancelled = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._engines: dict[tuple[str, Path, str], Engine] = {}
        self._settled = False
        self._last_report = 0.0

    def context(self, stamp: int) -> RunContext:
        """What a run of this stamp reports through; callable from the GUI thread."""
        return RunContext(
            lambda done, total, preview: self._report(stamp, done, total, preview),
            lambda step, value: self.measured.emit(stamp, step, value),
        )

    @Slot(object)
    def run(self, run: Run) -> None:
        try:
            if run.context.cancelled:
                raise Cancelled
            request = run.request() if callable(run.request) else run.request
            engine = self._engine(run.spec, run.weights, run.device)
            began = time.perf_counter()
            result = engine.run(request, run.options, run.context)
            took = time.perf_counter() - began
            if run.finish is not None:
                result = run.finish(request, result)
            if run.context.cancelled:
                raise Cancelled
        except Cancelled:
            self.cancelled.emit(run.stamp)
        except EngineError as error:
            log.warning("%s: %s", run.spec.id, error)
            self.failed.emit(run.stamp, said(error))
        except Exception as error:
            log.exception("%s failed", run.spec.id)
            self.failed.emit(run.stamp, tr(UNEXPECTED, kind=type(error).__name__))
        else:
            self.finished.emit(run.stamp, result, took)

    @Slot(object, object, str)
    def warm_up(self, spec: EngineSpec, weights: Path, device: str) -> None:
        """Load an engine before it is asked; a failure shows itself at the first real run."""
        try:
            self._engine(spec, weights, device)
        except Exception:
            log.info("%s could not be loaded in advance", spec.id, exc_info=True)

    def _engine(self, spec: EngineSpec, weights: Path, device: str) -> Engine:
        self._settle()
        key = (spec.id, weights, device)
        if key not in self._engines:
            self._engines[key] = spec.load(weights, device)
        return self._engines[key]

    def _settle(self) -> None:
        """Make this thread a polite one, before its first torch call."""
        if self._settled:
            return
        self._settled = True
        lower_priority()
        from engines.devices import use_threads

        use_threads()

    def _report(self, stamp: int, done: int, total: int, preview: FloatImage | None) -> None:
        now = time.monotonic()
        if done >= total or now - self._last_report >= PROGRESS_INTERVAL_S:
            self._last_report = now
            self.progressed.emit(stamp, done, total, preview)


def lower_priority() -> None:
    """Let the GUI thread go first: nice +10 for the calling thread, where the system has that per thread (Linux)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
