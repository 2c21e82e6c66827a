"""What “Copy as command” copies, run as a command: the engine is asked for the same."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from engines import registry
from engines.errors import EngineError
from engines.imaging.geometry import Placement
from engines.parts.options import PartsOptions
from engines.requests import PartsRequest, SketchRequest
from engines.sketch.options import SketchOptions
from engines.sketch.spec import SKETCH
from engines.weights import WeightsCard, save_weights
from faceforge_app import app, cli
from faceforge_app.commands import sketch as sketch_command
from faceforge_app.commands.running import variant_path
from faceforge_app.document import editing
from faceforge_app.document.command_line import portrait_name
from faceforge_app.document.document import Document
from faceforge_app.document.project_file import Project, write_project
from faceforge_app.document.requests import build_parts_request
from faceforge_app.document.sketch import empty_sheet
from faceforge_app.main_window import MainWindow
from faceforge_app.session.session import Session
from faceforge_app.session.settings import save_settings
from tests.faceforge_app.document.photos import photo_document
from tests.faceforge_app.document.sketches import sketch_document, wished_sketch
from tests.fakes import FakeEngine, fake_donor


@pytest.fixture
def composed(session: Session) -> Iterator[Session]:
    """The example, with everything changed that can be."""
    save_settings(session.settings)
    app.compose_example(session)
    nose, mouth = (next(part for part in session.document.parts if part.kind == kind) for kind in ("nose", "mouth"))
    document = editing.place(session.document, nose.id, Placement(0.012345678901, -0.02, 1.1, 370.0 - 360, True))
    document = editing.change(document, mouth.id, opacity=0.8, colour_match=0.25)
    session.commit("change", document.with_skin_tone((0x82 / 255, 0x53 / 255, 0x2F / 255)))
    session.set_engine("parts", PartsOptions(variants=2, seed=7, variety=0.5))
    yield session


def run_copied(engine: FakeEngine, command: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(folder)
    assert cli.main(shlex.split(command)[1:]) == 0
    return engine.requests[-1]


def assert_same(one: PartsRequest, other: PartsRequest) -> None:
    assert [part.kind for part in one.parts] == [part.kind for part in other.parts]
    for a, b in zip(one.parts, other.parts, strict=True):
        assert (a.donor, a.opacity, a.colour_match) == (b.donor, b.opacity, b.colour_match)
        assert np.array_equal(a.to_canvas, b.to_canvas) and np.array_equal(a.image, b.image)
    assert one.skin_tone == other.skin_tone


def test_the_command_asks_for_the_same(
    composed: Session, engine: FakeEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = run_copied(engine, composed.command(), tmp_path, monkeypatch)
    assert_same(asked, build_parts_request(composed.document))
    assert engine.options[-1] == composed.options
    assert (tmp_path / "portraits" / "portrait-2.png").is_file()


def test_what_flags_cannot_say_is_said_by_the_project(
    composed: Session, engine: FakeEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    composed.add_part(fake_donor(), "left_brow")
    with pytest.raises(EngineError, match=r"donor is in no library. Save the project"):
        composed.command()
    with qtbot.waitSignal(composed.projects.saved, timeout=60_000):
        composed.projects.save(tmp_path / "a face.faceforge.ora")
    assert "--project" in composed.command()
    asked = run_copied(engine, composed.command(), tmp_path, monkeypatch)
    assert_same(asked, build_parts_request(composed.document))


def test_why_flags_are_not_enough(composed: Session) -> None:
    document = composed.document
    nose = next(part for part in document.parts if part.kind == "nose")
    for changed, reason in (
        (document.with_layer(replace(nose, id="second")), "several parts of one kind"),
        (document.with_layer_at(nose.id, 99), "order of your own"),
        (document.with_skin_tone((0.5003, 0.5, 0.5)), "skin tone"),
    ):
        composed.commit("change", changed)
        with pytest.raises(EngineError, match=reason):
            composed.command()
    for part in document.parts:
        document = document.without_layer(part.id)
    composed.commit("empty", document)
    with pytest.raises(EngineError, match="no visible part"):
        composed.command()


def test_a_portrait_keeps_its_command_when_the_work_goes_on(
    qtbot: QtBot,
    window: MainWindow,
    composed: Session,
    engine: FakeEngine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made_from = composed.document
    with qtbot.waitSignal(composed.run_finished):
        composed.generate()
    composed.set_engine("parts", PartsOptions(seed=99))
    composed.commit("other", made_from.with_skin_tone(None))
    window.results.list.setCurrentIndex(window.results.model.index(1))
    window.actions_by_id["copy_result_command"].trigger()
    assert "portrait-2.png" in window.toast.text()
    asked = run_copied(engine, QGuiApplication.clipboard().text(), tmp_path, monkeypatch)
    assert_same(asked, build_parts_request(made_from))
    assert engine.options[-1] == PartsOptions(variants=2, seed=7, variety=0.5)


def test_a_portrait_of_other_weights_names_them(qtbot: QtBot, composed: Session, engine: FakeEngine) -> None:
    with qtbot.waitSignal(composed.run_finished):
        composed.generate()
    entry = composed.results[0]
    assert "--weights" not in composed.command(replace(entry, recipe={**entry.recipe, "weights": "fake.safetensors"}))
    older = replace(entry, recipe={**entry.recipe, "weights": "older.safetensors"})
    with pytest.raises(EngineError, match=r"older.safetensors"):
        composed.command(older)
    path = composed.settings.weights_folder / "older.safetensors"
    save_weights(path, {"x": torch.zeros(2)}, WeightsCard("parts", {}))
    assert f"--weights {path}" in composed.command(older)


def test_work_on_a_photo_has_no_command(
    composed: Session, engine: FakeEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    composed.projects.new(photo_document())
    with pytest.raises(EngineError, match="faceforge render"):
        composed.command()
    write_project(tmp_path / "photo.faceforge.ora", Project(composed.document))
    assert cli.main(["compose", "--project", str(tmp_path / "photo.faceforge.ora"), "--out", str(tmp_path)]) == 1
    assert "faceforge render" in capsys.readouterr().err


@pytest.fixture
def sketcher(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """The sketch engine with its own options; the command loads it too."""
    fake = FakeEngine("sketch", SketchRequest)
    fake.spec = replace(SKETCH, load=fake.spec.load)
    monkeypatch.setattr(registry, "engines", lambda: {engine.spec.id: engine.spec, "sketch": fake.spec})
    monkeypatch.setattr(sketch_command, "SKETCH", fake.spec)
    return fake


def save(qtbot: QtBot, session: Session, path: Path) -> None:
    with qtbot.waitSignal(session.projects.saved, timeout=60_000):
        session.projects.save(path)


def test_a_sketch_is_asked_for_by_its_project(
    qtbot: QtBot,
    window: MainWindow,
    session: Session,
    sketcher: FakeEngine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save_settings(session.settings)
    session.projects.new(sketch_document(wished_sketch()))
    session.set_engine("sketch", SketchOptions(variants=2, seed=7, literal=0.5, output="stage one"))
    with qtbot.waitSignal(session.run_finished):
        session.generate()
    with pytest.raises(EngineError, match=r"in the window alone. Save the project first"):
        session.command()
    save(qtbot, session, tmp_path / "a face.faceforge.ora")
    window.results.list.setCurrentIndex(window.results.model.index(1))
    window.actions_by_id["copy_result_command"].trigger()
    assert "becomes portrait-2.png" in window.toast.text()
    made, again = sketcher.requests[0], run_copied(sketcher, QGuiApplication.clipboard().text(), tmp_path, monkeypatch)
    for name in ("sketch", "parsing", "literal", "landmarks"):
        assert np.array_equal(getattr(made, name), getattr(again, name)), name
    assert made.colours == again.colours and sketcher.options[0] == sketcher.options[-1]
    assert {"portrait.png", "portrait-2.png"} <= {path.name for path in tmp_path.iterdir()}


def test_a_photo_of_an_earlier_sketch_needs_that_sketch(
    qtbot: QtBot, session: Session, sketcher: FakeEngine, tmp_path: Path
) -> None:
    session.projects.new(sketch_document())
    session.set_engine("sketch", SketchOptions(variants=1))
    with qtbot.waitSignal(session.run_finished):
        session.generate()
    session.commit("other", sketch_document(wished_sketch()))
    save(qtbot, session, tmp_path / "face.faceforge.ora")
    assert "--project" in session.command()
    with pytest.raises(EngineError, match="Undo the later steps"):
        session.command(session.results[0])
    session.undo()
    save(qtbot, session, tmp_path / "face.faceforge.ora")
    assert "--project" in session.command(session.results[0])


def test_an_empty_sheet_has_no_command(session: Session, sketcher: FakeEngine) -> None:
    session.projects.new(sketch_document(empty_sheet()))
    session.set_engine("sketch", SketchOptions())
    with pytest.raises(EngineError, match="no sketch on the sheet"):
        session.command()


def test_the_files_are_called_as_is_said() -> None:
    assert [variant_path(Path("portrait.png"), number).name for number in range(3)] == [
        portrait_name("sketch", number) for number in range(3)
    ]
    assert portrait_name("parts", 0) == "portrait-1.png"


def test_what_cannot_be_copied_is_said(window: MainWindow) -> None:
    window.actions_by_id["copy_command"].trigger()
    assert "no visible part" in window.toast.text()


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--part", "nose=x", "--adjust", "mouth=dx:0"], "no --part mouth"),
        (["--part", "nose=x", "--adjust", "nose=dx"], "KIND=NAME:VALUE"),
        (["--part", "nose=x", "--adjust", "nose=scale:90"], "scale:0.2..5"),
        (["--part", "nose=x", "--adjust", "nose=size:1"], "KIND=NAME:VALUE"),
        (["--part", "nose=x", "--project", "x.ora"], "not allowed with"),
        (["--project", "x.ora", "--skin", "#000000"], "go with --part"),
    ],
)
def test_wrong_adjustments_are_a_wrong_call(
    flags: list[str], said: str, engine: FakeEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["compose", *flags, "--out", str(tmp_path / "out")]) == 2
    assert said in capsys.readouterr().err


def test_a_project_without_parts_is_said(
    engine: FakeEngine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_project(tmp_path / "empty.faceforge.ora", Project(Document()))
    assert cli.main(["compose", "--project", str(tmp_path / "empty.faceforge.ora"), "--out", str(tmp_path)]) == 1
    assert "no visible part" in capsys.readouterr().err
