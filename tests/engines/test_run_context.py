from __future__ import annotations

import threading

import numpy as np
import pytest

from engines.errors import Cancelled, EngineError
from engines.run_context import RunContext


def test_reports_reach_the_sink_with_their_preview() -> None:
    seen: list[tuple[int, int, bool]] = []
    context = RunContext(lambda done, total, preview: seen.append((done, total, preview is not None)))
    context.report(0, 2)
    context.report(1, 2, np.zeros((4, 4, 3), np.float32))
    assert seen == [(0, 2, False), (1, 2, True)]


def test_a_context_without_a_sink_is_silent() -> None:
    RunContext().report(1, 1)


def test_a_cancelled_context_raises_and_reports_nothing_more() -> None:
    seen: list[int] = []
    context = RunContext(lambda done, total, preview: seen.append(done))
    context.report(1, 3)
    context.cancel()
    assert context.cancelled
    with pytest.raises(Cancelled):
        context.report(2, 3)
    assert seen == [1]


def test_another_thread_may_cancel() -> None:
    context = RunContext()
    thread = threading.Thread(target=context.cancel)
    thread.start()
    thread.join()
    with pytest.raises(Cancelled):
        context.report(0, 1)


def test_cancelling_is_no_error() -> None:
    assert not issubclass(Cancelled, EngineError)
