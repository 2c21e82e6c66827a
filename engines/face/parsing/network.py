"""The face network: eight parsing classes and 68 landmarks from one photo or sketch in the face frame.

Bilateral segmentation (BiSeNet; Yu et al. 2018) made small: a spatial path keeps a quarter of the side, a context path looks at all of the
face and is refined by channel attention, a fusion block joins them. Landmarks are soft-argmaxima of heatmaps (DSNT; Nibali et al. 2018):
they move with the picture, so few photos suffice, and the heat tells how sure the network is.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from engines.errors import WeightsError
from engines.face.landmarks import COUNT
from engines.face.parsing.classes import CLASS_COUNT
from engines.layers import ConvBlock, SelfAttention, StyledResidualBlock, UpBlock


@dataclass(frozen=True)
class FaceNetworkConfig:
    """`size` of the input in px; `widths` of the maps at 1/4, 1/8, 1/16 and 1/32 of it; residual `blocks` at each; `fused` channels after
    fusion; `detail` channels of the map at half the size that sharpens the classes."""

    size: int = 256
    widths: tuple[int, ...] = (48, 80, 128, 160)
    blocks: tuple[int, ...] = (1, 2, 2, 2)
    fused: int = 64
    detail: int = 20

    @staticmethod
    def from_dict(values: dict[str, Any]) -> FaceNetworkConfig:
        """From a card; raises `WeightsError` on unknown names."""
        try:
            known: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
            return FaceNetworkConfig(**known)
        except TypeError as error:
            message = f"The network configuration is not one of the face network ({error}). Choose other weights."
            raise WeightsError(message) from error


class FaceOutputs(NamedTuple):
    """`logits` (N, 8, S, S); `landmarks` (N, 68, 2) normalised; `heat` (N, 68, S/4, S/4), log probabilities of each point's place."""

    logits: Tensor
    landmarks: Tensor
    heat: Tensor


class FaceNetwork(nn.Module):
    """See the module. forward: image (N, 3, S, S) in [-1, 1] -> `FaceOutputs`."""

    def __init__(self, config: FaceNetworkConfig) -> None:
        super().__init__()
        self.config = config
        widths, fused = config.widths, config.fused
        self.detail = nn.Sequential(nn.PixelUnshuffle(2), ConvBlock(12, config.detail))
        self.enter = ConvBlock(config.detail, widths[0], 2)
        self.spatial = nn.Sequential(*_residual(widths[0], config.blocks[0]))
        self.context = nn.ModuleList(
            nn.Sequential(ConvBlock(a, b, 2), *_residual(b, blocks))
            for (a, b), blocks in zip(itertools.pairwise(widths), config.blocks[1:], strict=True)
        )
        self.attention = SelfAttention(widths[-1])
        self.refine = nn.ModuleList(AttentionRefinement(w, fused) for w in widths[1:])
        self.up = nn.ModuleList(UpBlock(fused, fused) for _ in widths[1:])
        self.fuse = FeatureFusion(widths[0] + fused, fused)
        self.to_half = UpBlock(fused, config.detail)
        self.classes = nn.Sequential(
            ConvBlock(2 * config.detail, 32),
            nn.Conv2d(32, 4 * CLASS_COUNT, 1),
            nn.PixelShuffle(2),
        )
        self.heat = nn.Sequential(*_residual(fused, 1), nn.Conv2d(fused, COUNT, 1))

    def forward(self, image: Tensor) -> FaceOutputs:
        logits, fused = self.classified(image)
        heat = self.heat(fused).float().flatten(2).log_softmax(dim=2)
        side = fused.shape[-1]
        return FaceOutputs(logits, soft_argmax(heat, side), heat.view(*heat.shape[:2], side, side))

    def classified(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """The class logits, and the fused features that the landmarks are read from."""
        detail = self.detail(image)
        spatial = self.spatial(self.enter(detail))
        maps = []
        h = spatial
        for stage in self.context:
            h = stage(h)
            maps.append(h)
        maps[-1] = self.attention(h)
        context: Tensor | None = None
        for refine, up, seen in zip(reversed(self.refine), reversed(self.up), reversed(maps), strict=True):
            refined = refine(seen)
            context = up(refined if context is None else refined + context)
        assert context is not None
        fused = self.fuse(torch.cat([spatial, context], dim=1))
        return self.classes(torch.cat([self.to_half(fused), detail], dim=1)), fused


class AttentionRefinement(nn.Module):
    """BiSeNet's attention refinement: a 3x3 convolution whose channels are weighed by what the whole map shows."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv = ConvBlock(inputs, outputs)
        self.weigh = nn.Conv2d(outputs, outputs, 1)

    def forward(self, x: Tensor) -> Tensor:
        h = self.conv(x)
        weighed: Tensor = h * torch.sigmoid(self.weigh(h.mean(dim=(2, 3), keepdim=True)))
        return weighed


class FeatureFusion(nn.Module):
    """BiSeNet's feature fusion: both paths convolved together, then strengthened channel by channel."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv = nn.Sequential(ConvBlock(inputs, outputs), *_residual(outputs, 1))
        self.weigh = nn.Sequential(nn.Conv2d(outputs, outputs, 1), nn.LeakyReLU(0.2), nn.Conv2d(outputs, outputs, 1))

    def forward(self, x: Tensor) -> Tensor:
        h = self.conv(x)
        fused: Tensor = h + h * torch.sigmoid(self.weigh(h.mean(dim=(2, 3), keepdim=True)))
        return fused


def soft_argmax(heat: Tensor, side: int) -> Tensor:
    """The expected place of each point: log probabilities (N, P, side * side) -> normalised points (N, P, 2)."""
    centres = (torch.arange(side, device=heat.device, dtype=heat.dtype) + 0.5) / side
    place = heat.exp().view(*heat.shape[:2], side, side)
    return torch.stack([(place.sum(dim=2) * centres).sum(dim=2), (place.sum(dim=3) * centres).sum(dim=2)], dim=2)


def _residual(channels: int, count: int) -> list[nn.Module]:
    return [StyledResidualBlock(channels) for _ in range(count)]
