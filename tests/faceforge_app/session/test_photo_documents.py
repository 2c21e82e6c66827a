"""Photos in a session: opened, masked, repaired and written, each without the GUI thread waiting."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from engines import registry
from engines.errors import EngineError
from engines.imaging.io import read_recipe, write_image
from engines.imaging.photo_file import read_photo_file, write_photo_file
from engines.parts.on_photo import OPTIONS
from engines.requests import CompletionRequest, PartsRequest
from faceforge_app.document.credentials import manifest_of
from faceforge_app.document.document import Document
from faceforge_app.document.face_areas import FACE_AREAS
from faceforge_app.document.masks import How
from faceforge_app.session.photo_documents import document_of
from faceforge_app.session.session import Session
from faceforge_app.session.settings import Settings
from tests.faceforge_app.document.certificates import certificate_chain
from tests.faceforge_app.document.photos import ground, masked, photo_document, photo_file
from tests.fakes import FakeEngine, FakeLandmarks, Script, fake_donor


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> dict[str, FakeEngine]:
    made = {"parts": FakeEngine(), "symmetry": FakeEngine("symmetry", CompletionRequest)}
    monkeypatch.setattr(registry, "engines", lambda: {name: fake.spec for name, fake in made.items()})
    return made


@pytest.fixture
def session(qtbot: QtBot, engines: dict[str, FakeEngine]) -> Iterator[Session]:
    session = Session(settings=Settings(), landmarks=FakeLandmarks)
    yield session
    assert session.close()


@pytest.fixture
def on_photo(session: Session) -> Session:
    session.projects.new(photo_document())
    return session


def photo_of(session: Session) -> Any:
    assert session.document.photo is not None
    return session.document.photo


def told(qtbot: QtBot, signal: Any, ask: Any) -> Any:
    with qtbot.waitSignal(signal, timeout=10_000) as blocker:
        ask()
    return blocker.args


def done(qtbot: QtBot, session: Session, ask: Any) -> None:
    told(qtbot, session.document_changed, ask)


# --- opening


def test_a_photo_is_read_as_it_is_and_its_face_found(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "deep.png"
    file = photo_file(120, 120, bits=16)
    write_photo_file(path, file)
    (found,) = told(qtbot, session.donors.photo_found, lambda: session.donors.open_photo(path))
    assert np.array_equal(found.file.samples, file.samples)
    document = document_of(found)
    assert document.photo is not None and document.photo.side_px == pytest.approx(120, rel=0.02)
    assert document.skin_tone is not None


def test_what_is_no_photo_is_said(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "text.png"
    path.write_text("Dear diary")
    (sentence,) = told(qtbot, session.donors.failed, lambda: session.donors.open_photo(path))
    assert "is not an image" in sentence


def test_a_photo_without_a_face_needs_its_points(session: Session, qtbot: QtBot) -> None:
    session.donors._photos._provider = lambda: FakeLandmarks(faces=0)
    (found,) = told(qtbot, session.donors.photo_found, lambda: session.donors.open_photo(photo_file().image, "p"))
    with pytest.raises(EngineError, match="by hand"):
        document_of(found)
    assert document_of(found, landmarks=np.array(ground().landmarks) * 100).photo is not None


def test_a_photo_that_was_opened_is_no_unsaved_work(on_photo: Session) -> None:
    assert not on_photo.projects.modified
    on_photo.commit("Brush", on_photo.document.with_mask(ground().mask))
    assert on_photo.projects.modified


# --- engines


def test_the_engines_are_those_that_can_work_on_the_document(session: Session) -> None:
    assert [spec.id for spec in session.engines] == ["parts"]
    session.projects.new(photo_document(ground()))
    assert [spec.id for spec in session.engines] == ["symmetry", "parts"]
    assert session.engine_id == "symmetry"
    assert "marked" in session.lacking
    session.projects.new()
    assert session.engine_id == "parts"


def test_the_engine_that_has_what_it_needs_is_chosen(session: Session) -> None:
    session.projects.new(photo_document(ground()))
    session.add_part(fake_donor(), "nose")
    assert session.engine_id == "parts" and not session.lacking
    assert session.options.variety == 0
    session.undo()
    session.commit("Brush", session.document.with_mask(masked(ground()).mask))
    assert session.engine_id == "symmetry" and not session.lacking


def test_options_are_kept_for_each_kind_of_document(session: Session) -> None:
    session.set_engine("parts", type(session.options)(variants=9))
    session.projects.new(photo_document())
    session.use_engine("parts")
    assert session.options.variants == 1
    session.projects.new()
    assert session.options.variants == 9


def test_a_stroke_asks_for_no_preview_before_it_is_over(
    on_photo: Session, engines: dict[str, FakeEngine], qtbot: QtBot
) -> None:
    told(qtbot, on_photo.live_preview.changed, lambda: on_photo.set_live_preview(True))
    asked = len(engines["symmetry"].requests)
    on_photo.preview_edit(on_photo.document.with_mask(ground().mask))
    on_photo.preview_edit(on_photo.document.with_mask(masked(ground()).mask))
    assert on_photo._runs.idle
    told(qtbot, on_photo.live_preview.changed, lambda: on_photo.commit("Brush", on_photo.document))
    assert len(engines["symmetry"].requests) == asked + 1


# --- repairs


def repaired(session: Session, qtbot: QtBot) -> None:
    told(qtbot, session.run_finished, session.generate)
    told(qtbot, session.photo.put_back, lambda: session.apply_result(session.results[0].id))


def test_a_completion_goes_into_the_photo_as_one_step(
    on_photo: Session, engines: dict[str, FakeEngine], qtbot: QtBot
) -> None:
    before, mask = photo_of(on_photo), photo_of(on_photo).mask.pixels()
    engines["symmetry"].script(Script(level=1.0))
    repaired(on_photo, qtbot)
    after = photo_of(on_photo)
    assert isinstance(engines["symmetry"].requests[0], CompletionRequest)
    assert np.array_equal(after.file.samples[mask == 0], before.file.samples[mask == 0])
    assert after.file.samples[mask == 255].mean() > 200
    assert not after.mask.any
    assert on_photo.undo_label == "Fake symmetry"
    on_photo.undo()
    assert photo_of(on_photo) is before


def test_parts_change_the_region_around_them_and_become_the_photo(
    session: Session, engines: dict[str, FakeEngine], qtbot: QtBot
) -> None:
    session.projects.new(photo_document(ground()))
    session.add_part(fake_donor(), "nose")
    engines["parts"].script(Script(level=1.0))
    repaired(session, qtbot)
    request, after = engines["parts"].requests[0], photo_of(session)
    assert isinstance(request, PartsRequest) and request.base is not None
    assert {part.donor for part in request.parts} == {"photo", "ada"}
    assert session.document.layers == ()
    changed = (after.file.samples != after.original.samples).any(axis=2)
    assert 0.005 < changed.mean() < 0.05


@pytest.mark.parametrize(("strength", "least", "most"), [(1.0, 230, 256), (0.5, 150, 215)])
def test_strength_goes_from_the_original_to_the_donor(
    session: Session,
    engines: dict[str, FakeEngine],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    strength: float,
    least: float,
    most: float,
) -> None:
    monkeypatch.setitem(OPTIONS, "keep_parts", 0.0)  # what the engine painted, not the donor's own pixels
    session.projects.new(photo_document(ground()))
    layer = session.add_part(fake_donor(), "nose")
    from faceforge_app.document import editing

    session.commit("Strength", editing.change(session.document, layer, opacity=strength))
    engines["parts"].script(Script(level=1.0))
    repaired(session, qtbot)
    after = photo_of(session)
    column, row = (after.to_photo_px @ [0.5, 0.55, 1]).astype(int)
    assert least < after.file.samples[row, column].mean() < most


def test_a_result_of_another_photo_is_refused(on_photo: Session, qtbot: QtBot) -> None:
    told(qtbot, on_photo.run_finished, on_photo.generate)
    on_photo.commit("Another", Document(photo=masked(ground(photo_file(seed=3)))))
    (sentence,) = told(qtbot, on_photo.photo.failed, lambda: on_photo.apply_result(on_photo.results[0].id))
    assert "another photo" in sentence


def test_what_was_changed_meanwhile_is_not_lost(on_photo: Session, qtbot: QtBot) -> None:
    told(qtbot, on_photo.run_finished, on_photo.generate)

    def apply_and_go_on() -> None:
        on_photo.apply_result(on_photo.results[0].id)
        on_photo.commit("Clear", on_photo.document.with_mask(ground().mask))

    told(qtbot, on_photo.photo.failed, apply_and_go_on)
    assert on_photo.undo_label == "Clear" and not photo_of(on_photo).patches


# --- masks


def test_masks_are_changed_elsewhere(on_photo: Session, qtbot: QtBot) -> None:
    threads = []

    def change(photo: Any) -> Any:
        threads.append(threading.current_thread())
        return ground().mask

    done(qtbot, on_photo, lambda: on_photo.photo.change_mask("Clear", change))
    assert threads != [threading.main_thread()]
    assert on_photo.undo_label == "Clear"


def test_a_region_of_the_face(on_photo: Session, qtbot: QtBot) -> None:
    mouth = next(area for area in FACE_AREAS if area.id == "mouth")
    before = photo_of(on_photo).mask.pixels()
    done(qtbot, on_photo, lambda: on_photo.photo.add_area(mouth, How.ADD))
    assert (photo_of(on_photo).mask.pixels() >= before).all()
    assert on_photo.undo_label == "Mouth"


def test_a_mask_is_saved_and_loaded(on_photo: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path, before = tmp_path / "mask.png", photo_of(on_photo).mask.pixels()
    told(qtbot, on_photo.message, lambda: on_photo.photo.save_mask(path))
    assert Image.open(path).mode == "L"
    on_photo.commit("Clear", on_photo.document.with_mask(ground().mask))
    done(qtbot, on_photo, lambda: on_photo.photo.load_mask(path))
    assert np.array_equal(photo_of(on_photo).mask.pixels(), before)


def test_an_inverted_mask_is_asked_about(on_photo: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path, before = tmp_path / "inverted.png", photo_of(on_photo).mask.pixels()
    write_image(path, np.repeat(255 - before[..., None], 3, axis=2))
    pixels, name = told(qtbot, on_photo.photo.mask_doubted, lambda: on_photo.photo.load_mask(path))
    assert name == "inverted.png" and np.array_equal(photo_of(on_photo).mask.pixels(), before)
    on_photo.commit("Clear", on_photo.document.with_mask(ground().mask))
    done(qtbot, on_photo, lambda: on_photo.photo.use_mask(pixels, inverted=True))
    assert np.array_equal(photo_of(on_photo).mask.pixels(), before)


def test_a_mask_of_another_size_is_explained(on_photo: Session, qtbot: QtBot, tmp_path: Path) -> None:
    write_image(tmp_path / "small.png", np.zeros((10, 20, 3), np.uint8))
    (sentence,) = told(qtbot, on_photo.photo.failed, lambda: on_photo.photo.load_mask(tmp_path / "small.png"))
    assert "20 × 10" in sentence and "400 × 320" in sentence


# --- export


@pytest.mark.parametrize(("bits", "suffix"), [(8, ".png"), (16, ".png"), (16, ".tif")])
def test_the_export_keeps_every_sample_outside_and_says_so(
    session: Session, engines: dict[str, FakeEngine], qtbot: QtBot, tmp_path: Path, bits: int, suffix: str
) -> None:
    session.projects.new(photo_document(masked(ground(photo_file(bits=bits)))))
    repaired(session, qtbot)
    path = tmp_path / f"out{suffix}"
    (sentence,) = told(qtbot, session.message, lambda: session.photo.export(path))
    assert f"400 × 320, {bits} bits" in sentence and "0 samples" in sentence
    photo, written = photo_of(session), read_photo_file(path)
    assert np.array_equal(written.samples, photo.file.samples)
    assert written.samples.dtype == photo.original.samples.dtype
    assert (read_recipe(path) or {})["repairs"][0]["engine"] == "symmetry"


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_a_signed_export_keeps_every_sample(session: Session, qtbot: QtBot, tmp_path: Path, suffix: str) -> None:
    certificate, path = certificate_chain(tmp_path), tmp_path / f"out{suffix}"
    session.projects.new(photo_document(masked(ground(photo_file(bits=16)))))
    (sentence,) = told(qtbot, session.message, lambda: session.photo.export(path, certificate))
    assert "16 bits" in sentence and "0 samples" in sentence
    manifest = manifest_of(path.read_bytes(), suffix)
    assert manifest is not None and manifest["validation_state"] == "Valid"


def test_a_signed_repair_names_the_donors(
    session: Session, engines: dict[str, FakeEngine], qtbot: QtBot, tmp_path: Path
) -> None:
    """Also when its part is no layer any more, and only the library knows it."""
    certificate, path = certificate_chain(tmp_path), tmp_path / "out.png"
    session.library.add(fake_donor("ada"))
    session.projects.new(photo_document(ground()))
    session.add_part(session.library.donor("ada"), "nose")
    repaired(session, qtbot)
    assert not session.document.parts
    told(qtbot, session.message, lambda: session.photo.export(path, certificate))
    manifest = manifest_of(path.read_bytes(), ".png")
    assert manifest is not None and manifest["validation_state"] == "Valid"
    assert [ingredient["title"] for ingredient in manifest["ingredients"]] == [session.library.donor("ada").name]


def test_a_jpeg_says_what_it_costs(on_photo: Session, qtbot: QtBot, tmp_path: Path) -> None:
    (sentence,) = told(qtbot, on_photo.message, lambda: on_photo.photo.export(tmp_path / "out.jpg"))
    assert "changes every pixel" in sentence
    assert cv2.imread(str(tmp_path / "out.jpg")).shape == (320, 400, 3)


def test_a_folder_that_is_not_writeable_is_said(on_photo: Session, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (sentence,) = told(qtbot, on_photo.photo.failed, lambda: on_photo.photo.export(tmp_path / "file" / "out.png"))
    assert "not written" in sentence
