"""Shards: tar files in WebDataset layout (`KEY.jpg` + `KEY.json`), read by random access.

The members are indexed once and read by offset, so a shuffle is exact, a run can be resumed exactly, and nothing is unpacked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np

from engines.errors import ImageFileError
from engines.imaging.arrays import ByteImage, Points
from engines.imaging.shards import shard_entries


@dataclass(frozen=True, eq=False)
class Sample:
    """One face: `image` (S, S, 3) uint8 sRGB in the face frame, `landmarks` normalised (68, 2), and what the JSON says besides."""

    key: str
    image: ByteImage
    landmarks: Points
    info: dict[str, Any]


class Photos(Protocol):
    """Faces by number, and what is known of each without decoding it."""

    def __len__(self) -> int: ...
    def __getitem__(self, index: int) -> Sample: ...
    def info(self, index: int) -> dict[str, Any]: ...


class ShardDataset:
    """All samples of some shards. Pickles to worker processes as an index, without open files."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = [Path(path) for path in paths]
        self._entries = [(path, entry) for path in self.paths for entry in shard_entries(path)]

    def __len__(self) -> int:
        return len(self._entries)

    def keys(self) -> list[str]:
        return [entry.key for _, entry in self._entries]

    def shard_of(self, index: int) -> Path:
        return self._entries[index][0]

    def read(self, index: int, suffix: str) -> bytes:
        """The raw bytes of one member; raises `KeyError` where the sample has none with this suffix."""
        path, entry = self._entries[index]
        return entry.read(path, suffix)

    def __getitem__(self, index: int) -> Sample:
        key, info = self._entries[index][1].key, self.info(index)
        try:
            image = decode_image(self.read(index, "jpg"), key)
            landmarks = (np.asarray(info.pop("landmarks"), np.float64).reshape(68, 2) + 0.5) / image.shape[1]
        except (KeyError, ValueError) as error:
            raise ImageFileError(
                f"{key} in {self.shard_of(index)} is not a face with 68 landmarks. Take other shards, or prepare them again."
            ) from error
        return Sample(key, image, landmarks, info)

    def info(self, index: int) -> dict[str, Any]:
        """What a sample's JSON says, without decoding its photo."""
        try:
            info: dict[str, Any] = json.loads(self.read(index, "json"))
        except (KeyError, ValueError) as error:
            shard, key = self.shard_of(index), self._entries[index][1].key
            raise ImageFileError(f"{key} in {shard} has no readable JSON. Prepare the shard again.") from error
        return info


def find_shards(folder: Path, names: Sequence[str]) -> list[Path]:
    """The shards in `folder` whose names start with one of `names` (`synthetic-train`, ...), sorted; raises where one has none."""
    found: list[Path] = []
    for name in names:
        matches = sorted(folder.glob(f"{name}*.tar"))
        if not matches:
            raise ImageFileError(f"No shard {name}*.tar lies in {folder}. Check --data and the names of the sets.")
        found.extend(matches)
    return found


def decode_image(data: bytes, name: str) -> ByteImage:
    """Decode JPEG or PNG bytes to (H, W, 3) sRGB."""
    decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    if decoded is None:
        raise ImageFileError(f"The image {name} in the shard is damaged. Prepare the shard again.")
    return np.asarray(cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB), np.uint8)
