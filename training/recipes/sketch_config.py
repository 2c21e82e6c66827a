"""The configuration of the sketch engine's training: every switch of the paper and of the shipped networks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from engines.sketch.network import SketchConfig
from training.config import Phase, RunConfig
from training.data.sketch_pairs import SketchData
from training.errors import ConfigError

# what learns in a phase of this name: stage I (DIP-GAN), stage II (SE-GAN)
STAGES = {"look": (True, False), "paint": (False, True), "both": (True, True)}


@dataclass(frozen=True)
class LossConfig:
    """Weights (0 = off) and forms of the losses; see `training.sketch_losses` and `training.losses`.

    `adv` of both stages, `alpha` of stage I's going to D_1 and the rest to D_par; `cmp` (lambda) with `delta`, `per` (gamma), `pm` (mu)
    with `beta`. `pm_norm` as in `parsing_matching`, or `entropy`: cross entropy with rare classes counted more. `cmp_area` divides by
    the class's area; `cmp_detach` keeps L_cmp from changing the parsing. `window` px: stage II's perceptual and adversarial losses look
    at one window of this side, another in every step (0: the whole picture). `joint_backprop` lets stage II's losses reach stage I.
    """

    adv: float = 1.0
    alpha: float = 0.3
    cmp: float = 10.0
    delta: float = 0.7
    per: float = 5.0
    pm: float = 10.0
    beta: float = 0.3
    kl: float = 0.0
    pm_norm: Literal["mse", "rms", "raw", "entropy"] = "mse"
    per_norm: Literal["l1", "l2", "unit"] = "l2"
    gan: Literal["bce", "lsgan", "hinge"] = "bce"
    cmp_area: bool = True
    cmp_detach: bool = True
    joint_backprop: bool = False
    features: Literal["squeeze", "vgg19"] = "squeeze"
    taps: tuple[int, ...] = ()
    window: int = 0
    class_weights: tuple[float, ...] = (0.6, 0.7, 2.5, 3.0, 1.5, 2.5, 3.0, 0.8)

    @property
    def gan_form(self) -> str:
        """The name that `training.losses` has for it."""
        return "nonsat" if self.gan == "bce" else self.gan


@dataclass(frozen=True)
class JudgeConfig:
    """Discriminators: the paper's three PatchGANs, or one small one with spectral normalisation on stage II's photo (`patch`)."""

    kind: Literal["paper", "patch"] = "paper"
    width: float = 1.0


@dataclass(frozen=True)
class ToldConfig:
    """What the networks are told in training, as shares of the samples.

    `typical`: style 0, and colours left out, each in a share `unknown` of them, all of them in a share `no_colours`; the others are told
    the photo's own style and colours. `truth`: stage II is shown the photo's parsing in place of P_int; `erased`: and a region without
    lines and rough photo. `noise`: deviation of the told colours.
    """

    typical: float = 0.5
    unknown: float = 0.3
    no_colours: float = 0.4
    truth: float = 0.4
    erased: float = 0.25
    noise: float = 0.05


@dataclass(frozen=True)
class SketchTraining:
    """A whole configuration file. Phases are named `look`, `paint` or `both`: see `STAGES`.

    `sketch_parser`: weights of the face network that parses the sketch for the published networks; empty: the photo's own classes.
    """

    network: SketchConfig
    run: RunConfig
    phases: tuple[Phase, ...]
    data: SketchData = field(default_factory=SketchData)
    losses: LossConfig = field(default_factory=LossConfig)
    judges: JudgeConfig = field(default_factory=JudgeConfig)
    told: ToldConfig = field(default_factory=ToldConfig)
    sketch_parser: str = ""

    def __post_init__(self) -> None:
        unknown = [phase.name for phase in self.phases if phase.name not in STAGES]
        if unknown:
            raise ConfigError(f"There is no phase {', '.join(unknown)}. Use {', '.join(STAGES)}.")
        network, compact = self.network, self.network.compact
        step = 256
        if network.network == "compact":
            stage_one = compact.look_shrink * compact.look_stem * 2 ** (len(compact.look_widths) - 1)
            step = max(stage_one, compact.stem * 2 ** (len(compact.widths) - 1))
        if network.size < step or network.size % step:
            raise ConfigError(f"network.size is {network.size}. Give a multiple of {step}.")
        if self.losses.kl and not network.style_dim:
            raise ConfigError("losses.kl belongs to the compact network's styles. Set losses.kl = 0.")
        if network.stages == 1 and any(p.name == "paint" and p.steps for p in self.phases):
            raise ConfigError("network.stages = 1 has no stage to paint. Use the phase look.")
