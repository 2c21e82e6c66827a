"""`faceforge parse` from outside, with a network that was never trained."""

from __future__ import annotations

from pathlib import Path

import pytest

from engines.face.parsing.label_file import read_labels
from engines.imaging.io import write_image
from faceforge_app import cli
from faceforge_app.commands import faces
from tests.fakes import FakeLandmarks, face_picture
from tests.tiny_face import tiny_face_weights

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(faces, "chosen_landmarks", lambda settings: FakeLandmarks())
    write_image(tmp_path / "ada.png", face_picture(1, 120))
    return str(tmp_path / "ada.png")


def test_labels_have_the_pictures_size_and_are_summed_up(photo: str, tmp_path: Path, capsys: Capture) -> None:
    weights = str(tiny_face_weights(tmp_path / "face.safetensors"))
    for more in ([], ["--eyes", "45,57,75,57"]):
        out = tmp_path / "new" / "labels.png"
        assert cli.main(["parse", photo, "--out", str(out), "--weights", weights, "--device", "cpu", *more]) == 0
        assert read_labels(out).shape == (120, 120)
        said = capsys.readouterr().out.splitlines()
        assert len(said) == 8 and said[1].startswith("1 skin")
        assert sum(float(line.split()[-1].rstrip("%")) for line in said) == pytest.approx(100, abs=0.5)


def test_what_is_wrong_is_one_line(photo: str, tmp_path: Path, capsys: Capture) -> None:
    out = str(tmp_path / "labels.png")
    assert cli.main(["parse", photo, "--out", out, "--weights", str(tmp_path / "none.safetensors")]) == 1
    assert "weights are missing" in capsys.readouterr().err
    assert cli.main(["parse", photo, "--out", str(tmp_path / "labels.jpg")]) == 2
    assert "must end in .png" in capsys.readouterr().err
    assert cli.main(["parse", photo, "--out", out, "--face", "4"]) == 1
    assert "no face 4" in capsys.readouterr().err
