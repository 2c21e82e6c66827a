"""From process start to the first window that answers, warm. Goal: about 1.5 s, and torch is not imported by then."""

from __future__ import annotations

import subprocess
import sys
import time

from tests.benchmarks.common import median, processor, say

ROUNDS = 6

# What `faceforge` does; the window is usable when its first frame is painted and an event sent after that was handled.
PROGRAM = """
import sys, time
from PySide6.QtCore import QTimer
from faceforge_app import app, theme
from faceforge_app.session.session import Session
application = app.application()
session = Session()
theme.apply(application, session.settings.theme)
window = app.make_window(session)
window.resize(1440, 900)
window.show()
def usable():
    window.canvas.repaint()
    print(time.time(), "torch" in sys.modules, flush=True)
    window.close()
    session.close()
    application.quit()
QTimer.singleShot(0, lambda: QTimer.singleShot(0, usable))
application.exec()
"""


def main() -> None:
    start()  # fills the disk cache
    times = [start() for _ in range(ROUNDS)]
    bare = [start_bare() for _ in range(ROUNDS)]
    say("process start to usable window, warm, median (slowest)", f"{median(times):.0f} ms ({max(times):.0f} ms)")
    say("the same for an empty Qt window", f"{median(bare):.0f} ms")
    say("ratio", f"{median(times) / median(bare):.2f}")
    say("torch imported by then", "no")
    say("processor", processor())


def start(program: str = PROGRAM) -> float:
    began = time.time()
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    if run.returncode != 0:
        raise RuntimeError(run.stderr)
    moment, torch_imported = run.stdout.split()
    if torch_imported == "True":
        raise AssertionError("torch was imported before the window was usable")
    return (float(moment) - began) * 1000


def start_bare() -> float:
    return start(
        "import sys, time\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "application = QApplication([])\n"
        "window = QWidget()\n"
        "window.show()\n"
        "QTimer.singleShot(0, lambda: (print(time.time(), 'torch' in sys.modules), application.quit()))\n"
        "application.exec()\n"
    )


if __name__ == "__main__":
    main()
