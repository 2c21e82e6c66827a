"""Who judges the published networks: CASIA-Net without pooling and fully connected layers (Banerjee et al., section 3.1)."""

from __future__ import annotations

from torch import Tensor, nn

from engines.context.paper import LEAK, he_initialised

GROUPS = ((32, 64), (64, 128), (96, 192), (128, 256), (160, 320))
SMALLEST_MAP = 4


class CasiaDiscriminator(nn.Module):
    """Ten 3x3 convolutions, batch normalisation on all but the first, and a last one to one channel; 1,759,041 parameters.

    forward: (N, 3, S, S) in [-1, 1] -> the probability that each is real, (N,). The second convolution of groups 1 to 4 has stride 2
    as long as the map is larger than 4 px; with `strided` false none has. `width` multiplies all channels.
    """

    def __init__(self, size: int, strided: bool = True, width: float = 1.0) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        inputs, side = 3, size
        for group in GROUPS:
            for second, channels in enumerate(max(4, round(c * width)) for c in group):
                halves = strided and bool(second) and group is not GROUPS[-1] and side > SMALLEST_MAP
                layers.append(nn.Conv2d(inputs, channels, 3, 2 if halves else 1, 1))
                if inputs != 3:
                    layers.append(nn.BatchNorm2d(channels))
                layers.append(nn.LeakyReLU(LEAK))
                inputs, side = channels, side // 2 if halves else side
        self.layers = nn.Sequential(*layers, nn.Conv2d(inputs, 1, 3, 1, 1), nn.Sigmoid())
        self.apply(he_initialised)

    def forward(self, picture: Tensor) -> Tensor:
        probability: Tensor = self.layers(picture).float().mean(dim=(1, 2, 3))
        return probability
