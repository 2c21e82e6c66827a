"""The networks at the published sizes (Banerjee et al., sections 3.1 and 3.2): a cascade of GAN blocks, and the progressively grown one.

Pictures are in [0, 1]; the face mask is the picture with 0 in the hole. Known pixels are pasted back after every block.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engines.context.pyramid import pasted, scales

LEAK = 0.2
WIDTHS = (64, 64, 128, 256, 512, 512)  # e0 to e5; a sixth level repeats the last
HARD = 0.5  # the resized mask is thresholded here


class PaperBlock(nn.Module):
    """One block: dilated convolution, `levels` stride-2 stages with a residual block each, as many pixel shuffles back, skips between.

    forward: (N, inputs, S, S), S = 4 * 2^levels -> (N, 3, S, S) in [0, 1]. With `added_skips` equal maps are added instead.
    """

    def __init__(self, levels: int, inputs: int = 6, width: float = 1.0, added_skips: bool = False) -> None:
        super().__init__()
        widths = block_widths(levels, width)
        self.added_skips = added_skips
        self.enter = dilated(inputs, widths[0])
        self.encode = nn.ModuleList(DownStage(a, b) for a, b in itertools.pairwise(widths))
        self.decode = up_stages(widths, added_skips)
        self.leave = nn.Conv2d(widths[0] if added_skips else 2 * widths[0], 3, 3, 1, 1)
        self.apply(he_initialised)

    def forward(self, x: Tensor) -> Tensor:
        skips = [F.leaky_relu(self.enter(x), LEAK)]
        for stage in self.encode:
            skips.append(stage(skips[-1]))
        h = skips.pop()
        for stage in self.decode:
            h = joined(stage(h), skips.pop(), self.added_skips)
        return squashed(self.leave(h))


class PaperCascade(nn.Module):
    """Blocks 8, 16, ..., `size`; between them learned 2x pixel shuffles. 58,278,927 parameters at 128 px.

    forward: picture (N, 3, S, S) in [0, 1], hole (N, 1, S, S) -> pictures by size, known pixels pasted in. `detached` cuts the gradient
    between blocks; without `pastes` a block's answer goes on as it is.
    """

    def __init__(
        self, size: int, width: float = 1.0, added_skips: bool = False, detached: bool = False, pastes: bool = True
    ) -> None:
        super().__init__()
        self.sizes, self.detached, self.pastes = scales(size), detached, pastes
        self.blocks = nn.ModuleList(
            PaperBlock(i + 1, 3 if i == 0 else 6, width, added_skips) for i in range(len(self.sizes))
        )
        self.up = nn.ModuleList(Upscaler() for _ in self.sizes[1:])

    def forward(self, picture: Tensor, hole: Tensor) -> dict[int, Tensor]:
        return dict(self.stages(picture, hole))

    def stages(self, picture: Tensor, hole: Tensor) -> Iterator[tuple[int, Tensor]]:
        """Size and picture, one block after the other."""
        last: Tensor | None = None
        for i, size in enumerate(self.sizes):
            seen, gap = face_mask(picture, hole, size)
            if last is not None:
                seen_too = self.up[i - 1](last.detach() if self.detached else last)
                painted = self.blocks[i](torch.cat([seen_too, seen], dim=1))
            else:
                painted = self.blocks[i](seen)
            last = pasted(painted, seen * (1 - gap), gap) if self.pastes else painted
            yield size, last


class PaperProgressive(nn.Module):
    """Block `size` grown from the inside: stage n has the n innermost levels, with a first and a last convolution of its own.

    forward: picture (N, 3, S, S), hole (N, 1, S, S), the size of the stage -> the picture at that size, known pixels pasted in.
    """

    def __init__(self, size: int, width: float = 1.0, added_skips: bool = False, pastes: bool = True) -> None:
        super().__init__()
        self.sizes, self.added_skips, self.pastes = scales(size), added_skips, pastes
        widths = block_widths(len(self.sizes), width)
        outer = widths[:-1]  # what the first convolution of a stage gives, largest stage first
        self.enter = nn.ModuleList(dilated(3, w) for w in reversed(outer))
        self.encode = nn.ModuleList(reversed([DownStage(a, b) for a, b in itertools.pairwise(widths)]))
        self.decode = up_stages(widths, added_skips)
        self.leave = nn.ModuleList(nn.Conv2d(w if added_skips else 2 * w, 3, 3, 1, 1) for w in reversed(outer))
        self.apply(he_initialised)

    def forward(self, picture: Tensor, hole: Tensor, size: int) -> Tensor:
        last = self.sizes.index(size)
        seen, gap = face_mask(picture, hole, size)
        skips = [F.leaky_relu(self.enter[last](seen), LEAK)]
        for level in range(last, -1, -1):
            skips.append(self.encode[level](skips[-1]))
        h = skips.pop()
        for stage in list(self.decode)[: last + 1]:
            h = joined(stage(h), skips.pop(), self.added_skips)
        painted = squashed(self.leave[last](h))
        return pasted(painted, seen * (1 - gap), gap) if self.pastes else painted


class DownStage(nn.Module):
    """Strided convolution, batch normalisation, LeakyReLU and a residual block: half the side."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.down = nn.Conv2d(inputs, outputs, 3, 2, 1)
        self.norm = nn.BatchNorm2d(outputs)
        self.residual = nn.Sequential(
            nn.Conv2d(outputs, outputs, 3, 1, 1), nn.BatchNorm2d(outputs), nn.LeakyReLU(LEAK),
            nn.Conv2d(outputs, outputs, 3, 1, 1), nn.BatchNorm2d(outputs),
        )  # fmt: skip

    def forward(self, x: Tensor) -> Tensor:
        h = F.leaky_relu(self.norm(self.down(x)), LEAK)
        changed: Tensor = h + self.residual(h)
        return changed


