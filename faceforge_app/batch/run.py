"""A batch from start to end, or from where it was stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from engines.errors import FaceNotFoundError
from engines.face.detector import is_available
from faceforge_app.batch.items import Item, find_items, needs_landmarks
from faceforge_app.batch.job import Job
from faceforge_app.batch.output import Output
from faceforge_app.batch.worker import Outcome
from faceforge_app.session.settings import chosen_landmarks

Workers = Callable[[Job, Sequence[tuple[int, Item]], int], Iterator[tuple[int, Outcome]]]
NO_DESCRIPTOR = (
    'Match scores need dlib\'s descriptor. Install it with: pip install "faceforge[landmarks]", or leave match out.'
)


@dataclass(frozen=True)
class Report:
    """`items` looked at in all, of which `earlier` in a run before this one; `made` pictures; `left_out` items and pictures."""

    items: int
    earlier: int
    made: int
    left_out: int


def run(job: Job, source: Path, out: Path, workers: int, work: Workers, progress: bool = True) -> Report:
    """Do what is left of a job; `work` says where. The output is the same however often it was stopped and however many work.

    Raises `EngineError` for a job that cannot be done, `KeyboardInterrupt` when it is stopped.
    """
    job.check()
    items = find_items(source)
    if job.match is not None and not is_available():
        raise FaceNotFoundError(NO_DESCRIPTOR)
    if needs_landmarks(items[0]):
        chosen_landmarks(job.settings)
    output = Output(out, items, job.shard_size, job.fingerprint(items))
    to_do = output.to_do()
    with tqdm(total=len(items), initial=len(items) - len(to_do), unit="face", disable=not progress) as bar:
        for position, outcome in work(job, [(position, items[position]) for position in to_do], workers):
            output.keep(position, outcome)
            bar.update()
    made, left_out = output.finish()
    return Report(len(items), len(items) - len(to_do), made, left_out)
