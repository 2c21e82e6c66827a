"""The projects opened or saved last. Kept as JSON in the user's state folder."""

from __future__ import annotations

import json
from pathlib import Path

from platformdirs import user_state_path

from engines.imaging.io import write_atomically
from faceforge_app.session.settings import APPLICATION

MOST = 10


def recent_projects() -> tuple[Path, ...]:
    """Newest first; a list that cannot be read is empty."""
    try:
        stored = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(Path(path) for path in stored if isinstance(path, str))[:MOST] if isinstance(stored, list) else ()


def add_recent(path: Path) -> None:
    """Put a project first. Raises `ImageFileError` where that cannot be stored."""
    _store((path.absolute(), *(other for other in recent_projects() if other != path.absolute())))


def remove_recent(path: Path) -> None:
    """Forget a project, one that is gone for example; no path at all is no error."""
    _store(tuple(other for other in recent_projects() if other != path.absolute()))


def _store(paths: tuple[Path, ...]) -> None:
    write_atomically(_file(), json.dumps([str(path) for path in paths[:MOST]], indent=1).encode())


def _file() -> Path:
    return user_state_path(APPLICATION, appauthor=False) / "recent.json"
