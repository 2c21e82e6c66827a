"""Sketch documents by formula: the average face drawn in a few lines, and what may be wished of it."""

from __future__ import annotations

import numpy as np

from engines.face.average_face import average_landmarks
from engines.face.parsing.classes import HAIR, SKIN
from faceforge_app.document import pencil
from faceforge_app.document.document import Document
from faceforge_app.document.masks import Dab
from faceforge_app.document.sketch import REQUEST_PX, SHEET_PX, SketchGround, empty_sheet, parsing_tiles

LINES = ((*range(17),), (*range(31, 36),), (*range(36, 42), 36), (*range(42, 48), 42), (*range(48, 60), 48))


def dab(x: float, y: float, radius: float = 4.0) -> Dab:
    """A pencil at a point of the face frame."""
    return Dab(x * SHEET_PX, y * SHEET_PX, radius, 0.5)


def with_line(ground: SketchGround, *points: tuple[float, float], strength: float = 1.0) -> SketchGround:
    way = [dab(*point) for point in points]
    ink, _ = pencil.drawn(ground.ink, pencil.begun(ground.ink, way[0]), way, pencil.pencilled, strength)
    return SketchGround(ink, ground.landmarks, ground.parsing, ground.colours, ground.literal, ground.name)


def face_sketch() -> SketchGround:
    ground = empty_sheet()
    for line in LINES:
        ground = with_line(ground, *(tuple(point) for point in average_landmarks()[list(line)].tolist()))
    return ground


def wished_sketch() -> SketchGround:
    """With everything that can be said of a sketch."""
    labels = np.full((REQUEST_PX, REQUEST_PX), SKIN, np.uint8)
    labels[:100] = HAIR
    drawn = face_sketch()
    return SketchGround(
        drawn.ink, average_landmarks(), parsing_tiles(labels), {"skin": (0.8, 1 / 3, 0.5)}, {"nose": 0.4}, "face.png"
    )


def sketch_document(ground: SketchGround | None = None) -> Document:
    return Document(sketch=face_sketch() if ground is None else ground)
