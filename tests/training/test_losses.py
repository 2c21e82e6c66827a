"""Losses against values worked out by hand."""

from __future__ import annotations

import math

import pytest
import torch

from training import losses

torch.manual_seed(0)
PHOTO = torch.rand(2, 3, 8, 8) * 2 - 1
MAPS = [torch.rand(2, 4, 8, 8), torch.rand(2, 6, 4, 4)]


@pytest.mark.parametrize("norm", ["rms", "raw", "mse", "l1"])
def test_reconstruction_of_the_target_itself_is_zero(norm: str) -> None:
    assert losses.reconstruction(PHOTO, PHOTO, norm).item() == pytest.approx(0, abs=2e-6)


@pytest.mark.parametrize("norm", ["l1", "l2", "unit"])
def test_perceptual_distance_of_equal_features_is_zero(norm: str) -> None:
    assert losses.perceptual(MAPS, MAPS, norm).item() == 0


def test_a_constant_picture_has_no_variation_and_equal_maps_no_style_distance() -> None:
    assert losses.total_variation(torch.full((1, 3, 8, 8), 0.3)).item() == 0
    assert losses.style(MAPS, MAPS).item() == 0


@pytest.mark.parametrize(
    ("norm", "expected"), [("rms", 0.5), ("mse", 0.25), ("l1", 0.5), ("raw", 0.5 * math.sqrt(192))]
)
def test_reconstruction_norms(norm: str, expected: float) -> None:
    assert losses.reconstruction(PHOTO, PHOTO + 0.5, norm).item() == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("norm", ["rms", "mse", "l1"])
def test_a_weight_of_zero_leaves_a_sample_out(norm: str) -> None:
    output = PHOTO.clone()
    output[0] += 0.5
    output[1] += 100
    weight = torch.tensor([1.0, 0.0]).view(2, 1, 1, 1)
    expected = 0.25 if norm == "mse" else 0.5
    assert losses.reconstruction(output, PHOTO, norm, weight).item() == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("norm", ["rms", "mse", "l1"])
def test_nothing_known_costs_nothing_and_gives_finite_gradients(norm: str) -> None:
    output = PHOTO.clone().requires_grad_()
    loss = losses.reconstruction(output, PHOTO + 1, norm, torch.zeros(2, 1, 1, 1))
    loss.backward()
    assert loss.item() == 0
    assert torch.isfinite(output.grad).all()


def test_perceptual_norms_are_means_over_a_map_summed_over_maps() -> None:
    shifted = [m + 0.5 for m in MAPS]
    assert losses.perceptual(shifted, MAPS, "l1").item() == pytest.approx(1.0, rel=1e-5)
    assert losses.perceptual(shifted, MAPS, "l2").item() == pytest.approx(0.5, rel=1e-5)
    assert losses.perceptual([m * 3 for m in MAPS], MAPS, "unit").item() == pytest.approx(0, abs=1e-5)


def test_a_pixel_weight_follows_features_to_their_size() -> None:
    ours = [m.clone() for m in MAPS]
    for features in ours:
        features[..., : features.shape[-1] // 2] += 1
    left = torch.zeros(2, 1, 16, 16)
    left[..., :8] = 1
    assert losses.perceptual(ours, MAPS, "l1", left).item() == pytest.approx(2, rel=1e-5)
    assert losses.perceptual(ours, MAPS, "l1", 1 - left).item() == pytest.approx(0, abs=1e-6)
    assert losses.perceptual(ours, MAPS, "l1", torch.ones(2, 1, 1, 1)).item() == pytest.approx(1, rel=1e-5)


def test_total_variation_of_a_step() -> None:
    picture = torch.zeros(1, 1, 2, 2)
    picture[..., 1] = 1
    assert losses.total_variation(picture).item() == 1


def test_divergence_of_a_unit_shift() -> None:
    assert losses.divergence(torch.zeros(2, 3), torch.zeros(2, 3)).item() == 0
    assert losses.divergence(torch.ones(2, 3), torch.zeros(2, 3)).item() == pytest.approx(1.5)


def test_adversarial_forms_of_one_logit() -> None:
    real, fake = torch.tensor([[2.0]]), torch.tensor([[-1.0]])
    d_real, d_fake = torch.sigmoid(real).item(), torch.sigmoid(fake).item()
    eq_5 = -math.log(d_real) - math.log(1 - d_fake)
    assert losses.discriminator_loss(real, fake, "nonsat").item() == pytest.approx(eq_5)
    assert losses.discriminator_loss(real, fake, "minimax").item() == pytest.approx(eq_5)
    assert losses.discriminator_loss(real, fake, "hinge").item() == 0
    assert losses.generator_loss(fake, "nonsat").item() == pytest.approx(-math.log(d_fake))
    assert losses.generator_loss(fake, "minimax").item() == pytest.approx(math.log(1 - d_fake))
    assert losses.generator_loss(fake, "hinge").item() == 1


def test_two_outputs_learn_one_hot_and_the_generator_reads_the_first() -> None:
    right = torch.tensor([[20.0, -20.0]]), torch.tensor([[-20.0, 20.0]])
    assert losses.discriminator_loss(*right).item() == pytest.approx(0, abs=1e-6)
    assert losses.discriminator_loss(*reversed(right)).item() > 10
    assert losses.generator_loss(torch.tensor([[20.0, 20.0]])).item() == pytest.approx(0, abs=1e-6)


def test_a_generator_that_is_believed_pays_less_in_every_form() -> None:
    for form in ("nonsat", "minimax", "hinge"):
        assert losses.generator_loss(torch.ones(1, 1), form) < losses.generator_loss(-torch.ones(1, 1), form)
