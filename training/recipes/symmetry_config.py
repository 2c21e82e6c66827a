"""The configuration of the symmetry engine's training: every switch of the paper and of the shipped network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from engines.symmetry.network import SymmetryConfig
from training.config import Phase, RunConfig
from training.data.completion import CompletionData
from training.data.occlusions import OcclusionConfig
from training.errors import ConfigError
from training.plateau import PlateauConfig

# what learns in a phase of this name: stage I (MaskNet, FlowNet, LightNet), stage II (confidence, RecNet)
STAGES = {"correspondence": (True, False), "reconstruction": (False, True), "joint": (True, True)}


@dataclass(frozen=True)
class LossConfig:
    """Weights (0 = off) and forms of the losses; see `training.symmetry_losses` and `training.losses`.

    Stage I: `face`, `landmark`, `flow_tv`, `light`, `light_tv` (of the logarithm of the ratio). Stage II: `sym`, `rec`, `perc`,
    `part_perc` (the same on the four parts), `adv`, `part_adv`, `kl`, `copy` (what a pixel costs that is painted though the other half
    shows it). `known` is how much a visible pixel counts in `rec` and `perc`
    beside a hidden one; `judged` says whether those losses and the discriminators see the `result` or its `composite` with the photo.
    """

    face: float = 5.0
    landmark: float = 10.0
    flow_tv: float = 1.0
    light: float = 10.0
    light_tv: float = 0.0
    sym: float = 100.0
    rec: float = 300.0
    perc: float = 3.0
    part_perc: float = 0.0
    adv: float = 1.0
    part_adv: float = 2.0
    kl: float = 0.0
    copy: float = 0.0
    known: float = 1.0
    landmark_form: Literal["consistent", "paper"] = "consistent"
    sym_norm: Literal["active", "paper"] = "active"
    rec_norm: Literal["mse", "l1"] = "mse"
    perc_norm: Literal["l1", "l2", "unit"] = "l2"
    adv_form: Literal["nonsat", "minimax", "hinge"] = "nonsat"
    judged: Literal["result", "composite"] = "result"
    features: Literal["squeeze", "vgg19"] = "squeeze"
    taps: tuple[int, ...] = ()

    @property
    def needs_features(self) -> bool:
        return any((self.perc, self.part_perc))

    @property
    def needs_judges(self) -> bool:
        return any((self.adv, self.part_adv))


@dataclass(frozen=True)
class JudgeConfig:
    """Discriminators: the paper's with self-attention, or patches. Parts are cut `part_margin` times as large as their landmarks."""

    kind: Literal["attention", "patch"] = "attention"
    part_size: int = 128
    part_margin: float = 1.3
    width: float = 1.0


@dataclass(frozen=True)
class ToldConfig:
    """Shares of the samples in which the compact network is told something else than the photo's own style and full symmetry.

    `typical`: style 0; `drawn`: a random style while the discriminators learn, hidden pixels then counting for them alone;
    `no_copy`: symmetry 0; `weak_copy`: any symmetry between 0 and 1. `led`: share of the steps in which the landmarks tell the flow, as
    they do at work (0, as published: never).
    """

    typical: float = 0.25
    drawn: float = 0.15
    no_copy: float = 0.15
    weak_copy: float = 0.2
    led: float = 0.0

    def __post_init__(self) -> None:
        if self.typical + self.drawn > 1 or self.no_copy + self.weak_copy > 1:
            raise ConfigError("[told] gives shares that add up to more than 1. Lower them.")


@dataclass(frozen=True)
class SymmetryTraining:
    """A whole configuration file. Phases are named `correspondence`, `reconstruction` or `joint`: see `STAGES`."""

    network: SymmetryConfig
    run: RunConfig
    phases: tuple[Phase, ...]
    data: CompletionData = field(default_factory=CompletionData)
    occlusions: OcclusionConfig = field(default_factory=OcclusionConfig)
    losses: LossConfig = field(default_factory=LossConfig)
    judges: JudgeConfig = field(default_factory=JudgeConfig)
    told: ToldConfig = field(default_factory=ToldConfig)
    plateau: PlateauConfig = field(default_factory=PlateauConfig)

    def __post_init__(self) -> None:
        unknown = [phase.name for phase in self.phases if phase.name not in STAGES]
        if unknown:
            raise ConfigError(f"There is no phase {', '.join(unknown)}. Use {', '.join(STAGES)}.")
        network = self.network
        compact = network.compact
        steps = {"network.size": (network.size, 32)}
        if network.network == "compact":
            steps["network.size"] = network.size, compact.stem * 2 ** (len(compact.widths) - 1)
            look_step = compact.look_stem * 2 ** (len(compact.look_widths) - 1)
            steps["network.compact.look_size"] = compact.look_size, look_step
        for name, (size, step) in steps.items():
            if size < step or size % step:
                raise ConfigError(f"{name} is {size}. Give a multiple of {step}.")
        if self.losses.kl and not network.style_dim:
            raise ConfigError("losses.kl belongs to the compact network's styles. Set losses.kl = 0.")
