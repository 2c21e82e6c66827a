"""Completion by search (Jiang, Liu, Wang 2018, Eq. 1): the latent vectors whose pictures agree best with what is visible.

L(z) = (1 - share) * |M * G(z) - M * y|_1 + share * log(1 - D(G(z))), with M = 1 on known pixels and a share of 1 %; the networks are
frozen, z stays in [-1, 1]. Every row of z is searched on its own; rows only share the batch.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

import torch
from torch import Tensor
from torch.nn import functional as F

from engines.latent.network import LatentNetwork

SMALLEST = 1e-8  # what 1 - D is clamped at
SGD_RATE, SGD_PATIENCE = 1e-4, 500  # with the summed loss; halved after as many steps without progress
ADAM_RATE, ADAM_BETAS, ADAM_EPS = 0.05, (0.9, 0.999), 1e-8
LEAPFROG_STEPS, LEAPFROG_RATE, TEMPERATURE = (
    100,
    0.001,
    0.2,
)  # hamiltonian sampling of bamos/dcgan-completion.tensorflow
BATCH = 50  # drawn faces tried at once

Report = Callable[[int, Tensor, Tensor], None]  # step from 0, losses (N,), pictures (N, 3, S, S)
Form = Literal["saturating", "non-saturating"]


@dataclass(frozen=True)
class Plan:
    """How to search: `published` is plain gradient descent, `fast` Adam with a cosine, `sampling` Hamiltonian Monte Carlo."""

    method: Literal["fast", "published", "sampling"] = "fast"
    steps: int = 100
    share: float = 0.01
    ctx_norm: Literal["sum", "mean"] = "sum"
    perc_form: Form = "saturating"


@dataclass(frozen=True, eq=False)
class Found:
    """The best of each row: `z` (N, D), `losses` (N,), `images` (N, 3, S, S); `curve` (steps + 1, N), the loss at every step."""

    z: Tensor
    losses: Tensor
    images: Tensor
    curve: Tensor


class Objective:
    """Eq. 1 for one picture: `target` (1, 3, S, S) in [-1, 1], `known` (1, 1, S, S), 1 where it is visible."""

    def __init__(self, network: LatentNetwork, target: Tensor, known: Tensor, plan: Plan) -> None:
        self._network, self._target, self._known, self._plan = network, target, known, plan
        self.known_values = float(known.sum()) * target.shape[1]
        self.device = target.device

    def __call__(self, z: Tensor) -> tuple[Tensor, Tensor]:
        """Losses (N,) and pictures (N, 3, S, S) of z (N, D)."""
        images = self._network.generator(z)
        losses = (1 - self._plan.share) * self.contextual(images)
        if self._plan.share:
            losses = losses + self._plan.share * perceptual(self._network.discriminator(images), self._plan.perc_form)
        return losses, images

    def contextual(self, images: Tensor) -> Tensor:
        """Sum of absolute differences over known values (N,), or their mean."""
        total = (self._known * (images - self._target)).abs().sum(dim=(1, 2, 3))
        return total if self._plan.ctx_norm == "sum" else total / max(self.known_values, 1.0)


def perceptual(logits: Tensor, form: Form = "saturating") -> Tensor:
    """log(1 - D), not below log 1e-8, or -log D; of the mean over a discriminator's patches, (N, ...) -> (N,)."""
    if form == "non-saturating":
        return F.softplus(-logits).flatten(1).mean(dim=1)
    return F.logsigmoid(-logits).clamp_min(math.log(SMALLEST)).flatten(1).mean(dim=1)


def composed(target: Tensor, known: Tensor, images: Tensor) -> Tensor:
    """M * y + (1 - M) * G(z): known pixels bit-identical."""
    return torch.where(known > 0, target, images)


@torch.no_grad()
def best_starts(
    objective: Objective, z_dim: int, count: int, tried: int, seed: torch.Generator, report: Callable[[int], None]
) -> Tensor:
    """The `count` best of `tried` vectors drawn evenly, (count, z_dim), best first; `report` hears how many were tried."""
    best, losses = torch.empty(0, z_dim), torch.empty(0)
    for begin in range(0, max(tried, count), BATCH):
        report(begin)
        z = torch.rand(min(BATCH, max(tried, count) - begin), z_dim, generator=seed) * 2 - 1
        found = objective(z.to(objective.device))[0].cpu()
        best, losses = torch.cat([best, z]), torch.cat([losses, found])
        order = losses.argsort(stable=True)[:count]
        best, losses = best[order], losses[order]
    return best


