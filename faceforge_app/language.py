"""The user's language: every string that is seen goes through `tr`. See `make translations`.

Tables and constants hold English, marked with `mark` where `tr` is not called on the spot, and are translated where they are shown.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from engines.assets import assets_folder

CONTEXT = "FaceForge"
SYSTEM, ENGLISH = "system", "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch", "fr": "Français"}

_used = ENGLISH


def used_language() -> str:
    """The code of the language that the window speaks."""
    return _used


def use_language(app: QCoreApplication, chosen: str) -> None:
    """Speak a language from now on: `chosen` is a code of `LANGUAGES`, or `system`. Call it before anything is shown."""
    global _used
    system = QLocale.system().name().partition("_")[0]
    _used = chosen if chosen in LANGUAGES else system if system in LANGUAGES else ENGLISH
    if chosen in LANGUAGES:
        QLocale.setDefault(QLocale(chosen))
    own = str(assets_folder() / "translations" / f"faceforge_{_used}.qm")
    qts = f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}/qtbase_{_used}.qm"
    for file in (qts, own) if _used != ENGLISH else ():
        translator = QTranslator(app)
        if translator.load(file):
            app.installTranslator(translator)


def tr(text: str, **values: object) -> str:
    """A string in the user's language, with `{name}` places filled in."""
    said = QCoreApplication.translate(CONTEXT, text) if text else ""
    return said.format(**values) if values else said


def mark(text: str) -> str:
    """Says to the collector of strings that `tr` is called on this one elsewhere."""
    return text
