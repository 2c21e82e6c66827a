"""Networks that tell people apart: a small one for experiments of minutes, and ResNet-50 (He et al. 2016) as the paper has it."""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn

FEATURES = 256  # as in the paper


class Recogniser(nn.Module):
    """A trunk, `FEATURES` numbers that describe a face, and a score for each of `people`.

    forward: (N, 3, S, S) in [-1, 1] -> (N, people).
    """

    def __init__(self, trunk: nn.Module, width: int, people: int, drop: float = 0.0) -> None:
        super().__init__()
        self.trunk = trunk
        self.describe = nn.Linear(width, FEATURES)
        self.drop = nn.Dropout(drop)
        self.score = nn.Linear(FEATURES, people)

    def features(self, images: Tensor) -> Tensor:
        """(N, 3, S, S) -> (N, 256)."""
        described: Tensor = self.describe(self.trunk(images).mean(dim=(2, 3)))
        return described

    def forward(self, images: Tensor) -> Tensor:
        scores: Tensor = self.score(self.drop(torch.relu(self.features(images))))
        return scores


def small_recogniser(people: int) -> Recogniser:
    """Five strided convolutions, 16 to 128 channels."""
    widths = (3, 16, 32, 64, 96, 128)
    layers: list[nn.Module] = []
    for inputs, outputs in pairwise(widths):
        layers += [nn.Conv2d(inputs, outputs, 3, 2, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]
    return Recogniser(nn.Sequential(*layers), widths[-1], people, drop=0.3)


def resnet50(people: int) -> Recogniser:
    layers: list[nn.Module] = [
        nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1),
    ]  # fmt: skip
    inputs = 64
    for width, blocks, stride in ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)):
        for block in range(blocks):
            layers.append(Bottleneck(inputs, width, stride if block == 0 else 1))
            inputs = 4 * width
    return Recogniser(nn.Sequential(*layers), inputs, people)


class Bottleneck(nn.Module):
    """1x1, 3x3 and 1x1 convolutions beside a shortcut; four times `width` channels come out."""

    def __init__(self, inputs: int, width: int, stride: int) -> None:
        super().__init__()
        outputs = 4 * width
        self.body = nn.Sequential(
            nn.Conv2d(inputs, width, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
            nn.Conv2d(width, width, 3, stride, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(),
            nn.Conv2d(width, outputs, 1, bias=False), nn.BatchNorm2d(outputs),
        )  # fmt: skip
        same = inputs == outputs and stride == 1
        self.shortcut = (
            nn.Identity()
            if same
            else nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))
        )

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = torch.relu(self.body(x) + self.shortcut(x))
        return y
