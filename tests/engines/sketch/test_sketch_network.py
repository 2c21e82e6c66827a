"""The sketch networks: sizes as published, and what each input does."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from engines.errors import WeightsError
from engines.face.parsing.classes import CLASS_COUNT, HAIR, SKIN
from engines.sketch.compact import laid_colours
from engines.sketch.discriminators import NARROW, PatchGan
from engines.sketch.hints import HINT_NUMBERS, hint_vector
from engines.sketch.network import REMEMBERED, Maps, SketchConfig, SketchNetwork
from engines.sketch.paper import PaperConfig, PaperStageOne, PaperStageTwo
from tests.engines.sketch.networks import COMPACT, ONE_STAGE, PAPER, stirred


def count(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def inputs(config: SketchConfig, n: int = 1) -> dict[str, torch.Tensor]:
    size = config.size
    torch.manual_seed(1)
    given = {
        "sketch": torch.rand(n, 1, size, size) * 2 - 1, "literal": torch.ones(n, 1, size, size),
        "style": torch.zeros(n, config.style_dim), "hints": torch.zeros(n, HINT_NUMBERS),
    }  # fmt: skip
    if config.needs_sketch_parsing:
        given["sketch_parsing"] = torch.randn(n, CLASS_COUNT, size, size).softmax(dim=1)
    return given


@pytest.mark.parametrize(
    ("config", "one", "two"),
    [(PaperConfig(), 54_565_323, 93_494_595), (PaperConfig(affine=True), 54_575_179, 93_509_315),
     (PaperConfig(encoder="dual"), 93_507_915, 93_494_595), (PaperConfig(encoder="dual", affine=True), 93_522_635, 93_509_315)],
)  # fmt: skip
def test_published_sizes(config: PaperConfig, one: int, two: int) -> None:
    with torch.device("meta"):
        assert count(PaperStageOne(config)) == one
        assert count(PaperStageTwo(config)) == two


def test_discriminators_have_the_published_sizes() -> None:
    assert [count(PatchGan(14)), count(PatchGan(8)), count(PatchGan(14, NARROW))] == [2_776_001, 2_769_857, 147_649]


@pytest.mark.parametrize(("widths", "field"), [((8, 8, 8, 8), 70), ((8, 8), 16)])
def test_a_logit_sees_a_patch(widths: tuple[int, ...], field: int) -> None:
    layers = [
        layer for layer in PatchGan(1, widths).layers if not isinstance(layer, nn.InstanceNorm2d)
    ]  # norms see all
    image = torch.rand(1, 1, 128, 128, requires_grad=True)
    logits = nn.Sequential(*layers)(image)
    logits[0, 0, logits.shape[2] // 2, logits.shape[3] // 2].backward()
    assert image.grad is not None
    seen = image.grad[0, 0].abs().amax(dim=0).nonzero()
    assert int(seen.max() - seen.min()) + 1 == field


@pytest.mark.parametrize("config", [COMPACT, PAPER, ONE_STAGE], ids=["compact", "paper", "one stage"])
def test_what_comes_out(config: SketchConfig) -> None:
    made: Maps = stirred(config)(**inputs(config))
    size = config.size
    assert made["result"].shape == made["stage_one"].shape == (1, 3, size, size)
    assert torch.allclose(made["parsing"].sum(dim=1), torch.ones(1, size, size), atol=1e-5)
    assert torch.equal(made["result"], made["stage_one"]) is (config.stages == 1)


def test_an_untrained_second_stage_answers_the_first() -> None:
    made = SketchNetwork(COMPACT)(**inputs(COMPACT))
    assert torch.equal(made["result"], made["stage_one"])


@pytest.mark.parametrize("what", ["sketch", "literal", "style", "hints"])
def test_each_input_reaches_both_stages(what: str) -> None:
    network, given = stirred(COMPACT), inputs(COMPACT)
    before = network(**given)
    given[what] = given[what] * 0.2 + 0.3
    after = network(**given)
    assert not torch.equal(before["parsing"], after["parsing"])
    assert not torch.equal(network.paint(before), network.paint(before | {what: given[what]}))


@pytest.mark.parametrize("config", [COMPACT, PAPER], ids=["compact", "paper"])
def test_stage_two_is_apart_from_stage_one_unless_joined(config: SketchConfig) -> None:
    network = stirred(config)
    for detached in (True, False):
        network.zero_grad()
        network(**inputs(config), detached=detached)["result"].square().mean().backward()
        reached = [p.grad is not None and bool(p.grad.abs().sum() > 0) for p in network.stage_one.parameters()]
        assert any(reached) is not detached


def test_where_erased_the_parsing_alone_decides() -> None:
    network, given = stirred(COMPACT), inputs(COMPACT)
    seen = network.look(**given)
    erased = torch.ones(1, 1, COMPACT.size, COMPACT.size)
    other = seen | {"sketch": -seen["sketch"], "stage_one": -seen["stage_one"], "literal": seen["literal"] * 0.5}
    assert torch.equal(network.paint(seen, erased=erased), network.paint(other, erased=erased))
    flipped = seen["parsing"].flip(3)
    assert not torch.equal(network.paint(seen, erased=erased), network.paint(seen, flipped, erased))


def test_colours_lie_on_their_classes() -> None:
    parsing = torch.zeros(1, CLASS_COUNT, 2, 2)
    parsing[0, SKIN, 0], parsing[0, HAIR, 1] = 1, 1
    hints = torch.from_numpy(hint_vector({"skin": (1.0, 0.5, 0.0)}))[None]
    laid = laid_colours(parsing, hints)
    assert torch.equal(laid[0, :, 0, 0], torch.tensor([1.0, 0.0, -1.0, 1.0]))
    assert torch.equal(laid[0, :, 1, 0], torch.zeros(4))


def test_the_oldest_memories_are_replaced() -> None:
    network = SketchNetwork(COMPACT)
    for number in range(REMEMBERED // 100 + 1):
        network.remember(torch.full((100, 4), float(number)), torch.full((100, HINT_NUMBERS), float(number)))
    assert float(network.styles[0, 0]) == float(network.looks[0, 0]) == REMEMBERED // 100
    assert float(network.styles[-1, 0]) == REMEMBERED // 100


@pytest.mark.parametrize("values", [{"network": "other"}, {"stages": 3}, {"width": 2}, {"compact": {"depth": 1}}])
def test_a_foreign_configuration_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(WeightsError, match="Choose other weights"):
        SketchConfig.from_dict(values)
