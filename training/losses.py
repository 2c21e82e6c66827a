"""Losses. Images are (N, 3, H, W) in [-1, 1] unless said otherwise; every loss is a scalar mean over the batch.

`weight` (N, 1, 1, 1) or (N, 1, H, W) leaves samples or pixels out or counts them more.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F


def reconstruction(output: Tensor, target: Tensor, norm: str = "rms", weight: Tensor | None = None) -> Tensor:
    """Distance of two images (Sun, Guo, Liu 2022, Eq. 2).

    `raw`: the Euclidean norm of each sample, as printed; `rms`: the same over the root of the number of values; `mse`: mean square;
    `l1`: mean absolute difference.
    """
    difference = output - target
    weight = torch.ones_like(difference[:, :1]) if weight is None else weight.expand_as(difference[:, :1])
    if norm == "l1":
        return _weighted_mean(difference.abs().mean(1, keepdim=True), weight)
    if norm == "mse":
        return _weighted_mean(difference.square().mean(1, keepdim=True), weight)
    squares = (difference.square() * weight).sum(dim=(1, 2, 3))
    if norm == "rms":
        squares = squares / (weight.sum(dim=(1, 2, 3)) * difference.shape[1]).clamp_min(1e-6)
    known = (weight.amax(dim=(1, 2, 3)) > 0).float()
    return _weighted_mean((squares + 1e-12).sqrt(), known)


def perceptual(
    output: Sequence[Tensor], target: Sequence[Tensor], norm: str = "l1", weight: Tensor | None = None
) -> Tensor:
    """Distance of two lists of feature maps, mean over each map, summed over the maps (Eq. 3 of the parts paper).

    `l1` and `l2` (squared) compare features as they are; `unit` compares their directions, each position scaled to length 1, as LPIPS
    does (Zhang et al. 2018) without its learnt heads.
    """
    terms = []
    for ours, theirs in zip(output, target, strict=True):
        distance = _map_distance(ours, theirs, norm)
        local = (
            torch.ones_like(distance)
            if weight is None
            else F.adaptive_avg_pool2d(weight, (distance.shape[2], distance.shape[3]))
        )
        terms.append(_weighted_mean(distance, local))
    return torch.stack(terms).sum()


def style(output: Sequence[Tensor], target: Sequence[Tensor]) -> Tensor:
    """Mean absolute difference of the Gram matrices of feature maps (Gatys et al. 2016), summed over the maps."""
    return torch.stack([(_gram(a) - _gram(b)).abs().mean() for a, b in zip(output, target, strict=True)]).sum()


def total_variation(output: Tensor) -> Tensor:
    """Mean squared difference of neighbouring pixels."""
    across, along = output[..., 1:] - output[..., :-1], output[..., 1:, :] - output[..., :-1, :]
    return across.square().mean() + along.square().mean()


def divergence(mean: Tensor, log_variance: Tensor) -> Tensor:
    """Kullback-Leibler divergence of N(mean, variance) from N(0, 1) in nats, (N, D) -> mean over the batch."""
    return -0.5 * (1 + log_variance - mean.square() - log_variance.exp()).sum(dim=1).mean()


def discriminator_loss(real: Tensor, fake: Tensor, form: str = "nonsat", real_label: float = 1.0) -> Tensor:
    """What the discriminator minimises, from logits: `nonsat` and `minimax` (Eq. 5, negated), `hinge`, or `lsgan` (Mao et al. 2017).

    With two outputs (N, 2), unit 0 stands for real and unit 1 for fake, each trained as a sigmoid. `real_label` is what `lsgan`
    wants of real samples, below 1 to smooth.
    """
    if form == "hinge":
        return F.relu(1 - real).mean() + F.relu(1 + fake).mean()
    if form == "lsgan":
        return ((real - real_label).square().mean() + fake.square().mean()) / 2
    return _cross_entropy(real, True) + _cross_entropy(fake, False)


def generator_loss(fake: Tensor, form: str = "nonsat") -> Tensor:
    """The adversarial term the generator minimises: `nonsat` -log D(G), `minimax` log(1 - D(G)) (Eq. 4), `hinge` -D(G),
    `lsgan` (D(G) - 1)^2.

    Of two outputs unit 0 is D.
    """
    if _two_units(fake):
        fake = fake[:, :1]
    if form == "hinge":
        return -fake.mean()
    if form == "lsgan":
        return (fake - 1).square().mean()
    if form == "minimax":
        return -_cross_entropy(fake, False)
    return _cross_entropy(fake, True)


def _cross_entropy(logits: Tensor, real: bool) -> Tensor:
    goal = torch.full_like(logits, float(real))
    if _two_units(logits):
        goal[:, 1] = float(not real)
    return F.binary_cross_entropy_with_logits(logits, goal)


def _two_units(logits: Tensor) -> bool:
    return logits.ndim == 2 and logits.shape[1] == 2


def _weighted_mean(values: Tensor, weight: Tensor) -> Tensor:
    return (values * weight).sum() / weight.sum().clamp_min(1e-6)


def _map_distance(ours: Tensor, theirs: Tensor, norm: str) -> Tensor:
    """Two maps (N, C, h, w) compared position by position -> (N, 1, h, w)."""
    if norm == "unit":
        return (_unit(ours) - _unit(theirs)).square().sum(1, keepdim=True)
    difference = ours - theirs
    return (difference.square() if norm == "l2" else difference.abs()).mean(1, keepdim=True)


def _unit(features: Tensor) -> Tensor:
    return features * torch.rsqrt(features.square().sum(1, keepdim=True) + 1e-6)


def _gram(features: Tensor) -> Tensor:
    n, c, h, w = features.shape
    flat = features.reshape(n, c, h * w)
    return flat @ flat.transpose(1, 2) / (c * h * w)
