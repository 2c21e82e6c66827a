"""The workers of a batch on a Ray cluster (extra `ray`): the same work, on one machine or many.

Photos, weights and FaceForge itself must lie at the same path on every machine, as on a shared disk; the output is written by
the machine that started the batch.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Sequence
from typing import Any

from engines.errors import EngineError
from faceforge_app.batch.items import Item
from faceforge_app.batch.job import Job
from faceforge_app.batch.worker import Outcome, Worker

BLOCK = 16  # items that travel together
NO_RAY = 'Ray is not installed. Install it with: pip install "faceforge[ray]", or leave --ray out.'


class RayWorker:
    """What Ray starts on each of its workers."""

    def __init__(self, job: bytes) -> None:
        try:
            self._worker: Worker | EngineError = Worker(pickle.loads(job))
        except EngineError as error:
            self._worker = error

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        failed = isinstance(self._worker, EngineError)
        told = self._worker if isinstance(self._worker, EngineError) else self._worker(pickle.loads(row["item"]))
        return {"position": row["position"], "failed": failed, "told": pickle.dumps(told)}


def outcomes(
    job: Job, items: Sequence[tuple[int, Item]], workers: int, address: str | None = None
) -> Iterator[tuple[int, Outcome]]:
    """As `local.outcomes`, by the Ray cluster at `address`; without one, by that of RAY_ADDRESS, or by a new one on this machine."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # FaceForge sends nothing anywhere
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise EngineError(NO_RAY) from error
    if not items:
        return
    started = not ray.is_initialized()
    if started:
        where = address or os.environ.get("RAY_ADDRESS")
        here: dict[str, Any] = {} if where else {"num_cpus": workers, "include_dashboard": False}
        ray.init(where or "local", log_to_driver=False, **here)
    try:
        rows = [{"position": position, "item": pickle.dumps(item)} for position, item in items]
        faces = ray.data.from_items(rows, override_num_blocks=-(-len(rows) // BLOCK))
        worked = faces.map(RayWorker, fn_constructor_args=(pickle.dumps(job),), concurrency=(1, workers), num_cpus=1)
        for row in worked.iter_rows():
            told = pickle.loads(row["told"])
            if row["failed"]:
                raise told
            yield int(row["position"]), told
    finally:
        if started:
            ray.shutdown()
