"""Training samples of the context engine, drawn by position: photos, what is kept of them, and what a person could wish."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from engines.face.parsing.classes import BACKGROUND, HAIR, LabelMap
from engines.face.regions import face_hull
from engines.imaging.arrays import FloatImage, Mask, Points, to_float
from training.data.canvases import mirrored, resized
from training.data.completion import part_boxes
from training.data.labels import label_path
from training.data.occlusions import irregular_hole
from training.data.shards import Sample, ShardDataset, find_shards
from training.errors import ConfigError

KEPT = ("hull", "strokes", "hair", "background")
CLASS_PX = 64  # the size of class maps
GROUND, HAIR_CLASS, BODY, UNKNOWN = 0, 1, 2, -1
NECK = 0.09  # half the width under the chin that is body for sure, in frame units
LEAST_SHARE = 0.02  # a region smaller than this has no colour worth telling
PART_MARGIN = 1.3
Classes = NDArray[np.int64]


@dataclass(frozen=True)
class SurroundingsData:
    """Where photos come from, how they are changed, and what of them is kept.

    `mix`: how often each set of shards is drawn from, by weight; `labels`: the folder of their label shards (empty: beside the photos;
    photos without labels are used too). `kept`: how often the face's hull alone is kept, or with it painted strokes, the hair, or the
    background. `hull_scale`: range by which the hull grows, drawn evenly. `marked`: sets whose lower edge, `mark` of the side, does
    not count. `style_sets`: whose styles are remembered (none named: all). `brightness`, `contrast`: half-widths around 1.
    """

    mix: tuple[tuple[str, float], ...] = (("london-train", 1.0),)
    labels: str = ""
    kept: tuple[tuple[str, float], ...] = (("hull", 1.0),)
    hull_scale: tuple[float, float] = (1.0, 1.0)
    marked: tuple[str, ...] = ()
    mark: float = 0.12
    style_sets: tuple[str, ...] = ()
    brightness: float = 0.0
    contrast: float = 0.0
    flip: float = 0.5

    def __post_init__(self) -> None:
        unknown = [kind for kind, _ in self.kept if kind not in KEPT]
        if unknown:
            raise ConfigError(f"data.kept names {', '.join(unknown)}. Use {', '.join(KEPT)}.")
        for name, table in (("mix", self.mix), ("kept", self.kept)):
            if not table or min(w for _, w in table) < 0 or not any(w for _, w in table):
                raise ConfigError(f"data.{name} draws from nothing. Give at least one weight above 0.")


class ContextSamples(Dataset[dict[str, Tensor]]):
    """Photos with something to paint.

    Item: `target` (3, S, S) in [0, 1]; `hole` (1, S, S), 1 = to be painted; `counts` (1, S, S), 0 where a photo is not to be learnt
    from; `ring` (1, S, S) in [0, 1], 1 at the hole's border, falling outwards; `classes` (64, 64) int64, 0 background, 1 hair, 2 body,
    -1 unknown; `colours` (2, 4) of hair and background, red, green, blue in [-1, 1] and whether known; `boxes` (4, 3) as in
    `training.data.completion`; `exemplary` (1,). Item `i` depends on `seed` and `i` alone.
    """

    def __init__(self, folder: Path, data: SurroundingsData, size: int, seed: int) -> None:
        self.sets = [ShardDataset(find_shards(folder, [name])) for name, _ in data.mix]
        self.labels = [_labels(photos, Path(data.labels) if data.labels else None) for photos in self.sets]
        weights = np.array([weight for _, weight in data.mix])
        self.chances = weights / weights.sum()
        self.data, self.size, self.seed = data, size, seed

    @property
    def labelled(self) -> bool:
        """Whether any photo has labels."""
        return any(self.labels)

    def __len__(self) -> int:
        return sum(len(shards) for shards in self.sets)

    def __getitem__(self, position: int) -> dict[str, Tensor]:
        rng = np.random.default_rng((self.seed, position))
        which = int(rng.choice(len(self.sets), p=self.chances))
        sample, labels = self._draw(which, rng)
        image, name = _relit(to_float(sample.image), self.data, rng), self.data.mix[which][0]
        classes = surroundings_classes(labels, sample.landmarks)
        hole = self._hole(sample.landmarks, classes, rng)
        counts = np.ones_like(hole)
        if name in self.data.marked:
            counts[round((1 - self.data.mark) * self.size) :] = 0
        exemplary = not self.data.style_sets or name in self.data.style_sets
        return {
            "target": torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1))),
            "hole": torch.from_numpy(hole)[None],
            "counts": torch.from_numpy(counts)[None],
            "ring": torch.from_numpy(border_ring(hole))[None],
            "classes": torch.from_numpy(classes),
            "colours": torch.from_numpy(region_colours(image, classes)),
            "boxes": torch.from_numpy(part_boxes(sample.landmarks, PART_MARGIN).astype(np.float32)),
            "exemplary": torch.tensor([float(exemplary)]),
        }

    def _draw(self, which: int, rng: np.random.Generator) -> tuple[Sample, LabelMap | None]:
        shards, labels = self.sets[which], self.labels[which]
        index = int(rng.integers(len(shards)))
        sample = resized(shards[index], self.size)
        found = labels.get(sample.key)
        classes = None if found is None else _decoded(*found)
        if rng.random() < self.data.flip:
            return mirrored(sample), None if classes is None else np.ascontiguousarray(classes[:, ::-1])
        return sample, classes

    def _hole(self, landmarks: Points, classes: Classes, rng: np.random.Generator) -> Mask:
        chances = np.array([weight for _, weight in self.data.kept])
        kind = self.data.kept[int(rng.choice(len(chances), p=chances / chances.sum()))][0]
        centre = landmarks.mean(axis=0)
        keep = face_hull((landmarks - centre) * rng.uniform(*self.data.hull_scale) + centre, self.size)
        if kind == "strokes":
            keep = np.maximum(keep, irregular_hole(self.size, int(rng.integers(0, 4)), rng))
        elif kind in ("hair", "background"):
            wanted = (classes == (HAIR_CLASS if kind == "hair" else GROUND)).astype(np.float32)
            larger = cv2.resize(wanted, (self.size, self.size), interpolation=cv2.INTER_LINEAR)
            keep = np.maximum(keep, (larger > 0.5).astype(np.float32))
        hole: Mask = (1 - keep).astype(np.float32)
        return hole if hole.any() else (1 - face_hull(landmarks, self.size)).astype(np.float32)


def surroundings_classes(labels: LabelMap | None, landmarks: Points) -> Classes:
    """(64, 64) of `GROUND`, `HAIR_CLASS`, `BODY`, `UNKNOWN` from the eight parsing classes, which count neck and clothes as background.

    Below the chin only what lies under it is known to be body; beside it, labels do not tell clothes from background.
    """
    if labels is None:
        return np.full((CLASS_PX, CLASS_PX), UNKNOWN, np.int64)
    small = cv2.resize(labels, (CLASS_PX, CLASS_PX), interpolation=cv2.INTER_NEAREST)
    y, x = (np.mgrid[:CLASS_PX, :CLASS_PX] + 0.5) / CLASS_PX
    chin = landmarks[8]
    classes = np.where(small == HAIR, HAIR_CLASS, np.where(small == BACKGROUND, GROUND, BODY))
    below = (classes == GROUND) & (y > chin[1])
    classes[below] = UNKNOWN
    classes[below & (np.abs(x - chin[0]) < NECK)] = BODY
    return classes.astype(np.int64)


def region_colours(image: FloatImage, classes: Classes) -> NDArray[np.float32]:
    """Mean colours of hair and background, (2, 4): red, green, blue in [-1, 1] and 1, or zeros where there is too little of it."""
    small = cv2.resize(image, (CLASS_PX, CLASS_PX), interpolation=cv2.INTER_AREA)
    colours = np.zeros((2, 4), np.float32)
    for row, kind in enumerate((HAIR_CLASS, GROUND)):
        inside = classes == kind
        if inside.mean() >= LEAST_SHARE:
            colours[row] = [*(small[inside].mean(axis=0) * 2 - 1), 1]
    return colours


def border_ring(hole: Mask, width: float = 0.05) -> Mask:
    """1 at the border of the hole, falling to 0 `width` of the side further into it; 0 outside the hole."""
    distance = cv2.distanceTransform((hole > 0).astype(np.uint8), cv2.DIST_L2, 3) / (width * hole.shape[0])
    ring: Mask = (np.clip(1 - distance, 0, 1) * (hole > 0)).astype(np.float32)
    return ring


def _labels(photos: ShardDataset, folder: Path | None) -> dict[str, tuple[ShardDataset, int]]:
    """Where the label of every photo lies, by key."""
    paths = [path for path in (label_path(shard, folder) for shard in photos.paths) if path.exists()]
    labels = ShardDataset(paths)
    return {key: (labels, i) for i, key in enumerate(labels.keys())}


def _decoded(labels: ShardDataset, index: int) -> LabelMap:
    data = np.frombuffer(labels.read(index, "label.png"), np.uint8)
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)


def _relit(image: FloatImage, data: SurroundingsData, rng: np.random.Generator) -> FloatImage:
    brightness, contrast = 1 + rng.uniform(-1, 1) * data.brightness, 1 + rng.uniform(-1, 1) * data.contrast
    if not data.brightness and not data.contrast:
        return image
    mean = image.mean()
    relit: FloatImage = np.clip(((image - mean) * contrast + mean) * brightness, 0, 1).astype(np.float32)
    return relit
