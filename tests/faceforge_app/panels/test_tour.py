"""The guided first composition, walked in a window; the engine is a stand-in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from faceforge_app.main_window import MainWindow
from faceforge_app.panels.tour import STEPS, Tour
from faceforge_app.session.session import Session
from tests.faceforge_app.document.photos import photo_document
from tests.fakes import fake_donor

ADA = fake_donor("ada")


def tour_of(window: MainWindow) -> Tour:
    window.actions_by_id["tour"].trigger()
    assert window.help.tour is not None
    return window.help.tour


def test_each_step_goes_on_when_it_is_done(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    tour = tour_of(window)
    assert tour.isVisible() and tour.step is STEPS[0]
    session.add_part(ADA, "eyes")
    assert tour.step is STEPS[1]
    for kind in ("brows", "nose", "mouth"):
        session.add_part(ADA, kind)
    assert tour.step is STEPS[1], "the jaw is still missing"
    session.add_part(ADA, "jaw")
    assert tour.step is STEPS[2]
    tour.next.click()
    with qtbot.waitSignal(session.run_finished, timeout=30_000):
        session.generate()
    assert tour.step is STEPS[4]
    tour.next.click()
    assert tour.isHidden()


def test_the_keyboard_reaches_it_and_escape_ends_it(qtbot: QtBot, window: MainWindow) -> None:
    tour = tour_of(window)
    qtbot.waitUntil(tour.next.hasFocus)
    qtbot.keyClick(tour.next, Qt.Key.Key_Space)
    assert tour.step is STEPS[1]
    with qtbot.waitSignal(tour.ended):
        qtbot.keyClick(tour.next, Qt.Key.Key_Escape)
    assert tour.isHidden()


def test_what_is_there_already_is_not_asked_for(window: MainWindow, session: Session) -> None:
    session.add_part(ADA, "left_eye", with_partner=True)
    assert tour_of(window).step is STEPS[1]


def test_it_hides_nothing_of_what_it_points_at(window: MainWindow) -> None:
    tour = tour_of(window)
    for _ in STEPS[1:]:
        assert window.rect().contains(tour.geometry())
        assert not tour.geometry().intersects(tour._outline.geometry())
        outline = tour._outline.geometry()
        assert outline.size() == tour._targets[tour.step.target].size()
        tour.go_on()


def test_a_photo_ends_it(window: MainWindow, session: Session) -> None:
    tour = tour_of(window)
    session.projects.new(photo_document())
    assert tour.isHidden()
