from __future__ import annotations

import dataclasses

import pytest
from pytestqt.qtbot import QtBot

from faceforge_app.dialogs.preferences import PreferencesDialog
from faceforge_app.dialogs.shortcuts import ShortcutsDialog
from faceforge_app.main_window import MainWindow
from faceforge_app.session.session import Session
from faceforge_app.session.settings import Settings, load_settings


@pytest.mark.parametrize(
    ("words", "found"),
    [("theme", {"Theme"}), ("DARK", {"Theme"}), ("folders", {"Weights", "Library"}), ("graphics", {"Compute on"}), ("xyzzy", set())],
)  # fmt: skip
def test_settings_are_found_by_their_words(qtbot: QtBot, words: str, found: set[str]) -> None:
    dialog = PreferencesDialog(Settings())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.search.setText(words)
    assert {row.label for row in dialog.rows if row.widget.isVisible()} == found
    assert dialog._nothing.isVisible() == (not found)
    dialog.search.clear()
    assert all(row.widget.isVisible() for row in dialog.rows)


def test_every_setting_that_is_shown_is_stored(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    window.files.preferences()
    dialog = window.findChild(PreferencesDialog)
    assert dialog is not None
    for combo, name in ((dialog.theme, "light"), (dialog.language, "de"), (dialog.device, "cpu")):
        combo.setCurrentIndex(combo.findData(name))
    dialog.library.line.setText("/somewhere")
    dialog.accept()
    wanted = dataclasses.replace(session.settings, theme="light", language="de", device="cpu", library="/somewhere")
    assert session.settings == wanted == load_settings()


def test_keys_changed_meanwhile_are_kept(window: MainWindow, session: Session) -> None:
    window.files.preferences()
    dialog = window.findChild(PreferencesDialog)
    assert dialog is not None
    dialog.asked.emit("keys")
    keys = window.findChild(ShortcutsDialog)
    assert keys is not None
    keys.changed.emit({"flip": "Ctrl+G"})
    dialog.accept()
    assert session.settings.shortcuts == {"flip": "Ctrl+G"}
