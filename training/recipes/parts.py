"""Recipe of the parts engine: the paper's (`parts-paper`) and the shipped one (`parts`), from one set of switches.

Sun, Guo, Liu: Face image synthesis from facial parts, 2022. Three phases (generator alone, discriminator alone, both), three losses
each of which a weight of 0 turns off, total variation and style on top.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from lightning.fabric import Fabric
from torch import Tensor, nn
from torch.utils.data import Dataset

from engines.face.average_face import average_landmarks
from engines.imaging.arrays import FloatImage
from engines.layers import PatchDiscriminator, StyleEncoder
from engines.parts.network import Conditions, PaperDiscriminator, StyledGenerator
from engines.weights import WeightsCard
from training import losses
from training.config import Phase
from training.data.pairs import PartsPairs
from training.ema import Ema, begin_with
from training.feature_networks import load_features
from training.provenance import HELPER_NETWORKS, Provenance, narrowest
from training.recipes import shared
from training.recipes.parts_config import PartsTraining

Batch = dict[str, Tensor]
JUDGED = 7  # channels: face, canvas, cover


@dataclass(frozen=True, eq=False)
class Painted:
    """The generator's answer `output` (N, 3, S, S) and the `divergence` of the styles it was told."""

    output: Tensor
    divergence: Tensor


