"""Generator, discriminator and encoder of the latent engine, at the published sizes (`paper`) or as they ship (`compact`).

Images are (N, 3, size, size) in [-1, 1]; latent vectors z are (N, z_dim) in [-1, 1], drawn evenly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import torch
from torch import Tensor, nn

from engines.errors import WeightsError
from engines.imaging.arrays import Points
from engines.latent.compact import CompactConfig, CompactEncoder, CompactGenerator
from engines.latent.crop import Square, paper_square
from engines.latent.options import DIRECTIONS
from engines.latent.paper import PaperConfig, PaperDiscriminator, PaperGenerator
from engines.layers import PatchDiscriminator

PORTRAIT = Square(0.21, 0.36, 0.58)  # from above the brows to below the chin; the published crop ends at the lower lip


@dataclass(frozen=True)
class LatentConfig:
    """Which networks the weights are for. `size` px (the published ones are 80) and `z_dim` numbers a face.

    `crop`: the published square, by each face's own eyes and mouth, or `portrait`, a fixed one that includes the chin. `directions`
    names the principal directions, strongest first.
    """

    network: Literal["compact", "paper"] = "compact"
    size: int = 80
    z_dim: int = 100
    crop: Literal["portrait", "paper"] = "portrait"
    compact: CompactConfig = field(default_factory=CompactConfig)
    paper: PaperConfig = field(default_factory=PaperConfig)
    directions: tuple[str, ...] = tuple(f"Direction {i + 1}" for i in range(DIRECTIONS))

    @staticmethod
    def from_dict(values: dict[str, Any]) -> LatentConfig:
        """From a card; raises `WeightsError` on unknown names."""
        try:
            compact: dict[str, Any] = {
                k: tuple(v) if isinstance(v, list) else v for k, v in values.get("compact", {}).items()
            }
            given: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
            published = PaperConfig(**values.get("paper", {}))
            config = LatentConfig(**{**given, "compact": CompactConfig(**compact), "paper": published})
        except (TypeError, AttributeError) as error:
            raise WeightsError(
                f"The network configuration is not one of the latent engine ({error}). Choose other weights."
            ) from error
        if config.network not in ("compact", "paper") or config.crop not in ("portrait", "paper"):
            raise WeightsError(f"There is no latent network {config.network!r} {config.crop!r}. Choose other weights.")
        return config

    def square(self, landmarks: Points | None = None) -> Square:
        """What the networks see of a face frame; `landmarks` normalised (68, 2) where known."""
        return PORTRAIT if self.crop == "portrait" else paper_square(landmarks)

    def build(self) -> LatentNetwork:
        return LatentNetwork(self)


class LatentNetwork(nn.Module):
    """The networks and what was found out about their latent space.

    `generator`: z -> image. `discriminator`: image -> logits, (N, 1) or (N, 1, h, h). `encoder`: see `CompactEncoder`; None for the
    published networks. `directions` (8, z_dim): along each of them pictures change most, one length a standard deviation of z.
    """

    directions: Tensor

    def __init__(self, config: LatentConfig) -> None:
        super().__init__()
        self.config = config
        self.encoder: CompactEncoder | None = None
        if config.network == "paper":
            self.generator: nn.Module = PaperGenerator(config.paper, config.z_dim)
            self.discriminator: nn.Module = PaperDiscriminator(config.paper)
        else:
            self.generator = CompactGenerator(config.compact, config.z_dim, config.size)
            self.discriminator = PatchDiscriminator(config.compact.judge_widths)
            self.encoder = CompactEncoder(config.compact, config.z_dim, config.size)
        self.register_buffer("directions", torch.zeros(DIRECTIONS, config.z_dim))
