"""Pixel fidelity: PSNR, SSIM, MS-SSIM, GMSD. (N, 3, H, W) in [0, 1] -> (N,).

`mask` (N, H, W) in [0, 1] limits a metric to a region; for SSIM it weighs the map, whose windows may reach 5 px out of the region.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F
from torchmetrics.functional.image import (
    multiscale_structural_similarity_index_measure,
    structural_similarity_index_measure,
)

from engines.imaging.arrays import ByteImage

MS_SSIM_WEIGHTS = (0.0448, 0.2856, 0.3001, 0.2363, 0.1333)  # Wang, Simoncelli, Bovik 2003
SSIM_WINDOW = 11
GMSD_CONSTANT = 170 / 255**2  # Xue et al. 2013


def as_batch(images: Sequence[ByteImage]) -> Tensor:
    """8-bit pictures (H, W, 3) -> (N, 3, H, W) in [0, 1], channels last in memory, which convolutions like."""
    return torch.from_numpy(np.stack(images)).permute(0, 3, 1, 2).float() / 255


def luminance(image: Tensor) -> Tensor:
    """Rec. 601 luma of sRGB, (N, 1, H, W), in the range of the input."""
    weights = image.new_tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)
    return (image * weights).sum(1, keepdim=True)


def psnr(test: Tensor, reference: Tensor, mask: Tensor | None = None) -> Tensor:
    """Peak signal-to-noise ratio in dB, peak 1: -10 log10 of the mean squared error; infinite for equal images."""
    return -10 * torch.log10(region_mean((test - reference).square(), mask))


def ssim(test: Tensor, reference: Tensor, mask: Tensor | None = None) -> Tensor:
    """Structural similarity (Wang et al. 2004): 11 x 11 Gaussian of 1.5 px, population covariance, mean over channels and valid area.

    Any number of channels: give `luminance` for the luma variant. Raises `ValueError` below 11 px.
    """
    return region_mean(ssim_map(test, reference), None if mask is None else valid_area(mask))


def ssim_map(test: Tensor, reference: Tensor) -> Tensor:
    """SSIM at every pixel whose window lies inside the image, (N, C, H - 10, W - 10)."""
    if min(test.shape[-2:]) < SSIM_WINDOW:
        raise ValueError(f"SSIM needs images of at least {SSIM_WINDOW} px, not {tuple(test.shape[-2:])}.")
    similarity = structural_similarity_index_measure(
        test, reference, data_range=1.0, reduction="none", return_full_image=True
    )[1]
    return valid_area(similarity)


def valid_area(values: Tensor) -> Tensor:
    """(..., H, W) without the five border pixels that the SSIM window does not reach."""
    border = SSIM_WINDOW // 2
    return values[..., border:-border, border:-border]


def ms_ssim_scales(side: int) -> int:
    """How many of the five scales have at least one full window on an image with this shorter side."""
    return max(1, min(len(MS_SSIM_WEIGHTS), int(np.log2(max(side, SSIM_WINDOW) / SSIM_WINDOW)) + 1))


def ms_ssim(test: Tensor, reference: Tensor) -> Tensor:
    """Multi-scale SSIM; below 176 px with fewer scales (128 px: four), their weights made to sum to 1."""
    weights = MS_SSIM_WEIGHTS[: ms_ssim_scales(min(test.shape[-2:]))]
    betas = tuple(weight / sum(weights) for weight in weights) if len(weights) < len(MS_SSIM_WEIGHTS) else weights
    values: Tensor = multiscale_structural_similarity_index_measure(
        test, reference, data_range=1.0, reduction="none", betas=betas
    )
    return values


def gmsd(test: Tensor, reference: Tensor) -> Tensor:
    """Gradient magnitude similarity deviation (Xue et al. 2013) of the luma at half size; 0 for equal images."""
    edges_test, edges_reference = _prewitt(luminance(test)), _prewitt(luminance(reference))
    upper = 2 * edges_test * edges_reference + GMSD_CONSTANT
    similarity = upper / (edges_test.square() + edges_reference.square() + GMSD_CONSTANT)
    return similarity.flatten(1).std(dim=1, correction=0)


def _prewitt(luma: Tensor) -> Tensor:
    across = luma.new_tensor([[-1.0, 0, 1]] * 3) / 3
    halved = F.avg_pool2d(luma, 2)
    gradient = F.conv2d(halved, torch.stack([across, across.T])[:, None], padding=1)
    return gradient.square().sum(1).sqrt()


def region_mean(values: Tensor, mask: Tensor | None) -> Tensor:
    """Mean of (N, C, H, W) over channels and the region, (N,); `mask` (N, H, W) is reduced to the size of the values."""
    if mask is None:
        return values.flatten(1).mean(1)
    weights = F.adaptive_avg_pool2d(mask[:, None].to(values.dtype), (values.shape[-2], values.shape[-1]))[:, 0]
    return (values.mean(1) * weights).flatten(1).sum(1) / weights.flatten(1).sum(1).clamp(min=1e-9)
