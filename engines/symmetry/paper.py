"""The networks at the published sizes (Li et al., Table V and sections III-A, III-B). Images are in [0, 1]."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

LEAK = 0.2
DILATIONS = (1, 2, 3, 4)
CENTRE_DILATIONS = (2, 4, 8, 16)


class HalfFaceNet(nn.Module):
    """Table V: FlowNet, LightNet and MaskNet without their last activation.

    forward: (N, inputs, S, S) -> (N, outputs, S, S), S a multiple of 32. `backbone` is `slim` (9.89 million parameters, the published
    count) or `table` (27.6 million, the printed widths). `wide_up` lets the decoder pass on 256 to 32 channels where the table has
    2; `width` multiplies all channels. Row 32, which would give twice the size, is left out.
    """

    def __init__(
        self, inputs: int, outputs: int, backbone: str = "slim", wide_up: bool = False, width: float = 1.0
    ) -> None:
        super().__init__()
        a, b, c, d, e = (max(2, round(channels * width)) for channels in (32, 64, 128, 256, 512))
        branch = max(2, round(128 * width)) if backbone == "slim" else e
        self.enter = nn.Sequential(nn.Conv2d(inputs, a, 3, 1, 1), nn.LeakyReLU(LEAK))
        stages = ((a, a, b), (b, b, b), (b, c, c), (c, d, d), (d, e, e))
        self.encode = nn.ModuleList(nn.Sequential(*_norm_conv(i, m, 2), *_norm_conv(m, o)) for i, m, o in stages)
        self.dilated = nn.ModuleList(nn.Conv2d(e, branch, 3, 1, rate, rate) for rate in DILATIONS)
        joined = branch if backbone == "slim" else e
        self.join = nn.Sequential(nn.Conv2d(4 * branch, joined, 3, 1, 1), *_norm_conv(joined, e))
        narrow = (d, c, b, a, a) if wide_up else (2, 2, 2, 2, 2)
        self.up = nn.ModuleList(nn.Conv2d(i, o, 3, 1, 1) for i, o in zip((e, d, c, b, narrow[3]), narrow, strict=True))
        self.merge = nn.ModuleList(
            nn.Sequential(nn.Conv2d(skip + n, m, 3, 1, 1), nn.LeakyReLU(LEAK), *_norm_conv(m, m))
            for skip, n, m in zip((d, c, b), narrow, (d, c, b), strict=False)
        )
        self.last = nn.Sequential(*_norm_conv(b + narrow[3], a), *_norm_conv(a, narrow[3]))
        self.head = nn.Conv2d(narrow[4], outputs, 3, 1, 1)

    def forward(self, x: Tensor) -> Tensor:
        h, skips = self.enter(x), []
        for stage in self.encode:
            h = stage(h)
            skips.append(h)
        h = self.join(torch.cat([F.leaky_relu(branch(h), LEAK) for branch in self.dilated], dim=1))
        for i, merge in enumerate((*self.merge, self.last)):
            h = merge(torch.cat([skips[3 - i], self._up(i, h)], dim=1))
        answer: Tensor = self.head(self._up(4, h))
        return answer

    def _up(self, level: int, h: Tensor) -> Tensor:
        larger = F.interpolate(h, scale_factor=2, mode="bilinear", align_corners=False)
        return torch.tanh(self.up[level](larger))


class PaperStageOne(nn.Module):
    """MaskNet, FlowNet and LightNet; what a variant leaves out is not built.

    forward: image, its mirror image (N, 3, S, S), hole and its mirror image (N, 1, S, S) (not looked at: the hole shows as noise) ->
    face (N, 1, S, S) in [0, 1], flow offset or flow (N, 2, S, S) in [-1, 1], light ratio (N, 3, S, S) >= 0.
    """

    def __init__(self, light: bool, residual: bool, backbone: str, wide_up: bool, width: float) -> None:
        super().__init__()
        self.mask_net = HalfFaceNet(3, 1, backbone, wide_up, width)
        self.flow_net = HalfFaceNet(6, 2, backbone, wide_up, width)
        self.light_net = HalfFaceNet(6, 3, backbone, wide_up, width) if light else None
        if residual:
            start_at(self.flow_net.head, 0.0)
        if self.light_net is not None:
            start_at(self.light_net.head, 1.0)

    def forward(
        self, image: Tensor, mirror: Tensor, hole: Tensor, mirror_hole: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        both = torch.cat([image, mirror], dim=1)
        flow = torch.tanh(self.flow_net(both).float())
        light = torch.ones_like(image) if self.light_net is None else F.relu(self.light_net(both).float())
        return torch.sigmoid(self.mask_net(image).float()), flow, light


class ConfidenceNet(nn.Module):
    """Eq. 11: three convolutions from the motion vector (N, 2, H, W) to confidence (N, 1, H, W) in [0, 1]; 10,145 parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(2, 32, 3, 1, 1), nn.LeakyReLU(LEAK), nn.Conv2d(32, 32, 3, 1, 1), nn.LeakyReLU(LEAK),
            nn.Conv2d(32, 1, 3, 1, 1),
        )  # fmt: skip

    def forward(self, motion: Tensor) -> Tensor:
        return torch.sigmoid(self.layers(motion).float())


