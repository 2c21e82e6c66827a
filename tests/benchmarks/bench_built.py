"""From process start to the window on the screen (Xvfb): the built program beside the source checkout, cold and warm.

Cold means that the system was asked to forget the program's files; it keeps those that another process has open. Needs
`make package` first, Xvfb and xdotool.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.common import median, processor, say

ROOT = Path(__file__).parent.parent.parent
SITE = Path(str(importlib.util.find_spec("PySide6").origin)).parent.parent  # type: ignore[union-attr]
BUILT = ROOT / "build" / "package" / "program" / "faceforge" / "faceforge"
COMMANDS = {"source checkout": [sys.executable, "-m", "faceforge_app.cli"], "built program": [str(BUILT)]}
FOLDERS = {
    "source checkout": (ROOT / "faceforge_app", ROOT / "engines", ROOT / "assets", SITE, Path(os.__file__).parent),
    "built program": (BUILT.parent,),
}
ROUNDS, COLD_ROUNDS = 5, 2


def main() -> None:
    if not BUILT.exists():
        say("built program", "not there: make package")
        return
    sys.path.insert(0, str(ROOT / "packaging"))
    from smoke import screen

    with screen() as display:
        cold = {name: [cold_start(name, display) for _ in range(COLD_ROUNDS)] for name in COMMANDS}
        for command in COMMANDS.values():
            start(command, display)
        warm = {name: [start(command, display) for _ in range(ROUNDS)] for name, command in COMMANDS.items()}
    for title, times in (("cold", cold), ("warm", warm)):
        for name, measured in times.items():
            say(f"{name}, {title}, median (slowest)", f"{median(measured):.0f} ms ({max(measured):.0f} ms)")
        say(f"ratio, {title}", f"{median(times['built program']) / median(times['source checkout']):.2f}")
    say("processor", processor())


def cold_start(name: str, display: str) -> float:
    for folder in FOLDERS[name]:
        for path in folder.rglob("*"):
            if path.is_file():
                with path.open("rb") as file:
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    return start(COMMANDS[name], display)


def start(command: list[str], display: str) -> float:
    """Milliseconds until the window is there, for a user who has seen the first screen."""
    with tempfile.TemporaryDirectory() as home:
        settings = Path(home) / ".config" / "faceforge" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text('{"welcomed": true}')
        environment = {"PATH": os.environ["PATH"], "HOME": home, "DISPLAY": display, "LANG": "C.UTF-8"}
        began = time.perf_counter()
        with subprocess.Popen(command, env=environment, cwd=ROOT) as running:
            found = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "FaceForge"]
            subprocess.run(found, env=environment, check=True, capture_output=True, timeout=300)
            took = (time.perf_counter() - began) * 1000
            running.terminate()
    return took


if __name__ == "__main__":
    main()
