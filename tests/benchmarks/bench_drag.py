"""Frames of a drag on the canvas, idle and while an engine paints. Goal: p95 while painting at most 1.5 times the idle one."""

from __future__ import annotations

import dataclasses
import itertools
import math
import time

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from faceforge_app import app, theme
from faceforge_app.canvas.hit_test import placed_centre
from faceforge_app.canvas.stage import Mode
from faceforge_app.canvas.view import CanvasView
from faceforge_app.main_window import MainWindow
from faceforge_app.session.session import Session
from tests.benchmarks.common import median, p95, processor, say, settle, wait_for

FRAME_MS = 16.0
FRAMES = 180
CIRCLE = 0.03  # radius of the drag, in frame units
VARIANTS = 16


def main() -> None:
    application = app.application()
    session = Session()
    theme.apply(application, theme.DARK)
    window = app.make_window(session)
    window.resize(1440, 900)
    window.show()
    app.compose_example(session)
    painted_once(session)
    idle, painting = [], []
    for _ in range(3):  # in turn, so that other load meets both
        settle(0.5)
        idle += drag(window, session, while_painting=False)
        painting += drag(window, session, while_painting=True)
    say("drag frames idle, median (p95)", f"{median(idle):.1f} ms ({p95(idle):.1f} ms)")
    say("drag frames while an engine paints, median (p95)", f"{median(painting):.1f} ms ({p95(painting):.1f} ms)")
    say("ratio of the p95 (goal: at most 1.5)", f"{p95(painting) / p95(idle):.2f}")
    say("processor", processor())
    window.close()
    session.close()
    application.quit()


def painted_once(session: Session) -> None:
    """The first run loads torch and the weights; that is not what is measured here."""
    session.generate(options=dataclasses.replace(session.options, variants=1))
    wait_for(lambda: not session.busy)


def drag(window: MainWindow, session: Session, while_painting: bool) -> list[float]:
    """Time between the ends of two frames, in milliseconds; a mouse event comes every 16 ms."""
    window.stage.show_mode(Mode.SPLIT)  # where a finished run leads anyway
    settle(0.1)
    canvas = window.canvas
    layer = session.document.parts[-1]
    centre = placed_centre(layer)
    send(canvas, QEvent.Type.MouseButtonPress, to_widget(canvas, centre, 0.0, 0.0))
    ends_ms = []
    for frame in range(FRAMES):
        if while_painting and not session.busy:
            session.generate(options=dataclasses.replace(session.options, variants=VARIANTS))
        began = time.perf_counter() * 1000
        angle = frame / 20
        send(
            canvas,
            QEvent.Type.MouseMove,
            to_widget(canvas, centre, CIRCLE * math.sin(angle), CIRCLE * (math.cos(angle) - 1)),
        )
        canvas.repaint()
        QApplication.processEvents()
        rest_ms = FRAME_MS - (time.perf_counter() * 1000 - began)
        if rest_ms > 0:
            time.sleep(rest_ms / 1000)
        ends_ms.append(time.perf_counter() * 1000)
    send(canvas, QEvent.Type.MouseButtonRelease, to_widget(canvas, centre, 0.0, 0.0))
    if not session.undo_label.startswith("Move"):
        raise AssertionError(f"nothing was dragged: the last step is {session.undo_label!r}")
    session.cancel()
    wait_for(lambda: not session.busy)
    return [after - before for before, after in itertools.pairwise(ends_ms)]


def to_widget(canvas: CanvasView, centre: tuple[float, float], dx: float, dy: float) -> QPointF:
    affine = canvas.view.affine()
    x, y = affine[:, :2] @ (centre[0] + dx, centre[1] + dy) + affine[:, 2]
    return QPointF(float(x), float(y))


def send(canvas: CanvasView, kind: QEvent.Type, position: QPointF) -> None:
    left = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
    buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
    there = canvas.mapToGlobal(position)
    QApplication.sendEvent(canvas, QMouseEvent(kind, position, there, button, buttons, Qt.KeyboardModifier.NoModifier))


if __name__ == "__main__":
    main()
