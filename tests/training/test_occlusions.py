"""Holes made by formula, and completion samples drawn by position."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engines.face.average_face import average_landmarks
from engines.face.landmarks import MIRROR, mirror_landmarks
from training.data.completion import CompletionData, CompletionSamples, end_to_end, part_boxes
from training.data.occlusions import (
    AREA_BINS,
    KINDS,
    OcclusionConfig,
    both_sides_hole,
    centre_hole,
    draw_glasses,
    irregular_hole,
    one_side_hole,
    random_hole,
)
from training.errors import ConfigError

SIZE = 64
LANDMARKS = average_landmarks()


def rngs(count: int) -> list[np.random.Generator]:
    return [np.random.default_rng(seed) for seed in range(count)]


@pytest.mark.parametrize("area_bin", range(6))
def test_irregular_holes_lie_in_their_area_bin(area_bin: int) -> None:
    low, high = AREA_BINS[area_bin]
    areas = [irregular_hole(128, area_bin, rng).mean() for rng in rngs(12)]
    assert all(low <= area <= high for area in areas)
    assert max(areas) - min(areas) > 0.2 * (high - low)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_mask_of_0_and_1_with_something_in_it(kind: str) -> None:
    for rng in rngs(8):
        hole = KINDS[kind](LANDMARKS, SIZE, rng)
        assert hole.shape == (SIZE, SIZE) and hole.dtype == np.float32
        assert set(np.unique(hole)) == {0.0, 1.0}


def test_a_one_sided_hole_leaves_the_other_half_alone() -> None:
    for rng in rngs(20):
        hole = one_side_hole(LANDMARKS, SIZE, rng)
        assert not hole[:, :32].any() or not hole[:, 32:].any()


def test_a_hole_on_both_sides_hides_mirror_pixels_too() -> None:
    for rng in rngs(20):
        hole = both_sides_hole(LANDMARKS, SIZE, rng)
        assert (hole * hole[:, ::-1]).any()


def test_the_centre_hole_is_128_of_256_pixels() -> None:
    hole = centre_hole(256)
    assert hole.sum() == 128 * 128
    assert hole[64:192, 64:192].all()


def test_glasses_change_only_what_their_hole_covers() -> None:
    for rng in rngs(6):
        photo = rng.random((SIZE, SIZE, 3)).astype(np.float32)
        worn, hole = draw_glasses(photo, LANDMARKS, rng)
        assert np.array_equal(worn[hole == 0], photo[hole == 0])
        assert (worn != photo).any() and 0.02 < hole.mean() < 0.4


def test_only_the_bins_asked_for_are_drawn() -> None:
    config = OcclusionConfig(kinds=(("irregular", 1.0),), bins=(5,))
    assert all(0.5 <= random_hole(config, LANDMARKS, SIZE, rng).mean() <= 0.6 for rng in rngs(4))


@pytest.mark.parametrize(
    "wrong", [{"kinds": (("scarf", 1.0),)}, {"kinds": (("centre", 0.0),)}, {"bins": ()}, {"bins": (6,)}]
)
def test_wrong_occlusions_are_refused(wrong: dict) -> None:
    with pytest.raises(ConfigError):
        OcclusionConfig(**wrong)


def test_the_mirror_permutation_is_an_involution() -> None:
    assert np.array_equal(MIRROR[MIRROR], np.arange(68))
    assert np.allclose(mirror_landmarks(mirror_landmarks(LANDMARKS)), LANDMARKS)


def test_end_to_end_points_have_their_ends_at_pixel_centres() -> None:
    first, last = np.array([[0.5, 0.5]]) / SIZE, np.array([[SIZE - 0.5, SIZE - 0.5]]) / SIZE
    assert np.allclose(end_to_end(first, SIZE), -1) and np.allclose(end_to_end(last, SIZE), 1)


def test_part_boxes_are_as_large_as_asked_about_the_hull() -> None:
    (x, y, side), *_ = part_boxes(LANDMARKS, 1.3)
    eye = LANDMARKS[36:42]
    assert side == pytest.approx(1.3 * np.ptp(eye[:, 0]))
    assert (x, y) == pytest.approx(tuple((eye.min(axis=0) + eye.max(axis=0)) / 2))


def completion_samples(shards: Path, seed: int = 1) -> CompletionSamples:
    data = CompletionData(zoom=(1.0, 1.2), rotation_deg=5, side_light=0.5)
    return CompletionSamples(shards, data, OcclusionConfig(), SIZE, seed, 1.3)


def test_a_sample_depends_on_seed_and_position_alone(shards: Path) -> None:
    first, again, other = (completion_samples(shards, seed) for seed in (1, 1, 2))
    first[0]
    assert all(torch.equal(value, again[7][name]) for name, value in first[7].items())
    assert not torch.equal(first[7]["target"], other[7]["target"])


def test_a_sample_has_the_promised_shapes_and_ranges(shards: Path) -> None:
    item = completion_samples(shards)[3]
    shapes = {"target": (3, 64, 64), "hole": (1, 64, 64), "face": (1, 64, 64), "points": (68, 2), "boxes": (4, 3)}
    assert {name: tuple(value.shape) for name, value in item.items()} == shapes
    assert all(value.dtype == torch.float32 for value in item.values())
    assert item["target"].min() >= 0 and item["target"].max() <= 1
    assert item["face"][0, 32, 32] == 1 and item["points"].abs().max() < 1.2


def test_samples_of_nothing_are_refused() -> None:
    for wrong in ({"mix": ()}, {"mix": (("a", 0.0),)}, {"zoom": (0.5, 1.0)}, {"zoom": (1.2, 1.0)}):
        with pytest.raises(ConfigError):
            CompletionData(**wrong)
