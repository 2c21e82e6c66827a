"""Stand-ins for the pretrained files: the right names and shapes, random values."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

CHANNELS = (64, 128, 256, 384, 384, 512, 512)
FIRES = {2: (16, 64, 64), 3: (16, 128, 64), 4: (32, 128, 128), 5: (32, 256, 128), 6: (48, 256, 192), 7: (48, 384, 192),
         8: (64, 384, 256), 9: (64, 512, 256)}  # fmt: skip


def write_squeezenet(path: Path) -> Path:
    """SqueezeNet v1.1 convolutions that keep the size of their input's variation."""
    rng = np.random.default_rng(0)
    arrays: dict[str, np.ndarray] = {}

    def convolution(name: str, outputs: int, inputs: int, size: int) -> None:
        spread = np.sqrt(2 / (inputs * size * size))
        arrays[f"{name}.w"] = rng.normal(0, spread, (outputs, inputs, size, size)).astype(np.float32)
        arrays[f"{name}.b"] = np.zeros(outputs, np.float32)

    convolution("conv1", 64, 3, 3)
    for number, (squeeze, inputs, expand) in FIRES.items():
        convolution(f"fire{number}/squeeze1x1", squeeze, inputs, 1)
        convolution(f"fire{number}/expand1x1", expand, squeeze, 1)
        convolution(f"fire{number}/expand3x3", expand, squeeze, 3)
    np.savez(path, **arrays)
    return path


def write_heads(path: Path, channels: tuple[int, ...] = CHANNELS) -> Path:
    """LPIPS heads that weigh every channel alike."""
    torch.save(
        {f"lin{tap}.model.1.weight": torch.full((1, count, 1, 1), 1 / count) for tap, count in enumerate(channels)},
        path,
    )
    return path
