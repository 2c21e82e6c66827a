from __future__ import annotations

import dataclasses
import json
import threading
from pathlib import Path

import pytest
import torch
from pytestqt.qtbot import QtBot

from engines.assets import weights_folder
from engines.errors import EngineError, WeightsError
from engines.parts.spec import PARTS
from engines.weights import WeightsCard, file_sha256, save_weights
from faceforge_app.session.session import Session
from faceforge_app.session.settings import Settings, load_settings, settings_path
from faceforge_app.session.weights_files import all_weights, import_weights, read_checksums, verify, weights_of
from tests.fakes import FakeEngine, Script, fake_donor


def weights(path: Path, engine: str = "parts", value: float = 0.0) -> Path:
    save_weights(path, {"x": torch.full((2,), value)}, WeightsCard(engine, {}, title="Parts", licence="CC0"))
    return path


def test_shipped_weights_are_what_their_checksums_say() -> None:
    """After a change of weights: make checksums."""
    known = read_checksums(weights_folder())
    assert known == {path.name: file_sha256(path) for path in weights_folder().glob("*.safetensors")}


def test_imported_weights_are_listed_after_the_shipped_ones_and_can_be_chosen(tmp_path: Path) -> None:
    settings = Settings(weights=str(tmp_path / "own"))
    added = import_weights(weights(tmp_path / "mine.safetensors"), [PARTS], settings)
    assert added.own and added.path == tmp_path / "own" / "mine.safetensors"
    assert [file.path.name for file in weights_of(PARTS, settings)] == ["parts-128.safetensors", "mine.safetensors"]
    assert settings.weights_path(PARTS) == weights_folder() / PARTS.default_weights
    chosen = dataclasses.replace(settings, chosen_weights={"parts": "mine.safetensors"})
    assert chosen.weights_path(PARTS) == added.path
    assert verify(added.path) == (file_sha256(added.path), True)


def test_an_import_never_hides_another_file(tmp_path: Path) -> None:
    settings = Settings(weights=str(tmp_path / "own"))
    first = import_weights(weights(tmp_path / PARTS.default_weights), [PARTS], settings)
    again = import_weights(weights(tmp_path / PARTS.default_weights), [PARTS], settings)
    other = import_weights(weights(tmp_path / PARTS.default_weights, value=1.0), [PARTS], settings)
    assert first.path.name == "parts-128-2.safetensors" and again.path == first.path
    assert other.path.name == "parts-128-3.safetensors"
    assert settings.weights_path(PARTS).parent == weights_folder()


def test_what_cannot_be_imported_is_said(tmp_path: Path) -> None:
    text, cut, foreign = (tmp_path / f"{name}.safetensors" for name in ("text", "cut", "foreign"))
    text.write_text("a letter that somebody called weights")
    cut.write_bytes(weights(tmp_path / "whole.safetensors").read_bytes()[:-3])
    weights(foreign, engine="sketch")
    settings = Settings(weights=str(tmp_path / "own"))
    for path, said in ((text, "not a safetensors"), (cut, "cut off"), (foreign, "'sketch', which is not installed")):
        with pytest.raises(WeightsError, match=said):
            import_weights(path, [PARTS], settings)
    assert all_weights(settings) == all_weights(Settings())
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match="Choose another"):
        import_weights(tmp_path / "whole.safetensors", [PARTS], Settings(weights=str(tmp_path / "file" / "in")))


def test_a_changed_file_is_found_out(tmp_path: Path) -> None:
    settings = Settings(weights=str(tmp_path / "own"))
    path = import_weights(weights(tmp_path / "mine.safetensors"), [PARTS], settings).path
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(WeightsError, match="not what it was"):
        verify(path)
    assert verify(weights(tmp_path / "stray.safetensors"))[1] is False


def test_a_choice_is_stored_and_used_by_the_next_run(qtbot: QtBot, session: Session, engine: FakeEngine) -> None:
    own = weights(session.settings.weights_folder / "mine.safetensors")
    session.weights.choose(engine.spec, own)
    assert load_settings().chosen_weights == {"parts": "mine.safetensors"}
    session.add_part(fake_donor(), "nose")
    with qtbot.waitSignal(session.run_finished):
        session.generate()
    assert engine.loads == [(own, "auto")]
    own.unlink()
    assert session.weights.in_use(engine.spec) == own  # chosen and gone: said, not replaced by another one
    assert session.weights.files(engine.spec)[0].problem


def test_speed_is_measured_without_leaving_a_result(qtbot: QtBot, session: Session, engine: FakeEngine) -> None:
    hold = threading.Event()
    engine.script(Script(hold=hold))
    assert session.weights.measure(engine.spec)
    assert not session.weights.measure(engine.spec)
    assert not session.busy
    with qtbot.waitSignal(session.weights.measured) as measured:
        hold.set()
    assert measured.args[0] == "parts" and "bundled example" in measured.args[1]
    assert not session.results and engine.options[0].variants == 1
    assert len({part.donor for part in engine.requests[0].parts}) == 4


def test_runs_and_previews_go_before_a_measurement(qtbot: QtBot, session: Session, engine: FakeEngine) -> None:
    hold = threading.Event()
    session.add_part(fake_donor(), "nose")
    engine.script(Script(hold=hold))
    session.generate()
    session.weights.measure(engine.spec)
    session.set_live_preview(True)
    with qtbot.waitSignals(
        [session.run_finished, session.live_preview.changed, session.weights.measured], order="strict"
    ):
        hold.set()


def test_a_measurement_that_fails_says_why(qtbot: QtBot, session: Session, engine: FakeEngine) -> None:
    engine.script(Script(error=EngineError("No memory is left. Close something.")))
    with qtbot.waitSignal(session.weights.measured) as measured:
        session.weights.measure(engine.spec)
    assert measured.args[1] == "No memory is left. Close something."


def test_settings_of_the_wrong_shape_take_their_default() -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text(json.dumps({"chosen_weights": {"parts": 3}, "shortcuts": "x", "theme": "light"}))
    assert load_settings() == Settings(theme="light")
