"""The workers of a batch on this machine: spawned processes, each with an engine of its own."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.util import Finalize

from engines.errors import EngineError
from faceforge_app.batch.items import Item
from faceforge_app.batch.job import Job
from faceforge_app.batch.worker import Outcome, Worker, left_out

AHEAD = 2  # items that wait for each worker
CRASHED = "The process that worked on it ended. Try it by itself."

_worker: Worker | EngineError | None = None  # of a spawned process


def outcomes(job: Job, items: Sequence[tuple[int, Item]], workers: int) -> Iterator[tuple[int, Outcome]]:
    """What becomes of each item, in whatever order it is ready. Raises `EngineError` where the engine cannot be loaded.

    Where a worker dies, the items at work then are tried again one by one, so that the one that kills it is found and left out.
    """
    waiting = list(reversed(items))
    while waiting:
        at_work: dict[Future[Outcome], tuple[int, Item]] = {}
        try:
            yield from _side_by_side(job, waiting, workers, at_work)
        except BrokenProcessPool:
            for position, item in sorted(at_work.values()):
                yield position, _alone(job, item)


def _side_by_side(
    job: Job, waiting: list[tuple[int, Item]], workers: int, at_work: dict[Future[Outcome], tuple[int, Item]]
) -> Iterator[tuple[int, Outcome]]:
    """Takes from the end of `waiting`; `at_work` always says what has been taken and not answered."""
    with _pool(job, workers) as pool:
        try:
            while waiting or at_work:
                while waiting and len(at_work) < workers * AHEAD:
                    future = pool.submit(_work, waiting[-1][1])
                    at_work[future] = waiting.pop()
                done, _ = wait(at_work, return_when=FIRST_COMPLETED)
                for future in done:
                    outcome = future.result()
                    yield at_work.pop(future)[0], outcome
        finally:
            pool.shutdown(cancel_futures=True)


def _alone(job: Job, item: Item) -> Outcome:
    with _pool(job, 1) as pool:
        try:
            return pool.submit(_work, item).result()
        except BrokenProcessPool:
            return left_out(item, CRASHED)


def _pool(job: Job, workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, context, initializer=_start, initargs=(job,))


def _start(job: Job) -> None:
    """In the spawned process: Ctrl+C is the parent's business, and an engine that cannot be loaded is told with the first item."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _worker = Worker(job)
        Finalize(None, _worker.close, exitpriority=10)
    except EngineError as error:
        _worker = error


def _work(item: Item) -> Outcome:
    if isinstance(_worker, EngineError):
        raise _worker
    assert _worker is not None
    return _worker(item)
