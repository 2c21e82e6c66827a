"""Recipe of the symmetry engine: the paper's (`symmetry-paper`) and the shipped one (`symmetry`), from one set of switches.

Li, Hu, Zhu, Zuo, Wang, Zhang: Learning symmetry consistent deep CNNs for face completion. Three phases: stage I by its own losses,
stage II with stage I frozen, both together (section IV).
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

from engines.imaging.arrays import FloatImage
from engines.layers import StyleEncoder
from engines.symmetry.network import Maps, SymmetryNetwork, occluded
from engines.weights import WeightsCard
from training import losses
from training.config import Phase
from training.data.completion import CompletionSamples
from training.data.pairs import collate
from training.ema import Ema, begin_with
from training.feature_networks import load_features
from training.plateau import Plateau
from training.provenance import HELPER_NETWORKS, Provenance, narrowest
from training.recipes import shared
from training.recipes.symmetry_config import STAGES, SymmetryTraining
from training.recipes.symmetry_terms import Judges, Objective

Batch = dict[str, Tensor]


class SymmetryRecipe:
    """See `training.recipe.Recipe`. `features` is the perceptual network's file; None where the configuration needs none."""

    engine = "symmetry"

    def __init__(self, config: SymmetryTraining, data: Path, features: Path | None) -> None:
        self.config, self.run, self.phases = config, config.run, config.phases
        torch.manual_seed(config.run.seed)
        self.samples = self._samples(data)
        self.fixed = shared.shown(self.samples)
        self.validation = self._validation(data)
        self.network: SymmetryNetwork = config.network.build()  # what Fabric wraps as the generator
        self.generator: nn.Module = self.network
        self.judges: nn.Module | None = (
            Judges(config.judges, config.network.size) if config.losses.needs_judges else None
        )
        style_dim = config.network.style_dim
        self.encoder: nn.Module | None = StyleEncoder(style_dim) if style_dim else None
        self.ema = Ema(self.network, config.run.ema) if config.run.ema else None
        self.exported: Any = self.ema.shadow if self.ema else self.network
        wants = config.losses
        self.features = load_features(wants.features, features) if wants.needs_features else None
        self.objective = Objective(config, self._features_of if self.features else None)
        self.plateau = Plateau(config.plateau)
        self.g_optimiser = shared.adam([self.generator, self.encoder], config.run.learning_rate, config.run.betas)
        self.d_optimiser = shared.adam([self.judges], config.run.discriminator_rate, config.run.betas)

    def _samples(self, data: Path) -> CompletionSamples:
        config = self.config
        margin = config.judges.part_margin
        return CompletionSamples(data, config.data, config.occlusions, config.network.size, config.run.seed, margin)

    def _validation(self, data: Path) -> Batch | None:
        """Photos as they are, with holes as in training, for the plateau; None where rates do not wait for one."""
        plateau = self.config.plateau
        if not plateau.every:
            return None
        still = dataclasses.replace(
            self.config.data, mix=((plateau.validation, 1.0),), zoom=(1.0, 1.0), rotation_deg=0.0, side_light=0.0,
            brightness=0.0, contrast=0.0, flip=0.0,
        )  # fmt: skip
        network = self.config.network
        samples = CompletionSamples(data, still, self.config.occlusions, network.size, 0, 1.0)
        return collate([samples[i] for i in range(plateau.samples)])

    def dataset(self) -> Dataset[Batch]:
        return self.samples

    def begin_with(self, weights: Path) -> None:
        begin_with(weights, self.engine, self.network, self.ema)

    def setup(self, fabric: Fabric) -> None:
        self.fabric = fabric
        self.generator = shared.placed(fabric, self.generator)
        self.encoder = shared.placed(fabric, self.encoder)
        self.judges = shared.placed(fabric, self.judges)
        self.g_optimiser = fabric.setup_optimizers(self.g_optimiser)
        self.d_optimiser = fabric.setup_optimizers(self.d_optimiser) if self.d_optimiser else None
        self.features = fabric.to_device(self.features) if self.features else None
        self.exported = fabric.to_device(self.exported)
        self.fixed = fabric.to_device(self.fixed)
        self.validation = fabric.to_device(self.validation) if self.validation else None

    def step(self, batch: Batch, phase: Phase, progress: float) -> dict[str, Tensor]:
        self._set_rates(progress)
        learns_one, learns_two = STAGES[phase.name]
        self._freeze(learns_one, learns_two)
        judged = learns_two and phase.discriminator and self.judges is not None
        made, terms = self._complete(batch, learns_two, judged)
        logs: dict[str, Tensor] = {}
        if judged:
            logs["d"] = self._judges_step(batch, self.objective.shown(made, batch).detach())
        if learns_one:
            terms |= self.objective.stage_one(batch, made)
        if learns_two:
            terms |= self.objective.stage_two(batch, made, self.judges if judged else None)
        logs |= self._generator_step(terms)
        if learns_two and self.plateau.due():
            logs["validation"] = self._validate()
            self.plateau.observe(float(logs["validation"]))
        return logs

    def _freeze(self, learns_one: bool, learns_two: bool) -> None:
        """Let one stage learn, or both. A frozen stage I keeps its batch statistics too."""
        network = self.network
        self.generator.train()
        network.requires_grad_(learns_two)
        if network.stage_one is not None:
            network.stage_one.requires_grad_(learns_one).train(learns_one)

    def _complete(self, batch: Batch, learns_two: bool, judged: bool) -> tuple[Maps, dict[str, Tensor]]:
        """What both stages make of a batch, and the divergence of the styles told as the first term."""
        image = occluded(batch["target"], batch["hole"], self.config.network.network)
        guide = batch["points"] if float(torch.rand(())) < self.config.told.led else None
        if not learns_two:
            return self.generator(image, batch["hole"], reconstructs=False, guide=guide), {}
        twice = self.objective.wants_symmetry
        if self.encoder is None:
            made = self.generator(image, batch["hole"], mirror_pass=twice, guide=guide)
            return {**made, "drawn": torch.zeros_like(batch["hole"][:, :, :1, :1])}, {}
        style, drawn, divergence = self._style(batch, judged)
        made = self.generator(image, batch["hole"], style, self._strength(batch), mirror_pass=twice, guide=guide)
        terms = {"kl": self.config.losses.kl * divergence} if self.config.losses.kl else {}
        return {**made, "drawn": drawn[:, :, None, None]}, terms

    def _style(self, batch: Batch, judged: bool) -> tuple[Tensor, Tensor, Tensor]:
        """The styles told (N, D), which of them were drawn (N, 1), and the divergence of those that were read."""
        assert self.encoder is not None
        told = self.config.told
        mean, log_variance = (value.float() for value in self.encoder(batch["target"] * 2 - 1))
        chance = torch.rand_like(mean[:, :1])
        typical = (chance < told.typical).float()
        drawn = (chance > 1 - told.drawn * judged).float()
        own = mean + torch.randn_like(mean) * (log_variance / 2).exp()
        style = own * (1 - typical) * (1 - drawn) + torch.randn_like(mean) * drawn
        return style, drawn, losses.divergence(mean, log_variance)

    def _strength(self, batch: Batch) -> Tensor:
        """How far each sample is told to copy, (N, 1, 1, 1)."""
        told, full = self.config.told, torch.ones_like(batch["hole"][:, :, :1, :1])
        chance = torch.rand_like(full)
        weak = torch.where(chance > 1 - told.weak_copy, torch.rand_like(full), full)
        return torch.where(chance < told.no_copy, torch.zeros_like(full), weak)

    def _features_of(self, images: Tensor) -> list[Tensor]:
        assert self.features is not None
        return shared.features_of(self.fabric, self.features, images, self.config.losses.taps)

    def _judges_step(self, batch: Batch, shown: Tensor) -> Tensor:
        assert self.judges is not None
        loss = self.objective.judges(batch, shown, self.judges)
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
        shared.set_rate(self.g_optimiser, self.run.learning_rate * factor * self.plateau.scale)
        shared.set_rate(self.d_optimiser, self.run.discriminator_rate * factor * self.plateau.scale)

    @torch.no_grad()
    def _validate(self) -> Tensor:
        """The reconstruction error of Eq. 14 on the validation samples."""
        assert self.validation is not None
        result = self._answer(self.network, self.validation)["result"]
        return losses.reconstruction(result, self.validation["target"], "mse")

    def _answer(self, network: Any, batch: Batch, style: Tensor | None = None) -> Maps:
        """A batch completed without learning; the noise in holes is the same every time."""
        noise = torch.rand(batch["target"].shape, generator=torch.Generator().manual_seed(0)).to(batch["target"])
        image = occluded(batch["target"], batch["hole"], self.config.network.network, noise)
        was_training = network.training
        network.eval()
        guide = batch["points"] if self.config.told.led > 0 else None
        made: Maps = network(image, batch["hole"], style, guide=guide)
        network.train(was_training)
        return made

    def state(self) -> dict[str, Any]:
        return shared.present({
            "generator": self.generator, "judges": self.judges, "encoder": self.encoder, "ema": self.ema,
            "g_optimiser": self.g_optimiser, "d_optimiser": self.d_optimiser, "plateau": self.plateau,
        })  # fmt: skip

    @torch.no_grad()
    def sheet(self) -> FloatImage:
        """Rows: the photo with its hole, stage I, the typical answer, an answer with a drawn style, the photo."""
        fixed, network = self.fixed, self.config.network
        hidden = occluded(fixed["target"], fixed["hole"], "compact")
        made = self._answer(self.exported, fixed)
        rows = [hidden, made["stage_one"], self._laid_in(made)]
        if network.style_dim:
            shape = (shared.SHOWN, network.style_dim)
            drawn = torch.randn(shape, generator=torch.Generator().manual_seed(0)).to(hidden.device) * 0.8
            rows.append(self._laid_in(self._answer(self.exported, fixed, drawn)))
        rows.append(fixed["target"])
        return shared.sheet_of(rows)

    def _laid_in(self, made: Maps) -> Tensor:
        return made["result"] * made["hole"] + self.fixed["target"] * (1 - made["hole"])

    def export(self) -> tuple[dict[str, Tensor], WeightsCard]:
        helpers = (HELPER_NETWORKS[self.config.losses.features],) if self.features is not None else ()
        card = WeightsCard(
            "symmetry", dataclasses.asdict(self.config.network), "Symmetry completion",
            self._origin.data, self._origin.labels, helpers, narrowest((*self._origin.licences, *helpers)),
        )  # fmt: skip
        return dict(self.exported.state_dict()), card

    @cached_property
    def _origin(self) -> Provenance:
        return shared.origin(self.config.data.mix, self.samples.sets)
