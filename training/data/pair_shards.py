"""`faceforge-train pairs`: photos and the sketches that people drew of them -> one shard in the face frame.

The source is a folder with `photo/` and `sketch/`, files of one stem in both, or a shard of pairs (`KEY.photo.jpg`, `KEY.sketch.jpg`,
`KEY.json` with `landmarks` and `sketch_landmarks`). Photo and sketch are each laid into the face frame by their own eyes. The shard is
as `faceforge-train prepare` makes it, with `KEY.sketch.jpg` beside each photo; `training.data.labels` labels it as any other.
"""

from __future__ import annotations

import argparse
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from engines.errors import EngineError
from engines.face.alignment import align
from engines.face.detector import DlibLandmarks
from engines.face.landmarks import LandmarkProvider
from engines.imaging.arrays import ByteImage, Points
from engines.imaging.io import READ_SUFFIXES, encode_image, read_image, write_atomically
from training.data.labels import SKETCH_SUFFIX
from training.data.shards import ShardDataset, decode_image
from training.errors import TrainingError

QUALITY = 92


@dataclass(frozen=True, eq=False)
class Pair:
    """A photo and its sketch (H, W, 3), each with its 68 landmarks in pixels; `info`: source, licence, subject."""

    key: str
    photo: ByteImage
    sketch: ByteImage
    photo_landmarks: Points
    sketch_landmarks: Points
    info: dict[str, Any]


def pairs_of_shard(path: Path) -> Iterator[Pair]:
    """The pairs of a shard; raises `ImageFileError` where it is damaged."""
    shard = ShardDataset([path])
    for i, key in enumerate(shard.keys()):
        info = shard.info(i)
        photo, sketch = (decode_image(shard.read(i, f"{kind}.jpg"), f"{key}.{kind}") for kind in ("photo", "sketch"))
        points, drawn = (
            np.asarray(info.pop(name), np.float64).reshape(68, 2) + 0.5 for name in ("landmarks", "sketch_landmarks")
        )
        yield Pair(key, photo, sketch, points, drawn, info)


def pairs_of_folder(folder: Path, provider: LandmarkProvider, info: dict[str, Any]) -> Iterator[Pair]:
    """The pairs of `photo/` and `sketch/` by stem. Where no face is found in a sketch it counts as aligned with its photo; pairs
    whose photo shows none are left out.
    """
    sketches = {path.stem: path for path in (folder / "sketch").glob("*") if path.suffix.lower() in READ_SUFFIXES}
    photos = sorted(path for path in (folder / "photo").glob("*") if path.stem in sketches)
    if not photos:
        raise TrainingError(
            f"{folder} has no pairs. Put photos into photo/ and sketches of the same name into sketch/."
        )
    for path in photos:
        photo, sketch = read_image(path).image, read_image(sketches[path.stem]).image
        found, drawn = provider.detect(photo), provider.detect(sketch)
        if not found:
            print(f"left out  {path}: No face was found.")
            continue
        scale = np.array([sketch.shape[1] / photo.shape[1], sketch.shape[0] / photo.shape[0]])
        points = drawn[0].landmarks if drawn else found[0].landmarks * scale
        yield Pair(path.stem, photo, sketch, found[0].landmarks, points, {**info, "subject": path.stem})


def write_pairs(pairs: Iterator[Pair], target: Path, size: int = 256) -> int:
    """Pack aligned pairs into the shard `target`; returns how many."""
    buffer, count = io.BytesIO(), 0
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for pair in pairs:
            photo = align(pair.photo, pair.photo_landmarks, size)
            sketch = align(pair.sketch, pair.sketch_landmarks, size)
            landmarks = np.round(photo.landmarks * size - 0.5, 2).tolist()
            info = {**pair.info, "landmarks": landmarks, "inside": round(photo.inside, 4)}
            for suffix, data in (
                ("jpg", encode_image(photo.image, ".jpg", label=None, quality=QUALITY)),
                (SKETCH_SUFFIX, encode_image(sketch.image, ".jpg", label=None, quality=QUALITY)),
                ("json", json.dumps(info).encode()),
            ):
                member = tarfile.TarInfo(f"{pair.key}.{suffix}")
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
            count += 1
    write_atomically(target, buffer.getvalue())
    return count


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `faceforge-train pairs`."""
    parser.add_argument("source", type=Path, help="folder with photo/ and sketch/, or a shard of pairs")
    parser.add_argument("--out", type=Path, required=True, help="folder for the shard")
    parser.add_argument("--name", help="name of the shard (default: pairs-SOURCE)")
    parser.add_argument("--source-note", default="", help="where the pairs come from; written beside each")
    parser.add_argument("--licence", default="", help="their licence; written beside each")


def main(arguments: argparse.Namespace) -> int:
    """Pack the pairs and say how many; 0 where there was one at least, else 1."""
    source, note = arguments.source, {"source": arguments.source_note, "licence": arguments.licence}
    target = arguments.out / f"{arguments.name or f'pairs-{source.stem}'}.tar"
    arguments.out.mkdir(parents=True, exist_ok=True)
    if source.is_file():
        count = write_pairs(pairs_of_shard(source), target)
    elif source.is_dir():
        with DlibLandmarks() as provider:
            count = write_pairs(pairs_of_folder(source, provider, note), target)
    else:
        raise EngineError(f"There is no {source}. Give a folder with photo/ and sketch/, or a shard of pairs.")
    print(f"{count} pairs in {target}")
    return 0 if count else 1
