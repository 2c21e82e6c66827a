"""Recipe of the context engine: the paper's cascade and grown block, and the shipped network, from one set of switches.

Banerjee, Scheirer, Bowyer, Flynn: On hallucinating context and background pixels from a face mask using multi-scale GANs, 2020.
"""

from __future__ import annotations

import dataclasses
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from lightning.fabric import Fabric
from torch import Tensor, nn
from torch.utils.data import Dataset

from engines.context.compact import BASE, CLASSES, WISHES, CompactContext, StyleReader, divergence
from engines.context.network import ContextNetwork
from engines.context.paper import PaperCascade
from engines.context.pyramid import reduced
from engines.imaging.arrays import FloatImage
from engines.weights import WeightsCard
from training.config import Phase
from training.data.surroundings import ContextSamples
from training.ema import Ema, begin_with
from training.feature_networks import load_features
from training.provenance import HELPER_NETWORKS, Provenance, narrowest
from training.recipes import shared
from training.recipes.context_config import ContextTraining
from training.recipes.context_terms import CasiaJudges, Made, Objective, PatchJudges, parsing, told_colour

Batch = dict[str, Tensor]
LABEL_NETWORKS = "classes by MediaPipe's hair, person and face mesh networks (Apache-2.0)"
WISHED = tuple(CLASSES.index(wish) for wish in WISHES)


