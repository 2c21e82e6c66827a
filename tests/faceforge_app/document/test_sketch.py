"""Sketches as grounds of documents: what an engine is asked, scans laid upright, portraits drawn, where pixels come from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engines.errors import InputError
from engines.face.average_face import average_face, average_landmarks
from engines.face.parsing.classes import HAIR, SKIN
from engines.requests import PartsRequest, SketchRequest
from faceforge_app.document import provenance
from faceforge_app.document.document import Document
from faceforge_app.document.flatten import flatten
from faceforge_app.document.provenance import DRAWN, INVENTED
from faceforge_app.document.requests import UNDRAWN, UNFIT, build_request, missing, request_types
from faceforge_app.document.sketch import (
    REQUEST_PX,
    empty_sheet,
    literal_map,
    parsing_tiles,
    sheet_picture,
    sketch_from_picture,
    sketch_from_scan,
)
from tests.faceforge_app.document.sketches import face_sketch, sketch_document, wished_sketch


def test_an_empty_sheet_has_nothing_to_ask() -> None:
    document = sketch_document(empty_sheet())
    assert request_types(document) == (SketchRequest,)
    assert missing(document, SketchRequest) == UNDRAWN
    assert missing(document, PartsRequest) == UNFIT
    with pytest.raises(InputError):
        build_request(document, SketchRequest)


def test_a_request_has_the_lines_and_what_is_wished() -> None:
    request = build_request(sketch_document(wished_sketch()), SketchRequest)
    assert isinstance(request, SketchRequest)
    assert request.sketch.shape == (REQUEST_PX, REQUEST_PX, 3) and request.sketch.dtype == np.float32
    chin = (average_landmarks()[8] * REQUEST_PX).astype(int)
    assert request.sketch[chin[1], chin[0], 0] < 0.2 and request.sketch[5, 5, 0] == 1
    assert request.parsing is not None and set(np.unique(request.parsing)) == {SKIN, HAIR}
    assert request.colours == {"skin": (0.8, 1 / 3, 0.5)}
    assert request.landmarks is not None and request.literal is not None


def test_lines_are_taken_literally_where_nothing_else_is_said() -> None:
    assert literal_map(face_sketch()) is None
    literal = literal_map(face_sketch().with_literal("nose", 0.2))
    assert literal is not None
    nose, eye = ((average_landmarks()[[30, 36]] * REQUEST_PX).astype(int)).tolist()
    assert literal[nose[1], nose[0]] == pytest.approx(0.2, abs=0.05) and literal[eye[1], eye[0] - 8] > 0.95


def test_the_outline_is_a_band_around_the_face() -> None:
    literal = literal_map(face_sketch().with_literal("outline", 0.0))
    assert literal is not None
    chin, nose = ((average_landmarks()[[8, 30]] * REQUEST_PX).astype(int)).tolist()
    assert literal[chin[1], chin[0]] < 0.1 and literal[nose[1], nose[0]] == 1


def test_a_scan_is_laid_upright() -> None:
    """A dark dot on each eye of a drawing that lies on its side."""
    landmarks = np.stack([800 - average_landmarks()[:, 1] * 500, 100 + average_landmarks()[:, 0] * 500], axis=1)
    scan = np.full((700, 900, 3), 255, np.uint8)
    for eye in (landmarks[36:42], landmarks[42:48]):
        x, y = eye.mean(axis=0).astype(int)
        scan[y - 4 : y + 5, x - 4 : x + 5] = 0
    ground = sketch_from_scan(scan, landmarks, "scan.png")
    assert ground.landmarks is not None and ground.landmarks == pytest.approx(average_landmarks(), abs=0.02)
    dark = np.argwhere(ground.ink.pixels() > 128) / ground.ink.height
    assert dark[:, 0] == pytest.approx(0.475, abs=0.02)
    assert sorted({round(float(x), 1) for x in dark[:, 1]}) == [0.4, 0.6]


def test_a_portrait_becomes_a_sketch_in_a_style() -> None:
    ground = sketch_from_picture(average_face().image, "pencil", "average")
    share = float((ground.ink.pixels() > 40).mean())
    assert 0.01 < share < 0.9
    with pytest.raises(InputError):
        sketch_from_picture(average_face().image, "crayon")


def test_a_parsing_of_another_size_keeps_its_classes() -> None:
    labels = np.full((64, 64), SKIN, np.uint8)
    labels[:20, 10:50] = HAIR
    tiles = parsing_tiles(labels)
    assert (tiles.height, tiles.width) == (REQUEST_PX, REQUEST_PX)
    assert set(np.unique(tiles.pixels())) == {SKIN, HAIR}
    assert float((tiles.pixels() == HAIR).mean()) == pytest.approx(float((labels == HAIR).mean()), abs=0.01)


def test_what_is_exported_is_the_sheet() -> None:
    document = sketch_document()
    assert document.sketch is not None
    picture, recipe = flatten(document, document.sketch.ink.height)
    assert (picture == sheet_picture(document.sketch.ink)).all()
    assert recipe["sketch"] == ""


def test_wishes_are_changed_one_by_one() -> None:
    ground = face_sketch().with_colour("hair", (0.1, 0.2, 0.3)).with_colour("lips", (1.0, 0.0, 0.0))
    assert ground.with_colour("hair", None).colours == {"lips": (1.0, 0.0, 0.0)}
    assert ground.with_literal("eyes", 0.5).literal == {"eyes": 0.5} and ground.literal == {}


def test_lines_are_drawn_and_the_rest_is_invented() -> None:
    request = build_request(sketch_document(), SketchRequest)
    shares = provenance.of_request(request, {}, 128)
    assert sum(shares.values()) == pytest.approx(np.ones((128, 128)), abs=1e-5)
    chin = (average_landmarks()[8] * 128).astype(int)
    assert shares[DRAWN][chin[1], chin[0]] > 0.9 and shares[INVENTED][5, 5] == 1
    assert isinstance(request, SketchRequest)
    loose = provenance.of_request(replace(request, literal=np.zeros((REQUEST_PX, REQUEST_PX), np.float32)), {}, 128)
    assert loose[DRAWN].max() == 0


def test_a_sheet_is_drawn_all_over() -> None:
    shares = provenance.of_document(sketch_document(), 64, lambda _: pytest.fail("no donor is asked for"))
    assert shares[DRAWN].min() == 1


def test_landmarks_are_the_drawn_ones_where_they_are_known() -> None:
    assert sketch_document().landmarks is Document().landmarks
    moved = replace(face_sketch(), landmarks=average_landmarks() + 0.01)
    assert sketch_document(moved).landmarks is moved.landmarks
