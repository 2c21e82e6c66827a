"""`JOB.toml`: a batch as a file."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engines.errors import EngineError, InputError
from engines.face.donors import Donor
from engines.face.regions import PART_KINDS
from engines.imaging.arrays import Mask
from engines.imaging.mask_file import read_mask
from engines.imaging.photo_file import read_photo_file
from engines.registry import engines
from engines.weights import read_card
from faceforge_app.batch.job import Job
from faceforge_app.batch.tasks import BESIDE, HIDDEN, KEPT, Complete, Extend, Swap, Task
from faceforge_app.session.settings import Settings

FindDonor = Callable[[str], Donor]
Colour = tuple[float, float, float]

EXAMPLE = """\
# faceforge batch JOB.toml; paths are relative to this file
input = "photos"        # a folder of photos (each subfolder a person), a folder of shards, or one shard
out = "more-photos"
task = "extend"         # extend (new surroundings), complete (fill what is hidden), swap (other people's parts)
per_image = 4           # pictures of each face
seed = 1
workers = 2             # processes (one a core)
# engine = "context"    # the task's first engine in 'faceforge engines'; likewise weights = "FILE", device = "cpu"
# size = 128            # pixels of a picture's side (the engine's own)
# match = [0.5, 0.95]   # leave out pictures whose match score with their face lies outside
# quality = 95          # of the JPEG files
# shard_size = 500      # photos of each shard

[extend]
keep = "face"           # face, head, or a picture of the face frame, white is kept
# hair = "#3a2a1e"      # wishes; likewise background

# [complete]
# mask = "beside"       # PHOTO.mask.png beside each PHOTO.jpg, white is filled; or an area such as nose, left_half;
#                       # or a picture of the face frame

# [swap]
# nose = "anna.jpg"     # a photo, or a donor of the library

# [options]             # of the engine, see 'faceforge engines'
"""

TOP: dict[str, type | tuple[type, ...]] = {
    "input": str, "out": str, "task": str, "per_image": int, "seed": int, "workers": int, "engine": str, "weights": str,
    "device": str, "size": int, "match": list, "quality": int, "shard_size": int,
    "extend": dict, "complete": dict, "swap": dict, "options": dict,
}  # fmt: skip
TASKS: dict[str, type] = {"extend": Extend, "complete": Complete, "swap": Swap}
NOT_PART_OF_A_JOB = ("input", "out", "workers", "device")  # these may change before it goes on
COLOURS = ("hair", "background")


@dataclass(frozen=True, eq=False)
class Batch:
    """A job with where it reads, where it writes, and how many work on it."""

    job: Job
    source: Path
    out: Path
    workers: int


def read_batch(path: Path, settings: Settings, find_donor: FindDonor) -> Batch:
    """The batch that a file describes. Raises `EngineError` with what is wrong in it."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}. Check the path.") from error
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path.name} is no TOML file ({error}). Correct it; 'faceforge batch --help' shows one."
        ) from error
    return make_batch(values, path.parent, settings, find_donor)


def make_batch(values: Mapping[str, Any], folder: Path, settings: Settings, find_donor: FindDonor) -> Batch:
    """The batch that the names and values of a job file describe; paths are relative to `folder`."""
    _check_names(values)
    task = _task(values, folder, find_donor)
    engine_id = values.get("engine") or _usual_engine(task)
    if engine_id not in engines():
        raise InputError(f"There is no engine '{engine_id}'. See 'faceforge engines'.")
    spec = engines()[engine_id]
    weights = folder / values["weights"] if "weights" in values else settings.weights_path(spec)
    read_card(weights)
    match = values.get("match")
    written = {name: value for name, value in values.items() if name not in NOT_PART_OF_A_JOB}
    written |= {"engine": engine_id, "landmarks": settings.landmarks}
    job = Job(
        task, engine_id, weights.resolve(), values.get("device", settings.device), values.get("size", spec.native_size),
        values.get("per_image", 1), values.get("seed", 1), values.get("options", {}),
        None if match is None else _range(match), values.get("quality", 95), values.get("shard_size", 500),
        settings,
        written | {"files": _files(values, folder)},
    )  # fmt: skip
    workers = values.get("workers", os.cpu_count() or 1)
    if workers < 1:
        raise InputError("A batch needs at least one worker. Change workers.")
    return Batch(job, (folder / values["input"]).resolve(), (folder / values["out"]).resolve(), workers)


