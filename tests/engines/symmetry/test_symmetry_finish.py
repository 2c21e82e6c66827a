"""Finishing: what is copied, in whose light, and how colours go on around a hole."""

from __future__ import annotations

import numpy as np

from engines.imaging.arrays import FloatImage, Mask
from engines.symmetry.finish import continuing, joined, mirror_copy
from tests.engines.symmetry.networks import left_hole, symmetric_face

SIZE = 64


def spot() -> Mask:
    hole = np.zeros((SIZE, SIZE), np.float32)
    hole[24:40, 12:26] = 1
    return hole


def everywhere() -> Mask:
    return np.ones((SIZE, SIZE), np.float32)


def mirrored(photo: FloatImage) -> FloatImage:
    return np.ascontiguousarray(photo[:, ::-1])


def test_the_copy_takes_the_light_of_its_own_side() -> None:
    photo, hole = symmetric_face(SIZE), spot()
    copy = mirror_copy((mirrored(photo) * 0.6).astype(np.float32), everywhere(), photo, hole, everywhere())
    inside = copy.share > 0.9
    assert inside.sum() > 40
    assert np.abs(copy.picture - photo)[inside].mean() < 0.02
    assert abs(float(copy.light[inside].mean()) - 1 / 0.6) < 0.2


def test_what_is_unlike_beside_the_hole_is_not_copied() -> None:
    photo, hole = symmetric_face(SIZE), spot()
    rng = np.random.default_rng(0)
    other = rng.random(photo.shape).astype(np.float32)
    assert mirror_copy(other, everywhere(), photo, hole, np.zeros_like(hole)).share.max() < 0.1


def test_nothing_is_copied_of_what_is_hidden_on_both_halves() -> None:
    photo, hole = symmetric_face(SIZE), spot()
    assert mirror_copy(mirrored(photo), 1 - hole, photo, hole, everywhere()).share.max() == 0


def test_painted_colours_continue_the_photos() -> None:
    photo, hole = symmetric_face(SIZE), left_hole(SIZE) * spot()
    off = (photo * 0.7 + 0.2).astype(np.float32)
    answer = joined(off, photo, hole, None)
    assert (answer[hole == 0] == photo[hole == 0]).all()
    assert np.abs(answer - photo)[hole > 0].mean() < np.abs(off - photo)[hole > 0].mean() / 2


def test_a_thin_scratch_is_continued_and_the_middle_of_a_wide_hole_is_not() -> None:
    scratch, wide = np.zeros((256, 256), np.float32), np.zeros((256, 256), np.float32)
    scratch[100:104, 20:200], wide[60:200, 60:200] = 1, 1
    nothing = np.zeros_like(wide)
    assert continuing(scratch, nothing)[102, 30:190].min() > 0.9
    near = continuing(wide, nothing)
    assert near[130, 130] < 1e-6 and near[61, 130] > 0.9 and (near[wide == 0] == 0).all()
    assert not continuing(wide, np.ones_like(wide)).any()
