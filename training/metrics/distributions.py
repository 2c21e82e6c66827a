"""Distances between two sets of feature vectors, (N, D) and (M, D)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor


@dataclass(frozen=True)
class KernelDistance:
    """`value` over all images, `spread` the standard deviation over random halves, `count` images on each side."""

    value: float
    spread: float
    count: tuple[int, int]


def frechet_distance(first: Tensor, second: Tensor) -> float:
    """|m1 - m2|^2 + Tr(S1 + S2 - 2 (S1 S2)^1/2) of two Gaussians fitted to the sets (Heusel et al. 2017); biased upward for small sets.

    The root's trace is that of the symmetric S1^1/2 S2 S1^1/2, so singular covariances (fewer images than features) are no trouble.
    """
    first, second = first.double(), second.double()
    shift = (first.mean(0) - second.mean(0)).square().sum()
    cov_first, cov_second = torch.cov(first.T), torch.cov(second.T)
    values, vectors = torch.linalg.eigh(cov_first)
    root = (vectors * values.clamp(min=0).sqrt()) @ vectors.T
    cross = torch.linalg.eigvalsh(root @ cov_second @ root).clamp(min=0).sqrt().sum()
    return float(shift + cov_first.trace() + cov_second.trace() - 2 * cross)


def kernel_distance(first: Tensor, second: Tensor, seed: int = 0, halves: int = 50) -> KernelDistance:
    """Unbiased squared maximum mean discrepancy with the kernel (x . y / D + 1)^3 (Binkowski et al. 2018); may fall below 0."""
    rng = np.random.default_rng(seed)
    kernels = _kernel(first, first), _kernel(second, second), _kernel(first, second)
    value = _unbiased(*kernels)
    estimates = []
    for _ in range(halves):
        i = torch.from_numpy(rng.permutation(len(first))[: len(first) // 2])
        j = torch.from_numpy(rng.permutation(len(second))[: len(second) // 2])
        estimates.append(_unbiased(kernels[0][i][:, i], kernels[1][j][:, j], kernels[2][i][:, j]))
    return KernelDistance(value, float(np.std(estimates)), (len(first), len(second)))


def _kernel(first: Tensor, second: Tensor) -> Tensor:
    return (first.double() @ second.double().T / first.shape[1] + 1) ** 3


def _unbiased(within_first: Tensor, within_second: Tensor, across: Tensor) -> float:
    n, m = across.shape
    first = (within_first.sum() - within_first.trace()) / (n * (n - 1))
    second = (within_second.sum() - within_second.trace()) / (m * (m - 1))
    return float(first + second - 2 * across.mean())
