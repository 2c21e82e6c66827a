"""The configuration of the parts engine's training: every switch of the paper and of the shipped network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from engines.parts.network import PartsConfig
from training.config import Phase, RunConfig
from training.data.canvases import CanvasAugmentation
from training.data.pairs import DataConfig
from training.errors import ConfigError


@dataclass(frozen=True)
class LossConfig:
    """Weights (0 = off) and forms of the losses; see `training.losses`.

    `features` names the perceptual network, read before ReLU with `pre_relu`; `focus` counts facial features more; `taps`
    says which of its maps count (none named: all); `d_outputs` is the number of the paper discriminator's outputs.
    """

    rec: float = 10.0
    perc: float = 1.0
    adv: float = 0.1
    tv: float = 0.0
    style: float = 0.0
    kl: float = 0.0
    rec_norm: Literal["rms", "raw", "mse", "l1"] = "rms"
    perc_norm: Literal["l1", "l2", "unit"] = "l1"
    adv_form: Literal["nonsat", "minimax", "hinge"] = "nonsat"
    features: Literal["squeeze", "vgg19"] = "squeeze"
    pre_relu: bool = False
    focus: float = 0.0
    taps: tuple[int, ...] = ()
    d_outputs: int = 1

    def __post_init__(self) -> None:
        if self.pre_relu and self.features != "vgg19":
            raise ConfigError("losses.pre_relu needs losses.features = 'vgg19'. Set both, or neither.")
        if self.d_outputs not in (1, 2):
            raise ConfigError(f"losses.d_outputs is {self.d_outputs}. Give 1 or 2.")
        if self.d_outputs == 2 and self.adv_form == "hinge":
            raise ConfigError("losses.d_outputs = 2 does not go with losses.adv_form = 'hinge'. Use nonsat or minimax.")

    @property
    def needs_features(self) -> bool:
        return any((self.perc, self.style))


@dataclass(frozen=True)
class StyleConfig:
    """What the generator is told besides the canvas: the style of the target photo and its skin tone.

    A share `typical` of the samples are told the typical style, so that it comes to mean the most likely face. `tone_noise` blurs the tone.
    """

    typical: float = 0.25
    tone_noise: float = 0.05


@dataclass(frozen=True)
class PartsTraining:
    """A whole configuration file. `mixed` is the share of canvases whose parts come from four people."""

    network: PartsConfig
    run: RunConfig
    phases: tuple[Phase, ...]
    data: DataConfig = field(default_factory=DataConfig)
    canvas: CanvasAugmentation = field(default_factory=CanvasAugmentation)
    losses: LossConfig = field(default_factory=LossConfig)
    style: StyleConfig = field(default_factory=StyleConfig)
    mixed: float = 0.0

    def __post_init__(self) -> None:
        if self.network.network not in ("styled", "paper"):
            raise ConfigError(f"network.network is {self.network.network!r}. Use styled or paper.")
        if self.losses.d_outputs != 1 and self.network.network != "paper":
            raise ConfigError("losses.d_outputs belongs to the paper's discriminator. Set network.network = 'paper'.")
        if self.losses.kl and self.network.network != "styled":
            raise ConfigError("losses.kl belongs to the styled network. Set losses.kl = 0.")
