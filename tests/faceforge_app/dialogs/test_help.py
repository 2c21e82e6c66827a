from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from engines.assets import assets_folder
from engines.imaging.io import write_image
from faceforge_app.actions import ACTIONS
from faceforge_app.app import begin
from faceforge_app.dialogs.help import HelpWindow, pages
from faceforge_app.dialogs.log import LogDialog
from faceforge_app.dialogs.welcome import WelcomeDialog
from faceforge_app.help_commands import KEYBOARD, PAGE_OF_DOCK, PHOTO, PORTRAIT, PROJECTS, page_for
from faceforge_app.main_window import MainWindow
from faceforge_app.session.session import Session
from faceforge_app.session.settings import load_settings
from tests.faceforge_app.document.photos import photo_document
from tests.fakes import face_picture

FILES = sorted((assets_folder() / "help").glob("*/*.md"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_link_of_a_page_leads_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    names = {row.id for row in ACTIONS}
    for picture in re.findall(r"!\[[^]]+\]\(([^)]+)\)", text):
        assert (assets_folder() / "help" / picture).is_file(), picture
    for link in re.findall(r"(?<!!)\[[^]]+\]\(([^)]+)\)", text):
        kind, _, name = link.partition(":")
        assert (kind == "action" and name in names) or (kind == "help" and (path.parent / f"{name}.md").is_file()), link
    assert text.startswith("# ") and re.search(r"^(1\. |<!-- keys)", text, re.MULTILINE)


def test_the_pages_that_the_window_opens_are_there() -> None:
    assert {PORTRAIT, PHOTO, PROJECTS, KEYBOARD, *PAGE_OF_DOCK.values()} <= {page.name for page in pages({})}


def test_commands_in_the_pages_are_called_as_in_the_window() -> None:
    """What a page writes in italics with a name of a command is that command's name today."""
    known = {row.text for row in ACTIONS}
    wanted = {"Export…", "Save", "Open…", "Generate", "Star", "Apply as layer", "Copy as command", "Add donor photo…"}
    text = "\n".join(page.markdown for page in pages({}))
    assert {name for name in wanted if f"*{name}*" not in text} == set()
    assert wanted <= known


def test_f1_helps_with_what_has_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    window.library.search.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    helper = window.findChild(HelpWindow)
    assert helper is not None and helper.isVisible()
    assert helper.page is not None and helper.page.name == PORTRAIT
    assert "Compose a portrait" in helper.text.toPlainText()


def test_the_page_follows_what_is_worked_on(window: MainWindow, session: Session) -> None:
    assert page_for(window.results.list, PORTRAIT) == PROJECTS
    assert page_for(window.library.search, PHOTO) == PHOTO
    session.projects.new(photo_document())
    window.help.show_page()
    helper = window.findChild(HelpWindow)
    assert helper is not None and helper.page is not None and helper.page.name == PHOTO


def test_help_is_searched_and_leads_to_the_next_place(qtbot: QtBot, window: MainWindow) -> None:
    window.help.show_page()
    helper = window.findChild(HelpWindow)
    assert helper is not None
    helper.search.setText("krita")
    assert helper.page is not None and helper.page.name == PROJECTS
    shown = [item for row in range(helper.list.count()) if not (item := helper.list.item(row)).isHidden()]
    assert [item.text() for item in shown] == [helper.page.title]
    assert helper.text.textCursor().selectedText().casefold() == "krita"
    helper.search.setText("portrait")
    first = helper.text.textCursor().position()
    qtbot.keyClick(helper.search, Qt.Key.Key_Return)
    assert helper.text.textCursor().position() != first


def test_the_keyboard_page_shows_the_keys_as_they_are_now(window: MainWindow, session: Session) -> None:
    usual, changed = ({page.name: page.markdown for page in pages(keys)} for keys in ({}, {"flip": "Ctrl+G"}))
    assert "| F | Flip |" in usual[KEYBOARD] and "Hold B" in usual[KEYBOARD]
    assert "| Ctrl+G | Flip |" in changed[KEYBOARD]


def test_links_do_what_the_commands_do(window: MainWindow) -> None:
    window.help.show_page(PROJECTS)
    helper = window.findChild(HelpWindow)
    assert helper is not None
    helper.text.anchorClicked.emit(QUrl("action:log"))
    log = window.findChild(LogDialog)
    assert log is not None and log.isVisible()
    log.done(0)
    helper.text.anchorClicked.emit(QUrl("help:4-keyboard"))
    assert helper.page is not None and helper.page.name == KEYBOARD


def test_the_first_screen_is_shown_once(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    window.help.welcome_once(lambda: None)
    welcome = window.findChild(WelcomeDialog)
    assert welcome is not None and welcome.isVisible()
    qtbot.keyClick(welcome, Qt.Key.Key_Return)
    assert not welcome.isVisible()
    assert load_settings().welcomed
    qtbot.waitUntil(lambda: window.findChild(WelcomeDialog) is None)
    window.help.welcome_once(lambda: None)
    assert window.findChild(WelcomeDialog) is None
    window.actions_by_id["welcome"].trigger()
    again = window.findChild(WelcomeDialog)
    assert again is not None
    again.how.click()
    assert window.help.tour is not None and window.help.tour.isVisible()


def test_a_file_waits_for_the_first_screen(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the file asks would lie over the first screen, or under it."""
    path = tmp_path / "portrait.png"
    write_image(path, face_picture(), {"parts": []})
    monkeypatch.setattr(session.projects, "look_for_lost_work", lambda: None)
    begin(window, session, path)
    welcome = window.findChild(WelcomeDialog)
    assert welcome is not None and welcome.isVisible() and welcome.how.isHidden()
    qtbot.wait(100)
    assert window.findChild(QMessageBox) is None
    qtbot.keyClick(welcome, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(WelcomeDialog) is None)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    question = window.findChild(QMessageBox)
    assert question is not None
    question.close()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)
    begin(window, session, path)
    assert window.findChild(WelcomeDialog) is None
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
