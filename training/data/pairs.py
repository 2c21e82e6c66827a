"""Training samples of the parts engine, drawn by position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from engines.face.landmarks import head_turn
from engines.face.regions import part_mask
from engines.face.skin import cheek_colour
from engines.imaging.arrays import FloatImage, Points, to_float
from engines.parts.canvas import draw_canvas
from training.data.canvases import CanvasAugmentation, mirrored, random_kinds, random_parts, resized, softened
from training.data.collage import INNER, collage, unlikeness
from training.data.labels import open_photos
from training.data.shards import Sample
from training.errors import ConfigError

FRONTAL = 0.12  # largest turn, in eye distances
FOCUS = ("eyes", "brows", "nose", "mouth")
CANDIDATES = 6  # people looked at for each further donor of a mixed canvas
SOFTENING = (1.3, 2.6)  # how much larger the smallest detail becomes


@dataclass(frozen=True)
class DataConfig:
    """`mix`: how often each set of shards is drawn from, by weight.

    `placement`: parts stay where the photo has them (`in_place`), lie at home on the average face (`average`, Sun, Guo, Liu 2022),
    or anywhere between (`free`). `include_brows` = false leaves the brows out whatever their chance.
    `style_sets` (none named: all) have photos whose styles are worth remembering, where the head is not turned.
    `labels`: the folder, seen from that of the photos, of label shards whose landmarks take the place of the photos' own; empty: none.
    `soft` is the share of samples in which all photos lose detail, so that the network learns to be as sharp as the parts are.
    """

    mix: tuple[tuple[str, float], ...] = (("london-train", 1.0),)
    placement: Literal["free", "average", "in_place"] = "free"
    include_brows: bool = True
    style_sets: tuple[str, ...] = ()
    soft: float = 0.0
    labels: str = ""

    def __post_init__(self) -> None:
        if not self.mix or min(weight for _, weight in self.mix) < 0 or not any(weight for _, weight in self.mix):
            raise ConfigError("data.mix draws from nothing. Give at least one set a weight above 0.")


class PartsPairs(Dataset[dict[str, Tensor]]):
    """Canvases and the photos their parts were cut from.

    Item: `canvas`, `target`, `photo` (3, S, S) in [-1, 1]; `cover`, `focus` (1, S, S) in [0, 1]: what the parts cover, and the
    target's own eyes, brows, nose and mouth; `freedom` (1,) in [0, 1]; `tone` (3,) in [-1, 1], the target's cheeks; `exemplary` (1,)
    is 1 where the style of `photo` is worth remembering. A share `mixed` of the canvases has parts of four donors: the target is then
    a `collage`. `photo` is whose style it is, with all its detail where the sample is softened.
    Item `i` depends on `seed` and `i` alone.
    """

    def __init__(
        self,
        folder: Path,
        data: DataConfig,
        canvas: CanvasAugmentation,
        average: Points,
        size: int,
        seed: int,
        mixed: float = 0.0,
    ) -> None:
        self.sets = [open_photos(folder, name, data.labels) for name, _ in data.mix]
        weights = np.array([weight for _, weight in data.mix])
        self.chances = weights / weights.sum()
        self.data, self.canvas, self.average = data, canvas, average
        self.size, self.seed, self.mixed = size, seed, mixed

    def __len__(self) -> int:
        return sum(len(shards) for shards in self.sets)

    def __getitem__(self, position: int) -> dict[str, Tensor]:
        rng = np.random.default_rng((self.seed, position))
        photo, exemplary = self._draw_with_style(rng)
        people = [photo]
        if rng.random() < self.mixed:
            people += [self._draw_like(photo, rng) for _ in range(3)]
        if rng.random() < self.data.soft:
            loss = float(rng.uniform(*SOFTENING))
            people = [softened(person, loss) for person in people]
        base = people[0]
        donors = {kind: people[int(rng.integers(len(people)))] if kind in INNER else base for kind in self._kinds(rng)}
        freedom = self._freedom(rng)
        parts = random_parts(donors, self.average, freedom, self.canvas, rng)
        target = collage(base, donors)
        tone = cheek_colour(target, base.landmarks)
        canvas, cover = draw_canvas(parts, self.size, tone)
        focus = np.maximum.reduce([part_mask(kind, base.landmarks, self.size, 0.0) for kind in FOCUS])
        return {
            "canvas": _chw(canvas) * 2 - 1,
            "cover": torch.from_numpy(cover)[None],
            "target": _chw(target) * 2 - 1,
            "photo": _chw(to_float(photo.image)) * 2 - 1,
            "focus": torch.from_numpy(focus)[None],
            "exemplary": torch.tensor([float(exemplary and abs(head_turn(photo.landmarks)) < FRONTAL)]),
            "freedom": torch.tensor([freedom], dtype=torch.float32),
            "tone": torch.tensor(tone, dtype=torch.float32) * 2 - 1,
        }

    def _freedom(self, rng: np.random.Generator) -> float:
        if self.data.placement == "free":
            return float(rng.random())
        return 1.0 if self.data.placement == "average" else 0.0

    def _kinds(self, rng: np.random.Generator) -> list[str]:
        kinds = random_kinds(self.canvas, rng)
        return kinds if self.data.include_brows else [kind for kind in kinds if not kind.endswith(("brow", "brows"))]

    def _draw_like(self, photo: Sample, rng: np.random.Generator) -> Sample:
        """Of some people the one whose skin, light and turn of the head come closest to those of a photo."""
        return min((self._draw_with_style(rng)[0] for _ in range(CANDIDATES)), key=partial(unlikeness, photo))

    def _draw_with_style(self, rng: np.random.Generator) -> tuple[Sample, bool]:
        which = int(rng.choice(len(self.sets), p=self.chances))
        shards, name = self.sets[which], self.data.mix[which][0]
        sample = resized(shards[int(rng.integers(len(shards)))], self.size)
        exemplary = not self.data.style_sets or name in self.data.style_sets
        return (mirrored(sample) if rng.random() < 0.5 else sample), exemplary


def collate(items: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    return {name: torch.stack([item[name] for item in items]) for name in items[0]}


def _chw(image: FloatImage) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1)))
