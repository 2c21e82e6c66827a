"""What `faceforge doctor --report` writes: enough to find a fault by, and nothing that says who the user is or what they work on."""

from __future__ import annotations

import dataclasses
import getpass
import re
import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engines.assets import assets_folder
from engines.weights import file_sha256
from faceforge_app.logs import LogEntry, read_log
from faceforge_app.session.settings import Settings
from faceforge_app.session.weights_files import all_weights

NEWEST = 100  # entries of the log
SHOWN_SETTINGS = ("device", "theme", "language", "shortcuts")
OWN_PACKAGES = ("faceforge_app", "engines", "site-packages")
FRAME = re.compile(r'\s*File "([^"]+)", line (\d+), in (\S+)')


@dataclass(frozen=True)
class Finding:
    """One line: `wrong` findings keep FaceForge from working, `advice` says what to do."""

    name: str
    text: str
    wrong: bool = False
    advice: str = ""

    def __str__(self) -> str:
        mark = "!!" if self.wrong else "  "
        return f"{mark} {self.name:<16} {self.text}{'. ' + self.advice if self.advice else ''}"


def report_text(found: Iterable[Finding], settings: Settings) -> str:
    stored = dataclasses.asdict(settings)
    chosen = [f"   {name:<16} {stored[name]}" for name in SHOWN_SETTINGS]
    weights = [f"   {line}" for line in _weights(settings)]
    log = [line for entry in read_log()[-NEWEST:] for line in _what_happened(entry)]
    lines = [
        "FaceForge report. It holds no names, file names or messages.",
        "", "Machine", *map(str, found),
        "", "Settings", *chosen,
        "", "Weights", *weights,
        "", "Log", *(log or ["   empty"]),
    ]  # fmt: skip
    return anonymous("\n".join(lines), settings) + "\n"


def anonymous(text: str, settings: Settings) -> str:
    """A text without folders of the user's choice, home folder, user name and host name."""
    places = {
        str(Path(settings.weights)) if settings.weights else "": "<weights folder>",
        str(Path(settings.library)) if settings.library else "": "<library folder>",
        str(assets_folder().parent): "<FaceForge>",
        str(Path.home()): "~",
    }
    for place in sorted(filter(None, places), key=len, reverse=True):
        text = text.replace(place, places[place])
    for name, stand_in in ((socket.gethostname(), "<host>"), (_user(), "<user>"), (Path.home().name, "<user>")):
        if name:
            text = re.sub(rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", stand_in, text, flags=re.IGNORECASE)
    return text


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system without such names
        return ""


def _weights(settings: Settings) -> Iterator[str]:
    """An own file may be named after a person, so it is known by its engine and hash."""
    for file in all_weights(settings):
        name = "own file" if file.own else file.path.name
        engine = file.card.engine if file.card is not None else "not readable"
        yield f"{name:<24} {engine:<10} {file.size_mb} MB, SHA-256 {file_sha256(file.path)[:16]}"


def _what_happened(entry: LogEntry) -> Iterator[str]:
    """When, how bad, where, and the way there; what was said may name a photo or a person."""
    yield f"   {entry.time} {entry.level} {entry.source}"
    _, *traceback = entry.text.splitlines()
    for line in traceback:
        frame = FRAME.match(line)
        if frame:
            yield f"      {_own_part(frame[1])}:{frame[2]} {frame[3]}"
    if traceback and (kind := re.match(r"[A-Za-z_][\w.]*", traceback[-1])):
        yield f"      {kind[0]}"


def _own_part(path: str) -> str:
    """A source file from its package on."""
    parts = Path(path.replace("\\", "/")).parts
    return "/".join(next((parts[i:] for i, part in enumerate(parts) if part in OWN_PACKAGES), parts[-1:]))
