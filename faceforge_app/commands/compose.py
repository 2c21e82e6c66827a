"""`faceforge compose`: a portrait from parts."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from engines.errors import InputError
from engines.imaging.geometry import IDENTITY, Placement
from engines.requests import PartsRequest, PlacedPart, Result
from faceforge_app.commands import running
from faceforge_app.commands.errors import UsageError
from faceforge_app.commands.faces import chosen_parts, find_donor
from faceforge_app.document import editing
from faceforge_app.document.command_line import ADJUSTED, ON_A_PHOTO
from faceforge_app.document.document import Document
from faceforge_app.document.project_file import read_project
from faceforge_app.document.requests import build_parts_request, donor_image, donor_mask

SkinTone = tuple[float, float, float]
RANGES = {
    "dx": editing.SHIFT_RANGE, "dy": editing.SHIFT_RANGE, "scale": editing.SCALE_RANGE, "turn": (-360.0, 360.0),
    "flip": (0.0, 1.0), "opacity": (0.0, 1.0), "match": (0.0, 1.0),
}  # fmt: skip
BLENDED = {"opacity": "opacity", "match": "colour_match"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--canvas", choices=("average", "in-place"), default="average",
                        help="where parts go: to their places on the average face, or left where their photos have them")  # fmt: skip
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--part", action="append", metavar="KIND=DONOR", dest="parts",
                        help="a part and where it comes from: a photo, or an id from 'faceforge donors'; repeat it")  # fmt: skip
    source.add_argument("--project", type=Path, metavar="FILE", help="the composition of a saved project, as it is")
    parser.add_argument("--adjust", action="append", default=[], metavar="KIND=NAME:VALUE,...",
                        help="what is changed of a part: dx and dy (share of the face frame), scale, turn (degrees clockwise), "
                             "flip:1, opacity, match (its own --colour-match); repeat it")  # fmt: skip
    parser.add_argument("--skin", type=skin_tone, metavar="#RRGGBB", help="skin colour (taken from the parts)")
    parser.add_argument("--colour-match", type=share, default=0.5, metavar="X",
                        help="how far the parts' colours are drawn together, 0 to 1 (0.5)")  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the portraits")
    running.add_engine_flags(parser, running.engine_spec("parts"))


def run(args: argparse.Namespace) -> None:
    request = asked_for(args)
    running.make_folder(args.out)
    spec = running.engine_spec("parts")
    result = running.run_engine(
        running.load_engine(args, spec), request, running.engine_options(args, spec), running.Progress("Painting")
    )
    write_portraits(result, args.out)


def asked_for(args: argparse.Namespace) -> PartsRequest:
    if args.project is not None:
        if args.adjust or args.skin:
            raise UsageError("--adjust and --skin go with --part: a project says these itself")
        document = read_project(args.project).document
        if document.photo is not None:
            raise InputError(ON_A_PHOTO)
        return build_parts_request(document)
    chosen = chosen_parts(args.parts)
    changes = dict(adjustment(text, chosen) for text in args.adjust)
    return parts_request(chosen, args.skin, args.colour_match, args.canvas == "in-place", changes)


def parts_request(
    chosen: dict[str, str],
    skin: SkinTone | None,
    colour_match: float = 1.0,
    in_place: bool = False,
    changes: Mapping[str, dict[str, float]] = MappingProxyType({}),
) -> PartsRequest:
    """The request for parts by kind, each of a photo or a library donor; a donor named twice is read once."""
    donors = {source: find_donor(source) for source in dict.fromkeys(chosen.values())}
    document = Document(skin_tone=skin)
    for kind, source in chosen.items():
        document, layer_id = editing.add_part(document, donors[source], kind)
        document = editing.change(document, layer_id, colour_match=colour_match)
        document = _adjusted(document, layer_id, changes.get(kind, {}))
    if not in_place:
        return build_parts_request(document)
    parts = tuple(
        PlacedPart(
            p.kind, donor_image(p.donor), donor_mask(p.donor, p.kind), IDENTITY, p.opacity, colour_match, p.donor.id
        )
        for p in document.parts
    )
    return PartsRequest(parts, skin)


def adjustment(text: str, chosen: Mapping[str, str]) -> tuple[str, dict[str, float]]:
    """`nose=dx:0.01,flip:1` as kind and values; raises `UsageError`."""
    kind, _, listed = text.partition("=")
    if kind not in chosen:
        raise UsageError(f"--adjust {kind} has no --part {kind}")
    values = {}
    for each in listed.split(","):
        name, _, number = each.partition(":")
        lowest, highest = RANGES.get(name, (0.0, 0.0))
        try:
            value = float(number)
        except ValueError:
            value = math.nan
        if name not in RANGES or not lowest <= value <= highest:
            known = ", ".join(f"{known}:{low:g}..{high:g}" for known, (low, high) in RANGES.items())
            raise UsageError(f"--adjust takes KIND=NAME:VALUE with {known}, not {each!r}")
        values[name] = value
    return kind, values


def _adjusted(document: Document, layer_id: str, values: dict[str, float]) -> Document:
    placed: dict[str, Any] = {ADJUSTED[name]: value for name, value in values.items() if name in ADJUSTED}
    placed |= {"flip": bool(placed["flip"])} if "flip" in placed else {}
    document = editing.change(document, layer_id, placement=Placement(**placed))
    blended = {BLENDED[name]: value for name, value in values.items() if name in BLENDED}
    return editing.change(document, layer_id, **blended)


def write_portraits(result: Result, folder: Path) -> None:
    """`portrait-1.png` and so on, and `canvas.png`, what the network saw."""
    for number, image in enumerate(result.images, 1):
        running.write_picture(folder / f"portrait-{number}.png", image, {**result.recipe, "variant": number - 1})
    if "canvas" in result.extras:
        running.write_picture(folder / "canvas.png", result.extras["canvas"], result.recipe)


def skin_tone(text: str) -> SkinTone:
    """`#c58c74` as sRGB in [0, 1]."""
    if not re.fullmatch(r"#?[0-9a-fA-F]{6}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a colour such as #c58c74")
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number between 0 and 1")
    return value
