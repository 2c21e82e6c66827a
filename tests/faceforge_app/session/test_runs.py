"""Runs that succeed, fail, are cancelled, come late, or are overtaken."""

from __future__ import annotations

import dataclasses
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engines.errors import InputError, WeightsError
from engines.parts.options import PartsOptions
from faceforge_app.document import editing
from faceforge_app.session.session import Session
from faceforge_app.session.settings import Settings
from tests.fakes import PATIENCE_S, FakeEngine, Script, fake_donor

Signals = Callable[[], list[str]]


@pytest.fixture
def hold() -> Iterator[threading.Event]:
    """Keeps a scripted run waiting until the test lets it go."""
    event = threading.Event()
    yield event
    event.set()


def test_a_run_reports_and_finishes(with_nose: Session, engine: FakeEngine, qtbot: QtBot, signals: Signals) -> None:
    steps: list[int] = []
    with_nose.run_progress.connect(lambda done, total, preview: steps.append(done))
    with qtbot.waitSignal(with_nose.run_finished):
        assert with_nose.generate()
        assert with_nose.busy
    assert signals() == ["run_started", "run_finished"]
    assert steps[-1] == 3
    assert not with_nose.busy
    assert engine.threads[0] is not threading.main_thread()


def test_every_signal_arrives_on_the_gui_thread(with_nose: Session, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    for signal in (with_nose.run_progress, with_nose.run_finished, with_nose.results.changed):
        signal.connect(lambda *_: threads.append(threading.current_thread()))
    with qtbot.waitSignal(with_nose.run_finished):
        with_nose.generate()
    assert set(threads) == {threading.main_thread()}


def test_nothing_can_be_made_of_an_empty_face(session: Session, told: list[str], signals: Signals) -> None:
    assert not session.generate()
    assert "no visible part" in told[0]
    assert signals() == []


@pytest.mark.parametrize(
    "error", [InputError("Too small. Take a larger one."), WeightsError("Cut off. Copy it again.")]
)
def test_an_engines_sentence_reaches_the_user(
    error: Exception, with_nose: Session, engine: FakeEngine, qtbot: QtBot, told: list[str]
) -> None:
    engine.script(Script(error=error))
    with qtbot.waitSignal(with_nose.run_failed):
        with_nose.generate()
    assert told == [str(error)]
    with qtbot.waitSignal(with_nose.run_finished):
        assert with_nose.generate()


def test_an_unexpected_error_is_a_sentence_and_the_log_has_the_rest(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    engine.script(Script(error=ZeroDivisionError("secret detail")))
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(with_nose.run_failed):
        with_nose.generate()
    assert "unexpected" in told[0]
    assert "secret detail" not in told[0]
    assert "secret detail" in caplog.text
    assert not with_nose.busy


def test_weights_that_cannot_be_loaded_fail_the_run_and_are_tried_again(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, told: list[str]
) -> None:
    engine.load_error = WeightsError("x.safetensors belongs to the engine 'sketch', not 'parts'. Choose another file.")
    with qtbot.waitSignal(with_nose.run_failed):
        with_nose.generate()
    engine.load_error = None
    with qtbot.waitSignal(with_nose.run_finished):
        with_nose.generate()
    assert told == ["x.safetensors belongs to the engine 'sketch', not 'parts'. Choose another file."]


def test_an_engine_is_loaded_once_per_weights_and_device(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / engine.spec.default_weights).touch()
    for settings in (Settings(), Settings(), Settings(weights=str(tmp_path)), Settings(device="cpu"), Settings()):
        with_nose.use_settings(settings)
        with qtbot.waitSignal(with_nose.run_finished):
            with_nose.generate()
    assert len(engine.loads) == 3


def test_an_engine_can_be_loaded_in_advance(session: Session, engine: FakeEngine, qtbot: QtBot) -> None:
    engine.load_error = WeightsError("Not there. Copy it.")
    session.warm_up()
    qtbot.waitUntil(lambda: len(engine.loads) == 1)
    engine.load_error = None
    session.warm_up()
    session.warm_up()
    qtbot.waitUntil(lambda: len(engine.loads) == 2)


def test_cancelling_leaves_no_result(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, hold: threading.Event, signals: Signals
) -> None:
    engine.script(Script(hold=hold))
    with_nose.generate()
    assert engine.began.acquire(timeout=PATIENCE_S)
    with qtbot.waitSignal(with_nose.run_cancelled):
        with_nose.cancel()
    assert signals() == ["run_started", "run_cancelled"]
    assert with_nose.results.entries == ()
    assert not with_nose.busy


def test_a_result_that_comes_after_cancelling_is_dropped(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, hold: threading.Event, signals: Signals
) -> None:
    engine.script(Script(hold=hold, deaf=True))
    with_nose.generate()
    assert engine.began.acquire(timeout=PATIENCE_S)
    with_nose.cancel()
    with qtbot.waitSignal(with_nose.run_cancelled):
        hold.set()
    assert with_nose.results.entries == ()


def test_only_one_run_at_a_time(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, hold: threading.Event, told: list[str]
) -> None:
    engine.script(Script(hold=hold))
    with_nose.generate()
    assert not with_nose.generate()
    assert "cancel it first" in told[0]
    with qtbot.waitSignal(with_nose.run_finished):
        hold.set()
    assert len(engine.requests) == 1


def test_a_result_belongs_to_the_document_it_was_asked_for(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, hold: threading.Event
) -> None:
    asked = with_nose.document
    engine.script(Script(hold=hold))
    with_nose.generate()
    with_nose.add_part(fake_donor("ben"), "mouth")
    with qtbot.waitSignal(with_nose.run_finished):
        hold.set()
    assert with_nose.results[0].made_from is asked
    assert len(with_nose.document.layers) == 2


def test_of_many_previews_the_newest_wins(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, hold: threading.Event
) -> None:
    engine.script(Script(hold=hold, level=0.2), Script(level=0.8))
    shown: list[int] = []
    with_nose.live_preview.changed.connect(lambda: shown.append(int(with_nose.live_preview.picture[0, 0, 0])))
    for _ in range(6):
        with_nose.request_preview()
    assert engine.began.acquire(timeout=PATIENCE_S)
    hold.set()
    qtbot.waitUntil(lambda: len(shown) == 1)
    assert len(engine.requests) == 2
    assert shown == [204]
    assert with_nose.results.entries == ()
    assert [options.variants for options in engine.options] == [1, 1]


def test_a_drag_shows_previews_while_it_lasts(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, hold: threading.Event
) -> None:
    with_nose.set_live_preview(True)
    qtbot.waitUntil(lambda: with_nose.live_preview.picture is not None)
    assert engine.began.acquire(timeout=PATIENCE_S)
    engine.script(Script(hold=hold, level=0.2), Script(level=0.8))
    shown: list[int] = []
    with_nose.live_preview.changed.connect(lambda: shown.append(int(with_nose.live_preview.picture[0, 0, 0])))
    nose = with_nose.selection or ""
    for step in range(5):
        with_nose.preview_edit(editing.move(with_nose.document, nose, 0.01 * step, 0))
    assert engine.began.acquire(timeout=PATIENCE_S)
    hold.set()
    qtbot.waitUntil(lambda: shown == [51, 204])
    assert engine.requests[-1].parts[0].to_canvas[0, 2] != engine.requests[-2].parts[0].to_canvas[0, 2]


def test_an_undone_change_shows_no_late_preview(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, hold: threading.Event
) -> None:
    with_nose.set_live_preview(True)
    qtbot.waitUntil(lambda: with_nose.live_preview.picture is not None)
    assert engine.began.acquire(timeout=PATIENCE_S)
    engine.script(Script(hold=hold, level=0.2), Script(level=0.8))
    with_nose.add_part(fake_donor("ben"), "mouth")
    assert engine.began.acquire(timeout=PATIENCE_S)
    with_nose.undo()
    hold.set()
    qtbot.waitUntil(lambda: int(with_nose.live_preview.picture[0, 0, 0]) != 128)
    assert int(with_nose.live_preview.picture[0, 0, 0]) == 204


def test_switching_live_preview_off_drops_what_is_on_its_way(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, hold: threading.Event
) -> None:
    engine.script(Script(hold=hold, deaf=True))
    with_nose.set_live_preview(True)
    assert engine.began.acquire(timeout=PATIENCE_S)
    with_nose.set_live_preview(False)
    hold.set()
    with qtbot.waitSignal(with_nose.run_finished):
        with_nose.generate()
    assert with_nose.live_preview.picture is None


def test_the_preview_goes_when_there_is_nothing_to_show(with_nose: Session, qtbot: QtBot) -> None:
    with_nose.set_live_preview(True)
    qtbot.waitUntil(lambda: with_nose.live_preview.picture is not None)
    with_nose.delete_layer(with_nose.selection or "")
    assert with_nose.live_preview.picture is None


def test_a_run_goes_before_previews_and_a_preview_follows_it(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, hold: threading.Event
) -> None:
    engine.script(Script(hold=hold), Script(level=0.2), Script(level=0.8))
    with_nose.request_preview()
    assert engine.began.acquire(timeout=PATIENCE_S)
    with_nose.generate()
    with_nose.request_preview()
    qtbot.waitUntil(lambda: with_nose.live_preview.picture is not None)
    assert [options.variants for options in engine.options] == [1, 4, 1]
    assert with_nose.results[0].images[0][0, 0, 0] == 51
    assert int(with_nose.live_preview.picture[0, 0, 0]) == 204


def test_a_failing_preview_is_told_and_no_run_fails(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, told: list[str], signals: Signals
) -> None:
    engine.script(Script(error=InputError("No. Try another.")))
    with qtbot.waitSignal(with_nose.message):
        with_nose.request_preview()
    assert told == ["No. Try another."]
    assert signals() == []


def test_closing_cancels_and_nothing_is_heard_afterwards(
    with_nose: Session, engine: FakeEngine, hold: threading.Event, signals: Signals
) -> None:
    engine.script(Script(hold=hold))
    with_nose.generate()
    assert engine.began.acquire(timeout=PATIENCE_S)
    assert with_nose.close()
    assert with_nose.close()
    assert signals() == ["run_started"]


@pytest.mark.skipif(sys.platform != "linux", reason="threads have their own priority on Linux only")
def test_the_worker_lets_the_window_go_first(with_nose: Session, engine: FakeEngine, qtbot: QtBot) -> None:
    niceness: list[int] = []
    run = engine.run

    def noting(*arguments: object) -> object:
        niceness.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
        return run(*arguments)  # type: ignore[arg-type]

    engine.run = noting  # type: ignore[method-assign, assignment]
    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    with qtbot.waitSignal(with_nose.run_finished):
        with_nose.generate()
    assert niceness[0] == min(19, before + 10) or niceness[0] == 10
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before


# --- results made again, and results that go


def test_a_result_made_again_is_compared_and_nothing_else_changes(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, signals: Signals
) -> None:
    with qtbot.waitSignal(with_nose.run_finished):
        with_nose.generate(options=PartsOptions(variants=2, seed=9))
    before = with_nose.results.entries
    with_nose.add_part(fake_donor("ben"), "mouth")
    engine.script(Script(level=0.5), Script(level=0.75))
    verdicts = []
    for _ in range(2):
        with qtbot.waitSignal(with_nose.run_compared) as compared:
            assert with_nose.run_again(before[0].id)
        verdicts.append(compared.args[0].verdict)
    assert verdicts[0] == "identical"
    assert verdicts[1].startswith("different by at most 63 of 255, in 100 % of the pixels")
    assert engine.options[-1] == PartsOptions(variants=2, seed=9)
    assert [part.kind for part in engine.requests[-1].parts] == ["nose"]
    assert with_nose.results.entries is before
    with qtbot.waitSignal(with_nose.run_finished):
        with_nose.generate()
    assert len(with_nose.results) == 2


def test_the_oldest_results_go_when_memory_is_short(with_nose: Session, qtbot: QtBot, told: list[str]) -> None:
    with qtbot.waitSignal(with_nose.run_finished):
        with_nose.generate()
    first = with_nose.results[0]
    with_nose.results.star(first.id, 2)
    with_nose.use_settings(dataclasses.replace(with_nose.settings, results_memory_mb=0))
    assert not told, "the newest run stays"
    with qtbot.waitSignal(with_nose.run_finished):
        with_nose.generate()
    assert [entry.numbers for entry in with_nose.results] == [(0, 1, 2, 3), (2,)]
    assert told == [
        "3 older portrait(s) without a star were dropped to stay within 0 MB in memory. Star what you want to keep."
    ]


def test_a_note_is_kept(with_nose: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(with_nose.run_finished):
        with_nose.generate()
    with_nose.results.set_note(with_nose.results[0].id, "softer light")
    assert with_nose.results[0].note == "softer light"


def test_applying_an_old_result_keeps_what_was_done_since(with_nose: Session, qtbot: QtBot, told: list[str]) -> None:
    with qtbot.waitSignal(with_nose.run_finished):
        with_nose.generate()
    with_nose.add_part(fake_donor("ben"), "mouth")
    newer = with_nose.document.layers
    with_nose.apply_result(with_nose.results[0].id, 1)
    assert with_nose.document.layers[:-1] == newer
    assert "put on top of the newer work" in told[0]
    with_nose.undo()
    assert with_nose.document.layers == newer
