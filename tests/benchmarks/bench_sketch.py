"""Drawing: frames of a stroke beside frames in which the pointer only moves, previews beside the bare forward pass, faces beside strokes.

Goals: 16.7 ms for a frame of a stroke, previews at most three times the forward pass behind it. The faces are drawn from nothing, line by
line, as the landmarks of four photos say; how far the landmarks of the face that appears lie from there is stated in eye distances.
"""

from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from engines import registry
from engines.face.alignment import EYE_DISTANCE
from engines.face.providers import landmark_provider
from engines.imaging.arrays import Points
from engines.requests import SketchRequest
from engines.run_context import RunContext
from faceforge_app import app, theme
from faceforge_app.canvas.view import CanvasView
from faceforge_app.document.document import Document
from faceforge_app.document.requests import build_request
from faceforge_app.document.sketch import empty_sheet
from faceforge_app.session.session import Session
from tests.benchmarks.common import median, p95, processor, say, settle, wait_for

FRAMES, ROUNDS = 240, 30
GOAL_MS = 1000 / 60
DATA = Path(__file__).parent.parent / "data"
PHOTO_PX = 256
LINES = (
    range(17), range(17, 22), range(22, 27), range(27, 31), range(31, 36), (*range(36, 42), 36), (*range(42, 48), 42),
    (*range(48, 60), 48), (60, 61, 62, 63, 64), (64, 65, 66, 67, 60),
)  # fmt: skip
GROUPS = {
    "brows": range(17, 27),
    "nose": range(27, 36),
    "eyes": range(36, 48),
    "mouth": range(48, 68),
    "jaw": range(17),
}


def main() -> None:
    application = app.application()
    theme.apply(application, theme.DARK)
    session = Session()
    window = app.make_window(session)
    window.resize(1440, 900)
    window.show()
    new_sheet(session)
    measure_frames(window.canvas)
    if any(spec.request_type is SketchRequest for spec in registry.engines().values()):
        measure_previews(session, window.canvas)
        measure_faces(session, window.canvas)
    else:
        say("previews and faces", "no engine for sketches")
    say("processor", processor())
    window.close()
    session.close()
    application.quit()


def new_sheet(session: Session) -> None:
    session.projects.new(Document(sketch=empty_sheet()))
    settle(0.3)


# --- frames


def measure_frames(canvas: CanvasView) -> None:
    moving: list[float] = []
    drawing: list[float] = []
    spent = 0.0
    for _ in range(3):  # in turn, so that other load meets both
        moving += frames(canvas, drawn=False)
        before = time.thread_time()
        drawing += frames(canvas, drawn=True)
        spent += time.thread_time() - before
    say("work of a frame, pointer only: median (p95)", f"{median(moving):.1f} ms ({p95(moving):.1f} ms)")
    say("work of a frame, pencil: median (p95)", f"{median(drawing):.1f} ms ({p95(drawing):.1f} ms)")
    say(
        "the same in time of the processor, which other load leaves alone: mean",
        f"{spent / len(drawing) * 1000:.1f} ms",
    )
    late = sum(value > GOAL_MS for value in drawing) / len(drawing)
    say("frames of the stroke that took more than 16.7 ms", f"{late:.1%}")


def frames(canvas: CanvasView, drawn: bool) -> list[float]:
    def place(frame: int) -> tuple[float, float]:
        angle = frame / 20
        return 0.5 + 0.25 * math.sin(angle), 0.5 + 0.25 * math.cos(angle * 0.7)

    if drawn:
        send(canvas, QEvent.Type.MouseButtonPress, *place(0))
    took = []
    for frame in range(FRAMES):
        began = time.perf_counter()
        send(canvas, QEvent.Type.MouseMove, *place(frame))
        canvas.repaint()
        QApplication.processEvents()
        took.append((time.perf_counter() - began) * 1000)
    if drawn:
        send(canvas, QEvent.Type.MouseButtonRelease, *place(FRAMES))
    return took


def send(canvas: CanvasView, kind: QEvent.Type, x: float, y: float) -> None:
    left, none, view = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, canvas.view
    position = QPointF(view.left + x * view.side, view.top + y * view.side)
    button = none if kind == QEvent.Type.MouseMove else left
    buttons = none if kind == QEvent.Type.MouseButtonRelease else left
    keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(canvas, QMouseEvent(kind, position, canvas.mapToGlobal(position), button, buttons, keys))


# --- previews


