"""A document as the command that makes its portraits: `faceforge compose ...` or `faceforge sketch ...`. No Qt."""

from __future__ import annotations

import dataclasses
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from engines.errors import InputError
from engines.imaging.geometry import Placement
from engines.options import option_infos
from engines.spec import EngineSpec
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.layers import PartLayer
from faceforge_app.document.requests import missing

PARTS, SKETCH = "parts", "sketch"
OUT = "portraits"
SKETCH_OUT = "portrait.png"
ON_A_PHOTO = "Work on a photo has no such command yet. Save the project: “faceforge render” writes its picture."
WHY = {
    "more": "it holds more than parts",
    "kinds": "there are several parts of one kind",
    "order": "the parts are stacked in an order of your own",
    "donor": "a donor is in no library",
    "tone": "the skin tone lies between two of the colours that a command can name",
    "sketch": "the sketch is in the window alone",
}  # a command cannot say everything
ALWAYS = ("variants", "seed")
TONE_TOLERANCE = 1e-6
ADJUSTED = {
    "dx": "dx",
    "dy": "dy",
    "scale": "scale",
    "turn": "rotation_deg",
    "flip": "flip",
}  # the command's words: Placement's


def command_for(
    document: Document,
    spec: EngineSpec,
    options: Any,
    known: Callable[[str], bool],
    project: Path | None = None,
    weights: Path | None = None,
    gone_on: bool = False,
) -> str:
    """The command that paints what the window would; it writes files of `portrait_name`.

    `known` says whether a donor is in the library. `project` is a file that holds exactly this document, for what flags cannot say;
    `gone_on`: the document has changed since, so saving does not help. `weights` is a file other than the one in use.
    Raises `InputError` with the reason where there is no such command.
    """
    saved = partial(_saved, project, gone_on)
    if spec.id == PARTS:
        command, source, out = "compose", _composition(document, known, saved), OUT
    elif spec.id == SKETCH:
        command, source, out = "sketch", _sketch(document, spec, saved), SKETCH_OUT
    else:
        raise InputError(f"There is no command for {spec.title} yet. Use the window.")
    other = ["--weights", str(weights)] if weights is not None else []
    return _quoted(["faceforge", command, *source, *_options(spec, options), *other, "--out", out])


def portrait_name(engine_id: str, number: int) -> str:
    """What the command's file for a variant is called; 0 is the first."""
    if engine_id == SKETCH and number == 0:
        return SKETCH_OUT
    return f"portrait-{number + 1}.png"


def _composition(document: Document, known: Callable[[str], bool], saved: Callable[[str], list[str]]) -> list[str]:
    if document.photo is not None:
        raise InputError(ON_A_PHOTO)
    reason = what_flags_cannot_say(document, known)
    return saved(reason) if reason else [*_parts(visible_parts(document)), *_tone(document.skin_tone)]


def _sketch(document: Document, spec: EngineSpec, saved: Callable[[str], list[str]]) -> list[str]:
    if sentence := missing(document, spec.request_type):
        raise InputError(sentence)
    return saved(WHY["sketch"])


def _saved(project: Path | None, gone_on: bool, reason: str) -> list[str]:
    if project is not None:
        return ["--project", str(project)]
    if gone_on:
        raise InputError(
            f"A command cannot say everything here: {reason}, and the work has gone on since. "
            "Undo the later steps and save the project; the command then names its file."
        )
    raise InputError(
        f"A command cannot say everything here: {reason}. Save the project first; the command then names its file."
    )


def visible_parts(document: Document) -> tuple[PartLayer, ...]:
    """What a request is made of."""
    return tuple(part for part in document.parts if part.visible and part.opacity > 0)


def what_flags_cannot_say(document: Document, known: Callable[[str], bool]) -> str:
    """Why a document needs its project file; empty where flags are enough. Raises `InputError` for a document without parts."""
    parts = visible_parts(document)
    if not parts:
        raise InputError("There is no visible part on the face. Drag one from the library onto it.")
    empty = Document()
    others = [field.name for field in dataclasses.fields(document) if field.name not in ("layers", "skin_tone")]
    if any(not _same(getattr(document, name), getattr(empty, name)) for name in others):
        return WHY["more"]
    if len({part.kind for part in parts}) < len(parts):
        return WHY["kinds"]
    stacked = empty
    for part in parts:
        stacked = editing.insert_in_order(stacked, part)
    if [part.id for part in stacked.parts] != [part.id for part in parts]:
        return WHY["order"]
    if not all(known(part.donor.id) for part in parts):
        return WHY["donor"]
    if document.skin_tone is not None and not _tone(document.skin_tone):
        return WHY["tone"]
    return ""


def _same(value: object, other: object) -> bool:
    return value is other or (isinstance(value, (bool, int, float, str)) and value == other)


def _parts(parts: tuple[PartLayer, ...]) -> Iterator[str]:
    for part in parts:
        yield from ("--part", f"{part.kind}={part.donor.id}")
    match = Counter(part.colour_match for part in parts).most_common(1)[0][0]
    yield from ("--colour-match", f"{match!r}")
    for part in parts:
        if changes := [*_placement(part.placement), *_blending(part, match)]:
            yield from ("--adjust", f"{part.kind}={','.join(changes)}")


def _placement(placement: Placement) -> Iterator[str]:
    home = Placement()
    for word, name in ADJUSTED.items():
        value = getattr(placement, name)
        if value != getattr(home, name):
            yield f"{word}:{float(value)!r}" if word != "flip" else "flip:1"


def _blending(part: PartLayer, match: float) -> Iterator[str]:
    if part.opacity != 1:
        yield f"opacity:{part.opacity!r}"
    if part.colour_match != match:
        yield f"match:{part.colour_match!r}"


def _tone(tone: tuple[float, float, float] | None) -> list[str]:
    """`--skin #RRGGBB`; nothing where there is no tone, or none of eight bits."""
    if tone is None:
        return []
    levels = [round(channel * 255) for channel in tone]
    exact = all(abs(level / 255 - channel) < TONE_TOLERANCE for level, channel in zip(levels, tone, strict=True))
    return ["--skin", "#{:02x}{:02x}{:02x}".format(*levels)] if exact else []


def _options(spec: EngineSpec, options: Any) -> Iterator[str]:
    """The options that are not as they come, and those that make a run what it is."""
    for info in option_infos(spec.options_type):
        value, flag = getattr(options, info.name), info.name.replace("_", "-")
        if value == info.default and info.name not in ALWAYS:
            continue
        if info.kind is bool:
            yield f"--{flag}" if value else f"--no-{flag}"
        else:
            yield from (f"--{flag}", str(value))


def _quoted(words: list[str]) -> str:
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)
