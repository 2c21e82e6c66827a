from __future__ import annotations

import numpy as np
import pytest

from faceforge_app.canvas.view_transform import MARGIN_PX, ZOOM_RANGE, ViewTransform

VIEW = ViewTransform(800, 600)


def test_the_fitted_frame_lies_in_the_middle() -> None:
    assert VIEW.side == 600 - 2 * MARGIN_PX
    assert VIEW.to_frame(400, 300) == (0.5, 0.5)


def test_there_and_back() -> None:
    view = VIEW.zoomed(2.3, 100, 500).panned(13, -7)
    x, y = view.to_widget(np.array([[0.3, 0.8]]))[0]
    assert view.to_frame(x, y) == pytest.approx((0.3, 0.8))
    assert view.affine() @ [0.3, 0.8, 1] == pytest.approx([x, y])


def test_zoom_keeps_the_point_under_the_pointer() -> None:
    before = VIEW.to_frame(250, 200)
    assert VIEW.zoomed(1.7, 250, 200).to_frame(250, 200) == pytest.approx(before)


def test_zoom_and_pan_have_limits() -> None:
    assert VIEW.zoomed(1000, 0, 0).zoom == ZOOM_RANGE[1]
    assert VIEW.zoomed(0.001, 0, 0).zoom == ZOOM_RANGE[0]
    assert VIEW.panned(1e6, 0).left < 800


def test_fitting_takes_zoom_and_pan_back() -> None:
    assert VIEW.zoomed(3, 10, 10).panned(5, 5).fitted() == VIEW
