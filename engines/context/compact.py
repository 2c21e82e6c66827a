"""The network that ships: one pyramid U-Net whose decoder shows a picture at 8, 16, ..., 256 px, steered by a style and by told colours.

A style is a small map (N, C, 8, 8): what hair, clothes and ground look like and roughly where. In training it is read from the photo
itself; the network also learns which styles a face makes likely, and remembers styles of training photos to choose from.
Pictures are in [-1, 1], 0 in the hole; `hole` is 1 where something is to be painted.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engines.context.pyramid import SMALLEST, doubled, pasted, places, reduced, scales
from engines.layers import ConvBlock, SelfAttention, StyledResidualBlock

REMEMBERED = 256
BASE = 64  # the U-Net's own size; larger pictures are painted by light blocks on top of it
CLASSES = ("background", "hair", "body")
WISHES = ("hair", "background")
WISH_CHANNELS = 4 * len(WISHES)  # red, green, blue, and whether it is told
LOG_RANGE = (-6.0, 2.0)  # of variances
SURE = -2.0  # logarithm of a style's variance at the start of training
Maps = dict[str, Tensor]


@dataclass(frozen=True)
class CompactConfig:
    """Shape of the shipped network: channels at 8, 16, 32, 64 and above, residual blocks at the first four, and of the style map."""

    widths: tuple[int, ...] = (192, 160, 96, 48, 32)
    blocks: tuple[int, ...] = (2, 2, 1, 1)
    style_channels: int = 12
    hidden: int = 128


class CompactContext(nn.Module):
    """Encoder, prior over styles, decoder. `look` once, then `stages` for every style; `forward` does both."""

    styles: Tensor
    next_style: Tensor

    def __init__(self, config: CompactConfig, size: int) -> None:
        super().__init__()
        self.config, self.sizes = config, scales(size)
        base = [w for w, _ in zip(config.widths, scales(min(size, BASE)), strict=False)]
        self.enter = nn.Conv2d(6 + WISH_CHANNELS, base[-1], 3, 1, 1)
        self.down = nn.ModuleList(ConvBlock(a, b, 2) for a, b in zip(base[:0:-1], base[-2::-1], strict=True))
        self.encode = nn.ModuleList(StyledResidualBlock(w) for w in base[-2::-1])
        self.prior = nn.Conv2d(base[0], 2 * config.style_channels, 3, 1, 1)
        told = config.style_channels * 4 + WISH_CHANNELS
        self.style = nn.Sequential(
            nn.Linear(told, config.hidden),
            nn.LeakyReLU(0.2),
            nn.Linear(config.hidden, config.hidden),
            nn.LeakyReLU(0.2),
        )
        self.middle = ConvBlock(base[0] + config.style_channels, base[0])
        self.attention = SelfAttention(base[0])
        self.merge = nn.ModuleList(ConvBlock(a + b + 3, b) for a, b in itertools.pairwise(base))
        self.decode = nn.ModuleList(
            nn.ModuleList(StyledResidualBlock(w, config.hidden) for _ in range(b))
            for w, b in zip(base, config.blocks, strict=False)
        )
        self.paint = nn.ModuleList(_painter(w) for w in base)
        self.classes = nn.Conv2d(base[-1], len(CLASSES), 3, 1, 1)
        above = [base[-1], *(config.widths[-1] for s in self.sizes if s > BASE)]
        self.finer = nn.ModuleList(FinerBlock(a, b, config.hidden) for a, b in itertools.pairwise(above))
        shape = (REMEMBERED, config.style_channels, SMALLEST, SMALLEST)
        self.register_buffer("styles", torch.randn(shape))
        self.register_buffer("next_style", torch.zeros((), dtype=torch.int64))

    def forward(
        self, picture: Tensor, hole: Tensor, wishes: Tensor, styles: Tensor, top: int, noise: Tensor | None = None
    ) -> tuple[Maps, dict[int, Tensor]]:
        """`wishes` (N, 8), `styles` (N, K, C, 8, 8), of which each sample's likeliest is taken, `top` the largest size wanted ->
        pictures by size with what is known pasted in, after what `look` saw with the `style` taken and `classes` (N, 3, 64, 64), logits.
        """
        seen = self.look(picture, hole, wishes)
        style = styles[:, 0]
        if styles.shape[1] > 1:
            best = self.likelihood(seen, styles).argmax(dim=1)
            style = styles[torch.arange(len(styles), device=styles.device), best]
        seen["style"] = style
        made = dict(self.stages(seen, style, top, noise))
        return seen, made

    def look(self, picture: Tensor, hole: Tensor, wishes: Tensor) -> Maps:
        """The face at every size, encoder maps, and the mean and log-variance (N, C, 8, 8) of the styles that it makes likely."""
        known = picture * (1 - hole)
        base = min(self.sizes[-1], BASE)
        small, gap = reduced(known, base), reduced(hole, base)
        planes = wishes[:, :, None, None].expand(-1, -1, base, base)
        h = self.enter(torch.cat([small, gap, places(small), planes], dim=1))
        seen = {"known": known, "hole": hole, "wishes": wishes, f"skip{base}": h}
        for down, block in zip(self.down, self.encode, strict=True):
            h = block(down(h))
            seen[f"skip{h.shape[3]}"] = h
        mean, log_variance = self.prior(F.leaky_relu(h, 0.2)).float().chunk(2, dim=1)
        return seen | {"mean": mean, "log_variance": log_variance.clamp(*LOG_RANGE)}

    def likelihood(self, seen: Maps, styles: Tensor) -> Tensor:
        """Log-density, up to a constant and per number, of styles (N or 1, K, C, 8, 8) for each face -> (N, K)."""
        mean, log_variance = seen["mean"][:, None], seen["log_variance"][:, None]
        return -0.5 * ((styles - mean).square() * (-log_variance).exp() + log_variance).mean(dim=(2, 3, 4))

    def stages(self, seen: Maps, style: Tensor, top: int, noise: Tensor | None = None) -> Iterator[tuple[int, Tensor]]:
        """Size and picture (N, 3, s, s), smallest first. Puts class logits at the U-Net's own size into `seen` on the way."""
        steer = self.style(torch.cat([F.adaptive_avg_pool2d(style, 2).flatten(1), seen["wishes"]], dim=1))
        h = self.middle(torch.cat([seen[f"skip{SMALLEST}"], style.to(seen[f"skip{SMALLEST}"].dtype)], dim=1))
        last: Tensor | None = None
        for level, size in enumerate(self.sizes):
            if size > top:
                return
            known, gap = reduced(seen["known"], size), reduced(seen["hole"], size)
            base = None if last is None else doubled(last)
            if size > BASE:
                assert base is not None
                speckle = _speckle(known, size, noise)
                h, more = self.finer[level - len(self.merge) - 1](
                    h, steer, base, torch.cat([known, gap, speckle], dim=1)
                )
            else:
                if base is not None:
                    h = self.merge[level - 1](torch.cat([_nearest(h), seen[f"skip{size}"], base.to(h.dtype)], dim=1))
                for i, block in enumerate(self.decode[level]):  # type: ignore[arg-type, var-annotated]
                    h = block(h, steer)
                    if level == 0 and i == 0:
                        h = self.attention(h)
                more = self.paint[level](h)
            if size == min(self.sizes[-1], BASE):
                seen["classes"] = self.classes(F.leaky_relu(h, 0.2)).float()
            painted = more.float() if base is None else base + more.float()
            last = pasted(painted, known, gap)
            yield size, last

    @torch.no_grad()
    def remember_styles(self, styles: Tensor) -> None:
        """Put styles (N, C, 8, 8) of training photos in the place of the oldest ones."""
        places_ = (self.next_style + torch.arange(len(styles), device=styles.device)) % REMEMBERED
        self.styles[places_] = styles.to(self.styles.dtype)
        self.next_style.copy_((self.next_style + len(styles)) % REMEMBERED)


