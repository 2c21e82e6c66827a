"""Training samples of the face network, drawn by position: labelled photos, displaced, recoloured, spoilt, or drawn as sketches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from engines.face.landmarks import mirror_landmarks
from engines.face.parsing.classes import LabelMap
from engines.imaging.arrays import Affine, FloatImage, Points, to_bytes, to_float
from engines.imaging.geometry import IDENTITY, Placement, compose, to_pixels, transform_points, warp
from engines.imaging.sketches import SKETCH_STYLES, draw_sketch, on_paper
from training.data.labels import LabelledSample, LabelledShards
from training.data.shards import find_shards

FRAME_CENTRE = (0.5, 0.5)


@dataclass(frozen=True)
class FaceDataConfig:
    """`mix`: how often each set of shards is drawn from, by weight; `labels`: the folder of the label shards (empty: beside the photos).

    `most_disagreement`: photos whose mesh lies further from the shard's own landmarks, in eye distances, are left out.
    """

    mix: tuple[tuple[str, float], ...] = (("london-train", 1.0),)
    labels: str = ""
    most_disagreement: float = 0.12


@dataclass(frozen=True)
class FaceAugmentation:
    """How a sample is changed; ranges are half-widths. `shift` in frame units, `scale` as a factor minus one, `gain` and `tint` as shares.

    `plain` samples are moved only a little; `sketch`, `paper`, `grey`, `blur`, `jpeg`, `noise`, `occlusion` are chances.
    """

    plain: float = 0.25
    shift: float = 0.08
    rotation_deg: float = 25.0
    scale: float = 0.22
    gain: float = 0.35
    tint: float = 0.15
    gamma: float = 0.4
    sketch: float = 0.45
    paper: float = 0.5
    grey: float = 0.1
    blur: float = 0.2
    jpeg: float = 0.3
    noise: float = 0.2
    occlusion: float = 0.15


class FaceSamples(Dataset[dict[str, Tensor]]):
    """Pictures with classes and landmarks.

    Item: `image` (3, S, S) in [-1, 1]; `classes` (S, S) int64, 0..7; `landmarks` (68, 2) float32, normalised, outside [0, 1] where they
    left the picture; `eye_distance` (1,) normalised. Item `i` depends on `seed` and `i` alone.
    """

    def __init__(
        self, folder: Path, data: FaceDataConfig, augmentation: FaceAugmentation, size: int, seed: int
    ) -> None:
        labels = Path(data.labels) if data.labels else None
        self.sets = [
            LabelledShards(find_shards(folder, [name]), labels, data.most_disagreement) for name, _ in data.mix
        ]
        weights = np.array([weight for _, weight in data.mix])
        self.chances = weights / weights.sum()
        self.augmentation, self.size, self.seed = augmentation, size, seed

    def __len__(self) -> int:
        return sum(len(shards) for shards in self.sets)

    def __getitem__(self, position: int) -> dict[str, Tensor]:
        rng = np.random.default_rng((self.seed, position))
        shards = self.sets[int(rng.choice(len(self.sets), p=self.chances))]
        labelled = shards[int(rng.integers(len(shards)))]
        move, mirrored = random_move(self.augmentation, rng)
        image, classes, landmarks = moved(labelled, move, mirrored, self.size)
        picture = disguised(image, self.augmentation, rng)
        eyes = landmarks[36:42].mean(axis=0) - landmarks[42:48].mean(axis=0)
        return {
            "image": torch.from_numpy(np.ascontiguousarray(picture.transpose(2, 0, 1))) * 2 - 1,
            "classes": torch.from_numpy(classes.astype(np.int64)),
            "landmarks": torch.from_numpy(landmarks.astype(np.float32)),
            "eye_distance": torch.tensor([float(np.hypot(*eyes))]),
        }


def random_move(augmentation: FaceAugmentation, rng: np.random.Generator) -> tuple[Affine, bool]:
    """A similarity about the frame's centre, and whether the picture is seen in a mirror first."""
    strength = 0.15 if rng.random() < augmentation.plain else 1.0
    dx, dy, turn, grow = rng.uniform(-1, 1, 4) * strength
    placement = Placement(
        dx * augmentation.shift,
        dy * augmentation.shift,
        (1 + augmentation.scale) ** grow,
        turn * augmentation.rotation_deg,
    )
    return placement.matrix(FRAME_CENTRE), bool(rng.random() < 0.5)


