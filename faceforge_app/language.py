"""The user's language: every string that is seen goes through `tr`. See `make translations`.

Tables and constants hold English, marked with `mark` where `tr` is not called on the spot, and are translated where they are shown.
"""

from __future__ import annotations

import json
import re
from functools import cache

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from engines.assets import assets_folder

CONTEXT = "FaceForge"
PLACE = re.compile(r"\{(\w+)\}")
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


def said(sentence: object) -> str:
    """A finished sentence, as errors hold them, in the user's language: where one of the collected sentences fits, it is said with the same
    values; any other stays as it is. So what raises errors knows nothing of languages.
    """
    text = str(sentence)
    translated = tr(text)
    if _used == ENGLISH or translated != text:
        return translated
    fitting = ((found, template) for pattern, template in _sentences() if (found := pattern.fullmatch(text)))
    found, template = next(fitting, (None, ""))
    if found is None:
        return text
    values = dict(zip(PLACE.findall(template), map(said, found.groups()), strict=True))
    return PLACE.sub(lambda place: values[place[1]], tr(template))


@cache
def _sentences() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What fits each sentence with places in it, those with the most words of their own first."""
    stored = json.loads((assets_folder() / "translations" / "sentences.json").read_text("utf-8"))
    by_length = sorted(stored, key=lambda template: len(PLACE.sub("", template)), reverse=True)
    return tuple((re.compile("(.*)".join(map(re.escape, _around_places(each))), re.DOTALL), each) for each in by_length)


def _around_places(template: str) -> list[str]:
    return PLACE.split(template)[::2]
