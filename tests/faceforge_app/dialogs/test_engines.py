from __future__ import annotations

from pathlib import Path

import torch
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from engines.weights import WeightsCard, save_weights
from faceforge_app.dialogs.card_text import quality
from faceforge_app.dialogs.engines import EnginesDialog
from faceforge_app.session.session import Session

BUTTON, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drop(dialog: EnginesDialog, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, action = QPointF(20, 20), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at.toPoint(), action, data, BUTTON, NONE)
    dialog.dragEnterEvent(enter)
    assert enter.isAccepted()
    dialog.dropEvent(QDropEvent(at, action, data, BUTTON, NONE))


def test_a_dropped_file_can_be_chosen_and_verified(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    dialog = EnginesDialog(session)
    qtbot.addWidget(dialog)
    card = dialog.cards["parts"]
    assert "weights are missing" in card.status.text() and not card.measure.isEnabled()
    path = tmp_path / "mine.safetensors"
    save_weights(path, {"x": torch.zeros(2)}, WeightsCard("parts", {}, title="Mine", licence="CC0"))
    with qtbot.waitSignal(session.weights.changed):
        drop(dialog, path)
    assert "mine.safetensors" in dialog.status.text()
    place = card.files.findText("mine.safetensors   (CC0)")
    card.files.setCurrentIndex(place)
    card.files.activated.emit(place)
    assert session.settings.chosen_weights == {"parts": "mine.safetensors"}
    with qtbot.waitSignal(session.weights.verified):
        card.verify.click()
    assert "unchanged" in card.status.text() and card.verify.isEnabled()


def test_what_cannot_be_imported_is_said_in_the_dialog(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    dialog = EnginesDialog(session)
    qtbot.addWidget(dialog)
    (tmp_path / "letter.safetensors").write_text("this is a letter")
    with qtbot.waitSignal(session.weights.failed):
        drop(dialog, tmp_path / "letter.safetensors")
    assert "not a safetensors file" in dialog.status.text()


def test_quality_is_a_row_for_each_way_of_measuring() -> None:
    shown = quality({"london": {"photos": 60, "one_donor": {"psnr": 13.53682}}})
    assert "photos 60" in shown and "london, one donor" in shown and "psnr 13.54" in shown
    assert quality({}) == ""
