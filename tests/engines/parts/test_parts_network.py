"""Networks of the parts engine against the published tables."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from torch import nn

from engines.errors import WeightsError
from engines.layers import PatchDiscriminator, StyleEncoder
from engines.parts.network import (
    Conditions,
    PaperDiscriminator,
    PaperGenerator,
    PartsConfig,
    StyledConfig,
    StyledGenerator,
)

SMALL = StyledConfig(size=64, widths=(16, 32), blocks=(1, 1), style_dim=4, hidden=16)


def count(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def test_table_1_has_fifteen_layers_and_5175555_parameters() -> None:
    generator = PaperGenerator()
    layers = [m for m in generator.modules() if isinstance(m, nn.Conv2d | nn.ConvTranspose2d)]
    assert len(layers) == 15
    assert sum(layer.stride == (2, 2) for layer in layers[:10]) == 2
    assert sum(isinstance(m, nn.BatchNorm2d) for m in generator.modules()) == 14
    assert count(generator) == 5_175_555


def test_batch_norm_after_the_last_layer_is_a_choice() -> None:
    assert count(PaperGenerator(bn_last=True)) == 5_175_555 + 6


@pytest.mark.parametrize(("outputs", "parameters"), [(1, 9_959_233), (2, 9_960_258)])
def test_table_2_parameters(outputs: int, parameters: int) -> None:
    assert count(PaperDiscriminator(outputs)) == parameters


def test_the_published_networks_keep_their_sizes() -> None:
    generator, discriminator = PaperGenerator().eval(), PaperDiscriminator(2)
    with torch.inference_mode():
        painted = generator(torch.zeros(1, 3, 128, 128))
        assert painted.shape == (1, 3, 128, 128)
        assert painted.abs().max() <= 1
        assert discriminator(painted).shape == (1, 2)


def test_a_narrow_paper_network_works_at_another_size() -> None:
    generator, discriminator = PaperGenerator(width=0.125).eval(), PaperDiscriminator(width=0.125, size=64)
    with torch.inference_mode():
        assert discriminator(generator(torch.zeros(2, 3, 64, 64))).shape == (2, 1)


def test_weights_begin_normal_with_deviation_0_02() -> None:
    torch.manual_seed(0)
    weights = torch.cat([p.flatten() for n, p in PaperDiscriminator().named_parameters() if n.endswith("weight")])
    assert weights.mean().item() == pytest.approx(0, abs=1e-4)
    assert weights.std().item() == pytest.approx(0.02, rel=0.01)


def styled_inputs(n: int) -> tuple[torch.Tensor, torch.Tensor, Conditions]:
    torch.manual_seed(1)
    conditions = Conditions(torch.randn(n, 4), torch.rand(n, 3), torch.rand(n, 1))
    return torch.rand(n, 3, 64, 64) * 2 - 1, torch.rand(n, 1, 64, 64), conditions


def test_the_styled_generator_answers_in_range_and_listens_to_every_condition() -> None:
    torch.manual_seed(0)
    network = StyledGenerator(SMALL)
    for module in network.modules():  # blocks begin as identities, deaf to the style
        if isinstance(module, nn.Conv2d):
            nn.init.normal_(module.weight, 0, 0.1)
    canvas, cover, conditions = styled_inputs(1)
    vector = conditions.vector()
    with torch.inference_mode():
        answer = network(canvas, cover, vector)
        assert answer.shape == (1, 3, 64, 64)
        assert answer.abs().max() <= 1
        for i in range(vector.shape[1]):
            other = vector.clone()
            other[0, i] += 1
            assert not torch.equal(network(canvas, cover, other), answer)
        assert not torch.equal(network(canvas, 1 - cover, vector), answer)


def test_the_style_encoder_and_the_patch_discriminator_have_the_promised_shapes() -> None:
    image = torch.zeros(2, 3, 64, 64)
    mean, log_variance = StyleEncoder(5)(image)
    assert mean.shape == log_variance.shape == (2, 5)
    assert PatchDiscriminator((8, 8, 8, 8))(image).shape == (2, 1, 4, 4)


def test_a_configuration_survives_its_card() -> None:
    import dataclasses
    import json

    for config in (PartsConfig(styled=SMALL), PartsConfig("paper", bn_last=True, width=0.5, paper_size=64)):
        again = PartsConfig.from_dict(json.loads(json.dumps(dataclasses.asdict(config))))
        assert again == config
        assert again.size == 64
        again.build().load_state_dict(config.build().state_dict())


@pytest.mark.parametrize("values", [{"network": "best"}, {"colour": 1}, {"styled": {"depth": 3}}])
def test_a_foreign_configuration_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(WeightsError, match=r"Choose other weights\.|Use styled or paper\."):
        PartsConfig.from_dict(values)


def test_the_typical_style_follows_the_canvas_where_the_network_expects_one() -> None:
    torch.manual_seed(0)
    network = StyledGenerator(dataclasses.replace(SMALL, expects=True)).eval()
    canvases, cover = torch.rand(2, 3, 64, 64) * 2 - 1, torch.ones(2, 1, 64, 64)
    with torch.inference_mode():
        first, second = network.typical_style(canvases, cover)
        assert not torch.allclose(first, second)
        assert torch.equal(StyledGenerator(SMALL).typical_style(canvases, cover), torch.zeros(2, SMALL.style_dim))
