"""`make screenshots`: every picture of the window in README, help and metainfo, made by the running application with its real engines.

Usage: python packaging/screenshots.py [NAME ...]
"""

# ruff: noqa: E402
from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "assets" / "help" / "pictures"
PHOTO = ROOT / "tests" / "data" / "london-136-03"  # see tests/data/README.md
WINDOW_PX, LARGEST_BYTES, PATIENCE_MS = (1280, 800), 150_000, 300_000

if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    home = TemporaryDirectory(prefix="faceforge-pictures-")
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[variable] = home.name

# The folders of a new user come first.
import numpy as np
from PySide6.QtCore import QBuffer, QEventLoop, QTimer

from engines.imaging.photo_file import read_photo_file
from faceforge_app import app, theme
from faceforge_app.commands.example import generate
from faceforge_app.document.document import Document
from faceforge_app.document.face_areas import FACE_AREAS, face_area
from faceforge_app.document.masks import How, combined
from faceforge_app.document.photo import photo_ground
from faceforge_app.main_window import MainWindow
from faceforge_app.session.session import Session


def compose(window: MainWindow) -> None:
    """A portrait of four donors, in four variants; the second one is shown."""
    app.compose_example(window.session)
    generate(window.session)
    window.show_newest()
    window.results.list.setCurrentIndex(window.results.model.index(1))


def repair(window: MainWindow) -> None:
    """A photo whose nose is marked and filled."""
    landmarks = np.array(json.loads(PHOTO.with_suffix(".json").read_text("utf-8"))["landmarks"], np.float64)
    ground = photo_ground(read_photo_file(PHOTO.with_suffix(".jpg")), landmarks)
    area = face_area(ground, next(area for area in FACE_AREAS if area.id == "nose"))
    window.session.projects.new(Document(photo=ground.with_mask(combined(ground.mask, area, How.ADD))))
    generate(window.session)
    window.show_newest()


PICTURES: dict[str, tuple[Callable[[MainWindow], None], str]] = {
    "compose": (compose, theme.DARK),
    "repair": (repair, theme.LIGHT),
}


def main(names: list[str]) -> None:
    application = app.application()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or PICTURES:
        prepare, colours = PICTURES[name]
        theme.apply(application, colours)
        session = Session()
        window = app.make_window(session)
        window.resize(*WINDOW_PX)
        window.show()
        prepare(window)
        wait_until(lambda window=window: not window.library.waiting)
        save(window, FOLDER / f"{name}.jpg")
        window.hide()
        session.close()
        window.deleteLater()


def save(window: MainWindow, path: Path) -> None:
    """As JPEG, in the best quality that keeps it small."""
    for quality in range(92, 40, -4):
        buffer = QBuffer()
        window.grab().save(buffer, "JPG", quality)
        if buffer.size() < LARGEST_BYTES:
            path.write_bytes(buffer.data().data())
            print(f"{path.relative_to(ROOT)}: {buffer.size()} bytes")
            return
    raise SystemExit(f"{path.name} is larger than {LARGEST_BYTES} bytes at any quality.")


def wait_until(ready: Callable[[], bool]) -> None:
    loop, ticker = QEventLoop(), QTimer(interval=200)
    ticker.timeout.connect(lambda: ready() and loop.quit())
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    ticker.start()
    loop.exec()


if __name__ == "__main__":
    main(sys.argv[1:])
    home.cleanup()
