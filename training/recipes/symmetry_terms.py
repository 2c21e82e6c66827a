"""What the networks of the symmetry engine are told to minimise: Eq. 2 to 19 of Li et al., weighted by the configuration."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from engines.layers import PatchDiscriminator
from engines.symmetry.discriminators import AttentionDiscriminator
from engines.symmetry.network import Maps
from engines.symmetry.warping import identity_flow
from training import losses, symmetry_losses
from training.data.completion import PARTS
from training.recipes.symmetry_config import JudgeConfig, SymmetryTraining

Batch = dict[str, Tensor]
Terms = dict[str, Tensor]


class Judges(nn.Module):
    """The discriminators (Eq. 17, 18): on the whole face, and on left eye, right eye, nose and mouth.

    forward: images (N, 3, S, S) in [0, 1] and boxes (N, 4, 3) -> five logit maps.
    """

    def __init__(self, config: JudgeConfig, size: int) -> None:
        super().__init__()
        self.part_size = config.part_size
        self.whole = _discriminator(config, size)
        self.parts = nn.ModuleList(_discriminator(config, config.part_size) for _ in PARTS)

    def forward(self, images: Tensor, boxes: Tensor) -> list[Tensor]:
        cut = symmetry_losses.crops(images, boxes, self.part_size)
        pairs = zip((self.whole, *self.parts), (images, *cut), strict=True)
        return [judge(picture * 2 - 1) for judge, picture in pairs]


class Objective:
    """The weighted terms, those with weight 0 left out.

    `features` reads the perceptual maps of images in [0, 1]; None where the configuration needs none.
    """

    def __init__(self, config: SymmetryTraining, features: Callable[[Tensor], list[Tensor]] | None) -> None:
        self.weights, self.parts, self.residual = config.losses, config.network.parts, config.network.residual
        self.part_size, self.features = config.judges.part_size, features

    @property
    def wants_symmetry(self) -> bool:
        return self.weights.sym > 0 and self.parts.symmetry_loss

    def shown(self, made: Maps, batch: Batch) -> Tensor:
        """The picture that losses and discriminators see."""
        if self.weights.judged == "result":
            return made["result"]
        return made["result"] * batch["hole"] + batch["target"] * (1 - batch["hole"])

    def stage_one(self, batch: Batch, made: Maps) -> Terms:
        """For MaskNet, FlowNet and LightNet; nothing where a variant has no flow.

        Eq. 7 is taken of the flow as it is, or of its offset where that is what the network predicts.
        """
        weights, terms = self.weights, Terms()
        if not self.parts.flow:
            return terms
        if weights.face:
            terms["face"] = weights.face * symmetry_losses.face_region(made["face"], batch["face"])
        if weights.landmark:
            found = symmetry_losses.landmark(made["own_flow"], batch["points"], weights.landmark_form)
            terms["landmark"] = weights.landmark * found
        if weights.flow_tv:
            offset = identity_flow(made["flow"]) if self.residual else 0
            terms["flow_tv"] = weights.flow_tv * losses.total_variation(made["own_flow"] - offset)
        if self.parts.light and weights.light:
            relit = symmetry_losses.illumination(made["flow"], made["light"], made["face"], batch["target"])
            terms["light"] = weights.light * relit
        if self.parts.light and weights.light_tv:
            terms["light_tv"] = weights.light_tv * losses.total_variation((made["light"] + 1e-3).log())
        return terms

    def stage_two(self, batch: Batch, made: Maps, judges: nn.Module | None) -> Terms:
        """For RecNet and the confidence net; `judges` while they learn too."""
        weights, hole = self.weights, batch["hole"]
        shown = self.shown(made, batch)
        counts = weights.known * (1 - hole) + hole * (1 - made["drawn"] * (1 - made["copied"].detach()))
        terms = Terms()
        if weights.rec:
            terms["rec"] = weights.rec * losses.reconstruction(shown, batch["target"], weights.rec_norm, counts)
        if self.wants_symmetry:
            terms["sym"] = weights.sym * symmetry_losses.perceptual_symmetry(
                made["features"], made["mirror_features"], made["flow"], made["face"], made["trust"], weights.sym_norm
            )
        if weights.perc:
            terms["perc"] = weights.perc * self._perceptual(shown, batch["target"], counts)
        if weights.part_perc:
            boxes, told = batch["boxes"], 1 - made["drawn"]
            ours, theirs = (
                torch.cat(symmetry_losses.crops(picture, boxes, self.part_size)) for picture in (shown, batch["target"])
            )
            terms["part_perc"] = weights.part_perc * self._perceptual(ours, theirs, told.repeat(len(PARTS), 1, 1, 1))
        if weights.copy:
            terms["copy"] = weights.copy * symmetry_losses.painted_instead(made["share"], made["copied"], hole)
        if judges is not None:
            terms |= self._adversarial(shown, batch["boxes"], judges)
        return terms

    def judges(self, batch: Batch, shown: Tensor, judges: nn.Module) -> Tensor:
        """For the discriminators: Eq. 17 for the whole face and the parts, averaged by their weights (Eq. 18)."""
        weights = self.weights
        pairs = zip(judges(batch["target"], batch["boxes"]), judges(shown, batch["boxes"]), strict=True)
        whole, *parts = (losses.discriminator_loss(r.float(), f.float(), weights.adv_form) for r, f in pairs)
        weighted = weights.adv * whole + weights.part_adv * torch.stack(parts).sum()
        return weighted / (weights.adv + weights.part_adv * len(parts))

    def _adversarial(self, shown: Tensor, boxes: Tensor, judges: nn.Module) -> Terms:
        weights = self.weights
        judges.requires_grad_(False)
        whole, *parts = (losses.generator_loss(logits.float(), weights.adv_form) for logits in judges(shown, boxes))
        judges.requires_grad_(True)
        terms = {"adv": weights.adv * whole, "part_adv": weights.part_adv * torch.stack(parts).sum()}
        return {name: term for name, term in terms.items() if getattr(weights, name)}

    def _perceptual(self, ours: Tensor, theirs: Tensor, counts: Tensor) -> Tensor:
        assert self.features is not None
        with torch.no_grad():
            goal = self.features(theirs)
        return losses.perceptual(self.features(ours), goal, self.weights.perc_norm, counts)


def _discriminator(config: JudgeConfig, size: int) -> nn.Module:
    if config.kind == "attention":
        return AttentionDiscriminator(5 if size > 128 else 4, config.width)
    return PatchDiscriminator([max(8, round(width * config.width)) for width in (64, 128, 256, 256)])
