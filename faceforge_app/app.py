"""Starting the application: a window first, torch later."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # spinning OpenMP threads would take the window's time

from PySide6.QtCore import QCoreApplication, QEventLoop, QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from faceforge_app import theme
from faceforge_app.document.example import example_parts
from faceforge_app.language import use_language
from faceforge_app.session.session import Session

if TYPE_CHECKING:
    from faceforge_app.main_window import MainWindow

WARM_UP_MS = 1200
WINDOW_SIZE = (1440, 900)
ROOM_FOR_FRAME = QSize(16, 48)  # the frame is not known before the window is shown


def run(file: Path | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit status. There must be a screen, or Qt ends the process."""
    app = application()
    session = Session()
    use_language(app, session.settings.language)
    theme.apply(app, session.settings.theme)
    window = make_window(session)
    window.resize(QSize(*WINDOW_SIZE).boundedTo(app.primaryScreen().availableSize() - ROOM_FOR_FRAME))
    window.restore_layout()
    window.show()
    QTimer.singleShot(WARM_UP_MS, session.warm_up)
    QTimer.singleShot(0, lambda: begin(window, session, file))
    status = app.exec()
    if not session.close():
        _leave(status)
    return status


def begin(window: MainWindow, session: Session, file: Path | None = None) -> None:
    """The first screen where it is due, and after it what may raise questions: the file, and work that was lost."""

    def go_on() -> None:
        if file is not None:
            window.projects.open_files([file], to_repair=True)
        session.projects.look_for_lost_work()

    window.help.welcome_once(go_on, offer_tour=file is None)


def _leave(status: int) -> NoReturn:
    """End without tidying up: Qt would abort over a thread that is still at work, and call it a crash."""
    logging.shutdown()
    sys.stdout.flush()
    os._exit(status)


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
    window.resize(*WINDOW_SIZE)
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
    for kind, donor_id in example_parts().items():
        session.add_part(session.library.donor(donor_id), kind)
    session.select(None)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
