"""`faceforge compose`: a portrait from parts."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from engines.imaging.geometry import IDENTITY
from engines.requests import PartsRequest, PlacedPart, Result
from faceforge_app.commands import running
from faceforge_app.commands.faces import chosen_parts, find_donor
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.requests import build_parts_request, donor_image, donor_mask

SkinTone = tuple[float, float, float]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--canvas", choices=("average", "in-place"), default="average",
                        help="where parts go: to their places on the average face, or left where their photos have them")  # fmt: skip
    parser.add_argument("--part", action="append", required=True, metavar="KIND=DONOR", dest="parts",
                        help="a part and where it comes from: a photo, or an id from 'faceforge donors'; repeat it")  # fmt: skip
    parser.add_argument("--skin", type=skin_tone, metavar="#RRGGBB", help="skin colour (taken from the parts)")
    parser.add_argument("--colour-match", type=share, default=0.5, metavar="X",
                        help="how far the parts' colours are drawn together, 0 to 1 (0.5)")  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the portraits")
    running.add_engine_flags(parser, running.engine_spec("parts"))


def run(args: argparse.Namespace) -> None:
    chosen = chosen_parts(args.parts)
    running.make_folder(args.out)
    spec = running.engine_spec("parts")
    request = parts_request(chosen, args.skin, args.colour_match, in_place=args.canvas == "in-place")
    result = running.run_engine(
        running.load_engine(args, spec), request, running.engine_options(args, spec), running.Progress("Painting")
    )
    write_portraits(result, args.out)


def parts_request(
    chosen: dict[str, str], skin: SkinTone | None, colour_match: float = 1.0, in_place: bool = False
) -> PartsRequest:
    """The request for parts by kind, each of a photo or a library donor; a donor named twice is read once."""
    donors = {source: find_donor(source) for source in dict.fromkeys(chosen.values())}
    document = Document(skin_tone=skin)
    for kind, source in chosen.items():
        document, layer_id = editing.add_part(document, donors[source], kind)
        document = editing.change(document, layer_id, colour_match=colour_match)
    if not in_place:
        return build_parts_request(document)
    parts = tuple(
        PlacedPart(
            p.kind, donor_image(p.donor), donor_mask(p.donor, p.kind), IDENTITY, p.opacity, colour_match, p.donor.id
        )
        for p in document.parts
    )
    return PartsRequest(parts, skin)


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
