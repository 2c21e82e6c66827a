"""A sketch in the window: drawn with the pointer from nothing, previewed, repainted, opened from scans, made of portraits and back."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch  # noqa: F401  # here, not in the worker of the first test: that waits for it
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from engines import registry
from engines.face.average_face import average_landmarks
from engines.face.parsing.classes import HAIR, LIPS, SKIN
from engines.imaging.arrays import Points
from engines.imaging.io import COMPOSITE, read_image, write_image
from engines.requests import SketchRequest
from faceforge_app.canvas.draw_tools import DrawTool
from faceforge_app.canvas.drawing import COVERED
from faceforge_app.canvas.drop_zones import Zone, zones_for
from faceforge_app.dialogs.photo_face import PhotoFaceDialog
from faceforge_app.document.sketch import REQUEST_PX, sheet_picture
from faceforge_app.main_window import MainWindow
from faceforge_app.session.donor_photos import DonorPhoto, Purpose
from faceforge_app.session.engine_choice import spec_of
from faceforge_app.session.runner import NO_ENGINE
from faceforge_app.session.session import Session
from tests.faceforge_app.document.sketches import LINES, sketch_document
from tests.faceforge_app.test_photo_window import ALT, LEFT, NONE, at, drag, pen, send
from tests.fakes import FakeEngine, FakeLandmarks, Script, face_picture


@pytest.fixture
def sketcher(engine: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    """A second engine, for sketches."""
    fake = FakeEngine("sketch", SketchRequest)
    monkeypatch.setattr(registry, "engines", lambda: {engine.spec.id: engine.spec, fake.spec.id: fake.spec})
    return fake


@pytest.fixture
def sheet(sketcher: FakeEngine, window: MainWindow) -> MainWindow:
    window.actions_by_id["new_sketch"].trigger()
    return window


def darkness(session: Session, x: float, y: float) -> int:
    """Of the sheet at a point of the face frame."""
    sketch = session.document.sketch
    assert sketch is not None
    return int(sketch.ink.pixels()[int(y * sketch.ink.height), int(x * sketch.ink.width)])


def use(window: MainWindow, name: str) -> None:
    window.actions_by_id[name].trigger()


def generated(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.session.run_finished, timeout=PATIENCE_MS):
        use(window, "generate")


PATIENCE_MS = 30_000  # the worker imports torch before its first run


def by_hand(points: Points, steps: int = 5) -> list[tuple[float, float]]:
    """Where a pointer is seen on its way along points: a few times between two of them."""
    way = [one + (other - one) * step / steps for one, other in pairwise(points) for step in range(steps)]
    return [(float(x), float(y)) for x, y in (*way, points[-1])]


# --- drawn from nothing


def test_the_engine_is_asked_for_the_lines_where_the_pointer_went(
    sheet: MainWindow, session: Session, sketcher: FakeEngine, qtbot: QtBot
) -> None:
    assert not sheet.engine.generate.isEnabled() and "no sketch on the sheet" in session.lacking
    landmarks = average_landmarks()
    for line in LINES:
        drag(sheet, *by_hand(landmarks[list(line)]))
    generated(sheet, qtbot)
    request = sketcher.requests[-1]
    assert isinstance(request, SketchRequest)
    drawn = [number for line in LINES for number in line]
    for x, y in (landmarks[drawn] * REQUEST_PX).astype(int).tolist():
        assert request.sketch[y - 3 : y + 4, x - 3 : x + 4].min() < 0.4
    beside = (np.array([[0.5, 0.3], [0.4, 0.6], [0.1, 0.1]]) * REQUEST_PX).astype(int)
    assert all(request.sketch[y, x].min() == 1 for x, y in beside.tolist())
    assert sheet.stage.portrait.isVisible() and session.results.entries[0].made_from is session.document


def test_a_stroke_is_one_step(sheet: MainWindow, session: Session) -> None:
    drag(sheet, (0.3, 0.5), (0.5, 0.5), (0.7, 0.5))
    assert darkness(session, 0.4, 0.5) > 150 and darkness(session, 0.69, 0.5) > 150
    assert session.undo_label == "Pencil"
    session.undo()
    assert not session.can_undo and darkness(session, 0.4, 0.5) == 0


def test_escape_takes_a_stroke_back(sheet: MainWindow, session: Session) -> None:
    send(sheet, QEvent.Type.MouseButtonPress, 0.5, 0.5)
    send(sheet, QEvent.Type.MouseMove, 0.6, 0.5)
    sheet.cancel()
    send(sheet, QEvent.Type.MouseButtonRelease, 0.6, 0.5)
    assert not session.can_undo and darkness(session, 0.5, 0.5) == 0


def test_rubber_alt_and_the_other_end_of_a_pen_take_away(sheet: MainWindow, session: Session) -> None:
    for y in (0.3, 0.5, 0.7):
        drag(sheet, (0.3, y), (0.7, y))
    use(sheet, "draw_eraser")
    drag(sheet, (0.5, 0.28), (0.5, 0.32))
    use(sheet, "draw_pencil")
    drag(sheet, (0.5, 0.48), (0.5, 0.52), keys=ALT)
    for kind in (QEvent.Type.TabletPress, QEvent.Type.TabletRelease):
        pen(sheet, kind, 0.5, 0.7, 1.0, rubber=True)
    assert [darkness(session, 0.5, y) for y in (0.3, 0.5, 0.7)] == [0, 0, 0]
    assert all(darkness(session, 0.4, y) > 150 for y in (0.3, 0.5, 0.7))


def test_a_pen_draws_wider_and_darker_with_pressure(sheet: MainWindow, session: Session) -> None:
    sums = []
    for y, pressure in ((0.3, 0.2), (0.6, 1.0)):
        pen(sheet, QEvent.Type.TabletPress, 0.3, y, pressure)
        pen(sheet, QEvent.Type.TabletMove, 0.6, y, pressure)
        pen(sheet, QEvent.Type.TabletRelease, 0.6, y, pressure)
        sketch = session.document.sketch
        assert sketch is not None
        rows = sketch.ink.pixels()[int((y - 0.1) * 1024) : int((y + 0.1) * 1024)].astype(int)
        sums.append((rows.sum(), rows.max()))
    assert sums[0][0] < sums[1][0] / 2 and sums[0][1] < sums[1][1]


def test_smudging_softens_a_line(sheet: MainWindow, session: Session) -> None:
    drag(sheet, (0.3, 0.5), (0.7, 0.5))
    use(sheet, "draw_smudge")
    drag(sheet, (0.5, 0.5), (0.5, 0.51), (0.5, 0.52))
    assert darkness(session, 0.5, 0.51) > 5 and session.undo_label == "Smudge"


def test_every_tool_keeps_its_own_size(sheet: MainWindow, qtbot: QtBot) -> None:
    drawing = sheet.canvas.drawing
    qtbot.keyClick(sheet.canvas, Qt.Key.Key_BracketRight)
    assert drawing.settings.size == 8
    use(sheet, "draw_eraser")
    assert drawing.settings.size == 40
    sheet.sketch_bar.brush_size.setValue(100)
    assert drawing.settings.size == 300
    use(sheet, "draw_pencil")
    assert drawing.settings.size == 8


def test_the_average_face_shines_through_an_empty_sheet(sheet: MainWindow) -> None:
    def brightness() -> int:
        point = at(sheet, 0.381, 0.475).toPoint()  # an eye of the average face
        return QColor(sheet.canvas.grab().toImage().pixel(point)).lightness()

    sheet.canvas.drawing.leave()
    shadowed = brightness()
    sheet.sketch_bar.guide.setValue(0)
    assert shadowed < 240 and brightness() > 250


def test_a_stroke_repaints_what_a_whole_painting_would(sheet: MainWindow) -> None:
    drag(sheet, (0.2, 0.3), (0.5, 0.55), (0.8, 0.6))
    sheet.canvas.drawing.leave()
    kept = sheet.canvas.grab().toImage()
    sheet.canvas._sketch = type(sheet.canvas._sketch)()
    assert sheet.canvas.grab().toImage() == kept


def test_nothing_is_drawn_under_a_portrait(sheet: MainWindow, session: Session) -> None:
    drag(sheet, (0.3, 0.5), (0.7, 0.5))
    layer = session.add_picture(face_picture(), {}, "Portrait")
    said: list[str] = []
    sheet.canvas.drawing.told.connect(said.append)
    drag(sheet, (0.3, 0.6), (0.7, 0.6))
    assert said == [COVERED] and darkness(session, 0.5, 0.6) == 0
    session.select(layer)
    use(sheet, "hide")
    drag(sheet, (0.3, 0.6), (0.7, 0.6))
    assert darkness(session, 0.5, 0.6) > 150


# --- what is wished


def test_colours_and_literalness_are_asked_for(
    sheet: MainWindow, session: Session, sketcher: FakeEngine, qtbot: QtBot
) -> None:
    drag(sheet, (0.3, 0.5), (0.7, 0.5))
    sheet.sketch.colours["hair"]._tones[0].click()
    sheet.sketch.literal["mouth"].slider.setValue(20)
    assert session.undo_label == "How literally"
    generated(sheet, qtbot)
    request = sketcher.requests[-1]
    assert request.colours == {"hair": pytest.approx((0x1B / 255, 0x17 / 255, 0x15 / 255))}
    x, y = (average_landmarks()[62] * REQUEST_PX).astype(int).tolist()
    assert request.literal[y, x] == pytest.approx(0.2, abs=0.02) and request.literal[0, 0] == 1
    session.undo()
    assert sheet.sketch.literal["mouth"].slider.value() == 100
    sheet.sketch.colours["hair"]._none.click()
    assert session.document.sketch is not None and session.document.sketch.colours == {}


def test_a_reference_photo_lends_its_colours(sheet: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "anna.png"
    write_image(path, face_picture(size=256), label=COMPOSITE)
    session.donors._photos._provider = FakeLandmarks
    with qtbot.waitSignal(session.donors.colours_found):
        session.donors.open_colours(path)
    sketch = session.document.sketch
    assert sketch is not None and set(sketch.colours) <= {"skin", "hair", "eyes", "lips"}
    assert sketch.colours["skin"][0] > sketch.colours["skin"][2]


def test_a_preview_follows_the_pencil_and_the_newest_request_wins(
    sheet: MainWindow, session: Session, sketcher: FakeEngine, qtbot: QtBot
) -> None:
    use(sheet, "live_preview")
    with qtbot.waitSignal(session.live_preview.changed, check_params_cb=None):
        drag(sheet, (0.3, 0.5), (0.4, 0.5), (0.7, 0.5))
    qtbot.waitUntil(lambda: session.live_preview.picture is not None and session._runs.idle)
    newest = sketcher.requests[-1].sketch
    assert newest[int(0.5 * REQUEST_PX), int(0.68 * REQUEST_PX), 0] < 0.5
    assert sketcher.options[-1].variants == 1


# --- the parsing


def test_a_repainted_parsing_goes_to_the_engine(
    sheet: MainWindow, session: Session, sketcher: FakeEngine, qtbot: QtBot
) -> None:
    drag(sheet, (0.3, 0.5), (0.7, 0.5))
    labels = np.full((32, 32), SKIN, np.uint8)
    labels[:8] = HAIR
    sketcher.script(Script(extras={"parsing": labels, "stage_one": np.full((32, 32, 3), 0.5, np.float32)}))
    generated(sheet, qtbot)
    assert set(session.results.entries[0].views) == {"parsing", "stage_one"}
    use(sheet, "parsing_edit")
    assert sheet.canvas.drawing.settings.tool is DrawTool.CLASSES
    sheet.sketch_bar.label.setCurrentIndex(sheet.sketch_bar.label.findData(LIPS))
    drag(sheet, (0.4, 0.75), (0.6, 0.75))
    assert session.undo_label == "Repaint the parsing"
    generated(sheet, qtbot)
    asked = sketcher.requests[-1].parsing
    assert asked is not None and asked.dtype == np.uint8
    assert (asked[384, 256], asked[20, 256], asked[300, 100]) == (LIPS, HAIR, SKIN)
    use(sheet, "parsing_forget")
    generated(sheet, qtbot)
    assert sketcher.requests[-1].parsing is None and sheet.canvas.drawing.settings.tool is DrawTool.PENCIL


def test_the_parsing_is_seen_in_its_colours(
    sheet: MainWindow, session: Session, qtbot: QtBot, sketcher: FakeEngine
) -> None:
    drag(sheet, (0.3, 0.5), (0.7, 0.5))
    sketcher.script(Script(extras={"parsing": np.full((32, 32), LIPS, np.uint8)}))
    generated(sheet, qtbot)
    use(sheet, "parts_view")
    use(sheet, "parsing_edit")
    sheet.canvas.drawing.leave()

    def colour() -> QColor:
        return QColor(sheet.canvas.grab().toImage().pixel(at(sheet, 0.2, 0.8).toPoint()))

    assert colour().red() > colour().green() + 50
    use(sheet, "parsing_show")
    assert colour().red() == colour().green()


def test_without_a_parsing_it_is_said(sheet: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet.sketches.told, check_params_cb=lambda text: "no parsing" in text):
        use(sheet, "parsing_edit")


# --- opened, made of others, exported


def found(faces: int) -> DonorPhoto:
    scan = np.full((300, 240, 3), 255, np.uint8)
    scan[140:150, 60:180] = 0
    return DonorPhoto(scan, tuple(FakeLandmarks(faces).detect(scan)), "scan.png", purpose=Purpose.DRAW)


def test_a_scan_with_one_face_is_laid_upright(window: MainWindow, session: Session) -> None:
    session.donors.sketch_found.emit(found(1))
    sketch = session.document.sketch
    assert sketch is not None and sketch.ink.any and sketch.name == "scan.png"
    assert window.sketch_bar.isVisible() and not window.mask_bar.isVisible()
    assert window.canvas.drawing.settings.guide == 0
    assert window.windowTitle().startswith("scan.png")


def test_where_no_face_is_found_eyes_and_mouth_are_clicked(window: MainWindow, session: Session) -> None:
    session.donors.sketch_found.emit(found(0))
    dialog = window.findChild(PhotoFaceDialog)
    assert "No face" in dialog.view.hint
    dialog.view._points = [(90.0, 140.0), (150.0, 140.0), (120.0, 200.0)]
    dialog.view._tell()
    dialog._on_use()
    assert session.document.sketch is not None and session.document.sketch.landmarks is not None


def test_a_scan_is_dropped_to_draw_from_it(window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    write_image(path, found(1).image, label=COMPOSITE)
    session.donors._photos._provider = FakeLandmarks
    zones = zones_for([path], False)
    x = window.stage.width() * (zones.index(Zone.DRAW) + 0.5) / len(zones)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    with qtbot.waitSignal(session.donors.sketch_found):
        window.stage.dropEvent(QDropEvent(QPointF(x, 100), Qt.DropAction.CopyAction, data, LEFT, NONE))
    assert session.document.sketch is not None


def test_without_an_engine_it_is_said_kindly(window: MainWindow, session: Session) -> None:
    session.projects.new(sketch_document())
    assert session.lacking == NO_ENGINE and window.engine._summary.text() == NO_ENGINE
    said: list[str] = []
    session.message.connect(said.append)
    assert not session.generate() and said == [NO_ENGINE]
    session.projects.new()
    assert window.engine._summary.text() == spec_of("parts").summary


def test_a_composition_becomes_a_sketch(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    window.sketches.turn_into_sketch("line")
    qtbot.waitUntil(lambda: session.document.sketch is not None)
    assert session.document.sketch is not None and session.document.sketch.ink.any
    assert not session.document.layers


def test_the_sheet_is_exported_by_itself(
    sheet: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drag(sheet, (0.3, 0.5), (0.7, 0.5))
    path = tmp_path / "drawn.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(sheet.files.told):
        use(sheet, "sketch_export")
    assert session.document.sketch is not None
    assert (read_image(path).image == sheet_picture(session.document.sketch.ink)).all()
    use(sheet, "sketch_clear")
    assert not session.document.sketch.ink.any and session.undo_label == "Clear sheet"


def test_a_part_of_the_library_is_drawn(sheet: MainWindow, session: Session, qtbot: QtBot) -> None:
    assert session.add_part(session.library.donors[0], "nose") == ""
    assert session.undo_label == "Draw nose" and not session.document.layers
    tip, chin = average_landmarks()[[33, 8]].tolist()
    sketch = session.document.sketch
    assert sketch is not None
    around = sketch.ink.pixels()[int(tip[1] * 1024) - 30 : int(tip[1] * 1024) + 30, int(tip[0] * 1024) - 60 :][:, :120]
    assert around.max() > 60 and darkness(session, *chin) == 0
    sheet.canvas._drop_part(session.library.donors[1].id, "mouth", at(sheet, 0.5, 0.7))
    assert session.undo_label == "Draw mouth" and not session.document.layers


def test_a_drawing_that_is_opened_as_a_photo_is_asked_about(
    window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "scan.png"
    write_image(path, found(1).image, label=COMPOSITE)
    session.donors._photos._provider = FakeLandmarks
    with qtbot.waitSignal(session.donors.photo_found):
        session.donors.open_photo(path)
    box = window.findChild(QMessageBox)
    assert "looks like a drawing" in box.text()
    with qtbot.waitSignal(session.donors.sketch_found):
        box.button(QMessageBox.StandardButton.Apply).click()
    assert session.document.sketch is not None


def test_the_way_back_from_a_portrait(sheet: MainWindow, session: Session, qtbot: QtBot) -> None:
    drag(sheet, (0.3, 0.5), (0.7, 0.5))
    generated(sheet, qtbot)
    session.donors._photos._provider = FakeLandmarks
    with qtbot.waitSignal(session.donors.photo_found):
        use(sheet, "portrait_photo")
    sheet.projects._question.button(QMessageBox.StandardButton.Discard).click()  # type: ignore[union-attr]
    assert session.document.photo is not None and session.document.sketch is None
