"""A shard of photo and sketch pairs, as CUFS is packed."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Sequence
from pathlib import Path

import cv2

from training.data.pair_shards import Pair


def write_pair_shard(path: Path, pairs: Sequence[Pair]) -> Path:
    with tarfile.open(path, "w") as tar:
        for pair in pairs:
            points = {"landmarks": pair.photo_landmarks, "sketch_landmarks": pair.sketch_landmarks}
            info = {name: (values - 0.5).tolist() for name, values in points.items()}
            for suffix, data in (
                ("photo.jpg", cv2.imencode(".jpg", pair.photo[..., ::-1])[1].tobytes()),
                ("sketch.jpg", cv2.imencode(".jpg", pair.sketch[..., ::-1])[1].tobytes()),
                ("json", json.dumps(info).encode()),
            ):
                member = tarfile.TarInfo(f"{pair.key}.{suffix}")
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
    return path