class FinerBlock(nn.Module):
    """Twice the size at little cost: works at half of it, on space-to-depth pictures, and shuffles back before its last convolution.

    forward: features (N, inputs, s, s) or (N, inputs, 2s, 2s), style (N, D), the last picture doubled (N, 3, S, S), what is known with
    hole and noise (N, 5, S, S) -> features (N, width, S/2, S/2) and what is added to the picture (N, 3, S, S).
    """

    def __init__(self, inputs: int, width: int, style_dim: int) -> None:
        super().__init__()
        self.merge = ConvBlock(inputs + 4 * 8, width)
        self.block = StyledResidualBlock(width, style_dim)
        self.spread = nn.Conv2d(width, 4 * (width // 4), 3, 1, 1)
        self.last = _painter(width // 4)
        with (
            torch.no_grad()
        ):  # as nearest-neighbour enlargement at first (ICNR, Aitken et al. 2017), so that no grid is born
            self.spread.weight.copy_(self.spread.weight[::4].repeat_interleave(4, dim=0))
            assert self.spread.bias is not None
            self.spread.bias.copy_(self.spread.bias[::4].repeat_interleave(4))

    def forward(self, h: Tensor, steer: Tensor, base: Tensor, seen: Tensor) -> tuple[Tensor, Tensor]:
        half = base.shape[3] // 2
        wide = F.pixel_unshuffle(torch.cat([base, seen], dim=1), 2)
        h = h if h.shape[3] == half else _nearest(h)
        h = self.block(self.merge(torch.cat([h, wide.to(h.dtype)], dim=1)), steer)
        return h, self.last(F.pixel_shuffle(self.spread(F.leaky_relu(h, 0.2)), 2))


class StyleReader(nn.Module):
    """Reads the style of a photo for training: picture (N, 3, S, S) in [-1, 1] and hole -> mean and log-variance (N, C, 8, 8).

    It sees the whole photo, so that a style says what goes with which face.
    """

    def __init__(self, style_channels: int, widths: tuple[int, ...] = (32, 64, 128)) -> None:
        super().__init__()
        self.enter = ConvBlock(4, widths[0], 2)
        self.blocks = nn.Sequential(*(ConvBlock(a, b, 2) for a, b in itertools.pairwise(widths)))
        self.head = nn.Conv2d(widths[-1], 2 * style_channels, 3, 1, 1)
        with torch.no_grad():  # sure of itself at first, so that the painter learns to listen
            assert self.head.bias is not None
            self.head.bias[style_channels:] = SURE

    def forward(self, picture: Tensor, hole: Tensor) -> tuple[Tensor, Tensor]:
        small = torch.cat([reduced(picture, BASE), reduced(hole, BASE)], dim=1)
        mean, log_variance = self.head(self.blocks(self.enter(small))).float().chunk(2, dim=1)
        return mean, log_variance.clamp(*LOG_RANGE)


def told_colours(colours: Mapping[str, tuple[float, float, float]] | None = None) -> Tensor:
    """Wishes (1, 8) from sRGB in [0, 1] by name; what is missing is left to the network."""
    numbers: list[float] = []
    for name in WISHES:
        wish = (colours or {}).get(name)
        numbers += [0.0] * 4 if wish is None else [*(2 * v - 1 for v in wish), 1.0]
    return torch.tensor([numbers])


def divergence(mean: Tensor, log_variance: Tensor, prior_mean: Tensor, prior_log_variance: Tensor) -> Tensor:
    """Kullback-Leibler divergence of N(mean, variance) from N(prior) in nats, (N, C, 8, 8) -> (N,)."""
    gap = (mean - prior_mean).square() + log_variance.exp()
    nats = 0.5 * (prior_log_variance - log_variance + gap * (-prior_log_variance).exp() - 1)
    return nats.sum(dim=(1, 2, 3))


def _painter(width: int) -> nn.Module:
    conv = nn.Conv2d(width, 3, 3, 1, 1)
    nn.init.normal_(conv.weight, 0, 0.1 / math.sqrt(9 * width))
    nn.init.zeros_(conv.bias)  # type: ignore[arg-type]
    return nn.Sequential(nn.LeakyReLU(0.2), conv)


def _speckle(like: Tensor, size: int, noise: Tensor | None) -> Tensor:
    """Noise (N, 1, size, size) cut from `noise` (N, 1, S, S), or drawn."""
    if noise is None:
        return torch.randn_like(like[:, :1])
    return noise[:, :, :size, :size]


def _nearest(h: Tensor) -> Tensor:
    return F.interpolate(h, scale_factor=2, mode="nearest")
