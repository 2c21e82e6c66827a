from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QThread, Signal, Slot
from pytestqt.qtbot import QtBot

from faceforge_app.session.threads import _still_running, stop_thread


class Stubborn(QObject):
    asked = Signal()

    def __init__(self, let_go: threading.Event) -> None:
        super().__init__()
        self.began, self._let_go = threading.Event(), let_go

    @Slot()
    def work(self) -> None:
        self.began.set()
        self._let_go.wait(10)


def test_a_thread_that_does_not_end_is_kept_alive(qtbot: QtBot) -> None:
    let_go, thread = threading.Event(), QThread()
    worker = Stubborn(let_go)
    worker.moveToThread(thread)
    worker.asked.connect(worker.work)
    thread.start()
    worker.asked.emit()
    assert worker.began.wait(5)
    assert not stop_thread(thread, patience_ms=20)
    assert thread in _still_running
    let_go.set()
    assert thread.wait(5000)
    _still_running.remove(thread)
