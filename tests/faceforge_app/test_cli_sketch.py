"""`faceforge sketch` and `faceforge draw`."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from engines.face.average_face import average_landmarks
from engines.face.landmarks import DetectedFace
from engines.imaging.arrays import ByteImage, to_bytes
from engines.imaging.io import read_image, write_image
from engines.requests import SketchRequest
from engines.run_context import RunContext
from engines.sketch.engine import SketchEngine
from engines.sketch.options import SketchOptions
from engines.weights import WeightsCard, save_weights
from faceforge_app.cli import main
from faceforge_app.commands import sketch as command
from faceforge_app.document.document import Document
from faceforge_app.document.project_file import Project, write_project
from faceforge_app.document.requests import build_request
from faceforge_app.document.sketch import empty_sheet
from tests.engines.face.test_sketch_sheet import drawn_face
from tests.engines.sample_requests import smooth_picture
from tests.engines.sketch.networks import COMPACT, SIZE, stirred
from tests.faceforge_app.document.sketches import sketch_document, wished_sketch


class Upright:
    """Finds the drawn face where the test put it."""

    name, licence = "upright", ""

    def detect(self, image: ByteImage) -> list[DetectedFace]:
        return [DetectedFace((0, 0, 9, 9), average_landmarks() * image.shape[0], 0.9)]


@pytest.fixture
def weights(tmp_path: Path) -> str:
    path = tmp_path / "sketch.safetensors"
    save_weights(path, dict(stirred(COMPACT).state_dict()), WeightsCard("sketch", dataclasses.asdict(COMPACT)))
    return str(path)


@pytest.fixture
def sheet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(command, "landmark_provider", Upright)
    write_image(tmp_path / "sheet.png", to_bytes(drawn_face(200)))
    return str(tmp_path / "sheet.png")


def test_a_sketch_becomes_photos_and_stages(tmp_path: Path, sheet: str, weights: str) -> None:
    out, stages = tmp_path / "face.png", tmp_path / "stages"
    typed = ["sketch", sheet, "--weights", weights, "--variants", "2", "--out", str(out), "--save-stages", str(stages)]
    assert main(typed) == 0
    first, second = (read_image(path).image for path in (out, tmp_path / "face-2.png"))
    assert first.shape == (SIZE, SIZE, 3) and not np.array_equal(first, second)
    assert {path.name for path in stages.iterdir()} == {"sketch.png", "stage_one.png", "parsing.png"}
    assert main([*typed[:-2], "--hair", "#ff2010", "--skin", "80a0ff"]) == 0
    assert not np.array_equal(read_image(out).image, first)


def test_eyes_that_are_told_need_no_face_finder(
    tmp_path: Path, sheet: str, weights: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "landmark_provider", lambda: pytest.fail("asked for a face"))
    typed = ["sketch", sheet, "--weights", weights, "--eyes-at", "76,95,124,95", "--out", str(tmp_path / "x.png")]
    assert main(typed) == 0


def test_a_photo_is_refused_unless_it_is_meant(
    tmp_path: Path, sheet: str, weights: str, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = Path(__file__).parents[1] / "data" / "london-025-03.jpg"
    typed = ["sketch", str(photo), "--weights", weights, "--out", str(tmp_path / "x.png")]
    assert main(typed) == 1
    assert "looks like a photo" in capsys.readouterr().err
    assert main([*typed, "--as-it-is"]) == 0


def test_a_projects_sketch_is_asked_as_the_window_asks(
    tmp_path: Path, weights: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Repainted parsing, colours and wishes included; nothing is looked for."""
    monkeypatch.setattr(command, "landmark_provider", lambda: pytest.fail("asked for a face"))
    document, path, out = sketch_document(wished_sketch()), tmp_path / "face.faceforge.ora", tmp_path / "x.png"
    write_project(path, Project(document), pictures=False)
    typed = ["sketch", "--project", str(path), "--weights", weights, "--variants", "2", "--seed", "5"]
    assert main([*typed, "--out", str(out)]) == 0
    engine = SketchEngine.load(Path(weights), "cpu")
    asked = engine.run(build_request(document, SketchRequest), SketchOptions(variants=2, seed=5), RunContext())
    for made, image in zip((out, tmp_path / "x-2.png"), asked.images, strict=True):
        assert np.array_equal(read_image(made).image, to_bytes(image))
    for wrong in (["--hair", "#102030"], ["--as-it-is"], ["--eyes-at", "1,2,3,4"], ["sheet.png"]):
        assert main([*typed, *wrong, "--out", str(out)]) == 2
    for empty, said in ((Document(), "holds no sketch"), (Document(sketch=empty_sheet()), "no sketch on the sheet")):
        write_project(path, Project(empty), pictures=False)
        assert main([*typed, "--out", str(out)]) == 1
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", [["--hair", "red"], ["--hair", "#12"], ["--eyes", "1,2"], ["--eyes-at", "1,2"], ["--variants", "0"]]
)
def test_a_wrong_call_is_said_in_one_line(
    tmp_path: Path, sheet: str, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sketch", sheet, "--out", str(tmp_path / "x.png"), *wrong]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_photo_is_drawn_at_its_own_size(tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    write_image(photo, to_bytes(smooth_picture(90)[:70]))
    pictures = []
    for style, seed in (("pencil", "1"), ("line", "1"), ("shaded", "1"), ("shaded", "2")):
        out = tmp_path / f"{style}-{seed}.png"
        assert main(["draw", str(photo), "--style", style, "--seed", seed, "--out", str(out)]) == 0
        pictures.append(read_image(out).image)
    assert all(picture.shape == (70, 90, 3) for picture in pictures)
    assert not np.array_equal(pictures[2], pictures[3])
