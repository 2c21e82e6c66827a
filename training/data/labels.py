"""Label shards with parsing classes and landmarks, for training the face network.

    python -m training.data.labels SHARD.tar ... --networks FOLDER [--out FOLDER]

Beside each `NAME.tar` comes `labels-NAME.tar` with `KEY.label.png` (256 px, classes 0..7) and `KEY.json`: `landmarks` (68 x [x, y],
pixels of a 256 px picture, (0, 0) = middle of the first pixel), `score` of the mesh network, `disagreement` (mean distance to the
shard's own landmarks 27-67, in eye distances). An interrupted run goes on where it stopped; several may run at once, each shard
is labelled by one of them.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np
from tqdm import tqdm

from engines.errors import EngineError, ImageFileError
from engines.face.landmarks import LEFT_EYE, RIGHT_EYE
from engines.face.parsing.classes import LabelMap
from engines.imaging.arrays import ByteImage, Points
from training.data.face_labels import SIZE, FaceLabeller, FaceLabels
from training.data.shards import Photos, Sample, ShardDataset, find_shards

SKETCH_SUFFIX = "sketch.jpg"  # of the drawing beside a photo, in the same frame
LABELS = "MediaPipe face mesh, hair segmentation and selfie segmentation (Apache-2.0)"
INNER_POINTS = slice(27, 68)  # nose, eyes and mouth: where the landmark definitions agree


class Labeller(Protocol):
    def label(self, image: ByteImage) -> FaceLabels: ...


@dataclass(frozen=True, eq=False)
class LabelledSample:
    """A photo with its labels: `sample.landmarks` are the label maker's; `classes` (256, 256)."""

    sample: Sample
    classes: LabelMap
    score: float
    disagreement: float


class LabelledShards:
    """Photos of some shards with the labels found in `folder`; photos without labels, or with doubtful ones, are left out."""

    def __init__(self, shards: list[Path], folder: Path | None = None, most_disagreement: float = 0.12) -> None:
        self.photos = ShardDataset(shards)
        self.labels = ShardDataset([label_path(shard, folder) for shard in shards])
        place = {key: i for i, key in enumerate(self.photos.keys())}
        pairs = [(place[key], i) for i, key in enumerate(self.labels.keys()) if key in place]
        self._pairs = [(photo, i) for photo, i in pairs if self._info(i)["disagreement"] <= most_disagreement]
        if not self._pairs:
            raise ImageFileError(f"{shards[0].name} has no usable labels. Make them with training.data.labels.")

    def __len__(self) -> int:
        return len(self._pairs)

    def __getitem__(self, index: int) -> LabelledSample:
        photo, label = self._pairs[index]
        info, sample = self._info(label), self.photos[photo]
        landmarks = (np.asarray(info["landmarks"], np.float64) + 0.5) / SIZE
        classes = cv2.imdecode(np.frombuffer(self.labels.read(label, "label.png"), np.uint8), cv2.IMREAD_GRAYSCALE)
        return LabelledSample(
            Sample(sample.key, sample.image, landmarks, sample.info),
            np.asarray(classes, np.uint8), info["score"], info["disagreement"],
        )  # fmt: skip

    def drawing(self, index: int) -> bytes | None:
        """The encoded sketch that a person drew of a photo, in the photo's frame; None where there is none."""
        try:
            return self.photos.read(self._pairs[index][0], SKETCH_SUFFIX)
        except KeyError:
            return None

    def info(self, index: int) -> dict[str, Any]:
        """What the photo's JSON says, with the makers of its labels."""
        return {**self.photos.info(self._pairs[index][0]), "labels": LABELS}

    def _info(self, label: int) -> dict[str, float]:
        info: dict[str, float] = json.loads(self.labels.read(label, "json"))
        return info


class RelabelledPhotos:
    """`Photos` with the landmarks of their labels in place of their own."""

    def __init__(self, labelled: LabelledShards) -> None:
        self.labelled = labelled

    def __len__(self) -> int:
        return len(self.labelled)

    def __getitem__(self, index: int) -> Sample:
        return self.labelled[index].sample

    def info(self, index: int) -> dict[str, Any]:
        return self.labelled.info(index)


