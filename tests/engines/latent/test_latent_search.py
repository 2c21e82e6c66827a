"""Sheet, sections 6 and 11: the loss as published, and what a search guarantees."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from engines.latent.search import Found, Objective, Plan, best_starts, composed, perceptual, search
from tests.engines.latent.networks import network

NETWORK = network()
Z_STAR = torch.rand(1, 12, generator=torch.Generator().manual_seed(7)) * 2 - 1
TARGET = NETWORK.generator(Z_STAR)


def known(hidden: bool = True) -> Tensor:
    mask = torch.ones(1, 1, 32, 32)
    if hidden:
        mask[..., 20:28, 10:22] = 0
    return mask


def seed() -> torch.Generator:
    return torch.Generator().manual_seed(1)


def quiet(*_: object) -> None:
    pass


def searched(plan: Plan, rows: int = 2, report: object = quiet) -> tuple[Tensor, Found]:
    objective = Objective(NETWORK, TARGET, known(), plan)
    starts = best_starts(objective, 12, rows, 50, seed(), quiet)
    return starts, search(objective, starts, plan, seed(), report)  # type: ignore[arg-type]


def test_the_loss_is_ninety_nine_parts_context_and_one_part_perception() -> None:
    z = torch.rand(2, 12, generator=seed()) * 2 - 1
    images = NETWORK.generator(z)
    losses, _ = Objective(NETWORK, TARGET, known(), Plan())(z)
    context = (known() * (images - TARGET)).abs().sum(dim=(1, 2, 3))
    fake = torch.sigmoid(NETWORK.discriminator(images)).flatten(1)
    expected = 0.99 * context + 0.01 * torch.log(1 - fake).mean(dim=1)
    assert torch.allclose(losses, expected, rtol=1e-5)


def test_the_mean_norm_divides_by_what_is_known() -> None:
    z = torch.rand(2, 12, generator=seed()) * 2 - 1
    summed, mean = (
        Objective(NETWORK, TARGET, known(), Plan(share=0.0, ctx_norm=norm))(z)[0] for norm in ("sum", "mean")
    )  # type: ignore[arg-type]
    assert torch.allclose(summed, mean * 3 * float(known().sum()), rtol=1e-5)


def test_the_perceptual_term_is_clamped_and_has_two_forms() -> None:
    logits = torch.tensor([[0.0], [1e4]])
    assert perceptual(logits)[0] == pytest.approx(-math.log(2))
    assert perceptual(logits)[1] == pytest.approx(math.log(1e-8))
    assert perceptual(logits, "non-saturating")[0] == pytest.approx(math.log(2))


def test_known_pixels_stay_bit_identical() -> None:
    made = -TARGET
    assert torch.equal(composed(TARGET, known(False), made), TARGET)
    assert torch.equal(composed(TARGET, torch.zeros(1, 1, 32, 32), made), made)
    mixed = composed(TARGET, known(), made)
    assert torch.equal(mixed * known(), TARGET * known())


def test_fast_search_halves_the_loss_of_the_best_start() -> None:
    """Sheet: by more than half within 1,000 Adam steps; here within 150."""
    plan = Plan("fast", 150)
    starts, found = searched(plan)
    before = Objective(NETWORK, TARGET, known(), plan)(starts)[0].min()
    assert found.losses.min() < before / 2
    assert torch.allclose(found.losses, found.curve.min(dim=0).values)


@pytest.mark.parametrize("method", ["published", "sampling"])
def test_other_searches_never_return_worse_than_their_start(method: str) -> None:
    plan = Plan(method, 120)  # type: ignore[arg-type]
    starts, found = searched(plan)
    before = Objective(NETWORK, TARGET, known(), plan)(starts)[0]
    assert (found.losses <= before + 1e-4).all()
    assert found.losses.sum() < before.sum()
    assert found.z.abs().max() <= 1


def test_published_descent_takes_the_same_steps_with_either_norm() -> None:
    _, summed = searched(Plan("published", 10, share=0.0), rows=1)
    _, mean = searched(Plan("published", 10, share=0.0, ctx_norm="mean"), rows=1)
    assert torch.allclose(summed.z, mean.z, atol=1e-4)


@pytest.mark.parametrize("method", ["fast", "published", "sampling"])
def test_the_same_seed_gives_the_same_result(method: str) -> None:
    first, again = (searched(Plan(method, 5))[1] for _ in range(2))  # type: ignore[arg-type]
    assert torch.equal(first.z, again.z) and torch.equal(first.images, again.images)


def test_starts_are_in_order_and_better_the_more_are_tried() -> None:
    objective = Objective(NETWORK, TARGET, known(), Plan())
    few, many = (best_starts(objective, 12, 2, tried, seed(), quiet) for tried in (4, 200))
    losses = objective(many)[0]
    assert losses[0] <= losses[1]
    assert losses[0] < objective(few)[0][0]


def test_every_step_is_reported_and_may_stop_the_search() -> None:
    steps: list[int] = []

    def stop(step: int, losses: Tensor, images: Tensor) -> None:
        steps.append(step)
        if step == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        searched(Plan("fast", 10), report=stop)
    assert steps == [0, 1, 2, 3]
