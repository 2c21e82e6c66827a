"""Training samples of the sketch engine, drawn by position: photos with classes, and sketches made of them or drawn by people."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from engines.face.sketch_sheet import cleaned
from engines.imaging.arrays import FloatImage, Mask, to_float
from engines.imaging.geometry import IDENTITY, compose, warp
from engines.imaging.sketches import SKETCH_STYLES, draw_sketch, on_paper
from engines.sketch.hints import hint_vector, reference_colours
from training.data.faces import FaceAugmentation, moved, random_move
from training.data.labels import LabelledShards
from training.data.shards import decode_image, find_shards
from training.errors import ConfigError

BLOB_RADIUS = (0.05, 0.22)  # in frame units


@dataclass(frozen=True)
class SketchData:
    """Where pairs come from and how they are changed.

    `mix`: how often each set of shards is drawn from, by weight; `labels`: the folder of the label shards (empty: beside the photos).
    `styles`: how often each style of drawing is taken. A set with drawings beside its photos gives those in a share `drawn`. `paper`,
    `cleaned`, `unfinished` are chances: the sketch as a scan shows it, cleaned again, parts of it not yet drawn. `loose`: the share
    of sketches whose lines lie beside their place, by up to `stray` (deviation in frame units) where they are least literal;
    `wobble` is that of all others.
    """

    mix: tuple[tuple[str, float], ...] = (("london-train", 1.0),)
    labels: str = ""
    most_disagreement: float = 0.12
    styles: tuple[tuple[str, float], ...] = tuple((style, 1.0) for style in SKETCH_STYLES)
    move: FaceAugmentation = field(
        default_factory=lambda: FaceAugmentation(plain=0.3, shift=0.03, rotation_deg=5.0, scale=0.1)
    )
    drawn: float = 0.7
    paper: float = 0.2
    cleaned: float = 0.5
    unfinished: float = 0.1
    loose: float = 0.35
    stray: float = 0.022
    wobble: float = 0.002

    def __post_init__(self) -> None:
        unknown = sorted({style for style, _ in self.styles} - set(SKETCH_STYLES))
        if unknown or not any(weight > 0 for _, weight in self.styles):
            raise ConfigError(f"data.styles names {', '.join(unknown) or 'nothing'}. Use {', '.join(SKETCH_STYLES)}.")


class SketchPairs(Dataset[dict[str, Tensor]]):
    """Sketches and their photos.

    Item: `sketch` (1, S, S) and `photo` (3, S, S) in [-1, 1]; `classes` (S, S) int64, 0..7, of the photo; `literal` and `erased` (1, S,
    S): how literally the lines are meant, and a region that stage II is to paint by the parsing alone; `hints` (HINT_NUMBERS,), the
    photo's own colours. Item `i` depends on `seed` and `i` alone.
    """

    def __init__(self, folder: Path, data: SketchData, size: int, seed: int) -> None:
        labels = Path(data.labels) if data.labels else None
        self.sets = [
            LabelledShards(find_shards(folder, [name]), labels, data.most_disagreement) for name, _ in data.mix
        ]
        weights = np.array([weight for _, weight in data.mix])
        self.chances = weights / weights.sum()
        self.styles = [style for style, _ in data.styles]
        style_weights = np.array([weight for _, weight in data.styles])
        self.style_chances = style_weights / style_weights.sum()
        self.data, self.size, self.seed = data, size, seed

    def __len__(self) -> int:
        return sum(len(shards) for shards in self.sets)

    def __getitem__(self, position: int) -> dict[str, Tensor]:
        rng = np.random.default_rng((self.seed, position))
        shards = self.sets[int(rng.choice(len(self.sets), p=self.chances))]
        index = int(rng.integers(len(shards)))
        labelled = shards[index]
        move, mirrored = random_move(self.data.move, rng)
        photo, classes, _ = moved(labelled, move, mirrored, self.size)
        drawing = shards.drawing(index) if rng.random() < self.data.drawn else None
        if drawing is None:
            sketch = self._drawn(photo, rng)
        else:
            flip = np.array([[-1.0, 0, 1], [0, 1, 0]]) if mirrored else IDENTITY
            scan = to_float(decode_image(drawing, labelled.sample.key))
            scan = np.asarray(warp(scan, compose(move, flip), (self.size, self.size), "mirror"))
            sketch = self._on_sheet(np.clip(scan, 0, 1), rng)
        literal = self._literal(rng)
        lines = displaced(sketch[..., 0], (1 - literal) * self.data.stray + self.data.wobble, rng)
        if rng.random() < self.data.unfinished:
            lines = np.maximum(lines, blobs(self.size, rng))
        return {
            "sketch": torch.from_numpy(np.ascontiguousarray(lines))[None] * 2 - 1,
            "photo": torch.from_numpy(np.ascontiguousarray(photo.transpose(2, 0, 1))) * 2 - 1,
            "classes": torch.from_numpy(classes.astype(np.int64)),
            "literal": torch.from_numpy(literal)[None],
            "erased": torch.from_numpy(blobs(self.size, rng))[None],
            "hints": torch.from_numpy(hint_vector(reference_colours(photo, classes))),
        }

    def _drawn(self, photo: FloatImage, rng: np.random.Generator) -> FloatImage:
        """A sketch of a photo in one of the styles, sometimes as a scan of it."""
        sketch = draw_sketch(
            photo, self.styles[int(rng.choice(len(self.styles), p=self.style_chances))], int(rng.integers(2**31))
        )
        if rng.random() < self.data.paper:
            return self._on_sheet(on_paper(sketch, int(rng.integers(2**31))), rng)
        return sketch

    def _on_sheet(self, scan: FloatImage, rng: np.random.Generator) -> FloatImage:
        if rng.random() < self.data.cleaned:
            return cleaned(scan)
        grey = cv2.cvtColor(scan, cv2.COLOR_RGB2GRAY)
        return np.asarray(grey[..., None], np.float32)

    def _literal(self, rng: np.random.Generator) -> Mask:
        """How literally the lines are meant (S, S): everywhere the same, or less so in one region."""
        literal = np.ones((self.size, self.size), np.float32)
        if rng.random() < self.data.loose:
            level = np.float32(rng.random())
            literal = literal * level if rng.random() < 0.6 else 1 - blobs(self.size, rng) * (1 - level)
        return literal.astype(np.float32)


def displaced(grey: Mask, stray: Mask, rng: np.random.Generator) -> Mask:
    """A grey picture (S, S) whose content lies beside its place by smooth random shifts of the deviation `stray` (S, S), in sides."""
    size = grey.shape[0]
    rows, columns = np.mgrid[0:size, 0:size].astype(np.float32)
    cells = int(rng.integers(4, 9))
    shifts = [
        cv2.resize(rng.standard_normal((cells, cells)).astype(np.float32), (size, size), interpolation=cv2.INTER_CUBIC)
        for _ in range(2)
    ]
    reach = cv2.GaussianBlur(stray, (0, 0), size / 40) * size
    moved_to = columns + shifts[0] * reach, rows + shifts[1] * reach
    return np.asarray(cv2.remap(grey, *moved_to, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def blobs(size: int, rng: np.random.Generator) -> Mask:
    """One to three ellipses, (size, size) in {0, 1}."""
    region = np.zeros((size, size), np.uint8)
    for _ in range(int(rng.integers(1, 4))):
        centre = tuple(int(v) for v in rng.uniform(0.1, 0.9, 2) * size)
        axes = tuple(max(2, int(v)) for v in rng.uniform(*BLOB_RADIUS, 2) * size)
        cv2.ellipse(region, centre, axes, float(rng.uniform(0, 180)), 0, 360, 1, -1)
    return region.astype(np.float32)
