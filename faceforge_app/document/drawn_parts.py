"""Parts of donors drawn onto a sketch: a nose from the library takes the place of the nose that was there, in pencil."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from engines.face.donors import Donor
from engines.imaging.arrays import Mask, read_only
from engines.imaging.geometry import warp
from engines.imaging.sketches import draw_sketch
from faceforge_app.document.document import Document
from faceforge_app.document.layers import PartLayer
from faceforge_app.document.requests import donor_image, grown_mask, part_to_canvas
from faceforge_app.document.tiles import Box, TiledMask

STYLE = "pencil"


def with_parts_drawn(document: Document) -> Document:
    """A sketch whose parts are drawn into it and are no layers any more; other documents stay as they are."""
    if document.sketch is None or not document.parts:
        return document
    ink = document.sketch.ink
    for part in document.parts:
        ink = _with_part(ink, part)
    layers = tuple(layer for layer in document.layers if not isinstance(layer, PartLayer))
    return Document(layers, document.skin_tone, sketch=document.sketch.with_ink(ink))


def _with_part(ink: TiledMask, part: PartLayer) -> TiledMask:
    size, to_sheet = (ink.width, ink.height), part_to_canvas(part)
    cover = np.asarray(warp(grown_mask(part.donor, part.kind), to_sheet, size))
    drawn = np.asarray(warp(_pencil(part.donor), to_sheet, size, "edge", sharp=True))
    rows, columns = (np.flatnonzero(cover.any(axis=axis)) for axis in (1, 0))
    if not rows.size:
        return ink
    box = Box(int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1)
    share = cover[box.slices]
    mixed = ink.read(box) * (1 - share) + np.clip(drawn[box.slices], 0, 1) * 255 * share
    return ink.with_pixels(box, np.rint(mixed).astype(np.uint8))


@lru_cache(maxsize=24)
def _pencil(donor: Donor) -> Mask:
    """How dark the donor's photo is in pencil, (S, S) in [0, 1]."""
    drawn = draw_sketch(donor_image(donor), STYLE, variety=0.0)
    return read_only(np.ascontiguousarray(1 - drawn[..., 0]))
