"""Sheet, section 4: the published sizes, and what every switch changes."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
import torch
from torch import nn

from engines.errors import WeightsError
from engines.latent.compact import draw
from engines.latent.directions import principal_directions
from engines.latent.network import LatentConfig
from engines.latent.paper import PaperConfig, PaperDiscriminator, PaperGenerator
from tests.engines.latent.networks import COMPACT, network


def count(module: nn.Module) -> int:
    return sum(p.numel() for p in module.parameters())


@pytest.mark.parametrize(
    ("config", "generator", "discriminator"),
    [
        (PaperConfig(), 8_194_179, 9_827_649),
        (PaperConfig(small=True), 3_735_875, 4_818_081),
        (PaperConfig(d_fourth_pool=True), 8_194_179, 2_749_761),
    ],
)
def test_published_networks_have_the_published_sizes(config: PaperConfig, generator: int, discriminator: int) -> None:
    assert count(PaperGenerator(config)) == generator
    assert count(PaperDiscriminator(config)) == discriminator


@pytest.mark.parametrize(
    "changes",
    [{}, {"bn": "conv1"}, {"bn": "none"}, {"bn": "all"}, {"act": "relu"}, {"act": "lrelu"}, {"d_stride": True},
     {"no_dense": True}, {"d_fourth_pool": True}],
)  # fmt: skip
def test_every_variant_makes_and_judges_80_px_pictures(changes: dict[str, Any]) -> None:
    made = LatentConfig(network="paper", crop="paper", paper=PaperConfig(small=True, **changes)).build().eval()
    with torch.no_grad():
        image = made.generator(torch.rand(2, 100) * 2 - 1)
        verdict = made.discriminator(image)
    assert image.shape == (2, 3, 80, 80)
    assert image.abs().max() <= 1
    assert verdict.shape == (2, 1)


def test_switches_that_move_layers_change_the_parameters() -> None:
    small = PaperConfig(small=True)
    plain = count(PaperGenerator(small)), count(PaperDiscriminator(small))
    changed = {
        name: dataclasses.replace(small, **change)
        for name, change in {
            "conv1": {"bn": "conv1"}, "none": {"bn": "none"}, "all": {"bn": "all"}, "no_dense": {"no_dense": True},
        }.items()
    }  # fmt: skip
    sizes = {name: (count(PaperGenerator(c)), count(PaperDiscriminator(c))) for name, c in changed.items()}
    assert len({plain, *sizes.values()}) == 5
    assert sizes["none"][0] == plain[0] - 2 * 6400
    assert sizes["conv1"][0] == sizes["none"][0] + 2 * 128


def test_compact_pictures_have_the_size_of_the_configuration_and_stay_in_range() -> None:
    made = network()
    image = made.generator(torch.rand(3, 12) * 2 - 1)
    assert image.shape == (3, 3, 32, 32)
    assert image.abs().max() <= 1
    assert made.discriminator(image).shape == (3, 1, 2, 2)


def test_the_encoder_stays_in_the_latent_cube_and_does_not_see_into_the_hole() -> None:
    made = network()
    assert made.encoder is not None
    known = torch.ones(1, 1, 32, 32)
    known[..., 8:16, 8:16] = 0
    image, other = torch.rand(2, 1, 3, 32, 32)
    seen, unseen = made.encoder(image, known), made.encoder(image * known + other * (1 - known), known)
    assert torch.equal(seen[0], unseen[0]) and torch.equal(seen[1], unseen[1])
    assert not torch.equal(seen[0], made.encoder(image, torch.ones_like(known))[0])
    for even in (-1.0, 0.0, 1.0):
        assert draw(*seen, torch.full_like(seen[0], even)).abs().max() <= 1


def test_along_the_first_direction_pictures_change_most() -> None:
    """A linear generator whose strongest direction is known."""

    class Linear(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.strength = nn.Parameter(torch.tensor([0.1, 3.0, 1.0, 0.01]))

        def forward(self, z: torch.Tensor) -> torch.Tensor:
            rows = z * self.strength
            return (
                torch.cat([rows, rows[:, :2] * 0], dim=1)
                .reshape(-1, 3, 1, 2)
                .repeat_interleave(40, 2)
                .repeat_interleave(20, 3)
            )

    found = principal_directions(Linear(), 4, 3)
    assert found.shape == (3, 4)
    assert [int(i) for i in found.abs().argmax(dim=1)] == [1, 2, 0]
    assert torch.allclose(found.norm(dim=1), torch.full((3,), 3**-0.5), atol=1e-5)


def test_a_configuration_survives_its_card() -> None:
    config = dataclasses.replace(COMPACT, directions=("Light", "Smile"))
    assert LatentConfig.from_dict(dataclasses.asdict(config)) == config


@pytest.mark.parametrize("values", [{"network": "vast"}, {"crop": "none"}, {"depth": 3}, {"compact": {"depth": 3}}])
def test_foreign_configurations_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(WeightsError):
        LatentConfig.from_dict(values)
