"""Borders between joined pictures lose their edge; what is beside them stays."""

from __future__ import annotations

import numpy as np
import pytest

from engines.imaging.arrays import FloatImage, Mask
from engines.imaging.heal import heal_borders, signed_distance

SIZE = 128
Y, X = np.mgrid[:SIZE, :SIZE].astype(np.float32)


def disc(radius: float) -> Mask:
    return (np.hypot(X - 63.5, Y - 63.5) <= radius).astype(np.float32)


def joined(jump: float) -> FloatImage:
    """A smooth shade with a brighter disc laid in."""
    shade = 0.3 + 0.2 * X / SIZE + jump * disc(30)
    return np.repeat(shade[..., None], 3, axis=2).astype(np.float32)


def slope_at_border(image: FloatImage) -> float:
    return float(np.abs(np.diff(image[64, 28:38, 0])).max())


def test_a_jump_along_a_border_becomes_a_slope() -> None:
    before, after = joined(0.1), heal_borders(joined(0.1), [disc(30)])
    assert slope_at_border(after) < 0.5 * slope_at_border(before)
    assert after.shape == before.shape and after.dtype == np.float32


def test_strength_says_how_far() -> None:
    slopes = [slope_at_border(heal_borders(joined(0.1), [disc(30)], strength)) for strength in (0.0, 0.5, 1.0)]
    assert slopes == sorted(slopes, reverse=True)
    assert np.array_equal(heal_borders(joined(0.1), [disc(30)], 0.0), joined(0.1))


def test_a_border_without_a_jump_and_a_covered_one_stay() -> None:
    assert heal_borders(joined(0.0), [disc(30)]) == pytest.approx(joined(0.0), abs=1e-3)
    covered = heal_borders(joined(0.1), [disc(30), disc(50)])
    assert covered == pytest.approx(joined(0.1), abs=5e-3)


def test_far_from_the_border_hardly_anything_changes() -> None:
    change = np.abs(heal_borders(joined(0.1), [disc(30)]) - joined(0.1))
    assert change[64, 64].max() < 0.02
    assert change[:8].max() < 0.02


def test_signed_distance_crosses_zero_at_the_border() -> None:
    distance = signed_distance(disc(30))
    assert distance[64, 64] < -25
    assert distance[64, 120] > 20
    assert abs(distance[64, 33]) < 1
