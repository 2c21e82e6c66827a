"""`faceforge draw`: a photo or portrait as a sketch, at its own size."""

from __future__ import annotations

import argparse
from pathlib import Path

from engines.imaging.arrays import to_float
from engines.imaging.io import read_image
from engines.imaging.sketches import SKETCH_STYLES, draw_sketch
from faceforge_app.commands import running


def add_arguments(parser: argparse.ArgumentParser) -> None:
    titles = ", ".join(f"{style.id} ({style.title.lower()})" for style in SKETCH_STYLES.values())
    parser.add_argument("photo", type=Path, metavar="PHOTO", help="a photo or portrait of any size")
    parser.add_argument("--style", choices=list(SKETCH_STYLES), default="pencil", help=f"how it is drawn: {titles}")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another number draws with another hand (1)")
    parser.add_argument(
        "--variety",
        type=float,
        default=0.0,
        metavar="X",
        help="how far the hand departs from the style's own, 0 to 1 (0)",
    )
    parser.add_argument("--out", type=running.output_file, required=True, metavar="FILE", help="where the sketch goes")


def run(args: argparse.Namespace) -> None:
    running.make_folder(args.out.parent)
    photo = to_float(read_image(args.photo).image)
    sketch = draw_sketch(photo, args.style, args.seed, min(max(args.variety, 0.0), 1.0))
    recipe = {
        "command": "draw",
        "photo": args.photo.name,
        "style": args.style,
        "seed": args.seed,
        "variety": args.variety,
    }
    running.write_picture(args.out, sketch, recipe)
