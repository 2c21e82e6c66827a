"""The smoothest continuation of what is visible into what is not: where RecNet starts from, instead of from grey.

Biharmonic inpainting (Chui and Mhaskar 2010): inside the hole the Laplacian is as small as it can be, so values and slopes go on across
the border. Solved by conjugate gradients from the coarsest size up, each size begun with the answer of the one before.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

COARSEST = 16  # px
COARSE_STEPS = 100
STEPS = (30, 20, 15, 10)  # of conjugate gradients at each doubling after the coarsest; any further size takes the last


@torch.no_grad()
def smooth_fill(image: Tensor, hole: Tensor) -> Tensor:
    """`image` (N, C, S, S) with its hole (N, 1, S, S; 1 = to be filled) continued smoothly; S halves evenly down to `COARSEST`.

    Visible pixels stay as they are; no gradient passes. The answer can leave the range of the picture by a little.
    """
    known = (hole < 0.5).float()
    sizes = [(image.float() * known, known)]
    while sizes[-1][0].shape[3] > COARSEST and sizes[-1][0].shape[3] % 2 == 0:
        sizes.append(_halved(*sizes[-1]))
    picture, known = sizes.pop()
    mean = (picture * known).sum(dim=(2, 3), keepdim=True) / known.sum(dim=(2, 3), keepdim=True).clamp_min(1)
    filled = _smoothest(picture + mean * (1 - known), 1 - known, COARSE_STEPS)
    for level, (picture, known) in enumerate(reversed(sizes)):
        larger = F.interpolate(filled, scale_factor=2.0, mode="bilinear", align_corners=False)
        steps = STEPS[min(level, len(STEPS) - 1)]
        filled = _smoothest(picture + larger * (1 - known), 1 - known, steps)
    return filled


def _halved(picture: Tensor, known: Tensor) -> tuple[Tensor, Tensor]:
    """A picture, 0 where unknown, at half the size: means of what is known of each four pixels, and where anything is."""
    share = F.avg_pool2d(known, 2)
    return F.avg_pool2d(picture, 2) / share.clamp_min(0.25), (share > 0).float()


def _smoothest(x: Tensor, hole: Tensor, steps: int) -> Tensor:
    """Some steps of conjugate gradients towards the smallest sum of squared Laplacians, over the pixels of the hole."""
    residual = -hole * _laplacian(_laplacian(x))
    direction, left = residual, _inner(residual, residual)
    for _ in range(steps):
        bent = hole * _laplacian(_laplacian(direction))
        step = left / (_inner(direction, bent) + 1e-12)
        x, residual = x + step * direction, residual - step * bent
        before, left = left, _inner(residual, residual)
        direction = residual + left / (before + 1e-12) * direction
    return x


def _laplacian(x: Tensor) -> Tensor:
    """Sum of the four neighbours' differences; beyond the edge the picture goes on as it ends."""
    wide = F.pad(x, (1, 1, 1, 1), mode="replicate")
    return wide[:, :, :-2, 1:-1] + wide[:, :, 2:, 1:-1] + wide[:, :, 1:-1, :-2] + wide[:, :, 1:-1, 2:] - 4 * x


def _inner(first: Tensor, second: Tensor) -> Tensor:
    return (first * second).sum(dim=(1, 2, 3), keepdim=True)
