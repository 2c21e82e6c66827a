"""Whether a built program works: without a screen, and in a window driven by keys. Needs Xvfb, openbox and xdotool for the window.

Usage: python packaging/smoke.py PROGRAM [--root FOLDER]
PROGRAM is the built `faceforge`, or its name inside of the system under `--root`, in which it is then started (chroot).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PATIENCE_S = 900  # a machine may be busy with other things
MIME_TYPE = "application/x-faceforge-project"


@dataclass(frozen=True)
class Place:
    """Where the program runs: `home` is the folder of a new user, as seen from outside of `root`."""

    program: str
    home: Path
    root: Path | None

    def command(self, *words: str) -> list[str]:
        return [*(["chroot", str(self.root)] if self.root else []), self.program, *words]

    def inside(self, path: Path) -> str:
        return f"/{path.relative_to(self.root)}" if self.root else str(path)

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "OMP_NUM_THREADS") if name in os.environ}
        return {**kept, "HOME": self.inside(self.home), "LANG": "C.UTF-8", **more}

    def run(self, *words: str, **more: str) -> str:
        """What the program prints; it must end with status 0 and complain of nothing but progress."""
        done = subprocess.run(
            self.command(*words), env=self.environment(**more), capture_output=True, text=True, timeout=PATIENCE_S
        )
        complaints = [line for line in done.stderr.splitlines() if not line.startswith("Painting")]
        if done.returncode or complaints:
            raise SystemExit(f"'faceforge {' '.join(words)}' ended with {done.returncode}: {complaints}")
        return done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--root", type=Path)
    args = parser.parse_args()
    root = args.root.resolve() if args.root else None
    program = args.program if root else str(Path(args.program).resolve())
    with tempfile.TemporaryDirectory(prefix="faceforge-", dir=root / "tmp" if root else None) as folder:
        place = Place(program, Path(folder) / "home", root)
        place.home.mkdir()
        project = without_screen(place)
        in_window(place, project)
        check_log(place)
    print("The built program works.")


def without_screen(place: Place) -> Path:
    """The bundled example with the real engine, exported; again from its recipe; its thumbnail. Returns the example's project."""
    out = place.home / "out"
    place.run("doctor")
    place.run("example", "--out", place.inside(out))
    portraits = sorted(out.glob("portrait-*.png"))
    assert len(portraits) == 4 and all(path.stat().st_size > 10_000 for path in portraits), portraits
    assert "identical" in place.run("rerun", place.inside(portraits[0]))
    project, small = out / "example.faceforge.ora", out / "small.png"
    place.run("thumbnail", "--size", "128", place.inside(project), place.inside(small))
    assert small.read_bytes().startswith(b"\x89PNG")
    print("offscreen: the example is painted, and painted again identically")
    return project


def in_window(place: Place, project: Path) -> None:
    with screen() as display:
        if place.root is None:
            open_by_type(place, project, display)
        compose_and_save(place, project, display)


def open_by_type(place: Place, project: Path, display: str) -> None:
    """As a double click in a file manager does."""
    data = place.home / ".local" / "share"
    for folder in ("mime/packages", "applications"):
        (data / folder).mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "linux" / "faceforge.mime.xml", data / "mime/packages/faceforge.xml")
    entry = (HERE / "linux" / "faceforge.desktop").read_text("utf-8")
    entry = entry.replace("Exec=faceforge", f"Exec={place.program}")
    (data / "applications" / "faceforge.desktop").write_text(entry, "utf-8")
    environment = place.environment(DISPLAY=display)
    for command in (
        ["update-mime-database", str(data / "mime")],
        ["update-desktop-database", str(data / "applications")],
        ["gio", "mime", MIME_TYPE, "faceforge.desktop"],
    ):
        subprocess.run(command, env=environment, check=True, capture_output=True)
    told = ["gio", "info", "-a", "standard::content-type", str(project)]
    assert MIME_TYPE in subprocess.run(told, env=environment, check=True, capture_output=True, text=True).stdout
    subprocess.run(["gio", "open", str(project)], env=environment, check=True)
    keys = Keys(display)
    keys.greet()
    window = keys.window("example")
    pid = int(keys.ask("getwindowpid", window))
    keys.press("ctrl+q", "example")
    wait(lambda: not Path(f"/proc/{pid}").exists() or "Z" in status_of(pid), "the window did not close")
    print("window: a project opens by its type, and the program quits")


def compose_and_save(place: Place, project: Path, display: str) -> None:
    """Open, paint portraits, save and quit, by keys alone."""
    command, environment = place.command(place.inside(project)), place.environment(DISPLAY=display)
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as running:
        keys = Keys(display)
        if place.root is not None:
            keys.greet()
        keys.window("example")
        keys.press("ctrl+Return", "example")
        wait(lambda: keys.saved_results(place, project) == 2, "the portraits did not come")
        keys.press("ctrl+q", "example")
        try:
            said, status = running.communicate(timeout=PATIENCE_S)[1], running.returncode
        except subprocess.TimeoutExpired:
            running.kill()
            raise SystemExit("The program did not quit.") from None
    assert status == 0 and not said.strip(), (status, said)
    print("window: portraits are painted and saved, and the program quits with status 0")


class Keys:
    """The keyboard of a screen."""

    def __init__(self, display: str) -> None:
        self._environment = {**os.environ, "DISPLAY": display}

    def ask(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._environment, capture_output=True, text=True, timeout=PATIENCE_S
        )
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """The number of the window with this in its title, once it is there."""
        found: str = wait(lambda: self.ask("search", "--onlyvisible", "--name", title), f"no window '{title}'")
        return found.split()[0]

    def press(self, key: str, title: str) -> None:
        self.ask("windowactivate", "--sync", self.window(title))
        self.ask("key", "--clearmodifiers", key)

    def greet(self) -> None:
        """The first start says what the program is for."""
        self.press("Return", "Welcome to FaceForge")

    def saved_results(self, place: Place, project: Path) -> int:
        """How many runs the project holds after a save; portraits are saved only once they are there."""
        self.press("ctrl+s", "example")
        time.sleep(5)  # each look takes time from the painting
        about = json.loads(place.run("info", "--json", place.inside(project)))
        return len(about["results"])


@contextmanager
def screen() -> Iterator[str]:
    """A screen in memory with a window manager; its DISPLAY."""
    reader, writer = os.pipe()
    words = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        display = f":{os.fdopen(reader).readline().strip()}"
        with subprocess.Popen(
            ["openbox"], env={**os.environ, "DISPLAY": display}, stderr=subprocess.DEVNULL
        ) as manager:
            try:
                yield display
            finally:
                manager.kill()  # it may wait for ever for a screen that goes away
                server.terminate()


def check_log(place: Place) -> None:
    for log in place.home.rglob("faceforge.log"):
        if log.read_text("utf-8").strip():
            raise SystemExit(f"The log is not empty:\n{log.read_text('utf-8')}")


def status_of(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def wait(ask: Callable[[], Any], problem: str) -> Any:
    """Ask until the answer is something."""
    until = time.monotonic() + PATIENCE_S
    while not (answer := ask()):
        if time.monotonic() > until:
            raise SystemExit(f"Waited {PATIENCE_S} s: {problem}.")
        time.sleep(0.5)
    return answer


if __name__ == "__main__":
    sys.exit(main())
