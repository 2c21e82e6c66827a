"""The baselines on parts of a drawn donor."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engines.face.average_face import average_landmarks
from engines.face.regions import part_mask
from engines.imaging.arrays import ByteImage, to_bytes
from engines.imaging.geometry import IDENTITY
from engines.parts.canvas import draw_canvas
from engines.requests import PlacedPart
from training.baselines import BASELINES, bare_canvas, inpainted_canvas, poisson_blend

SIZE = 64


def donor() -> np.ndarray:
    noise = np.random.default_rng(5).random((SIZE, SIZE, 3)).astype(np.float32)
    return cv2.GaussianBlur(noise, (0, 0), 2) * 0.6 + 0.3


def parts(*kinds: str) -> tuple[PlacedPart, ...]:
    image = donor()
    return tuple(PlacedPart(kind, image, part_mask(kind, average_landmarks(), SIZE), IDENTITY) for kind in kinds)


def average() -> ByteImage:
    return np.full((SIZE, SIZE, 3), 90, np.uint8)


@pytest.mark.parametrize("info", BASELINES, ids=lambda info: info.id)
def test_every_baseline_paints_the_size_of_the_average(info) -> None:
    face = info.paint(parts("eyes", "mouth"), average())
    assert face.shape == (SIZE, SIZE, 3)
    assert face.dtype == np.uint8


def test_bare_canvas_is_the_canvas() -> None:
    placed = parts("eyes", "nose")
    assert np.array_equal(bare_canvas(placed, average()), to_bytes(draw_canvas(placed, SIZE)[0]))


def test_poisson_keeps_what_is_outside_the_box_and_the_slopes_inside() -> None:
    placed = parts("mouth")
    face, mask = poisson_blend(placed, average()), placed[0].mask
    outside = np.ones(mask.shape, bool)
    left, top, width, height = cv2.boundingRect((mask > 0).astype(np.uint8))
    outside[top - 3 : top + height + 3, left - 3 : left + width + 3] = False
    inside = cv2.erode((mask > 0.9).astype(np.uint8), np.ones((3, 3))) > 0
    assert np.array_equal(face[outside], average()[outside])
    slopes = [np.diff(image.astype(np.float32), axis=1)[inside[:, 1:]] for image in (face, donor() * 255)]
    assert np.corrcoef(slopes[0].ravel(), slopes[1].ravel())[0, 1] > 0.85
    assert abs(float(face[inside].mean()) - 90) < 25


def test_poisson_leaves_out_a_part_beyond_the_frame() -> None:
    beyond = np.array([[1.0, 0, 3], [0, 1, 0]])
    part = parts("mouth")[0]
    gone = PlacedPart("mouth", part.image, part.mask, beyond)
    assert np.array_equal(poisson_blend((gone,), average()), average())


def test_inpainting_fills_every_empty_pixel_and_keeps_the_parts() -> None:
    placed = parts("eyes", "mouth", "jaw")
    canvas, cover = draw_canvas(placed, SIZE)
    face = inpainted_canvas(placed, average())
    assert np.array_equal(face[cover >= 0.99], to_bytes(canvas)[cover >= 0.99])
    assert (np.abs(face[cover == 0].astype(int) - 128).max(axis=-1) > 2).mean() > 0.9
