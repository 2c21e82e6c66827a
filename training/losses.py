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

    `rms`: root of the mean square per sample; `raw`: the Euclidean norm as printed; `mse`; `l1`: mean absolute difference.
    """
    difference = output - target
    weight = torch.ones_like(difference[:, :1]) if weight is None else weight.expand_as(difference[:, :1])
    total = weight.sum().clamp_min(1e-6)
    if norm == "l1":
        return (difference.abs().mean(1, keepdim=True) * weight).sum() / total
    if norm == "mse":
        return (difference.square().mean(1, keepdim=True) * weight).sum() / total
    squares = (difference.square() * weight).sum(dim=(1, 2, 3))
    share = weight.sum(dim=(1, 2, 3)) * difference.shape[1] if norm == "rms" else torch.ones_like(squares)
    known = (weight.amax(dim=(1, 2, 3)) > 0).float()
    return ((squares / share.clamp_min(1e-6) + 1e-12).sqrt() * known).sum() / known.sum().clamp_min(1)


def perceptual(
    output: Sequence[Tensor], target: Sequence[Tensor], norm: str = "l1", weight: Tensor | None = None
) -> Tensor:
    """Distance of two lists of feature maps, mean over each map, summed over the maps (Eq. 3 of the parts paper).

    `l1` and `l2` compare features as they are; `unit` compares their directions, each position scaled to length 1, as LPIPS does
    (Zhang et al. 2018) without its learnt heads.
    """
    total = output[0].new_zeros(())
    for a, b in zip(output, target, strict=True):
        if norm == "unit":
            difference = (_unit(a) - _unit(b)).square().sum(1, keepdim=True)
        elif norm == "l2":
            difference = (a - b).square().mean(1, keepdim=True)
        else:
            difference = (a - b).abs().mean(1, keepdim=True)
        if weight is None:
            total = total + difference.mean()
        else:
            full = weight.expand(-1, -1, *weight.shape[2:])
            local = (
                F.interpolate(full, size=a.shape[2:], mode="area") if full.shape[-1] > 1 else full.expand_as(difference)
            )
            total = total + (difference * local).sum() / local.sum().clamp_min(1e-6)
    return total


def style(output: Sequence[Tensor], target: Sequence[Tensor]) -> Tensor:
    """Mean absolute difference of the Gram matrices of feature maps (Gatys et al. 2016), summed over the maps."""
    return torch.stack([(_gram(a) - _gram(b)).abs().mean() for a, b in zip(output, target, strict=True)]).sum()


def total_variation(output: Tensor) -> Tensor:
    """Mean squared difference of neighbouring pixels."""
    return (output[..., 1:] - output[..., :-1]).square().mean() + (
        output[..., 1:, :] - output[..., :-1, :]
    ).square().mean()


def divergence(mean: Tensor, log_variance: Tensor) -> Tensor:
    """Kullback-Leibler divergence of N(mean, variance) from N(0, 1) in nats, (N, D) -> mean over the batch."""
    return -0.5 * (1 + log_variance - mean.square() - log_variance.exp()).sum(dim=1).mean()


def discriminator_loss(real: Tensor, fake: Tensor, form: str = "nonsat") -> Tensor:
    """What the discriminator minimises, from logits: `nonsat` and `minimax` (Eq. 5, negated) or `hinge`.

    With two outputs (N, 2), unit 0 stands for real and unit 1 for fake, each trained as a sigmoid.
    """
    if form == "hinge":
        return F.relu(1 - real).mean() + F.relu(1 + fake).mean()
    return _cross_entropy(real, True) + _cross_entropy(fake, False)


def generator_loss(fake: Tensor, form: str = "nonsat") -> Tensor:
    """The adversarial term the generator minimises: `nonsat` -log D(G), `minimax` log(1 - D(G)) (Eq. 4), `hinge` -D(G)."""
    if form == "hinge":
        return -fake.mean()
    if form == "minimax":
        return -_cross_entropy(fake, False)
    return _cross_entropy(fake, True)


def _cross_entropy(logits: Tensor, real: bool) -> Tensor:
    goal = torch.full_like(logits, float(real))
    if logits.ndim == 2 and logits.shape[1] == 2:
        goal[:, 1] = float(not real)
    return F.binary_cross_entropy_with_logits(logits, goal)


def _unit(features: Tensor) -> Tensor:
    return features * torch.rsqrt(features.square().sum(1, keepdim=True) + 1e-6)


def _gram(features: Tensor) -> Tensor:
    n, c, h, w = features.shape
    flat = features.reshape(n, c, h * w)
    return flat @ flat.transpose(1, 2) / (c * h * w)
