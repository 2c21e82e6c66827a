"""`faceforge matrix`: a sheet of faces, their parts, their reconstructions, and one recombination (Sun, Guo, Liu 2022, figure 8)."""

from __future__ import annotations

import argparse
from dataclasses import replace

import cv2
import numpy as np

from engines.face.donors import Donor
from engines.imaging.arrays import FloatImage, to_float
from engines.imaging.geometry import resize
from engines.parts.canvas import draw_canvas
from engines.requests import PartsRequest
from faceforge_app.commands import running
from faceforge_app.commands.errors import UsageError
from faceforge_app.commands.faces import find_donor
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.requests import build_parts_request

KINDS = ("eyes", "brows", "nose", "mouth", "jaw")
CELL_PX, GAP_PX = 128, 4
WHITE = 1.0

Row = list[FloatImage]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "donors", nargs="+", metavar="DONOR", help="photos, or ids from 'faceforge donors'; two at least"
    )
    parser.add_argument("--out", type=running.output_file, required=True, metavar="FILE", help="where the sheet goes")
    running.add_engine_flags(parser, running.engine_spec("parts"), variants=1)


def run(args: argparse.Namespace) -> None:
    if len(args.donors) < 2:
        raise UsageError("a matrix needs two donors at least")
    running.make_folder(args.out.parent)
    donors = [find_donor(value) for value in args.donors]
    spec = running.engine_spec("parts")
    engine, options = running.load_engine(args, spec), replace(running.engine_options(args, spec), variants=1)
    progress, rows = running.Progress("Painting"), len(donors) + 1
    mixed = recombination(donors, args.seed)
    sheet: list[Row] = []
    for number, chosen in enumerate([*(dict.fromkeys(KINDS, donor) for donor in donors), mixed]):
        request = request_for(chosen)
        quiet = running.run_engine(engine, request, options)
        first = to_float(donors[number].image) if number < len(donors) else None
        sheet.append([cell(first), *part_cells(request), cell(quiet.images[0])])
        progress.step(number + 1, rows)
    recipe = {"engine": spec.id, "options": vars(options), "recombined": {kind: d.id for kind, d in mixed.items()}}
    running.write_picture(args.out, tiled(sheet), recipe)


def recombination(donors: list[Donor], seed: int) -> dict[str, Donor]:
    """Each part from a donor drawn by lot, at least two of them taking part."""
    rng = np.random.default_rng(seed)
    while True:
        drawn = rng.integers(len(donors), size=len(KINDS))
        if len(set(drawn)) > 1:
            return {kind: donors[i] for kind, i in zip(KINDS, drawn, strict=True)}


def request_for(chosen: dict[str, Donor]) -> PartsRequest:
    document = Document()
    for kind, donor in chosen.items():
        document, _ = editing.add_part(document, donor, kind)
    return build_parts_request(document)


def part_cells(request: PartsRequest) -> Row:
    """Each part alone on an empty canvas, in the order of `KINDS`."""
    alone = {part.kind: draw_canvas((replace(part, colour_match=0.0),), CELL_PX)[0] for part in request.parts}
    return [alone[kind] for kind in KINDS]


def cell(image: FloatImage | None) -> FloatImage:
    """A picture at the sheet's size; white where there is none."""
    if image is None:
        return np.full((CELL_PX, CELL_PX, 3), WHITE, np.float32)
    return np.asarray(resize(image, (CELL_PX, CELL_PX)))


def tiled(rows: list[Row]) -> FloatImage:
    """The cells with white gaps between and around them."""
    padded = [
        np.concatenate(
            [cv2.copyMakeBorder(c, 0, GAP_PX, 0, GAP_PX, cv2.BORDER_CONSTANT, value=(WHITE,) * 3) for c in row], axis=1
        )
        for row in rows
    ]
    sheet = np.concatenate(padded, axis=0)
    return np.asarray(
        cv2.copyMakeBorder(sheet, GAP_PX, 0, GAP_PX, 0, cv2.BORDER_CONSTANT, value=(WHITE,) * 3), np.float32
    )
