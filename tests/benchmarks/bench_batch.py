"""Pictures a second of a batch, two workers against one in turn: new surroundings where there are weights, else another's nose."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

from engines.errors import EngineError
from engines.face.library import Library
from engines.imaging.io import encode_image
from engines.imaging.shards import END_OF_SHARD, shard_members
from faceforge_app.batch import local
from faceforge_app.batch.items import find_items
from faceforge_app.batch.job import Job
from faceforge_app.batch.job_file import make_batch
from faceforge_app.session.settings import Settings
from tests.benchmarks.common import median, processor, say

FACES, VARIANTS, TURNS = 12, 2, 2
TASKS = ({"task": "extend"}, {"task": "swap"})


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        library = Library.open(folder / "own")
        write_shard(folder / "faces.tar", library)
        job = first_job(folder, library)
        rates: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(TURNS):  # in turn, so that other load meets both
            for workers, found in rates.items():
                found.append(pictures_a_second(job, folder / "faces.tar", workers))
    say(f"{job.spec.title}, {job.size} px: one worker (median)", f"{median(rates[1]):.2f} pictures a second")
    say(f"{job.spec.title}, {job.size} px: two workers (median)", f"{median(rates[2]):.2f} pictures a second")
    say("ratio of the medians", f"{median(rates[2]) / median(rates[1]):.2f}")
    say("processor", processor())


def first_job(folder: Path, library: Library) -> Job:
    """The first task whose engine and weights are there."""
    for task in TASKS:
        values = {"input": "faces.tar", "out": "out", "per_image": VARIANTS, **task}
        if task["task"] == "swap":
            values["swap"] = {"nose": library.donors[-1].id}
        try:
            return make_batch(values, folder, Settings(device="cpu"), library.donor).job
        except EngineError as error:
            say(f"no {task['task']}", str(error))
    raise SystemExit("no engine has weights")


def write_shard(path: Path, library: Library) -> None:
    pieces = []
    for row in library.donors[:FACES]:
        donor = library.donor(row.id)
        landmarks = (donor.landmarks * donor.image.shape[0] - 0.5).tolist()
        info = json.dumps({"landmarks": landmarks, "subject": donor.id}).encode()
        pieces.append(
            shard_members({f"{donor.id}.jpg": encode_image(donor.image, ".jpg", label=None), f"{donor.id}.json": info})
        )
    path.write_bytes(b"".join(pieces) + END_OF_SHARD)


def pictures_a_second(job: Job, shard: Path, workers: int) -> float:
    """Without the start: from the first answer on."""
    items = list(enumerate(find_items(shard)))
    moments, made = [], []
    for _, outcome in local.outcomes(job, items, workers):
        moments.append(time.perf_counter())
        made.append(len(outcome.rows))
    if sum(made) != FACES * VARIANTS:
        raise AssertionError("some faces were left out")
    return sum(made[workers:]) / (moments[-1] - moments[workers - 1])


if __name__ == "__main__":
    main()
