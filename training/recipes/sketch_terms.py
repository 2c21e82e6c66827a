"""What the networks of the sketch engine are told to minimise (Li, Zheng, Liu, section 3.4), weighted by the configuration."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engines.face.parsing.classes import CLASS_COUNT
from engines.layers import PatchDiscriminator
from engines.sketch.discriminators import NARROW, WIDE, PatchGan
from engines.sketch.network import Maps
from engines.sketch.paper import three
from training import losses, sketch_losses
from training.parsing_losses import balanced_cross_entropy
from training.recipes.sketch_config import JudgeConfig, LossConfig, SketchTraining

Batch = dict[str, Tensor]
Terms = dict[str, Tensor]
PAIR = 6 + CLASS_COUNT  # channels: sketch, its parsing, photo


class Judges(nn.Module):
    """D_1 and D_par for stage I, D_2 for stage II; those that the configuration does without are None."""

    def __init__(self, config: JudgeConfig, stages: int) -> None:
        super().__init__()
        self.first: nn.Module | None = None
        self.parsing: nn.Module | None = None
        self.second: nn.Module | None = None
        if config.kind == "paper":
            self.first = PatchGan(PAIR, WIDE, config.width)
            self.parsing = PatchGan(CLASS_COUNT, WIDE, config.width)
            self.second = PatchGan(PAIR, NARROW, config.width) if stages == 2 else None
        else:
            widths = [max(8, round(width * config.width)) for width in (64, 128, 256, 256)]
            self.second = PatchDiscriminator(widths, inputs=4)

    def forward(self, which: str, seen: Tensor) -> Tensor:
        judge = getattr(self, which)
        logits: Tensor = judge(seen).float()
        return logits


class Objective:
    """The weighted terms, those with weight 0 left out.

    `features` reads the perceptual maps of images in [0, 1]; None where the configuration needs none.
    """

    def __init__(self, config: SketchTraining, features: Callable[[Tensor], list[Tensor]] | None) -> None:
        self.weights: LossConfig = config.losses
        self.judged, self.stages, self.features = config.judges.kind, config.network.stages, features
        self.class_weights = torch.tensor(config.losses.class_weights)

    def stage_one(self, batch: Batch, made: Maps, judges: Judges | None) -> Terms:
        """For G1: L_cmp(Y1), L_per(Y1), L_PM and, with `judges`, L_adv1; at the size at which stage I answers."""
        weights, terms = self.weights, Terms()
        photo, parsing = resized(batch["photo"], made["rough"]), made["logits"].softmax(dim=1)
        if weights.cmp:
            terms["cmp_1"] = weights.cmp * self._compositional(made["rough"], photo, parsing)
        if weights.per:
            terms["per_1"] = weights.per * self._perceptual(made["rough"], photo)
        if weights.pm:
            terms["pm"] = weights.pm * self._parsing_matching(batch, made["logits"], parsing)
        if judges is not None and self._one_judged(judges):
            one, par = self._fooled(judges, "first", self.pair(batch, made, made["stage_one"])), None
            par = self._fooled(judges, "parsing", made["parsing"])
            terms["adv_1"] = weights.adv * (weights.alpha * one + (1 - weights.alpha) * par)
        elif judges is not None and self.stages == 1:
            terms["adv_1"] = weights.adv * self._fooled(judges, "second", self.pair(batch, made, made["result"]))
        return terms

    def stage_two(self, batch: Batch, made: Maps, judges: Judges | None, window: tuple[slice, slice]) -> Terms:
        """For G2: L_cmp(Y2), L_per(Y2) and, with `judges`, L_adv2."""
        weights, terms, photo = self.weights, Terms(), batch["photo"]
        if weights.cmp:
            terms["cmp_2"] = weights.cmp * self._compositional(made["result"], photo, made["parsing"])
        if weights.per:
            terms["per_2"] = weights.per * self._perceptual(made["result"][..., *window], photo[..., *window])
        if judges is not None:
            fake = self.pair(batch, made, made["result"])[..., *window]
            terms["adv_2"] = weights.adv * self._fooled(judges, "second", fake)
        return terms

    def judges(
        self, batch: Batch, made: Maps, judges: Judges, one: bool, two: bool, window: tuple[slice, slice]
    ) -> Terms:
        """For the discriminators, in the order in which they learn: D_1, D_par, D_2. `one`, `two`: whether that stage learns."""
        terms = Terms()
        if one and self._one_judged(judges):
            real, fake = (self.pair(batch, made, photo) for photo in (batch["photo"], made["stage_one"].detach()))
            terms["d1"] = self.weights.alpha * self._told_apart(judges, "first", real, fake)
            truth = F.one_hot(batch["classes"], CLASS_COUNT).movedim(-1, 1).float()
            parsing = self._told_apart(judges, "parsing", truth, made["parsing"].detach())
            terms["d_par"] = (1 - self.weights.alpha) * parsing
        if judges.second is not None and (two or self.stages == 1):
            real, fake = (
                self.pair(batch, made, photo)[..., *window] for photo in (batch["photo"], made["result"].detach())
            )
            terms["d2"] = self._told_apart(judges, "second", real, fake)
        return terms

    def pair(self, batch: Batch, made: Maps, photo: Tensor) -> Tensor:
        """What a conditional discriminator sees: the sketch (with its parsing) beside a photo."""
        if self.judged == "patch":
            return torch.cat([batch["sketch"], photo], dim=1)
        return torch.cat([three(batch["sketch"]), made["sketch_parsing"], photo], dim=1)

    def _one_judged(self, judges: Judges) -> bool:
        return judges.first is not None

    def _compositional(self, output: Tensor, target: Tensor, parsing: Tensor) -> Tensor:
        weights = self.weights
        parsing = parsing.detach() if weights.cmp_detach else parsing
        return sketch_losses.compositional(output, target, parsing, weights.delta, weights.cmp_area)

    def _parsing_matching(self, batch: Batch, logits: Tensor, parsing: Tensor) -> Tensor:
        step = batch["classes"].shape[-1] // logits.shape[-1]
        classes = batch["classes"][:, step // 2 :: step, step // 2 :: step]
        if self.weights.pm_norm == "entropy":
            return balanced_cross_entropy(logits, classes, self.class_weights.to(logits.device))
        truth = F.one_hot(classes, CLASS_COUNT).movedim(-1, 1).to(parsing.dtype)
        return sketch_losses.parsing_matching(parsing, truth, self.weights.beta, self.weights.pm_norm)

    def _perceptual(self, ours: Tensor, theirs: Tensor) -> Tensor:
        assert self.features is not None
        with torch.no_grad():
            goal = self.features(theirs / 2 + 0.5)
        return losses.perceptual(self.features(ours / 2 + 0.5), goal, self.weights.per_norm)

    def _fooled(self, judges: nn.Module, which: str, fake: Tensor) -> Tensor:
        judges.requires_grad_(False)
        loss = losses.generator_loss(judges(which, fake), self.weights.gan_form)
        judges.requires_grad_(True)
        return loss

    def _told_apart(self, judges: nn.Module, which: str, real: Tensor, fake: Tensor) -> Tensor:
        return losses.discriminator_loss(judges(which, real), judges(which, fake), self.weights.gan_form)


def resized(photo: Tensor, like: Tensor) -> Tensor:
    """A photo at the size of another picture, by area averaging."""
    return photo if photo.shape[2:] == like.shape[2:] else F.interpolate(photo, size=like.shape[2:], mode="area")


def a_window(size: int, side: int, device: torch.device) -> tuple[slice, slice]:
    """Rows and columns of one window of `side` px, drawn from torch's generator, more often in the middle; the whole picture where 0."""
    if not 0 < side < size:
        return slice(None), slice(None)
    places = (torch.rand(2, 2).mean(dim=0) * (size - side)).long().tolist()
    top, left = (int(place) // 2 * 2 for place in places)
    return slice(top, top + side), slice(left, left + side)
