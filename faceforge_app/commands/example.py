"""`faceforge example`: the bundled four-donor portrait and a picture of the window, without a screen."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from engines.assets import assets_folder
from faceforge_app.commands import running
from faceforge_app.commands.compose import parts_request, write_portraits


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, default=Path("out"), metavar="DIR", help="folder for the pictures (out)")
    running.add_engine_flags(parser, running.engine_spec("parts"))


def run(args: argparse.Namespace) -> None:
    spec = running.engine_spec("parts")
    running.make_folder(args.out)
    result = running.run_engine(
        running.load_engine(args, spec),
        parts_request(example_parts(), None),
        running.engine_options(args, spec),
        running.Progress("Painting"),
    )
    write_portraits(result, args.out)
    print(take_screenshot(args.out / "screenshot.png"))


def example_parts() -> dict[str, str]:
    """Parts by kind with their donors' ids in the library that ships with FaceForge."""
    stored: dict[str, str] = json.loads((assets_folder() / "examples" / "four_donors.json").read_text("utf-8"))["parts"]
    return stored


def take_screenshot(path: Path) -> Path:
    """The main window with the example in it, drawn without a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from faceforge_app import app

    app.screenshot(path)
    return path
