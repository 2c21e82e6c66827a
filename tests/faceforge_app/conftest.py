"""A session and a window on a scripted engine, with the library that comes with FaceForge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engines import registry
from faceforge_app import theme
from faceforge_app.app import application
from faceforge_app.main_window import MainWindow
from faceforge_app.session.session import Session
from faceforge_app.session.settings import Settings
from tests.fakes import FakeEngine


@pytest.fixture(autouse=True)
def no_face_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for torch and the shipped face network; one that wants a network brings its own."""
    for module in ("engines.face.parsing.hair", "faceforge_app.document.face_areas"):
        monkeypatch.setattr(f"{module}.has_face_network", lambda: False)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    fake = FakeEngine()
    monkeypatch.setattr(registry, "engines", lambda: {fake.spec.id: fake.spec})
    return fake


@pytest.fixture
def session(qtbot: QtBot, engine: FakeEngine, tmp_path: Path) -> Iterator[Session]:
    session = Session(settings=Settings(library=str(tmp_path / "library"), theme="dark"))
    yield session
    assert session.close()


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> Iterator[MainWindow]:
    theme.apply(application(), theme.DARK)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: window.library.model.rowCount() > 0)
    yield window
    window.close()
