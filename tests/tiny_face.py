"""Weights of a tiny face network that was never trained, for whatever needs a file that loads."""

from __future__ import annotations

import dataclasses
from pathlib import Path

LICENCE = "CC0"


def tiny_face_weights(path: Path) -> Path:
    import torch

    from engines.face.parsing.network import FaceNetwork, FaceNetworkConfig
    from engines.weights import WeightsCard, save_weights

    torch.manual_seed(0)
    config = FaceNetworkConfig(64, (8, 16, 16, 16), (1, 1, 1, 1), 16, 8)
    card = WeightsCard("face", dataclasses.asdict(config), title="Tiny", licence=LICENCE)
    save_weights(path, FaceNetwork(config).state_dict(), card)
    return path
