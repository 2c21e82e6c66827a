"""Small sketch networks, and sketches made by formula, for tests."""

from __future__ import annotations

import torch

from engines.face.parsing.network import FaceNetwork, FaceNetworkConfig
from engines.face.parsing.parser import FaceParser
from engines.imaging.arrays import FloatImage
from engines.sketch.compact import CompactConfig
from engines.sketch.network import SketchConfig, SketchNetwork
from engines.sketch.paper import PaperConfig
from tests.engines.sample_requests import sketched_face

SIZE = 64
TINY = CompactConfig(look_widths=(16, 16), look_blocks=(1, 1), widths=(16, 16), blocks=(1, 1), style_dim=4, hidden=8)
COMPACT = SketchConfig(size=SIZE, compact=TINY)
ONE_STAGE = SketchConfig(size=SIZE, compact=TINY, stages=1)
PAPER = SketchConfig(network="paper", paper=PaperConfig(width=0.02))


def stirred(config: SketchConfig) -> SketchNetwork:
    """A network that has left its start, where stage II changes nothing, and remembers some photos."""
    torch.manual_seed(0)
    network = config.build()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.02)
    looks = torch.rand(8, 4, 4) * 2 - 1
    looks[..., 3] = 1
    network.remember(torch.randn(8, config.style_dim), looks.flatten(1))
    return network


def tiny_parser() -> FaceParser:
    torch.manual_seed(0)
    config = FaceNetworkConfig(size=64, widths=(8, 16, 16, 16), blocks=(1, 1, 1, 1), fused=16, detail=8)
    return FaceParser(FaceNetwork(config), torch.device("cpu"))


def drawn_face(size: int = SIZE) -> FloatImage:
    return sketched_face(size)
