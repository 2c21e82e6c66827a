"""The translations are whole: placeholders match, the compiled files say what the sources say. What is missing is listed, not failed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from pytestqt.qtbot import QtBot
from translations import (
    HELP,
    TRANSLATED,
    collect,
    compile_ts,
    hard_coded,
    out_of_date_pages,
    read_ts,
    sentences,
    ts_path,
    write_ts,
)

from engines.errors import InputError
from faceforge_app import language
from faceforge_app.dialogs.preferences import PreferencesDialog
from faceforge_app.language import CONTEXT, ENGLISH, LANGUAGES, said, tr, use_language
from faceforge_app.main_window import MainWindow
from faceforge_app.session.session import Session
from faceforge_app.session.settings import Settings

ITALICS = re.compile(r"(?<![*\w])\*([^*\n]+)\*(?!\*)")
every_language = pytest.mark.parametrize("code", TRANSLATED)


def places(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


def missing(code: str) -> list[str]:
    known = read_ts(ts_path(code))
    return [source for source in collect() if not known.get(source)]


@pytest.fixture
def spoken(qapp: QCoreApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """English again after the test."""
    installed: list[QTranslator] = []
    install = qapp.installTranslator
    monkeypatch.setattr(qapp, "installTranslator", lambda made: installed.append(made) or install(made))
    monkeypatch.setattr(language, "_used", ENGLISH)
    before = QLocale()
    yield
    QLocale.setDefault(before)
    for translator in installed:
        qapp.removeTranslator(translator)


@every_language
def test_nothing_is_broken(code: str) -> None:
    for source, text in read_ts(ts_path(code)).items():
        if text:
            assert places(source) == places(text), (source, text)
            assert source.count("\n") == text.count("\n"), source
            assert bool(re.search(r"^\s|\s$", source)) == bool(re.search(r"^\s|\s$", text)), source
            assert ("…" in source) == ("…" in text), source


@every_language
def test_the_compiled_file_says_what_the_source_says(code: str) -> None:
    """After a change: make translations."""
    translator = QTranslator()
    assert translator.load(str(ts_path(code).with_suffix(".qm")))
    for source, text in read_ts(ts_path(code)).items():
        assert (translator.translate(CONTEXT, source) or "") == text


@every_language
def test_what_is_missing_is_listed(code: str) -> None:
    if left := missing(code):
        warnings.warn(f"{LANGUAGES[code]} lacks {len(left)}: {left}. Run make translations.", stacklevel=1)
    assert len(left) < len(collect()) // 2, "this language is not usable"


@every_language
def test_pages_of_the_help_call_things_as_the_window_does(code: str) -> None:
    """Every name in italics, in English and in the translated page."""
    known = read_ts(ts_path(code))
    for page in (HELP / code).glob("*.md"):
        english, translated = (
            set(ITALICS.findall(path.read_text("utf-8"))) for path in (HELP / ENGLISH / page.name, page)
        )
        wanted = {known[name] for name in english if known.get(name)}
        assert wanted <= translated, (page.name, wanted - translated)
        links = [
            sorted(re.findall(r"\]\(([^)]+)\)", path.read_text("utf-8"))) for path in (HELP / ENGLISH / page.name, page)
        ]
        assert links[0] == links[1], page.name


def test_pages_of_the_help_that_are_out_of_date_are_listed() -> None:
    if found := out_of_date_pages():
        warnings.warn(f"Translate again: {found}", stacklevel=1)


def test_what_is_shown_without_tr_is_listed() -> None:
    if found := hard_coded():
        warnings.warn(f"Shown without tr: {found}", stacklevel=1)
    assert not any("main_window.py" in place for place in found)


def test_a_new_string_is_unfinished_until_it_is_translated(tmp_path: Path) -> None:
    path = tmp_path / "x.ts"
    write_ts(path, "de", {"Save": "Speichern", "Fold {n}": ""})
    assert read_ts(path) == {"Save": "Speichern", "Fold {n}": ""}
    compile_ts(path)
    translator = QTranslator()
    assert translator.load(str(path.with_suffix(".qm")))
    assert translator.translate(CONTEXT, "Save") == "Speichern"
    assert not translator.translate(CONTEXT, "Fold {n}")


@pytest.mark.parametrize(("code", "generate", "ok"), [("de", "Erzeugen", "Abbrechen"), ("fr", "Générer", "Annuler")])
def test_the_window_speaks_the_chosen_language(
    qtbot: QtBot, qapp: QCoreApplication, spoken: None, code: str, generate: str, ok: str
) -> None:
    use_language(qapp, code)
    session = Session(settings=Settings())
    window = MainWindow(session)
    qtbot.addWidget(window)
    assert window.engine.generate.text() == generate
    assert window.actions_by_id["generate"].text() == generate
    dialog = PreferencesDialog(session.settings)
    qtbot.addWidget(dialog)
    assert ok in {button.text().replace("&", "") for button in dialog.findChildren(type(window.engine.generate))}
    assert session.close()


def test_an_unknown_language_is_english(qapp: QCoreApplication, spoken: None) -> None:
    use_language(qapp, ENGLISH)
    assert tr("Save") == "Save" and tr("Saved {file}.", file="x{y}") == "Saved x{y}."


def test_finished_sentences_are_said_in_the_language(qapp: QCoreApplication, spoken: None) -> None:
    """Errors come as whole English sentences; values, and sentences among them, keep their places."""
    english = "a {0}.png cannot be read (No space). Open another copy of it."
    assert said(english) == english
    use_language(qapp, "de")
    assert said(english) == "a {0}.png kann nicht gelesen werden (No space). Öffnen Sie eine andere Kopie davon."
    assert said(InputError("Nobody has translated this.")) == "Nobody has translated this."
    assert (
        said("A face needs 68 points, not 3. Place them all.")
        == "Ein Gesicht braucht 68 Punkte, nicht 3. Setzen Sie alle."
    )


def test_sentences_of_the_lower_packages_are_collected() -> None:
    found = sentences()
    assert "{0} is damaged or cut off. {1}" in found and "Only the first picture of the file was read." in found
    assert not any("Raises" in text or text.startswith("http") for text in found), "docstrings are not said"
