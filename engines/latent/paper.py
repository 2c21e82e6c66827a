"""Networks of Jiang, Liu, Wang 2018 at their published sizes, as their own code builds them (Yi-61/Image_Completion_CS230).

Images are in [-1, 1]. Convolutions and linear layers start as Keras does: Glorot-uniform weights, zero biases.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn

SIZE = 80
START = 5  # side of the first map
FILTERS, JUDGE_FILTERS = (512, 256, 128, 64), (32, 64, 128, 256)
HIDDEN_G, HIDDEN_D = 512, 1024
BN_MOMENTUM, BN_EPS = 0.01, 1e-3  # Keras: 0.99 and 1e-3


@dataclass(frozen=True)
class PaperConfig:
    """Switches of the published networks.

    `small`: half the filters, as in all of the paper's completions; both hidden dense layers stay. `bn`: where the generator normalises:
    after its second dense layer (the published code), after its first convolution (the published text), nowhere, or everywhere and in
    the discriminator too. `d_fourth_pool`: the text's fourth pooling. `d_stride`: strided convolutions instead of pooling. `no_dense`:
    no hidden dense layers.
    """

    small: bool = False
    bn: Literal["dense2", "conv1", "none", "all"] = "dense2"
    act: Literal["tanh", "relu", "lrelu"] = "tanh"
    d_fourth_pool: bool = False
    d_stride: bool = False
    no_dense: bool = False

    @property
    def filters(self) -> tuple[int, ...]:
        return tuple(channels // 2 if self.small else channels for channels in FILTERS)

    def activation(self) -> nn.Module:
        kinds: dict[str, nn.Module] = {"tanh": nn.Tanh(), "relu": nn.ReLU(), "lrelu": nn.LeakyReLU(0.2)}
        return kinds[self.act]


class PaperGenerator(nn.Module):
    """Two dense layers, four times doubling by nearest neighbours and a 3x3 convolution. 8,194,179 parameters (small: 3,735,875).

    forward: z (N, z_dim) in [-1, 1] -> image (N, 3, 80, 80) in [-1, 1].
    """

    def __init__(self, config: PaperConfig, z_dim: int = 100) -> None:
        super().__init__()
        everywhere, first = config.bn == "all", config.filters[0]
        flat = START * START * first
        layers: list[nn.Module] = []
        if not config.no_dense:
            layers += [nn.Linear(z_dim, HIDDEN_G), *_norm_flat(HIDDEN_G, everywhere), config.activation()]
        layers += [nn.Linear(z_dim if config.no_dense else HIDDEN_G, flat)]
        layers += [*_norm_flat(flat, everywhere or config.bn == "dense2"), config.activation()]
        self.dense = nn.Sequential(*layers)
        convs: list[nn.Module] = []
        for i, (a, b) in enumerate(itertools.pairwise(config.filters)):
            normed = everywhere or (config.bn == "conv1" and i == 0)
            convs += [nn.Upsample(scale_factor=2), nn.Conv2d(a, b, 3, 1, 1), *_norm(b, normed), config.activation()]
        self.convs = nn.Sequential(*convs, nn.Upsample(scale_factor=2), nn.Conv2d(config.filters[-1], 3, 3, 1, 1))
        self.apply(_initialise)

    def forward(self, z: Tensor) -> Tensor:
        rows = self.dense(z).unflatten(1, (START, START, -1))  # channels last, as the published code reshapes
        return torch.tanh(self.convs(rows.movedim(3, 1)))


class PaperDiscriminator(nn.Module):
    """Four 3x3 convolutions with pooling between, two dense layers. 9,827,649 parameters (small: 4,818,081; fourth pool: 2,749,761).

    forward: image (N, 3, 80, 80) in [-1, 1] -> logits (N, 1), whose sigmoid is the published D(x).
    """

    def __init__(self, config: PaperConfig) -> None:
        super().__init__()
        widths = tuple(channels // 2 if config.small else channels for channels in JUDGE_FILTERS)
        normed = config.bn == "all"
        layers: list[nn.Module] = [nn.Conv2d(3, widths[0], 3, 1, 1), *_norm(widths[0], normed), config.activation()]
        for a, b in itertools.pairwise(widths):
            pooled = [nn.Conv2d(a, b, 3, 2)] if config.d_stride else [nn.MaxPool2d(2), nn.Conv2d(a, b, 3)]
            layers += [*pooled, *_norm(b, normed), config.activation()]
        if config.d_fourth_pool:
            layers.append(nn.MaxPool2d(2))
        self.convs = nn.Sequential(*layers, nn.Flatten())
        with torch.no_grad():
            flat = self.convs.eval()(torch.zeros(1, 3, SIZE, SIZE)).shape[1]
        self.convs.train()
        head: list[nn.Module] = [nn.Linear(flat, 1)]
        if not config.no_dense:
            head = [
                nn.Linear(flat, HIDDEN_D),
                *_norm_flat(HIDDEN_D, normed),
                config.activation(),
                nn.Linear(HIDDEN_D, 1),
            ]
        self.head = nn.Sequential(*head)
        self.apply(_initialise)

    def forward(self, image: Tensor) -> Tensor:
        logits: Tensor = self.head(self.convs(image))
        return logits


def _norm(channels: int, wanted: bool) -> list[nn.Module]:
    return [nn.BatchNorm2d(channels, BN_EPS, BN_MOMENTUM)] if wanted else []


def _norm_flat(features: int, wanted: bool) -> list[nn.Module]:
    return [nn.BatchNorm1d(features, BN_EPS, BN_MOMENTUM)] if wanted else []


def _initialise(module: nn.Module) -> None:
    if isinstance(module, nn.Conv2d | nn.Linear):
        nn.init.xavier_uniform_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
