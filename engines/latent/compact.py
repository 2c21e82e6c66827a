"""The networks that ship: a styled residual generator with pixel shuffle, and an encoder that reads the start of a search from a photo.

Images are in [-1, 1], latent vectors in [-1, 1]. The third network, the discriminator, is `engines.layers.PatchDiscriminator`.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engines.layers import ConvBlock, StyledResidualBlock, UpBlock

SHRINK = 16  # the generator's first map is this much smaller than its picture


@dataclass(frozen=True)
class CompactConfig:
    """Shape of the shipped networks.

    `widths` and `blocks`: channels and residual blocks of the generator from 1/16 of the size to 1/2; `hidden`: features that z steers
    them through; `look_widths` and `judge_widths`: encoder and discriminator from 1/2 of the size to 1/16.
    """

    widths: tuple[int, ...] = (256, 128, 64, 32)
    blocks: tuple[int, ...] = (1, 1, 1, 1)
    hidden: int = 192
    look_widths: tuple[int, ...] = (32, 64, 128, 256)
    judge_widths: tuple[int, ...] = (32, 64, 128, 256)


class CompactGenerator(nn.Module):
    """z (N, z_dim) in [-1, 1] -> image (N, 3, size, size) in [-1, 1]. z is shown to every residual block (FiLM)."""

    def __init__(self, config: CompactConfig, z_dim: int, size: int) -> None:
        super().__init__()
        self.start = size // SHRINK
        self.style = nn.Sequential(
            nn.Linear(z_dim, config.hidden), nn.LeakyReLU(0.2), nn.Linear(config.hidden, config.hidden), nn.LeakyReLU(0.2)
        )  # fmt: skip
        self.enter = nn.Linear(z_dim, config.widths[0] * self.start**2)
        self.levels = nn.ModuleList(
            nn.ModuleList(StyledResidualBlock(w, config.hidden) for _ in range(b))
            for w, b in zip(config.widths, config.blocks, strict=True)
        )
        self.up = nn.ModuleList(UpBlock(a, b) for a, b in itertools.pairwise(config.widths))
        self.leave = nn.Conv2d(config.widths[-1], 12, 3, 1, 1)

    def forward(self, z: Tensor) -> Tensor:
        style = self.style(z)
        h = self.enter(z).unflatten(1, (-1, self.start, self.start))
        for i, blocks in enumerate(self.levels):
            if i:
                h = self.up[i - 1](h)
            for block in blocks:  # type: ignore[attr-defined]
                h = block(h, style)
        return torch.tanh(F.pixel_shuffle(self.leave(F.leaky_relu(h, 0.2)), 2))


class CompactEncoder(nn.Module):
    """Reads where in the latent cube a photo with a hole lies: image (N, 3, S, S) with 0 in the hole, known (N, 1, S, S), 1 = known ->
    `centre` in (-1, 1) and `reach` in (0, 1), (N, z_dim) each: z lies evenly within `reach` of what `draw` makes of them.
    """

    def __init__(self, config: CompactConfig, z_dim: int, size: int) -> None:
        super().__init__()
        widths = config.look_widths
        self.enter = nn.Conv2d(16, widths[0], 3, 1, 1)
        self.down = nn.Sequential(*[ConvBlock(a, b, 2) for a, b in itertools.pairwise(widths)])
        self.head = nn.Linear(widths[-1] * (size // SHRINK) ** 2, 2 * z_dim)

    def forward(self, image: Tensor, known: Tensor) -> tuple[Tensor, Tensor]:
        x = F.pixel_unshuffle(torch.cat([image * known, known * 2 - 1], dim=1), 2)
        h = self.down(F.leaky_relu(self.enter(x), 0.2))
        centre, reach = self.head(h.flatten(1)).chunk(2, dim=1)
        return torch.tanh(centre), torch.sigmoid(reach)


def draw(centre: Tensor, reach: Tensor, even: Tensor) -> Tensor:
    """Latent vectors in [-1, 1] from what an encoder read; `even` in [-1, 1] says where within its reach, 0 for the middle."""
    return centre * (1 - reach) + reach * even
