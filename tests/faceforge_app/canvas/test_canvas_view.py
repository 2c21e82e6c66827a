from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QWheelEvent
from pytestqt.qtbot import QtBot

from faceforge_app.canvas.hit_test import corners_of, home_centre
from faceforge_app.canvas.view import CanvasView
from faceforge_app.document import editing
from faceforge_app.document.layers import PartLayer
from faceforge_app.drag_data import part_mime
from faceforge_app.session.session import Session
from tests.fakes import fake_donor

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def canvas(qtbot: QtBot, session: Session) -> Iterator[CanvasView]:
    canvas = CanvasView(session)
    qtbot.addWidget(canvas)
    canvas.resize(600, 600)
    canvas.show()
    qtbot.waitExposed(canvas)
    yield canvas


@pytest.fixture
def nose(session: Session) -> str:
    return session.add_part(fake_donor(size=128), "nose")


def part(session: Session, layer_id: str) -> PartLayer:
    return editing.part(session.document, layer_id)


def at(canvas: CanvasView, point: tuple[float, float]) -> QPoint:
    x, y = canvas.view.to_widget(np.array([point]))[0]
    return QPoint(round(x), round(y))


def drag(qtbot: QtBot, canvas: CanvasView, start: QPoint, *stops: QPoint, release: bool = True) -> None:
    qtbot.mousePress(canvas, LEFT, NONE, start)
    for stop in stops:
        qtbot.mouseMove(canvas, stop)
    if release:
        qtbot.mouseRelease(canvas, LEFT, NONE, stops[-1])


def test_one_drag_is_one_undo_step(qtbot: QtBot, canvas: CanvasView, session: Session, nose: str) -> None:
    start = at(canvas, home_centre("nose"))
    drag(qtbot, canvas, start, start + QPoint(30, 0), start + QPoint(60, 40))
    place = part(session, nose).placement
    assert (place.dx, place.dy) == pytest.approx((60 / canvas.view.side, 40 / canvas.view.side), abs=0.003)
    assert session.undo_label == "Move nose"
    session.undo()
    assert part(session, nose).placement.dx == 0
    assert session.undo_label == "Add nose"


def test_a_click_makes_no_step(qtbot: QtBot, canvas: CanvasView, session: Session, nose: str) -> None:
    session.select(None)
    qtbot.mouseClick(canvas, LEFT, NONE, at(canvas, home_centre("nose")))
    assert session.selection == nose
    assert session.undo_label == "Add nose"


def test_a_click_beside_lets_go(qtbot: QtBot, canvas: CanvasView, session: Session, nose: str) -> None:
    qtbot.mouseClick(canvas, LEFT, NONE, QPoint(5, 5))
    assert session.selection is None


def test_escape_takes_a_drag_back(qtbot: QtBot, canvas: CanvasView, session: Session, nose: str) -> None:
    start = at(canvas, home_centre("nose"))
    drag(qtbot, canvas, start, start + QPoint(80, 0), release=False)
    assert part(session, nose).placement.dx > 0
    assert canvas.escape()
    assert part(session, nose).placement.dx == 0
    qtbot.mouseRelease(canvas, LEFT, NONE, start + QPoint(80, 0))
    assert session.undo_label == "Add nose"


def test_a_corner_scales_and_the_knob_turns(qtbot: QtBot, canvas: CanvasView, session: Session, nose: str) -> None:
    corner = at(canvas, tuple(corners_of(part(session, nose))[2]))
    drag(qtbot, canvas, corner, corner + QPoint(40, 60))
    assert part(session, nose).placement.scale > 1.2
    assert session.undo_label == "Scale nose"


def test_held_arrow_keys_are_one_step(qtbot: QtBot, canvas: CanvasView, session: Session, nose: str) -> None:
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    place = part(session, nose).placement
    assert (place.dx, place.dy) == pytest.approx((3 / 512, -10 / 512))
    canvas.commit_pending()
    session.undo()
    assert part(session, nose).placement.dx == 0


def test_nudges_become_a_step_by_themselves(qtbot: QtBot, canvas: CanvasView, session: Session, nose: str) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: session.undo_label == "Nudge nose", timeout=2000)


def test_brackets_scale_and_braces_turn(qtbot: QtBot, canvas: CanvasView, session: Session, nose: str) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_BracketRight)
    qtbot.keyClick(canvas, Qt.Key.Key_BraceLeft)
    canvas.commit_pending()
    place = part(session, nose).placement
    assert place.scale > 1 and place.rotation_deg == -1
    assert session.undo_label == "Rotate nose"


def test_tab_goes_from_part_to_part_and_then_on(qtbot: QtBot, canvas: CanvasView, session: Session, nose: str) -> None:
    mouth = session.add_part(fake_donor(), "mouth")
    session.select(None)
    seen = []
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Tab)
        seen.append(session.selection)
    assert seen == [nose, mouth, None]
    qtbot.keyClick(canvas, Qt.Key.Key_Backtab)
    assert session.selection == mouth


def test_hiding_the_canvas_selects_nothing(canvas: CanvasView, session: Session, nose: str) -> None:
    session.select(None)
    canvas.setFocus()
    canvas.hide()
    assert session.selection is None


def wheel(canvas: CanvasView, steps: int, keys: Qt.KeyboardModifier = NONE) -> None:
    place = QPointF(200, 200)
    event = QWheelEvent(
        place,
        place,
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    canvas.wheelEvent(event)


def test_the_wheel_zooms_at_the_pointer(canvas: CanvasView) -> None:
    before = canvas.view.to_frame(200, 200)
    wheel(canvas, 2)
    assert canvas.zoom > 1.4
    assert canvas.view.to_frame(200, 200) == pytest.approx(before)
    canvas.fit()
    assert canvas.zoom == 1


def test_alt_and_wheel_scale_the_selected_part(canvas: CanvasView, session: Session, nose: str) -> None:
    wheel(canvas, 3, Qt.KeyboardModifier.AltModifier)
    assert part(session, nose).placement.scale == pytest.approx(1.02**3)
    assert canvas.zoom == 1


def drop(canvas: CanvasView, session: Session, point: tuple[float, float]) -> None:
    donor = session.library.donors[0]
    data = part_mime(donor.id, "mouth")
    place = at(canvas, point)
    keys = (Qt.DropAction.CopyAction, data, LEFT, NONE)
    canvas.dragMoveEvent(QDragMoveEvent(place, *keys))
    canvas.grab()
    canvas.dropEvent(QDropEvent(QPointF(place), *keys))


def test_a_part_dropped_near_home_goes_home(canvas: CanvasView, session: Session) -> None:
    x, y = home_centre("mouth")
    drop(canvas, session, (x + 0.03, y))
    assert session.document.parts[0].placement.dx == 0
    assert session.undo_label == "Add mouth"


def test_a_part_dropped_elsewhere_stays_there(canvas: CanvasView, session: Session) -> None:
    x, y = home_centre("mouth")
    drop(canvas, session, (x, y - 0.4))
    assert session.document.parts[0].placement.dy == pytest.approx(-0.4, abs=0.01)
    session.undo()
    assert not session.document.layers
