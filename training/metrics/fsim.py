"""Feature similarity, FSIM and FSIMc (Zhang, Zhang, Mou, Zhang 2011): phase congruency and gradients.

Phase congruency after Kovesi 1999: log-Gabor filters of 4 scales and 4 orientations, shortest wavelength 6 px, factor 2 between
scales, sigma_f 0.55, angular spread pi / (4 * 1.2), noise threshold 2 standard deviations.
"""

from __future__ import annotations

import math
from functools import lru_cache

import torch
from torch import Tensor
from torch.nn import functional as F

SCALES, ORIENTATIONS = 4, 4
SHORTEST_WAVELENGTH_PX, SCALE_FACTOR = 6.0, 2.0
SIGMA_F, DELTA_THETA = 0.55, 1.2
LOW_PASS_CUTOFF, LOW_PASS_ORDER = 0.45, 15
NOISE_DEVIATIONS, NOISE_OVERESTIMATE = 2.0, 1.7
PHASE_CONSTANT, GRADIENT_CONSTANT, CHROMA_CONSTANT, CHROMA_POWER = 0.85, 160.0, 200.0, 0.03
RGB_TO_YIQ = ((0.299, 0.587, 0.114), (0.5959, -0.2746, -0.3213), (0.2115, -0.5227, 0.3112))


def fsim(test: Tensor, reference: Tensor, chromatic: bool = False) -> Tensor:
    """FSIM, or FSIMc with `chromatic`, of (N, 3, H, W) in [0, 1]; (N,), 1 for equal images.

    Images are first averaged down by round(shorter side / 256) where that is above 1.
    """
    first, second = _prepared(test), _prepared(reference)
    phases = phase_congruency(first[:, 0]), phase_congruency(second[:, 0])
    similarity = _similarity(*phases, PHASE_CONSTANT)
    similarity = similarity * _similarity(_scharr(first[:, :1]), _scharr(second[:, :1]), GRADIENT_CONSTANT)
    if chromatic:
        chroma = _similarity(first[:, 1:], second[:, 1:], CHROMA_CONSTANT).prod(dim=1)
        similarity = similarity * chroma.abs() ** CHROMA_POWER
    weight = torch.maximum(*phases)
    return (similarity * weight).flatten(1).sum(1) / weight.flatten(1).sum(1)


def fsimc(test: Tensor, reference: Tensor) -> Tensor:
    """FSIM with the chrominance of YIQ."""
    return fsim(test, reference, chromatic=True)


def phase_congruency(luma: Tensor) -> Tensor:
    """Phase congruency of (N, H, W), luma in 0..255; (N, H, W) in [0, 1]."""
    filters = _filter_bank(luma.shape[-2], luma.shape[-1]).to(luma)  # (O, S, H, W)
    responses = torch.fft.ifft2(torch.fft.fft2(luma)[:, None, None] * filters)  # (N, O, S, H, W)
    total = responses.sum(dim=2, keepdim=True)
    direction = total / (total.abs() + torch.finfo(luma.dtype).eps)
    aligned = responses * direction.conj()
    energy = (aligned.real - aligned.imag.abs()).sum(dim=2)  # (N, O, H, W)
    energy = F.relu(energy - _noise_threshold(responses, filters))
    congruency: Tensor = energy.sum(dim=1) / (responses.abs().sum(dim=(1, 2)) + torch.finfo(luma.dtype).eps)
    return congruency


def _noise_threshold(responses: Tensor, filters: Tensor) -> Tensor:
    """What noise alone would reach, (N, O, 1, 1): its power is read off the median response at the smallest scale."""
    smallest = responses[:, :, 0].abs().square().flatten(2)
    power = smallest.median(dim=2).values / math.log(2) / filters[:, 0].square().sum(dim=(1, 2))
    spatial = torch.fft.ifft2(filters).real * math.sqrt(filters.shape[-2] * filters.shape[-1])
    rayleigh = (power * spatial.sum(dim=1).square().sum(dim=(1, 2))).sqrt()
    threshold: Tensor = rayleigh * (math.sqrt(math.pi / 2) + NOISE_DEVIATIONS * math.sqrt(2 - math.pi / 2))
    return threshold[:, :, None, None] / NOISE_OVERESTIMATE


@lru_cache(maxsize=4)
def _filter_bank(height: int, width: int) -> Tensor:
    """One-sided log-Gabor filters in the frequency domain, zero frequency at the corner, (O, S, H, W)."""
    down, right = torch.meshgrid(_frequencies(height), _frequencies(width), indexing="ij")
    radius = torch.sqrt(down**2 + right**2)
    angle = torch.atan2(-down, right)
    low_pass = 1 / (1 + (radius / LOW_PASS_CUTOFF) ** (2 * LOW_PASS_ORDER))
    radius[0, 0] = 1
    centres = [1 / (SHORTEST_WAVELENGTH_PX * SCALE_FACTOR**scale) for scale in range(SCALES)]
    radial = (
        torch.stack([torch.exp(-(torch.log(radius / f) ** 2) / (2 * math.log(SIGMA_F) ** 2)) for f in centres])
        * low_pass
    )
    radial[:, 0, 0] = 0
    spread = math.pi / (ORIENTATIONS * DELTA_THETA)
    angular = []
    for orientation in range(ORIENTATIONS):
        away = angle - orientation * math.pi / ORIENTATIONS
        away = torch.atan2(torch.sin(away), torch.cos(away))
        angular.append(torch.exp(-(away**2) / (2 * spread**2)))
    return (torch.stack(angular)[:, None] * radial[None]).float()


def _frequencies(size: int) -> Tensor:
    """Cycles a pixel, double; an odd size spans -0.5..0.5 inclusive as in the authors' code."""
    cycles: Tensor = torch.fft.fftfreq(size, dtype=torch.float64)
    return cycles if size % 2 == 0 else cycles * (size / (size - 1))


def _prepared(image: Tensor) -> Tensor:
    """YIQ, 0..255, averaged down for large images."""
    factor = max(1, round(min(image.shape[-2:]) / 256))
    small = F.avg_pool2d(image * 255, factor)
    return torch.einsum("yc,nchw->nyhw", small.new_tensor(RGB_TO_YIQ), small)


def _scharr(luma: Tensor) -> Tensor:
    across = luma.new_tensor([[-3.0, 0, 3], [-10, 0, 10], [-3, 0, 3]]) / 16
    gradient: Tensor = F.conv2d(luma, torch.stack([across, across.T])[:, None], padding=1)
    return gradient.square().sum(1).sqrt()


def _similarity(first: Tensor, second: Tensor, constant: float) -> Tensor:
    return (2 * first * second + constant) / (first.square() + second.square() + constant)
