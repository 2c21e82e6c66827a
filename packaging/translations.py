"""`make translations`: collect the strings of the application, bring the .ts files of Qt Linguist up to date, and compile them.

Prints what is not translated yet, which pages of the help are out of date, and what looks like text that does not go through `tr`.
None of it is an error.
"""

from __future__ import annotations

import ast
import hashlib
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import PySide6

from engines import registry
from engines.assets import assets_folder
from engines.face.parsing.classes import FACE_CLASSES
from engines.face.providers import LANDMARK_SOURCES
from engines.face.regions import PART_KINDS
from engines.imaging.sketches import SKETCH_STYLES
from engines.options import option_infos
from faceforge_app.actions import ACTIONS
from faceforge_app.canvas.compare import Way
from faceforge_app.dialogs.help import STAMP
from faceforge_app.document.command_line import WHY
from faceforge_app.document.extras import OF_SKETCHES
from faceforge_app.document.extras import TITLES as EXTRA_TITLES
from faceforge_app.document.face_areas import FACE_AREAS
from faceforge_app.document.sketch import COLOURED, REGIONS
from faceforge_app.language import CONTEXT, ENGLISH, LANGUAGES, PLACE

APPLICATION = Path(__file__).parent.parent / "faceforge_app"
SENTENCES = assets_folder() / "translations" / "sentences.json"
RAISING = (APPLICATION.parent / "engines", APPLICATION / "document", APPLICATION / "session")
FOLDER = assets_folder() / "translations"
TRANSLATED = tuple(code for code in LANGUAGES if code != ENGLISH)
SHOWING = {
    "QLabel", "QPushButton", "QCheckBox", "QMenu", "QAction", "setText", "setToolTip", "setStatusTip", "setWindowTitle",
    "setAccessibleName", "setAccessibleDescription", "setPlaceholderText", "addAction", "addMenu", "addItem", "addRow",
    "addButton", "muted_label", "say", "commit", "LabelledSlider", "tool_button", "_change", "getOpenFileName",
    "getSaveFileName",
}  # fmt: skip
HELP = assets_folder() / "help"
Texts = dict[str, str]


def ts_path(code: str) -> Path:
    return FOLDER / f"faceforge_{code}.ts"


def collect() -> list[str]:
    """Every string that is shown, in alphabetical order."""
    return sorted(
        {
            *_in_tables(),
            *sentences(),
            *(text for path in _sources() for text in _marked(ast.parse(path.read_text("utf-8")))),
        }
    )


def _sources() -> list[Path]:
    return [path for path in APPLICATION.rglob("*.py") if path.parent.name != "commands"]


def _called(node: ast.Call) -> str:
    return (
        node.func.id
        if isinstance(node.func, ast.Name)
        else node.func.attr
        if isinstance(node.func, ast.Attribute)
        else ""
    )


