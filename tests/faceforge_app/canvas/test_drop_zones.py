"""What a dropped file will become is said while it is dragged."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from pytestqt.qtbot import QtBot

from faceforge_app.canvas.drop_zones import Zone, zone_at, zones_for
from faceforge_app.canvas.stage import Stage
from faceforge_app.session.session import Session
from tests.faceforge_app.document.photos import photo_document

PHOTO, OTHER, PROJECT = Path("anna.png"), Path("ben.jpg"), Path("face.faceforge.ora")
BUTTON, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize(
    ("paths", "has_photo", "zones"),
    [
        ([], False, ()),
        ([PHOTO], False, (Zone.REPAIR, Zone.DRAW, Zone.DONOR)),
        ([PHOTO], True, (Zone.REPAIR, Zone.DRAW, Zone.DONOR, Zone.MASK)),
        ([PHOTO, OTHER], True, (Zone.DONOR,)),
        ([PHOTO, PROJECT], True, (Zone.PROJECT,)),
    ],
)
def test_what_is_offered_for_files(paths: list[Path], has_photo: bool, zones: tuple[Zone, ...]) -> None:
    assert zones_for(paths, has_photo) == zones


def test_the_zone_under_the_pointer() -> None:
    zones = (Zone.REPAIR, Zone.DONOR, Zone.MASK)
    assert [zone_at(zones, 300, x) for x in (-5, 0, 99, 100, 299, 400)] == [
        Zone.REPAIR, Zone.REPAIR, Zone.REPAIR, Zone.DONOR, Zone.MASK, Zone.MASK,
    ]  # fmt: skip


def data_of(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path.absolute()))])
    return data


def test_zones_come_with_the_files_and_go_with_them(qtbot: QtBot, session: Session) -> None:
    stage = Stage(session)
    qtbot.addWidget(stage)
    stage.resize(900, 600)
    stage.show()
    empty = stage.grab().toImage()
    data = data_of(PROJECT)
    stage.dragEnterEvent(QDragEnterEvent(QPoint(20, 20), Qt.DropAction.CopyAction, data, BUTTON, NONE))
    assert stage._zones.isVisible() and stage.grab().toImage() != empty
    stage.dragLeaveEvent(QDragLeaveEvent())
    assert not stage._zones.isVisible() and stage.grab().toImage() == empty


def test_a_mask_is_dropped_onto_the_photo_that_is_open(qtbot: QtBot, session: Session) -> None:
    stage = Stage(session)
    qtbot.addWidget(stage)
    stage.resize(900, 600)
    session.commit("Open", photo_document())
    data = data_of(PHOTO)
    drop = QDropEvent(QPointF(850, 100), Qt.DropAction.CopyAction, data, BUTTON, NONE)
    with qtbot.waitSignal(stage.mask_dropped) as dropped:
        stage.dropEvent(drop)
    assert dropped.args == [PHOTO.absolute()]
