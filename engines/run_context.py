"""Progress and cancelling in one call."""

from __future__ import annotations

from collections.abc import Callable

from engines.errors import Cancelled
from engines.imaging.arrays import FloatImage

ProgressSink = Callable[[int, int, FloatImage | None], None]
MeasureSink = Callable[[int, float], None]


class RunContext:
    """What a running engine may tell the outside, and how the outside stops it.

    An engine calls `report` at least ten times a second where it can. `report` raises `Cancelled` once `cancel` was
    called from any thread, so progress and cancelling cannot drift apart.
    """

    def __init__(self, progress: ProgressSink | None = None, measured: MeasureSink | None = None) -> None:
        self._progress, self._measured = progress, measured
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def cancel(self) -> None:
        """Ask the run to stop at its next report. Callable from any thread."""
        self._cancelled = True

    def report(self, done: int, total: int, preview: FloatImage | None = None) -> None:
        """Say that `done` of `total` steps are finished, with an optional `(H, W, 3)` picture in [0, 1].

        Raises `Cancelled` when the run was cancelled.
        """
        if self._cancelled:
            raise Cancelled
        if self._progress is not None:
            self._progress(done, total, preview)

    def measure(self, step: int, value: float) -> None:
        """Tell a number worth plotting at a step from 0, such as the loss of a search; a step of 0 begins a new curve."""
        if self._measured is not None:
            self._measured(step, value)