def open_photos(folder: Path, name: str, labels: str = "") -> Photos:
    """The shards in `folder` whose names start with `name`; with the landmarks of the label shards in the folder `labels`, seen from
    `folder` (`.` is beside the photos), where that is not empty. Raises `ImageFileError` where there are none.
    """
    shards = find_shards(folder, [name])
    return RelabelledPhotos(LabelledShards(shards, folder / labels)) if labels else ShardDataset(shards)


def label_path(shard: Path, folder: Path | None = None) -> Path:
    """Where the labels of a shard lie: beside it, or in `folder`."""
    return (folder or shard.parent) / f"labels-{shard.name}"


def label_shard(shard: Path, labeller: Labeller, folder: Path | None = None) -> int:
    """Label the samples of a shard that have no labels yet; returns how many were labelled now."""
    target = label_path(shard, folder)
    if target.exists():
        return 0
    photos = ShardDataset([shard])
    with _alone(target) as mine:
        if not mine:
            return 0
        part = target.with_suffix(".part")
        done = _kept(part)
        todo = [i for i, key in enumerate(photos.keys()) if key not in done]
        with tarfile.open(part, "a") as tar:
            for i in tqdm(todo, desc=shard.stem, unit="photo", initial=len(done), total=len(photos)):
                _add(tar, photos[i], labeller)
        part.replace(target)
    return len(todo)


def disagreement(found: Points, given: Points) -> float:
    """Mean distance of landmarks 27-67, in eye distances of `given`; both (68, 2)."""
    eyes = np.linalg.norm(given[list(LEFT_EYE)].mean(axis=0) - given[list(RIGHT_EYE)].mean(axis=0))
    return float(np.linalg.norm(found[INNER_POINTS] - given[INNER_POINTS], axis=1).mean() / max(float(eyes), 1e-6))


def _add(tar: tarfile.TarFile, sample: Sample, labeller: Labeller) -> None:
    labels = labeller.label(sample.image)
    info = {
        "landmarks": np.round(labels.landmarks * SIZE - 0.5, 2).tolist(),
        "score": round(labels.score, 2),
        "disagreement": round(disagreement(labels.landmarks, sample.landmarks), 4),
    }
    png = cv2.imencode(".png", labels.classes)[1].tobytes()
    for suffix, data in (
        ("label.png", png),
        ("json", json.dumps(info).encode()),
    ):  # the JSON last: it marks a whole sample
        member = tarfile.TarInfo(f"{sample.key}.{suffix}")
        member.size = len(data)
        tar.addfile(member, io.BytesIO(data))


def _kept(part: Path) -> set[str]:
    """The keys of whole samples in an interrupted file, which is rewritten with these alone."""
    if not part.exists():
        return set()
    whole: dict[str, dict[str, bytes]] = {}
    try:
        with tarfile.open(part) as tar:
            for member in tar:
                key, _, suffix = member.name.partition(".")
                file = tar.extractfile(member)
                data = file.read() if file else b""
                if len(data) == member.size:
                    whole.setdefault(key, {})[suffix] = data
    except tarfile.TarError:
        pass  # the end is cut off: what was read before it counts
    whole = {key: members for key, members in whole.items() if set(members) == {"label.png", "json"}}
    with tarfile.open(part, "w") as tar:
        for key, members in whole.items():
            for suffix in ("label.png", "json"):
                info = tarfile.TarInfo(f"{key}.{suffix}")
                info.size = len(members[suffix])
                tar.addfile(info, io.BytesIO(members[suffix]))
    return set(whole)


@contextmanager
def _alone(target: Path) -> Iterator[bool]:
    """Whether this process may write `target`: a lock file beside it says so to the others."""
    lock = target.with_suffix(".lock")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        print(f"{target.name}: another run is at it. If none is, delete {lock}.", file=sys.stderr)
        yield False
        return
    try:
        yield True
    finally:
        lock.unlink(missing_ok=True)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m training.data.labels", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("shards", type=Path, nargs="+", help="shards to label")
    parser.add_argument("--networks", type=Path, required=True, help="folder with MediaPipe's three .tflite files")
    parser.add_argument("--out", type=Path, help="folder for the labels (default: beside each shard)")
    parser.add_argument("--threads", type=int, default=1, help="CPU threads of each network")
    arguments = parser.parse_args(argv)
    try:
        labeller = FaceLabeller(arguments.networks, arguments.threads)
        for shard in arguments.shards:
            label_shard(shard, labeller, arguments.out)
    except (EngineError, OSError) as error:
        print(f"labels: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