def moved(labelled: LabelledSample, move: Affine, mirrored: bool, size: int) -> tuple[FloatImage, LabelMap, Points]:
    """Photo (S, S, 3), classes (S, S) and landmarks (68, 2) of a sample under the same move; the border is mirrored in both."""
    flip = np.array([[-1.0, 0, 1], [0, 1, 0]]) if mirrored else IDENTITY
    affine = compose(move, flip)
    image = np.clip(np.asarray(warp(to_float(labelled.sample.image), affine, (size, size), "mirror")), 0, 1)
    side = labelled.classes.shape[0]
    matrix = to_pixels(affine, (side, side), (size, size))
    classes = cv2.warpAffine(
        labelled.classes, matrix, (size, size), flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT_101
    )
    points = mirror_landmarks(labelled.sample.landmarks) if mirrored else labelled.sample.landmarks
    return image, np.asarray(classes, np.uint8), transform_points(move, points)


def disguised(image: FloatImage, augmentation: FaceAugmentation, rng: np.random.Generator) -> FloatImage:
    """The photo in another light, as a sketch, or as a poor copy; nothing moves. (S, S, 3) in [0, 1]."""
    picture = recoloured(image, augmentation, rng)
    if rng.random() < augmentation.sketch:
        style = str(rng.choice(list(SKETCH_STYLES)))
        picture = draw_sketch(picture, style, int(rng.integers(2**31)))
        if rng.random() < augmentation.paper:
            picture = on_paper(picture, int(rng.integers(2**31)))
    elif rng.random() < augmentation.grey:
        picture = np.repeat(picture.mean(axis=2, keepdims=True), 3, axis=2)
    changes: tuple[tuple[float, Callable[[FloatImage, np.random.Generator], FloatImage]], ...] = (
        (augmentation.occlusion, covered),
        (augmentation.blur, softened),
        (augmentation.noise, noisy),
        (augmentation.jpeg, recompressed),
    )
    for chance, change in changes:
        if rng.random() < chance:
            picture = change(picture, rng)
    return np.clip(picture, 0, 1).astype(np.float32)


def recoloured(image: FloatImage, augmentation: FaceAugmentation, rng: np.random.Generator) -> FloatImage:
    """Exposure, contrast curve and white balance changed."""
    gain = (1 + augmentation.gain) ** rng.uniform(-1, 1)
    tint = (1 + augmentation.tint) ** rng.uniform(-1, 1, 3)
    gamma = (1 + augmentation.gamma) ** rng.uniform(-1, 1)
    changed: FloatImage = np.clip(image**gamma * (gain * tint), 0, 1).astype(np.float32)
    return changed


def covered(image: FloatImage, rng: np.random.Generator) -> FloatImage:
    """A bar or an ellipse of one colour over a part of the picture; what lies under it is still to be guessed."""
    size = image.shape[0]
    canvas = np.ascontiguousarray(image)
    centre = tuple(int(v) for v in rng.uniform(0.15, 0.95, 2) * size)
    axes = tuple(max(2, int(v)) for v in rng.uniform(0.02, 0.12, 2) * size)
    colour = tuple(float(v) for v in rng.random(3))
    cv2.ellipse(canvas, centre, axes, float(rng.uniform(0, 180)), 0, 360, colour, -1, cv2.LINE_AA)
    return canvas


def softened(image: FloatImage, rng: np.random.Generator) -> FloatImage:
    """Out of focus, or enlarged from a small copy."""
    size = image.shape[0]
    if rng.random() < 0.5:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), float(rng.uniform(0.4, 0.008 * size))), np.float32)
    small = int(size * rng.uniform(0.25, 0.8))
    reduced = cv2.resize(image, (small, small), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(reduced, (size, size), interpolation=cv2.INTER_LINEAR), np.float32)


def noisy(image: FloatImage, rng: np.random.Generator) -> FloatImage:
    """Sensor noise of up to 6 % deviation."""
    changed: FloatImage = image + rng.uniform(0, 0.06) * rng.standard_normal(image.shape).astype(np.float32)
    return changed.astype(np.float32)


def recompressed(image: FloatImage, rng: np.random.Generator) -> FloatImage:
    """Through a JPEG of quality 25 to 90."""
    quality = int(rng.integers(25, 91))
    _, data = cv2.imencode(".jpg", to_bytes(image), [cv2.IMWRITE_JPEG_QUALITY, quality])
    return to_float(np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8))
