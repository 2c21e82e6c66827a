"""The context networks: published sizes, pasting, and what steers the shipped one."""

from __future__ import annotations

import dataclasses

import pytest
import torch

from engines.context.compact import CompactContext, divergence, told_colours
from engines.context.network import ContextConfig
from engines.context.paper import PaperBlock, PaperCascade, PaperProgressive
from engines.errors import WeightsError
from tests.engines.context.networks import CASCADE, COMPACT, PROGAN, SIZE


def count(network: torch.nn.Module) -> int:
    return sum(p.numel() for p in network.parameters())


def face(size: int = SIZE) -> tuple[torch.Tensor, torch.Tensor]:
    """A picture in [0, 1] and a hole around its middle."""
    torch.manual_seed(1)
    hole = torch.ones(1, 1, size, size)
    hole[:, :, size // 4 : size // 2, size // 4 : size // 2] = 0
    return torch.rand(1, 3, size, size), hole


def test_the_cascade_has_the_published_number_of_parameters() -> None:
    cascade = PaperCascade(128)
    assert [count(block) for block in cascade.blocks] == [264_131, 1_078_275, 4_030_211, 15_832_323, 37_072_643]
    assert count(cascade.up) == 1_344
    assert count(cascade) == 58_278_927


def test_every_bottleneck_is_4_by_4_and_one_block_less_has_one_level_less() -> None:
    for levels in (1, 2, 3):
        block = PaperBlock(levels, width=0.06)
        seen: list[torch.Size] = []
        block.encode[-1].register_forward_hook(lambda _module, _inputs, output, seen=seen: seen.append(output.shape))
        size = 4 * 2**levels
        assert block(torch.rand(1, 6, size, size)).shape == (1, 3, size, size)
        assert seen[0][2:] == (4, 4) and len(block.encode) == levels


def test_the_cascade_answers_at_every_size_and_keeps_what_is_known() -> None:
    picture, hole = face()
    made = CASCADE.build().eval()(picture, hole)
    assert [(size, value.shape[3]) for size, value in made.items()] == [(8, 8), (16, 16), (32, 32), (64, 64)]
    assert torch.equal(made[SIZE] * (1 - hole), picture * (1 - hole))


@pytest.mark.parametrize("config", [CASCADE, PROGAN], ids=lambda config: config.network)
def test_a_face_without_a_hole_comes_back(config: ContextConfig) -> None:
    picture, _ = face()
    network, nothing = config.build().eval(), torch.zeros(1, 1, SIZE, SIZE)
    made = network(picture, nothing)[SIZE] if isinstance(network, PaperCascade) else network(picture, nothing, SIZE)
    assert torch.equal(made, picture)


def test_without_pasting_the_cascade_repaints_the_face() -> None:
    paper = dataclasses.replace(CASCADE.paper, paste_known=False)
    picture, hole = face()
    made = dataclasses.replace(CASCADE, paper=paper).build().eval()(picture, hole)[SIZE]
    assert not torch.equal(made * (1 - hole), picture * (1 - hole))


def test_a_grown_stage_uses_the_inner_levels_alone() -> None:
    network = PROGAN.build()
    assert isinstance(network, PaperProgressive)
    picture, hole = face()
    network(picture, hole, 16).sum().backward()
    learnt = {name.split(".")[0] + name.split(".")[1] for name, p in network.named_parameters() if p.grad is not None}
    assert learnt == {"enter1", "encode0", "encode1", "decode0", "decode1", "leave1"}


def test_added_skips_need_fewer_parameters_and_fit() -> None:
    added = dataclasses.replace(CASCADE, paper=dataclasses.replace(CASCADE.paper, skip="add")).build()
    assert count(added) < count(CASCADE.build())
    assert added.eval()(*face())[SIZE].shape == (1, 3, SIZE, SIZE)


def test_detached_blocks_learn_from_their_own_loss_alone() -> None:
    detached = dataclasses.replace(CASCADE, paper=dataclasses.replace(CASCADE.paper, detach_between=True))
    gradients = []
    for config in (CASCADE, detached):
        network = config.build()
        assert isinstance(network, PaperCascade)
        network(*face())[SIZE].sum().backward()
        gradients.append(network.blocks[0].leave.weight.grad)
    assert gradients[0] is not None and gradients[1] is None


def shipped() -> CompactContext:
    torch.manual_seed(0)
    network = COMPACT.build()
    assert isinstance(network, CompactContext)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.05)
    return network.eval()


