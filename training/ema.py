"""Exponential moving average of a network's weights, and starting both from a file."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import torch
from torch import nn

from engines.weights import fill_network, load_weights


class Ema:
    """A shadow copy that follows a network: shadow = decay * shadow + (1 - decay) * network; buffers are copied.

    Early on the decay is smaller, (1 + updates) / (10 + updates), so that the start is forgotten soon.
    """

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay = decay
        self.updates = 0
        self.shadow = copy.deepcopy(network).eval().requires_grad_(False)

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        decay = min(self.decay, (1 + self.updates) / (10 + self.updates))
        self.updates += 1
        for old, new in zip(self.shadow.parameters(), network.parameters(), strict=True):
            old.lerp_(new.to(old.dtype), 1 - decay)
        for kept, latest in zip(self.shadow.buffers(), network.buffers(), strict=True):
            kept.copy_(latest)

    def state_dict(self) -> dict[str, Any]:
        return {"updates": self.updates, "shadow": self.shadow.state_dict()}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self.updates = state["updates"]
        self.shadow.load_state_dict(state["shadow"])


def begin_with(weights: Path, engine: str, network: nn.Module, ema: Ema | None) -> None:
    """Fill a network and its average from exported weights; what the file lacks starts afresh.

    Raises `WeightsError` where they are another engine's or of another shape.
    """
    tensors, _ = load_weights(weights, engine)
    fill_network(network, {**network.state_dict(), **tensors}, weights.name)
    if ema is not None:
        ema.shadow.load_state_dict(network.state_dict())
