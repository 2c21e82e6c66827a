"""The log: what went wrong, in detail, for whoever is asked to help. Kept small, in the user's log folder, sent nowhere."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path

from faceforge_app.session.settings import APPLICATION

LIMIT_BYTES = 1_000_000


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
