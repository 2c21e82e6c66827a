from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from engines.errors import InputError
from engines.imaging.arrays import FloatImage, to_float
from engines.imaging.io import read_image
from engines.imaging.sketches import SKETCH_STYLES, draw_sketch, on_paper

PHOTO = Path(__file__).parents[2] / "data" / "london-005-08.jpg"


@pytest.fixture(scope="module")
def photo() -> FloatImage:
    return to_float(read_image(PHOTO).image)


@pytest.mark.parametrize("style", SKETCH_STYLES)
def test_a_sketch_is_grey_mostly_paper_and_the_same_for_a_seed(photo: FloatImage, style: str) -> None:
    sketch = draw_sketch(photo, style, seed=3)
    assert sketch.shape == photo.shape and sketch.dtype == np.float32
    assert sketch.min() >= 0 and sketch.max() <= 1
    assert (sketch == sketch[..., :1]).all()
    assert np.median(sketch) > 0.6 and sketch.min() < 0.55
    assert (draw_sketch(photo, style, seed=3) == sketch).all()
    assert (draw_sketch(photo, style, seed=4) != sketch).any()


@pytest.mark.parametrize("style", SKETCH_STYLES)
def test_strokes_lie_where_the_photo_has_edges(photo: FloatImage, style: str) -> None:
    ink = 1 - draw_sketch(photo, style, variety=0)[..., 0]
    grey = cv2.GaussianBlur(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), (0, 0), 2)
    edge = cv2.dilate(np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1)), np.ones((5, 5)))
    strong, flat = edge > np.percentile(edge, 85), edge < np.percentile(edge, 40)
    assert ink[strong].mean() > 1.8 * ink[flat].mean()


def test_the_typical_drawing_of_a_line_style_depends_on_no_seed(photo: FloatImage) -> None:
    assert (draw_sketch(photo, "line", 1, variety=0) == draw_sketch(photo, "line", 2, variety=0)).all()


def test_dark_skin_is_not_filled_with_ink(photo: FloatImage) -> None:
    dark = photo**2.2
    face = np.s_[90:200, 80:176]
    assert draw_sketch(dark, "xdog", variety=0)[face].mean() > 0.6


def test_loose_strokes_are_broken_where_outlines_are_whole(photo: FloatImage) -> None:
    def pieces(style: str) -> int:
        return int(cv2.connectedComponents((draw_sketch(photo, style, 1)[..., 0] < 0.7).astype(np.uint8))[0])

    assert pieces("strokes") != pieces("edges")
    assert pieces("strokes") > 10


def test_paper_tints_a_sketch_and_keeps_its_lines(photo: FloatImage) -> None:
    sketch = draw_sketch(photo, "line", 1)
    scan = on_paper(sketch, 5)
    assert scan.dtype == np.float32 and scan.min() >= 0 and scan.max() <= 1
    assert (scan == on_paper(sketch, 5)).all()
    assert np.corrcoef(scan.mean(axis=-1).ravel(), sketch[..., 0].ravel())[0, 1] > 0.5


def test_an_unknown_style_says_which_there_are(photo: FloatImage) -> None:
    with pytest.raises(InputError, match="pencil"):
        draw_sketch(photo, "charcoal")


def test_a_flat_picture_gives_an_empty_sheet() -> None:
    flat = np.full((64, 64, 3), 0.5, np.float32)
    for style in ("line", "edges", "strokes"):
        assert draw_sketch(flat, style).min() > 0.95
