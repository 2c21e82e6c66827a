"""Editing, undo, selection, results, export: what needs no running engine, or only one quick run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engines.errors import EngineError, ImageFileError
from engines.face.average_face import AverageFace, average_landmarks
from engines.imaging.io import read_image, read_recipe
from engines.parts.options import PartsOptions
from faceforge_app.document import editing, flatten
from faceforge_app.document.exports import ExportForm
from faceforge_app.document.layers import ImageLayer
from faceforge_app.session.session import Session
from faceforge_app.session.settings import Settings, load_settings
from tests.fakes import face_picture, fake_donor


def test_a_part_is_added_selected_and_undone(session: Session) -> None:
    nose = session.add_part(fake_donor(), "nose")
    assert session.selection == nose
    assert session.undo_label == "Add nose"
    session.undo()
    assert session.document.layers == ()
    assert session.selection is None
    assert not session.can_undo
    session.redo()
    assert session.document.layer(nose)


def test_a_drag_is_one_undo_step(session: Session) -> None:
    nose = session.add_part(fake_donor(), "nose")
    before = session.document
    for step in range(1, 30):
        session.preview_edit(editing.move(before, nose, step / 100, 0))
    assert editing.part(session.document, nose).placement.dx == pytest.approx(0.29)
    session.commit("Move part", session.document)
    assert editing.part(session.document, nose).placement.dx == pytest.approx(0.29)
    session.undo()
    assert session.document is before


def test_undo_during_a_drag_takes_the_drag_back(session: Session) -> None:
    nose = session.add_part(fake_donor(), "nose")
    before = session.document
    session.preview_edit(editing.move(before, nose, 0.1, 0))
    session.undo()
    assert session.document is before


def test_committing_what_is_there_makes_no_step(with_nose: Session) -> None:
    with_nose.commit("Nothing", with_nose.document)
    assert with_nose.undo_label == "Add nose"


def test_the_selection_must_exist(session: Session) -> None:
    with pytest.raises(KeyError):
        session.select("nobody")


def test_deleting_the_selected_layer_deselects_it(with_nose: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(with_nose.selection_changed):
        with_nose.delete_layer(with_nose.selection or "")
    assert with_nose.selected_layer is None


def test_a_result_is_applied_on_top_as_one_step(with_nose: Session, qtbot: QtBot, told: list[str]) -> None:
    entry = generated(with_nose, qtbot)
    assert len(entry.images) == 4
    assert entry.images[0].dtype == np.uint8
    assert not entry.images[0].flags.writeable
    layer_id = with_nose.apply_result(entry.id, 2)
    top = with_nose.document.layers[-1]
    assert isinstance(top, ImageLayer)
    assert top.id == layer_id
    assert top.recipe["variant"] == 2
    assert told == []
    with_nose.undo()
    assert with_nose.document is entry.made_from


def test_a_result_of_an_older_document_covers_nothing_newer(with_nose: Session, qtbot: QtBot, told: list[str]) -> None:
    entry = generated(with_nose, qtbot)
    mouth = with_nose.add_part(fake_donor("ben", 2), "mouth")
    assert not with_nose.is_current(entry.id)
    with_nose.apply_result(entry.id)
    assert with_nose.document.layer(mouth)
    assert "newer work" in told[0]


def test_results_are_starred_and_deleted(with_nose: Session, qtbot: QtBot) -> None:
    first, second = generated(with_nose, qtbot), generated(with_nose, qtbot)
    assert with_nose.results.entries == (second, first)
    with_nose.results.star(first.id, 2)
    assert [entry.starred for entry in with_nose.results] == [(), (2,)]
    with_nose.results.delete(second.id)
    assert [entry.id for entry in with_nose.results] == [first.id]
    with pytest.raises(KeyError):
        with_nose.results.entry(second.id)


def test_one_variant_is_thrown_away_and_the_others_keep_their_numbers(with_nose: Session, qtbot: QtBot) -> None:
    entry = generated(with_nose, qtbot)
    with_nose.results.star(entry.id, 1)
    with_nose.results.star(entry.id, 3)
    with_nose.results.delete_variant(entry.id, 1)
    fewer = with_nose.results.entry(entry.id)
    assert fewer.numbers == (0, 2, 3)
    assert fewer.starred == (3,)
    assert fewer.picture(3) is entry.images[3]
    with_nose.apply_result(entry.id, 3)
    layer = with_nose.selected_layer
    assert isinstance(layer, ImageLayer)
    assert layer.recipe["variant"] == 3
    for number in (0, 2, 3):
        with_nose.results.delete_variant(entry.id, number)
    assert not with_nose.results


def test_an_unknown_engine_is_refused(session: Session) -> None:
    with pytest.raises(EngineError, match="no engine 'oil'"):
        session.set_engine("oil", None)


def test_the_chosen_options_are_used(with_nose: Session, qtbot: QtBot) -> None:
    with_nose.set_engine("parts", PartsOptions(variants=2, seed=7))
    entry = generated(with_nose, qtbot)
    assert len(entry.images) == 2
    assert entry.recipe["options"]["seed"] == 7


def test_an_export_says_what_it_is(with_nose: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    face = AverageFace(average_landmarks(), face_picture(9))
    monkeypatch.setattr(flatten, "average_face", lambda: face)
    with_nose.export(tmp_path / "face.png", form=ExportForm(64))
    assert read_image(tmp_path / "face.png").image.shape == (64, 64, 3)
    recipe = read_recipe(tmp_path / "face.png")
    assert recipe is not None
    assert recipe["layers"][0]["kind"] == "nose"
    assert b"rainedAlgorithmicMedia" in (tmp_path / "face.png").read_bytes()
    with pytest.raises(ImageFileError, match="cannot be written as"):
        with_nose.export(tmp_path / "face.xyz", form=ExportForm(64))


def test_one_result_is_exported_with_its_recipe(with_nose: Session, qtbot: QtBot, tmp_path: Path) -> None:
    entry = generated(with_nose, qtbot)
    with_nose.export(tmp_path / "one.jpg", entry.images[0], entry.variant_recipe(0), form=ExportForm(48))
    assert read_image(tmp_path / "one.jpg").image.shape == (48, 48, 3)
    expected = {**entry.variant_recipe(0), "export": {"size": 48, "line": False}}
    assert read_recipe(tmp_path / "one.jpg") == expected


def test_settings_are_kept(session: Session, tmp_path: Path) -> None:
    session.use_settings(Settings(weights=str(tmp_path), device="cpu"))
    assert load_settings() == Settings(weights=str(tmp_path), device="cpu")


@pytest.mark.parametrize("stored", ["", "[]", '{"device": "toaster", "colour": "red", "weights": 3}', "{"])
def test_damaged_settings_are_the_usual_ones(stored: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(stored)
    assert load_settings(path) == Settings()


def generated(session: Session, qtbot: QtBot):  # type: ignore[no-untyped-def]
    with qtbot.waitSignal(session.run_finished):
        assert session.generate()
    return session.results[0]
