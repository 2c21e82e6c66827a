"""The log: what went wrong, in detail, for whoever is asked to help. Kept small, in the user's log folder, sent nowhere."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path

from faceforge_app.session.settings import APPLICATION

LIMIT_BYTES = 1_000_000
HEAD = re.compile(r"(\d{4}-\d\d-\d\d [\d:,]+) ([A-Z]+) ([\w.]+): (.*)")


def log_path() -> Path:
    return user_log_path(APPLICATION, appauthor=False) / "faceforge.log"


def start_logging() -> None:
    """Write warnings and errors to the log; without a writable folder there is none."""
    root = logging.getLogger()
    if any(isinstance(handler, RotatingFileHandler) for handler in root.handlers):
        return
    try:
        log_path().parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            log_path(), maxBytes=LIMIT_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.INFO)
    root.addHandler(handler)


@dataclass(frozen=True)
class LogEntry:
    """`text` is the message, with its traceback where there is one."""

    time: str
    level: str
    source: str
    text: str

    def __str__(self) -> str:
        return f"{self.time} {self.level} {self.source}: {self.text}"


def read_log(path: Path | None = None) -> tuple[LogEntry, ...]:
    """The entries of the log, oldest first; none where there is no log. Reads a file: not for the GUI thread."""
    path = path or log_path()
    entries: list[LogEntry] = []
    for line in _lines(path.with_name(f"{path.name}.1")) + _lines(path):
        begun = HEAD.fullmatch(line)
        if begun:
            entries.append(LogEntry(*begun.groups()))
        elif entries:
            last = entries.pop()
            entries.append(LogEntry(last.time, last.level, last.source, f"{last.text}\n{line}"))
    return tuple(entries)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return []
