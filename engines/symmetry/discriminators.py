"""Discriminators of SymmFCNet (section III-B, Eq. 17, 18): one on the whole face, one on each of four facial parts."""

from __future__ import annotations

import itertools

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engines.symmetry.paper import spectral_conv

LEAK = 0.1


class MapAttention(nn.Module):
    """Self-attention of SAGAN (Zhang et al. 2019): keys of an eighth of the channels, and a learnt weight that starts at 0."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        keys = max(1, channels // 8)
        self.query, self.key = spectral_conv(channels, keys, 1), spectral_conv(channels, keys, 1)
        self.value = spectral_conv(channels, channels, 1)
        self.gamma = nn.Parameter(torch.zeros(1))

    def forward(self, x: Tensor) -> Tensor:
        query, key, value = (f(x).flatten(2).transpose(1, 2) for f in (self.query, self.key, self.value))
        attended = F.scaled_dot_product_attention(query, key, value, scale=1.0)
        return x + self.gamma * attended.transpose(1, 2).reshape(x.shape)


class AttentionDiscriminator(nn.Module):
    """Stride-2 convolutions with spectral normalisation, self-attention after the 256 and the last stage.

    forward: (N, 3, S, S) in [-1, 1] -> logits (N, 1, h, h). `stages` are four for 128 px (3,175,299 parameters) and five for 256 px
    (7,370,115); `width` multiplies all channels.
    """

    def __init__(self, stages: int = 4, width: float = 1.0) -> None:
        super().__init__()
        widths = [max(2, round(channels * width)) for channels in (64, 128, 256, *[512] * (stages - 3))]
        layers: list[nn.Module] = []
        for i, (a, b) in enumerate(itertools.pairwise((3, *widths))):
            layers += [spectral_conv(a, b, 4, 2), nn.LeakyReLU(LEAK)]
            if i in (2, stages - 1):
                layers.append(MapAttention(b))
        last = nn.Conv2d(widths[-1], 1, 4)
        self.layers = nn.Sequential(*layers, nn.utils.parametrizations.spectral_norm(last))

    def forward(self, image: Tensor) -> Tensor:
        logits: Tensor = self.layers(image)
        return logits
