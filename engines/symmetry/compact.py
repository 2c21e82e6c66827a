"""The networks that ship: stage I at half size in one small U-Net, stage II a styled U-Net on space-to-depth input. Images in [0, 1].

Flow and light ratio start at the exact mirror about the face's axis and at 1, so an untrained stage I is plain mirroring.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engines.layers import StyledUNet
from engines.symmetry.paper import start_at
from engines.symmetry.smooth_fill import smooth_fill
from engines.symmetry.warping import identity_flow, resized_map

FACE_START = 2.0  # logit: the whole picture counts as face until MaskNet has learnt better
GATE_START = 2.0


@dataclass(frozen=True)
class CompactConfig:
    """Shape of the shipped networks.

    Stage I works at `look_size` px; `look_*`, `widths`, `blocks`, `stem` as in `StyledUNet`. The flow departs from the mirror by at
    most `reach` (in its own coordinates, 2 across the face frame), the light ratio from 1 by at most the factor `light_range`.
    `style_dim` free style numbers choose between candidates.
    """

    look_size: int = 128
    look_widths: tuple[int, ...] = (48, 96, 160)
    look_blocks: tuple[int, ...] = (1, 2, 2)
    look_stem: int = 4
    reach: float = 0.5
    light_range: float = 3.0
    widths: tuple[int, ...] = (64, 128, 224, 288)
    blocks: tuple[int, ...] = (1, 2, 2, 2)
    stem: int = 4
    style_dim: int = 32
    hidden: int = 128


class CompactStageOne(nn.Module):
    """MaskNet, FlowNet and LightNet in one network that also knows the hole. See `PaperStageOne` for what goes in and out.

    The flow that comes out is the offset from the mirror. It and the light ratio are smooth: one value for each pixel of the
    network's own resolution (32 of 256), bilinear between.
    """

    def __init__(self, config: CompactConfig, light: bool) -> None:
        super().__init__()
        self.config, self.light = config, light
        self.net = StyledUNet(10, 6, config.look_widths, config.look_blocks, config.look_stem)
        start_at(self.net.leave, 0.0)

    def forward(
        self, image: Tensor, mirror: Tensor, hole: Tensor, mirror_hole: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        both = torch.cat([image * 2 - 1, mirror * 2 - 1, hole, mirror_hole], dim=1)
        small = F.interpolate(both, size=(self.config.look_size, self.config.look_size), mode="area")
        answer = self.net(torch.cat([small, _places(small)], dim=1)).float()
        smooth = resized_map(F.avg_pool2d(answer[:, 1:], self.config.look_stem), image)
        offset = self.config.reach * torch.tanh(smooth[:, :2])
        ratio = torch.exp(math.log(self.config.light_range) * torch.tanh(smooth[:, 2:]))
        light = ratio if self.light else torch.ones_like(image)
        return torch.sigmoid(resized_map(answer[:, :1], image) + FACE_START), offset, light


class CompactRecNet(nn.Module):
    """RecNet that keeps what stage I has right: every pixel is a mixture of stage I, no more than its trust, and a painted colour.

    What neither half shows is continued smoothly first; what is painted is a change of that, so an untrained RecNet inpaints.

    forward: stage I (N, 3, S, S), M_s2, hole, copied (N, 1, S, S), style (N, style_dim) or None for the typical one -> last decoder
    features (N, widths[0], S / stem, S / stem), result (N, 3, S, S) about [0, 1], share of stage I in it (N, 1, S, S).
    """

    def __init__(self, config: CompactConfig) -> None:
        super().__init__()
        self.config = config
        self.style = nn.Sequential(
            nn.Linear(config.style_dim, config.hidden), nn.LeakyReLU(0.2),
            nn.Linear(config.hidden, config.hidden), nn.LeakyReLU(0.2),
        )  # fmt: skip
        self.net = StyledUNet(8, 4, config.widths, config.blocks, config.stem, config.hidden)
        start_at(self.net.leave, 0.0)

    def forward(
        self, stage_one: Tensor, trust: Tensor, hole: Tensor, copied: Tensor, style: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        if style is None:
            style = stage_one.new_zeros(len(stage_one), self.config.style_dim)
        begun = stage_one + (smooth_fill(stage_one, hole * (1 - copied)) - stage_one).detach()
        x = torch.cat([begun * 2 - 1, trust, hole, copied, _places(stage_one)], dim=1)
        features = self.net.decoded(x, self.style(style))
        answer = self.net.paint(features).float()
        share = trust.clamp(0, 1) * torch.sigmoid(answer[:, 3:] + GATE_START)
        return features, share * stage_one + (1 - share) * (begun + answer[:, :3]), share


def _places(like: Tensor) -> Tensor:
    """Where every pixel lies: x and y in [-1, 1], (N, 2, H, W)."""
    return identity_flow(like).expand(len(like), -1, -1, -1)
