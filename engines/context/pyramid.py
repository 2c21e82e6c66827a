"""Pictures at several sizes, and what is known pasted into them. Masks are `hole`, (N, 1, S, S), 1 where something is to be painted."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

SMALLEST = 8


def scales(size: int) -> tuple[int, ...]:
    """8, 16, ... up to `size`."""
    found = []
    side = SMALLEST
    while side <= size:
        found.append(side)
        side *= 2
    return tuple(found)


def reduced(picture: Tensor, size: int) -> Tensor:
    """A picture or mask (N, C, S, S) at `size`, every pixel the mean of those it covers."""
    return picture if picture.shape[3] == size else F.adaptive_avg_pool2d(picture, size)


def pasted(painted: Tensor, known: Tensor, hole: Tensor) -> Tensor:
    """`painted` where there is a hole, `known` (0 in the hole) elsewhere; all of one size, `hole` in [0, 1]."""
    return known + hole * painted


def doubled(picture: Tensor) -> Tensor:
    """Twice the side, bilinearly."""
    return F.interpolate(picture, scale_factor=2, mode="bilinear", align_corners=False)


def places(like: Tensor) -> Tensor:
    """Where every pixel lies: x and y in [-1, 1], (N, 2, H, W)."""
    n, _, height, width = like.shape
    rows = torch.linspace(-1, 1, height, device=like.device).view(1, 1, height, 1).expand(n, 1, height, width)
    columns = torch.linspace(-1, 1, width, device=like.device).view(1, 1, 1, width).expand(n, 1, height, width)
    return torch.cat([columns, rows], dim=1)
