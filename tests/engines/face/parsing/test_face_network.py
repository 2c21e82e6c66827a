from __future__ import annotations

import numpy as np
import pytest
import torch

from engines.errors import InputError, WeightsError
from engines.face.parsing.network import FaceNetwork, FaceNetworkConfig, soft_argmax

TINY = FaceNetworkConfig(64, (8, 16, 16, 16), (1, 1, 1, 1), 16, 8)


@pytest.fixture(scope="module")
def network() -> FaceNetwork:
    torch.manual_seed(0)
    return FaceNetwork(TINY).eval()


def test_shapes_of_both_heads(network: FaceNetwork) -> None:
    outputs = network(torch.zeros(2, 3, 64, 64))
    assert outputs.logits.shape == (2, 8, 64, 64)
    assert outputs.landmarks.shape == (2, 68, 2) and outputs.heat.shape == (2, 68, 16, 16)
    assert torch.allclose(outputs.heat.exp().sum(dim=(2, 3)), torch.ones(2, 68), atol=1e-4)


def test_the_shipped_shape_is_compact() -> None:
    assert sum(p.numel() for p in FaceNetwork(FaceNetworkConfig()).parameters()) < 3_000_000


def test_both_heads_learn_from_their_own_loss(network: FaceNetwork) -> None:
    outputs = network(torch.rand(1, 3, 64, 64))
    for loss, head in ((outputs.logits.square().mean(), network.classes), (outputs.landmarks.sum(), network.heat)):
        network.zero_grad()
        loss.backward(retain_graph=True)
        assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in list(head.parameters())[-2:-1])
        assert network.enter.conv.weight.grad is not None


def test_soft_argmax_finds_a_peak_between_cells() -> None:
    heat = torch.full((1, 1, 8, 8), -30.0)
    heat[0, 0, 2, 5] = heat[0, 0, 2, 6] = 0.0
    found = soft_argmax(heat.flatten(2).log_softmax(2), 8)
    assert torch.allclose(found, torch.tensor([[[6 / 8, 2.5 / 8]]]), atol=1e-4)


def test_a_foreign_configuration_is_refused() -> None:
    assert FaceNetworkConfig.from_dict({"size": 64, "widths": [8, 16, 16, 16]}).widths == (8, 16, 16, 16)
    with pytest.raises(WeightsError, match="other weights"):
        FaceNetworkConfig.from_dict({"style_dim": 3})


def test_the_parser_keeps_the_size_and_sums_to_one(network: FaceNetwork) -> None:
    from engines.face.parsing.parser import FaceParser

    parser = FaceParser(network, torch.device("cpu"))
    image = np.random.default_rng(0).random((100, 100, 3)).astype(np.float32)
    parsing = parser.parse(image)
    assert parsing.labels.shape == (100, 100) and parsing.labels.dtype == np.uint8
    assert np.allclose(parsing.probabilities.sum(axis=0), 1, atol=1e-5)
    assert (parsing.probabilities.argmax(axis=0) == parsing.labels).all()
    assert (parser.parse(image).landmarks == parsing.landmarks).all()
    assert parsing.certainty.shape == (68,) and parsing.certainty.min() >= 0 and parsing.certainty.max() <= 1
    with pytest.raises(InputError, match="square"):
        parser.parse(np.zeros((64, 32, 3), np.float32))
