"""Networks of the parts engine.

`PaperGenerator` and `PaperDiscriminator` are Tables 1 and 2 of Sun, Guo, Liu 2022; `StyledGenerator` is the one that ships.
Images inside are in [-1, 1]; an empty canvas pixel is 0 (mid grey).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn

from engines.errors import WeightsError
from engines.layers import StyledUNet, StyleEncoder


class PaperGenerator(nn.Module):
    """Table 1: fifteen layers, only two of stride 2, no skips. 5,175,555 parameters.

    forward: canvas (N, 3, S, S) in [-1, 1], S = 128 in the paper -> (N, 3, S, S) in [-1, 1]. `bn_last` also normalises the last
    layer; `width` multiplies all channels.
    """

    def __init__(self, bn_last: bool = False, width: float = 1.0) -> None:
        super().__init__()
        a, b, c = (round(channels * width) for channels in (64, 128, 256))
        down = [(3, a, 5, 1), (a, b, 3, 2), (b, b, 3, 1), (b, c, 3, 2), *[(c, c, 3, 1)] * 6]
        up = [(c, c, 2), (c, b, 1), (b, b, 2), (b, a, 1)]
        layers: list[nn.Module] = []
        for inputs, outputs, kernel, stride in down:
            conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2)
            layers += [conv, nn.BatchNorm2d(outputs), nn.LeakyReLU(0.2)]
        for inputs, outputs, stride in up:
            deconv = nn.ConvTranspose2d(inputs, outputs, 3, stride, 1, output_padding=stride - 1)
            layers += [deconv, nn.BatchNorm2d(outputs), nn.ReLU()]
        layers.append(nn.ConvTranspose2d(a, 3, 3, 1, 1))
        if bn_last:
            layers.append(nn.BatchNorm2d(3))
        self.layers = nn.Sequential(*layers, nn.Tanh())
        self.apply(_initialise)

    def forward(self, canvas: Tensor) -> Tensor:
        painted: Tensor = self.layers(canvas)
        return painted


class PaperDiscriminator(nn.Module):
    """Table 2: five stride-2 convolutions and two linear layers; 9,959,233 parameters with one output, 9,960,258 with two.

    forward: image (N, 3, size, size) in [-1, 1] -> logits (N, outputs). `width` multiplies all channels; `size` is 128 in the paper.
    """

    def __init__(self, outputs: int = 1, width: float = 1.0, size: int = 128) -> None:
        super().__init__()
        widths = (3, *(round(channels * width) for channels in (32, 64, 128, 256, 512)))
        flat, hidden = widths[-1] * (size // 32) ** 2, round(1024 * width)
        layers: list[nn.Module] = []
        for a, b in itertools.pairwise(widths):
            layers += [nn.Conv2d(a, b, 3, 2, 1), nn.LeakyReLU(0.2)]
        head = [nn.Flatten(), nn.Linear(flat, hidden), nn.LeakyReLU(0.2), nn.Linear(hidden, outputs)]
        self.layers = nn.Sequential(*layers, *head)
        self.apply(_initialise)

    def forward(self, image: Tensor) -> Tensor:
        logits: Tensor = self.layers(image)
        return logits


@dataclass(frozen=True)
class StyledConfig:
    """Shape of the shipped network. `size` px; `widths`, `blocks`, `stem` as in `StyledUNet`; `style_dim` free style numbers.

    `expects`: the typical style is read from the canvas (hair, light and ground that go with these parts); else it is the same for all.
    """

    size: int = 128
    widths: tuple[int, ...] = (48, 96, 192, 384)
    blocks: tuple[int, ...] = (1, 2, 3, 2)
    stem: int = 2
    style_dim: int = 48
    hidden: int = 128
    expects: bool = False


@dataclass(frozen=True, eq=False)
class Conditions:
    """What steers the shipped generator besides the canvas.

    `style` (N, style_dim), standard normal about the typical one; `tone` (N, 3) skin colour in [-1, 1];
    `freedom` (N, 1) in [0, 1]: 0 = parts stay where they are, 1 = the network may move them.
    """

    style: Tensor
    tone: Tensor
    freedom: Tensor

    def vector(self) -> Tensor:
        return torch.cat([self.style, self.tone, self.freedom * 2 - 1], dim=1)


STYLES = 256  # remembered styles
EXPECTING = (24, 48, 96, 96)  # widths of what reads the typical style


class StyledGenerator(nn.Module):
    """The shipped generator: a styled residual U-Net that knows which pixels are covered.

    It remembers styles of training photos, `styles` (STYLES, style_dim), as they departed from the typical one: those it knows what to do
    with, unlike drawn ones.

    forward: canvas (N, 3, S, S) in [-1, 1] with 0 where empty, cover (N, 1, S, S) in [0, 1],
    conditions (N, style_dim + 4) from `Conditions.vector` -> (N, 3, S, S) in [-1, 1].
    """

    styles: Tensor
    next_style: Tensor

    def __init__(self, config: StyledConfig) -> None:
        super().__init__()
        self.config = config
        self.style = nn.Sequential(
            nn.Linear(config.style_dim + 4, config.hidden), nn.LeakyReLU(0.2),
            nn.Linear(config.hidden, config.hidden), nn.LeakyReLU(0.2),
        )  # fmt: skip
        self.register_buffer("styles", torch.randn(STYLES, config.style_dim))
        self.register_buffer("next_style", torch.zeros((), dtype=torch.int64))
        self.expectation = StyleEncoder(config.style_dim, EXPECTING, inputs=4) if config.expects else None
        self.net = StyledUNet(6, 3, config.widths, config.blocks, config.stem, config.hidden)

    def typical_style(self, canvas: Tensor, cover: Tensor) -> Tensor:
        """The most likely style (N, style_dim) for a canvas and its cover, as `forward` takes them."""
        if self.expectation is None:
            return canvas.new_zeros(len(canvas), self.config.style_dim)
        style: Tensor = self.expectation(torch.cat([canvas, cover], dim=1))[0]
        return style

    @torch.no_grad()
    def remember_styles(self, styles: Tensor) -> None:
        """Put styles (N, style_dim) of training photos, less the typical ones, in the place of the oldest."""
        places = (self.next_style + torch.arange(len(styles), device=styles.device)) % STYLES
        self.styles[places] = styles.to(self.styles.dtype)
        self.next_style.copy_((self.next_style + len(styles)) % STYLES)

    def forward(self, canvas: Tensor, cover: Tensor, conditions: Tensor) -> Tensor:
        n, _, h, w = canvas.shape
        rows = torch.linspace(-1, 1, h, device=canvas.device).view(1, 1, h, 1).expand(n, 1, h, w)
        columns = torch.linspace(-1, 1, w, device=canvas.device).view(1, 1, 1, w).expand(n, 1, h, w)
        x = torch.cat([canvas, cover * 2 - 1, rows, columns], dim=1)
        return torch.tanh(self.net(x, self.style(conditions)))


@dataclass(frozen=True)
class PartsConfig:
    """Which network the weights are for: `network` is `styled` or `paper`, the latter with `bn_last`, `width` and `paper_size` px."""

    network: str = "styled"
    styled: StyledConfig = field(default_factory=StyledConfig)
    bn_last: bool = False
    width: float = 1.0
    paper_size: int = 128

    @staticmethod
    def from_dict(values: dict[str, Any]) -> PartsConfig:
        """From a card or a config file; raises `WeightsError` on unknown names."""
        try:
            styled: dict[str, Any] = {
                k: tuple(v) if isinstance(v, list) else v for k, v in values.get("styled", {}).items()
            }
            config = PartsConfig(**{**values, "styled": StyledConfig(**styled)})
        except TypeError as error:
            raise WeightsError(
                f"The network configuration is not one of the parts engine ({error}). Choose other weights."
            ) from error
        if config.network not in ("styled", "paper"):
            raise WeightsError(f"There is no parts network {config.network!r}. Use styled or paper.")
        return config

    @property
    def size(self) -> int:
        return self.styled.size if self.network == "styled" else self.paper_size

    def build(self) -> StyledGenerator | PaperGenerator:
        return StyledGenerator(self.styled) if self.network == "styled" else PaperGenerator(self.bn_last, self.width)


def _initialise(module: nn.Module) -> None:
    """N(0, 0.02) weights, zero biases."""
    if isinstance(module, nn.Conv2d | nn.ConvTranspose2d | nn.Linear):
        nn.init.normal_(module.weight, 0, 0.02)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
