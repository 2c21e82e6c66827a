"""Distances between sets and recognition metrics, on vectors whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from training.metrics.distributions import frechet_distance, kernel_distance
from training.metrics.recognition import (
    SAME_PERSON_DLIB,
    NullSpaceLda,
    different_people,
    identity_distances,
    match_scores,
    nlda_accuracy,
    true_positive_rate,
)

RNG = np.random.default_rng(0)


def features(count: int, dimensions: int = 16, seed: int = 0) -> torch.Tensor:
    return torch.randn(count, dimensions, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def test_frechet_of_the_same_set_is_zero() -> None:
    few = features(8, 32)  # singular covariance
    assert frechet_distance(few, few) == pytest.approx(0, abs=1e-4)


def test_frechet_of_a_shift_is_its_squared_length() -> None:
    first = features(200)
    shift = torch.linspace(0, 1, 16, dtype=torch.float64)
    assert frechet_distance(first, first + shift) == pytest.approx(float(shift.square().sum()), abs=1e-6)


def test_frechet_of_two_variances() -> None:
    first = features(500, 4)
    spread = float(torch.cov(first.T).trace())
    assert frechet_distance(first, first.mean(0) + 2 * (first - first.mean(0))) == pytest.approx(spread, rel=1e-6)


def test_kernel_distance_is_unbiased_and_sees_a_shift() -> None:
    same = kernel_distance(features(300, seed=1), features(300, seed=2))
    shifted = kernel_distance(features(300, seed=1), features(300, seed=2) + 0.5)
    assert abs(same.value) < 2 * same.spread
    assert shifted.value > 5 * shifted.spread > 0
    assert same.count == (300, 300)


def test_kernel_distance_matches_its_definition() -> None:
    first, second = features(5, 3, 1), features(4, 3, 2)

    def kernel(a: torch.Tensor, b: torch.Tensor) -> float:
        return float((a @ b / 3 + 1) ** 3)

    within = [
        np.mean([kernel(a, b) for i, a in enumerate(s) for j, b in enumerate(s) if i != j]) for s in (first, second)
    ]
    across = np.mean([kernel(a, b) for a in first for b in second])
    assert kernel_distance(first, second).value == pytest.approx(within[0] + within[1] - 2 * across)


def test_match_score_ignores_gain_and_offset() -> None:
    vectors = RNG.normal(size=(4, 256))
    assert match_scores(vectors, 2 * vectors + 3) == pytest.approx(np.ones(4))
    assert match_scores(vectors, -vectors) == pytest.approx(-np.ones(4))


def test_true_positive_rate() -> None:
    assert true_positive_rate(np.array([0.8, 0.9]), np.linspace(0, 0.5, 1000)) == 1
    assert true_positive_rate(np.zeros(10), np.linspace(0.1, 1, 1000)) == 0
    scores = np.linspace(0, 1, 10001)
    assert true_positive_rate(scores, scores, 0.01) == pytest.approx(0.01, abs=1e-3)
    assert true_positive_rate(np.array([0.5]), np.array([0.5]), 0.25) == pytest.approx(0.25)


def test_identity_threshold() -> None:
    base = np.zeros((2, 128))
    moved = base.copy()
    moved[0, 0], moved[1, 0] = 0.59, 0.61
    assert (identity_distances(base, moved) < SAME_PERSON_DLIB).tolist() == [True, False]


def test_different_people_leaves_out_pairs_of_one_person_and_lost_faces() -> None:
    descriptors = np.eye(4, 128)
    descriptors[3] = np.nan
    assert different_people(descriptors, ["a", "a", "b", "c"]) == pytest.approx([np.sqrt(2)] * 2)


def nlda_toy(people: int, dimensions: int, noise: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(people, dimensions))
    return tuple(centres + noise * rng.normal(size=centres.shape) for _ in range(2))


def test_nlda_null_space_has_one_dimension_less_than_classes() -> None:
    real, made = nlda_toy(150, 600, 0.1)
    lda = NullSpaceLda(np.concatenate([real, made]), np.concatenate([np.arange(150)] * 2))
    assert lda.null_dimensions == 149
    assert lda.rank_one(real, made) == 1
    assert lda.rank_one(real, made, metric="euclid") == 1


def test_nlda_accuracy_on_separated_and_on_shuffled_people() -> None:
    real, made = nlda_toy(60, 200, 0.1)
    mean, spread, curve = nlda_accuracy(real, made, train=30, splits=2)
    assert (mean, spread) == (1, 0)
    assert curve[-1] == 1
    wrong, _, curve = nlda_accuracy(real, np.roll(made, 1, axis=0), train=30, splits=2)
    assert curve.shape == (29,)
    assert wrong < 0.3
