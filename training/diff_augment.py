"""Differentiable augmentation of what a discriminator sees (Zhao, Liu, Lin, Zhu, Han 2020): few photos last longer."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

SHIFT, CUT = 0.125, 0.4  # shares of the side
COLOUR = 0.2  # mild: what a discriminator may not see, a generator gets away with, and drawn faces have no photo to hold them


def diff_augment(images: Tensor) -> Tensor:
    """Colour, place and a cut-out square changed at random, each image in its own way; (N, 3, S, S) in [-1, 1] -> about the same."""
    return _cut_out(_shifted(_recoloured(images)))


def _recoloured(images: Tensor) -> Tensor:
    def drawn() -> Tensor:
        return (torch.rand(len(images), 1, 1, 1, device=images.device, dtype=images.dtype) * 2 - 1) * COLOUR

    grey = images.mean(dim=1, keepdim=True)
    saturated = (images - grey) * (1 + drawn()) + grey
    mean = saturated.mean(dim=(1, 2, 3), keepdim=True)
    return (saturated - mean) * (1 + drawn()) + mean + drawn()


def _shifted(images: Tensor) -> Tensor:
    n, side = len(images), images.shape[3]
    reach = round(side * SHIFT)
    padded = F.pad(images, (reach, reach, reach, reach))
    starts = torch.randint(0, 2 * reach + 1, (2, n)).tolist()
    return torch.stack([padded[i, :, starts[0][i] :, starts[1][i] :][:, :side, :side] for i in range(n)])


def _cut_out(images: Tensor) -> Tensor:
    n, side = len(images), images.shape[3]
    half = side * CUT / 2
    middle = torch.rand(2, n, 1, device=images.device) * side
    near = (torch.arange(side, device=images.device)[None] + 0.5 - middle).abs() < half  # (2, N, side)
    return images * ~(near[0][:, None, :, None] & near[1][:, None, None, :])