class PartsRecipe:
    """See `training.recipe.Recipe`. `features` is the perceptual network's file; None where the configuration needs none."""

    engine = "parts"

    def __init__(self, config: PartsTraining, data: Path, features: Path | None) -> None:
        self.config, self.run, self.phases = config, config.run, config.phases
        torch.manual_seed(config.run.seed)
        self.styled = config.network.network == "styled"
        self.pairs = PartsPairs(
            data, config.data, config.canvas, average_landmarks(), config.network.size, config.run.seed, config.mixed
        )
        self.fixed = shared.shown(self.pairs)
        self.painter = config.network.build()
        self.generator: nn.Module = self.painter  # what Fabric wraps
        self.discriminator = self._build_discriminator()
        self.encoder: nn.Module | None = StyleEncoder(config.network.styled.style_dim) if self.styled else None
        self.ema = Ema(self.generator, config.run.ema) if config.run.ema else None
        self.exported = self.ema.shadow if self.ema else self.generator  # stays outside what Fabric wraps
        wants, path = config.losses, features
        self.features = load_features(wants.features, path, wants.pre_relu) if wants.needs_features else None
        learners = [{"params": list(network.parameters())} for network in (self.generator, self.encoder) if network]
        self.g_optimiser: Any = torch.optim.Adam(learners, config.run.learning_rate, config.run.betas)
        self.d_optimiser = shared.adam([self.discriminator], config.run.discriminator_rate, config.run.betas)

    def _build_discriminator(self) -> nn.Module:
        network = self.config.network
        if self.styled:
            return PatchDiscriminator(inputs=JUDGED)
        return PaperDiscriminator(self.config.losses.d_outputs, network.width, network.paper_size)

    def dataset(self) -> Dataset[Batch]:
        return self.pairs

    def setup(self, fabric: Fabric) -> None:
        self.fabric = fabric
        self.encoder = shared.placed(fabric, self.encoder)
        self.generator = shared.placed(fabric, self.generator)
        self.discriminator = shared.placed(fabric, self.discriminator)
        self.g_optimiser = fabric.setup_optimizers(self.g_optimiser)
        self.d_optimiser = fabric.setup_optimizers(self.d_optimiser)
        self.features = fabric.to_device(self.features) if self.features else None
        self.exported = fabric.to_device(self.exported)
        self.fixed = fabric.to_device(self.fixed)

    def begin_with(self, weights: Path) -> None:
        """Start the generator from exported weights of the same configuration; the encoder and the discriminator start afresh."""
        begin_with(weights, self.engine, self.painter, self.ema)

    def step(self, batch: Batch, phase: Phase, progress: float) -> dict[str, Tensor]:
        self._set_rates(progress)
        judged = phase.discriminator and self.config.losses.adv > 0
        logs: dict[str, Tensor] = {}
        if not (phase.generator or judged):
            return logs
        self.generator.train(phase.generator)  # a frozen generator keeps its batch statistics too
        with torch.set_grad_enabled(phase.generator):
            painted = self._paint(batch)
        if judged:
            logs["d"] = self._discriminator_step(batch, painted.output.detach())
        if phase.generator:
            logs |= self._generator_step(self.generator_losses(batch, painted, judged))
        return logs

    def _paint(self, batch: Batch) -> Painted:
        config = self.config.style
        if self.encoder is None:
            output = self.generator(batch["canvas"]).float()
            return Painted(output, output.new_zeros(()))
        mean, log_variance = (value.float() for value in self.encoder(batch["photo"]))
        expected = self._expected(batch)
        typical = (torch.rand_like(batch["freedom"]) < config.typical).float()
        own = mean + torch.randn_like(mean) * (log_variance / 2).exp()
        if isinstance(self.painter, StyledGenerator) and self.generator.training:
            self.painter.remember_styles((mean - expected).detach()[batch["exemplary"][:, 0] > 0])
        style = own + (expected - own) * typical
        tone = batch["tone"] + torch.randn_like(batch["tone"]) * config.tone_noise
        conditions = Conditions(style, tone, batch["freedom"]).vector()
        output = self.generator(batch["canvas"], batch["cover"], conditions).float()
        return Painted(output, losses.divergence(mean - expected, log_variance))

    def _expected(self, batch: Batch) -> Tensor:
        """The typical styles of a batch, (N, style_dim)."""
        assert isinstance(self.painter, StyledGenerator)
        with self.fabric.autocast():
            return self.painter.typical_style(batch["canvas"], batch["cover"]).float()

    def generator_losses(self, batch: Batch, painted: Painted, judged: bool) -> dict[str, Tensor]:
        """The weighted terms that the generator minimises, those with weight 0 left out; `judged` while the discriminator learns too."""
        weights, output = self.config.losses, painted.output
        focus = 1 + weights.focus * batch["focus"]
        terms: dict[str, Tensor] = {}
        if weights.rec:
            terms["rec"] = weights.rec * losses.reconstruction(output, batch["target"], weights.rec_norm, focus)
        if self.features is not None:
            terms |= self._feature_losses(batch, output, focus)
        if weights.tv:
            terms["tv"] = weights.tv * losses.total_variation(output)
        if weights.kl:
            terms["kl"] = weights.kl * painted.divergence
        if judged:
            self.discriminator.requires_grad_(False)
            terms["adv"] = weights.adv * losses.generator_loss(self._judge(batch, output), weights.adv_form)
            self.discriminator.requires_grad_(True)
        return terms

    def _feature_losses(self, batch: Batch, output: Tensor, focus: Tensor) -> dict[str, Tensor]:
        weights, terms = self.config.losses, dict[str, Tensor]()
        ours = self._features_of(output)
        if weights.perc or weights.style:
            with torch.no_grad():
                theirs = self._features_of(batch["target"])
        if weights.perc:
            terms["perc"] = weights.perc * losses.perceptual(ours, theirs, weights.perc_norm, focus)
        if weights.style:
            terms["style"] = weights.style * losses.style(ours, theirs)
        return terms

    def _features_of(self, images: Tensor) -> list[Tensor]:
        assert self.features is not None
        return shared.features_of(self.fabric, self.features, images / 2 + 0.5, self.config.losses.taps)

    def _generator_step(self, terms: dict[str, Tensor]) -> dict[str, Tensor]:
        if not terms:
            return {}
        logs = shared.backward(self.fabric, terms, self.g_optimiser)
        shared.clip(self.fabric, self.generator, self.g_optimiser, self.run.clip)
        self.g_optimiser.step()
        if self.ema is not None:
            self.ema.update(self.generator)
        return logs

    def _discriminator_step(self, batch: Batch, fake: Tensor) -> Tensor:
        real, fake = self._judge(batch, batch["target"]), self._judge(batch, fake)
        loss = losses.discriminator_loss(real, fake, self.config.losses.adv_form)
        return shared.descend(self.fabric, self.d_optimiser, loss)

    def _judge(self, batch: Batch, face: Tensor) -> Tensor:
        """The discriminator's logits; the one of the shipped network sees where the parts end, so that it finds their borders."""
        seen = torch.cat([face, batch["canvas"], batch["cover"]], dim=1) if self.styled else face
        logits: Tensor = self.discriminator(seen).float()
        return logits

    def _set_rates(self, progress: float) -> None:
        run = self.run
        factor = shared.rate_factor(run, progress)
        painter, *encoder = self.g_optimiser.param_groups
        painter["lr"] = run.learning_rate * factor * min(1.0, progress / run.warm_up if run.warm_up else 1.0)
        for group in encoder:
            group["lr"] = run.learning_rate * factor
        shared.set_rate(self.d_optimiser, run.discriminator_rate * factor)

    def state(self) -> dict[str, Any]:
        return shared.present({
            "generator": self.generator, "discriminator": self.discriminator,
            "g_optimiser": self.g_optimiser, "d_optimiser": self.d_optimiser,
            "encoder": self.encoder, "ema": self.ema,
        })  # fmt: skip

    @torch.no_grad()
    def sheet(self) -> FloatImage:
        """Rows: canvases, typical answers, answers with a style of another photo, photos."""
        was_training = self.exported.training
        self.exported.eval()
        rows = [self.fixed["canvas"], *self._answers(), self.fixed["target"]]
        self.exported.train(was_training)
        return shared.sheet_of(row / 2 + 0.5 for row in rows)

    def _answers(self) -> list[Tensor]:
        network, fixed = self.exported, self.fixed
        if not isinstance(network, StyledGenerator):
            return [network(fixed["canvas"])]
        expected = network.typical_style(fixed["canvas"], fixed["cover"])
        answers = []
        for style in (expected, expected + network.styles[: shared.SHOWN]):
            conditions = Conditions(style, fixed["tone"], fixed["freedom"])
            answers.append(network(fixed["canvas"], fixed["cover"], conditions.vector()))
        return answers

    def export(self) -> tuple[dict[str, Tensor], WeightsCard]:
        helpers = (HELPER_NETWORKS[self.config.losses.features],) if self.features is not None else ()
        card = WeightsCard(
            "parts", dataclasses.asdict(self.config.network), "Parts to face",
            self._origin.data, self._origin.labels, helpers, narrowest((*self._origin.licences, *helpers)),
        )  # fmt: skip
        return dict(self.exported.state_dict()), card

    @cached_property
    def _origin(self) -> Provenance:
        return shared.origin(self.config.data.mix, self.pairs.sets)
