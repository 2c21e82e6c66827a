"""What the networks of the context engine are told to minimise (Banerjee et al., Eq. 1 to 6), weighted by the configuration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engines.context.discriminators import CasiaDiscriminator
from engines.context.pyramid import reduced, scales
from engines.layers import PatchDiscriminator
from training import losses, symmetry_losses
from training.recipes.context_config import ContextTraining, JudgeConfig

Batch = dict[str, Tensor]
Terms = dict[str, Tensor]
PART_PX = 32  # facial parts are compared at this size
CLOSE_PX = 128  # of larger pictures, patch discriminators and features look at a random square of this size


@dataclass(eq=False)
class Made:
    """What was painted: pictures (N, 3, s, s) in [0, 1] by size, which samples have another photo's style (N, 1, 1, 1), and the terms
    that belong to the painting itself.
    """

    pictures: dict[int, Tensor]
    restyled: Tensor
    terms: Terms = field(default_factory=dict)

    @property
    def largest(self) -> int:
        return max(self.pictures)


class CasiaJudges(nn.Module):
    """One discriminator a size, as published. forward: pictures by size in [0, 1] -> probabilities (N,), one a size."""

    def __init__(self, config: JudgeConfig, size: int) -> None:
        super().__init__()
        self.by_size = nn.ModuleDict(
            {str(s): CasiaDiscriminator(s, config.strided, config.width) for s in scales(size)}
        )

    def forward(self, pictures: dict[int, Tensor], hole: Tensor) -> list[Tensor]:
        return [self.by_size[str(size)](picture * 2 - 1) for size, picture in pictures.items()]


class PatchJudges(nn.Module):
    """Two patch discriminators that also see the hole, and so find borders that shine through: one at `coarse` px, one that looks closely
    at the largest size.

    forward: pictures by size in [0, 1], hole (N, 1, S, S) -> two logit maps.
    """

    def __init__(self, config: JudgeConfig) -> None:
        super().__init__()
        self.small = config.coarse
        self.coarse = PatchDiscriminator(_widths((48, 96, 192, 192), config.width), 4)
        self.fine = PatchDiscriminator(_widths((32, 64, 128, 192), config.width), 4)

    def forward(self, pictures: dict[int, Tensor], hole: Tensor) -> list[Tensor]:
        largest = max(pictures)
        coarse = self.coarse(self._seen(pictures[min(self.small, largest)], hole))
        rows, columns = random_square(largest)
        return [coarse, self.fine(self._seen(pictures[largest], hole)[..., rows, columns])]

    def _seen(self, picture: Tensor, hole: Tensor) -> Tensor:
        return torch.cat([picture * 2 - 1, reduced(hole, picture.shape[3])], dim=1)


class Objective:
    """The weighted terms, those with weight 0 left out.

    `features` reads the perceptual maps of images in [0, 1]; None where the configuration needs none.
    """

    def __init__(self, config: ContextTraining, features: Callable[[Tensor], list[Tensor]] | None) -> None:
        self.weights, self.told, self.features = config.losses, config.told, features
        self.averaged = config.network.network == "compact"

    def painted(self, batch: Batch, made: Made) -> Terms:
        """Against the photos: pixels, features, facial parts, smoothness, each over the sizes."""
        weights, counts = self.weights, self._counts(batch, made)
        truth = {size: reduced(batch["target"], size) for size in made.pictures}
        found: dict[str, list[Tensor]] = {}
        for size, picture in made.pictures.items():
            weight = None if counts is None else reduced(counts, size)
            if weights.rec:
                found.setdefault("rec", []).append(losses.reconstruction(picture, truth[size], "l1", weight))
            if weights.perc and self._compared(size, made.largest):
                found.setdefault("perc", []).append(self._closely(picture, truth[size], weight))
            if weights.part_perc and size >= weights.id_min_scale:
                found.setdefault("part_perc", []).append(self._parts(picture, truth[size], batch["boxes"], made))
            if weights.tv:
                found.setdefault("tv", []).append(summed_variation(picture))
        return {name: getattr(weights, name) * self._together(terms) for name, terms in found.items()}

    def fooled(self, batch: Batch, made: Made, judges: nn.Module) -> Terms:
        """What the discriminators say of the painted pictures, which do not learn from it."""
        judges.requires_grad_(False)
        answers = judges(made.pictures, batch["hole"])
        judges.requires_grad_(True)
        form = self.weights.adv_form
        return {"adv": self.weights.adv * self._together([losses.generator_loss(a.float(), form) for a in answers])}

    def judged(self, batch: Batch, made: Made, judges: nn.Module) -> Tensor:
        """For the discriminators: real and painted pictures in batches of their own, smoothed labels for the real ones alone."""
        real = judges({size: reduced(batch["target"], size) for size in made.pictures}, batch["hole"])
        fake = judges({size: picture.detach() for size, picture in made.pictures.items()}, batch["hole"])
        weights = self.weights
        terms = [
            losses.discriminator_loss(r.float(), f.float(), weights.adv_form, weights.real_label)
            for r, f in zip(real, fake, strict=True)
        ]
        return self._together(terms)

    def _together(self, terms: list[Tensor]) -> Tensor:
        stacked = torch.stack(terms)
        return stacked.mean() if self.averaged else stacked.sum()

    def _compared(self, size: int, largest: int) -> bool:
        if self.weights.perc_largest:
            return size == largest
        return size >= self.weights.perc_from

    def _counts(self, batch: Batch, made: Made) -> Tensor | None:
        """How much every pixel counts, (N, 1, S, S); None for all alike, as published."""
        if not self.averaged:
            return None
        ring, hole = batch["ring"], batch["hole"]
        own = hole * (1 + self.weights.ring * ring)
        beside = (ring > 1 - self.told.narrow).to(ring.dtype)
        return batch["counts"] * torch.where(made.restyled > 0, beside, own)

    def _perceptual(self, ours: Tensor, theirs: Tensor, weight: Tensor | None) -> Tensor:
        assert self.features is not None
        with torch.no_grad():
            goal = self.features(theirs)
        return losses.perceptual(self.features(ours), goal, self.weights.perc_norm, weight)

    def _closely(self, ours: Tensor, theirs: Tensor, weight: Tensor | None) -> Tensor:
        """`_perceptual`, for the shipped network within a random square of large pictures."""
        if weight is None:
            return self._perceptual(ours, theirs, None)
        rows, columns = random_square(ours.shape[3])
        cut = (values[..., rows, columns] for values in (ours, theirs, weight))
        return self._perceptual(*cut)

    def _parts(self, ours: Tensor, theirs: Tensor, boxes: Tensor, made: Made) -> Tensor:
        cut = [torch.cat(symmetry_losses.crops(picture, boxes, PART_PX)) for picture in (ours, theirs)]
        own = (1 - made.restyled).repeat(boxes.shape[1], 1, 1, 1)
        return self._perceptual(cut[0], cut[1], own)


def random_square(side: int) -> tuple[slice, slice]:
    """Rows and columns of a square of at most `CLOSE_PX` in a picture of `side` px."""
    top, left = (int(v) for v in torch.randint(max(side - CLOSE_PX, 0) + 1, (2,)))
    return slice(top, top + CLOSE_PX), slice(left, left + CLOSE_PX)


def summed_variation(picture: Tensor) -> Tensor:
    """Eq. 5: squared differences of neighbouring pixels, summed over a picture and its channels, mean over the batch."""
    across, along = picture[..., 1:] - picture[..., :-1], picture[..., 1:, :] - picture[..., :-1, :]
    return across.square().sum(dim=(1, 2, 3)).mean() + along.square().sum(dim=(1, 2, 3)).mean()


def parsing(logits: Tensor, classes: Tensor, counts: Tensor) -> Tensor:
    """Cross entropy of class logits (N, 3, s, s) where classes (N, s, s) are known and `counts` (N, 1, 1, 1) is 1."""
    each = F.cross_entropy(logits, classes, ignore_index=-1, reduction="none")
    known = (classes >= 0) * counts[:, 0]
    return (each * known).sum() / known.sum().clamp_min(1)


def told_colour(picture: Tensor, logits: Tensor, hole: Tensor, wishes: Tensor, order: tuple[int, ...]) -> Tensor:
    """How far the painted hair and background are from the colours that were told, in [-1, 1].

    picture (N, 3, s, s) in [-1, 1] and class logits of its size, hole (N, 1, s, s), wishes (N, 8); `order`: the class of each wish.
    """
    shares = torch.softmax(logits, dim=1).detach() * hole
    off = []
    for number, kind in enumerate(order):
        wish = wishes[:, 4 * number : 4 * number + 4]
        region = shares[:, kind : kind + 1]
        mean = (picture * region).sum(dim=(2, 3)) / region.sum(dim=(2, 3)).clamp_min(1)
        there = wish[:, 3] * (region.mean(dim=(1, 2, 3)) > 0.01)
        off.append(((mean - wish[:, :3]).abs().mean(dim=1) * there).sum() / there.sum().clamp_min(1))
    return torch.stack(off).sum()


def _widths(widths: tuple[int, ...], factor: float) -> list[int]:
    return [max(8, round(width * factor)) for width in widths]
