from __future__ import annotations

import json
import tarfile
from pathlib import Path

import numpy as np
import pytest

from engines.face.average_face import average_face, average_landmarks
from engines.face.landmarks import eye_centres, mirror_landmarks
from engines.imaging.io import read_image
from training.data.average import PiecewiseWarp, build_average_face, mean_landmarks, read_records

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def shard(tmp_path: Path) -> Path:
    path = tmp_path / "three.tar"
    with tarfile.open(path, "w") as tar:
        for key in ("london-005-08", "london-025-03", "london-136-03"):
            for suffix in (".jpg", ".json"):
                tar.add(DATA / f"{key}{suffix}", f"{key}{suffix}")
    return path


def test_average_of_three_is_symmetric_and_in_the_face_frame(shard: Path, tmp_path: Path) -> None:
    build_average_face([shard], tmp_path / "out", size=64)
    image = read_image(tmp_path / "out" / "average.png").image
    landmarks = np.array(json.loads((tmp_path / "out" / "landmarks.json").read_text())["landmarks"])
    assert image.shape == (64, 64, 3) and np.abs(image.astype(int) - image[:, ::-1]).max() <= 1
    np.testing.assert_allclose(mirror_landmarks(landmarks), landmarks, atol=2e-5)
    np.testing.assert_allclose(np.stack(eye_centres(landmarks)), [[0.38, 0.475], [0.62, 0.475]], atol=2e-5)


def test_mean_of_one_symmetric_face_is_that_face() -> None:
    np.testing.assert_allclose(mean_landmarks([average_landmarks()] * 2), average_landmarks(), atol=1e-4)


def test_warp_moves_landmarks_onto_the_target(shard: Path) -> None:
    record = next(read_records(shard))
    target = average_landmarks()
    dots = np.zeros((256, 256, 3), np.float32)
    nose = record.landmarks[30] * 256
    dots[int(nose[1]), int(nose[0])] = 1
    warped = PiecewiseWarp(target, 256)(dots, record.landmarks)[..., 0]
    row, column = np.unravel_index(warped.argmax(), warped.shape)
    np.testing.assert_allclose([(column + 0.5) / 256, (row + 0.5) / 256], target[30], atol=1.2 / 256)


def test_the_average_face_that_ships() -> None:
    face = average_face()
    assert face.image.shape == (512, 512, 3) and not face.image.flags.writeable
    assert face is average_face() and face.landmarks is average_landmarks()
    assert np.abs(face.image.astype(int) - face.image[:, ::-1]).max() <= 1