def search(objective: Objective, starts: Tensor, plan: Plan, seed: torch.Generator, report: Report) -> Found:
    """From `starts` (N, D) to the best vectors found in `plan.steps` steps; `report` hears every step and may raise to stop."""
    z = starts.detach().clone().clamp(-1, 1)
    mover = _MOVERS[plan.method](objective, z, plan, seed)
    best_z, best, pictures, curve = z.clone(), None, None, []
    for step in range(plan.steps + 1):
        z.requires_grad_(True)
        losses, images = objective(z)
        (gradient,) = torch.autograd.grad(losses.sum(), z)
        z, losses, images = z.detach(), losses.detach(), images.detach()
        curve.append(losses.cpu())
        if best is None or pictures is None:
            best, pictures = losses.clone(), images.clone()
        better = losses < best
        best_z[better], best[better], pictures[better] = z[better], losses[better], images[better]
        report(step, best, pictures)
        if step < plan.steps:
            z = mover.moved(z, losses, gradient, step).clamp(-1, 1)
    assert best is not None and pictures is not None
    return Found(best_z, best, pictures, torch.stack(curve))


class _Mover(Protocol):
    def moved(self, z: Tensor, losses: Tensor, gradient: Tensor, step: int) -> Tensor: ...


class _Descent:
    """Plain gradient descent; the rate is for the summed loss, and halves in a row that gets no further."""

    def __init__(self, objective: Objective, z: Tensor, plan: Plan, seed: torch.Generator) -> None:
        scale = objective.known_values if plan.ctx_norm == "mean" else 1.0
        self._rates = torch.full((len(z), 1), SGD_RATE * scale, device=z.device)
        self._best = torch.full((len(z),), torch.inf, device=z.device)
        self._waited = torch.zeros(len(z), device=z.device)

    def moved(self, z: Tensor, losses: Tensor, gradient: Tensor, step: int) -> Tensor:
        better = losses < self._best
        self._best = torch.minimum(self._best, losses)
        self._waited = torch.where(better, 0.0, self._waited + 1)
        stuck = self._waited >= SGD_PATIENCE
        self._rates[stuck] /= 2
        self._waited[stuck] = 0
        return z - self._rates * gradient


class _Adam:
    """Adam with a cosine to zero."""

    def __init__(self, objective: Objective, z: Tensor, plan: Plan, seed: torch.Generator) -> None:
        self._steps = plan.steps
        self._mean, self._square = torch.zeros_like(z), torch.zeros_like(z)

    def moved(self, z: Tensor, losses: Tensor, gradient: Tensor, step: int) -> Tensor:
        b1, b2 = ADAM_BETAS
        self._mean = b1 * self._mean + (1 - b1) * gradient
        self._square = b2 * self._square + (1 - b2) * gradient.square()
        rate = ADAM_RATE * (1 + math.cos(math.pi * step / self._steps)) / 2
        mean, square = self._mean / (1 - b1 ** (step + 1)), self._square / (1 - b2 ** (step + 1))
        return z - rate * mean / (square.sqrt() + ADAM_EPS)


class _Hamiltonian:
    """Hamiltonian Monte Carlo: 100 leapfrog steps a proposal, taken or refused by its energy."""

    def __init__(self, objective: Objective, z: Tensor, plan: Plan, seed: torch.Generator) -> None:
        self._seed = seed
        self._kept = (z, torch.zeros(len(z), device=z.device), z)
        self._momentum, self._energy = torch.zeros_like(z), torch.zeros(len(z), device=z.device)

    def moved(self, z: Tensor, losses: Tensor, gradient: Tensor, step: int) -> Tensor:
        half = LEAPFROG_RATE / 2 * TEMPERATURE
        if step:
            self._momentum = self._momentum - half * gradient
        if step % LEAPFROG_STEPS == 0:
            z, losses, gradient = self._judged(z, losses, gradient) if step else (z, losses, gradient)
            self._kept = (z, losses, gradient)
            self._momentum = torch.randn(z.shape, generator=self._seed).to(z.device)
            self._energy = self._energy_of(losses)
        self._momentum = self._momentum - half * gradient
        return z + LEAPFROG_RATE * self._momentum

    def _judged(self, z: Tensor, losses: Tensor, gradient: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The end of a proposal, or in rows where it is refused, where it began."""
        chance = (self._energy - self._energy_of(losses)).clamp(max=0).exp()
        taken = torch.rand(len(z), generator=self._seed).to(z.device) < chance
        before_z, before_losses, before_gradient = self._kept
        return (
            torch.where(taken[:, None], z, before_z),
            torch.where(taken, losses, before_losses),
            torch.where(taken[:, None], gradient, before_gradient),
        )

    def _energy_of(self, losses: Tensor) -> Tensor:
        return TEMPERATURE * losses + self._momentum.square().sum(dim=1) / 2


_MOVERS: dict[str, Callable[[Objective, Tensor, Plan, torch.Generator], _Mover]] = {
    "published": _Descent, "fast": _Adam, "sampling": _Hamiltonian,
}  # fmt: skip
