from __future__ import annotations

import json
import tarfile
from pathlib import Path

import numpy as np
import pytest

from engines.face.library import Library
from tests.training.face_shards import DrawnLabels, photo_shard
from training.data.labels import label_path, label_shard
from training.data.library import build_library

DATA = Path(__file__).parents[1] / "data"


def test_built_library_can_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tarfile.open(tmp_path / "two.tar", "w") as tar:
        for name in ("london-005-08", "london-025-03"):
            for suffix in (".jpg", ".json"):
                tar.add(DATA / f"{name}{suffix}", f"{name}{suffix}")
    assert build_library(tmp_path / "two.tar", tmp_path / "library", size=64) == 2
    monkeypatch.setenv("FACEFORGE_ASSETS", str(tmp_path))
    smiling, neutral = Library.open(tmp_path / "user").donors
    assert (smiling.name, neutral.name) == ("London 005 smiling", "London 025")
    assert neutral.group == {"age": "21", "gender": "female", "ethnicity": "black", "expression": "neutral"}
    truth = (np.array(json.loads((DATA / "london-025-03.json").read_text())["landmarks"]) + 0.5) / 256
    np.testing.assert_allclose(neutral.landmarks, truth, atol=1e-4)
    assert neutral.image.shape == (64, 64, 3) and neutral.hair is None


def test_hair_comes_from_labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shard = photo_shard(tmp_path)
    label_shard(shard, DrawnLabels())
    build_library(shard, tmp_path / "library", size=64, labels=label_path(shard))
    monkeypatch.setenv("FACEFORGE_ASSETS", str(tmp_path))
    hair = Library.open(tmp_path / "user").donors[0].hair
    assert hair is not None and hair.shape == (64, 64) and not hair.any()  # the drawn labels have none
