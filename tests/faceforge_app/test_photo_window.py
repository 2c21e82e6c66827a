"""A photo in the window: opened, masked with the pointer, and what the window offers for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from engines.imaging.io import COMPOSITE, write_image
from faceforge_app.canvas.drop_zones import Zone, zones_for
from faceforge_app.canvas.hit_test import corners_of
from faceforge_app.canvas.mask_tools import Tool
from faceforge_app.canvas.photo_painting import look_of, photo_to_device
from faceforge_app.dialogs.photo_face import PhotoFaceDialog
from faceforge_app.document import editing, face_areas
from faceforge_app.main_window import MainWindow
from faceforge_app.session.donor_photos import DonorPhoto
from faceforge_app.session.session import Session
from tests.faceforge_app.document.photos import ground, masked, photo_document, photo_file
from tests.fakes import FakeLandmarks

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def photo(window: MainWindow, session: Session) -> MainWindow:
    session.projects.new(photo_document(ground()))
    return window


def at(window: MainWindow, x: float, y: float) -> QPointF:
    """A point of the face frame on the canvas."""
    view = window.canvas.view
    return QPointF(view.left + x * view.side, view.top + y * view.side)


def send(window: MainWindow, kind: QEvent.Type, x: float, y: float, keys: Qt.KeyboardModifier = NONE) -> None:
    position = at(window, x, y)
    button = NO_BUTTON if kind == QEvent.Type.MouseMove else LEFT
    buttons = NO_BUTTON if kind == QEvent.Type.MouseButtonRelease else LEFT
    there = window.canvas.mapToGlobal(position)
    QApplication.sendEvent(window.canvas, QMouseEvent(kind, position, there, button, buttons, keys))


def drag(window: MainWindow, *points: tuple[float, float], keys: Qt.KeyboardModifier = NONE) -> None:
    send(window, QEvent.Type.MouseButtonPress, *points[0], keys)
    for point in points[1:]:
        send(window, QEvent.Type.MouseMove, *point, keys)
    send(window, QEvent.Type.MouseButtonRelease, *points[-1], keys)


def filled(session: Session, x: float, y: float) -> bool:
    photo = session.document.photo
    assert photo is not None
    column, row = (photo.to_photo_px @ [x, y, 1]).astype(int)
    return bool(photo.mask.pixels()[row, column] > 127)


def use(window: MainWindow, tool: str) -> None:
    window.actions_by_id[f"tool_{tool}"].trigger()


# --- painting


def test_a_stroke_is_one_step(photo: MainWindow, session: Session) -> None:
    drag(photo, (0.3, 0.5), (0.5, 0.5), (0.7, 0.5))
    assert filled(session, 0.3, 0.5) and filled(session, 0.6, 0.5) and filled(session, 0.7, 0.5)
    assert session.undo_label == "Brush"
    session.undo()
    assert not session.can_undo and not session.document.photo.mask.any  # type: ignore[union-attr]


def test_alt_and_the_eraser_take_away(photo: MainWindow, session: Session) -> None:
    use(photo, "rectangle")
    drag(photo, (0.2, 0.2), (0.8, 0.8))
    use(photo, "eraser")
    drag(photo, (0.3, 0.5), (0.4, 0.5))
    use(photo, "brush")
    drag(photo, (0.6, 0.5), (0.7, 0.5), keys=ALT)
    assert not filled(session, 0.35, 0.5) and not filled(session, 0.65, 0.5)
    assert filled(session, 0.5, 0.7)


def test_shapes_are_closed_when_the_button_is_let_go(photo: MainWindow, session: Session) -> None:
    use(photo, "ellipse")
    drag(photo, (0.4, 0.4), (0.6, 0.6))
    use(photo, "lasso")
    drag(photo, (0.1, 0.1), (0.3, 0.1), (0.3, 0.3), (0.1, 0.3))
    assert filled(session, 0.5, 0.5) and filled(session, 0.2, 0.2)
    assert not filled(session, 0.41, 0.41)
    assert session.undo_label == "Lasso"


def test_a_polygon_is_closed_with_enter(photo: MainWindow, session: Session, qtbot: QtBot) -> None:
    use(photo, "polygon")
    for corner in ((0.3, 0.3), (0.7, 0.3), (0.9, 0.9), (0.7, 0.7)):
        send(photo, QEvent.Type.MouseButtonPress, *corner)
        send(photo, QEvent.Type.MouseButtonRelease, *corner)
    qtbot.keyClick(photo.canvas, Qt.Key.Key_Backspace)
    assert not session.can_undo
    qtbot.keyClick(photo.canvas, Qt.Key.Key_Return)
    assert filled(session, 0.6, 0.4) and session.undo_label == "Polygon"


def test_escape_takes_a_stroke_back(photo: MainWindow, session: Session) -> None:
    send(photo, QEvent.Type.MouseButtonPress, 0.5, 0.5)
    send(photo, QEvent.Type.MouseMove, 0.6, 0.5)
    photo.cancel()
    send(photo, QEvent.Type.MouseButtonRelease, 0.6, 0.5)
    assert not session.can_undo and not session.document.photo.mask.any  # type: ignore[union-attr]


def test_saving_in_the_middle_of_a_stroke_keeps_it(photo: MainWindow, session: Session) -> None:
    send(photo, QEvent.Type.MouseButtonPress, 0.5, 0.5)
    photo.canvas.commit_pending()
    assert session.undo_label == "Brush"
    send(photo, QEvent.Type.MouseButtonRelease, 0.5, 0.5)
    assert filled(session, 0.5, 0.5)


def pen(window: MainWindow, kind: QEvent.Type, x: float, y: float, pressure: float, rubber: bool = False) -> None:
    types = QPointingDevice.PointerType
    device = QPointingDevice(
        "pen", 1, QInputDevice.DeviceType.Stylus, types.Eraser if rubber else types.Pen,
        QInputDevice.Capability.Pressure, 1, 1,
    )  # fmt: skip
    position = at(window, x, y)
    there = QPointF(window.canvas.mapToGlobal(position))
    event = QTabletEvent(kind, device, position, there, pressure, 0, 0, 0, 0, 0, NONE, LEFT, LEFT)
    QApplication.sendEvent(window.canvas, event)


def test_a_pen_paints_with_its_pressure_and_rubs_out_with_its_other_end(photo: MainWindow, session: Session) -> None:
    sizes = []
    for y, pressure in ((0.3, 0.3), (0.6, 1.0)):
        pen(photo, QEvent.Type.TabletPress, 0.5, y, pressure)
        pen(photo, QEvent.Type.TabletRelease, 0.5, y, pressure)
        sizes.append(int(session.document.photo.mask.pixels().sum()))  # type: ignore[union-attr]
    assert sizes[0] < sizes[1] / 4
    pen(photo, QEvent.Type.TabletPress, 0.5, 0.6, 1.0, rubber=True)
    pen(photo, QEvent.Type.TabletRelease, 0.5, 0.6, 1.0, rubber=True)
    assert filled(session, 0.5, 0.3) and not filled(session, 0.5, 0.6)


def test_the_brush_is_resized_with_keys_and_wheel(photo: MainWindow, qtbot: QtBot) -> None:
    masking = photo.canvas.masking
    size = masking.settings.size
    qtbot.keyClick(photo.canvas, Qt.Key.Key_BracketRight)
    assert masking.settings.size > size
    qtbot.keyClick(photo.canvas, Qt.Key.Key_BracketLeft)
    assert masking.settings.size == pytest.approx(size, abs=1)
    position = at(photo, 0.5, 0.5)
    wheel = QWheelEvent(
        position, photo.canvas.mapToGlobal(position), QPoint(), QPoint(120, 0), NO_BUTTON, ALT,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(photo.canvas, wheel)
    assert masking.settings.size > size
    assert photo.canvas.zoom == 1.0


def test_the_mask_is_seen_where_it_is_and_can_be_hidden(photo: MainWindow, session: Session) -> None:
    def redness() -> int:
        point = at(photo, 0.5, 0.5).toPoint()
        colour = QColor(photo.canvas.grab().toImage().pixel(point))
        return colour.red() - colour.green()

    before = redness()
    use(photo, "rectangle")
    drag(photo, (0.4, 0.4), (0.6, 0.6))
    assert redness() > before + 40
    photo.actions_by_id["mask_show"].trigger()
    assert redness() == pytest.approx(before, abs=2)


def test_a_stroke_repaints_what_a_whole_painting_would(photo: MainWindow) -> None:
    drag(photo, (0.2, 0.3), (0.5, 0.55), (0.8, 0.6))
    photo.canvas.masking.leave()
    kept = photo.canvas.grab().toImage()
    photo.canvas._photo = type(photo.canvas._photo)()
    assert photo.canvas.grab().toImage() == kept


# --- what the window offers


def test_the_mask_tools_are_there_for_photos_alone(photo: MainWindow, session: Session) -> None:
    assert photo.mask_bar.isVisible() and photo.actions_by_id["tool_brush"].isChecked()
    assert not photo.actions_by_id["mask_grow"].isEnabled()
    session.projects.new(photo_document(masked(ground())))
    assert photo.actions_by_id["mask_grow"].isEnabled()
    session.projects.new()
    assert not photo.mask_bar.isVisible() and not photo.actions_by_id["mask_invert"].isEnabled()


def test_a_layout_kept_with_a_photo_shows_no_mask_tools_without_one(photo: MainWindow, session: Session) -> None:
    photo.keep_layout()
    session.projects.new()
    photo.restore_layout()
    assert not photo.mask_bar.isVisible()


@pytest.mark.parametrize("there", [False, True])
def test_what_cannot_be_told_without_the_face_network_is_said(
    photo: MainWindow, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    monkeypatch.setattr(face_areas, "has_face_network", lambda: there)
    photo.mask_bar.areas.aboutToShow.emit()
    entries = {action.text(): action for action in photo.mask_bar.areas.actions()}
    assert entries["Mouth"].isEnabled() and entries["Glasses"].isEnabled()
    assert entries["Hair"].isEnabled() == entries["Skin"].isEnabled() == there
    assert "whose weights" in entries["Hair"].toolTip() or there
    assert "landmarks" in entries["Glasses"].toolTip()


def test_a_chosen_part_is_moved_and_not_painted_over(photo: MainWindow, session: Session) -> None:
    donor = session.library.donors[0]
    layer = session.add_part(donor, "nose")
    assert photo.canvas.masking.settings.tool is Tool.MOVE
    assert photo.layers.opacity.slider.accessibleName() == "Strength"
    before = session.document
    x, y = before.landmarks[27:36].mean(axis=0)
    drag(photo, (x, y), (x + 0.1, y))
    assert session.undo_label == "Move nose"
    photo.edits.back_home()
    corners = [corners_of(editing.part(document, layer)) for document in (before, session.document)]
    assert corners[0] == pytest.approx(corners[1])
    use(photo, "brush")
    assert session.selection is None


def test_the_whole_photo_fits_and_so_does_the_face(photo: MainWindow, session: Session) -> None:
    document = session.document.photo
    assert document is not None
    look = look_of(photo.canvas)
    to_device = photo_to_device(document, look.frame)
    corners = to_device @ np.array([[0, 400, 400, 0], [0, 0, 320, 320], [1, 1, 1, 1]])
    assert (corners >= 0).all() and (corners[0] <= look.width).all() and (corners[1] <= look.height).all()
    photo.actions_by_id["fit_face"].trigger()
    view = photo.canvas.view
    assert view.left == pytest.approx((photo.canvas.width() - view.side) / 2, abs=1)
    assert view.side > 0.8 * min(photo.canvas.width(), photo.canvas.height())


def test_the_title_is_the_photos(photo: MainWindow) -> None:
    assert photo.windowTitle().startswith("photo.png")


def test_a_doubted_mask_can_be_turned_round(photo: MainWindow, session: Session, qtbot: QtBot) -> None:
    white = np.full((320, 400), 255, np.uint8)
    white[100:150, 100:150] = 0
    session.photo.mask_doubted.emit(white, "mask.png")
    box = photo.findChild(QMessageBox)
    assert "white" in box.text()
    with qtbot.waitSignal(session.document_changed):
        box.button(QMessageBox.StandardButton.Yes).click()
    assert session.document.photo.mask.bounds().size == (50, 50)  # type: ignore[union-attr]


# --- opening


def found(faces: int, file: Any = None) -> DonorPhoto:
    file = file or photo_file()
    return DonorPhoto(file.image, tuple(FakeLandmarks(faces).detect(file.image)), "p.png", (), file)


def test_one_face_is_aligned_at_once(window: MainWindow, session: Session) -> None:
    session.donors.photo_found.emit(found(1))
    assert session.document.photo is not None
    assert window.canvas.masking.settings.tool is Tool.BRUSH


def test_of_several_faces_one_is_chosen(window: MainWindow, session: Session) -> None:
    session.donors.photo_found.emit(found(2))
    assert session.document.photo is None
    dialog = window.findChild(PhotoFaceDialog)
    dialog.view.choose_face(1)
    dialog._on_use()
    photo = session.document.photo
    assert photo is not None
    assert (photo.to_photo_px @ [0.5, 0.5, 1])[0] == pytest.approx(300, abs=5)


def test_without_a_face_the_eyes_are_placed_by_hand(window: MainWindow, session: Session) -> None:
    session.donors.photo_found.emit(found(0))
    dialog = window.findChild(PhotoFaceDialog)
    assert "No face" in dialog.view.hint and not dialog._use.isEnabled()
    dialog.view._points = [(150.0, 150.0), (250.0, 150.0), (200.0, 260.0)]
    dialog.view._tell()
    dialog._on_use()
    assert session.document.photo is not None
    assert session.document.photo.side_px == pytest.approx(100 / 0.24, rel=0.02)


def test_unsaved_work_is_asked_about_first(photo: MainWindow, session: Session) -> None:
    drag(photo, (0.3, 0.5), (0.5, 0.5))
    before = session.document
    session.donors.photo_found.emit(found(1))
    assert session.document is before
    photo.projects._question.button(QMessageBox.StandardButton.Discard).click()  # type: ignore[union-attr]
    assert session.document is not before


def test_a_photo_is_dropped_to_be_repaired_or_as_a_donor(
    window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "anna.png"
    write_image(path, photo_file().image, label=COMPOSITE)
    for zone, signal in ((Zone.REPAIR, session.donors.photo_found), (Zone.DONOR, session.donors.found)):
        session.donors._photos._provider = FakeLandmarks
        zones = zones_for([path], session.document.photo is not None)
        x = window.stage.width() * (zones.index(zone) + 0.5) / len(zones)
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        drop = QDropEvent(QPointF(x, 100), Qt.DropAction.CopyAction, data, LEFT, NONE)
        with qtbot.waitSignal(signal):
            window.stage.dropEvent(drop)
    assert session.document.photo is not None
