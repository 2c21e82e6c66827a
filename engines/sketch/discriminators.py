"""PatchGAN discriminators of ISEGAN (section 3.3): D_1 and D_par judge patches of 70 px, D_2 of 16 px. Logits, N(0, 0.02) weights."""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor, nn

WIDE, NARROW = (64, 128, 256, 512), (64, 128)


class PatchGan(nn.Module):
    """4x4 convolutions with LeakyReLU 0.2 and instance norm on all but the first: (N, inputs, S, S) -> logits (N, 1, h, h).

    `widths` WIDE with three strides sees 70 px (14 channels: 2,776,001 parameters; 8: 2,769,857), NARROW with one 16 px (147,649).
    """

    def __init__(self, inputs: int, widths: Sequence[int] = WIDE, width: float = 1.0) -> None:
        super().__init__()
        widths = [max(2, round(w * width)) for w in widths]
        strides = [2] * (len(widths) - 1) + [1]
        layers: list[nn.Module] = []
        for i, (b, stride) in enumerate(zip(widths, strides, strict=True)):
            layers.append(nn.Conv2d(widths[i - 1] if i else inputs, b, 4, stride, 1))
            if i:
                layers.append(nn.InstanceNorm2d(b))
            layers.append(nn.LeakyReLU(0.2))
        self.layers = nn.Sequential(*layers, nn.Conv2d(widths[-1], 1, 4, 1, 1))
        for layer in self.layers:
            if isinstance(layer, nn.Conv2d):
                nn.init.normal_(layer.weight, 0, 0.02)

    def forward(self, image: Tensor) -> Tensor:
        logits: Tensor = self.layers(image)
        return logits
