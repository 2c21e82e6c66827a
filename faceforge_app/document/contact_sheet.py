"""A contact sheet: the variants of runs beside each other, with what was set for them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from engines.imaging.arrays import ByteImage
from faceforge_app.document.flatten import resized
from faceforge_app.document.lettering import with_caption
from faceforge_app.document.results import ResultEntry

CELL_PX, GAP_PX = 256, 8
WHITE = 255


def contact_sheet(chosen: tuple[tuple[ResultEntry, int], ...], cell_px: int = CELL_PX) -> ByteImage:
    """Entries with their variants' numbers, at least one, row by row on white: about as wide as high."""
    cells = [_cell(entry, number, cell_px) for entry, number in chosen]
    columns = math.ceil(math.sqrt(len(cells)))
    height, width = cells[0].shape[:2]
    rows = math.ceil(len(cells) / columns)
    sheet = np.full((GAP_PX + rows * (height + GAP_PX), GAP_PX + columns * (width + GAP_PX), 3), WHITE, np.uint8)
    for place, cell in enumerate(cells):
        top, left = (
            GAP_PX + each * step
            for each, step in zip(divmod(place, columns), (height + GAP_PX, width + GAP_PX), strict=True)
        )
        sheet[top : top + height, left : left + width] = cell
    return sheet


def sheet_recipe(chosen: tuple[tuple[ResultEntry, int], ...]) -> dict[str, Any]:
    """The recipes of all pictures on a sheet, row by row."""
    return {"sheet": [entry.variant_recipe(number) for entry, number in chosen]}


def _cell(entry: ResultEntry, number: int, cell_px: int) -> ByteImage:
    options = entry.recipe.get("options")
    seed = options.get("seed") if isinstance(options, dict) else None
    text = (
        f"Variant {number + 1}"
        + ("" if seed is None else f" · seed {seed}")
        + (f" · {entry.note}" if entry.note else "")
    )
    return with_caption(resized(entry.picture(number), cell_px), text, number in entry.starred)
