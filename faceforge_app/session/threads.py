"""Ending threads: a QThread that is dropped while it runs aborts the whole process."""

from __future__ import annotations

import logging

from PySide6.QtCore import QThread

log = logging.getLogger(__name__)

PATIENCE_MS = 60_000  # a guard against what hangs: on a busy machine a worker may still be importing torch
_still_running: list[QThread] = []


def stop_thread(thread: QThread, patience_ms: int = PATIENCE_MS) -> bool:
    """Ask a thread's event loop to end and wait; a thread that takes longer is kept alive and False returned."""
    thread.quit()
    if thread.wait(patience_ms):
        return True
    log.error("the thread '%s' did not end within %d ms", thread.objectName(), patience_ms)
    _still_running.append(thread)
    return False