class ContextRecipe:
    """See `training.recipe.Recipe`. `features` is the perceptual network's file; None where the configuration needs none."""

    engine = "context"

    def __init__(self, config: ContextTraining, data: Path, features: Path | None) -> None:
        self.config, self.run, self.phases = config, config.run, config.phases
        torch.manual_seed(config.run.seed)
        self.samples = ContextSamples(data, config.data, config.network.size, config.run.seed)
        self.fixed = shared.shown(self.samples)
        self.network: ContextNetwork = config.network.build()
        self.generator: nn.Module = self.network  # what Fabric wraps
        self.judges: nn.Module | None = self._judges() if config.losses.adv else None
        compact = config.network.network == "compact"
        self.reader: nn.Module | None = StyleReader(config.network.compact.style_channels) if compact else None
        self.ema = Ema(self.network, config.run.ema) if config.run.ema else None
        self.exported: Any = self.ema.shadow if self.ema else self.network
        wants = config.losses
        self.features = load_features(wants.features, features) if wants.needs_features else None
        self.objective = Objective(config, self._features_of if self.features else None)
        self.g_optimiser = shared.adam([self.network, self.reader], config.run.learning_rate, config.run.betas)
        self.d_optimiser = shared.adam([self.judges], config.run.discriminator_rate, config.run.betas)

    def _judges(self) -> nn.Module:
        judges = self.config.judges
        return PatchJudges(judges) if judges.kind == "patch" else CasiaJudges(judges, self.config.network.size)

    def dataset(self) -> Dataset[Batch]:
        return self.samples

    def begin_with(self, weights: Path) -> None:
        begin_with(weights, self.engine, self.network, self.ema)

    def setup(self, fabric: Fabric) -> None:
        self.fabric = fabric
        self.generator = shared.placed(fabric, self.generator)
        self.reader = shared.placed(fabric, self.reader)
        self.judges = shared.placed(fabric, self.judges)
        self.g_optimiser = fabric.setup_optimizers(self.g_optimiser)
        self.d_optimiser = fabric.setup_optimizers(self.d_optimiser) if self.d_optimiser else None
        self.features = fabric.to_device(self.features) if self.features else None
        self.exported = fabric.to_device(self.exported)
        self.fixed = fabric.to_device(self.fixed)

    def step(self, batch: Batch, phase: Phase, progress: float) -> dict[str, Tensor]:
        self._set_rates(progress)
        judged = phase.discriminator and self.judges is not None
        logs: dict[str, Tensor] = {}
        if not (phase.generator or judged):
            return logs
        with torch.set_grad_enabled(phase.generator):
            made = self._paint(batch, self.config.size_of(phase), judged)
        if judged:
            logs["d"] = self._judges_step(batch, made)
        if phase.generator:
            terms = made.terms | self.objective.painted(batch, made)
            if judged and self.judges is not None:
                terms |= self.objective.fooled(batch, made, self.judges)
            logs |= self._generator_step(terms)
        return logs

    def _paint(self, batch: Batch, size: int, judged: bool) -> Made:
        if self.reader is not None:
            return self._paint_styled(batch, size, judged)
        nobody = torch.zeros_like(batch["hole"][:, :, :1, :1])
        if isinstance(self.network, PaperCascade):
            pictures = self.generator(batch["target"], batch["hole"])
            return Made({s: picture for s, picture in pictures.items() if s <= size}, nobody)
        return Made({size: self.generator(batch["target"], batch["hole"], size)}, nobody)

    def _paint_styled(self, batch: Batch, size: int, judged: bool) -> Made:
        """The shipped network: each sample with its own style, or with the likeliest of some remembered ones."""
        assert self.reader is not None and isinstance(self.network, CompactContext)
        picture, hole = batch["target"] * 2 - 1, batch["hole"]
        mean, log_variance = self.reader(picture, hole)
        own = mean + torch.randn_like(mean) * (log_variance / 2).exp()
        restyled = (torch.rand_like(hole[:, :, :1, :1]) < self.config.told.restyled * judged).float()
        wishes = self._wishes(batch, restyled)
        seen, made = self.generator(picture, hole, wishes, self._styles(own, restyled, judged), size)
        if self.generator.training:
            self.network.remember_styles(mean.detach()[batch["exemplary"][:, 0] > 0])
        pictures = {s: painted / 2 + 0.5 for s, painted in made.items()}
        nats = divergence(mean, log_variance, seen["mean"], seen["log_variance"]).mean()
        return Made(pictures, restyled, self._own_terms(batch, seen, made, nats, wishes, restyled))

    def _styles(self, own: Tensor, restyled: Tensor, judged: bool) -> Tensor:
        """(N, K, C, 8, 8): K times the own style, or remembered ones to choose from."""
        assert isinstance(self.network, CompactContext)
        if not judged:
            return own[:, None]
        known = self.network.styles
        shape = (len(own), self.config.told.candidates)
        others = known[torch.randint(len(known), shape, device=own.device)]
        return torch.where(restyled[:, None] > 0, others, own[:, None].expand_as(others))

    def _wishes(self, batch: Batch, restyled: Tensor) -> Tensor:
        """(N, 8): the photo's own colours, another photo's for restyled samples, each told or left open."""
        colours = batch["colours"]
        others = colours[torch.randperm(len(colours), device=colours.device)]
        colours = torch.where(restyled[:, 0] > 0, others, colours)
        told = (torch.rand_like(colours[..., :1]) < self.config.told.wish).float()
        return (colours * told).flatten(1)

    def _own_terms(
        self, batch: Batch, seen: Batch, made: dict[int, Tensor], nats: Tensor, wishes: Tensor, restyled: Tensor
    ) -> dict[str, Tensor]:
        weights, terms = self.config.losses, {}
        if weights.kl:
            terms["kl"] = weights.kl * nats
        if "classes" in seen and weights.parse:
            terms["parse"] = weights.parse * parsing(seen["classes"], batch["classes"], 1 - restyled)
        if "classes" in seen and weights.colour:
            size = seen["classes"].shape[3]
            hole = reduced(batch["hole"], size)
            terms["colour"] = weights.colour * told_colour(made[size], seen["classes"], hole, wishes, WISHED)
        if weights.restyle and bool(restyled.any()):
            terms["restyle"] = weights.restyle * self._reread(batch, seen, made, restyled)
        return terms

    def _reread(self, batch: Batch, seen: Batch, made: dict[int, Tensor], restyled: Tensor) -> Tensor:
        """How far the style of what was painted is from the one that was told."""
        assert self.reader is not None
        self.reader.requires_grad_(False)
        size = min(BASE, max(made))
        found, _ = self.reader(made[size], reduced(batch["hole"], size))
        self.reader.requires_grad_(True)
        off = (found - seen["style"]).abs() * restyled
        mean: Tensor = off.sum() / (restyled.sum() * found[0].numel()).clamp_min(1)
        return mean

    def _features_of(self, images: Tensor) -> list[Tensor]:
        assert self.features is not None
        return shared.features_of(self.fabric, self.features, images, self.config.losses.taps)

    def _judges_step(self, batch: Batch, made: Made) -> Tensor:
        assert self.judges is not None
        loss = self.objective.judged(batch, made, self.judges)
        return shared.descend(self.fabric, self.d_optimiser, loss)

    def _generator_step(self, terms: dict[str, Tensor]) -> dict[str, Tensor]:
        if not terms:
            return {}
        logs = shared.backward(self.fabric, terms, self.g_optimiser)
        shared.clip(self.fabric, self.generator, self.g_optimiser, self.run.clip)
        self.g_optimiser.step()
        if self.ema is not None:
            self.ema.update(self.network)
        return logs

    def _set_rates(self, progress: float) -> None:
        factor = shared.rate_factor(self.run, progress)
        shared.set_rate(self.g_optimiser, self.run.learning_rate * factor)
        shared.set_rate(self.d_optimiser, self.run.discriminator_rate * factor)

    def state(self) -> dict[str, Any]:
        return shared.present({
            "generator": self.generator, "judges": self.judges, "reader": self.reader, "ema": self.ema,
            "g_optimiser": self.g_optimiser, "d_optimiser": self.d_optimiser,
        })  # fmt: skip

    @torch.no_grad()
    def sheet(self) -> FloatImage:
        """Rows: what is kept, answers (with the photo's own style, the likeliest and a further remembered one), the photo."""
        fixed = self.fixed
        was_training = self.exported.training
        self.exported.eval()
        rows = [fixed["target"] * (1 - fixed["hole"]) + 0.5 * fixed["hole"], *self._answers(), fixed["target"]]
        self.exported.train(was_training)
        return shared.sheet_of(rows)

    def _answers(self) -> list[Tensor]:
        fixed, network, size = self.fixed, self.exported, self.config.network.size
        if not isinstance(network, CompactContext):
            made = network(fixed["target"], fixed["hole"], *(() if isinstance(network, PaperCascade) else (size,)))
            return [made[size] if isinstance(made, dict) else made]
        assert self.reader is not None
        picture, told = fixed["target"] * 2 - 1, fixed["hole"].new_zeros(shared.SHOWN, 4 * len(WISHES))
        own, known = self.reader(picture, fixed["hole"])[0], network.styles
        drawn = torch.randn(fixed["hole"].shape, generator=torch.Generator().manual_seed(0)).to(own.device)
        styles = [own[:, None], known.expand(shared.SHOWN, *known.shape), known[: shared.SHOWN, None]]
        return [network(picture, fixed["hole"], told, style, size, drawn)[1][size] / 2 + 0.5 for style in styles]

    def export(self) -> tuple[dict[str, Tensor], WeightsCard]:
        helpers = (HELPER_NETWORKS[self.config.losses.features],) if self.features is not None else ()
        labels = (*self._origin.labels, *((LABEL_NETWORKS,) if self.samples.labelled else ()))
        card = WeightsCard(
            self.engine, dataclasses.asdict(self.config.network), "Context extension",
            self._origin.data, labels, helpers, narrowest((*self._origin.licences, *helpers)),
        )  # fmt: skip
        return dict(self.exported.state_dict()), card

    @cached_property
    def _origin(self) -> Provenance:
        return shared.origin(self.config.data.mix, self.samples.sets)