@torch.no_grad()
def test_the_shipped_network_shows_every_size_and_keeps_what_is_known() -> None:
    network, (picture, hole) = shipped(), face(128)
    seen, made = network(picture, hole, told_colours(), network.styles[None, :1], 128, None)
    assert list(made) == [8, 16, 32, 64, 128]
    assert torch.equal(made[128] * (1 - hole), picture * (1 - hole))
    assert seen["classes"].shape == (1, 3, 64, 64)
    assert seen["mean"].shape == seen["log_variance"].shape == (1, 2, 8, 8)
    assert list(network(picture, hole, told_colours(), network.styles[None, :1], 32)[1]) == [8, 16, 32]


@torch.no_grad()
def test_style_and_wishes_change_the_hole() -> None:
    network, (picture, hole) = shipped(), face(128)
    noise = torch.zeros(1, 1, 128, 128)

    def painted(style: int, colours: dict[str, tuple[float, float, float]]) -> torch.Tensor:
        return network(picture, hole, told_colours(colours), network.styles[None, style : style + 1], 128, noise)[1][
            128
        ]

    plain = painted(0, {})
    assert torch.equal(plain, painted(0, {}))
    assert not torch.equal(plain, painted(1, {}))
    assert not torch.equal(plain, painted(0, {"hair": (0.9, 0.1, 0.1)}))


@torch.no_grad()
def test_of_several_styles_the_likeliest_is_taken() -> None:
    network, (picture, hole) = shipped(), face(128)
    seen = network.look(picture, hole, told_colours())
    far = seen["mean"] + 5
    styles = torch.stack([far, seen["mean"], far + 1], dim=1)
    assert int(network.likelihood(seen, styles).argmax()) == 1
    assert torch.equal(network(picture, hole, told_colours(), styles, 8)[0]["style"], seen["mean"])


def test_the_oldest_style_is_forgotten_first() -> None:
    network = shipped()
    before = network.styles.clone()
    network.remember_styles(torch.ones(3, 2, 8, 8))
    network.remember_styles(torch.full((2, 2, 8, 8), 2.0))
    assert network.styles[:5, 0, 0, 0].tolist() == [1, 1, 1, 2, 2]
    assert torch.equal(network.styles[5:], before[5:])


def test_no_grid_is_born_in_the_last_blocks() -> None:
    block = shipped().finer[0]
    fresh = type(block)(16, 8, 8)
    spread = fresh.spread(torch.rand(1, 8, 4, 4))
    assert torch.allclose(spread[:, 0], spread[:, 3])


def test_the_divergence_is_that_of_two_normal_distributions() -> None:
    zero, one = torch.zeros(1, 1, 8, 8), torch.ones(1, 1, 8, 8)
    assert float(divergence(zero, zero, zero, zero)) == 0
    assert float(divergence(one, zero, zero, zero)) == pytest.approx(32)
    wanted = torch.distributions.kl_divergence(
        torch.distributions.Normal(1.0, 0.5**0.5), torch.distributions.Normal(0.0, 2**0.5)
    )
    found = divergence(one, zero - torch.tensor(2.0).log(), zero, zero + torch.tensor(2.0).log())
    assert float(found) == pytest.approx(64 * float(wanted), rel=1e-5)


def test_foreign_configurations_are_refused() -> None:
    for values in ({"network": "other"}, {"size": 100}, {"depth": 3}, {"compact": {"width": 1}}):
        with pytest.raises(WeightsError):
            ContextConfig.from_dict(values)
    assert ContextConfig.from_dict(dataclasses.asdict(COMPACT)) == COMPACT
