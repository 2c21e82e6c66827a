"""`faceforge render`: what a project shows, as a picture."""

from __future__ import annotations

import argparse
from pathlib import Path

from faceforge_app.commands import running
from faceforge_app.commands.faces import library
from faceforge_app.document.exports import LAYERED, ExportForm, write_export, write_layers
from faceforge_app.document.flatten import flatten
from faceforge_app.document.project.open_raster import canvas_size
from faceforge_app.document.project_file import read_project
from faceforge_app.session.settings import load_settings

SIZES_PX = (16, 8192)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", type=Path, metavar="PROJECT", help="a project file, .faceforge.ora")
    parser.add_argument(
        "--out",
        type=out_file,
        required=True,
        metavar="FILE",
        help=f"where the picture goes; {LAYERED} keeps the layers",
    )
    parser.add_argument("--size", type=size_px, metavar="PX", help="the picture's side (that of the project)")
    parser.add_argument(
        "--line", action=argparse.BooleanOptionalAction, help="with the visible line that it is no photograph (as set)"
    )
    parser.add_argument("--private", action="store_true", help="without recipe, donors and names; the label stays")


def run(args: argparse.Namespace) -> None:
    document, settings = read_project(args.project).document, load_settings()
    running.make_folder(args.out.parent)
    size = args.size or canvas_size(document)
    form = ExportForm(size, settings.visible_line if args.line is None else args.line, args.private)
    if args.out.suffix.lower() == LAYERED:
        write_layers(args.out, document, form)
    else:
        own = {part.donor.id: part.donor for part in document.parts}
        image, recipe = flatten(document, size)
        write_export(
            args.out, image, recipe, form, settings.signing, lambda name: own.get(name) or library().donor(name)
        )
    print(args.out)


def out_file(text: str) -> Path:
    return Path(text) if text.lower().endswith(LAYERED) else running.output_file(text)


def size_px(text: str) -> int:
    smallest, largest = SIZES_PX
    if not text.isdecimal() or not smallest <= int(text) <= largest:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of pixels from {smallest} to {largest}")
    return int(text)
