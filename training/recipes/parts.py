"""Recipe of the parts engine: the paper's (`parts-paper`) and the shipped one (`parts`), from one set of switches.

Sun, Guo, Liu: Face image synthesis from facial parts, 2022. Three phases (generator alone, discriminator alone, both), three losses
each of which a weight of 0 turns off, total variation and style on top.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from lightning.fabric import Fabric
from torch import Tensor, nn
from torch.utils.data import Dataset

from engines.face.average_face import average_landmarks
from engines.imaging.arrays import FloatImage
from engines.parts.network import (
    Conditions,
    PaperDiscriminator,
    PartsConfig,
    PatchDiscriminator,
    StyleEncoder,
)
from engines.weights import WeightsCard
from training import losses
from training.config import Phase, RunConfig
from training.data.canvases import CanvasAugmentation
from training.data.pairs import DataConfig, PartsPairs, collate
from training.ema import Ema
from training.feature_networks import load_features

Batch = dict[str, Tensor]


@dataclass(frozen=True)
class LossConfig:
    """Weights (0 = off) and forms of the losses; `features` names the perceptual network, `focus` counts facial features more."""

    rec: float = 10.0
    perc: float = 1.0
    adv: float = 0.1
    tv: float = 0.0
    style: float = 0.0
    kl: float = 0.0
    consistency: float = 0.0
    rec_norm: str = "rms"
    perc_norm: str = "l1"
    adv_form: str = "nonsat"
    features: str = "squeeze"
    focus: float = 0.0
    d_outputs: int = 1


@dataclass(frozen=True)
class StyleConfig:
    """How often the style and the skin tone are withheld, so that the network also works without them."""

    style_dropout: float = 0.25
    tone_dropout: float = 0.5


@dataclass(frozen=True)
class PartsTraining:
    """A whole configuration file."""

    network: PartsConfig
    run: RunConfig
    phases: tuple[Phase, ...]
    data: DataConfig = field(default_factory=DataConfig)
    canvas: CanvasAugmentation = field(default_factory=CanvasAugmentation)
    losses: LossConfig = field(default_factory=LossConfig)
    style: StyleConfig = field(default_factory=StyleConfig)
    mixed: float = 0.0


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
        self.fixed = collate([self.pairs[10**9 + i] for i in range(8)])
        self.generator: nn.Module = config.network.build()
        self.discriminator: nn.Module = (
            PatchDiscriminator() if self.styled else PaperDiscriminator(config.losses.d_outputs)
        )
        self.encoder: nn.Module = StyleEncoder(config.network.styled.style_dim) if self.styled else nn.Identity()
        wants_features = config.losses.perc or config.losses.style or config.losses.consistency
        self.features = load_features(config.losses.features, features) if wants_features else None
        learners = [*self.generator.parameters(), *self.encoder.parameters()]
        self.g_optimiser: Any = torch.optim.Adam(learners, config.run.learning_rate, config.run.betas)
        self.d_optimiser: Any = torch.optim.Adam(
            self.discriminator.parameters(), config.run.discriminator_rate, config.run.betas
        )
        self.ema = Ema(self.generator, config.run.ema) if config.run.ema else None

    def dataset(self) -> Dataset[Batch]:
        return self.pairs

    def setup(self, fabric: Fabric) -> None:
        self.fabric = fabric
        layout = {"memory_format": torch.channels_last}
        if list(self.encoder.parameters()):
            self.encoder = fabric.setup_module(self.encoder.to(**layout))  # type: ignore[call-overload]
        self.generator = fabric.setup_module(self.generator.to(**layout))  # type: ignore[call-overload]
        self.g_optimiser = fabric.setup_optimizers(self.g_optimiser)
        self.discriminator = fabric.setup_module(self.discriminator.to(**layout))  # type: ignore[call-overload]
        self.d_optimiser = fabric.setup_optimizers(self.d_optimiser)
        if self.features is not None:
            self.features = fabric.to_device(self.features)
        if self.ema is not None:
            self.ema.shadow = fabric.to_device(self.ema.shadow)
        self.fixed = fabric.to_device(self.fixed)

    def step(self, batch: Batch, phase: Phase, progress: float) -> dict[str, Tensor]:
        self._set_rates(progress)
        logs: dict[str, Tensor] = {}
        with torch.set_grad_enabled(phase.generator):
            self.generator.train(phase.generator)
            output, divergence = self._paint(batch)
        if phase.discriminator and self.config.losses.adv:
            logs["d"] = self._discriminator_step(batch, output.detach())
        if phase.generator:
            terms = self.generator_losses(batch, output, divergence, adversarial=phase.discriminator)
            total = torch.stack(list(terms.values())).sum()
            self.g_optimiser.zero_grad()
            self.fabric.backward(total)
            self.fabric.clip_gradients(self.generator, self.g_optimiser, max_norm=5.0, error_if_nonfinite=False)
            self.g_optimiser.step()
            if self.ema is not None:
                self.ema.update(self.generator)
            logs |= {"total": total.detach(), **{name: term.detach() for name, term in terms.items()}}
        return logs

    def generator_losses(
        self, batch: Batch, output: Tensor, divergence: Tensor, adversarial: bool
    ) -> dict[str, Tensor]:
        """The weighted terms that the generator minimises, those with weight 0 left out; `adversarial` while both networks learn."""
        weights, target = self.config.losses, batch["target"]
        known = batch["known"][:, :, None, None]
        focus = known * (1 + weights.focus * batch["focus"])
        terms: dict[str, Tensor] = {}
        if weights.rec:
            terms["rec"] = weights.rec * losses.reconstruction(output, target, weights.rec_norm, focus)
        if self.features is not None:
            terms |= self._feature_losses(batch, output, focus)
        if weights.tv:
            terms["tv"] = weights.tv * losses.total_variation(output)
        if weights.kl and self.styled:
            terms["kl"] = weights.kl * divergence
        if weights.adv and adversarial:
            self.discriminator.requires_grad_(False)
            terms["adv"] = weights.adv * losses.generator_loss(self.discriminator(output).float(), weights.adv_form)
            self.discriminator.requires_grad_(True)
        return terms

    def _feature_losses(self, batch: Batch, output: Tensor, focus: Tensor) -> dict[str, Tensor]:
        assert self.features is not None
        weights, terms = self.config.losses, dict[str, Tensor]()
        with self.fabric.autocast():
            ours = [tap.float() for tap in self.features(output / 2 + 0.5)]
            with torch.no_grad():
                theirs = [tap.float() for tap in self.features(batch["target"] / 2 + 0.5)]
        if weights.perc:
            terms["perc"] = weights.perc * losses.perceptual(ours, theirs, weights.perc_norm, focus)
        if weights.style:
            terms["style"] = weights.style * losses.style(ours, theirs)
        mixed = 1 - batch["known"][:, :, None, None]
        if weights.consistency and bool(mixed.any()):
            with torch.no_grad(), self.fabric.autocast():
                canvas = [tap.float() for tap in self.features(batch["canvas"] / 2 + 0.5)]
            where = mixed * (batch["cover"] > 0.99).float() * (1 - batch["freedom"][:, :, None, None])
            terms["consistency"] = weights.consistency * losses.perceptual(ours[:3], canvas[:3], "unit", where)
        return terms

    def _paint(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """The generator's answer, and the divergence of the styles it was told."""
        zero = batch["canvas"].new_zeros(())
        if not self.styled:
            return self.generator(batch["canvas"]).float(), zero
        mean, log_variance = (value.float() for value in self.encoder(batch["target"]))
        told = batch["known"] * (torch.rand_like(batch["known"]) >= self.config.style.style_dropout)
        style = told * (mean + torch.randn_like(mean) * (log_variance / 2).exp())
        style = style + (1 - batch["known"]) * torch.randn_like(mean)
        tone_known = (torch.rand_like(batch["known"]) >= self.config.style.tone_dropout).float()
        conditions = Conditions(style, batch["tone"], tone_known, batch["freedom"])
        output = self.generator(batch["canvas"], batch["cover"], conditions.vector()).float()
        return output, losses.divergence(mean, log_variance)

    def _discriminator_step(self, batch: Batch, fake: Tensor) -> Tensor:
        real_logits = self.discriminator(batch["target"]).float()
        fake_logits = self.discriminator(fake).float()
        loss = losses.discriminator_loss(real_logits, fake_logits, self.config.losses.adv_form)
        self.d_optimiser.zero_grad()
        self.fabric.backward(loss)
        self.d_optimiser.step()
        return loss.detach()

    def _set_rates(self, progress: float) -> None:
        run = self.config.run
        factor = 1.0 if progress < 0.5 else 1 + (progress - 0.5) * 2 * (run.final_rate - 1)
        for group in self.g_optimiser.param_groups:
            group["lr"] = run.learning_rate * factor
        for group in self.d_optimiser.param_groups:
            group["lr"] = run.discriminator_rate * factor

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = {
            "generator": self.generator, "discriminator": self.discriminator,
            "g_optimiser": self.g_optimiser, "d_optimiser": self.d_optimiser,
        }  # fmt: skip
        if self.styled:
            state["encoder"] = self.encoder
        if self.ema is not None:
            state["ema"] = self.ema
        return state

    def _best(self) -> nn.Module:
        return self.ema.shadow if self.ema is not None else self.generator

    @torch.no_grad()
    def sheet(self) -> FloatImage:
        """Rows: canvases, typical answers (style 0), answers with a drawn style, photos."""
        network, fixed = self._best(), self.fixed
        was_training = network.training
        network.eval()
        rows = [fixed["canvas"]]
        if self.styled:
            n, device = len(fixed["canvas"]), fixed["canvas"].device
            styles = torch.randn(
                n, self.config.network.styled.style_dim, generator=torch.Generator().manual_seed(0)
            ).to(device)
            for style in (torch.zeros_like(styles), styles * 0.8):
                conditions = Conditions(style, fixed["tone"], torch.zeros_like(fixed["known"]), fixed["freedom"])
                rows.append(network(fixed["canvas"], fixed["cover"], conditions.vector()).float())
        else:
            rows.append(network(fixed["canvas"]).float())
        network.train(was_training)
        rows.append(fixed["target"])
        picture = torch.cat([torch.cat(list(row), dim=2) for row in rows], dim=1)
        sheet: FloatImage = (picture / 2 + 0.5).clamp(0, 1).permute(1, 2, 0).cpu().numpy()
        return sheet

    def export(self) -> tuple[dict[str, Tensor], WeightsCard]:
        config = dataclasses.asdict(self.config.network)
        sets = tuple(f"{name} (weight {weight:g})" for name, weight in self.config.data.mix)
        return dict(self._best().state_dict()), WeightsCard("parts", config, "Parts to face", data=sets)
