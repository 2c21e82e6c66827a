"""Training samples of the parts engine, drawn by position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from engines.face.regions import part_mask
from engines.face.skin import cheek_colour
from engines.imaging.arrays import FloatImage, Points, to_float
from training.data.canvases import CanvasAugmentation, draw_random_canvas, mirrored, random_kinds, resized
from training.data.shards import Sample, ShardDataset, find_shards

FOCUS = ("eyes", "brows", "nose", "mouth")


@dataclass(frozen=True)
class DataConfig:
    """`mix`: how often each set of shards is drawn from, by weight. `in_place`: parts always stay where the photo has them."""

    mix: tuple[tuple[str, float], ...] = (("london-train", 1.0),)
    in_place: bool = False


class PartsPairs(Dataset[dict[str, Tensor]]):
    """Canvases and the photos their parts were cut from.

    Item: `canvas`, `target` (3, S, S) in [-1, 1]; `cover`, `focus` (1, S, S) in [0, 1], focus marking the target's own eyes, brows,
    nose and mouth; `known` (1,) is 0 where the canvas mixes four donors and there is no target (the photo is then one real face for the
    discriminator); `freedom` (1,) in [0, 1]; `tone` (3,) in [-1, 1]. Item `i` depends on `seed` and `i` alone.
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
        self.data, self.canvas, self.average, self.size, self.seed, self.mixed = (
            data,
            canvas,
            average,
            size,
            seed,
            mixed,
        )

    def __len__(self) -> int:
        return sum(len(shards) for shards in self.sets)

    def __getitem__(self, position: int) -> dict[str, Tensor]:
        rng = np.random.default_rng((self.seed, position))
        sample = self._draw(rng)
        kinds = random_kinds(self.canvas, rng)
        mixed = rng.random() < self.mixed
        donors = dict.fromkeys(kinds, sample)
        if mixed:
            others = [sample, *(self._draw(rng) for _ in range(3))]
            donors = {kind: others[int(rng.integers(4))] for kind in kinds}
        freedom = 0.0 if self.data.in_place else float(rng.random())
        canvas, cover = draw_random_canvas(donors, self.average, self.size, freedom, self.canvas, rng)
        target = to_float(sample.image)
        focus = np.maximum.reduce([part_mask(kind, sample.landmarks, self.size, 0.0) for kind in FOCUS])
        tone = cheek_colour(target, sample.landmarks)
        return {
            "canvas": _chw(canvas) * 2 - 1,
            "cover": torch.from_numpy(cover)[None],
            "target": _chw(target) * 2 - 1,
            "focus": torch.from_numpy(focus)[None],
            "known": torch.tensor([0.0 if mixed else 1.0]),
            "freedom": torch.tensor([freedom], dtype=torch.float32),
            "tone": torch.tensor(tone, dtype=torch.float32) * 2 - 1,
        }

    def _draw(self, rng: np.random.Generator) -> Sample:
        shards = self.sets[int(rng.choice(len(self.sets), p=self.chances))]
        sample = resized(shards[int(rng.integers(len(shards)))], self.size)
        return mirrored(sample) if rng.random() < 0.5 else sample


def collate(items: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    return {name: torch.stack([item[name] for item in items]) for name in items[0]}


def _chw(image: FloatImage) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1)))
