"""The user's language: every string that is seen goes through `tr`. See `make translations`.

Tables and constants hold English, marked with `mark` where `tr` is not called on the spot, and are translated where they are shown.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

CONTEXT = "FaceForge"
SYSTEM, ENGLISH = "system", "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch", "fr": "Français"}

_used = ENGLISH


def used_language() -> str:
    """The code of the language that the window speaks."""
    return _used


def tr(text: str, **values: object) -> str:
    """A string in the user's language, with `{name}` places filled in."""
    said = QCoreApplication.translate(CONTEXT, text) if text else ""
    return said.format(**values) if values else said


def mark(text: str) -> str:
    """Says to the collector of strings that `tr` is called on this one elsewhere."""
    return text
