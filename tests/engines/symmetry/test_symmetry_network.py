"""The networks: published sizes, the mirror as a start, what is copied, and the five variants."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from torch import nn

from engines.errors import WeightsError
from engines.symmetry.discriminators import AttentionDiscriminator
from engines.symmetry.network import VARIANTS, SymmetryConfig, SymmetryNetwork, occluded
from engines.symmetry.paper import ConfidenceNet, HalfFaceNet, PaperRecNet
from tests.engines.symmetry.networks import (
    COMPACT,
    PAPER,
    left_hole,
    lopsided_face,
    residual_paper,
    symmetric_face,
    tensor,
)

MIRRORING = pytest.mark.parametrize("config", [COMPACT, residual_paper()], ids=["compact", "paper"])


def count(network: nn.Module) -> int:
    return sum(p.numel() for p in network.parameters())


def built(config: SymmetryConfig) -> SymmetryNetwork:
    torch.manual_seed(1)
    return config.build().eval().requires_grad_(False)


def all_face(network: SymmetryNetwork) -> None:
    """Let an untrained paper network take the whole picture for a face, as an untrained compact one does."""
    if network.config.network == "paper":
        head = network.stage_one.mask_net.head  # type: ignore[union-attr]
        nn.init.zeros_(head.weight)  # type: ignore[union-attr,arg-type]
        nn.init.constant_(head.bias, 3.0)  # type: ignore[union-attr,arg-type]


@pytest.mark.parametrize(
    "backbone, inputs, outputs, expected",
    [("slim", 6, 2, 9_890_362), ("slim", 6, 3, 9_890_381), ("slim", 3, 3, 9_889_517), ("table", 6, 2, 27_587_002)],
)
def test_half_face_networks_have_the_published_size(backbone: str, inputs: int, outputs: int, expected: int) -> None:
    with torch.device("meta"):
        assert count(HalfFaceNet(inputs, outputs, backbone)) == expected


def test_the_other_networks_have_the_published_size() -> None:
    assert count(ConfidenceNet()) == 10_145
    assert count(AttentionDiscriminator(4)) == 3_175_299
    assert count(AttentionDiscriminator(5)) == 7_370_115
    assert abs(count(PaperRecNet()) / 32.6e6 - 1) < 0.1


def test_the_shipped_network_fits_into_its_file() -> None:
    assert count(SymmetryConfig().build()) * 2 < 29e6


@MIRRORING
def test_an_untrained_flow_is_plain_mirroring(config: SymmetryConfig) -> None:
    image, hole = tensor(lopsided_face()), tensor(left_hole())
    seen = built(config).look(image, hole)
    assert torch.allclose(seen["warped"], image.flip(3), atol=1e-4)
    assert torch.equal(seen["warped_known"], 1 - hole.flip(3))
    assert torch.equal(seen["light"], torch.ones_like(image))


@MIRRORING
def test_stage_one_of_a_symmetric_face_is_its_mirror_in_the_hole(config: SymmetryConfig) -> None:
    face, hole = tensor(symmetric_face()), tensor(left_hole())
    network = built(config)
    all_face(network)
    made = network(occluded(face, hole, config.network), hole)
    assert torch.allclose(made["stage_one"], face, atol=1e-4)
    assert torch.equal(made["copied"], hole)
    assert made["trust"].min() >= 0 and made["trust"].max() <= 1
    assert torch.all(made["trust"][hole == 0] == 1)


@MIRRORING
def test_symmetry_0_copies_nothing(config: SymmetryConfig) -> None:
    face, hole = tensor(symmetric_face()), tensor(left_hole())
    network = built(config)
    all_face(network)
    made = network(occluded(face, hole, config.network), hole, strength=torch.zeros(1, 1, 1, 1))
    assert not made["copied"].any()
    assert torch.equal(made["trust"], 1 - hole)


def test_a_hole_on_both_halves_is_not_copied() -> None:
    hole = tensor(left_hole())
    hole = torch.maximum(hole, hole.flip(3))
    made = built(COMPACT)(occluded(tensor(symmetric_face()), hole, "compact"), hole)
    assert not made["copied"].any() and not made["trust"][hole > 0].any()


def test_the_style_changes_the_answer_and_none_is_the_typical_one() -> None:
    image, hole = occluded(tensor(symmetric_face()), tensor(left_hole()), "compact"), tensor(left_hole())
    network = built(COMPACT)
    for parameter in network.rec_net.parameters():
        nn.init.normal_(parameter, 0, 0.1)
    results = [network(image, hole, style)["result"] for style in (None, torch.zeros(1, 4), torch.ones(1, 4))]
    assert torch.equal(results[0], results[1])
    assert not torch.equal(results[0], results[2])


@pytest.mark.parametrize("config", [COMPACT, PAPER], ids=["compact", "paper"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_runs_and_has_what_it_should(config: SymmetryConfig, variant: str) -> None:
    network = built(dataclasses.replace(config, variant=variant))  # type: ignore[arg-type]
    hole = tensor(left_hole())
    made = network(occluded(tensor(symmetric_face()), hole, config.network), hole, mirror_pass=True)
    flags = VARIANTS[variant]
    assert made["result"].shape == (1, 3, 64, 64) and made["mirror_features"].shape == made["features"].shape
    assert ("flow" in made) == flags.flow
    assert (network.confidence is not None) == flags.copies
    if not flags.copies:
        assert torch.equal(made["trust"], 1 - hole)
    if flags.flow and not flags.light:
        assert torch.equal(made["light"], torch.ones_like(made["light"]))


def test_the_paper_sees_noise_and_the_compact_network_grey() -> None:
    image, hole = tensor(symmetric_face()), tensor(left_hole())
    grey, noise = occluded(image, hole, "compact"), occluded(image, hole, "paper")
    inside = hole.expand(-1, 3, -1, -1) > 0
    assert grey[inside].unique().tolist() == [0.5]
    assert noise[inside].std() > 0.2
    assert torch.equal(noise[~inside], image[~inside])


def test_a_configuration_survives_its_card_and_foreign_ones_are_refused() -> None:
    assert SymmetryConfig.from_dict(dataclasses.asdict(PAPER)) == PAPER
    for values in ({"colour": 1}, {"network": "other"}, {"variant": "half"}, {"compact": {"wings": 2}}, {"paper": 3}):
        with pytest.raises(WeightsError):
            SymmetryConfig.from_dict(values)
