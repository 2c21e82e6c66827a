from __future__ import annotations

import argparse
import json
import shutil
import tarfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engines.errors import FaceNotFoundError
from engines.face.landmarks import DetectedFace
from engines.imaging.arrays import ByteImage
from engines.imaging.io import decode_image
from engines.imaging.shards import find_photos, photo_keys
from training.data import prepare as module
from training.data.prepare import PrepareSettings, prepare
from training.errors import TrainingError

DATA = Path(__file__).parents[1] / "data"
KEYS = ("london-005-08", "london-025-03", "london-136-03")


class ScriptedProvider:
    """Answers with the faces that a photo's top left pixel stands for."""

    name, licence = "scripted", ""

    def __init__(self) -> None:
        self.calls = 0
        self.faces: dict[int, list[DetectedFace]] = {}

    def detect(self, image: ByteImage) -> list[DetectedFace]:
        self.calls += 1
        return self.faces.get(int(image[0, 0, 0]), [])


def face(scale: float = 1.0, shift: float = 0.0) -> DetectedFace:
    landmarks = np.array(json.loads((DATA / f"{KEYS[0]}.json").read_text())["landmarks"]) + 0.5
    return DetectedFace((0, 0, 1, 1), landmarks * scale + shift)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Five flat photos, told apart by their grey."""
    folder = tmp_path / "photos"
    (folder / "anna").mkdir(parents=True)
    for grey, name in enumerate(("a.png", "anna/b.png", "c.v2.PNG", "d.png", "e.png")):
        Image.new("RGB", (256, 256), (grey, grey, grey)).save(folder / name)
    return folder


def read_shard(path: Path) -> dict[str, bytes]:
    with tarfile.open(path) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]


def test_three_photos_end_to_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    for key in KEYS:
        shutil.copy(DATA / f"{key}.jpg", folder)
    (folder / "text.png").write_text("no picture")
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    out = tmp_path / "out"
    args = parser.parse_args([str(folder), "--out", str(out), "--size", "128", "--licence", "CC BY 4.0"])
    assert module.main(args) == 0
    shard = read_shard(out / "faces-00000.tar")
    assert sorted(shard) == sorted(f"{key}{suffix}" for key in KEYS for suffix in (".jpg", ".json"))
    for key in KEYS:
        record = json.loads(shard[f"{key}.json"])
        landmarks = np.array(record["landmarks"])
        eyes = np.stack([landmarks[36:42].mean(axis=0), landmarks[42:48].mean(axis=0)])
        np.testing.assert_allclose((eyes + 0.5) / 128, [[0.38, 0.475], [0.62, 0.475]], atol=1e-4)
        assert set(record) == {"landmarks", "source", "licence", "subject", "inside", "native_scale"}
        assert record["subject"] == key and record["licence"] == "CC BY 4.0"
        assert record["inside"] > 0.9 and record["native_scale"] == pytest.approx(2, rel=0.1)
        assert decode_image(shard[f"{key}.jpg"]).image.shape == (128, 128, 3)
    printed = capsys.readouterr().out
    assert "3 faces in 1 shard" in printed and "left out  text.png: text.png is not an image" in printed


def test_what_is_left_out_is_said_with_its_reason(photos: Path, tmp_path: Path) -> None:
    provider = ScriptedProvider()
    provider.faces = {0: [face(), face(0.5)], 1: [face()], 2: [face(0.2, 90)], 3: [face(shift=-150)], 4: []}
    (photos / "cut.jpg").write_bytes((DATA / f"{KEYS[0]}.jpg").read_bytes()[:3000])
    report = prepare(photos, tmp_path / "out", provider, progress=False)
    assert report.kept == 2
    assert report.noted == {"a.png": "2 faces; the largest was taken."}
    assert set(report.left_out) == {"c.v2.PNG", "d.png", "e.png", "cut.jpg"}
    assert "too small" in report.left_out["c.v2.PNG"] and "covers only" in report.left_out["d.png"]
    assert "No face" in report.left_out["e.png"] and "damaged" in report.left_out["cut.jpg"]
    assert "e.png\tNo face was found.\n" in (tmp_path / "out" / "left-out.txt").read_text()
    shard = read_shard(tmp_path / "out" / "faces-00000.tar")
    subjects = {name: json.loads(shard[name])["subject"] for name in shard if name.endswith(".json")}
    assert subjects == {"a.json": "a", "anna-b.json": "anna"}


def test_second_run_goes_on_after_the_last_shard(photos: Path, tmp_path: Path) -> None:
    out, settings = tmp_path / "out", PrepareSettings(size=64, shard_size=2)

    class Interrupted(ScriptedProvider):
        def detect(self, image: ByteImage) -> list[DetectedFace]:
            if self.calls == 3:
                raise KeyboardInterrupt
            return super().detect(image)

    first = Interrupted()
    first.faces = {grey: [face()] for grey in range(5)}
    with pytest.raises(KeyboardInterrupt):
        prepare(photos, out, first, settings, progress=False)
    assert sorted(path.name for path in out.iterdir()) == ["faces-00000.tar", "left-out.txt", "report.json"]
    second = ScriptedProvider()
    second.faces = first.faces
    report = prepare(photos, out, second, settings, progress=False)
    assert second.calls == 3 and report.kept == 5 and len(report.shards) == 3


def test_folder_with_other_shards_is_refused(photos: Path, tmp_path: Path) -> None:
    prepare(photos, tmp_path / "out", ScriptedProvider(), progress=False)
    with pytest.raises(TrainingError, match="other photos or settings"):
        prepare(photos, tmp_path / "out", ScriptedProvider(), PrepareSettings(size=64), progress=False)


@pytest.mark.parametrize(
    "report", ["", "[]", "{}", '{"made_from": {}, "shards": [1]}', '{"made_from": {}, "shards": {"x": 1}}']
)
def test_damaged_report_is_refused(photos: Path, tmp_path: Path, report: str) -> None:
    (tmp_path / "report.json").write_text(report)
    (tmp_path / "x").touch()
    with pytest.raises(TrainingError, match="cannot be read"):
        prepare(photos, tmp_path, ScriptedProvider(), progress=False)


def test_folder_without_photos_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no photos"):
        prepare(tmp_path, tmp_path / "out", ScriptedProvider(), progress=False)


def test_missing_provider_stops_the_run(photos: Path, tmp_path: Path) -> None:
    class Missing(ScriptedProvider):
        def detect(self, image: ByteImage) -> list[DetectedFace]:
            raise FaceNotFoundError("not installed")

    with pytest.raises(FaceNotFoundError):
        prepare(photos, tmp_path / "out", Missing(), progress=False)


def test_keys_have_no_dots_and_are_used_once(photos: Path) -> None:
    Image.new("RGB", (8, 8)).save(photos / "a.jpg")
    keys = list(photo_keys(photos, find_photos(photos)).values())
    assert sorted(keys) == ["a", "a--2", "anna-b", "c-v2", "d", "e"]
