"""Kill sessions at random moments and open damaged files, many of both: `python -m tests.soak` prints what happened (`make soak`).

Each life is a process with a whole session that edits many times a second and saves now and then. An edit is lost where neither the
saved file nor the recovered work holds it; what counts is how long before the kill the oldest lost edit was made.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from engines.errors import EngineError
from engines.face.library import Library
from faceforge_app.document.document import Document
from faceforge_app.document.project_file import read_project
from faceforge_app.session.recovery import Recovered, lost_work
from faceforge_app.session.session import Session
from faceforge_app.session.settings import Settings
from tests.mutations import KINDS as FILES
from tests.mutations import Outcome, maltreated

EDIT_MS = 40
KINDS = ("nose", "mouth", "left_eye", "right_eye", "jaw")
PATIENCE_S = 60
SLOWEST_S, MOST_MB = 5, 1000


@dataclass(frozen=True)
class Death:
    """`lost_s`: how long before the kill the oldest lost edit was made, 0 where none was lost."""

    edits: int
    unsaved: bool
    due: bool  # there was unsaved work older than an interval
    offered: bool
    damaged: bool
    lost_s: float


def live(folder: Path, interval_ms: int, seed: int) -> None:
    """A session that works until it is killed."""
    from PySide6.QtCore import QCoreApplication, QTimer

    os.environ.update({f"XDG_{name}_HOME": str(folder / name) for name in ("STATE", "DATA", "CONFIG", "CACHE")})
    app, rng = QCoreApplication([]), random.Random(seed)
    session = Session(settings=Settings())
    session.projects._snapshots.timer.setInterval(interval_ms // 2)
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for kind in KINDS:
        session.add_part(rng.choice(session.library.donors), kind)

    def edit() -> None:
        number = number_of(session.document) + 1
        session.commit("Edit", named(session.document, number))
        os.write(log, f"{number} {time.monotonic()}\n".encode())
        if rng.random() < EDIT_MS / interval_ms / 2:
            session.projects.save(folder / "face")

    timer = QTimer(interval=EDIT_MS)
    timer.timeout.connect(edit)
    timer.start()
    app.exec()


def named(document: Document, number: int) -> Document:
    first, *others = document.layers
    return replace(document, layers=(replace(first, name=str(number)), *others))


def number_of(document: Document) -> int:
    name = document.layers[0].name
    return int(name) if name.isdecimal() else 0


def death(folder: Path, interval_s: float, rng: random.Random) -> Death:
    """One life, killed some time after its first edit, and what is left of its work."""
    life = get_context("fork").Process(target=live, args=(folder, round(interval_s * 1000), rng.randrange(1 << 30)))
    life.start()
    log, patience = folder / "log", time.monotonic() + PATIENCE_S
    while not log.is_file() or not log.stat().st_size:
        if time.monotonic() > patience:
            raise TimeoutError("a session did not begin to work")
        time.sleep(0.01)
    time.sleep(rng.uniform(0, 4 * interval_s))
    killed_at = time.monotonic()
    assert life.pid is not None
    os.kill(life.pid, signal.SIGKILL)
    life.join()
    return examined(folder, killed_at, interval_s)


def examined(folder: Path, killed_at: float, interval_s: float) -> Death:
    rows = [line.split() for line in (folder / "log").read_text().splitlines()]
    times = {int(number): float(at) for number, at in rows}
    path, works = folder / "face.faceforge.ora", lost_work(folder / "STATE" / "faceforge" / "recovery")
    saved = recovered = 0
    damaged = False
    try:
        saved = number_of(read_project(path).document) if path.is_file() else 0
        for work in works:
            again = Recovered(work)
            recovered = max(recovered, number_of(again.project.document))
            again.forget()
    except EngineError as error:
        print(error, file=sys.stderr)
        damaged = True
    unsaved = [at for number, at in times.items() if number > saved]
    lost = [at for number, at in times.items() if number > max(saved, recovered)]
    due = bool(unsaved) and killed_at - min(unsaved) > interval_s
    return Death(len(times), bool(unsaved), due, bool(works), damaged, killed_at - min(lost) if lost else 0.0)


def soak(kills: int, interval_s: float, at_once: int, seed: int = 1) -> list[Death]:
    """Several lives at once, each in a folder of its own."""

    def one(number: int) -> Death:
        with tempfile.TemporaryDirectory() as folder:
            return death(Path(folder), interval_s, random.Random(seed * kills + number))

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(one, range(kills)))


def report(deaths: list[Death], interval_s: float, load: tuple[float, float]) -> str:
    """What happened, as lines of Markdown."""
    lost = sorted(each.lost_s for each in deaths)
    due, offered = [each for each in deaths if each.due], [each for each in deaths if each.unsaved and each.offered]
    rows: list[tuple[str, Any]] = [
        ("kills", len(deaths)),
        ("edits before the kill", f"{min(each.edits for each in deaths)} to {max(each.edits for each in deaths)}"),
        ("damaged saved files or snapshots", sum(each.damaged for each in deaths)),
        ("with unsaved work", sum(each.unsaved for each in deaths)),
        ("of these, recovery offered", len(offered)),
        (f"unsaved for more than {interval_s:g} s", len(due)),
        ("of these, recovery offered", sum(each.offered for each in due)),
        (f"lost more than {interval_s:g} s", sum(value > interval_s for value in lost)),
        ("lost: median, 95 %, most", ", ".join(f"{lost[int(part * (len(lost) - 1))]:.2f} s" for part in (0.5, 0.95, 1))),
        ("load of the machine, at the beginning and at the end", f"{load[0]:.1f}, {load[1]:.1f} on {os.cpu_count()} cores"),
    ]  # fmt: skip
    return _table(["", ""], rows)


def mutations(count: int) -> dict[str, Outcome]:
    """The same share of every kind of file."""
    outcomes = {}
    for kind, victims in FILES.items():
        with tempfile.TemporaryDirectory() as name, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            outcomes[kind] = maltreated(victims(Path(name)), count // len(FILES), random.Random(7), Path(name))
    return outcomes


def mutations_report(outcomes: dict[str, Outcome]) -> str:
    rows = [
        (kind, each.files, each.opened, each.files - each.opened, f"{each.slowest_s:.2f}", f"{each.grown_mb:.0f}")
        for kind, each in outcomes.items()
    ]
    return _table(["damaged files", "tried", "opened", "refused", "slowest, s", "memory grew by, MB"], rows)


def _table(head: list[str], rows: Sequence[tuple[Any, ...]]) -> str:
    lines = [head, ["---"] * len(head), *([str(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--interval", type=float, default=2.0, metavar="S")
    parser.add_argument("--mutations", type=int, default=10_000)
    parser.add_argument("--at-once", type=int, default=2)
    args = parser.parse_args()
    Library.open(Path(tempfile.gettempdir()))  # imported before the processes are forked
    before = os.getloadavg()[0]
    deaths = soak(args.kills, args.interval, args.at_once) if args.kills else []
    if deaths:
        print(report(deaths, args.interval, (before, os.getloadavg()[0])), flush=True)
    outcomes = mutations(args.mutations) if args.mutations else {}
    if outcomes:
        print(f"\n{mutations_report(outcomes)}")
    lost = any(each.damaged or (each.due and not each.offered) or each.lost_s > args.interval for each in deaths)
    slow = any(each.slowest_s > SLOWEST_S or each.grown_mb > MOST_MB for each in outcomes.values())
    return int(lost or slow)


if __name__ == "__main__":
    sys.exit(main())
