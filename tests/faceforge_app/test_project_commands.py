"""Projects in the window: nothing unsaved goes without a question, and the title says what there is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from engines.imaging.io import write_image
from engines.parts.options import PartsOptions
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.exports import ExportForm
from faceforge_app.document.layers import PartLayer
from faceforge_app.document.project_file import Project, read_project, write_project
from faceforge_app.document.requests import part_to_canvas
from faceforge_app.drag_data import dropped_paths, photo_paths
from faceforge_app.main_window import MainWindow
from faceforge_app.session import projects as projects_module
from faceforge_app.session.recovery import RunFolder, recovery_folder
from faceforge_app.session.session import Session
from tests.fakes import face_picture, fake_donor

Button = QMessageBox.StandardButton
NAME = "face.faceforge.ora"


@pytest.fixture(autouse=True)
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    write = projects_module.write_project
    monkeypatch.setattr(projects_module, "write_project", lambda path, saved: write(path, saved, pictures=False))


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """What the user chooses in file dialogs from now on."""

    def choose(path: Path | None) -> None:
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path or ""), ""))

    return choose


def question(window: MainWindow) -> QMessageBox | None:
    return window.projects._question


def answer(window: MainWindow, button: Button) -> None:
    box = question(window)
    assert box is not None
    box.button(button).click()


def test_save_asks_where_and_the_title_says_what_there_is(
    qtbot: QtBot, window: MainWindow, session: Session, chosen: Callable[[Path | None], None], tmp_path: Path
) -> None:
    assert window.windowTitle() == "Untitled[*] – FaceForge"
    session.add_part(fake_donor(), "nose")
    assert window.isWindowModified()
    chosen(tmp_path / "face")
    with qtbot.waitSignal(session.projects.saved):
        window.actions_by_id["save"].trigger()
    assert window.windowTitle() == "face[*] – FaceForge"
    assert not window.isWindowModified()
    assert window.toast.text() == f"Saved {NAME}."
    session.add_part(fake_donor(), "mouth")
    with qtbot.waitSignal(session.projects.saved):
        window.actions_by_id["save"].trigger()
    assert len(read_project(tmp_path / NAME).document.layers) == 2


def test_a_file_of_that_name_is_not_replaced_unasked(
    qtbot: QtBot, window: MainWindow, session: Session, chosen: Callable[[Path | None], None], tmp_path: Path
) -> None:
    (tmp_path / NAME).write_text("precious")
    session.add_part(fake_donor(), "nose")
    chosen(tmp_path / "face")
    window.actions_by_id["save_as"].trigger()
    answer(window, Button.Cancel)
    assert (tmp_path / NAME).read_text() == "precious"
    window.actions_by_id["save_as"].trigger()
    with qtbot.waitSignal(session.projects.saved):
        answer(window, Button.Save)


@pytest.mark.parametrize("button", [Button.Cancel, Button.Discard, Button.Save])
def test_a_new_composition_asks_about_the_old(
    qtbot: QtBot,
    window: MainWindow,
    session: Session,
    chosen: Callable[[Path | None], None],
    tmp_path: Path,
    button: Button,
) -> None:
    session.add_part(fake_donor(), "nose")
    chosen(tmp_path / "face")
    window.actions_by_id["new"].trigger()
    answer(window, button)
    if button == Button.Cancel:
        assert len(session.document.layers) == 1
    else:
        qtbot.waitUntil(lambda: session.document.layers == ())
    assert (tmp_path / NAME).exists() == (button == Button.Save)


def test_saving_that_was_given_up_ends_what_was_to_follow(
    qtbot: QtBot, window: MainWindow, session: Session, chosen: Callable[[Path | None], None], tmp_path: Path
) -> None:
    session.add_part(fake_donor(), "nose")
    window.actions_by_id["new"].trigger()
    chosen(None)
    answer(window, Button.Save)
    chosen(tmp_path / "face")
    with qtbot.waitSignal(session.projects.saved):
        window.actions_by_id["save"].trigger()
    assert len(session.document.layers) == 1


def test_closing_asks_about_unsaved_work(window: MainWindow, session: Session) -> None:
    session.add_part(fake_donor(), "nose")
    assert not window.close()
    answer(window, Button.Cancel)
    assert window.isVisible()
    window.close()
    answer(window, Button.Discard)
    assert not window.isVisible()


def test_a_dropped_project_is_opened(qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path) -> None:
    path = tmp_path / NAME
    write_project(path, Project(Document(skin_tone=(0.1, 0.2, 0.3))), pictures=False)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile("/a.png"), QUrl.fromLocalFile("/a.txt")])
    assert dropped_paths(data) == [path, Path("/a.png")]
    assert photo_paths(data) == [Path("/a.png")]
    with qtbot.waitSignal(session.projects.opened):
        window.stage.files_dropped.emit([path])
    assert session.document.skin_tone == (0.1, 0.2, 0.3)
    menu = QMenu()
    window.projects.fill_recent(menu)
    assert [action.text() for action in menu.actions()] == [f"face   ({tmp_path})"]


def test_what_cannot_be_opened_is_said(qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "diary.ora"
    path.write_text("Dear diary")
    with qtbot.waitSignal(session.projects.failed):
        window.projects.open_files([path])
    assert "neither a FaceForge project" in window.toast.text()


def test_work_of_a_crash_is_offered(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    for tone in (0.1, 0.2):
        run = RunFolder(recovery_folder())
        run.write(Project(Document(skin_tone=(tone, 0, 0))), Path("/home/me/anna.faceforge.ora"))
        assert run._lock is not None
        run._lock.close()
    session.projects.look_for_lost_work()
    qtbot.waitUntil(lambda: question(window) is not None)
    box = question(window)
    assert box is not None and "“anna”" in box.text()
    answer(window, Button.Discard)
    with qtbot.waitSignal(session.projects.opened):
        answer(window, Button.Open)
    assert session.document.skin_tone == (0.1, 0, 0)
    assert window.windowTitle() == "anna[*] – FaceForge"
    assert window.isWindowModified()


def test_an_exported_picture_offers_its_composition(
    qtbot: QtBot, window: MainWindow, session: Session, tmp_path: Path
) -> None:
    nose = session.add_part(session.library.donors[3], "nose")
    session.commit("Move", editing.move(session.document, nose, 0.1, 0.05))
    session.set_engine("parts", PartsOptions(variants=2, seed=9))
    before = editing.part(session.document, nose)
    with qtbot.waitSignal(session.run_finished):
        session.generate()
    session.export(tmp_path / "parts.png", form=ExportForm(64))
    recipe = {
        **session.results[0].recipe,
        "parts": [{"kind": "nose", "donor": before.donor.id, "to_canvas": place(before)}],
    }
    session.export(tmp_path / "portrait.png", session.results[0].images[0], recipe, form=ExportForm(64))
    for name in ("parts.png", "portrait.png"):
        session.projects.new()
        session.set_engine("parts", PartsOptions())
        window.projects.open_files([tmp_path / name])
        qtbot.waitUntil(lambda: question(window) is not None)
        answer(window, Button.Apply)
        (part,) = session.document.parts
        assert (part.kind, part.donor.id) == ("nose", before.donor.id)
        assert part.placement.dx == pytest.approx(0.1) and part.placement.scale == pytest.approx(1)
    assert session.options == PartsOptions(variants=2, seed=9)


def place(part: PartLayer) -> list[list[float]]:
    values: list[list[float]] = part_to_canvas(part).tolist()
    return values


def test_a_picture_without_recipe_becomes_a_donor(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_image(tmp_path / "photo.png", face_picture())
    opened: list[Path] = []
    monkeypatch.setattr(window.files, "open_photos", opened.extend)
    window.projects.open_files([tmp_path / "photo.png"])
    qtbot.waitUntil(lambda: opened == [tmp_path / "photo.png"])
