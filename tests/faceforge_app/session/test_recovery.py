"""Work that survives: a process that is killed, a disk that is full, a second window."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from engines.errors import EngineError
from faceforge_app.document import project_file
from faceforge_app.document.document import Document
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.project_file import Project, read_project, write_project
from faceforge_app.session import recovery
from faceforge_app.session.recovery import ABOUT, LOCK, SNAPSHOT, Recovered, RunFolder, discard, lost_work
from tests.faceforge_app.document.projects import project, same
from tests.fakes import face_picture

KILLS = 5
forks = pytest.mark.skipif(sys.platform != "linux", reason="needs fork")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "recovery"


@pytest.fixture
def run(root: Path) -> Iterator[RunFolder]:
    folder = RunFolder(root)
    yield folder
    folder.close()


def test_a_living_run_is_not_offered(root: Path, run: RunFolder) -> None:
    run.write(project(), None)
    assert lost_work(root) == ()


def test_the_work_of_a_dead_run_is_offered_until_it_is_forgotten(root: Path, tmp_path: Path) -> None:
    before = project()
    leave_behind(root, before, tmp_path / "face.faceforge.ora")
    (work,) = lost_work(root)
    assert work.project == tmp_path / "face.faceforge.ora"
    assert abs(work.saved_at.timestamp() - time.time()) < 60
    recovered = Recovered(work)
    assert same(recovered.project.document, before.document)
    assert same(recovered.project.results, before.results)
    assert lost_work(root) == (), "two windows must not both open it"
    with pytest.raises(EngineError, match="another FaceForge window"):
        Recovered(work)
    recovered.forget()
    assert list(root.iterdir()) == []


def test_lost_work_can_be_discarded(root: Path) -> None:
    leave_behind(root, project())
    discard(lost_work(root)[0])
    assert lost_work(root) == ()


def test_a_run_that_ends_in_order_leaves_nothing(root: Path, run: RunFolder) -> None:
    run.write(project(), None)
    run.close()
    assert list(root.iterdir()) == []


def test_saved_work_is_not_offered(root: Path, run: RunFolder) -> None:
    run.write(project(), None)
    run.clear()
    release(run)
    assert lost_work(root) == ()


def test_a_damaged_snapshot_is_said_and_stays(root: Path) -> None:
    folder = leave_behind(root, project())
    (folder / SNAPSHOT).write_bytes(b"PK damaged")
    (folder / ABOUT).write_text("[]")
    (work,) = lost_work(root)
    assert work.project is None
    for _ in range(2):
        with pytest.raises(EngineError, match="damaged"):
            Recovered(work)


def test_old_snapshots_are_cleaned(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [leave_behind(root, Project(Document())) for _ in range(4)]
    old = time.time() - recovery.KEPT_S - 100
    os.utime(folders[0] / SNAPSHOT, (old, old))
    os.utime(folders[0], (old, old))
    os.utime(folders[1] / SNAPSHOT, (old + 3600, old + 3600))
    monkeypatch.setattr(recovery, "KEPT_RUNS", 2)
    assert {work.folder for work in lost_work(root)} == set(folders[2:])
    assert set(root.iterdir()) == set(folders[2:])


def test_nowhere_to_keep_work_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EngineError, match="Save your project often"):
        RunFolder(tmp_path / "file" / "recovery").write(Project(Document()), None)


def test_leftovers_of_a_killed_save_are_cleaned(tmp_path: Path) -> None:
    path = tmp_path / "face.faceforge.ora"
    old, fresh = (tmp_path / f".{path.name}.{name}.part" for name in ("aaaa", "bbbb"))
    for part in (old, fresh):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    write_project(path, Project(Document()), pictures=False)
    assert set(tmp_path.iterdir()) == {path, fresh}


@forks
def test_killed_while_saving_the_file_always_opens(tmp_path: Path) -> None:
    path = tmp_path / "face.faceforge.ora"
    rng = random.Random(1)
    for _ in range(KILLS):
        kill(saving_for_ever, path, after_s=rng.uniform(0, 0.05))
        (layer,) = read_project(path).document.layers
        assert layer.name.startswith("Portrait ")


@forks
def test_killed_with_unsaved_work_it_is_offered(root: Path, tmp_path: Path) -> None:
    rng = random.Random(2)
    for _ in range(KILLS):
        kill(keeping_for_ever, root, after_s=rng.uniform(0, 0.05))
        (work,) = lost_work(root)
        recovered = Recovered(work)
        assert len(recovered.project.document.layers) == 1
        recovered.forget()


def release(run: RunFolder) -> None:
    """As the system does when a process dies."""
    assert run._lock is not None
    run._lock.close()


def leave_behind(root: Path, lost: Project, path: Path | None = None) -> Path:
    """The folder of a run that died with unsaved work."""
    run = RunFolder(root)
    run.write(lost, path)
    release(run)
    assert (run._folder / LOCK).is_file()
    return run._folder


def kill(work, place: Path, after_s: float) -> None:  # type: ignore[no-untyped-def]
    """Kill a process that does `work` over and over, some time after it was done once."""
    context = multiprocessing.get_context("fork")
    begun = context.Event()
    process = context.Process(target=work, args=(place, begun))
    process.start()
    assert begun.wait(10)
    time.sleep(after_s)
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def numbered(number: int) -> Project:
    return Project(Document((ImageLayer(face_picture(number % 7, 64), name=f"Portrait {number}"),)))


def saving_for_ever(path: Path, begun: Event) -> None:
    for number in itertools.count():
        project_file.write_project(path, numbered(number), pictures=False)
        begun.set()


def keeping_for_ever(root: Path, begun: Event) -> None:
    run = RunFolder(root)
    for number in itertools.count():
        run.write(numbered(number), None)
        begun.set()
