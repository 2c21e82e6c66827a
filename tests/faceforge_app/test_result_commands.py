"""Results in the window: made again, held against each other, on a sheet, tinted by origin."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engines.imaging.io import read_image, read_recipe
from engines.requests import Result
from faceforge_app.canvas.compare import CompareView, Way
from faceforge_app.canvas.stage import Mode
from faceforge_app.dialogs.contact_sheet import ContactSheetDialog
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.results import result_entry
from faceforge_app.main_window import MainWindow
from faceforge_app.session.session import Session
from tests.fakes import FakeEngine, Script, fake_donor

NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def with_results(qtbot: QtBot, window: MainWindow, session: Session) -> MainWindow:
    """Two portraits, black and white, of a nose."""
    session.add_part(fake_donor(), "nose")
    pictures = tuple(np.full((64, 64, 3), level, np.float32) for level in (0, 1))
    recipe = {"engine": "parts", "options": {"seed": 5, "variants": 2}}
    session.results.use((result_entry("parts", Result(pictures, recipe=recipe), session.document),))
    return window


@pytest.fixture
def compare(with_results: MainWindow) -> CompareView:
    """The first portrait against the second one."""
    window = with_results
    window.results.list.setCurrentIndex(window.results.model.index(1))
    window.actions_by_id["pin"].trigger()
    window.results.list.setCurrentIndex(window.results.model.index(0))
    window.actions_by_id["compare_view"].trigger()
    return window.stage.compare.view


def brightness(view: CompareView, share: float) -> int:
    """How bright the middle line is at a share of the width, 0 to 255."""
    image = view.grab().toImage()
    return image.pixelColor(round(share * (image.width() - 1)), image.height() // 3).lightness()


def test_the_slider_divides_the_two(qtbot: QtBot, compare: CompareView) -> None:
    compare.set_way(Way.SLIDE)
    assert brightness(compare, 0.4) < 20 < 235 < brightness(compare, 0.6)
    middle = compare.height() // 2
    qtbot.mousePress(compare, LEFT, NONE, QPoint(compare.width() // 2, middle))
    qtbot.mouseMove(compare, QPoint(round(compare.width() * 0.7), middle))
    qtbot.mouseRelease(compare, LEFT, NONE, QPoint(round(compare.width() * 0.7), middle))
    assert brightness(compare, 0.6) < 20
    for _ in range(30):
        qtbot.keyClick(compare, Qt.Key.Key_Left)
    assert brightness(compare, 0.4) > 235


def test_the_other_one_is_seen_while_a_key_is_held(
    qtbot: QtBot, compare: CompareView, with_results: MainWindow
) -> None:
    compare.set_way(Way.HOLD)
    assert brightness(compare, 0.5) < 20
    qtbot.keyPress(compare, Qt.Key.Key_Space)
    assert brightness(compare, 0.5) > 235
    qtbot.keyRelease(compare, Qt.Key.Key_Space)
    qtbot.keyPress(with_results, Qt.Key.Key_B)
    assert brightness(compare, 0.5) > 235
    qtbot.keyRelease(with_results, Qt.Key.Key_B)
    assert brightness(compare, 0.5) < 20


def test_side_by_side_zooms_both_at_the_same_place(compare: CompareView) -> None:
    compare.set_way(Way.BESIDE)
    assert brightness(compare, 0.25) < 20 < 235 < brightness(compare, 0.75)
    place = QPointF(compare.width() * 0.75, compare.height() / 2)  # the middle of the right-hand one
    wheel = QWheelEvent(
        place, place, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False
    )
    compare.wheelEvent(wheel)
    assert compare.zoom > 1
    assert abs(compare.view.pan_x) < 1 and abs(compare.view.pan_y) < 1


def test_the_difference_is_shown_and_said(compare: CompareView, with_results: MainWindow) -> None:
    compare.set_way(Way.DIFFERENCE)
    assert brightness(compare, 0.5) == 255
    assert with_results.stage.compare._figures.text() == "≤ 255 of 255 · 100 % of pixels"
    with_results.results.list.setCurrentIndex(with_results.results.model.index(1))
    assert brightness(compare, 0.5) == 0


def test_the_docks_keep_their_room(qtbot: QtBot, compare: CompareView, with_results: MainWindow) -> None:
    with_results.actions_by_id["split_view"].trigger()
    qtbot.wait(50)
    before = with_results.library.width()
    for way in Way:
        with_results.actions_by_id["compare_view"].trigger()
        compare.set_way(way)
        qtbot.wait(20)
        with_results.actions_by_id["split_view"].trigger()
        qtbot.wait(20)
        assert with_results.library.width() == before


def test_without_a_second_portrait_the_way_there_is_said(window: MainWindow) -> None:
    window.actions_by_id["compare_view"].trigger()
    assert window.stage.mode is Mode.COMPARE
    assert window.stage.compare.view.sides == (None, None)
    assert window.stage.compare.view.grab().toImage().width() > 0


def test_run_again_says_identical_or_shows_the_difference(
    qtbot: QtBot, window: MainWindow, session: Session, engine: FakeEngine
) -> None:
    session.add_part(fake_donor(), "nose")
    with qtbot.waitSignal(session.run_finished):
        window.generate()
    with qtbot.waitSignal(session.run_compared):
        window.actions_by_id["again"].trigger()
        assert not window.actions_by_id["again"].isEnabled()
    assert window.toast.text() == "Made again: identical."
    assert window.stage.mode is Mode.SPLIT
    engine.script(Script(level=0.6))
    with qtbot.waitSignal(session.run_compared):
        window.actions_by_id["again"].trigger()
    assert "different by at most 25 of 255" in window.toast.text()
    assert window.stage.mode is Mode.COMPARE and window.stage.compare.view.way is Way.DIFFERENCE
    assert window.actions_by_id["again"].isEnabled()


def test_the_contact_sheet_is_exported_with_its_recipes(
    qtbot: QtBot, with_results: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sheet"), ""))
    with_results.actions_by_id["contact_sheet"].trigger()
    dialog = with_results.findChild(ContactSheetDialog)
    assert dialog is not None
    with qtbot.waitSignal(with_results.files.told):
        dialog.export_asked.emit()
    dialog.reject()
    recipe = read_recipe(tmp_path / "sheet.png")
    assert recipe is not None and [row["variant"] for row in recipe["sheet"]] == [0, 1]
    assert (read_image(tmp_path / "sheet.png").image == dialog.sheet).all()


def test_origins_tint_composition_and_portrait(qtbot: QtBot, with_results: MainWindow, session: Session) -> None:
    window = with_results
    window.actions_by_id["split_view"].trigger()
    before = window.stage.portrait.grab().toImage(), window.canvas.grab().toImage()
    window.actions_by_id["origins"].trigger()
    qtbot.waitUntil(lambda: None not in (window.canvas._overlay, window.stage.portrait._overlay))
    legend = [row.text.partition(",")[0] for row in window.stage.portrait._overlay.legend]
    assert legend == ["Donor A · Ada", "Invented"]
    assert [row.text.partition(",")[0] for row in window.canvas._overlay.legend] == ["Donor A · Ada", "Average face"]
    assert window.stage.portrait.grab().toImage() != before[0] and window.canvas.grab().toImage() != before[1]
    session.add_part(fake_donor("ben"), "mouth")
    qtbot.waitUntil(lambda: len(window.canvas._overlay.legend) == 3)
    window.actions_by_id["origins"].trigger()
    assert window.canvas._overlay is None and window.stage.portrait._overlay is None


def test_disagreement_is_one_tint_and_origins_another(qtbot: QtBot, with_results: MainWindow) -> None:
    actions = with_results.actions_by_id
    actions["spread"].trigger()
    portrait = with_results.stage.portrait
    qtbot.waitUntil(lambda: portrait._overlay is not None and portrait._overlay.title == "Disagreement")
    actions["origins"].trigger()
    assert not actions["spread"].isChecked()
    qtbot.waitUntil(lambda: portrait._overlay is not None and portrait._overlay.title == "Origins")
    qtbot.waitUntil(lambda: with_results.canvas._overlay is not None)


def test_an_overlay_becomes_a_layer_and_a_picture(
    qtbot: QtBot, with_results: MainWindow, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "tint.png"), ""))
    actions = with_results.actions_by_id
    actions["overlay_export"].trigger()
    assert "No overlay" in with_results.toast.text()
    actions["spread"].trigger()
    qtbot.waitUntil(lambda: with_results.stage.portrait._overlay is not None)
    with qtbot.waitSignal(with_results.files.told):
        actions["overlay_export"].trigger()
    assert (read_recipe(tmp_path / "tint.png") or {})["overlay"] == "Disagreement"
    actions["overlay_layer"].trigger()
    layer = session.document.layers[-1]
    assert isinstance(layer, ImageLayer) and layer.name == "Disagreement" and 0 < layer.opacity < 1
    assert not actions["spread"].isChecked() and session.undo_label == "Add disagreement"