def _text(node: ast.AST | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _marked(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in ("tr", "mark") and node.args and _text(node.args[0]):
            yield _text(node.args[0])


def sentences() -> list[str]:
    """What errors and notes say: every literal of the lower packages that is a sentence; `{0}` stands for a value."""
    paths = [path for folder in RAISING for path in folder.rglob("*.py")]
    found = {text for path in paths for text in _literals(ast.parse(path.read_text("utf-8")))}
    return sorted(filter(_is_sentence, found))


def _literals(tree: ast.AST) -> Iterator[str]:
    inside: set[ast.AST] = set()
    for node in ast.walk(
        tree
    ):  # from the outside in: what belongs to a docstring or an f-string is known before it is reached
        if isinstance(node, ast.Expr):
            inside.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            inside.update(node.values)
            yield _template(node)
        elif node not in inside:
            yield _text(node)


def _template(node: ast.JoinedStr) -> str:
    values = iter(range(len(node.values)))
    return "".join(_text(value) or f"{{{next(values)}}}" for value in node.values)


def _is_sentence(text: str) -> bool:
    own = PLACE.sub("", text).strip()
    return (
        bool(text) and (text[0].isupper() or text[0] in "“{") and own.endswith(".") and " " in own and "\n" not in text
    )


def _in_tables() -> Iterator[str]:
    for row in ACTIONS:
        yield from filter(None, (row.menu, row.text, row.tip))
    yield from (way.value for way in Way)
    yield from (text for area in FACE_AREAS for text in (area.title, area.note) if text)
    yield from (source.title for source in LANDMARK_SOURCES)
    yield from (*EXTRA_TITLES.values(), *OF_SKETCHES.values(), *COLOURED.values(), *REGIONS.values(), *WHY.values())
    yield from (label.title for label in (*FACE_CLASSES, *SKETCH_STYLES.values()))
    for kind in PART_KINDS.values():
        yield from (kind.title, kind.title.lower())
    for helper in registry.HELPERS:
        yield from (helper.title, helper.summary)
    for spec in registry.BUILT_IN:
        yield from (spec.title, spec.summary)
        for info in option_infos(spec.options_type):
            yield from filter(None, (info.label, info.help, *info.choices))


def hard_coded() -> list[str]:
    """Where a literal with a word in it is shown without `tr`: `file:line text`."""
    found = []
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in SHOWING:
                shown = (*node.args, *(word.value for word in node.keywords if word.arg == "tip"))
                texts = [text for text in map(_text, shown) if any(letter.isalpha() for letter in text)]
                found += [f"{path.relative_to(APPLICATION.parent)}:{node.lineno} {text!r}" for text in texts]
    return sorted(found)


def read_ts(path: Path) -> Texts:
    """Translations by source; an unfinished one is empty."""
    if not path.is_file():
        return {}
    messages = ET.parse(path).getroot().iter("message")
    return {message.findtext("source", ""): _finished(message) for message in messages}


def _finished(message: ET.Element) -> str:
    translation = message.find("translation")
    done = translation is not None and translation.get("type") != "unfinished"
    return (translation.text or "") if done and translation is not None else ""


def write_ts(path: Path, code: str, texts: Texts) -> None:
    """As Qt Linguist writes it, in alphabetical order and without line numbers, so that branches merge."""
    root = ET.Element("TS", version="2.1", language=code, sourcelanguage=ENGLISH)
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for source in sorted(texts):
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        translation.text = texts[source] or None
        if not texts[source]:
            translation.set("type", "unfinished")
    ET.indent(root, "    ")
    text = ET.tostring(root, encoding="unicode", short_empty_elements=False)
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', "utf-8")


def compile_ts(path: Path) -> None:
    """Write the .qm file beside a .ts file, with the `lrelease` that comes with PySide6."""
    tool = next(Path(PySide6.__file__).parent.glob("lrelease*"))
    subprocess.run([tool, "-silent", path, "-qm", path.with_suffix(".qm")], check=True)


def out_of_date_pages() -> list[str]:
    """Pages of the help whose English has changed since they were translated, or that are missing."""
    return [
        f"{page.parent.name}/{page.name}"
        for page, stamp in _translated_pages()
        if not page.is_file() or stamp not in page.read_text("utf-8")
    ]


def stamp_pages() -> None:
    """End a translated page with its English page's hash, where it has none.

    After a change of the English page: bring the other up to date, take its last line out, and run this again.
    """
    for page, stamp in _translated_pages():
        if page.is_file() and STAMP not in (text := page.read_text("utf-8")):
            page.write_text(f"{text.rstrip()}\n\n{stamp}\n", "utf-8")


def _translated_pages() -> Iterator[tuple[Path, str]]:
    for english in sorted((HELP / ENGLISH).glob("*.md")):
        stamp = f"{STAMP}{hashlib.sha256(english.read_bytes()).hexdigest()[:12]} -->"
        yield from ((HELP / code / english.name, stamp) for code in TRANSLATED)


def main() -> int:
    sources = collect()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with_places = [text for text in sentences() if PLACE.search(text)]
    SENTENCES.write_text(json.dumps(with_places, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for code in TRANSLATED:
        known = read_ts(ts_path(code))
        texts = {source: known.get(source, "") for source in sources}
        write_ts(ts_path(code), code, texts)
        compile_ts(ts_path(code))
        missing = [source for source in sources if not texts[source]]
        print(f"{LANGUAGES[code]}: {len(sources) - len(missing)} of {len(sources)} strings.", *missing, sep="\n  ")
    stamp_pages()
    print("Pages of the help to be translated again:", *out_of_date_pages(), sep="\n  ")
    print("Shown without tr:", *hard_coded(), sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
