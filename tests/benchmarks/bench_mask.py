"""Frames of a brush on the mask of a large photo, beside frames in which the pointer only moves. Goal: 16.7 ms for a frame of a stroke."""

from __future__ import annotations

import math
import time

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from engines.face.average_face import average_landmarks
from engines.imaging.arrays import read_only
from engines.imaging.photo_file import PhotoFile
from faceforge_app import app, theme
from faceforge_app.canvas.view import CanvasView
from faceforge_app.document.document import Document
from faceforge_app.document.photo import photo_ground
from faceforge_app.session.session import Session
from tests.benchmarks.common import median, p95, processor, say, settle

FRAMES = 240
GOAL_MS = 1000 / 60
SIZES = ((2000, 2000), (5773, 8660))  # 4 and 50 megapixels


def main() -> None:
    application = app.application()
    theme.apply(application, theme.DARK)
    session = Session()
    window = app.make_window(session)
    window.resize(1440, 900)
    window.show()
    for height, width in SIZES:
        session.projects.new(Document(photo=photo_ground(photo(height, width), landmarks(height, width))))
        settle(0.5)
        window.canvas.fit_face()
        canvas, megapixels = window.canvas, height * width / 1e6
        moving, painting = [], []
        for _ in range(3):  # in turn, so that other load meets both
            moving += frames(canvas, painted=False)
            painting += frames(canvas, painted=True)
        if session.document.photo is None or not session.document.photo.mask.any:
            raise AssertionError("nothing was painted")
        name = f"{megapixels:.0f} megapixels, work of a frame"
        say(f"{name}, pointer only: median (p95)", f"{median(moving):.1f} ms ({p95(moving):.1f} ms)")
        say(f"{name}, brush: median (p95)", f"{median(painting):.1f} ms ({p95(painting):.1f} ms)")
        say("ratio of the medians", f"{median(painting) / median(moving):.2f}")
        late = sum(value > GOAL_MS for value in painting) / len(painting)
        say("frames of the stroke that took more than 16.7 ms", f"{late:.1%}")
    say("processor", processor())
    window.close()
    session.close()
    application.quit()


def photo(height: int, width: int) -> PhotoFile:
    rows, columns = np.arange(height, dtype=np.uint16)[:, None], np.arange(width, dtype=np.uint16)[None]
    grey = ((rows + columns) // 16 % 200 + 30).astype(np.uint8)
    return PhotoFile(read_only(np.repeat(grey[..., None], 3, axis=2)), name="formula.png")


def landmarks(height: int, width: int) -> np.ndarray:
    side = 0.7 * height
    return average_landmarks() * side + ((width - side) / 2, (height - side) / 2)


def frames(canvas: CanvasView, painted: bool) -> list[float]:
    """The work of each frame in milliseconds: one move of the pointer, and the painting that follows."""
    if painted:
        send(canvas, QEvent.Type.MouseButtonPress, 0)
    took = []
    for frame in range(FRAMES):
        began = time.perf_counter()
        send(canvas, QEvent.Type.MouseMove, frame)
        canvas.repaint()
        QApplication.processEvents()
        took.append((time.perf_counter() - began) * 1000)
    if painted:
        send(canvas, QEvent.Type.MouseButtonRelease, FRAMES)
    return took


def send(canvas: CanvasView, kind: QEvent.Type, frame: int) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    angle = frame / 20
    view = canvas.view
    x, y = 0.5 + 0.25 * math.sin(angle), 0.5 + 0.25 * math.cos(angle * 0.7)
    position = QPointF(view.left + x * view.side, view.top + y * view.side)
    button = none if kind == QEvent.Type.MouseMove else left
    buttons = none if kind == QEvent.Type.MouseButtonRelease else left
    keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(canvas, QMouseEvent(kind, position, canvas.mapToGlobal(position), button, buttons, keys))


if __name__ == "__main__":
    main()
