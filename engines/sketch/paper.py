"""The generators at the published sizes (Li, Zheng, Liu, section 3): eight encoding and eight decoding blocks each, 256 px.

Sketches and photos are in [-1, 1]; a sketch is replicated to three channels.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engines.face.parsing.classes import CLASS_COUNT

ENCODER = (64, 128, 256, 512, 512, 512, 512, 512)
DECODER = (512, 512, 512, 512, 256, 128, 64)


@dataclass(frozen=True)
class PaperConfig:
    """Switches where the paper can be read in two ways.

    `encoder` of G1: `stem` doubles the first block alone (GENRE), `dual` the whole encoder (CA-GAN). `affine` norms; `dropout` 0.5 in the
    first three decoding blocks; `width` multiplies all channels. `enhance_parsing` = false leaves P_int out of G2's parsing encoder.
    """

    encoder: Literal["stem", "dual"] = "stem"
    affine: bool = False
    dropout: bool = False
    width: float = 1.0
    enhance_parsing: bool = True


class Encoder(nn.Module):
    """Blocks from `first` on: (N, inputs, H, W) -> the output of every block, finest first."""

    def __init__(self, inputs: int, widths: Sequence[int], affine: bool, stem: bool = True) -> None:
        super().__init__()
        self.blocks = nn.ModuleList()
        for i, (a, b) in enumerate(itertools.pairwise((inputs, *widths))):
            layers: list[nn.Module] = [] if stem and i == 0 else [nn.LeakyReLU(0.2)]
            layers.append(nn.Conv2d(a, b, 4, 2, 1))
            if not (stem and i == 0) and i < len(widths) - 1:
                layers.append(nn.InstanceNorm2d(b, affine=affine))
            self.blocks.append(nn.Sequential(*layers))

    def forward(self, x: Tensor) -> list[Tensor]:
        maps = []
        for block in self.blocks:
            x = block(x)
            maps.append(x)
        return maps


class Decoder(nn.Module):
    """De8 to De2. `skips` are the channels that join each block's output; forward: bottleneck, skips coarsest first -> (N, C, H/2, W/2)."""

    def __init__(self, inputs: int, widths: Sequence[int], skips: Sequence[int], config: PaperConfig) -> None:
        super().__init__()
        self.blocks = nn.ModuleList()
        for i, (width, skip) in enumerate(zip(widths, skips, strict=True)):
            layers: list[nn.Module] = [nn.ReLU(), nn.ConvTranspose2d(inputs, width, 4, 2, 1)]
            layers.append(nn.InstanceNorm2d(width, affine=config.affine))
            if config.dropout and i < 3:
                layers.append(nn.Dropout(0.5))
            self.blocks.append(nn.Sequential(*layers))
            inputs = width + skip

    def forward(self, x: Tensor, skips: Sequence[Tensor]) -> Tensor:
        *inner, last = self.blocks
        for block, skip in zip(inner, skips, strict=True):
            x = torch.cat([block(x), skip], dim=1)
        features: Tensor = last(x)
        return features


class PaperStageOne(nn.Module):
    """G1 (DIP-GAN): sketch and its parsing encoded, a softmax and a tanh branch in the last block.

    forward: sketch (N, 1, 256, 256), literal, style, hints (not looked at), P_s (N, 8, 256, 256) -> class logits (N, 8, 256, 256), Y1 (N,
    3, 256, 256). 54,565,323 parameters with a doubled stem, 93,507,915 with a doubled encoder.
    """

    def __init__(self, config: PaperConfig) -> None:
        super().__init__()
        self.dual = config.encoder == "dual"
        widths, up = scaled(ENCODER, config.width), scaled(DECODER, config.width)
        if self.dual:
            self.sketch_encoder: nn.Module = Encoder(3, widths, config.affine)
            self.parsing_encoder: nn.Module = Encoder(CLASS_COUNT, widths, config.affine)
        else:
            self.sketch_encoder = nn.Conv2d(3, widths[0], 4, 2, 1)
            self.parsing_encoder = nn.Conv2d(CLASS_COUNT, widths[0], 4, 2, 1)
            self.shared = Encoder(2 * widths[0], widths[1:], config.affine, stem=False)
        each = 2 if self.dual else 1
        skips = [each * w for w in (*widths[-2:0:-1], 0)]  # the stems join in the branches
        self.decode = Decoder(each * widths[-1], up, skips, config)
        self.to_parsing = nn.ConvTranspose2d(up[-1] + each * widths[0], CLASS_COUNT, 4, 2, 1)
        self.to_photo = nn.ConvTranspose2d(up[-1] + each * widths[0], 3, 4, 2, 1)

    def forward(
        self, sketch: Tensor, literal: Tensor, style: Tensor, hints: Tensor, sketch_parsing: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        assert sketch_parsing is not None
        lines, classes = self.sketch_encoder(three(sketch)), self.parsing_encoder(sketch_parsing)
        if self.dual:
            maps = [torch.cat(pair, dim=1) for pair in zip(lines, classes, strict=True)]
            lines, classes, maps = maps[0], maps[0], maps[1:]
        else:
            maps = self.shared(torch.cat([lines, classes], dim=1))
        *skips, bottleneck = maps
        h = self.decode(bottleneck, skips[::-1])
        logits = self.to_parsing(F.relu(torch.cat([h, classes], dim=1)))
        photo = self.to_photo(F.relu(torch.cat([h, lines], dim=1)))
        return logits.float(), torch.tanh(photo.float())


class PaperStageTwo(nn.Module):
    """G2 (SE-GAN): one encoder for the faces (X, Y1), one for the parsings (P_s, P_int), skips from both; 93,494,595 parameters.

    forward: see `CompactStageTwo`; sizes 256.
    """

    def __init__(self, config: PaperConfig) -> None:
        super().__init__()
        self.enhance = config.enhance_parsing
        widths, up = scaled(ENCODER, config.width), scaled(DECODER, config.width)
        self.face_encoder = Encoder(6, widths, config.affine)
        self.parsing_encoder = Encoder(CLASS_COUNT * (2 if self.enhance else 1), widths, config.affine)
        skips = [2 * w for w in widths[-2::-1]]
        self.decode = Decoder(2 * widths[-1], up, skips, config)
        self.to_photo = nn.ConvTranspose2d(up[-1] + skips[-1], 3, 4, 2, 1)

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
        assert sketch_parsing is not None
        classes = torch.cat([sketch_parsing, parsing], dim=1) if self.enhance else sketch_parsing
        faces = self.face_encoder(torch.cat([three(sketch), rough], dim=1))
        parsings = self.parsing_encoder(classes)
        *skips, bottleneck = (torch.cat(pair, dim=1) for pair in zip(faces, parsings, strict=True))
        h = self.decode(bottleneck, skips[:0:-1])
        return torch.tanh(self.to_photo(F.relu(torch.cat([h, skips[0]], dim=1))).float())


def three(sketch: Tensor) -> Tensor:
    """A sketch (N, 1, H, W) in three channels."""
    return sketch.expand(-1, 3, -1, -1)


def scaled(widths: Sequence[int], width: float) -> tuple[int, ...]:
    return tuple(max(2, round(w * width)) for w in widths)
