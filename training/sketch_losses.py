"""Losses of ISEGAN (Li, Zheng, Liu, section 3.4). Images are (N, 3, H, W) in [-1, 1], parsings (N, 8, H, W) with sum 1; scalars."""

from __future__ import annotations

from typing import Literal

import torch
from torch import Tensor

ParsingNorm = Literal["mse", "rms", "raw", "entropy"]


def parsing_matching(ours: Tensor, truth: Tensor, beta: float = 0.3, norm: str = "mse") -> Tensor:
    """L_PM: beta times the distance of the whole parsings plus 1 - beta times the sum of those of the classes.

    `raw`: Euclidean norms, as printed; `rms`: the same over the root of the number of values; `mse`: mean squares.
    """
    squares = (ours - truth).square()
    whole, each = squares.flatten(1), squares.flatten(2)
    if norm == "mse":
        return (beta * whole.mean(dim=1) + (1 - beta) * each.mean(dim=2).sum(dim=1)).mean()
    total, by_class = (whole.sum(dim=1) + 1e-12).sqrt(), (each.sum(dim=2) + 1e-12).sqrt()
    if norm == "rms":
        total, by_class = total / whole.shape[1] ** 0.5, by_class / each.shape[2] ** 0.5
    return (beta * total + (1 - beta) * by_class.sum(dim=1)).mean()


def compositional(output: Tensor, target: Tensor, parsing: Tensor, delta: float = 0.7, area: bool = True) -> Tensor:
    """L_cmp: delta times the mean absolute difference plus 1 - delta times the sum of those within each class of `parsing`.

    Classes that cover less than a pixel do not count. `area` = false divides by the picture's area instead of the class's (SCA-GAN).
    """
    difference = (output - target).abs().mean(dim=1, keepdim=True)
    covers = parsing.sum(dim=(2, 3))
    over = covers if area else torch.full_like(covers, float(parsing.shape[2] * parsing.shape[3]))
    within = (difference * parsing).sum(dim=(2, 3)) / over.clamp_min(1)
    by_class = (within * (covers >= 1)).sum(dim=1).mean()
    return delta * difference.mean() + (1 - delta) * by_class
