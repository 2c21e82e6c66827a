"""Small symmetry networks, and faces made by formula, for tests."""

from __future__ import annotations

import dataclasses

import numpy as np
import torch

from engines.imaging.arrays import FloatImage
from engines.symmetry.compact import CompactConfig
from engines.symmetry.network import PaperConfig, SymmetryConfig

SIZE = 64
TINY = CompactConfig(
    look_size=32, look_widths=(16, 16), look_blocks=(1, 1), widths=(16, 16), blocks=(1, 1), style_dim=4, hidden=8
)
COMPACT = SymmetryConfig(size=SIZE, compact=TINY)
PAPER = SymmetryConfig(network="paper", size=SIZE, paper=PaperConfig(width=0.05))


def residual_paper() -> SymmetryConfig:
    return dataclasses.replace(PAPER, paper=dataclasses.replace(PAPER.paper, flow="residual"))


def symmetric_face(size: int = SIZE) -> FloatImage:
    """Smooth, and the same as its mirror image."""
    y, x = np.mgrid[:size, :size] / (size - 1) * 2 - 1
    waves = np.stack([np.cos(3 * x) * np.sin(2 * y), np.cos(5 * x + 0 * y), np.sin(4 * y) * x**2], axis=-1)
    return (0.5 + 0.3 * waves).astype(np.float32)


def lopsided_face(size: int = SIZE) -> FloatImage:
    y, x = np.mgrid[:size, :size] / size
    waves = np.stack([np.sin(4 * x + y), np.cos(3 * y - 2 * x), np.sin(5 * x)], axis=-1)
    return (0.5 + 0.3 * waves).astype(np.float32)


def left_hole(size: int = SIZE) -> FloatImage:
    """(size, size), 1 in a box in the left half."""
    hole = np.zeros((size, size), np.float32)
    hole[size // 4 : size // 2, size // 8 : size // 3] = 1
    return hole


def tensor(picture: FloatImage) -> torch.Tensor:
    """(H, W, 3) or (H, W) -> (1, C, H, W)."""
    return torch.from_numpy(np.atleast_3d(picture).transpose(2, 0, 1).copy())[None]
