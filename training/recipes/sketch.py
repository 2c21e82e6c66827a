"""Recipe of the sketch engine: the paper's (`sketch-paper`), the shipped one (`sketch`) and the baseline (`sketch-pix2pix`).

Li, Zheng, Liu: ISEGAN. In every step one forward of both generators, then one step each of D_1 and D_par, D_2, G1, G2 in this order.
"""

from __future__ import annotations

import dataclasses
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from lightning.fabric import Fabric
from torch import Tensor, nn
from torch.nn import functional as F
from torch.utils.data import Dataset

from engines.face.parsing.classes import CLASS_COUNT, PALETTE
from engines.face.parsing.network import FaceNetwork, FaceNetworkConfig
from engines.face.parsing.parser import FACE_NETWORK
from engines.imaging.arrays import FloatImage
from engines.layers import StyleEncoder
from engines.sketch.network import Maps, SketchNetwork
from engines.sketch.paper import three
from engines.weights import WeightsCard, fill_network, load_weights
from training import losses
from training.config import Phase
from training.data.labels import LABELS
from training.data.sketch_pairs import SketchPairs
from training.ema import Ema, begin_with
from training.feature_networks import load_features
from training.provenance import DLIB_LABELS, HELPER_NETWORKS, Provenance, narrowest
from training.recipes import shared
from training.recipes.sketch_config import STAGES, SketchTraining
from training.recipes.sketch_terms import Judges, Objective, a_window

Batch = dict[str, Tensor]


