from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from faceforge_app.actions import ACTIONS, CANVAS_KEYS, keys_of
from faceforge_app.dialogs.shortcuts import ROWS, ShortcutsDialog, with_keys
from faceforge_app.main_window import MainWindow
from faceforge_app.session.session import Session
from faceforge_app.session.settings import load_settings

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(window: MainWindow) -> ShortcutsDialog:
    window.files.keys()
    made = window.findChild(ShortcutsDialog)
    assert made is not None
    return made


def item(dialog: ShortcutsDialog, row_id: str) -> QTreeWidgetItem:
    found = dialog.list.topLevelItem(list(ROWS).index(row_id))
    assert found is not None
    return found


def press(qtbot: QtBot, dialog: ShortcutsDialog, row_id: str, key: Qt.Key) -> None:
    dialog.list.setCurrentItem(item(dialog, row_id))
    dialog.keys.setFocus()
    qtbot.keyClick(dialog.keys, key, CONTROL)


def test_new_keys_work_at_once_and_are_stored(
    qtbot: QtBot, dialog: ShortcutsDialog, window: MainWindow, session: Session
) -> None:
    press(qtbot, dialog, "flip", Qt.Key.Key_G)
    dialog.set.click()
    assert window.actions_by_id["flip"].shortcut() == QKeySequence("Ctrl+G")
    assert "Ctrl+G" in window.actions_by_id["flip"].toolTip()
    assert load_settings().shortcuts == session.settings.shortcuts == {"flip": "Ctrl+G"}
    assert item(dialog, "flip").text(2) == "Ctrl+G"
    dialog.reset.click()
    assert session.settings.shortcuts == {}
    assert window.actions_by_id["flip"].shortcut() == QKeySequence("F")


def test_keys_of_another_command_are_said_and_then_taken(
    qtbot: QtBot, dialog: ShortcutsDialog, window: MainWindow, session: Session
) -> None:
    press(qtbot, dialog, "star", Qt.Key.Key_D)
    assert "Duplicate" in dialog.says.text()
    assert session.settings.shortcuts == {}
    dialog.add.click()
    assert session.settings.shortcuts == {"star": "S Ctrl+D", "duplicate": ""}
    assert window.actions_by_id["duplicate"].shortcut().isEmpty()
    dialog.list.setCurrentItem(item(dialog, "duplicate"))
    dialog.reset.click()
    assert session.settings.shortcuts == {}  # what was taken has gone back


def test_keys_of_the_canvas_cannot_be_taken(qtbot: QtBot, dialog: ShortcutsDialog) -> None:
    dialog.list.setCurrentItem(item(dialog, "flip"))
    dialog.keys.setKeySequence(QKeySequence("Tab"))
    assert "the next part" in dialog.says.text()
    assert not dialog.set.isEnabled() and not dialog.add.isEnabled()


def test_commands_are_found_by_name_and_by_key(dialog: ShortcutsDialog) -> None:
    for text, found in (("mirror", {"flip", "link"}), ("ctrl+shift+return", {"apply"}), ("nothing like it", set())):
        dialog.search.setText(text)
        assert {name for name in ROWS if not item(dialog, name).isHidden()} == found


def test_all_are_reset(dialog: ShortcutsDialog, window: MainWindow, session: Session) -> None:
    dialog.list.setCurrentItem(item(dialog, "undo"))
    dialog.remove.click()
    assert session.settings.shortcuts == {"undo": ""}
    dialog.reset_all.click()
    assert session.settings.shortcuts == {} and not dialog.reset_all.isEnabled()


@pytest.mark.parametrize("row", ACTIONS, ids=lambda row: row.id)
def test_no_two_commands_ever_share_keys(row: object) -> None:
    changed = with_keys({}, ROWS["star"], ["Ctrl+N", "F1"])
    changed = with_keys(changed, ROWS[row.id], ["Ctrl+N"])  # type: ignore[attr-defined]
    keys = [key for each in ACTIONS for key in keys_of(each, changed)]
    assert len(keys) == len(set(keys))


def test_the_table_uses_no_key_of_the_canvas() -> None:
    assert not {key for row in ACTIONS for key in keys_of(row, {})} & set(CANVAS_KEYS)
    assert all(QKeySequence(key).toString() == key for key in CANVAS_KEYS)
