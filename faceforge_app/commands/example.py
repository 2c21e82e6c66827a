"""`faceforge example`: the bundled four-donor portrait, its project and a picture of the window, without a screen."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from engines.errors import EngineError
from faceforge_app.commands import running
from faceforge_app.document.project_file import SUFFIX, Project, write_project

if TYPE_CHECKING:
    from faceforge_app.session.session import Session

OFFSCREEN = "offscreen"
THUMBNAILS_MS = 2500  # the library draws its pictures in the background


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("out"),
        metavar="DIR",
        help="folder for portraits, project and screenshot (out)",
    )


def run(args: argparse.Namespace) -> None:
    running.make_folder(args.out)
    os.environ["QT_QPA_PLATFORM"] = OFFSCREEN
    from faceforge_app import app
    from faceforge_app.session.session import Session

    app.application()
    session = Session()
    try:
        app.compose_example(session)
        generate(session)
        entry = session.results[0]
        for number, image in zip(entry.numbers, entry.images, strict=True):
            running.write_picture(args.out / f"portrait-{number + 1}.png", image, entry.variant_recipe(number))
        project = args.out / f"example{SUFFIX}"
        write_project(project, Project(session.document, session.results.entries))
        print(project)
        app.screenshot(args.out / "screenshot.png", session, wait_ms=THUMBNAILS_MS)
        print(args.out / "screenshot.png")
    finally:
        session.close()


def generate(session: Session) -> None:
    """Run the chosen engine and wait for it; raises `EngineError` when it fails."""
    from PySide6.QtCore import QEventLoop

    loop, problems = QEventLoop(), list[str]()
    progress = running.Progress("Painting")
    session.run_progress.connect(progress.step)
    session.message.connect(problems.append)
    session.run_failed.connect(problems.append)
    session.run_failed.connect(loop.quit)
    session.run_finished.connect(loop.quit)
    if session.generate():
        loop.exec()
    if not session.results:
        raise EngineError(problems[0])
