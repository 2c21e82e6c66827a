"""Projects in a session: saved and opened off the GUI thread, unsaved work known, kept and offered again."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engines.errors import EngineError, ImageFileError
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.project_file import Project, read_project
from faceforge_app.session import projects as projects_module
from faceforge_app.session import recent
from faceforge_app.session.recovery import LostWork, RunFolder, lost_work, recovery_folder
from faceforge_app.session.session import Session
from faceforge_app.session.snapshots import INTERVAL_MS
from tests.faceforge_app.document.projects import project, same
from tests.fakes import FakeEngine, Script, fake_donor


@pytest.fixture(autouse=True)
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the pictures for other programs, which have tests of their own."""
    write = projects_module.write_project
    monkeypatch.setattr(projects_module, "write_project", lambda path, saved: write(path, saved, pictures=False))


def save(session: Session, qtbot: QtBot, path: Path | None = None) -> Path:
    with qtbot.waitSignal(session.projects.saved) as saved:
        session.projects.save(path)
    return Path(saved.args[0])


def open_project(session: Session, qtbot: QtBot, path: Path) -> None:
    with qtbot.waitSignal(session.projects.opened):
        session.projects.open(path)


def failure(session: Session, qtbot: QtBot) -> object:
    return qtbot.waitSignal(session.projects.failed)


