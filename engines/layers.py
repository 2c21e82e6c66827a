"""Blocks that engines share."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class ConvBlock(nn.Module):
    """3x3 convolution, GroupNorm and LeakyReLU 0.2."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.norm = nn.GroupNorm(max(1, outputs // 16), outputs)

    def forward(self, x: Tensor) -> Tensor:
        return F.leaky_relu(self.norm(self.conv(x)), 0.2)


class StyledResidualBlock(nn.Module):
    """Two 3x3 convolutions added to their input; the style scales and shifts each channel between them (FiLM).

    `x` is (N, C, H, W), `style` (N, D) or None when the block was built with `style_dim=0`.
    """

    def __init__(self, channels: int, style_dim: int = 0, dilation: int = 1) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, 1, dilation, dilation, bias=False)
        self.norm = nn.GroupNorm(max(1, channels // 16), channels)
        self.second = nn.Conv2d(channels, channels, 3, 1, 1)
        self.style = nn.Linear(style_dim, 2 * channels) if style_dim else None
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)  # type: ignore[arg-type]

    def forward(self, x: Tensor, style: Tensor | None = None) -> Tensor:
        h = self.norm(self.first(x))
        if self.style is not None and style is not None:
            scale, shift = self.style(style)[:, :, None, None].chunk(2, dim=1)
            h = h * (1 + scale) + shift
        changed: Tensor = x + self.second(F.leaky_relu(h, 0.2))
        return changed


class SelfAttention(nn.Module):
    """Multi-head self-attention over all positions of a small map, added to its input. (N, C, H, W) -> the same."""

    def __init__(self, channels: int, heads: int = 4) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.GroupNorm(max(1, channels // 16), channels)
        self.qkv = nn.Conv2d(channels, 3 * channels, 1)
        self.out = nn.Conv2d(channels, channels, 1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)  # type: ignore[arg-type]

    def forward(self, x: Tensor) -> Tensor:
        n, c, h, w = x.shape
        q, k, v = self.qkv(self.norm(x)).reshape(n, 3, self.heads, c // self.heads, h * w).transpose(3, 4).unbind(1)
        attended = F.scaled_dot_product_attention(q, k, v).transpose(2, 3).reshape(n, c, h, w)
        changed: Tensor = x + self.out(attended)
        return changed


class UpBlock(nn.Module):
    """1x1 convolution to four times the channels, then pixel shuffle: twice the side, without deconvolution.

    (N, inputs, H, W) -> (N, outputs, 2H, 2W).
    """

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, 4 * outputs, 1)

    def forward(self, x: Tensor) -> Tensor:
        return F.pixel_shuffle(self.conv(x), 2)


class StyledUNet(nn.Module):
    """A residual U-Net that works on space-to-depth input and puts its size into the small maps.

    `stem` is the space-to-depth factor; `widths` the channels from the stem's resolution downwards, halving each level; `blocks` the
    residual blocks at each level (encoder and decoder each; the last is the trunk). `style_dim` > 0 lets a style vector steer decoder
    and trunk. Self-attention stands in the middle of the trunk.

    forward: x (N, inputs, S, S), style (N, style_dim) -> (N, outputs, S, S), no final activation.
    """

    def __init__(
        self, inputs: int, outputs: int, widths: Sequence[int], blocks: Sequence[int], stem: int = 2, style_dim: int = 0
    ) -> None:
        super().__init__()
        self.stem = stem
        self.enter = nn.Conv2d(inputs * stem * stem, widths[0], 3, 1, 1)
        self.down = nn.ModuleList(ConvBlock(a, b, 2) for a, b in itertools.pairwise(widths))
        self.encode = nn.ModuleList(
            nn.ModuleList(StyledResidualBlock(w) for _ in range(b))
            for w, b in zip(widths[:-1], blocks[:-1], strict=True)
        )
        trunk = [StyledResidualBlock(widths[-1], style_dim) for _ in range(blocks[-1])]
        self.trunk = nn.ModuleList(trunk)
        self.attention = SelfAttention(widths[-1])
        self.up = nn.ModuleList(UpBlock(b, a) for a, b in itertools.pairwise(widths))
        self.merge = nn.ModuleList(ConvBlock(2 * w, w) for w in widths[:-1])
        self.decode = nn.ModuleList(
            nn.ModuleList(StyledResidualBlock(w, style_dim) for _ in range(b))
            for w, b in zip(widths[:-1], blocks[:-1], strict=True)
        )
        self.leave = nn.Conv2d(widths[0], outputs * stem * stem, 3, 1, 1)

    def forward(self, x: Tensor, style: Tensor | None = None) -> Tensor:
        return self.paint(self.decoded(x, style))

    def paint(self, features: Tensor) -> Tensor:
        """The answer (N, outputs, S, S) from what `decoded` returns."""
        return F.pixel_shuffle(self.leave(F.leaky_relu(features, 0.2)), self.stem)

    def decoded(self, x: Tensor, style: Tensor | None = None) -> Tensor:
        """The last decoder features, (N, widths[0], S / stem, S / stem)."""
        h = self.enter(F.pixel_unshuffle(x, self.stem))
        skips = []
        for down, encode in zip(self.down, self.encode, strict=True):
            for block in encode:  # type: ignore[attr-defined]
                h = block(h)
            skips.append(h)
            h = down(h)
        for i, block in enumerate(self.trunk):
            h = block(h, style)
            if i == len(self.trunk) // 2:
                h = self.attention(h)
        for level in reversed(range(len(skips))):
            h = self.merge[level](torch.cat([self.up[level](h), skips[level]], dim=1))
            for block in self.decode[level]:  # type: ignore[attr-defined]
                h = block(h, style)
        features: Tensor = h
        return features


def spectral(module: nn.Module) -> nn.Module:
    """The module with spectral normalisation on every convolution and linear layer (Miyato et al. 2018)."""
    for name, child in list(module.named_children()):
        if isinstance(child, nn.Conv2d | nn.Linear):
            setattr(module, name, nn.utils.parametrizations.spectral_norm(child))
        else:
            spectral(child)
    return module


class StyleEncoder(nn.Module):
    """Reads a style: image (N, inputs, S, S) -> mean and log-variance, (N, style_dim) each (Kingma, Welling 2014)."""

    def __init__(self, style_dim: int, widths: Sequence[int] = (32, 64, 128, 128), inputs: int = 3) -> None:
        super().__init__()
        pairs = zip((inputs, *widths), widths, strict=False)
        self.blocks = nn.Sequential(*[ConvBlock(a, b, 2) for a, b in pairs])
        self.head = nn.Linear(widths[-1] * 16, 2 * style_dim)

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        h = self.blocks(F.interpolate(image, size=(64, 64), mode="area"))
        mean, log_variance = self.head(h.flatten(1)).chunk(2, dim=1)
        return mean, log_variance.clamp(-8, 4)


class PatchDiscriminator(nn.Module):
    """Space-to-depth patch discriminator with spectral normalisation: (N, inputs, S, S) in [-1, 1] -> logits (N, 1, S/16, S/16)."""

    def __init__(self, widths: Sequence[int] = (64, 128, 256, 256), inputs: int = 3) -> None:
        super().__init__()
        layers: list[nn.Module] = [nn.PixelUnshuffle(2), nn.Conv2d(4 * inputs, widths[0], 3, 1, 1), nn.LeakyReLU(0.2)]
        for a, b in itertools.pairwise(widths):
            layers += [nn.Conv2d(a, b, 4, 2, 1), nn.LeakyReLU(0.2)]
        layers += [nn.Conv2d(widths[-1], widths[-1], 3, 1, 1), nn.LeakyReLU(0.2), nn.Conv2d(widths[-1], 1, 3, 1, 1)]
        self.layers = spectral(nn.Sequential(*layers))

    def forward(self, image: Tensor) -> Tensor:
        logits: Tensor = self.layers(image)
        return logits
