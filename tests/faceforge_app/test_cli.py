"""The command line from outside: exit status, one line of error, files; engine and face detection are stand-ins."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from engines import registry
from engines.errors import WeightsError
from engines.face.donors import Donor
from engines.imaging.io import encode_image, read_image, read_recipe, write_image
from engines.weights import WeightsCard, save_weights
from faceforge_app import cli
from faceforge_app.commands import doctor, faces, lists
from faceforge_app.session import weights_files
from faceforge_app.session.settings import Settings, load_settings, save_settings
from faceforge_app.session.weights_files import import_weights
from tests.faceforge_app.dialogs.test_log import LOG, write_log
from tests.fakes import FakeEngine, FakeLandmarks, Script, face_picture, fake_donor

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    fake = FakeEngine()
    monkeypatch.setattr(registry, "engines", lambda: {fake.spec.id: fake.spec})
    return fake


@pytest.fixture(autouse=True)
def detector(monkeypatch: pytest.MonkeyPatch) -> FakeLandmarks:
    fake = FakeLandmarks()
    monkeypatch.setattr(faces, "chosen_landmarks", lambda settings: fake)
    return fake


@pytest.fixture
def photos(tmp_path: Path) -> list[str]:
    """Four photos of one face each."""
    paths = [tmp_path / f"{name}.png" for name in ("ada", "ben", "cleo", "dan")]
    for seed, path in enumerate(paths):
        write_image(path, face_picture(seed, 160))
    return [str(path) for path in paths]


def failed(capsys: Capture, arguments: list[str], status: int = 1) -> str:
    """Run what must fail; its one line on stderr (progress aside)."""
    capsys.readouterr()
    assert cli.main(arguments) == status
    said = capsys.readouterr()
    assert said.out == ""
    lines = [line for line in said.err.splitlines() if not line.startswith("Painting")]
    assert len(lines) == 1, said.err
    assert lines[0].startswith("faceforge")
    return lines[0]


def test_compose_writes_portraits_with_their_recipe(
    photos: list[str], engine: FakeEngine, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "out"
    parts = ["--part", f"eyes={photos[0]}", "--part", f"nose={photos[1]}", "--part", f"mouth={photos[0]}"]
    flags = ["--variants", "2", "--seed", "7", "--variety", "0.5", "--skin", "#ff8000"]
    assert cli.main(["compose", "--canvas", "average", *parts, *flags, "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out.split() == [str(out / "portrait-1.png"), str(out / "portrait-2.png")]
    assert "Painting: 3 of 3" in said.err
    assert read_recipe(out / "portrait-2.png") == {
        "engine": "parts", "options": vars(engine.options[0]), "parts": read_parts(engine), "variant": 1,
    }  # fmt: skip
    request = engine.requests[0]
    assert [part.kind for part in request.parts] == ["nose", "eyes", "mouth"]
    assert request.parts[1].image is request.parts[2].image
    assert request.skin_tone == pytest.approx((1, 128 / 255, 0))
    assert (engine.options[0].variants, engine.options[0].seed, engine.options[0].variety) == (2, 7, 0.5)


def read_parts(engine: FakeEngine) -> list[str]:
    return [part.donor for part in engine.requests[0].parts]


def test_parts_can_stay_where_their_photos_have_them(photos: list[str], engine: FakeEngine, tmp_path: Path) -> None:
    flags = ["--part", f"eyes={photos[0]}", "--out", str(tmp_path / "out")]
    assert cli.main(["compose", "--canvas", "in-place", *flags]) == 0
    assert (engine.requests[0].parts[0].to_canvas == [[1, 0, 0], [0, 1, 0]]).all()


def test_a_part_can_come_from_the_library(
    engine: FakeEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr(faces, "library", lambda: FakeLibrary())
    assert cli.main(["compose", "--part", "eyes=ada", "--out", str(tmp_path / "out")]) == 0
    assert engine.requests[0].parts[0].donor == "ada"
    error = failed(capsys, ["compose", "--part", "eyes=zoe", "--out", str(tmp_path / "out")])
    assert "neither a photo zoe nor a donor" in error


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ([], "--part"),
        (["--part", "eyes"], "KIND=PHOTO"),
        (["--part", "ear=a.png"], "no part 'ear'"),
        (["--part", "eyes=a.png", "--part", "eyes=b.png"], "given twice"),
        (["--part", "eyes=a.png", "--variants", "99"], "between 1 and 16"),
        (["--part", "eyes=a.png", "--variants", "two"], "not a number"),
        (["--part", "eyes=a.png", "--skin", "pink"], "such as #c58c74"),
        (["--part", "eyes=a.png", "--colour-match", "7"], "between 0 and 1"),
        (["--part", "eyes=a.png", "--canvas", "moon"], "invalid choice"),
        (["--part", "eyes=a.png", "--frobnicate"], "unrecognized"),
    ],
)
def test_a_wrong_call_is_status_2(flags: list[str], said: str, tmp_path: Path, capsys: Capture) -> None:
    assert said in failed(capsys, ["compose", *flags, "--out", str(tmp_path / "out")], status=2)


def test_bad_photos_are_one_sentence_each(photos: list[str], tmp_path: Path, capsys: Capture) -> None:
    text, cut = tmp_path / "text.png", tmp_path / "cut.png"
    text.write_text("this is a letter, not a picture")
    cut.write_bytes(encode_image(face_picture(), ".png")[:500])
    for path, sentence in ((text, "is not an image"), (cut, "cut off"), (tmp_path, "annot be read")):
        error = failed(capsys, ["compose", "--part", f"nose={path}", "--out", str(tmp_path / "out")])
        assert sentence in error


def test_a_photo_without_a_face_and_one_with_two(
    photos: list[str], detector: FakeLandmarks, tmp_path: Path, capsys: Capture
) -> None:
    call = ["compose", "--part", f"nose={photos[0]}", "--out", str(tmp_path / "out")]
    detector.faces = 0
    assert "No face was found in ada.png" in failed(capsys, call)
    detector.faces = 2
    assert "shows 2 faces" in failed(capsys, call)


def test_weights_of_another_engine(photos: list[str], engine: FakeEngine, tmp_path: Path, capsys: Capture) -> None:
    engine.load_error = WeightsError(
        "x.safetensors belongs to the engine 'sketch', not 'parts'. Choose another weights file."
    )
    call = ["compose", "--part", f"nose={photos[0]}", "--out", str(tmp_path / "out"), "--weights", "x.safetensors"]
    assert "belongs to the engine 'sketch'" in failed(capsys, call)
    assert engine.loads == [(Path("x.safetensors"), "auto")]


@pytest.mark.parametrize("call", ["compose", "swap", "matrix"])
def test_a_place_that_cannot_be_written_to(
    call: str, engine: FakeEngine, photos: list[str], tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "file").write_text("in the way")
    there = str(tmp_path / "file" / "out.png")
    arguments = {
        "compose": ["--part", f"nose={photos[0]}"],
        "swap": [photos[0], "--part", f"nose={photos[1]}"],
        "matrix": photos,
    }[call]
    assert "Choose another folder" in failed(capsys, [call, *arguments, "--out", there])
    assert engine.requests == []


def test_an_unexpected_error_is_one_line_and_the_log_knows_more(
    photos: list[str], engine: FakeEngine, tmp_path: Path, capsys: Capture, caplog: pytest.LogCaptureFixture
) -> None:
    engine.script(Script(error=ZeroDivisionError("secret detail")))
    error = failed(capsys, ["compose", "--part", f"nose={photos[0]}", "--out", str(tmp_path / "out")])
    assert "ZeroDivisionError" in error
    assert "secret detail" not in error
    assert "secret detail" in caplog.text


def test_swap_leaves_the_rest_of_the_photo_bit_identical(
    photos: list[str], engine: FakeEngine, detector: FakeLandmarks, tmp_path: Path
) -> None:
    engine.script(Script(level=0.0))
    out = tmp_path / "swapped.png"
    painted = ["--keep-parts", "0"]  # what the engine painted, not the donor's own pixels
    assert cli.main(["swap", photos[0], "--part", f"nose={photos[1]}", "--out", str(out), *painted]) == 0
    before, after = read_image(Path(photos[0])).image, read_image(out).image
    assert after.shape == before.shape
    changed = (before != after).any(axis=2)
    assert 0.01 < changed.mean() < 0.25
    nose = detector.detect(before)[0].landmarks[27:36].mean(axis=0).astype(int)
    assert after[nose[1], nose[0]].max() <= 4  # black, and the grain of the photo around
    request = engine.requests[0]
    assert [part.kind for part in request.parts if part.donor == "photo"] == ["jaw", "brows", "eyes", "mouth"]
    assert request.skin_tone is not None


def test_swap_takes_the_face_that_is_meant(
    engine: FakeEngine, detector: FakeLandmarks, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = tmp_path / "group.png"
    write_image(group, np.concatenate([face_picture(1, 160), face_picture(2, 160)], axis=1))
    (tmp_path / "out").mkdir()
    call = ["swap", str(group), "--part", "nose=ada", "--out", str(tmp_path / "out" / "x.png")]
    detector.faces = 2
    monkeypatch.setattr(faces, "library", FakeLibrary)
    assert "shows 2 faces" in failed(capsys, call)
    assert "no face 3" in failed(capsys, [*call, "--face", "3"])
    engine.script(Script(level=0.0))
    assert cli.main([*call, "--face", "2"]) == 0
    changed = (read_image(group).image != read_image(tmp_path / "out" / "x.png").image).any(axis=2)
    assert not changed[:, :160].any()
    assert changed[:, 160:].any()


def test_the_matrix_has_a_row_for_each_face_and_one_mixed(
    photos: list[str], engine: FakeEngine, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.png"
    assert cli.main(["matrix", *photos, "--seed", "3", "--out", str(sheet)]) == 0
    side = 128 + 4
    assert read_image(sheet).image.shape == (5 * side + 4, 7 * side + 4, 3)
    assert len(engine.requests) == 5
    own = [{part.donor for part in request.parts} for request in engine.requests[:4]]
    assert all(len(donors) == 1 for donors in own)
    assert len({part.donor for part in engine.requests[4].parts}) > 1
    recipe = read_recipe(sheet)
    assert recipe is not None
    assert set(recipe["recombined"]) == {"eyes", "brows", "nose", "mouth", "jaw"}


def test_a_picture_of_an_unknown_kind_is_a_wrong_call(photos: list[str], capsys: Capture) -> None:
    assert "must end in" in failed(capsys, ["matrix", *photos, "--out", "sheet.docx"], status=2)


def test_a_matrix_of_one_face_is_a_wrong_call(photos: list[str], tmp_path: Path, capsys: Capture) -> None:
    assert "two donors" in failed(capsys, ["matrix", photos[0], "--out", str(tmp_path / "x.png")], status=2)


def test_another_weights_file_is_chosen_and_stays(capsys: Capture) -> None:
    path = load_settings().weights_folder / "mine-open.safetensors"
    save_weights(path, {"x": torch.zeros(2)}, WeightsCard("parts", {}, licence="CC BY 4.0: attribution"))
    assert cli.main(["engines", "--use", f"parts={path.name}"]) == 0
    assert f"weights: {path}" in capsys.readouterr().out
    assert load_settings().chosen_weights == {"parts": path.name}
    for wrong, said in (("parts=other.safetensors", "not among"), ("nothing=x", "no engine 'nothing'")):
        assert cli.main(["engines", "--use", wrong]) == 1
        assert said in capsys.readouterr().err


def test_engines_are_listed_with_what_is_known_of_them(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    card = WeightsCard("parts", {}, data=("faces",), licence="CC-BY-4.0", metrics={"val": {"lpips": 0.21349}})
    monkeypatch.setattr(weights_files, "read_card", lambda path: card)
    assert cli.main(["engines", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)[0]
    assert (row["licence"], row["data"], row["metrics"]) == ("CC-BY-4.0", ["faces"], {"val": {"lpips": 0.21349}})
    assert cli.main(["engines"]) == 0
    assert "val.lpips 0.2135" in capsys.readouterr().out


def test_an_engine_without_weights_is_listed_with_the_reason(capsys: Capture) -> None:
    assert cli.main(["engines"]) == 0
    assert "weights are missing" in capsys.readouterr().out


def test_donors_are_listed(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "library", lambda: FakeLibrary())
    assert cli.main(["donors", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["licence"] == "CC-BY-4.0"
    assert cli.main(["donors"]) == 0
    assert capsys.readouterr().out.startswith("ada ")


def test_the_doctor_names_what_is_missing(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", {"libnosuch.so.9": "libnosuch9"})
    assert cli.main(["doctor"]) == 1
    said = capsys.readouterr()
    assert "apt-get install libnosuch9" in said.out
    assert "fake.safetensors" in said.out
    assert "libraries, engine parts" in said.err
    assert len(said.err.splitlines()) == 1


def test_the_doctor_is_content_with_a_whole_machine(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", {})
    monkeypatch.setattr(doctor, "SCREEN_LIBRARIES", {})
    monkeypatch.setattr(doctor, "read_card", lambda path: WeightsCard("parts", {}))
    assert cli.main(["doctor"]) == 0
    assert "!!" not in capsys.readouterr().out


def test_the_report_has_nothing_personal(capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = tmp_path / "anna-smith"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr("getpass.getuser", lambda: "anna-smith")
    monkeypatch.setattr("socket.gethostname", lambda: "annas-laptop")
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    secret = tmp_path / "case of mr brown"
    save_settings(Settings(weights=str(secret / "weights"), library=str(secret / "faces")))
    imported = tmp_path / "for mr brown.safetensors"
    save_weights(imported, {"x": torch.zeros(2)}, WeightsCard("parts", {}))
    import_weights(imported, registry.engines().values(), load_settings())
    write_log(LOG.replace("/home/anna", str(home)) + "2026-01-02 10:00:03,003 INFO a.b: anna-smith on annas-laptop\n")
    cli.main(["doctor", "--report", str(tmp_path / "report.txt")])
    assert "report" in capsys.readouterr().out
    text = (tmp_path / "report.txt").read_text("utf-8")
    for word in ("anna", "brown", "smith", "case", "nose.png", str(tmp_path)):
        assert word not in text.casefold(), text
    for word in (
        "own file",
        "RuntimeError",
        "engines/parts/engine.py:70 run",
        "site-packages/torch/nn.py:7",
        "<library folder>",
    ):
        assert word in text, text


def test_a_report_that_cannot_be_written_is_said(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert cli.main(["doctor", "--report", str(tmp_path / "file" / "report.txt")]) == 1
    assert "Choose another" in capsys.readouterr().err


def test_without_a_screen_the_window_says_so_kindly(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "There is no screen" in failed(capsys, [])
    assert "no file or command 'nothing.png'" in failed(capsys, ["nothing.png"])


def test_a_file_opens_in_the_window(photos: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path | None] = []

    def run(file: Path | None) -> int:
        opened.append(file)
        return 0

    monkeypatch.setattr("faceforge_app.app.run", run)
    assert [cli.main([]), cli.main([photos[0]]), cli.main(["open", photos[0]])] == [0, 0, 0]
    assert opened == [None, Path(photos[0]), Path(photos[0])]


def test_help_and_version(capsys: Capture) -> None:
    assert cli.main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(command.name in said for command in cli.COMMANDS)
    assert cli.main(["--version"]) == 0
    assert cli.main(["compose", "--help"]) == 0
    assert "--keep-parts" in capsys.readouterr().out


class FakeLibrary:
    donors = (fake_donor("ada"), fake_donor("ben", 1))

    def donor(self, donor_id: str) -> Donor:
        return next(donor for donor in self.donors if donor.id == donor_id)
