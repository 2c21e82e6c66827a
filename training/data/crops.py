"""Training samples of the latent engine: face crops, and holes in them, drawn by position."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from engines.imaging.arrays import ByteImage, Points, to_bytes, to_float
from engines.imaging.geometry import transform_points, warp
from engines.latent.network import LatentConfig
from training.data.occlusions import OcclusionConfig, random_hole
from training.data.quality import Look, QualityConfig, chosen
from training.data.shards import Sample, ShardDataset, find_shards
from training.errors import ConfigError

LUMA = np.array([0.299, 0.587, 0.114])


@dataclass(frozen=True)
class CropData:
    """`mix`: how often each set of shards is drawn from, by weight; `flip`: the chance to be mirrored; `holes`: the share of the photos
    in which something is hidden from the encoder.
    """

    mix: tuple[tuple[str, float], ...] = (("london-train", 1.0),)
    flip: float = 0.5
    holes: float = 0.6

    def __post_init__(self) -> None:
        if not self.mix or min(weight for _, weight in self.mix) < 0 or not any(weight for _, weight in self.mix):
            raise ConfigError("data.mix draws from nothing. Give at least one set a weight above 0.")


@dataclass(frozen=True, eq=False)
class _Crop:
    set: int
    image: ByteImage
    landmarks: Points


class FaceCrops(Dataset[dict[str, Tensor]]):
    """Crops of the photos that pass the quality filter, all held in memory.

    Item: `image` (3, S, S) in [-1, 1]; `known` (1, S, S), 0 where it is hidden. Item `i` depends on `seed` and `i` alone. `filtered` says
    what was kept.
    """

    def __init__(
        self,
        folder: Path,
        data: CropData,
        quality: QualityConfig,
        occlusions: OcclusionConfig,
        network: LatentConfig,
        seed: int,
    ) -> None:
        self.sets = [ShardDataset(find_shards(folder, [name])) for name, _ in data.mix]
        self.data, self.occlusions, self.seed, self.size = data, occlusions, seed, network.size
        crops, looks = [], []
        for number, shards in enumerate(self.sets):
            for sample in (shards[i] for i in range(len(shards) if data.mix[number][1] else 0)):
                crop = cut(sample, network)
                crops.append(_Crop(number, *crop))
                looks.append(
                    Look.of(sample.landmarks, float((to_float(crop[0]).mean(axis=(0, 1)) * LUMA).sum()), sample.info)
                )
        kept, self.filtered = chosen(looks, quality)
        self._crops = [[crops[i] for i in kept if crops[i].set == number] for number in range(len(self.sets))]
        weights = np.array([w if crops else 0.0 for (_, w), crops in zip(data.mix, self._crops, strict=True)])
        self.chances = weights / weights.sum()

    def __len__(self) -> int:
        return sum(len(crops) for crops in self._crops)

    def __getitem__(self, position: int) -> dict[str, Tensor]:
        rng = np.random.default_rng((self.seed, position))
        crops = self._crops[int(rng.choice(len(self.sets), p=self.chances))]
        crop = crops[int(rng.integers(len(crops)))]
        known = np.ones((self.size, self.size), np.float32)
        if rng.random() < self.data.holes:
            known -= random_hole(self.occlusions, crop.landmarks, self.size, rng)
        image = crop.image
        if rng.random() < self.data.flip:
            image, known = np.ascontiguousarray(image[:, ::-1]), np.ascontiguousarray(known[:, ::-1])
        pixels = torch.from_numpy(image.transpose(2, 0, 1).copy()).float()
        return {"image": (pixels - 127.5) / 127.5, "known": torch.from_numpy(known)[None]}


def cut(sample: Sample, network: LatentConfig) -> tuple[ByteImage, Points]:
    """What the networks see of a photo, (S, S, 3), and its landmarks in there."""
    to_square = network.square(sample.landmarks).from_frame()
    crop = warp(to_float(sample.image), to_square, (network.size, network.size), "mirror")
    return to_bytes(np.asarray(crop)), transform_points(to_square, sample.landmarks)
