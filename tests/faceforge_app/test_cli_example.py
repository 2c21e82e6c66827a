"""`faceforge example`, with a fake engine and the real window, without a screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engines import registry
from engines.assets import assets_folder
from engines.errors import WeightsError
from engines.face.library import Library
from engines.imaging.io import read_recipe
from faceforge_app import cli
from faceforge_app.commands import example
from faceforge_app.document.project_file import read_project
from tests.fakes import FakeEngine


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    fake = FakeEngine()
    monkeypatch.setattr(registry, "engines", lambda: {fake.spec.id: fake.spec})
    monkeypatch.setattr(example, "THUMBNAILS_MS", 10)
    return fake


@pytest.mark.usefixtures("qtbot")
def test_the_example_makes_portraits_and_a_picture_of_the_window(
    engine: FakeEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert cli.main(["example", "--out", str(out)]) == 0
    written = [Path(line) for line in capsys.readouterr().out.split()]
    assert [path.name for path in written] == [
        *(f"portrait-{n}.png" for n in (1, 2, 3, 4)),
        "example.faceforge.ora",
        "screenshot.png",
    ]
    assert all(path.stat().st_size > 0 for path in written)
    assert len(read_project(out / "example.faceforge.ora").results[0].images) == 4
    recipe = read_recipe(written[0])
    assert recipe is not None
    assert len(set(recipe["parts"])) == 4


def test_a_failing_engine_fails_the_example(
    qtbot: QtBot, engine: FakeEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.load_error = WeightsError("Not there. Copy it.")
    assert cli.main(["example", "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == "faceforge: Not there. Copy it.\n"


def test_the_example_names_four_donors_of_the_library() -> None:
    parts = json.loads((assets_folder() / "examples" / "four_donors.json").read_text("utf-8"))["parts"]
    assert set(parts) >= {"eyes", "brows", "nose", "mouth", "jaw"}
    assert len(set(parts.values())) == 4
    assert set(parts.values()) <= {donor.id for donor in Library.open().donors}
