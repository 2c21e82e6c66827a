from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from faceforge_app.dialogs.log import LogDialog
from faceforge_app.logs import log_path, read_log

LOG = """2026-01-02 10:00:00,001 INFO faceforge_app.session: ready
2026-01-02 10:00:01,002 WARNING faceforge_app.session: anna.jpg is cut off
2026-01-02 10:00:02,003 ERROR faceforge_app.session.engine_worker: parts failed
Traceback (most recent call last):
  File "/home/anna/venv/lib/python3.11/site-packages/torch/nn.py", line 7, in forward
    x = case_smith
  File "/home/anna/src/engines/parts/engine.py", line 70, in run
RuntimeError: cannot open /home/anna/Case Smith/nose.png
"""


def write_log(text: str = LOG) -> None:
    log_path().parent.mkdir(parents=True, exist_ok=True)
    log_path().write_text(text, "utf-8")


def test_a_traceback_belongs_to_its_entry() -> None:
    write_log("cut off line of an older file\n" + LOG)
    entries = read_log()
    assert [entry.level for entry in entries] == ["INFO", "WARNING", "ERROR"]
    assert entries[2].text.endswith("nose.png")
    assert "\n".join(map(str, entries)) + "\n" == LOG


def test_the_log_is_filtered_and_copied(qtbot: QtBot) -> None:
    write_log()
    dialog = LogDialog()
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "ready" in dialog.text.toPlainText())
    dialog.level.setCurrentIndex(dialog.level.findData("WARNING"))
    assert "ready" not in dialog.text.toPlainText() and "anna.jpg" in dialog.text.toPlainText()
    dialog.search.setText("runtimeerror parts")
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == LOG[LOG.index("2026-01-02 10:00:02") :].rstrip("\n")
    dialog.search.setText("no such word")
    assert not dialog.copy.isEnabled() and "No entry" in dialog.text.toPlainText()
    dialog.done(0)


def test_without_a_log_nothing_went_wrong(qtbot: QtBot) -> None:
    dialog = LogDialog()
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "Nothing went wrong" in dialog.text.toPlainText())
    dialog.done(0)
