"""Mask algebra and warping: what the paper's formulas promise."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from engines.symmetry.masks import Regions, regions, stage_two_mask
from engines.symmetry.warping import at_points, binarised, identity_flow, mirrored, sample


def binary(seed: int, share: float = 0.5) -> Tensor:
    return (torch.rand(2, 1, 32, 32, generator=torch.Generator().manual_seed(seed)) < share).float()


@pytest.fixture
def known() -> Tensor:
    return binary(0, 0.6)


@pytest.fixture
def found(known: Tensor) -> Regions:
    return regions(known, binary(1), binary(2, 0.7))


def test_the_three_regions_partition_the_hole(known: Tensor, found: Regions) -> None:
    assert all(region.any() for region in (found.one_half, found.both_halves, found.background))
    assert torch.equal(found.one_half + found.both_halves + found.background, 1 - known)


def test_trust_is_1_where_known_confidence_where_copied_and_0_elsewhere(known: Tensor, found: Regions) -> None:
    confidence = torch.full_like(known, 0.7)
    trust = stage_two_mask(found, confidence)
    assert torch.equal(trust[known > 0], torch.ones(int(known.sum())))
    assert torch.allclose(trust[found.one_half > 0], torch.tensor(0.7))
    assert not trust[(found.both_halves + found.background) > 0].any()


def test_the_printed_formula_exceeds_1_where_copied(found: Regions) -> None:
    printed = stage_two_mask(found, torch.full_like(found.one_half, 0.7), "paper")
    assert torch.allclose(printed[found.one_half > 0], torch.tensor(1.7))


def test_an_identity_flow_changes_nothing() -> None:
    picture = torch.rand(1, 3, 17, 32)
    assert torch.allclose(sample(picture, identity_flow(picture)), picture, atol=1e-4)


def test_a_flow_is_read_at_points_in_its_own_coordinates() -> None:
    points = torch.tensor([[[-1.0, -1.0], [0.25, -0.5], [1.0, 1.0]]])
    assert torch.allclose(at_points(identity_flow(torch.zeros(1, 1, 33, 33)), points), points, atol=1e-6)


def test_outside_a_mask_nothing_is_known() -> None:
    mask = torch.ones(1, 1, 8, 8)
    assert sample(mask, identity_flow(mask) + 4, "zeros").max() == 0


def test_a_threshold_lets_the_gradient_through() -> None:
    values = torch.tensor([0.2, 0.98, 1.0], requires_grad=True)
    hard = binarised(values, 0.99)
    hard.sum().backward()
    assert torch.allclose(hard.detach(), torch.tensor([0.0, 0.0, 1.0]))
    assert values.grad is not None and torch.equal(values.grad, torch.ones(3))


def test_a_mirror_of_a_mirror_is_the_picture() -> None:
    picture = torch.rand(1, 3, 8, 8)
    assert torch.equal(mirrored(mirrored(picture)), picture)
