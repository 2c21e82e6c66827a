"""Giving a picture as much detail as another has."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engines.imaging.sharpness import laplacian_energy, with_energy

NOISE = np.random.default_rng(0).random((64, 64, 3), np.float32) * np.float32(0.2) + np.float32(0.4)
SHARP = cv2.GaussianBlur(NOISE, (0, 0), 0.7)
SOFT = cv2.GaussianBlur(NOISE, (0, 0), 0.8)
EVERYWHERE = np.ones((64, 64), np.float32)


@pytest.mark.parametrize(("image", "other"), [(SHARP, SOFT), (SOFT, SHARP)])
def test_detail_comes_near_that_of_the_other_picture(image: np.ndarray, other: np.ndarray) -> None:
    wanted = laplacian_energy(other, EVERYWHERE)
    before, after = (
        abs(np.log(laplacian_energy(each, EVERYWHERE) / wanted))
        for each in (image, with_energy(image, wanted, EVERYWHERE))
    )
    assert after < before / 10


def test_the_share_says_how_far_it_goes() -> None:
    wanted = laplacian_energy(SHARP, EVERYWHERE)
    energies = [laplacian_energy(with_energy(SOFT, wanted, EVERYWHERE, share), EVERYWHERE) for share in (0.0, 0.5, 1.0)]
    assert energies == sorted(energies)
    assert np.array_equal(with_energy(SOFT, wanted, EVERYWHERE, 0.0), SOFT)


def test_without_a_region_or_without_detail_nothing_changes() -> None:
    flat = np.full_like(SOFT, 0.5)
    assert np.array_equal(with_energy(SOFT, 1.0, np.zeros((64, 64), np.float32)), SOFT)
    assert np.array_equal(with_energy(SOFT, 0.0, EVERYWHERE), SOFT)
    assert np.array_equal(with_energy(flat, 1.0, EVERYWHERE), flat)
