"""One worker of a batch: an engine, loaded once, and what it makes of one face after another."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import cv2
import numpy as np

from engines.errors import EngineError
from engines.face.detector import dlib_landmarks
from engines.imaging.arrays import ByteImage, Points, to_bytes
from engines.imaging.io import encode_image
from engines.imaging.shards import shard_members
from engines.requests import Result
from engines.run_context import RunContext
from faceforge_app.batch.items import Face, Item, read_face
from faceforge_app.batch.job import Job
from faceforge_app.session.settings import chosen_landmarks, use_face_settings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What became of one item: a piece of a shard, its rows of the manifest, and what was left out: name -> sentence."""

    members: bytes
    rows: tuple[dict[str, str], ...]
    left_out: dict[str, str]


class Worker:
    """Answers items, each by itself, so that no item changes what another becomes. `close` ends its face detector."""

    def __init__(self, job: Job) -> None:
        """Raises `EngineError` where the engine cannot be loaded."""
        os.environ["OMP_NUM_THREADS"] = "1"  # before the engine imports torch: workers share the cores by their number
        cv2.setNumThreads(1)
        use_face_settings(job.settings)
        self._job = job
        self._engine = job.spec.load(job.weights, job.device)
        self._landmarks = partial(chosen_landmarks, job.settings)  # asked when a face has to be found

    @staticmethod
    def close() -> None:
        dlib_landmarks().close()

    def __call__(self, item: Item) -> Outcome:
        """Never raises for a bad item: it is left out, with a sentence."""
        try:
            return self._outcome(item)
        except EngineError as error:
            return left_out(item, str(error))
        except Exception as error:  # one bad file never stops a batch
            log.exception("unexpected: %s", item.name)
            return left_out(item, f"Something unexpected went wrong ({type(error).__name__}). Try it by itself.")

    def _outcome(self, item: Item) -> Outcome:
        face = read_face(item, self._job.size, self._landmarks)
        files: dict[str, bytes] = {}
        rows, dropped = [], {}
        for number, (picture, recipe) in enumerate(self._pictures(face, item), 1):
            key = f"{item.key}-{number}" if self._job.per_image > 1 else item.key
            row = {"key": key, "made_from": item.key, "subject": str(face.info["subject"])}
            row |= {"variant": str(number), "seed": str(recipe.get("options", {}).get("seed", "")), "match": ""}
            if self._job.match is not None:
                score = self._match(face, picture)
                row["match"] = f"{score:.3f}"
                if not self._job.match[0] <= score <= self._job.match[1]:
                    dropped[key] = f"Its match score is {score:.3f}."
                    continue
            files[f"{key}.jpg"] = encode_image(picture, ".jpg", quality=self._job.quality)
            files[f"{key}.json"] = json.dumps(record(face, picture.shape[0], row, recipe)).encode()
            files |= {f"{key}.{suffix}": data for suffix, data in face.labels.items()}
            rows.append(row)
        return Outcome(shard_members(files), tuple(rows), dropped)

    def _pictures(self, face: Face, item: Item) -> Iterator[tuple[ByteImage, dict[str, Any]]]:
        task, spec = self._job.task, self._job.spec
        request = task.request(face)
        for options in self._job.runs(item.key):
            result: Result = self._engine.run(request, options, RunContext())
            for image in result.images:
                yield to_bytes(task.finished(image, request, face, spec.native_size)), result.recipe

    def _match(self, face: Face, picture: ByteImage) -> float:
        """Pearson correlation of the descriptors of a face and of what was made of it."""
        landmarks = face.aligned.landmarks
        descriptors = [self._descriptor(image, landmarks) for image in (face.aligned.image, picture)]
        return float(np.corrcoef(*descriptors)[0, 1])

    @staticmethod
    def _descriptor(image: ByteImage, landmarks: Points) -> Any:
        return dlib_landmarks().descriptor(image, landmarks * image.shape[0])


def record(face: Face, size: int, row: dict[str, str], recipe: dict[str, Any]) -> dict[str, Any]:
    """The JSON beside a made picture: what was known of the face, where its landmarks lie now, and how it was made."""
    landmarks = face.aligned.landmarks * size - 0.5
    made = {"made_from": row["made_from"], "variant": int(row["variant"]), "recipe": recipe, "synthetic": True}
    made |= {"match": float(row["match"])} if row["match"] else {}
    return face.info | made | {"landmarks": [[round(float(x), 2), round(float(y), 2)] for x, y in landmarks]}


def left_out(item: Item, why: str) -> Outcome:
    return Outcome(b"", (), {item.key: why})