def test_saved_and_opened_again(with_nose: Session, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(with_nose.run_finished):
        with_nose.generate()
    before, results = with_nose.document, with_nose.results.entries
    path = save(with_nose, qtbot, tmp_path / "face")
    assert path == with_nose.projects.path == tmp_path / "face.faceforge.ora"
    with_nose.projects.new()
    assert (with_nose.document.layers, with_nose.results.entries, with_nose.projects.path) == ((), (), None)
    open_project(with_nose, qtbot, path)
    assert same(with_nose.document, before)
    assert same(with_nose.results.entries, results)
    assert with_nose.is_current(with_nose.results[0].id)
    assert not with_nose.projects.modified
    assert not with_nose.can_undo


def test_a_result_of_an_engine_that_is_not_here_can_be_applied(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    there = project()
    elsewhere = replace(there.results[0], engine_id="oil")
    projects_module.write_project(tmp_path / "a.ora", Project(there.document, (elsewhere,)))
    open_project(session, qtbot, tmp_path / "a.ora")
    applied = session.apply_result(elsewhere.id)
    assert session.document.layer(applied).name == "oil"


def test_unsaved_work_is_known(with_nose: Session, qtbot: QtBot, tmp_path: Path) -> None:
    projects = with_nose.projects
    assert projects.modified
    save(with_nose, qtbot, tmp_path / "face")
    assert not projects.modified
    with qtbot.waitSignal(projects.changed):
        with_nose.add_part(fake_donor(), "mouth")
    assert projects.modified
    with qtbot.waitSignal(projects.changed):
        with_nose.undo()
    assert not projects.modified
    with qtbot.waitSignal(with_nose.run_finished):
        with_nose.generate()
    assert projects.modified
    save(with_nose, qtbot)
    assert not projects.modified


def test_work_done_while_saving_is_unsaved(with_nose: Session, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(with_nose.projects.saved):
        with_nose.projects.save(tmp_path / "face")
        with_nose.add_part(fake_donor(), "mouth")
    assert with_nose.projects.modified
    assert len(read_project(tmp_path / "face.faceforge.ora").document.layers) == 1


def test_a_drag_is_not_unsaved_work(session: Session) -> None:
    session.preview_edit(editing.add_part(Document(), fake_donor(), "nose")[0])
    assert not session.projects.modified
    session.revert_edit()


def test_a_project_without_file_needs_a_path(session: Session) -> None:
    with pytest.raises(ValueError):
        session.projects.save()


def test_saving_fails_with_a_sentence_and_the_work_stays(
    with_nose: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _project: Project) -> None:
        raise ImageFileError("The disk is full. Free some space.")

    monkeypatch.setattr(projects_module, "write_project", full)
    before = with_nose.document
    with failure(with_nose, qtbot) as failed:
        with_nose.projects.save(tmp_path / "face")
    assert failed.args == ["The disk is full. Free some space."]
    assert with_nose.document is before
    assert with_nose.projects.modified
    assert with_nose.projects.path is None


def test_a_file_that_cannot_be_opened_changes_nothing(with_nose: Session, qtbot: QtBot, tmp_path: Path) -> None:
    before = with_nose.document
    path = tmp_path / "diary.ora"
    path.write_text("Dear diary")
    with failure(with_nose, qtbot) as failed:
        with_nose.projects.open(path)
    assert "neither a FaceForge project" in failed.args[0]
    assert with_nose.document is before


def test_work_done_while_opening_is_not_lost(with_nose: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = save(with_nose, qtbot, tmp_path / "face")
    with failure(with_nose, qtbot) as failed:
        with_nose.projects.open(path)
        mouth = with_nose.add_part(fake_donor(), "mouth")
    assert "changed while" in failed.args[0]
    assert with_nose.document.layer(mouth)


def test_a_result_for_the_project_before_is_dropped(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, tmp_path: Path
) -> None:
    path = save(with_nose, qtbot, tmp_path / "face")
    hold = threading.Event()
    engine.script(Script(hold=hold, deaf=True))
    assert with_nose.generate()
    open_project(with_nose, qtbot, path)
    with qtbot.waitSignal(with_nose.run_cancelled):
        hold.set()
    assert with_nose.results.entries == ()


def test_recent_projects(with_nose: Session, qtbot: QtBot, tmp_path: Path) -> None:
    one = save(with_nose, qtbot, tmp_path / "one")
    two = save(with_nose, qtbot, tmp_path / "two")
    open_project(with_nose, qtbot, one)
    assert with_nose.projects.recent == (one, two)
    two.unlink()
    with failure(with_nose, qtbot):
        with_nose.projects.open(two)
    qtbot.waitUntil(lambda: with_nose.projects.recent == (one,))


def test_recent_projects_are_few_and_may_be_damaged(tmp_path: Path) -> None:
    for number in range(12):
        recent.add_recent(tmp_path / str(number))
    assert [path.name for path in recent.recent_projects()] == [str(number) for number in range(11, 1, -1)]
    recent._file().write_text("{")
    assert recent.recent_projects() == ()


# --- recovery


def die(session: Session) -> None:
    """The run ends as it does when the process is killed: its lock goes, its folder stays."""
    snapshots = session.projects._snapshots
    folder = snapshots.folder
    snapshots._background.close()
    assert folder._lock is not None
    folder._lock.close()
    folder._lock = None
    snapshots.folder = RunFolder(recovery_folder())


def offered(session: Session, qtbot: QtBot) -> tuple[LostWork, ...]:
    with qtbot.waitSignal(session.projects.lost_work_found) as found:
        session.projects.look_for_lost_work()
    works: tuple[LostWork, ...] = found.args[0]
    return works


def snapshots() -> list[Path]:
    return list(recovery_folder().glob("*/snapshot.faceforge.ora"))


def test_unsaved_work_of_a_dead_run_is_offered_and_goes_on(
    session: Session, engine: FakeEngine, qtbot: QtBot, tmp_path: Path
) -> None:
    dead = Session()
    work = dead.projects._current()
    dead.projects._on_saved(tmp_path / "face.faceforge.ora", work, work[1])
    dead.add_part(fake_donor(), "nose")
    dead.projects.snapshot()
    die(dead)
    assert dead.close()
    (work,) = offered(session, qtbot)
    with qtbot.waitSignal(session.projects.opened):
        session.projects.recover(work)
    assert same(session.document, dead.document)
    assert session.projects.modified
    assert session.projects.path == tmp_path / "face.faceforge.ora"
    qtbot.waitUntil(lambda: not work.folder.exists())
    assert len(snapshots()) == 1, "it lies in the folder of this run now"


def test_lost_work_that_is_not_wanted_is_removed(session: Session, qtbot: QtBot) -> None:
    run = RunFolder(recovery_folder())
    run.write(project(), None)
    assert run._lock is not None
    run._lock.close()
    (work,) = offered(session, qtbot)
    session.projects.discard(work)
    qtbot.waitUntil(lambda: not work.folder.exists())


def test_work_is_kept_at_intervals_and_before_each_run(with_nose: Session, qtbot: QtBot) -> None:
    assert snapshots() == []
    with qtbot.waitSignal(with_nose.run_finished):
        with_nose.generate()
    qtbot.waitUntil(lambda: len(snapshots()) == 1)
    assert len(read_project(snapshots()[0]).document.layers) == 1
    timer = with_nose.projects._snapshots.timer
    with_nose.projects.snapshot()
    timer.setInterval(20)
    with_nose.add_part(fake_donor(), "mouth")
    qtbot.waitUntil(lambda: len(read_project(snapshots()[0]).document.layers) == 2)
    assert lost_work(recovery_folder()) == ()


def test_saved_work_needs_no_snapshot(with_nose: Session, qtbot: QtBot, tmp_path: Path) -> None:
    with_nose.projects.snapshot()
    qtbot.waitUntil(lambda: len(snapshots()) == 1)
    save(with_nose, qtbot, tmp_path / "face")
    qtbot.waitUntil(lambda: snapshots() == [])


def test_a_session_that_ends_in_order_leaves_no_snapshot(engine: FakeEngine, qtbot: QtBot) -> None:
    session = Session()
    session.add_part(fake_donor(), "nose")
    session.projects.snapshot()
    assert session.close()
    assert list(recovery_folder().iterdir()) == []


def test_work_that_cannot_be_kept_is_said_once(
    with_nose: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_run: RunFolder, _project: Project, _path: Path | None) -> None:
        raise EngineError("The disk is full. Free some space.")

    monkeypatch.setattr(RunFolder, "write", full)
    said: list[str] = []
    with_nose.projects.failed.connect(said.append)
    for _ in range(3):
        with_nose.projects.snapshot()
        qtbot.waitUntil(lambda: said != [])
        qtbot.wait(20)
    assert said == ["The disk is full. Free some space."]
    assert with_nose.document.layers


def test_what_does_not_fit_into_the_file_is_let_go_and_said(
    with_nose: Session, engine: FakeEngine, qtbot: QtBot, tmp_path: Path, told: list[str]
) -> None:
    for level in (0.25, 0.75):
        engine.script(Script(level=level))
        with qtbot.waitSignal(with_nose.run_finished):
            with_nose.generate()
    with_nose.results.star(with_nose.results[1].id, 0)
    with_nose._settings = replace(with_nose.settings, results_disk_mb=0)
    with qtbot.waitSignal(with_nose.projects.left_out):
        with_nose.projects.save(tmp_path / "face")
    assert [entry.numbers for entry in with_nose.results] == [(0, 1, 2, 3), (0,)]
    assert "3 older portrait(s)" in told[0] and "in the file" in told[0]
    assert not with_nose.projects.modified
    assert same(read_project(tmp_path / "face.faceforge.ora").results, with_nose.results.entries)


def test_a_snapshot_begins_half_an_interval_after_the_first_edit_it_holds(with_nose: Session, qtbot: QtBot) -> None:
    timer = with_nose.projects._snapshots.timer
    assert timer.isActive() and timer.interval() == INTERVAL_MS // 2
    with_nose.projects.snapshot()
    with_nose.add_part(fake_donor(), "mouth")  # while that is being written
    left = timer.remainingTime()
    assert left > 0
    qtbot.wait(5)
    with_nose.add_part(fake_donor(), "jaw")
    assert timer.remainingTime() < left, "a later edit does not put it off"


def test_edits_while_a_snapshot_is_written_are_in_the_next(with_nose: Session, qtbot: QtBot) -> None:
    with_nose.projects.snapshot()
    with_nose.add_part(fake_donor(), "mouth")
    with_nose.projects.snapshot()
    qtbot.waitUntil(lambda: len(snapshots()) == 1 and len(read_project(snapshots()[0]).document.layers) == 2)
    with_nose.undo()
    assert with_nose.projects._snapshots.timer.isActive()
