"""New surroundings in the window: from a portrait or a photo, kept in part, and on to the other engines."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engines import registry
from engines.requests import CompletionRequest, ContextRequest
from faceforge_app.document.photo import PhotoGround
from faceforge_app.document.tiles import Box
from faceforge_app.main_window import MainWindow
from faceforge_app.session.session import Session
from faceforge_app.session.surroundings import Surroundings
from tests.faceforge_app.document.photos import ground, masked, photo_document
from tests.fakes import FakeEngine, FakeLandmarks, Script, fake_donor

PATIENCE_MS = 30_000


@pytest.fixture
def context(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """Parts, completion and context engines, all scripted, and no face network."""
    monkeypatch.setattr("faceforge_app.session.surroundings.has_face_network", lambda: False)
    fakes = [engine, FakeEngine("symmetry", CompletionRequest), FakeEngine("context", ContextRequest)]
    monkeypatch.setattr(registry, "engines", lambda: {fake.spec.id: fake.spec for fake in fakes})
    return fakes[2]


@pytest.fixture
def session(qtbot: QtBot, context: FakeEngine, session: Session) -> Iterator[Session]:
    session.surroundings._landmarks = FakeLandmarks
    yield session


def begin(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    with qtbot.waitSignal(session.surroundings.begun, timeout=PATIENCE_MS):
        window.actions_by_id["extend"].trigger()


def run(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.run_finished, timeout=PATIENCE_MS):
        assert session.generate()


def test_a_portrait_is_extended_and_then_completed(
    qtbot: QtBot, window: MainWindow, session: Session, context: FakeEngine
) -> None:
    session.add_part(fake_donor(), "nose")
    assert not window.actions_by_id["extend"].isEnabled()
    run(qtbot, session)
    begin(qtbot, window, session)
    assert session.engine_id == "context" and window.engine.wishes.isVisibleTo(window.engine)
    run(qtbot, session)
    asked = context.requests[0]
    assert asked.mask[0, 0] == 1 and asked.mask[300, 256] == 0
    with qtbot.waitSignal(session.photo.put_back, timeout=PATIENCE_MS):
        window.actions_by_id["apply"].trigger()
    photo = session.document.photo
    assert photo is not None and not photo.mask.any and abs(int(photo.image[5, 5, 0]) - 128) < 12
    assert [spec.id for spec in session.engines] == ["symmetry", "parts", "context"]
    for _ in range(3):
        session.undo()
    assert session.document.photo is None and session.engine_id == "parts" and len(session.results) == 2


def test_a_portrait_with_new_surroundings_goes_on_to_the_usual_engine(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    session.projects.new(photo_document(ground()))
    begin(qtbot, window, session)
    run(qtbot, session)
    with qtbot.waitSignal(session.surroundings.taken_up, timeout=PATIENCE_MS):
        window.actions_by_id["work_on"].trigger()
    assert session.engine_id == "symmetry" and session.undo_label == "Work on the portrait"


def test_an_eye_is_not_left_to_the_engine_of_surroundings_unsaid(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    def generated(photo: PhotoGround, engine: str) -> str:
        session.projects.new(photo_document(photo))
        session.use_engine(engine)
        window.toast.setText("")
        with qtbot.waitSignal(session.run_finished, timeout=PATIENCE_MS):
            window.generate()
        return window.toast.text()

    eye, all_of_it = (masked(ground(), box) for box in (Box(155, 170, 175, 200), ground().box))
    assert "Choose “Fake symmetry”" in generated(eye, "context")
    assert not generated(eye, "symmetry")
    assert not generated(all_of_it, "context")


def test_hair_stays_and_the_rest_is_painted_again(
    qtbot: QtBot, window: MainWindow, session: Session, context: FakeEngine
) -> None:
    hair = np.zeros((32, 32), np.float32)
    hair[:8] = 1
    context.script(Script(level=0.9, extras={"hair": hair}), Script(level=0.1))
    session.projects.new(photo_document(ground()))
    begin(qtbot, window, session)
    run(qtbot, session)
    with qtbot.waitSignal(session.document_changed, timeout=PATIENCE_MS):
        window.actions_by_id["keep_hair"].trigger()
    assert session.undo_label == "Keep the hair"
    run(qtbot, session)
    first, second = context.requests
    assert first.mask[5, 5] == 1 and second.mask[5, 5] == 0 and second.mask[-5, 5] == 1
    assert abs(second.image[5, 5, 0] - 0.9) < 0.05
    session.undo()
    assert session.document.photo is not None and not session.document.photo.patches


def test_a_wish_for_a_colour_is_a_step_and_is_asked_for(
    qtbot: QtBot, window: MainWindow, session: Session, context: FakeEngine
) -> None:
    session.projects.new(photo_document(ground()))
    begin(qtbot, window, session)
    window.engine.wishes.colours["background"].chosen.emit((1.0, 0.5, 0.0))
    assert session.undo_label == "Colour of the background"
    run(qtbot, session)
    assert context.requests[0].colours == {"background": (1.0, 0.5, 0.0)}


def test_what_is_not_known_is_said(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    session.projects.new(photo_document(ground()))
    begin(qtbot, window, session)
    with qtbot.waitSignal(session.surroundings.failed, timeout=PATIENCE_MS) as failed:
        window.actions_by_id["keep_background"].trigger()
    assert "Choose a result of the context engine" in failed.args[0]


def test_a_portrait_to_work_on_without_a_face_found(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    session.surroundings._landmarks = lambda: FakeLandmarks(faces=0)
    session.add_part(fake_donor(), "nose")
    run(qtbot, session)
    told: list[str] = []
    session.surroundings.told.connect(told.append)
    with qtbot.waitSignal(session.document_changed, timeout=PATIENCE_MS):
        window.actions_by_id["work_on"].trigger()
    assert told and "average face" in told[0]
    assert session.document.photo is not None and session.document.photo.original.name == "Fake parts"


def test_a_change_meanwhile_is_not_lost(qtbot: QtBot, session: Session) -> None:
    session.projects.new(photo_document(ground()))
    surroundings: Surroundings = session.surroundings
    with qtbot.waitSignal(surroundings.failed, timeout=PATIENCE_MS) as failed:
        surroundings.begin()
        session.commit("Another", session.document.with_skin_tone((0.1, 0.2, 0.3)))
    assert "changed meanwhile" in failed.args[0] and session.document.skin_tone == (0.1, 0.2, 0.3)
