"""An installed engine with weights, shards with labels, and the job that joins them."""

from __future__ import annotations

import importlib
import json
import shutil
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from engines import registry
from engines.face.average_face import average_landmarks
from engines.imaging.io import encode_image
from engines.imaging.shards import END_OF_SHARD, shard_members
from tests.fakes import face_picture

SIDE = 48
HERE = Path(__file__).parent


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The engine `paintbox`, found by spawned processes too; yields its weights file."""
    folder = tmp_path / "site"
    metadata = folder / "paintbox-1.dist-info"
    metadata.mkdir(parents=True)
    shutil.copy(HERE / "paintbox.py", folder)
    (metadata / "METADATA").write_text("Name: paintbox\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text(f"[{registry.ENTRY_POINTS}]\npaintbox = paintbox:PAINTBOX\n")
    weights = folder / "paintbox.safetensors"
    header = json.dumps({"__metadata__": {"card": json.dumps({"engine": "paintbox", "config": {}})}}).encode()
    weights.write_bytes(struct.pack("<Q", len(header)) + header)
    monkeypatch.syspath_prepend(folder)
    importlib.invalidate_caches()
    registry.engines.cache_clear()
    yield weights
    registry.engines.cache_clear()
    sys.modules.pop("paintbox", None)


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    """A folder with two shards of three faces each."""
    folder = tmp_path / "shards"
    folder.mkdir()
    for number in range(2):
        pieces = [face_members(f"{number}{i}", 10 * number + i) for i in range(3)]
        (folder / f"people-{number}.tar").write_bytes(b"".join(pieces) + END_OF_SHARD)
    return folder


def face_members(key: str, seed: int, damaged: bool = False, black: bool = False) -> bytes:
    picture = face_picture(seed, SIDE) * (0 if black else 1)
    jpg = b"no picture" if damaged else encode_image(picture, ".jpg", label=None)
    landmarks = (average_landmarks() * SIDE - 0.5).tolist()
    info = {"landmarks": landmarks, "subject": f"person-{seed}", "licence": "CC0", "group": {"age": "30"}}
    return shard_members(
        {f"{key}.jpg": jpg, f"{key}.json": json.dumps(info).encode(), f"{key}.cls": str(seed).encode()}
    )


def everything(folder: Path) -> dict[str, bytes]:
    """The files of a finished batch by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def pixels(data: bytes) -> np.ndarray:
    from engines.imaging.io import decode_image

    return decode_image(data).image