class DilatedResidual(nn.Module):
    """Two dilated convolutions (rates 2 and 4) added to their input, all with spectral normalisation."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = spectral_conv(channels, channels, 3, dilation=2)
        self.second = spectral_conv(channels, channels, 3, dilation=4)

    def forward(self, x: Tensor) -> Tensor:
        return F.leaky_relu(x + self.second(F.leaky_relu(self.first(x), LEAK)), LEAK)


class PaperRecNet(nn.Module):
    """RecNet, reconstructed: the paper's appendix is missing; 31.36 million parameters against the published 32.6.

    forward: stage I (N, 3, S, S), M_s2, hole, copied (N, 1, S, S; the last two not looked at), style (not looked at) -> last decoder
    features Omega_1 (N, 128, S/2, S/2), result (N, 3, S, S) in [0, 1], and the share of stage I in it, which it does not tell: its trust.
    """

    def __init__(self, width: float = 1.0) -> None:
        super().__init__()
        a, b, c, d = (max(2, round(channels * width)) for channels in (64, 128, 256, 512))
        self.encode = nn.ModuleList(
            nn.Sequential(spectral_conv(i, o, k, s), nn.LeakyReLU(LEAK), DilatedResidual(o))
            for i, o, k, s in ((4, a, 3, 1), (a, b, 4, 2), (b, c, 4, 2), (c, d, 4, 2))
        )
        centre = [(spectral_conv(d, d, 3, dilation=rate), nn.LeakyReLU(LEAK)) for rate in CENTRE_DILATIONS]
        self.centre = nn.Sequential(*(layer for pair in centre for layer in pair))
        self.first = nn.Sequential(spectral_conv(d, d, 3), nn.LeakyReLU(LEAK), DilatedResidual(d))
        self.up = nn.ModuleList(_spectral_deconv(i, o) for i, o in ((d, c), (c, b), (b, a)))
        self.decode = nn.ModuleList(
            nn.Sequential(spectral_conv(i, o, 3), nn.LeakyReLU(LEAK), DilatedResidual(o))
            for i, o in ((2 * c, c), (2 * b, b), (a, a))
        )
        self.leave = spectral_conv(a, 3, 3)

    def forward(
        self, stage_one: Tensor, trust: Tensor, hole: Tensor, copied: Tensor, style: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        h, skips = torch.cat([stage_one, trust], dim=1), []
        for stage in self.encode:
            h = stage(h)
            skips.append(h)
        h = self.first(self.centre(h))
        h = self.decode[0](torch.cat([self._up(0, h), skips[2]], dim=1))
        features = self.decode[1](torch.cat([self._up(1, h), skips[1]], dim=1))
        result = torch.sigmoid(self.leave(self.decode[2](self._up(2, features))).float())
        return features, result, trust.clamp(0, 1)

    def _up(self, level: int, h: Tensor) -> Tensor:
        return F.leaky_relu(self.up[level](h), LEAK)


def start_at(conv: nn.Conv2d, value: float) -> None:
    """Let an untrained convolution answer `value` everywhere."""
    nn.init.zeros_(conv.weight)
    assert conv.bias is not None
    nn.init.constant_(conv.bias, value)


def spectral_conv(inputs: int, outputs: int, kernel: int, stride: int = 1, dilation: int = 1) -> nn.Module:
    """A convolution with spectral normalisation (Miyato et al. 2018) that keeps the size, or halves it with stride 2."""
    padding = 1 if stride == 2 else dilation * (kernel // 2)
    return nn.utils.parametrizations.spectral_norm(nn.Conv2d(inputs, outputs, kernel, stride, padding, dilation))


def _spectral_deconv(inputs: int, outputs: int) -> nn.Module:
    return nn.utils.parametrizations.spectral_norm(nn.ConvTranspose2d(inputs, outputs, 4, 2, 1))


def _norm_conv(inputs: int, outputs: int, stride: int = 1) -> tuple[nn.Module, ...]:
    return nn.Conv2d(inputs, outputs, 3, stride, 1), nn.BatchNorm2d(outputs), nn.LeakyReLU(LEAK)