class UpStage(nn.Module):
    """Convolution to four times the channels, pixel shuffle, LeakyReLU: twice the side."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(inputs, 4 * outputs, 3, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        return F.leaky_relu(F.pixel_shuffle(self.conv(x), 2), LEAK)


class Upscaler(nn.Module):
    """The learned 2x step between two blocks, (N, 3, S, S) -> (N, 3, 2S, 2S); 336 parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 12, 3, 1, 1)
        he_initialised(self.conv)

    def forward(self, x: Tensor) -> Tensor:
        return F.pixel_shuffle(self.conv(x), 2)


def face_mask(picture: Tensor, hole: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """The picture with 0 in the hole, and the hole, both at `size`: the masked picture is resized, the mask thresholded."""
    seen = F.interpolate(picture * (1 - hole), size=(size, size), mode="bilinear", antialias=True, align_corners=False)
    gap = F.interpolate(hole, size=(size, size), mode="bilinear", antialias=True, align_corners=False)
    return seen, (gap > HARD).to(hole.dtype)


def block_widths(levels: int, width: float) -> list[int]:
    """Channels from the first convolution to the 4 x 4 bottleneck; lower blocks have the first of the largest one's."""
    return [max(4, round(w * width)) for w in (*WIDTHS, *[WIDTHS[-1]] * levels)[: levels + 1]]


def up_stages(widths: list[int], added_skips: bool) -> nn.ModuleList:
    """Innermost first; each ends with the channels of the encoder map that it meets."""
    outputs = widths[-2::-1]
    inputs = [widths[-1], *(w if added_skips else 2 * w for w in outputs[:-1])]
    return nn.ModuleList(UpStage(a, b) for a, b in zip(inputs, outputs, strict=True))


def dilated(inputs: int, outputs: int) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, 1, 2, 2)


def joined(h: Tensor, skip: Tensor, added: bool) -> Tensor:
    return h + skip if added else torch.cat([h, skip], dim=1)


def squashed(x: Tensor) -> Tensor:
    """tanh brought to [0, 1], where the paper has its pixels."""
    return (torch.tanh(x.float()) + 1) / 2


def he_initialised(module: nn.Module) -> None:
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, LEAK, nonlinearity="leaky_relu")
        if module.bias is not None:
            nn.init.zeros_(module.bias)
