"""Blocks that engines share."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from engines.layers import ConvBlock, SelfAttention, StyledResidualBlock, StyledUNet, UpBlock, spectral

torch.manual_seed(0)
X = torch.randn(2, 16, 8, 8)


@pytest.mark.parametrize(
    ("block", "shape"),
    [
        (ConvBlock(16, 24), (2, 24, 8, 8)),
        (ConvBlock(16, 24, 2), (2, 24, 4, 4)),
        (UpBlock(16, 8), (2, 8, 16, 16)),
        (StyledResidualBlock(16, dilation=2), (2, 16, 8, 8)),
        (SelfAttention(16), (2, 16, 8, 8)),
    ],
)
def test_shapes(block: nn.Module, shape: tuple[int, ...]) -> None:
    assert block(X).shape == shape


@pytest.mark.parametrize("block", [StyledResidualBlock(16), SelfAttention(16)])
def test_residual_blocks_begin_as_the_identity(block: nn.Module) -> None:
    assert torch.equal(block(X), X)


def test_a_style_changes_a_block_and_none_leaves_it_plain() -> None:
    block = StyledResidualBlock(16, style_dim=4)
    nn.init.normal_(block.second.weight, 0, 0.1)
    a, b = torch.randn(2, 4), torch.randn(2, 4)
    assert not torch.equal(block(X, a), block(X, b))
    assert not torch.equal(block(X, a), block(X))


def test_attention_does_not_depend_on_the_order_of_positions() -> None:
    block = SelfAttention(16)
    nn.init.normal_(block.out.weight, 0, 0.5)
    assert torch.allclose(block(X.flip(3)), block(X).flip(3), atol=1e-5)


@pytest.mark.parametrize("stem", [1, 2, 4])
def test_the_unet_keeps_the_size_and_uses_every_parameter(stem: int) -> None:
    network = StyledUNet(6, 3, (16, 32), (1, 2), stem, style_dim=4)
    for parameter in network.parameters():
        nn.init.normal_(parameter, 0, 0.1)
    answer = network(torch.randn(2, 6, 32, 32), torch.randn(2, 4))
    assert answer.shape == (2, 3, 32, 32)
    answer.square().mean().backward()
    assert [name for name, p in network.named_parameters() if p.grad is None or not p.grad.any()] == []


def test_a_unet_without_style_needs_none() -> None:
    assert StyledUNet(1, 1, (16, 32), (1, 1))(torch.randn(1, 1, 16, 16)).shape == (1, 1, 16, 16)


def test_spectral_normalisation_reaches_every_layer() -> None:
    torch.manual_seed(0)
    network = spectral(nn.Sequential(nn.Conv2d(3, 4, 3), nn.Sequential(nn.LeakyReLU(), nn.Flatten(), nn.Linear(4, 2))))
    for _ in range(30):
        network(torch.randn(1, 3, 3, 3))
    for layer in (network[0], network[1][2]):
        assert torch.linalg.matrix_norm(layer.weight.flatten(1), 2).item() == pytest.approx(1, abs=0.02)
