"""What the pointer does to a mask, without a window."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from faceforge_app.canvas import mask_tools
from faceforge_app.canvas.mask_tools import SIZE_RANGE, Tool, ToolSettings
from faceforge_app.document.masks import How
from faceforge_app.document.photo import PhotoGround
from tests.faceforge_app.document.photos import ground

SETTINGS = ToolSettings(size=20)


def tool(kind: Tool, **values: object) -> ToolSettings:
    return replace(SETTINGS, tool=kind, **values)  # type: ignore[arg-type]


def filled(photo: PhotoGround, x: float, y: float) -> bool:
    """Whether the mask covers a point of the face frame."""
    column, row = (photo.to_photo_px @ [x, y, 1]).astype(int)
    return bool(photo.mask.pixels()[row, column] > 127)


def test_a_stroke_fills_what_it_passes_over() -> None:
    photo, settings = ground(), tool(Tool.BRUSH)
    gesture = mask_tools.begun(settings, (0.3, 0.5))
    for x in (0.3, 0.5, 0.7):
        mask, gesture = mask_tools.painted(photo, settings, gesture, (x, 0.5))
        photo = photo.with_mask(mask)
    assert filled(photo, 0.3, 0.5) and filled(photo, 0.6, 0.5)
    assert not filled(photo, 0.5, 0.6)


def test_the_eraser_and_alt_take_away() -> None:
    photo = ground()
    photo = photo.with_mask(mask_tools.enclosed(photo, box(tool(Tool.RECTANGLE), (0.2, 0.2), (0.8, 0.8))))
    for settings, alt in ((tool(Tool.ERASER), False), (tool(Tool.BRUSH), True)):
        gesture = mask_tools.begun(settings, (0.5, 0.5), alt)
        mask, _ = mask_tools.painted(photo, settings, gesture, (0.5, 0.5))
        assert not filled(photo.with_mask(mask), 0.5, 0.5)
        assert filled(photo.with_mask(mask), 0.3, 0.3)


def box(settings: ToolSettings, first: tuple[float, float], last: tuple[float, float]) -> mask_tools.Gesture:
    return mask_tools.moved(mask_tools.begun(settings, first), last)


def test_pressure_makes_a_stroke_thinner() -> None:
    photo, settings = ground(), tool(Tool.BRUSH)
    sums = []
    for pressure in (0.3, 1.0):
        gesture = replace(mask_tools.begun(settings, (0.5, 0.5)), pressure=pressure)
        mask, _ = mask_tools.painted(photo, settings, gesture, (0.5, 0.5), pressure)
        sums.append(int(mask.pixels().sum()))
    assert sums[0] < sums[1] / 5


@pytest.mark.parametrize("how", How)
def test_shapes_add_subtract_and_intersect(how: How) -> None:
    photo = ground()
    photo = photo.with_mask(mask_tools.enclosed(photo, box(tool(Tool.RECTANGLE), (0.2, 0.3), (0.6, 0.7))))
    photo = photo.with_mask(mask_tools.enclosed(photo, box(tool(Tool.RECTANGLE, how=how), (0.4, 0.3), (0.8, 0.7))))
    seen = (filled(photo, 0.3, 0.5), filled(photo, 0.5, 0.5), filled(photo, 0.7, 0.5))
    assert (
        seen
        == {How.ADD: (True, True, True), How.SUBTRACT: (True, False, False), How.INTERSECT: (False, True, False)}[how]
    )


def test_an_ellipse_leaves_the_corners() -> None:
    photo = ground()
    photo = photo.with_mask(mask_tools.enclosed(photo, box(tool(Tool.ELLIPSE), (0.3, 0.3), (0.7, 0.7))))
    assert filled(photo, 0.5, 0.5) and filled(photo, 0.5, 0.32) and not filled(photo, 0.32, 0.32)


def test_shift_makes_squares() -> None:
    gesture = mask_tools.moved(mask_tools.begun(tool(Tool.RECTANGLE), (0.5, 0.5)), (0.2, 0.6), constrain=True)
    assert gesture.points[1] == pytest.approx((0.2, 0.8))


def test_a_lasso_keeps_its_way() -> None:
    gesture = mask_tools.begun(tool(Tool.LASSO), (0.3, 0.3))
    for point in ((0.7, 0.3), (0.5, 0.7)):
        gesture = mask_tools.moved(gesture, point)
    photo = ground()
    photo = photo.with_mask(mask_tools.enclosed(photo, gesture))
    assert filled(photo, 0.5, 0.4) and not filled(photo, 0.35, 0.65)


def test_a_polygon_is_closed_at_its_first_corner() -> None:
    gesture = mask_tools.begun(tool(Tool.POLYGON), (0.3, 0.3))
    assert not mask_tools.closes(gesture, (0.3, 0.3), 500)
    for corner in ((0.7, 0.3), (0.7, 0.7)):
        gesture = mask_tools.with_corner(mask_tools.moved(gesture, corner), corner)
    assert mask_tools.closes(gesture, (0.31, 0.3), 500)
    assert not mask_tools.closes(gesture, (0.4, 0.3), 500)
    assert len(mask_tools.outline(gesture)) == 3
    fewer = mask_tools.without_corner(gesture)
    assert fewer is not None and len(fewer.points) == 2
    assert mask_tools.without_corner(mask_tools.begun(tool(Tool.POLYGON), (0, 0))) is None


def test_a_click_with_a_shape_changes_nothing() -> None:
    photo = ground()
    assert mask_tools.enclosed(photo, mask_tools.begun(tool(Tool.LASSO), (0.5, 0.5))) is photo.mask


def test_the_brush_grows_by_a_ratio_and_has_limits() -> None:
    assert SETTINGS.resized(1).size > SETTINGS.size
    assert replace(SETTINGS, size=1.0).resized(1).size == 2
    assert SETTINGS.resized(-100).size == SIZE_RANGE[0]
    assert SETTINGS.resized(100).size == SIZE_RANGE[1]


def test_the_brush_is_seen_as_large_as_it_paints() -> None:
    photo = ground()
    assert mask_tools.brush_on_screen(photo, SETTINGS, photo.side_px * 2) == pytest.approx(SETTINGS.size)
    assert np.isfinite(mask_tools.brush_on_screen(photo, SETTINGS, 10))
