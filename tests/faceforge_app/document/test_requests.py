from __future__ import annotations

import numpy as np
import pytest

from engines.errors import InputError
from engines.face.average_face import AverageFace, average_landmarks
from engines.face.regions import PART_KINDS
from engines.imaging.geometry import transform_points
from faceforge_app.document import editing
from faceforge_app.document import flatten as flatten_module
from faceforge_app.document.document import Document
from faceforge_app.document.flatten import flatten
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.requests import build_parts_request, donor_image, part_to_canvas
from tests.fakes import face_picture, fake_donor

ADA = fake_donor("ada", 1)


def document_of(*kinds: str) -> Document:
    document = Document()
    for kind in kinds:
        document, _ = editing.add_part(document, ADA, kind)
    return document


@pytest.mark.parametrize("kind", PART_KINDS)
def test_an_unmoved_part_lies_on_the_average_face(kind: str) -> None:
    points = list(PART_KINDS[kind].points)
    landed = transform_points(part_to_canvas(document_of(kind).parts[0]), ADA.landmarks[points])
    assert np.abs(landed - average_landmarks()[points]).max() < 0.02


def test_a_moved_part_lies_that_much_further() -> None:
    document = document_of("nose")
    moved = editing.move(document, document.parts[0].id, 0.1, -0.05)
    shift = part_to_canvas(moved.parts[0]) - part_to_canvas(document.parts[0])
    assert np.allclose(shift, [[0, 0, 0.1], [0, 0, -0.05]])


def test_a_request_holds_what_is_visible_from_bottom_to_top() -> None:
    document = document_of("jaw", "nose", "mouth", "eyes").with_skin_tone((0.7, 0.5, 0.4))
    document = document.with_layer(ImageLayer(face_picture()))
    hidden = {part.kind: part.id for part in document.parts}
    document = editing.change(document, hidden["nose"], visible=False)
    document = editing.change(document, hidden["eyes"], opacity=0.0)
    request = build_parts_request(document)
    assert [part.kind for part in request.parts] == ["jaw", "mouth"]
    assert request.skin_tone == (0.7, 0.5, 0.4)
    assert request.parts[0].donor == "ada"


def test_a_request_is_in_the_conventions_of_engines() -> None:
    part = build_parts_request(document_of("nose")).parts[0]
    assert part.image.dtype == np.float32
    assert part.mask.dtype == np.float32
    assert part.image.max() <= 1
    assert part.mask.shape == part.image.shape[:2]
    assert not part.image.flags.writeable


def test_the_photo_of_a_donor_is_converted_once() -> None:
    request = build_parts_request(document_of("nose", "mouth"))
    assert request.parts[0].image is request.parts[1].image is donor_image(ADA)


def test_an_empty_face_makes_no_request() -> None:
    with pytest.raises(InputError, match=r"no visible part.*Drag"):
        build_parts_request(Document((ImageLayer(face_picture()),)))


@pytest.fixture
def plain_background(monkeypatch: pytest.MonkeyPatch) -> None:
    face = AverageFace(average_landmarks(), face_picture(9))
    monkeypatch.setattr(flatten_module, "average_face", lambda: face)


@pytest.mark.usefixtures("plain_background")
def test_a_flat_picture_shows_layers_by_rank_and_opacity() -> None:
    white = np.full((64, 64, 3), 255, np.uint8)
    document = document_of("nose")
    bare, _ = flatten(Document(), 64)
    with_part, recipe = flatten(document, 64)
    covered, _ = flatten(document.with_layer(ImageLayer(white)), 64)
    half, _ = flatten(Document((ImageLayer(white, opacity=0.5),)), 64)
    changed = (bare != with_part).any(axis=2)
    assert 0 < changed.mean() < 0.3
    assert (covered == 255).all()
    assert np.abs(half.astype(int) * 2 - 255 - bare).max() <= 2
    assert recipe["layers"][0]["donor"] == "ada"


@pytest.mark.usefixtures("plain_background")
def test_a_hidden_layer_is_neither_drawn_nor_told_of() -> None:
    document = document_of("nose")
    hidden = editing.change(document, document.parts[0].id, visible=False)
    picture, recipe = flatten(hidden, 64)
    assert (picture == flatten(Document(), 64)[0]).all()
    assert recipe["layers"] == []
