from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engines.face.regions import PART_KINDS
from engines.imaging.geometry import Placement
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.requests import part_to_canvas
from tests.fakes import face_picture, fake_donor

ADA, BEN = fake_donor("ada", 1), fake_donor("ben", 2)


def document_of(*kinds: str) -> Document:
    document = Document()
    for kind in kinds:
        document, _ = editing.add_part(document, ADA, kind)
    return document


def eyes() -> tuple[Document, str, str]:
    document, left = editing.add_part(Document(), ADA, "left_eye", with_partner=True)
    right = editing.partner(document, left)
    assert right is not None
    return document, left, right.id


def test_parts_stack_by_anatomy_whatever_the_order_of_arrival() -> None:
    kinds = ["mouth", "hair", "eyes", "nose", "jaw", "brows", "face_shape"]
    stacked = [part.kind for part in document_of(*kinds).parts]
    assert stacked == sorted(kinds, key=lambda kind: PART_KINDS[kind].order)


def test_a_new_part_lies_above_an_applied_picture() -> None:
    document = document_of("mouth").with_layer(ImageLayer(face_picture()))
    document, layer_id = editing.add_part(document, ADA, "hair")
    assert document.layers[-1].id == layer_id


def test_adding_a_part_replaces_nothing() -> None:
    assert [part.kind for part in document_of("nose", "nose").parts] == ["nose", "nose"]


def test_a_replaced_part_keeps_its_place_and_its_rank() -> None:
    document = document_of("nose", "mouth")
    nose = document.parts[0].id
    document = editing.move(document, nose, 0.1, 0.2)
    replaced = editing.part(editing.replace_part(document, nose, BEN), nose)
    assert replaced.donor is BEN
    assert replaced.placement == Placement(0.1, 0.2)
    assert document.index(nose) == 0


def test_edits_leave_the_old_document_as_it_was() -> None:
    document = document_of("nose", "mouth")
    moved = editing.move(document, document.parts[0].id, 0.1, 0)
    assert document.parts[0].placement == Placement()
    assert moved.parts[1] is document.parts[1]


def test_a_mirror_linked_pair_moves_mirrored() -> None:
    document, left, right = eyes()
    document = editing.rotate(editing.scale(editing.move(document, left, 0.1, 0.05), left, 2), left, 10)
    assert editing.part(document, right).placement == Placement(-0.1, 0.05, 2, -10)
    back = editing.move(document, right, 0.1, 0)
    assert editing.part(back, left).placement.dx == pytest.approx(0)


def test_flipping_a_linked_part_flips_its_partner() -> None:
    document, left, right = eyes()
    document = editing.flip(document, left)
    assert editing.part(document, right).placement.flip
    assert not editing.part(editing.flip(document, right), left).placement.flip


def test_unlinked_parts_go_their_own_ways() -> None:
    document, left, right = eyes()
    document = editing.set_mirror_link(document, left, False)
    document = editing.move(document, left, 0.1, 0)
    assert editing.part(document, right).placement == Placement()


def test_linking_brings_the_other_side_into_the_mirrored_place() -> None:
    document = document_of("left_brow", "right_brow")
    left, right = (part.id for part in document.parts)
    document = editing.set_mirror_link(editing.move(document, left, 0.02, 0.01), left, True)
    assert editing.part(document, right).placement == Placement(-0.02, 0.01)
    assert editing.part(document, right).mirror_linked


def test_a_part_without_another_side_cannot_be_linked() -> None:
    document = document_of("nose")
    assert editing.set_mirror_link(document, document.parts[0].id, True) is document


def test_a_pair_splits_into_linked_halves_where_it_lay() -> None:
    document = document_of("jaw", "eyes", "mouth")
    split, left = editing.split_pair(editing.change(document, document.parts[1].id, opacity=0.4), document.parts[1].id)
    assert [part.kind for part in split.parts] == ["jaw", "left_eye", "right_eye", "mouth"]
    assert [part.opacity for part in split.parts[1:3]] == [0.4, 0.4]
    assert editing.partner(split, left) is split.parts[2]


@pytest.mark.parametrize("flipped", [False, True])
def test_a_split_pair_that_was_moved_stays_where_it_was(flipped: bool) -> None:
    document = document_of("eyes")
    pair = editing.rotate(editing.move(document, document.parts[0].id, 0.1, 0.05), document.parts[0].id, 10).parts[0]
    pair = editing.flip(Document((pair,)), pair.id).parts[0] if flipped else pair
    split, _ = editing.split_pair(Document((pair,)), pair.id)
    for half in split.parts:
        points = pair.donor.landmarks[list(PART_KINDS[half.kind].points)]
        middle = np.append(points.mean(axis=0), 1)
        assert np.allclose(part_to_canvas(half) @ middle, part_to_canvas(pair) @ middle, atol=1e-9)


def test_replacing_one_of_a_linked_pair_replaces_both() -> None:
    document, left, right = eyes()
    document = editing.replace_part(document, left, BEN)
    assert editing.part(document, right).donor is BEN


def test_scale_and_shift_stay_within_limits() -> None:
    document = document_of("nose")
    nose = document.parts[0].id
    huge = editing.move(editing.scale(document, nose, 1e6), nose, 9, -9)
    assert editing.part(huge, nose).placement == Placement(1.0, -1.0, editing.SCALE_RANGE[1])


def test_a_turn_of_a_whole_circle_is_no_turn() -> None:
    document = document_of("nose")
    turned = editing.rotate(document, document.parts[0].id, 370)
    assert turned.parts[0].placement.rotation_deg == pytest.approx(10)


def test_a_picture_is_no_part() -> None:
    picture = ImageLayer(face_picture())
    with pytest.raises(KeyError):
        editing.move(Document((picture,)), picture.id, 0.1, 0)


def test_layers_move_in_the_stack_within_its_ends() -> None:
    document = document_of("jaw", "nose", "mouth")
    top = document.with_layer_at(document.parts[0].id, 99)
    assert [part.kind for part in top.parts] == ["nose", "mouth", "jaw"]
    assert replace(top, layers=()).parts == ()
