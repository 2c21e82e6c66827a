"""Starting the application: a window first, torch later."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # spinning OpenMP threads would take the window's time

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from engines.assets import assets_folder
from faceforge_app import theme
from faceforge_app.session.session import Session

if TYPE_CHECKING:
    from faceforge_app.main_window import MainWindow

WARM_UP_MS = 1200
SCREENSHOT_SIZE = (1440, 900)
EXAMPLE = "four_donors.json"


def main(argv: Sequence[str] | None = None) -> int:
    """`faceforge [FILE]`: opens the window, with a project or a photo to cut a donor from."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    return run(Path(arguments[0]) if arguments else None)


def run(file: Path | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit status."""
    if not has_screen():
        print(
            "FaceForge needs a screen to open its window. Use `faceforge compose` where there is none.", file=sys.stderr
        )
        return 1
    app = application()
    session = Session()
    theme.apply(app, session.settings.theme)
    window = make_window(session)
    window.resize(1440, 900)
    window.show()
    QTimer.singleShot(WARM_UP_MS, session.warm_up)
    if file is not None:
        QTimer.singleShot(0, lambda: window.projects.open_files([file]))
    QTimer.singleShot(0, session.projects.look_for_lost_work)
    status = app.exec()
    session.close()
    return status


def has_screen() -> bool:
    """Qt ends the process where there is no display, so look first."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def application() -> QApplication:
    """The one Qt application of this process."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QCoreApplication.setApplicationName("FaceForge")
    QGuiApplication.setDesktopFileName("faceforge")
    return QApplication(sys.argv[:1])


def make_window(session: Session) -> MainWindow:
    from faceforge_app.main_window import MainWindow

    return MainWindow(session)


def screenshot(path: Path, session: Session | None = None, theme_name: str = theme.DARK, wait_ms: int = 400) -> None:
    """The window with an example composition, as a PNG file; needs no screen.

    A `session` with results shows them; the caller closes it.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = application()
    theme.apply(app, theme_name)
    own = session is None
    session = session or Session()
    window = make_window(session)
    window.resize(*SCREENSHOT_SIZE)
    window.show()
    if not session.document.layers:
        compose_example(session)
    window.show_newest()
    _wait(wait_ms)
    patience = 20
    while window.library.waiting and patience:
        _wait(100)
        patience -= 1
    window.grab().save(str(path))
    if own:
        session.close()
    window.hide()
    window.deleteLater()


def compose_example(session: Session) -> None:
    """The bundled example: parts of four library donors on the average face."""
    stored: dict[str, str] = json.loads((assets_folder() / "examples" / EXAMPLE).read_text("utf-8"))["parts"]
    for kind, donor_id in stored.items():
        session.add_part(session.library.donor(donor_id), kind)
    session.select(None)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
