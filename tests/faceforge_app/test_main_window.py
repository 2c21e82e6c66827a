from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engines.errors import EngineError
from engines.face.landmarks import DetectedFace
from engines.imaging.arrays import Points
from engines.imaging.io import read_image, read_recipe
from faceforge_app import app, theme
from faceforge_app.actions import ACTIONS
from faceforge_app.canvas.stage import Mode
from faceforge_app.dialogs.about import PagesDialog, about_pages
from faceforge_app.dialogs.donor_photo import DonorPhotoDialog
from faceforge_app.dialogs.export import ExportDialog
from faceforge_app.dialogs.preferences import PreferencesDialog
from faceforge_app.document import editing
from faceforge_app.document.exports import ExportForm
from faceforge_app.main_window import MODES, MainWindow
from faceforge_app.session.donor_photos import DonorPhoto
from faceforge_app.session.session import Session
from faceforge_app.session.settings import load_settings
from tests.faceforge_app.picture_compare import check_snapshot, difference
from tests.fakes import FakeEngine, Script, fake_donor

DATA = Path(__file__).parent.parent / "data"
NONE = Qt.KeyboardModifier.NoModifier


def donor_photo() -> tuple[DonorPhoto, Points]:
    stored = json.loads((DATA / "london-136-03.json").read_text("utf-8"))
    points = np.array(stored["landmarks"], np.float64)
    image = read_image(DATA / "london-136-03.jpg").image
    face = DetectedFace((*points.min(axis=0), *points.max(axis=0)), points)
    return DonorPhoto(image, (face,), "anna.jpg"), points


def shown_text(window: MainWindow) -> str:
    return window.toast.text() if window.toast.isVisible() else ""


# --- the table of actions


def test_no_two_actions_have_the_same_keys() -> None:
    keys = Counter(QKeySequence(text).toString() for row in ACTIONS for text in row.shortcut.split())
    assert not [key for key, number in keys.items() if number > 1]
    assert "" not in keys


def test_every_action_is_in_a_menu_and_has_its_icon(window: MainWindow, qtbot: QtBot) -> None:
    in_menus = {
        action.objectName()
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()  # type: ignore[union-attr]
    }
    assert {row.id for row in ACTIONS} <= in_menus
    qtbot.waitUntil(lambda: not window.actions_by_id["new"].icon().isNull())
    assert all(theme.icon(row.icon).availableSizes() is not None for row in ACTIONS if row.icon)


def test_everything_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and (widget.text() or widget.toolTip()))
        and not widget.objectName().startswith("qt_")
    ]
    assert not nameless


# --- working with it


def test_a_portrait_from_an_empty_window(
    qtbot: QtBot, window: MainWindow, session: Session, engine: FakeEngine
) -> None:
    for kind in ("eyes", "nose", "mouth"):
        window.library.show_kind(kind)
        window.library.list.setCurrentIndex(window.library.model.index(5))
        qtbot.keyClick(window.library.list, Qt.Key.Key_Return)
    with qtbot.waitSignal(session.run_finished):
        qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [part.kind for part in engine.requests[0].parts] == ["nose", "eyes", "mouth"]
    assert window.stage.portrait.picture is not None
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(session.document.layers) == 2


def test_a_failed_run_is_said_in_a_sentence(
    qtbot: QtBot, window: MainWindow, session: Session, engine: FakeEngine
) -> None:
    engine.script(Script(error=EngineError("The disk is full. Free some space.")))
    session.add_part(fake_donor(), "nose")
    with qtbot.waitSignal(session.run_failed):
        window.generate()
    assert shown_text(window) == "The disk is full. Free some space."
    assert window.actions_by_id["generate"].isEnabled()


def test_escape_ends_a_run_and_then_the_selection(
    qtbot: QtBot, window: MainWindow, session: Session, engine: FakeEngine
) -> None:
    engine.script(Script(hold=threading.Event()))
    session.add_part(fake_donor(), "nose")
    session.select(None)
    window.generate()
    with qtbot.waitSignal(session.run_cancelled):
        window.actions_by_id["cancel"].trigger()
    session.select(session.document.layers[0].id)
    window.actions_by_id["cancel"].trigger()
    assert session.selection is None


