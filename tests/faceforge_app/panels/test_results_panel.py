from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from faceforge_app.canvas.stage import Mode
from faceforge_app.document.layers import ImageLayer
from faceforge_app.main_window import MainWindow
from faceforge_app.panels.results import ResultsPanel, Variant
from faceforge_app.session.session import Session
from tests.fakes import fake_donor


@pytest.fixture
def panel(qtbot: QtBot, window: MainWindow, session: Session) -> Iterator[ResultsPanel]:
    session.add_part(fake_donor(), "nose")
    with qtbot.waitSignal(session.run_finished):
        window.generate()
    yield window.results


def test_a_finished_run_shows_its_variants(panel: ResultsPanel, session: Session, window: MainWindow) -> None:
    assert panel.model.rowCount() == 4
    assert panel.chosen == Variant(session.results[0].id, 0)
    assert window.stage.mode is Mode.SPLIT
    assert window.stage.portrait.picture is session.results[0].images[0]


def test_choosing_a_variant_shows_it_large(panel: ResultsPanel, session: Session, window: MainWindow) -> None:
    panel.list.setCurrentIndex(panel.model.index(2))
    assert window.stage.portrait.picture is session.results[0].images[2]


def test_apply_puts_the_variant_on_top(panel: ResultsPanel, session: Session, window: MainWindow) -> None:
    window.actions_by_id["apply"].trigger()
    assert isinstance(session.document.layers[-1], ImageLayer)
    assert window.stage.mode is Mode.PARTS


def test_a_star_is_put_on_and_taken_off(panel: ResultsPanel, session: Session, window: MainWindow) -> None:
    panel.list.setCurrentIndex(panel.model.index(2))
    window.actions_by_id["star"].trigger()
    assert session.results[0].starred == (2,)
    assert panel.chosen == Variant(session.results[0].id, 2)
    window.actions_by_id["star"].trigger()
    assert not session.results[0].starred


def test_delete_in_the_strip_deletes_the_result_and_not_the_layer(
    qtbot: QtBot, panel: ResultsPanel, session: Session, window: MainWindow
) -> None:
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.model.index(1))
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert session.results[0].numbers == (0, 2, 3)
    assert panel.chosen == Variant(session.results[0].id, 2)
    panel.delete_run()
    assert not session.results
    assert session.document.layers
    assert window.stage.portrait.picture is None
    assert not panel.list.isVisible()


def test_a_newer_run_comes_first(qtbot: QtBot, panel: ResultsPanel, session: Session, window: MainWindow) -> None:
    with qtbot.waitSignal(session.run_finished):
        window.generate()
    assert panel.model.rowCount() == 8
    assert panel.chosen == Variant(session.results[0].id, 0)
    assert panel.model.starts_run(panel.model.index(4))


def test_b_shows_what_was_before(qtbot: QtBot, panel: ResultsPanel, window: MainWindow) -> None:
    portrait = window.stage.portrait
    after = portrait.grab().toImage()
    qtbot.keyPress(window, Qt.Key.Key_B)
    before = portrait.grab().toImage()
    qtbot.keyRelease(window, Qt.Key.Key_B)
    assert before != after
    assert portrait.grab().toImage() == after


def test_the_strip_is_filtered_by_star(panel: ResultsPanel, session: Session, window: MainWindow) -> None:
    session.results.star(session.results[0].id, 2)
    window.actions_by_id["starred"].trigger()
    assert panel.model.rowCount() == 1
    assert panel.chosen == Variant(session.results[0].id, 2)
    session.results.star(session.results[0].id, 2, False)
    assert not panel.model.rowCount() and panel.chosen is None
    assert "filter" in panel._empty.text()
    window.actions_by_id["starred"].trigger()
    assert panel.model.rowCount() == 4


def test_a_note_is_written_beside_the_strip(qtbot: QtBot, panel: ResultsPanel, session: Session) -> None:
    panel.note.setFocus()
    qtbot.keyClicks(panel.note, "softer light")
    qtbot.keyClick(panel.note, Qt.Key.Key_Return)
    assert session.results[0].note == "softer light"
    assert "softer light" in panel.model.data(panel.model.index(0), Qt.ItemDataRole.ToolTipRole)


def test_a_note_stays_with_its_run_when_a_new_one_comes(
    qtbot: QtBot, panel: ResultsPanel, session: Session, window: MainWindow
) -> None:
    first = session.results[0].id
    panel.note.setFocus()
    qtbot.keyClicks(panel.note, "softer")
    with qtbot.waitSignal(session.run_finished):
        session.generate()
    qtbot.keyClick(panel.note, Qt.Key.Key_Return)
    assert [entry.note for entry in session.results] == ["", "softer"]
    assert session.results[1].id == first
    assert panel.note.text() == ""


def test_a_right_click_offers_the_command_as_the_help_says(panel: ResultsPanel, window: MainWindow) -> None:
    copy = window.actions_by_id["copy_result_command"]
    assert copy in panel.menu(window.actions_by_id).actions()
    assert copy.isEnabled()
