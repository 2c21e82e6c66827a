"""`faceforge` and `faceforge open`: the window."""

from __future__ import annotations

import argparse
from pathlib import Path

from engines.errors import EngineError
from faceforge_app.commands.doctor import has_screen

NO_SCREEN = (
    "There is no screen to show the window on (DISPLAY and WAYLAND_DISPLAY are empty). "
    "Start it from a desktop, or use a command that needs none: see 'faceforge --help'."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a project to open, or a photo to work on")


def run(args: argparse.Namespace) -> int:
    if args.file is not None and not args.file.is_file():
        raise EngineError(f"There is no file or command '{args.file}'. Check the spelling, or see 'faceforge --help'.")
    if not has_screen():
        raise EngineError(NO_SCREEN)
    from faceforge_app.app import run as open_window

    return open_window(args.file)
