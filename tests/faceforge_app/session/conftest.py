"""A session on a scripted engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from engines import registry
from faceforge_app.session.session import Session
from faceforge_app.session.settings import Settings
from tests.fakes import FakeEngine, fake_donor


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    fake = FakeEngine()
    monkeypatch.setattr(registry, "engines", lambda: {fake.spec.id: fake.spec})
    return fake


@pytest.fixture
def session(qtbot: QtBot, engine: FakeEngine) -> Iterator[Session]:
    session = Session(settings=Settings())
    yield session
    assert session.close()


@pytest.fixture
def with_nose(session: Session) -> Session:
    session.add_part(fake_donor(), "nose")
    return session


@pytest.fixture
def told(session: Session) -> list[str]:
    """Every sentence that the user was told."""
    sentences: list[str] = []
    for signal in (session.message, session.run_failed, session.donors.failed):
        signal.connect(sentences.append)
    return sentences


@pytest.fixture
def signals(session: Session) -> Callable[[], list[str]]:
    """The run signals so far, in order."""
    seen: list[str] = []
    for name in ("run_started", "run_finished", "run_failed", "run_cancelled"):
        getattr(session, name).connect(lambda *_, name=name: seen.append(name))
    return lambda: list(seen)
