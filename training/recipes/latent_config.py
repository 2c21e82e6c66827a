"""The configuration of the latent engine's training: the paper's switches, and what ships."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from engines.latent.network import LatentConfig
from engines.latent.paper import SIZE
from training.config import Phase, RunConfig
from training.data.crops import CropData
from training.data.occlusions import OcclusionConfig
from training.data.quality import QualityConfig
from training.errors import ConfigError


@dataclass(frozen=True)
class LossConfig:
    """Weights (0 = off) of the generator's losses.

    `rec` (mean absolute difference) and `perc` (squeeze features by direction) hold the encoder's answer against its photo, hidden pixels
    counting `hidden` beside known ones; `kl` is how far what it reads of a photo departs from the even distribution, in nats; `adv`.
    """

    rec: float = 0.0
    perc: float = 0.0
    kl: float = 0.0
    adv: float = 1.0
    hidden: float = 0.5
    taps: tuple[int, ...] = ()

    @property
    def needs_encoder(self) -> bool:
        return any((self.rec, self.perc, self.kl))


@dataclass(frozen=True)
class JudgeConfig:
    """How generator and discriminator play.

    `gd_ratio` generator steps a discriminator step (2 in the paper). `fakes`: what the discriminator sees: pictures drawn anew with the
    generator's running statistics (`eval`, the published code), or those of the generator's own step (`train`). `drawn`: pictures drawn
    at random a step, as a share of the batch.
    """

    gd_ratio: int = 2
    form: Literal["nonsat", "minimax", "hinge"] = "nonsat"
    fakes: Literal["eval", "train"] = "eval"
    drawn: float = 1.0
    augment: bool = False

    def __post_init__(self) -> None:
        if self.gd_ratio < 1:
            raise ConfigError(f"judge.gd_ratio is {self.gd_ratio}. Give 1 or more.")
        if self.drawn <= 0:
            raise ConfigError(f"judge.drawn is {self.drawn}. Give a share above 0.")


@dataclass(frozen=True)
class LatentTraining:
    """A whole configuration file. In phases with `discriminator` both play; in the others the encoder's answers are learnt alone."""

    network: LatentConfig
    run: RunConfig
    phases: tuple[Phase, ...]
    data: CropData = field(default_factory=CropData)
    quality: QualityConfig = field(default_factory=QualityConfig)
    occlusions: OcclusionConfig = field(default_factory=OcclusionConfig)
    losses: LossConfig = field(default_factory=LossConfig)
    judge: JudgeConfig = field(default_factory=JudgeConfig)

    def __post_init__(self) -> None:
        paper, size = self.network.network == "paper", self.network.size
        if paper and size != SIZE:
            raise ConfigError(f"network.size is {size}. The paper's networks have {SIZE}.")
        if size < 16 or size % 16:
            raise ConfigError(f"network.size is {size}. Give a multiple of 16.")
        if paper and self.losses.needs_encoder:
            raise ConfigError("The paper's networks have no encoder. Set losses.rec, losses.perc and losses.kl to 0.")
        if not self.losses.needs_encoder and not all(phase.discriminator for phase in self.phases):
            raise ConfigError("Without an encoder every phase needs its discriminator. Set discriminator = true.")