class SketchRecipe:
    """See `training.recipe.Recipe`. `features` is the perceptual network's file; None where the configuration needs none."""

    engine = "sketch"

    def __init__(self, config: SketchTraining, data: Path, features: Path | None) -> None:
        self.config, self.run, self.phases = config, config.run, config.phases
        torch.manual_seed(config.run.seed)
        self.samples = SketchPairs(data, config.data, config.network.size, config.run.seed)
        self.fixed = shared.shown(self.samples)
        self.network: SketchNetwork = config.network.build()  # what Fabric wraps as the generator
        self.generator: nn.Module = self.network
        self.judges: nn.Module | None = Judges(config.judges, config.network.stages) if config.losses.adv else None
        style_dim = config.network.style_dim
        self.encoder: nn.Module | None = StyleEncoder(style_dim) if style_dim else None
        self.parser = _parser(config.sketch_parser) if config.network.needs_sketch_parsing else None
        self.ema = Ema(self.network, config.run.ema) if config.run.ema else None
        self.exported: Any = self.ema.shadow if self.ema else self.network
        self.features = load_features(config.losses.features, features) if config.losses.per else None
        self.objective = Objective(config, self._features_of if self.features else None)
        rate, betas = config.run.learning_rate, config.run.betas
        self.g1_optimiser = shared.adam([self.network.stage_one, self.encoder], rate, betas)
        self.g2_optimiser = shared.adam([self.network.stage_two], rate, betas)
        self.d_optimiser = shared.adam([self.judges], config.run.discriminator_rate, betas)

    def dataset(self) -> Dataset[Batch]:
        return self.samples

    def begin_with(self, weights: Path) -> None:
        begin_with(weights, self.engine, self.network, self.ema)

    def setup(self, fabric: Fabric) -> None:
        self.fabric = fabric
        self.generator = shared.placed(fabric, self.generator)
        self.encoder = shared.placed(fabric, self.encoder)
        self.judges = shared.placed(fabric, self.judges)
        self.g1_optimiser = fabric.setup_optimizers(self.g1_optimiser)
        self.g2_optimiser = fabric.setup_optimizers(self.g2_optimiser) if self.g2_optimiser else None
        self.d_optimiser = fabric.setup_optimizers(self.d_optimiser) if self.d_optimiser else None
        self.features = fabric.to_device(self.features) if self.features else None
        self.parser = fabric.to_device(self.parser) if self.parser else None
        self.exported = fabric.to_device(self.exported)
        self.fixed = fabric.to_device(self.fixed)

    def step(self, batch: Batch, phase: Phase, progress: float) -> dict[str, Tensor]:
        self._set_rates(progress)
        one, two = STAGES[phase.name]
        two = two and self.network.stage_two is not None
        self._freeze(one, two)
        made, terms = self._generate(batch, one, two)
        judges: Any = self.judges if phase.discriminator else None
        window = a_window(self.config.network.size, self.config.losses.window, batch["photo"].device)
        logs: dict[str, Tensor] = {}
        if judges is not None:
            logs |= self._judges_step(self.objective.judges(batch, made, judges, one, two, window))
        if one:
            terms |= self.objective.stage_one(batch, made, judges)
        if two:
            terms |= self.objective.stage_two(batch, made, judges, window)
        return logs | self._generators_step(terms, one, two)

    def _freeze(self, one: bool, two: bool) -> None:
        self.generator.train()
        self.network.stage_one.requires_grad_(one)
        if self.network.stage_two is not None:
            self.network.stage_two.requires_grad_(two)

    def _generate(self, batch: Batch, one: bool, two: bool) -> tuple[Maps, dict[str, Tensor]]:
        """What both stages make of a batch, and the divergence of the styles told as the first term."""
        style, hints, terms = self._told(batch, one)
        told = self._told_parsing(batch) if two else {}
        detached = not self.config.losses.joint_backprop
        parsing = self.sketch_parsing(batch)
        made: Maps = self.generator(
            batch["sketch"], batch["literal"], style, hints, parsing, told, paints=two, detached=detached
        )
        return made, terms

    def _told(self, batch: Batch, learns: bool) -> tuple[Tensor, Tensor, dict[str, Tensor]]:
        """Styles (N, D) and hints (N, HINT_NUMBERS) for a batch, and what the styles cost."""
        told, hints = self.config.told, batch["hints"]
        n = len(hints)
        typical = (torch.rand(n, 1, device=hints.device) < told.typical).float()
        each = (torch.rand(n, 4, 1, device=hints.device) < told.unknown).float()
        every = (torch.rand(n, 1, 1, device=hints.device) < told.no_colours).float()
        left_out = typical[:, :, None] * torch.maximum(each, every)
        colours = hints.view(n, 4, 4)
        known = colours[..., 3:] * (1 - left_out)
        noisy = colours[..., :3] + torch.randn_like(colours[..., :3]) * told.noise
        shown = torch.cat([noisy * known, known], dim=2).flatten(1)
        if self.encoder is None:
            return hints.new_zeros(n, 0), shown, {}
        with torch.set_grad_enabled(learns):
            mean, log_variance = (value.float() for value in self.encoder(batch["photo"]))
        self.network.remember(mean.detach(), hints)
        style = (mean + torch.randn_like(mean) * (log_variance / 2).exp()) * (1 - typical)
        if not (learns and self.config.losses.kl):
            return style, shown, {}
        return style, shown, {"kl": self.config.losses.kl * losses.divergence(mean, log_variance)}

    def _told_parsing(self, batch: Batch) -> Maps:
        """For the compact network: the photo's parsing in place of P_int in some samples, and regions without anything else."""
        told = self.config.told
        if self.config.network.network != "compact" or not told.truth:
            return {}
        chance = torch.rand(len(batch["photo"]), 1, 1, 1, device=batch["photo"].device)
        erased = batch["erased"] * (chance < told.erased)
        truth = F.one_hot(batch["classes"], CLASS_COUNT).movedim(-1, 1).float()
        return {"truth": truth, "shows_truth": (chance < told.truth).float(), "erased": erased}

    @torch.no_grad()
    def sketch_parsing(self, batch: Batch) -> Tensor | None:
        """P_s (N, 8, S, S), where the networks look at it: by the face network, or else the photo's classes."""
        if not self.config.network.needs_sketch_parsing:
            return None
        if self.parser is None:
            return F.one_hot(batch["classes"], CLASS_COUNT).movedim(-1, 1).float()
        with self.fabric.autocast():
            logits: Tensor = self.parser(three(batch["sketch"])).logits
        return logits.float().softmax(dim=1)

    def _features_of(self, images: Tensor) -> list[Tensor]:
        assert self.features is not None
        return shared.features_of(self.fabric, self.features, images, self.config.losses.taps)

    def _judges_step(self, terms: dict[str, Tensor]) -> dict[str, Tensor]:
        """One step each for D_1 and D_par, and for D_2: their parameters are apart, so one optimiser takes them all."""
        shared.descend(self.fabric, self.d_optimiser, torch.stack(list(terms.values())).sum())
        return {name: term.detach() for name, term in terms.items()}

    def _generators_step(self, terms: dict[str, Tensor], one: bool, two: bool) -> dict[str, Tensor]:
        if not terms:
            return {}
        logs = shared.backward(self.fabric, terms, self.g1_optimiser, self.g2_optimiser)
        learners = [
            (self.g1_optimiser, self.network.stage_one, one or self.config.losses.joint_backprop),
            (self.g2_optimiser, self.network.stage_two, two),
        ]
        for optimiser, network, learns in learners:
            if learns and optimiser is not None and network is not None:
                if self.run.clip:
                    nn.utils.clip_grad_norm_(network.parameters(), self.run.clip)
                optimiser.step()
        if self.ema is not None:
            self.ema.update(self.network)
        return logs

    def _set_rates(self, progress: float) -> None:
        factor = shared.rate_factor(self.run, progress)
        warm = min(1.0, progress / self.run.warm_up) if self.run.warm_up else 1.0
        shared.set_rate(self.g1_optimiser, self.run.learning_rate * warm * factor)
        shared.set_rate(self.g2_optimiser, self.run.learning_rate * factor)
        shared.set_rate(self.d_optimiser, self.run.discriminator_rate * factor)

    def state(self) -> dict[str, Any]:
        return shared.present({
            "generator": self.generator, "judges": self.judges, "encoder": self.encoder, "ema": self.ema,
            "g1_optimiser": self.g1_optimiser, "g2_optimiser": self.g2_optimiser, "d_optimiser": self.d_optimiser,
        })  # fmt: skip

    @torch.no_grad()
    def sheet(self) -> FloatImage:
        """Rows: sketches, P_int, stage I, stage II as most likely, stage II with the photo's colours, photos."""
        fixed, network = self.fixed, self.exported
        was_training = network.training
        network.eval()
        style = fixed["hints"].new_zeros(shared.SHOWN, self.config.network.style_dim)
        parsing = self.sketch_parsing(fixed)
        untold, told = (
            network(fixed["sketch"], fixed["literal"], style, hints, parsing)
            for hints in (torch.zeros_like(fixed["hints"]), fixed["hints"])
        )
        network.train(was_training)
        palette = torch.from_numpy(PALETTE.astype("float32") / 127.5 - 1).to(style.device)
        classes = palette[untold["parsing"].argmax(dim=1)].movedim(-1, 1)
        rows = [three(fixed["sketch"]), classes, untold["stage_one"], untold["result"], told["result"], fixed["photo"]]
        return shared.sheet_of(row / 2 + 0.5 for row in rows)

    def export(self) -> tuple[dict[str, Tensor], WeightsCard]:
        helpers = (HELPER_NETWORKS[self.config.losses.features],) if self.features is not None else ()
        licences = [licence for licence in self._origin.licences if licence != DLIB_LABELS]
        card = WeightsCard(
            "sketch", dataclasses.asdict(self.config.network), "Sketch to photo",
            self._origin.data, (LABELS,), helpers, narrowest((*licences, *helpers)),
        )  # fmt: skip
        return dict(self.exported.state_dict()), card

    @cached_property
    def _origin(self) -> Provenance:
        return shared.origin(self.config.data.mix, (shards.photos for shards in self.samples.sets))


def _parser(path: str) -> nn.Module | None:
    """The face network that parses sketches, frozen; None without a path."""
    if not path:
        return None
    tensors, card = load_weights(Path(path), FACE_NETWORK)
    network = FaceNetwork(FaceNetworkConfig.from_dict(card.config))
    fill_network(network, tensors, path)
    return network.eval().requires_grad_(False)
