"""Recipe of the face network: eight classes and 68 landmarks, from labelled photos and sketches made of them."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import torch
from lightning.fabric import Fabric
from torch import Tensor, nn
from torch.utils.data import Dataset

from engines.face.parsing.classes import CLASS_COUNT, PALETTE
from engines.face.parsing.network import FaceNetwork, FaceNetworkConfig, FaceOutputs
from engines.imaging.arrays import FloatImage
from engines.weights import WeightsCard
from training import parsing_losses as losses
from training.config import Phase, RunConfig
from training.data.faces import FaceAugmentation, FaceDataConfig, FaceSamples
from training.data.labels import LABELS
from training.ema import Ema, begin_with
from training.errors import ConfigError
from training.provenance import DLIB_LABELS, narrowest
from training.recipes import shared

Batch = dict[str, Tensor]
SHOWN = 10  # samples on a sheet


@dataclass(frozen=True)
class FaceLossConfig:
    """Weights of the losses (0 = off); `class_weights`: how much a pixel of each class counts, roughly one over the root of its share."""

    cross_entropy: float = 1.0
    dice: float = 1.0
    wing: float = 2.0
    heat: float = 0.2
    class_weights: tuple[float, ...] = (0.6, 0.7, 2.5, 3.0, 1.5, 2.5, 3.0, 0.8)

    def __post_init__(self) -> None:
        if len(self.class_weights) != CLASS_COUNT:
            raise ConfigError(f"losses.class_weights has {len(self.class_weights)} numbers. Give {CLASS_COUNT}.")


@dataclass(frozen=True)
class FaceTraining:
    """A whole configuration file."""

    network: FaceNetworkConfig
    run: RunConfig
    phases: tuple[Phase, ...]
    data: FaceDataConfig = field(default_factory=FaceDataConfig)
    augmentation: FaceAugmentation = field(default_factory=FaceAugmentation)
    losses: FaceLossConfig = field(default_factory=FaceLossConfig)


class FaceRecipe:
    """See `training.recipe.Recipe`."""

    engine = "face"

    def __init__(self, config: FaceTraining, data: Path) -> None:
        self.config, self.run, self.phases = config, config.run, config.phases
        torch.manual_seed(config.run.seed)
        self.samples = FaceSamples(data, config.data, config.augmentation, config.network.size, config.run.seed)
        self.fixed = shared.shown(self.samples, SHOWN)
        self.network: nn.Module = FaceNetwork(config.network)
        self.ema = Ema(self.network, config.run.ema) if config.run.ema else None
        self.exported = self.ema.shadow if self.ema else self.network  # stays outside what Fabric wraps
        self.optimiser: Any = torch.optim.AdamW(
            self.network.parameters(), config.run.learning_rate, config.run.betas, weight_decay=1e-4
        )
        self.class_weights = torch.tensor(config.losses.class_weights)

    def dataset(self) -> Dataset[Batch]:
        return self.samples

    def begin_with(self, weights: Path) -> None:
        begin_with(weights, self.engine, self.network, self.ema)

    def setup(self, fabric: Fabric) -> None:
        self.fabric = fabric
        self.network = shared.placed(fabric, self.network)
        self.optimiser = fabric.setup_optimizers(self.optimiser)
        self.exported = fabric.to_device(self.exported)
        self.fixed = fabric.to_device(self.fixed)
        self.class_weights = fabric.to_device(self.class_weights)

    def step(self, batch: Batch, phase: Phase, progress: float) -> dict[str, Tensor]:
        shared.set_rate(self.optimiser, self.run.learning_rate * self._rate(progress))
        self.network.train()
        image = batch["image"].contiguous(memory_format=torch.channels_last)
        outputs: FaceOutputs = self.network(image)
        logs = shared.backward(self.fabric, self.terms(batch, outputs), self.optimiser)
        shared.clip(self.fabric, self.network, self.optimiser, self.run.clip)
        self.optimiser.step()
        if self.ema is not None:
            self.ema.update(self.network)
        return logs | {"landmark_error": landmark_error(outputs.landmarks.detach(), batch)}

    def terms(self, batch: Batch, outputs: FaceOutputs) -> dict[str, Tensor]:
        """The weighted losses, those with weight 0 left out."""
        weights, logits = self.config.losses, outputs.logits.float()
        landmarks, heat = outputs.landmarks.float(), outputs.heat.float()
        terms: dict[str, Tensor] = {}
        if weights.cross_entropy:
            entropy = losses.balanced_cross_entropy(logits, batch["classes"], self.class_weights)
            terms["cross_entropy"] = weights.cross_entropy * entropy
        if weights.dice:
            terms["dice"] = weights.dice * losses.soft_dice(logits, batch["classes"])
        if weights.wing:
            terms["wing"] = weights.wing * losses.wing(landmarks, batch["landmarks"], batch["eye_distance"])
        if weights.heat:
            terms["heat"] = weights.heat * losses.heat_cross_entropy(heat, batch["landmarks"])
        return terms

    def _rate(self, progress: float) -> float:
        """Up within the first hundredth, then a cosine down to `final_rate` (Loshchilov, Hutter 2017)."""
        fall = self.run.final_rate + (1 - self.run.final_rate) * (1 + math.cos(math.pi * progress)) / 2
        return min(1.0, progress / 0.01 + 0.05) * fall

    def state(self) -> dict[str, Any]:
        return shared.present({"network": self.network, "optimiser": self.optimiser, "ema": self.ema})

    @torch.no_grad()
    def sheet(self) -> FloatImage:
        """Rows: pictures with the landmarks found, classes found, classes given."""
        was_training = self.exported.training
        self.exported.eval()
        outputs = self.exported(self.fixed["image"])
        self.exported.train(was_training)
        palette = torch.from_numpy(PALETTE.astype("float32") / 255).to(outputs.logits.device)
        pictures = (self.fixed["image"].movedim(1, -1) / 2 + 0.5).clone()
        for picture, points in zip(pictures, outputs.landmarks, strict=True):
            cells = (points * picture.shape[0]).long().clamp(0, picture.shape[0] - 1)
            picture[cells[:, 1], cells[:, 0]] = palette.new_tensor([0.1, 1.0, 0.2])
        rows = [pictures, palette[outputs.logits.argmax(dim=1)], palette[self.fixed["classes"]]]
        return shared.sheet_of(row.movedim(-1, 1) for row in rows)

    def export(self) -> tuple[dict[str, Tensor], WeightsCard]:
        data, licence = self._origin
        config = dataclasses.asdict(self.config.network)
        card = WeightsCard("face", config, "Face network", data, (LABELS,), (), licence)
        return dict(self.exported.state_dict()), card

    @cached_property
    def _origin(self) -> tuple[tuple[str, ...], str]:
        """Photo sets and the narrowest licence. Labels are MediaPipe's; the shards' landmarks only chose photos and frames."""
        photos = shared.origin(self.config.data.mix, (shards.photos for shards in self.samples.sets))
        return photos.data, narrowest([licence for licence in photos.licences if licence != DLIB_LABELS])


def landmark_error(landmarks: Tensor, batch: Batch) -> Tensor:
    """Mean distance of the 68 points in eye distances."""
    distances: Tensor = torch.linalg.vector_norm(landmarks.float() - batch["landmarks"], dim=2) / batch["eye_distance"]
    return distances.mean()
