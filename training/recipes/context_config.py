"""The configuration of the context engine's training: every switch of the paper and of the shipped network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from engines.context.network import ContextConfig, possible_size
from engines.context.pyramid import scales
from training.config import Phase, RunConfig
from training.data.surroundings import SurroundingsData
from training.errors import ConfigError


@dataclass(frozen=True)
class LossConfig:
    """Weights (0 = off) and forms of the losses, at every size and averaged (`compact`) or summed (the paper's) over the sizes.

    `rec` mean absolute difference, `perc` feature distance from `perc_from` px up (at the largest size alone with `perc_largest`),
    `part_perc` the same on facial parts, in the place of the paper's identity loss, from `id_min_scale` px up; `tv` summed squared
    differences; `adv` with `real_label` for real samples. `ring` counts pixels at the hole's border more. For the shipped network: `kl` of
    the style (nats), `parse` of class maps, `colour` of told wishes, `restyle` of a style that was not the photo's own.
    """

    rec: float = 1.0
    perc: float = 1.0
    part_perc: float = 10.0
    tv: float = 1e-6
    adv: float = 0.1
    ring: float = 0.0
    kl: float = 0.0
    parse: float = 0.0
    colour: float = 0.0
    restyle: float = 0.0
    adv_form: Literal["lsgan", "hinge", "nonsat"] = "lsgan"
    real_label: float = 0.9
    perc_norm: Literal["l1", "l2", "unit"] = "unit"
    perc_from: int = 32
    perc_largest: bool = False
    id_min_scale: int = 32
    features: Literal["squeeze", "vgg19"] = "squeeze"
    taps: tuple[int, ...] = ()

    @property
    def needs_features(self) -> bool:
        return any((self.perc, self.part_perc))


@dataclass(frozen=True)
class JudgeConfig:
    """Discriminators: the paper's at every size (`casia`, `strided` or not), or `patch`: at `coarse` px and at the largest size."""

    kind: Literal["casia", "patch"] = "casia"
    strided: bool = True
    width: float = 1.0
    coarse: int = 64


@dataclass(frozen=True)
class ToldConfig:
    """What the shipped network is told in training besides the face.

    `wish`: how often a colour is told; `restyled`: share of the samples that get the likeliest of `candidates` remembered styles in the
    place of their own while the discriminators learn; `narrow`: the share of the ring around the face where these still follow their photo.
    """

    wish: float = 0.5
    restyled: float = 0.4
    candidates: int = 8
    narrow: float = 0.2


@dataclass(frozen=True)
class ContextTraining:
    """A whole configuration file.

    A phase whose name ends in `-SIZE` (`layout-64`) paints no larger than that; for `progan` it says which stage learns.
    """

    network: ContextConfig
    run: RunConfig
    phases: tuple[Phase, ...]
    data: SurroundingsData = field(default_factory=SurroundingsData)
    losses: LossConfig = field(default_factory=LossConfig)
    judges: JudgeConfig = field(default_factory=JudgeConfig)
    told: ToldConfig = field(default_factory=ToldConfig)

    def __post_init__(self) -> None:
        if not possible_size(self.network.size, self.network.network):
            raise ConfigError(f"network.size is {self.network.size}. Give 8 times a power of two, 32 or more.")
        for phase in self.phases:
            self.size_of(phase)
        losses = self.losses
        if self.network.network != "compact" and any((losses.kl, losses.parse, losses.colour, losses.restyle)):
            raise ConfigError("losses.kl, parse, colour and restyle belong to the compact network. Set them to 0.")

    def size_of(self, phase: Phase) -> int:
        """The largest size that is painted in a phase."""
        ending = phase.name.rpartition("-")[2]
        size = int(ending) if ending.isdigit() else self.network.size
        if size not in scales(self.network.size):
            known = ", ".join(map(str, scales(self.network.size)))
            raise ConfigError(f"The phase {phase.name} ends in a size that there is not. Use one of {known}.")
        return size
