"""From a photo to a part on the face, through the session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engines.face.library import Library
from faceforge_app.session.session import Session
from faceforge_app.session.settings import Settings
from tests.fakes import FakeEngine, FakeLandmarks, face_picture


@pytest.fixture
def session(qtbot: QtBot, engine: FakeEngine, tmp_path: Path) -> Iterator[Session]:
    session = Session(settings=Settings(library=str(tmp_path)), landmarks=FakeLandmarks)
    yield session
    assert session.close()


def test_a_photo_becomes_a_donor_and_a_part(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(session.donors.found) as found:
        session.donors.open(face_picture(size=160), "Ada")
    assert found.args is not None
    with qtbot.waitSignal(session.donors.changed):
        donor = session.donors.add(found.args[0], 0, licence="own photo", consent="asked in person")
    kept = Library.open(tmp_path).donor(donor.id)
    assert (kept.name, kept.licence, kept.consent) == ("Ada", "own photo", "asked in person")
    session.add_part(session.library.donor(donor.id), "nose")
    assert session.undo_label == "Add nose"


def test_a_removed_donor_leaves_the_library_and_stays_on_the_face(session: Session, qtbot: QtBot) -> None:
    donor = session.library.donor(session.library.donors[0].id)
    session.add_part(donor, "nose")
    with qtbot.waitSignal(session.donors.changed):
        session.donors.remove(donor.id)
    assert donor.id not in {other.id for other in session.library.donors}
    assert session.document.parts[0].donor is donor


def test_what_is_no_photo_is_told(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "letter.png").write_text("no picture")
    with qtbot.waitSignal(session.donors.failed) as failed:
        session.donors.open(tmp_path / "letter.png")
    assert failed.args is not None
    assert "is not an image" in failed.args[0]
