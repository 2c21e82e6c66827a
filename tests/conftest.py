"""What every test gets: no screen, one thread, its own user folders, and a look at what it leaves running."""

from __future__ import annotations

import os
import tempfile

os.environ["QT_QPA_PLATFORM"] = os.environ.get("FACEFORGE_TEST_PLATFORM", "offscreen")
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["HOME"] = tempfile.mkdtemp(prefix="faceforge-test-home-")

import atexit
import gc
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from pathlib import Path

import cv2
import pytest

GRACE_SECONDS = 3.0
LIBRARY_THREADS = (
    "tqdm_monitor",
    "QueueFeederThread",
    "pytest_timeout",
    "data-usage-metrics-poller",
)  # the last is Ray's

atexit.register(shutil.rmtree, os.environ["HOME"], ignore_errors=True)
cv2.setNumThreads(1)


@pytest.fixture(autouse=True)
def own_user_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, library and recovery files of one test are not those of the next, nor the developer's."""
    home = tmp_path_factory.mktemp("user")
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    return home


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread or a child process behind."""
    uses_qt = bool({"qtbot", "qapp"} & set(request.fixturenames))
    threads, children = set(_python_threads()), _children()
    yield
    left: Callable[[], list[str]] = lambda: [  # noqa: E731
        *(f"thread {thread.name}" for thread in _python_threads() if thread not in threads),
        *(f"QThread {name}" for name in (_running_qthreads() if uses_qt else [])),
        *(f"process {pid}: {command}" for pid, command in _children().items() if pid not in children),
    ]
    until = time.monotonic() + GRACE_SECONDS
    while left() and time.monotonic() < until:
        time.sleep(0.05)
    if remaining := left():
        pytest.fail(f"The test left something running: {', '.join(remaining)}", pytrace=False)


def _python_threads() -> list[threading.Thread]:
    """Threads started from Python; one that Qt started and Python only met is seen as a QThread."""
    met = threading._DummyThread
    return [t for t in threading.enumerate() if not isinstance(t, met) and not t.name.startswith(LIBRARY_THREADS)]


def _running_qthreads() -> list[str]:
    import shiboken6
    from PySide6.QtCore import QThread

    found = (thing for thing in gc.get_objects() if issubclass(type(thing), QThread) and shiboken6.isValid(thing))
    return [type(thread).__name__ for thread in found if thread.isRunning() and not thread.isCurrentThread()]


def _children() -> dict[int, str]:
    """Living child processes by id (Linux only), without the one that multiprocessing keeps until the end."""
    tracker = getattr(resource_tracker._resource_tracker, "_pid", None)
    pids: set[int] = set()
    for listing in Path("/proc/self/task").glob("*/children"):
        pids.update(int(pid) for pid in listing.read_text().split())
    return {pid: command for pid in pids - {tracker} if (command := _command(pid))}


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")[:120]
    except OSError:
        return ""
