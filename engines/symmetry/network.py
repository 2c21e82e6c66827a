"""SymmFCNet: both stages and their mask algebra, at the published sizes (`paper`) or as it ships (`compact`).

Images are in [0, 1]. `hole` is 1 where a pixel is to be filled; the paper's masks, 1 where known, exist in `masks.py` alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import torch
from torch import Tensor, nn

from engines.errors import WeightsError
from engines.symmetry.compact import CompactConfig, CompactRecNet, CompactStageOne
from engines.symmetry.guidance import landmark_flow
from engines.symmetry.masks import Regions, regions, stage_two_mask
from engines.symmetry.paper import ConfidenceNet, PaperRecNet, PaperStageOne
from engines.symmetry.warping import binarised, identity_flow, mirrored, resized_map, sample

GREY = 0.5  # what a compact network sees in a hole; the paper's sees noise
KNOWN_FROM = 0.99  # a warped mask counts as known from here on, so that nothing of a hole leaks
FACE_FROM = 0.5
Maps = dict[str, Tensor]


@dataclass(frozen=True)
class Variant:
    """What Table III of the paper leaves out. `copies` = false uses the flow in the symmetry loss only."""

    flow: bool = True
    light: bool = True
    symmetry_loss: bool = True
    copies: bool = True


VARIANTS = {
    "full": Variant(),
    "no_symmetry_loss": Variant(symmetry_loss=False),
    "no_light": Variant(light=False),
    "flow_in_loss": Variant(light=False, copies=False),
    "plain": Variant(flow=False, light=False, symmetry_loss=False, copies=False),
}


@dataclass(frozen=True)
class PaperConfig:
    """Switches of the published networks; see `paper.py`. `flow` is predicted as positions, or as a `residual` from the mirror."""

    backbone: Literal["slim", "table"] = "slim"
    wide_up: bool = False
    flow: Literal["absolute", "residual"] = "absolute"
    width: float = 1.0


@dataclass(frozen=True)
class SymmetryConfig:
    """Which networks the weights are for. `size` px, a multiple of 32; `ms2` as in `masks.stage_two_mask`."""

    network: Literal["compact", "paper"] = "compact"
    variant: Literal["full", "no_symmetry_loss", "no_light", "flow_in_loss", "plain"] = "full"
    size: int = 256
    ms2: Literal["fixed", "paper"] = "fixed"
    compact: CompactConfig = field(default_factory=CompactConfig)
    paper: PaperConfig = field(default_factory=PaperConfig)

    @staticmethod
    def from_dict(values: dict[str, Any]) -> SymmetryConfig:
        """From a card; raises `WeightsError` on unknown names."""
        try:
            compact: dict[str, Any] = {
                k: tuple(v) if isinstance(v, list) else v for k, v in values.get("compact", {}).items()
            }
            paper = PaperConfig(**values.get("paper", {}))
            config = SymmetryConfig(**{**values, "compact": CompactConfig(**compact), "paper": paper})
        except (TypeError, AttributeError) as error:
            raise WeightsError(
                f"The network configuration is not one of the symmetry engine ({error}). Choose other weights."
            ) from error
        if config.network not in ("compact", "paper") or config.variant not in VARIANTS:
            raise WeightsError(
                f"There is no symmetry network {config.network!r} {config.variant!r}. Choose other weights."
            )
        return config

    @property
    def parts(self) -> Variant:
        return VARIANTS[self.variant]

    @property
    def residual(self) -> bool:
        return self.network == "compact" or self.paper.flow == "residual"

    @property
    def style_dim(self) -> int:
        """How many numbers choose between candidates; 0 where only the noise in the hole does."""
        return self.compact.style_dim if self.network == "compact" else 0

    def build(self) -> SymmetryNetwork:
        return SymmetryNetwork(self)


class SymmetryNetwork(nn.Module):
    """Stage I (`look`) and stage II (`reconstruct`); `forward` runs both."""

    def __init__(self, config: SymmetryConfig) -> None:
        super().__init__()
        self.config = config
        self.stage_one = _stage_one(config) if config.parts.flow else None
        self.confidence = ConfidenceNet() if config.parts.copies else None
        paper = config.network == "paper"
        self.rec_net: nn.Module = PaperRecNet(config.paper.width) if paper else CompactRecNet(config.compact)

    def forward(
        self,
        image: Tensor,
        hole: Tensor,
        style: Tensor | None = None,
        strength: Tensor | None = None,
        reconstructs: bool = True,
        mirror_pass: bool = False,
        guide: Tensor | None = None,
    ) -> Maps:
        """`image` (N, 3, S, S) as `occluded` makes it, `hole` (N, 1, S, S) in {0, 1}; see `look` and `reconstruct` for the rest."""
        seen = self.look(image, hole, guide)
        return self.reconstruct(seen, style, strength, mirror_pass) if reconstructs else seen

    def look(self, image: Tensor, hole: Tensor, guide: Tensor | None = None) -> Maps:
        """Stage I: `face` (N, 1, S, S), `flow` (N, 2, S, S), `light` (N, 3, S, S), and by Eq. 4 and 5 `warped`, the mirror half laid
        onto this one, and `warped_known`, 1 where that was visible. Without a flow (variant `plain`) only `image` and `hole`.

        With landmarks (N, 68, 2) in the flow's coordinates as `guide`, `flow` is what they tell; `own_flow` is FlowNet's.
        """
        seen = {"image": image, "hole": hole}
        if self.stage_one is None:
            return seen
        mirror, mirror_hole = mirrored(image), mirrored(hole)
        face, flow, light = self.stage_one(image, mirror, hole, mirror_hole)
        if self.config.residual:
            flow = identity_flow(image) + flow
        own_flow, flow = flow, flow if guide is None else landmark_flow(guide, image)
        warped_known = binarised(sample(1 - mirror_hole, flow, "zeros"), KNOWN_FROM)
        return {
            **seen, "face": face, "flow": flow, "own_flow": own_flow, "light": light,
            "warped": sample(mirror, flow), "warped_known": warped_known,
        }  # fmt: skip

    def reconstruct(
        self, seen: Maps, style: Tensor | None = None, strength: Tensor | None = None, mirror_pass: bool = False
    ) -> Maps:
        """Stage II, added to what `look` saw.

        `strength` (N, 1, 1, 1) in [0, 1] scales confidence; where it is 0 nothing is copied. Adds `copied` (M_oh, Eq. 9) and
        `trust` (M_s2), (N, 1, S, S), `confidence`, `stage_one` (N, 3, S, S), `features`, `result` (N, 3, S, S), `share` of stage I in
        it (N, 1, S, S); with `mirror_pass` also `mirror_features`, those of the flipped stage I and M_s2.
        """
        image, hole = seen["image"], seen["hole"]
        copied, trust, confidence = self._trust(seen, strength)
        stage_one = image
        if self.config.parts.copies:
            stage_one = seen["warped"] * seen["light"] * copied + image * (1 - copied)
        inputs = (stage_one, trust, hole, copied)
        if mirror_pass:
            inputs = tuple(torch.cat([x, mirrored(x)]) for x in inputs)  # type: ignore[assignment]
            style = None if style is None else torch.cat([style, style])
        features, result, share = self.rec_net(*inputs, style)
        n = len(image)
        made = {
            "copied": copied, "trust": trust, "confidence": confidence, "stage_one": stage_one,
            "features": features[:n], "result": result[:n], "share": share[:n],
        }  # fmt: skip
        return seen | made | ({"mirror_features": features[n:]} if mirror_pass else {})

    def _trust(self, seen: Maps, strength: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        hole = seen["hole"]
        if self.confidence is None:
            return torch.zeros_like(hole), 1 - hole, torch.zeros_like(hole)
        found = regions(1 - hole, seen["warped_known"], binarised(seen["face"], FACE_FROM))
        confidence = self._confidence(seen["flow"])
        if strength is not None:
            wanted = (strength > 0).to(hole.dtype)
            found = Regions(
                found.one_half * wanted, found.both_halves + found.one_half * (1 - wanted), found.background
            )
            confidence = confidence * strength
        return found.one_half, stage_two_mask(found, confidence, self.config.ms2), confidence

    def _confidence(self, flow: Tensor) -> Tensor:
        """Eq. 11 on the motion vectors; the compact network computes it at a quarter of the size."""
        assert self.confidence is not None
        motion = flow - identity_flow(flow)
        if self.config.network == "paper":
            confidence: Tensor = self.confidence(motion)
            return confidence
        side = self.config.size // 4
        small = self.confidence(resized_map(motion, motion.new_empty(1, 1, side, side)))
        return resized_map(small, flow)


def occluded(image: Tensor, hole: Tensor, network: str, noise: Tensor | None = None) -> Tensor:
    """The picture as a network sees it: grey in the hole (`compact`), or uniform noise in [0, 1] (`paper`; `noise` as `image`)."""
    if network == "compact":
        return image * (1 - hole) + GREY * hole
    noise = torch.rand_like(image) if noise is None else noise
    return image * (1 - hole) + noise * hole


def _stage_one(config: SymmetryConfig) -> nn.Module:
    if config.network == "compact":
        return CompactStageOne(config.compact, config.parts.light)
    paper = config.paper
    return PaperStageOne(config.parts.light, config.residual, paper.backbone, paper.wide_up, paper.width)
