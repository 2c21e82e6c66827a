"""Small latent networks, and pictures made by formula, for tests."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import torch

from engines.imaging.arrays import FloatImage, Mask
from engines.latent.compact import CompactConfig
from engines.latent.directions import principal_directions
from engines.latent.engine import LatentEngine
from engines.latent.network import LatentConfig, LatentNetwork
from engines.latent.options import DIRECTIONS
from engines.weights import WeightsCard, save_weights

TINY = CompactConfig(
    widths=(16, 16, 8, 8), blocks=(1, 0, 0, 0), hidden=16, look_widths=(8, 8, 8, 8), judge_widths=(4, 8, 8, 8)
)
COMPACT = LatentConfig(size=32, z_dim=12, compact=TINY)
PHOTO_PX = 64


def network(config: LatentConfig = COMPACT) -> LatentNetwork:
    """With random weights that make pictures of some contrast, and its own principal directions."""
    torch.manual_seed(0)
    made = config.build().eval().requires_grad_(False)
    if config.network == "compact":
        for name, weight in made.generator.named_parameters():
            if name.startswith(("enter", "leave")):
                weight.mul_(4)
    made.directions.copy_(principal_directions(made.generator, config.z_dim, DIRECTIONS, samples=64))
    return made


def weights_file(folder: Path, config: LatentConfig = COMPACT) -> Path:
    path = folder / "latent.safetensors"
    card = WeightsCard("latent", dataclasses.asdict(config), licence="none", data=("formula",))
    save_weights(path, dict(network(config).state_dict()), card, half=False)
    return path


def engine(folder: Path, config: LatentConfig = COMPACT) -> LatentEngine:
    return LatentEngine.load(weights_file(folder, config), "cpu")


def photo(size: int = PHOTO_PX) -> FloatImage:
    y, x = np.mgrid[:size, :size] / size
    waves = np.stack([np.sin(7 * x + y), np.cos(5 * y - 2 * x), np.sin(6 * y)], axis=-1)
    return (0.5 + 0.3 * waves).astype(np.float32)


def mouth_hole(size: int = PHOTO_PX) -> Mask:
    hole = np.zeros((size, size), np.float32)
    hole[round(0.66 * size) : round(0.82 * size), round(0.36 * size) : round(0.64 * size)] = 1
    return hole
