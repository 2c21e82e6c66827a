"""The networks that ship: stage I in one small U-Net at half size, stage II a light U-Net that adds detail at full size.

Sketches and photos are in [-1, 1], a sketch has one channel, paper is 1. Neither stage needs the sketch's own parsing.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engines.face.parsing.classes import CLASS_COUNT
from engines.layers import StyledUNet
from engines.sketch.hints import HINT_NUMBERS, HINTS


@dataclass(frozen=True)
class CompactConfig:
    """Shape of the shipped networks.

    Stage I answers at 1 / `look_shrink` of the size; `look_*` and `widths`, `blocks`, `stem` as in `StyledUNet`, `look_stem` counted from
    that size. `style_dim` free style numbers and the colour hints steer both through `hidden` numbers.
    """

    look_shrink: int = 2
    look_widths: tuple[int, ...] = (64, 128, 192, 256)
    look_blocks: tuple[int, ...] = (1, 1, 2, 2)
    look_stem: int = 4
    widths: tuple[int, ...] = (48, 80, 128)
    blocks: tuple[int, ...] = (1, 1, 2)
    stem: int = 4
    style_dim: int = 16
    hidden: int = 96


class CompactStageOne(nn.Module):
    """DIP-GAN's generator made small.

    forward: sketch, literal (N, 1, S, S), style (N, style_dim), hints (N, HINT_NUMBERS), the sketch's parsing (not looked at) -> class
    logits (N, 8, s, s) and rough photo (N, 3, s, s), s the size over `look_shrink`.
    """

    def __init__(self, config: CompactConfig) -> None:
        super().__init__()
        self.shrink = config.look_shrink
        self.steer = steering(config)
        self.net = StyledUNet(
            2 * self.shrink**2 + 2,
            CLASS_COUNT + 3,
            config.look_widths,
            config.look_blocks,
            config.look_stem,
            config.hidden,
        )

    def forward(
        self, sketch: Tensor, literal: Tensor, style: Tensor, hints: Tensor, sketch_parsing: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        fine = F.pixel_unshuffle(torch.cat([sketch, literal * 2 - 1], dim=1), self.shrink)
        x = torch.cat([fine, _places(fine)], dim=1)
        answer = self.net(x, self.steer(torch.cat([style, hints], dim=1))).float()
        return answer[:, :CLASS_COUNT], torch.tanh(answer[:, CLASS_COUNT:])


class CompactStageTwo(nn.Module):
    """SE-GAN's generator made small: it changes the rough photo where the lines and the parsing say so.

    forward: sketch, literal (N, 1, S, S), rough photo (N, 3, S, S), parsing (N, 8, S, S), style, hints as in stage I, the sketch's parsing
    (not looked at) -> photo (N, 3, S, S). Untrained, it answers the rough photo.
    """

    def __init__(self, config: CompactConfig) -> None:
        super().__init__()
        self.stem = config.stem
        self.steer = steering(config)
        half = CLASS_COUNT + 3 + 4  # channels at half the size: parsing, rough photo, colours laid on the parsing
        inputs = 2 * config.stem**2 + half * (config.stem // 2) ** 2
        self.net = StyledUNet(inputs, 3 * config.stem**2, config.widths, config.blocks, 1, config.hidden)
        nn.init.zeros_(self.net.leave.weight)
        nn.init.zeros_(self.net.leave.bias)  # type: ignore[arg-type]

    def forward(
        self,
        sketch: Tensor,
        literal: Tensor,
        rough: Tensor,
        parsing: Tensor,
        style: Tensor,
        hints: Tensor,
        sketch_parsing: Tensor | None = None,
    ) -> Tensor:
        lines = F.pixel_unshuffle(torch.cat([sketch, literal * 2 - 1], dim=1), self.stem)
        maps = F.avg_pool2d(torch.cat([parsing, rough, laid_colours(parsing, hints)], dim=1), 2)
        x = torch.cat([lines, F.pixel_unshuffle(maps, self.stem // 2)], dim=1)
        change = self.net(x, self.steer(torch.cat([style, hints], dim=1))).float()
        return rough + F.pixel_shuffle(change, self.stem)


def steering(config: CompactConfig) -> nn.Sequential:
    """From style and hints to the numbers that steer a `StyledUNet`."""
    return nn.Sequential(
        nn.Linear(config.style_dim + HINT_NUMBERS, config.hidden), nn.LeakyReLU(0.2),
        nn.Linear(config.hidden, config.hidden), nn.LeakyReLU(0.2),
    )  # fmt: skip


def laid_colours(parsing: Tensor, hints: Tensor) -> Tensor:
    """Hints (N, HINT_NUMBERS) laid on their classes of a parsing (N, 8, H, W) -> (N, 4, H, W): colour, and where it is known."""
    share = torch.stack([parsing[:, list(classes)].sum(dim=1) for classes in HINTS.values()], dim=1)
    told = hints.view(len(hints), len(HINTS), 4)
    return torch.einsum("nkhw,nkc->nchw", share, told.to(share.dtype))


def _places(like: Tensor) -> Tensor:
    """Where every pixel lies: x and y in [-1, 1], (N, 2, H, W)."""
    n, _, h, w = like.shape
    rows = torch.linspace(-1, 1, h, device=like.device, dtype=like.dtype).view(1, 1, h, 1).expand(n, 1, h, w)
    columns = torch.linspace(-1, 1, w, device=like.device, dtype=like.dtype).view(1, 1, 1, w).expand(n, 1, h, w)
    return torch.cat([columns, rows], dim=1)
