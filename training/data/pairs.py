"""Training samples of the parts engine, drawn by position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from engines.face.regions import head_mask, part_mask
from engines.face.skin import cheek_colour
from engines.imaging.arrays import FloatImage, Mask, Points, to_float
from engines.parts.canvas import draw_canvas
from training.data.canvases import CanvasAugmentation, matched_canvas, mirrored, random_kinds, random_parts, resized
from training.data.quality import turn
from training.data.shards import Sample, ShardDataset, find_shards
from training.errors import ConfigError

FRONTAL = 0.12  # largest turn, in eye distances
FOCUS = ("eyes", "brows", "nose", "mouth")


@dataclass(frozen=True)
class DataConfig:
    """`mix`: how often each set of shards is drawn from, by weight.

    `placement`: parts stay where the photo has them (`in_place`), lie at home on the average face (`average`, Sun, Guo, Liu 2022),
    or anywhere between (`free`). `include_brows` = false leaves the brows out whatever their chance.
    `style_sets` (none named: all) have photos whose styles are worth remembering, where the head is not turned.
    """

    mix: tuple[tuple[str, float], ...] = (("london-train", 1.0),)
    placement: Literal["free", "average", "in_place"] = "free"
    include_brows: bool = True
    style_sets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.mix or min(weight for _, weight in self.mix) < 0 or not any(weight for _, weight in self.mix):
            raise ConfigError("data.mix draws from nothing. Give at least one set a weight above 0.")


class PartsPairs(Dataset[dict[str, Tensor]]):
    """Canvases and the photos their parts were cut from.

    Item: `canvas`, `target` (3, S, S) in [-1, 1]; `cover`, `focus` (1, S, S) in [0, 1], `beside` in [0, 2]: what the parts cover, the
    target's own eyes, brows, nose and mouth, and what is neither; `freedom` (1,) in [0, 1]; `tone` (3,) in [-1, 1], the target's cheeks;
    `exemplary` (1,) is 1 where its style is worth remembering; `known` (1,) is 0 where the canvas mixes the parts of four donors: the
    target is then the first donor's photo, right only `beside`, and `goal` (3, S, S) the canvas with all parts in its skin tone.
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
        self.sets = [ShardDataset(find_shards(folder, [name])) for name, _ in data.mix]
        weights = np.array([weight for _, weight in data.mix])
        self.chances = weights / weights.sum()
        self.data, self.canvas, self.average = data, canvas, average
        self.size, self.seed, self.mixed = size, seed, mixed

    def __len__(self) -> int:
        return sum(len(shards) for shards in self.sets)

    def __getitem__(self, position: int) -> dict[str, Tensor]:
        rng = np.random.default_rng((self.seed, position))
        sample, exemplary = self._draw_with_style(rng)
        kinds = self._kinds(rng)
        mixed = rng.random() < self.mixed
        donors = dict.fromkeys(kinds, sample)
        if mixed:
            others = [sample, *(self._draw_with_style(rng)[0] for _ in range(3))]
            donors = {kind: others[int(rng.integers(4))] for kind in kinds}
        freedom = self._freedom(rng)
        parts = random_parts(donors, self.average, freedom, self.canvas, rng)
        canvas, cover = draw_canvas(parts, self.size)
        target = to_float(sample.image)
        tone = cheek_colour(target, sample.landmarks)
        goal = matched_canvas(parts, self.size, tone) if mixed else target
        focus = np.maximum.reduce([part_mask(kind, sample.landmarks, self.size, 0.0) for kind in FOCUS])
        return {
            "canvas": _chw(canvas) * 2 - 1,
            "cover": torch.from_numpy(cover)[None],
            "target": _chw(target) * 2 - 1,
            "goal": _chw(goal) * 2 - 1,
            "focus": torch.from_numpy(focus)[None],
            "beside": torch.from_numpy(_beside(cover, focus, sample.landmarks))[None],
            "known": torch.tensor([0.0 if mixed else 1.0]),
            "exemplary": torch.tensor([float(exemplary and abs(turn(sample.landmarks)) < FRONTAL)]),
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

    def _draw_with_style(self, rng: np.random.Generator) -> tuple[Sample, bool]:
        which = int(rng.choice(len(self.sets), p=self.chances))
        shards, name = self.sets[which], self.data.mix[which][0]
        sample = resized(shards[int(rng.integers(len(shards)))], self.size)
        exemplary = not self.data.style_sets or name in self.data.style_sets
        return (mirrored(sample) if rng.random() < 0.5 else sample), exemplary


def _beside(cover: Mask, focus: Mask, landmarks: Points) -> Mask:
    """Hair, background and bare skin: where no part lies and the photo has no feature of its own; skin counts twice."""
    size = cover.shape[0]
    features = cv2.dilate(focus, np.ones((5, 5), np.uint8), iterations=max(1, size // 128))
    beside: Mask = (1 - cover) * (1 - features) * (1 + head_mask(landmarks, size))
    return beside.astype(np.float32)


def collate(items: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    return {name: torch.stack([item[name] for item in items]) for name in items[0]}


def _chw(image: FloatImage) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1)))
