"""Recipe of the latent engine: the paper's DCGAN (`latent-paper`) and what ships (`latent`), from one set of switches.

Jiang, Liu, Wang: Generation and Completion of Human Face Images, 2018. The shipped networks learn an encoder beside generator and
discriminator: it reads from a photo with a hole where in the latent cube its face lies, the evidence bound of a uniform variational
autoencoder (Kingma, Welling 2014) with an adversarial term (Larsen et al. 2016).
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
from engines.latent.compact import draw
from engines.latent.directions import principal_directions
from engines.latent.network import LatentNetwork
from engines.latent.options import DIRECTIONS
from engines.weights import WeightsCard
from training import losses
from training.balance import Balance
from training.config import Phase
from training.data.crops import FaceCrops
from training.diff_augment import diff_augment
from training.ema import Ema, begin_with
from training.feature_networks import load_features
from training.provenance import HELPER_NETWORKS, Provenance, narrowest
from training.recipes import shared
from training.recipes.latent_config import LatentTraining

Batch = dict[str, Tensor]
DRAWN_ROWS = 4  # of a sheet


class LatentRecipe:
    """See `training.recipe.Recipe`. `features` is the perceptual network's file; None where the configuration needs none."""

    engine = "latent"

    def __init__(self, config: LatentTraining, data: Path, features: Path | None) -> None:
        self.config, self.run, self.phases = config, config.run, config.phases
        torch.manual_seed(config.run.seed)
        self.samples = FaceCrops(data, config.data, config.quality, config.occlusions, config.network, config.run.seed)
        self.fixed = shared.shown(self.samples)
        self.network: LatentNetwork = config.network.build()
        self.ema = Ema(self.network, config.run.ema) if config.run.ema else None
        self.exported: Any = self.ema.shadow if self.ema else self.network
        self.features = load_features("squeeze", features) if config.losses.perc else None
        self.balance = Balance()
        self.generator: nn.Module = self.network.generator  # what Fabric wraps, as are the next two
        self.judge: nn.Module = self.network.discriminator
        self.encoder: nn.Module | None = self.network.encoder
        self.g_optimiser = shared.adam([self.generator, self.encoder], config.run.learning_rate, config.run.betas)
        self.d_optimiser = shared.adam([self.judge], config.run.discriminator_rate, config.run.betas)

    def dataset(self) -> Dataset[Batch]:
        return self.samples

    def begin_with(self, weights: Path) -> None:
        begin_with(weights, self.engine, self.network, self.ema)

    def setup(self, fabric: Fabric) -> None:
        self.fabric = fabric
        self.generator, self.judge = shared.placed(fabric, self.generator), shared.placed(fabric, self.judge)
        self.encoder = shared.placed(fabric, self.encoder)
        self.g_optimiser = fabric.setup_optimizers(self.g_optimiser)
        self.d_optimiser = fabric.setup_optimizers(self.d_optimiser)
        self.features = fabric.to_device(self.features) if self.features else None
        self.exported = fabric.to_device(self.exported)
        self.fixed = fabric.to_device(self.fixed)
        fabric.print(f"Photos: {self.samples.filtered}.", flush=True)

    def step(self, batch: Batch, phase: Phase, progress: float) -> dict[str, Tensor]:
        self._set_rates(progress)
        self.network.train()
        terms, shown = self._answers(batch)
        if not phase.discriminator:
            return self._generator_step(terms)
        shown.append(self.generator(self._drawn_z(batch)))
        logs: dict[str, Tensor] = {}
        if self.balance.g_steps % self.config.judge.gd_ratio == self.config.judge.gd_ratio - 1:
            logs["d"] = self._judge_step(batch["image"], torch.cat(shown).detach(), batch)
        self.judge.requires_grad_(False)
        verdict = losses.generator_loss(self.judge(self._seen(torch.cat(shown))), self.config.judge.form)
        logs |= self._generator_step({**terms, "adv": self.config.losses.adv * verdict})
        self.judge.requires_grad_(True)
        warning = self.balance.observe(float(verdict.detach()), float(logs["d"]) if "d" in logs else None)
        if warning:
            self.fabric.print(warning, flush=True)
        return {**logs, "unbalanced": torch.tensor(float(self.balance.warned))}

    def _answers(self, batch: Batch) -> tuple[dict[str, Tensor], list[Tensor]]:
        """What the encoder makes of photos with holes: the losses against the photos, and the pictures."""
        wanted = self.config.losses
        if self.encoder is None or not wanted.needs_encoder:
            return {}, []
        image, known = batch["image"], batch["known"]
        centre, reach = self.encoder(image, known)
        answer = self.generator(draw(centre, reach, torch.rand_like(reach) * 2 - 1))
        weight = known + wanted.hidden * (1 - known)
        terms = {
            "rec": wanted.rec * losses.reconstruction(answer, image, "l1", weight),
            "kl": wanted.kl * -reach.clamp_min(1e-6).log().sum(dim=1).mean(),
        }
        if self.features is not None:
            ours, theirs = self._features_of(answer), self._features_of(image)
            terms["perc"] = wanted.perc * losses.perceptual(ours, theirs, "unit", weight)
        return terms, [answer]

    def _features_of(self, images: Tensor) -> list[Tensor]:
        assert self.features is not None
        return shared.features_of(self.fabric, self.features, images / 2 + 0.5, self.config.losses.taps)

    def _drawn_z(self, batch: Batch) -> Tensor:
        count = max(2, round(len(batch["image"]) * self.config.judge.drawn))
        return torch.rand(count, self.config.network.z_dim, device=batch["image"].device) * 2 - 1

    def _judge_step(self, real: Tensor, shown: Tensor, batch: Batch) -> Tensor:
        if self.config.judge.fakes == "eval":
            self.network.generator.eval()
            with torch.no_grad():
                shown = self.generator(self._drawn_z(batch))
            self.network.generator.train()
        verdicts = self.judge(self._seen(torch.cat([real, shown])))
        loss = losses.discriminator_loss(verdicts[: len(real)], verdicts[len(real) :], self.config.judge.form) / 2
        return shared.descend(self.fabric, self.d_optimiser, loss)

    def _seen(self, images: Tensor) -> Tensor:
        return diff_augment(images) if self.config.judge.augment else images

    def _generator_step(self, terms: dict[str, Tensor]) -> dict[str, Tensor]:
        logs = shared.backward(self.fabric, terms, self.g_optimiser)
        if self.run.clip:
            nn.utils.clip_grad_norm_(
                [p for group in self.g_optimiser.param_groups for p in group["params"]], self.run.clip
            )
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
            "generator": self.generator, "judge": self.judge, "encoder": self.encoder, "ema": self.ema,
            "g_optimiser": self.g_optimiser, "d_optimiser": self.d_optimiser, "balance": self.balance,
        })  # fmt: skip

    @torch.no_grad()
    def sheet(self) -> FloatImage:
        """Rows: drawn faces; with an encoder also photos with holes, its answers laid in, its answers to whole photos, and the photos."""
        network, fixed = self.exported, self.fixed
        was_training = network.training
        network.eval()
        shape = (shared.SHOWN * DRAWN_ROWS, self.config.network.z_dim)
        z = torch.rand(shape, generator=torch.Generator().manual_seed(0)) * 2 - 1
        rows = list(network.generator(z.to(fixed["image"].device)).split(shared.SHOWN))
        if network.encoder is not None:
            image, known = fixed["image"], fixed["known"]
            answer, whole = (self._answer(image, part) for part in (known, torch.ones_like(known)))
            rows += [image * known, image * known + answer * (1 - known), whole, image]
        network.train(was_training)
        return shared.sheet_of(row / 2 + 0.5 for row in rows)

    def _answer(self, image: Tensor, known: Tensor) -> Tensor:
        """The most likely picture of a photo with a hole."""
        centre, reach = self.exported.encoder(image, known)
        answer: Tensor = self.exported.generator(draw(centre, reach, torch.zeros_like(reach)))
        return answer

    def export(self) -> tuple[dict[str, Tensor], WeightsCard]:
        network = self.exported
        was_training = network.training
        network.eval()
        network.directions.copy_(principal_directions(network.generator, self.config.network.z_dim, DIRECTIONS))
        network.train(was_training)
        helpers = (HELPER_NETWORKS["squeeze"],) if self.features is not None else ()
        card = WeightsCard(
            "latent", dataclasses.asdict(self.config.network), "Random faces and latent completion",
            (*self._origin.data, self.samples.filtered), self._origin.labels, helpers,
            narrowest((*self._origin.licences, *helpers)),
        )  # fmt: skip
        return dict(network.state_dict()), card

    @cached_property
    def _origin(self) -> Provenance:
        return shared.origin(self.config.data.mix, self.samples.sets)
