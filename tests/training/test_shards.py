"""Shards read by random access, and what a damaged one says."""

from __future__ import annotations

import io
import pickle
import tarfile
from pathlib import Path

import numpy as np
import pytest

from engines.errors import ImageFileError
from tests.training.tiny_training import drawn_face, write_shard
from training.data.shards import ShardDataset, find_shards
from training.provenance import narrowest, provenance


def test_a_sample_has_its_picture_its_landmarks_in_frame_units_and_its_origin(shards: Path) -> None:
    samples = ShardDataset(find_shards(shards, ["london-train"]))
    sample, (picture, landmarks) = samples[1], drawn_face(1, 64)
    assert len(samples) == 4
    assert samples.keys() == ["000000", "000001", "000002", "000003"]
    assert sample.image.shape == (64, 64, 3)
    assert np.abs(sample.image[..., ::-1].astype(int) - picture).mean() < 12  # JPEG
    assert np.allclose(sample.landmarks, (np.array(landmarks) + 0.5) / 64)
    assert sample.info["licence"] == "CC BY 4.0"


def test_several_shards_follow_each_other(tmp_path: Path) -> None:
    for number, count in enumerate((2, 3)):
        write_shard(tmp_path / f"set-train-0{number}.tar", count)
    samples = ShardDataset(find_shards(tmp_path, ["set-train"]))
    assert len(samples) == 5
    assert [samples.shard_of(i).name for i in (1, 2)] == ["set-train-00.tar", "set-train-01.tar"]


def test_the_index_travels_to_worker_processes(shards: Path) -> None:
    samples = ShardDataset(find_shards(shards, ["london-train"]))
    again = pickle.loads(pickle.dumps(samples))
    assert np.array_equal(again[2].image, samples[2].image)


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImageFileError, match=r"art-train\*\.tar.*Check --data"):
        find_shards(tmp_path, ["art-train"])


def test_a_file_that_is_no_tar_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.tar"
    path.write_bytes(b"no tar" * 1000)
    with pytest.raises(ImageFileError, match="Copy it again"):
        ShardDataset([path])


@pytest.mark.parametrize(
    "members",
    [
        {"a.json": b"{"},
        {"a.jpg": b"x"},
        {"a.json": b'{"landmarks": []}'},
        {"a.json": b'{"landmarks": [[1, 2]]}', "a.jpg": b"x"},
        {"a.json": b"{}", "a.jpg": b""},
    ],
)
def test_a_damaged_sample_says_what_to_do(tmp_path: Path, members: dict[str, bytes]) -> None:
    path = tmp_path / "bad.tar"
    with tarfile.open(path, "w") as tar:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    with pytest.raises(ImageFileError, match=r"repare"):
        ShardDataset([path])[0]


def test_where_weights_come_from_is_read_from_the_samples(tmp_path: Path) -> None:
    write_shard(tmp_path / "a.tar", 2, licence="public domain (US government work)")
    write_shard(tmp_path / "b.tar", 3, licence="CC BY 4.0", labels="landmarks by hand")
    write_shard(tmp_path / "c.tar", 1, licence="research use only")
    sets = [(name, weight, ShardDataset([tmp_path / f"{name}.tar"])) for name, weight in (("a", 1), ("b", 2), ("c", 0))]
    origin = provenance(sets)
    assert origin.data[1] == "drawn faces: 3 photos (CC BY 4.0); b, weight 2"
    assert len(origin.data) == 2  # what is never drawn taught nothing
    assert len(origin.labels) == 2
    assert narrowest(origin.licences) == "No commercial use"  # dlib's landmarks on set a


@pytest.mark.parametrize(
    ("licences", "expected"),
    [
        (["CC BY 4.0", "public domain (US government work)"], "CC BY 4.0: attribution"),
        (["CC BY-NC 4.0; non-commercial", "CC BY 4.0"], "No commercial use"),
        (["CC BY-NC-SA 4.0 data set, photos CC BY / CC BY-NC; non-commercial", "CC BY-NC 4.0"], "CC BY-NC-SA 4.0"),
        (["research use (synthetic people, no stated licence)", "CC BY-NC-SA 4.0"], "Research use only"),
        (["something new", "CC BY 4.0"], "Research use only"),
        (["public domain", "SqueezeNet v1.1 features (ImageNet; MIT)"], "No restriction"),
        ([], "Research use only"),
    ],
)
def test_the_narrowest_licence_counts(licences: list[str], expected: str) -> None:
    assert narrowest(licences).startswith(expected)