def _check_names(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name not in TOP:
            raise InputError(f"A job has no {name!r}. It may have: {', '.join(TOP)}.")
        if not isinstance(value, TOP[name]) or isinstance(value, bool):
            raise InputError(f"{name} cannot be {value!r}. 'faceforge batch --help' shows an example.")
    for name in ("input", "out"):
        if name not in values:
            raise InputError(f"The job does not say its {name!r}. Add it; 'faceforge batch --help' shows an example.")


def _task(values: Mapping[str, Any], folder: Path, find_donor: FindDonor) -> Task:
    name = values.get("task", "extend")
    if name not in TASKS:
        raise InputError(f"There is no task {name!r}. Choose one of {', '.join(TASKS)}.")
    for other in TASKS:
        if other != name and other in values:
            raise InputError(f"The job says [{other}], but its task is {name}. Remove one of them.")
    table = values.get(name, {})
    if name == "swap":
        return Swap(_donors(table, folder, find_donor))
    known = ("keep", *COLOURS) if name == "extend" else ("mask",)
    for key in table:
        if key not in known:
            raise InputError(f"[{name}] has no {key!r}. It may have: {', '.join(known)}.")
    if name == "extend":
        colours = {key: _colour(table[key]) for key in COLOURS if key in table}
        return Extend(_region(table.get("keep", "face"), KEPT, folder), colours)
    return Complete(_region(table.get("mask", BESIDE), (BESIDE, *HIDDEN), folder))


def _usual_engine(task: Task) -> str:
    for engine_id, spec in engines().items():
        if spec.request_type is task.request_type:
            return engine_id
    raise InputError("No engine for this task is installed. See 'faceforge engines'.")


def _donors(table: Mapping[str, Any], folder: Path, find_donor: FindDonor) -> dict[str, Donor]:
    if not table or not set(table) <= set(PART_KINDS):
        raise InputError(
            f'[swap] needs parts and their donors, such as nose = "anna.jpg". Parts: {", ".join(PART_KINDS)}.'
        )
    found = {source: find_donor(_near(source, folder)) for source in dict.fromkeys(map(str, table.values()))}
    return {kind: found[str(source)] for kind, source in table.items()}


def _region(value: Any, names: Mapping[str, Any] | tuple[str, ...], folder: Path) -> str | Mask:
    """A known name, or the mask in a picture."""
    if value in names:
        return str(value)
    path = folder / str(value)
    if not path.is_file():
        raise InputError(f"{value!r} is neither a picture nor one of {', '.join(names)}. Check the job.")
    return read_mask(path, read_photo_file(path).size)


def _near(value: str, folder: Path) -> str:
    return str(folder / value) if (folder / value).is_file() else value


def _files(values: Mapping[str, Any], folder: Path) -> dict[str, str]:
    """What the files hold that a job names, so that another content is another job."""
    named = [str(value) for task in TASKS for value in values.get(task, {}).values() if (folder / str(value)).is_file()]
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in named}


def _range(values: list[Any]) -> tuple[float, float]:
    try:
        low, high = (float(value) for value in values)
    except (TypeError, ValueError) as error:
        raise EngineError("match takes two numbers, such as [0.5, 0.95]. Correct the job.") from error
    return low, high


def _colour(value: Any) -> Colour:
    try:
        red, green, blue = bytes.fromhex(str(value).removeprefix("#"))
    except ValueError as error:
        raise InputError(f"{value!r} is not a colour such as #c58c74. Correct the job.") from error
    return red / 255, green / 255, blue / 255
