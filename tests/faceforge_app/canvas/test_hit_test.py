from __future__ import annotations

import numpy as np

from engines.imaging.geometry import Placement
from faceforge_app.canvas.hit_test import (
    MOVE,
    NOTHING,
    ROTATE,
    SCALE,
    Target,
    corners_of,
    find_target,
    grip_at,
    home_box,
    home_centre,
    knob_position,
    part_at,
    shape_of,
)  # fmt: skip
from faceforge_app.document.layers import PartLayer
from tests.fakes import fake_donor

SIDE = 600.0
VIEW = np.array([[SIDE, 0, 0], [0, SIDE, 0]])
SQUARE = np.array([[100.0, 100], [200, 100], [200, 200], [100, 200]])
DONOR = fake_donor(size=128)
NOSE, MOUTH = PartLayer("nose", DONOR), PartLayer("mouth", DONOR)
SHAPES = [shape_of(NOSE), shape_of(MOUTH)]


def on_screen(kind: str) -> tuple[float, float]:
    x, y = home_centre(kind)
    return x * SIDE, y * SIDE


def test_a_corner_scales() -> None:
    assert grip_at(SQUARE, 203, 97) == SCALE


def test_the_knob_above_the_upper_edge_turns() -> None:
    assert grip_at(SQUARE, *knob_position(SQUARE)) == ROTATE
    assert knob_position(SQUARE)[1] < 100


def test_the_inside_is_no_handle() -> None:
    assert grip_at(SQUARE, 150, 150) == ""


def test_a_part_is_found_where_it_is_seen() -> None:
    assert part_at(SHAPES, home_centre("nose")) == NOSE.id
    assert part_at(SHAPES, home_centre("mouth")) == MOUTH.id
    assert part_at(SHAPES, (0.02, 0.02)) == ""


def test_of_two_parts_the_upper_one_is_taken() -> None:
    second = PartLayer("nose", DONOR)
    assert part_at([shape_of(NOSE), shape_of(second)], home_centre("nose")) == second.id


def test_a_moved_part_is_found_at_its_new_place() -> None:
    moved = shape_of(PartLayer("nose", DONOR, Placement(dx=0.2)))
    x, y = home_centre("nose")
    assert part_at([moved], (x + 0.2, y)) == moved.layer_id
    assert part_at([moved], (x, y)) == ""


def test_pressing_a_part_moves_it() -> None:
    assert find_target(SHAPES, None, on_screen("mouth"), VIEW) == Target(MOUTH.id, MOVE)


def test_handles_of_the_selected_part_come_before_other_parts() -> None:
    left, top = corners_of(NOSE)[0] * SIDE
    assert find_target(SHAPES, NOSE.id, (left, top), VIEW) == Target(NOSE.id, SCALE)
    assert find_target(SHAPES, None, (left, top), VIEW).grip != SCALE


def test_the_selected_box_can_be_taken_between_its_parts() -> None:
    eyes = PartLayer("eyes", DONOR)
    between = (np.mean(home_box(DONOR, "eyes")[::2]) * SIDE, np.mean(home_box(DONOR, "eyes")[1::2]) * SIDE)
    assert find_target([shape_of(eyes)], None, between, VIEW) == NOTHING
    assert find_target([shape_of(eyes)], eyes.id, between, VIEW) == Target(eyes.id, MOVE)


def test_a_flipped_part_keeps_its_knob_above() -> None:
    corners = corners_of(PartLayer("nose", DONOR, Placement(flip=True)))
    assert corners[0, 0] < corners[1, 0]
    assert corners[0, 1] < corners[3, 1]
