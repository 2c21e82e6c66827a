from __future__ import annotations

import pytest

from engines.imaging.geometry import Placement
from faceforge_app.canvas.drags import Drag, Modifiers, dragged, dropped, snapped_home
from faceforge_app.canvas.hit_test import MOVE, ROTATE, SCALE

HOME = (0.5, 0.5)
SIDE = 700.0


def drag(grip: str, pressed_at: tuple[float, float] = (0.6, 0.5), start: Placement | None = None) -> Drag:
    return Drag("nose", grip, pressed_at, start or Placement(dx=0.0), HOME)


def test_a_part_follows_the_pointer() -> None:
    placed = dragged(drag(MOVE), (0.7, 0.55), SIDE)
    assert (placed.dx, placed.dy) == pytest.approx((0.1, 0.05))


def test_each_axis_snaps_home_by_itself() -> None:
    placed = dragged(drag(MOVE), (0.605, 0.7), SIDE)
    assert placed.dx == 0.0 and placed.dy == pytest.approx(0.2)


def test_alt_does_not_snap() -> None:
    assert dragged(drag(MOVE), (0.605, 0.5), SIDE, Modifiers(free=True)).dx == pytest.approx(0.005)


def test_shift_keeps_to_the_longer_axis() -> None:
    placed = dragged(drag(MOVE), (0.7, 0.53), SIDE, Modifiers(constrain=True))
    assert placed.dy == 0.0 and placed.dx == pytest.approx(0.1)


def test_the_snap_reaches_as_far_on_every_zoom() -> None:
    near = Placement(dx=0.008)
    assert dragged(drag(MOVE, start=near), (0.6, 0.5), 500).dx == 0.0
    assert dragged(drag(MOVE, start=near), (0.6, 0.5), 5000).dx == pytest.approx(0.008)


def test_twice_as_far_from_the_centre_is_twice_as_large() -> None:
    assert dragged(drag(SCALE), (0.7, 0.5), SIDE).scale == pytest.approx(2.0)


def test_scale_stays_within_its_range_and_snaps_to_one() -> None:
    assert dragged(drag(SCALE), HOME, SIDE).scale == 0.2
    assert dragged(drag(SCALE), (0.601, 0.5), SIDE).scale == 1.0


def test_a_quarter_turn_of_the_pointer_turns_the_part() -> None:
    assert dragged(drag(ROTATE), (0.5, 0.6), SIDE).rotation_deg == pytest.approx(90)


def test_shift_turns_in_steps() -> None:
    assert dragged(drag(ROTATE), (0.6, 0.54), SIDE, Modifiers(constrain=True)).rotation_deg == 15 * round(21.8 / 15)


def test_a_moved_part_scales_about_its_own_centre() -> None:
    moved = drag(SCALE, pressed_at=(0.8, 0.5), start=Placement(dx=0.2))
    assert dragged(moved, (0.9, 0.5), SIDE) == Placement(dx=0.2, scale=pytest.approx(2.0))  # type: ignore[arg-type]


def test_an_unknown_grip_changes_nothing() -> None:
    assert dragged(drag(""), (0.9, 0.9), SIDE) == Placement()


def test_a_drop_near_home_goes_home_and_others_stay_where_they_fell() -> None:
    assert dropped(HOME, (0.52, 0.5), SIDE) == Placement()
    assert dropped(HOME, (0.7, 0.4), SIDE) == Placement(dx=pytest.approx(0.2), dy=pytest.approx(-0.1))  # type: ignore[arg-type]


def test_snapped_home_leaves_what_is_far() -> None:
    assert snapped_home(Placement(dx=0.1, dy=0.001), 0.01) == Placement(dx=0.1)
