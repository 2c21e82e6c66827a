"""The pictures in the README, from the running application: `make screenshots`."""

from __future__ import annotations

import os
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop, QTimer

from faceforge_app import app, theme
from faceforge_app.session.session import Session
from faceforge_app.session.settings import Settings

DOCS = Path(__file__).resolve().parent.parent / "docs"
PATIENCE_MS = 120_000


def main() -> None:
    DOCS.mkdir(exist_ok=True)
    application = app.application()
    session = Session(settings=Settings())
    app.compose_example(session)
    painted(session)
    app.screenshot(DOCS / "screenshot.png", session, theme.DARK)
    app.screenshot(DOCS / "screenshot-light.png", session, theme.LIGHT)
    session.close()
    application.quit()


def painted(session: Session) -> None:
    """Wait until the example's portraits are there; a failure ends the program with its sentence."""
    loop = QEventLoop()
    failures: list[str] = []
    session.run_failed.connect(failures.append)
    for ended in (session.run_finished, session.run_failed):
        ended.connect(loop.quit)
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    session.generate()
    loop.exec()
    if not session.results:
        session.close()
        raise SystemExit(failures[0] if failures else "The engine did not answer in time.")


if __name__ == "__main__":
    main()
