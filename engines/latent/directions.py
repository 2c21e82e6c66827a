"""Principal directions of a latent space: where pictures change most (after GANSpace, Harkonen et al. 2020)."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

SAMPLES, BATCH = 1024, 64
LOOK_PX = 20  # pictures are compared this small: shape and light rather than texture


@torch.no_grad()
def principal_directions(generator: nn.Module, z_dim: int, count: int, samples: int = SAMPLES) -> Tensor:
    """`count` orthogonal directions (count, z_dim), strongest first, each as long as a standard deviation of evenly drawn z.

    A linear map from z to small pictures is fitted to `samples` drawn faces; its left singular vectors are the directions.
    """
    device = next(generator.parameters()).device
    z = (torch.rand(samples, z_dim, generator=torch.Generator().manual_seed(0)) * 2 - 1).to(device)
    pictures = torch.cat([F.adaptive_avg_pool2d(generator(part), LOOK_PX).flatten(1) for part in torch.split(z, BATCH)])
    linear = torch.linalg.lstsq(z - z.mean(0), pictures - pictures.mean(0)).solution  # (z_dim, pixels)
    ways: Tensor = torch.linalg.svd(linear, full_matrices=False).U[:, :count].T
    ways = ways * torch.where(ways.sum(dim=1, keepdim=True) < 0, -1.0, 1.0)  # a sign of its own, whatever the solver's
    return ways / 3**0.5  # the deviation of U(-1, 1)
