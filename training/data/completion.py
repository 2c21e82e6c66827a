"""Training samples of the completion engines, drawn by position."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from engines.face import landmarks as lm
from engines.face.regions import face_hull
from engines.imaging.arrays import FloatImage, Points, to_float
from engines.imaging.geometry import Placement, transform_points, warp
from training.data.canvases import mirrored
from training.data.labels import open_photos
from training.data.occlusions import OcclusionConfig, random_hole
from training.data.shards import Sample
from training.errors import ConfigError

PARTS = (lm.LEFT_EYE, lm.RIGHT_EYE, lm.NOSE, lm.OUTER_LIPS)


@dataclass(frozen=True)
class CompletionData:
    """Where photos come from and how they are changed; each range is drawn evenly.

    `mix`: how often each set of shards is drawn from, by weight. `zoom`: enlargement, of which a random square is kept (278 to 256 px
    in Li et al.); `rotation_deg` and `side_light` are half-widths around 0: the latter is the logarithm of how much brighter one side
    of the face is than its middle. `brightness` and `contrast` are half-widths around 1; `flip` is the chance to be mirrored.
    `labels`: the folder, seen from that of the photos, of label shards whose landmarks take the place of the photos' own; empty: none.
    """

    mix: tuple[tuple[str, float], ...] = (("london-train", 1.0),)
    zoom: tuple[float, float] = (278 / 256, 278 / 256)
    rotation_deg: float = 0.0
    side_light: float = 0.0
    brightness: float = 0.2
    contrast: float = 0.2
    flip: float = 0.5
    labels: str = ""

    def __post_init__(self) -> None:
        if not self.mix or min(weight for _, weight in self.mix) < 0 or not any(weight for _, weight in self.mix):
            raise ConfigError("data.mix draws from nothing. Give at least one set a weight above 0.")
        if not 1 <= self.zoom[0] <= self.zoom[1]:
            raise ConfigError(f"data.zoom is {list(self.zoom)}. Give two factors from 1 up, the smaller one first.")


class CompletionSamples(Dataset[dict[str, Tensor]]):
    """Photos and holes in them.

    Item: `target` (3, S, S) in [0, 1]; `hole` (1, S, S), 1 = to be filled; `face` (1, S, S), the filled hull of the landmarks; `points`
    (68, 2), the landmarks in [-1, 1] with the ends at the centres of the first and last pixel; `boxes` (4, 3), centre x, y and side of
    the squares around left eye, right eye, nose and mouth, normalised. Item `i` depends on `seed` and `i` alone.
    """

    def __init__(
        self, folder: Path, data: CompletionData, occlusions: OcclusionConfig, size: int, seed: int, part_margin: float
    ) -> None:
        self.sets = [open_photos(folder, name, data.labels) for name, _ in data.mix]
        weights = np.array([weight for _, weight in data.mix])
        self.chances = weights / weights.sum()
        self.data, self.occlusions = data, occlusions
        self.size, self.seed, self.part_margin = size, seed, part_margin

    def __len__(self) -> int:
        return sum(len(shards) for shards in self.sets)

    def __getitem__(self, position: int) -> dict[str, Tensor]:
        rng = np.random.default_rng((self.seed, position))
        image, landmarks = self._photo(self._draw(rng), rng)
        hole = random_hole(self.occlusions, landmarks, self.size, rng)
        return {
            "target": torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1))),
            "hole": torch.from_numpy(hole)[None],
            "face": torch.from_numpy(face_hull(landmarks, self.size))[None],
            "points": torch.from_numpy(end_to_end(landmarks, self.size).astype(np.float32)),
            "boxes": torch.from_numpy(part_boxes(landmarks, self.part_margin).astype(np.float32)),
        }

    def _draw(self, rng: np.random.Generator) -> Sample:
        shards = self.sets[int(rng.choice(len(self.sets), p=self.chances))]
        sample = shards[int(rng.integers(len(shards)))]
        return mirrored(sample) if rng.random() < self.data.flip else sample

    def _photo(self, sample: Sample, rng: np.random.Generator) -> tuple[FloatImage, Points]:
        data = self.data
        zoom = rng.uniform(*data.zoom)
        slack = (zoom - 1) / 2
        dx, dy = rng.uniform(-slack, slack, 2)
        turn = rng.uniform(-1, 1) * data.rotation_deg
        affine = Placement(dx, dy, zoom, turn).matrix((0.5, 0.5))
        image = np.asarray(warp(to_float(sample.image), affine, (self.size, self.size), "mirror"))
        return _relit(image, data, rng), transform_points(affine, sample.landmarks)


def end_to_end(points: Points, size: int) -> Points:
    """Normalised points as the flow counts: -1 and 1 at the centres of the first and last of `size` pixels."""
    return (points * size - 0.5) / (size - 1) * 2 - 1


def part_boxes(landmarks: Points, margin: float) -> Points:
    """Squares around the hulls of `PARTS`, (4, 3): centre x, y and side, which is `margin` times the hull's longer edge."""
    boxes = []
    for points in PARTS:
        low, high = landmarks[list(points)].min(axis=0), landmarks[list(points)].max(axis=0)
        boxes.append([*((low + high) / 2), margin * float((high - low).max())])
    return np.array(boxes)


def _relit(image: FloatImage, data: CompletionData, rng: np.random.Generator) -> FloatImage:
    """Brightness, contrast about the mean, and light from one side."""
    brightness, contrast = 1 + rng.uniform(-1, 1) * data.brightness, 1 + rng.uniform(-1, 1) * data.contrast
    side, where = rng.uniform(-1, 1) * data.side_light, rng.uniform(0, 2 * math.pi)
    y, x = np.mgrid[: image.shape[0], : image.shape[1]] / image.shape[0] * 2 - 1
    gain = brightness * np.exp(side * np.tanh(2 * x + 0.5 * y * math.sin(where)))
    mean = image.mean()
    relit: FloatImage = np.clip(((image - mean) * contrast + mean) * gain[..., None], 0, 1).astype(np.float32)
    return relit
