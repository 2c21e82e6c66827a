"""`faceforge sample`: a sheet of faces of nobody, or of the way between two faces."""

from __future__ import annotations

import argparse
import math

import numpy as np

from engines.imaging.arrays import FloatImage, to_float
from engines.latent.options import DIRECTIONS, LatentOptions
from engines.latent.spec import LATENT
from engines.requests import SampleRequest
from faceforge_app.commands import running
from faceforge_app.commands.faces import find_donor
from faceforge_app.commands.matrix import cell, tiled


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=int, default=16, metavar="N", help="how many faces (16)")
    parser.add_argument("--between", nargs=2, metavar="DONOR",
                        help="go from one face to another instead: photos, or ids from 'faceforge donors'")  # fmt: skip
    parser.add_argument("--move", action="append", type=move, default=[], dest="moves", metavar="DIRECTION=X",
                        help=f"move all faces along a principal direction, 1 to {DIRECTIONS}, by X standard deviations")  # fmt: skip
    parser.add_argument("--out", type=running.output_file, required=True, metavar="FILE", help="where the sheet goes")
    running.add_engine_flags(parser, LATENT, only=("seed", "variety"))


def run(args: argparse.Namespace) -> None:
    running.make_folder(args.out.parent)
    request = sample_request(args.count, args.between, dict(args.moves))
    options = LatentOptions(seed=args.seed, variety=args.variety)
    result = running.run_engine(running.load_engine(args, LATENT), request, options, running.Progress("Drawing"))
    cells = [cell(np.asarray(crop, np.float32)) for crop in result.extras["crops"]]
    columns = len(cells) if args.between else math.ceil(math.sqrt(len(cells)))
    running.write_picture(args.out, tiled(_rows(cells, columns)), result.recipe)


def sample_request(count: int, between: list[str] | None, moves: dict[int, float]) -> SampleRequest:
    offsets = tuple(moves.get(i + 1, 0.0) for i in range(DIRECTIONS)) if moves else ()
    if not between:
        return SampleRequest(count, offsets=offsets)
    ends = tuple(to_float(find_donor(source).image) for source in between)
    return SampleRequest(ends=ends, shares=tuple(np.linspace(0, 1, count).tolist()), offsets=offsets)


def move(text: str) -> tuple[int, float]:
    """`3=1.5` as the direction's number and how far."""
    number, _, far = text.partition("=")
    try:
        found = int(number), float(far)
    except ValueError:
        found = (0, 0.0)
    if not 1 <= found[0] <= DIRECTIONS:
        raise argparse.ArgumentTypeError(f"{text!r} is not like 3=1.5, with a direction from 1 to {DIRECTIONS}")
    return found


def _rows(cells: list[FloatImage], columns: int) -> list[list[FloatImage]]:
    """The last row is filled up with white."""
    padded = [*cells, *[cell(None)] * (-len(cells) % columns)]
    return [padded[i : i + columns] for i in range(0, len(padded), columns)]