def test_live_preview_shows_beside_the_parts(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    session.add_part(fake_donor(), "nose")
    with qtbot.waitSignal(session.live_preview.changed):
        window.actions_by_id["live_preview"].trigger()
    assert window.stage.mode is Mode.SPLIT
    assert window.stage.portrait.picture is session.live_preview.picture


def test_a_chosen_variant_is_seen_although_live_preview_is_on(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    session.add_part(fake_donor(), "nose")
    with qtbot.waitSignal(session.run_finished):
        window.generate()
    with qtbot.waitSignal(session.live_preview.changed):
        window.actions_by_id["live_preview"].trigger()
    assert window.shown.recipe["preview"]
    window.results.list.setCurrentIndex(window.results.model.index(1))
    assert window.shown.picture is session.results[0].images[1]
    assert window.shown.recipe["variant"] == 1
    with qtbot.waitSignal(session.live_preview.changed):
        session.add_part(fake_donor(), "mouth")
    assert window.shown.picture is session.live_preview.picture
    window.results.list.clicked.emit(window.results.list.currentIndex())
    assert window.shown.picture is session.results[0].images[1]


def test_pictures_are_seen_while_a_run_paints(
    qtbot: QtBot, window: MainWindow, session: Session, engine: FakeEngine
) -> None:
    session.add_part(fake_donor(), "nose")
    halfway = np.full((32, 32, 3), 0.5, np.float32)
    session.run_progress.emit(1, 4, halfway)
    assert window.shown.picture is not None
    assert window.shown.picture[0, 0, 0] == 128
    session.run_cancelled.emit()
    assert window.shown.picture is None


def test_the_keyboard_stays_at_generate(qtbot: QtBot, window: MainWindow, session: Session, engine: FakeEngine) -> None:
    session.add_part(fake_donor(), "nose")
    window.actions_by_id["split_view"].trigger()
    window.engine.generate.setFocus()
    hold = threading.Event()
    engine.scripts.append(Script(hold=hold))
    qtbot.keyClick(window.engine.generate, Qt.Key.Key_Space)
    assert window.focusWidget() is window.engine.cancel
    with qtbot.waitSignal(session.run_finished):
        hold.set()
    assert window.focusWidget() is window.engine.generate


def test_window_and_docks_are_found_where_they_were_left(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    window.layers.parentWidget().hide()
    window.keep_layout()
    again = MainWindow(session)
    qtbot.addWidget(again)
    again.restore_layout()
    assert again.layers.parentWidget().isHidden()
    assert not again.library.parentWidget().isHidden()
    assert load_settings().docks == session.settings.docks != ""


def test_a_closed_window_is_gone_while_threads_end(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    end = session.close
    monkeypatch.setattr(session, "close", lambda: seen.append(window.isVisible()) or end())
    assert window.isVisible() and window.close()
    assert seen == [False]


def test_commands_on_the_selected_part(window: MainWindow, session: Session) -> None:
    nose = session.add_part(fake_donor(), "nose")
    session.add_part(fake_donor(), "mouth")
    session.select(nose)
    act = window.actions_by_id
    act["flip"].trigger()
    assert editing.part(session.document, nose).placement.flip
    act["hide"].trigger()
    assert not editing.part(session.document, nose).visible
    act["hide"].trigger()
    act["home"].trigger()
    assert not editing.part(session.document, nose).placement.flip
    act["raise"].trigger()
    assert session.document.layers[-1].id == nose
    act["duplicate"].trigger()
    assert [layer.kind for layer in session.document.parts] == ["mouth", "nose", "nose"]
    act["delete"].trigger()
    assert len(session.document.layers) == 2
    assert not act["flip"].isEnabled()


def test_linking_a_pair_takes_it_apart_first(window: MainWindow, session: Session) -> None:
    session.add_part(fake_donor(), "eyes")
    window.actions_by_id["link"].trigger()
    assert {part.kind for part in session.document.parts} == {"left_eye", "right_eye"}
    assert window.actions_by_id["link"].isChecked()
    window.actions_by_id["link"].trigger()
    assert not any(part.mirror_linked for part in session.document.parts)


def test_replace_offers_the_other_parts_of_the_kind(window: MainWindow, session: Session) -> None:
    session.add_part(fake_donor(), "brows")
    window.actions_by_id["replace"].trigger()
    assert window.library.model.kind == "brows"


def test_what_is_looked_at_stays_marked_when_it_is_chosen_again(window: MainWindow) -> None:
    buttons = {
        mode: next(b for b in window.findChildren(QPushButton) if b.text() == window.actions_by_id[name].text())
        for name, mode in MODES.items()
    }
    for chosen in (Mode.SPLIT, Mode.SPLIT, Mode.PARTS, Mode.PARTS):
        buttons[chosen].click()
        assert window.stage.mode is chosen
        assert [mode for mode, button in buttons.items() if button.isChecked()] == [chosen]
    window.actions_by_id["portrait_view"].trigger()
    assert [mode for mode, button in buttons.items() if button.isChecked()] == [Mode.PORTRAIT]


def test_zoom_is_shown(window: MainWindow) -> None:
    window.actions_by_id["zoom_in"].trigger()
    assert window._zoom.text() == "120 %"
    window.actions_by_id["fit"].trigger()
    assert window._zoom.text() == "100 %"


def test_portrait_and_parts_show_the_same_place(window: MainWindow) -> None:
    window.actions_by_id["split_view"].trigger()
    window.canvas._set_view(window.canvas.view.zoomed(3, 20, 20))
    shown = [view.view.to_frame(view.width() / 2, view.height() / 2) for view in (window.canvas, window.stage.portrait)]
    assert shown[0] == pytest.approx(shown[1], abs=0.01)
    assert window.stage.portrait.zoom == 3
    window.stage.portrait.fit()
    assert window.canvas.zoom == 1


def test_the_theme_changes_while_it_runs(window: MainWindow, session: Session) -> None:
    dark = window.canvas.grab().toImage().pixelColor(3, 3)
    window.files.use_settings(type(session.settings)(theme="light"))
    assert window.canvas.grab().toImage().pixelColor(3, 3).lightness() > dark.lightness() + 100


# --- files


def test_export_writes_the_composition_with_its_recipe(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path
) -> None:
    session.add_part(fake_donor(), "nose")
    path = tmp_path / "face.png"
    with qtbot.waitSignal(window.files.told):
        window.files.write(path, ExportForm(256), None, {})
    assert Image.open(path).size == (256, 256)
    assert (read_recipe(path) or {})["layers"][0]["kind"] == "nose"
    assert "face.png" in shown_text(window)


def test_a_failed_export_is_said(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with qtbot.waitSignal(window.files.failed):
        window.files.write(tmp_path / "file" / "face.png", ExportForm(64), None, {})
    assert shown_text(window)


def test_nothing_to_paste_is_said(window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    window.actions_by_id["paste"].trigger()
    assert "clipboard" in shown_text(window)


def test_removed_donors_come_back(window: MainWindow, session: Session) -> None:
    everyone = window.library.model.rowCount()
    session.donors.remove(session.library.donors[0].id)
    assert window.library.model.rowCount() == everyone - 1
    window.actions_by_id["restore_donors"].trigger()
    assert window.library.model.rowCount() == everyone


# --- dialogs


def test_a_found_face_opens_the_donor_dialog(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    session.donors.found.emit(donor_photo()[0])
    dialog = window.findChild(DonorPhotoDialog)
    assert dialog is not None and dialog.name.text() == "anna"
    dialog.licence.setCurrentText("CC0 1.0")
    dialog.consent.setPlainText("Signed")
    dialog._add.click()
    donor = session.library.donors[-1]
    assert (donor.name, donor.licence, donor.consent) == ("anna", "CC0 1.0", "Signed")
    assert window.library.model.rowCount() == len(session.library)
    first = window.library.model.donor(window.library.model.index(0))
    assert first is not None and first.id == donor.id


def test_points_by_hand_where_no_face_was_found(qtbot: QtBot, session: Session) -> None:
    photo, points = donor_photo()
    dialog = DonorPhotoDialog(session, DonorPhoto(photo.image, (), "bo.jpg"))
    qtbot.addWidget(dialog)
    dialog.resize(860, 560)
    dialog.show()
    assert not dialog._add.isEnabled() and "one eye" in dialog._hint.text()
    for part in (slice(36, 42), slice(42, 48), slice(48, 60)):
        x, y = points[part].mean(axis=0)
        place = dialog.view._to_widget(x, y).toPoint()
        qtbot.mouseClick(dialog.view, Qt.MouseButton.LeftButton, NONE, place)
    assert dialog._add.isEnabled()
    dialog._add.click()
    assert np.abs(session.library.donors[-1].landmarks[36:48] - points[36:48] / photo.image.shape[0]).max() < 0.05


def test_a_button_that_cannot_be_pressed_looks_so(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    dialog = DonorPhotoDialog(session, DonorPhoto(np.full((60, 80, 3), 90, np.uint8), (), "blank.jpg"))
    qtbot.addWidget(dialog)
    add = next(button for button in dialog.findChildren(QAbstractButton) if button.text() == "Add to library")
    dialog.show()
    assert not add.isEnabled()
    background = add.grab().toImage().pixelColor(add.width() // 2, 3)
    assert background != QColor(theme.current().accent)


def test_one_of_several_faces_is_chosen(qtbot: QtBot, session: Session) -> None:
    photo, points = donor_photo()
    far = DetectedFace((0, 0, 20, 20), points * 0.1)
    dialog = DonorPhotoDialog(session, DonorPhoto(photo.image, (*photo.faces, far), "two.jpg"))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.view, Qt.MouseButton.LeftButton, NONE, dialog.view._to_widget(10, 10).toPoint())
    assert dialog.view.face == 1 and "2 of 2" in dialog._hint.text()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Left)
    assert dialog.view.face == 0


def test_the_export_dialog_adds_a_missing_suffix(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(True, tmp_path)
    qtbot.addWidget(dialog)
    dialog.format.setCurrentIndex(1)
    dialog.choose(tmp_path / "anna.v2")
    assert dialog.choice is not None
    assert (dialog.choice.path.name, dialog.choice.portrait) == ("anna.v2.jpg", True)
    assert dialog.choice.form == ExportForm(512)


def test_the_export_dialog_offers_the_visible_line_and_to_strip(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = ExportDialog(True, tmp_path, line=True)
    qtbot.addWidget(dialog)
    dialog.private.click()
    dialog.choose(tmp_path / "anna.png")
    assert dialog.choice is not None
    assert dialog.choice.form == ExportForm(512, line=True, private=True)


def test_preferences_keep_what_is_not_shown_in_them(qtbot: QtBot, session: Session) -> None:
    dialog = PreferencesDialog(session.settings)
    qtbot.addWidget(dialog)
    assert dialog.settings == session.settings
    dialog.theme.setCurrentIndex(dialog.theme.findData("light"))
    assert dialog.settings.theme == "light"


def test_preferences_of_results_and_exports(qtbot: QtBot, session: Session) -> None:
    dialog = PreferencesDialog(session.settings)
    qtbot.addWidget(dialog)
    fields = {field.name: field.widget for field in dialog.results}
    fields["results_memory_mb"].setValue(64)
    fields["visible_line"].click()
    fields["certificate"].setText(" /keys/chain.pem ")
    fields["private_key"].setText("/keys/key.pem")
    assert dialog.settings == replace(
        session.settings,
        results_memory_mb=64,
        visible_line=True,
        certificate="/keys/chain.pem",
        private_key="/keys/key.pem",
    )
    signing = dialog.settings.signing
    assert signing is not None and signing.chain == Path("/keys/chain.pem")
    assert session.settings.signing is None


def test_licences_are_named(qtbot: QtBot, session: Session) -> None:
    pages = about_pages(session.library.donors, ())
    assert "London" in pages["Donors"] and "CC BY 4.0" in pages["Donors"]
    assert "iBUG 300-W" in pages["Components"]
    assert "Engines…" in pages["Weights"]
    dialog = PagesDialog("About", pages)
    qtbot.addWidget(dialog)
    assert dialog.tabs.count() == len(pages)


# --- how it looks


@pytest.mark.parametrize("name", [theme.DARK, theme.LIGHT])
def test_the_window_looks_as_it_did(qtbot: QtBot, window: MainWindow, session: Session, name: str) -> None:
    window.files.use_settings(type(session.settings)(theme=name))
    app.compose_example(session)
    session.select(session.document.layers[-1].id)
    qtbot.waitUntil(lambda: window.library.list.viewport().grab() is not None and window.library.waiting == 0)
    qtbot.wait(30)
    check_snapshot(f"main_window_{name}", window.grab())


def test_a_difference_is_found_and_described() -> None:
    grey = np.full((100, 200, 3), 90, np.uint8)
    marked = grey.copy()
    marked[20:60, 50:120] = 200
    assert difference(grey, grey + 5) == ""
    assert "x 4" in difference(marked, grey) and "y 1" in difference(marked, grey)
    assert "expected" in difference(grey, grey[:50])


def test_nothing_is_clipped_at_the_smallest_size(window: MainWindow) -> None:
    window.resize(window.minimumSize())
    generate = window.engine.generate
    corner = generate.mapTo(window, QPoint(generate.width(), generate.height()))
    assert corner.x() <= window.width() and corner.y() <= window.height()
