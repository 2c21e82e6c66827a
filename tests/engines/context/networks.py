"""Small context networks, and weights files of them, for tests."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import torch

from engines.context.compact import CompactConfig
from engines.context.network import ContextConfig, PaperConfig
from engines.weights import WeightsCard, save_weights

SIZE = 64
TINY = CompactConfig(widths=(16, 16, 16, 16, 8), blocks=(1, 1, 1, 1), style_channels=2, hidden=8)
COMPACT = ContextConfig(size=128, compact=TINY)
CASCADE = ContextConfig("cascade", SIZE, paper=PaperConfig(width=0.06))
PROGAN = ContextConfig("progan", SIZE, paper=PaperConfig(width=0.06))


def write_weights(folder: Path, config: ContextConfig) -> Path:
    """Weights of an untrained network that has left its start."""
    torch.manual_seed(0)
    network = config.build()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.05)
    path = folder / f"context-{config.network}.safetensors"
    save_weights(path, network.state_dict(), WeightsCard("context", dataclasses.asdict(config)))
    return path