def measure_previews(session: Session, canvas: CanvasView) -> None:
    new_sheet(session)
    draw_face(canvas, faces()[0])
    stroke, forward = preview_timer(session, canvas), forward_timer(session)
    for timer in (stroke, forward):
        timer(0)
    pairs = [(stroke(number), forward(number)) for number in range(ROUNDS)]
    session.set_live_preview(False)
    behind, bare = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    say("from the end of a stroke to its preview: median (p95)", f"{median(behind):.0f} ms ({p95(behind):.0f} ms)")
    say("bare forward pass: median (p95)", f"{median(bare):.0f} ms ({p95(bare):.0f} ms)")
    say("ratio of the medians (goal: at most 3)", f"{median(behind) / median(bare):.2f}")


def preview_timer(session: Session, canvas: CanvasView) -> Callable[[int], float]:
    answers: list[bool] = []
    session.live_preview.changed.connect(lambda: answers.append(session.live_preview.picture is not None))
    session.set_live_preview(True)
    wait_for(lambda: any(answers))  # loads torch and the weights

    def stroke(number: int) -> float:
        y = 0.2 + 0.01 * (number % 10)
        send(canvas, QEvent.Type.MouseButtonPress, 0.4, y)
        send(canvas, QEvent.Type.MouseMove, 0.5, y)
        settle(0.6)  # what the stroke itself asked for is answered
        answers.clear()
        began = time.perf_counter()
        send(canvas, QEvent.Type.MouseButtonRelease, 0.5, y)
        wait_for(lambda: any(answers))
        return (time.perf_counter() - began) * 1000

    return stroke


def forward_timer(session: Session) -> Callable[[int], float]:
    """The same request answered in this thread, with the threads that the worker has; the milliseconds spent in the network."""
    import torch

    torch.set_num_threads(max(1, (os.cpu_count() or 2) - 1))
    spec = next(spec for spec in registry.engines().values() if spec.request_type is SketchRequest)
    engine: Any = spec.load(session.settings.weights_path(spec), session.settings.device)
    spent: list[float] = []
    for name in ("look", "paint"):
        setattr(engine._network, name, _timed(getattr(engine._network, name), spent))

    def forward(_: int) -> float:
        spent.clear()
        engine._seen.clear()
        engine.run(build_request(session.document, SketchRequest), spec.options_type(variants=1), RunContext())
        return sum(spent)

    return forward


def _timed(work: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    def timed(*arguments: Any) -> Any:
        began = time.perf_counter()
        try:
            return work(*arguments)
        finally:
            spent.append((time.perf_counter() - began) * 1000)

    return timed


# --- faces


def measure_faces(session: Session, canvas: CanvasView) -> None:
    """Where the parts of the face that appears lie, beside where they were drawn."""
    errors: dict[str, list[float]] = {name: [] for name in GROUPS}
    unseen = 0
    with provider() as detect:
        for landmarks in faces():
            new_sheet(session)
            draw_face(canvas, landmarks)
            picture = portrait(session)
            found = detect(picture)
            unseen += not found
            if found:
                distance = np.hypot(*(found[0].landmarks / picture.shape[0] - landmarks).T) / EYE_DISTANCE
                for name, points in GROUPS.items():
                    errors[name] += distance[list(points)].tolist()
    say("drawn faces in which no face was found", f"{unseen} of {len(faces())}")
    for name, values in errors.items():
        if values:
            say(f"{name}: mean distance from the strokes, in eye distances", f"{np.mean(values):.3f}")


@contextmanager
def provider() -> Iterator[Callable[..., Any]]:
    found = landmark_provider()
    yield found.detect
    getattr(found, "close", lambda: None)()


def portrait(session: Session) -> Any:
    before = len(session.results.entries)
    session.generate()
    wait_for(lambda: len(session.results.entries) > before)
    entry = session.results.entries[0]
    return entry.picture(entry.numbers[0])


def faces() -> list[Points]:
    """Landmarks of photos, normalised (68, 2)."""
    return [np.array(json.loads(path.read_text())["landmarks"]) / PHOTO_PX for path in sorted(DATA.glob("*.json"))]


def draw_face(canvas: CanvasView, landmarks: Points, steps: int = 5) -> None:
    """One stroke a line, the pointer seen a few times between two landmarks."""
    for line in LINES:
        points = landmarks[list(line)]
        way = [one + (other - one) * step / steps for one, other in pairwise(points) for step in range(steps)]
        send(canvas, QEvent.Type.MouseButtonPress, *way[0].tolist())
        for point in (*way[1:], points[-1]):
            send(canvas, QEvent.Type.MouseMove, *point.tolist())
        send(canvas, QEvent.Type.MouseButtonRelease, *points[-1].tolist())


if __name__ == "__main__":
    main()
