"""Photos of people with their numbers, to train a recogniser with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from torch import Tensor

from engines.face.regions import face_hull
from engines.imaging.arrays import ByteImage
from training.data.shards import Sample, ShardDataset
from training.errors import TrainingError

SHIFT, GAIN = 0.05, 0.15  # of the side, and of the brightness: how photos are varied in training


@dataclass(frozen=True, eq=False)
class Photo:
    """One sample of a shard, read when it is wanted, or `held` (S, S, 3); `person` is a number from 0."""

    shards: ShardDataset
    index: int
    person: int
    held: ByteImage | None = None

    def image(self, size: int) -> ByteImage:
        return self.held if self.held is not None else sized(self.shards[self.index].image, size)


def numbered(subjects: Iterable[str]) -> dict[str, int]:
    return {subject: number for number, subject in enumerate(sorted(set(subjects)))}


def photos_of(shards: ShardDataset, people: dict[str, int], expression: str = "") -> list[Photo]:
    """The photos of known people, all or those of one expression (`group` of their JSON)."""
    infos = [shards.info(index) for index in range(len(shards))]
    return [
        Photo(shards, index, people[info["subject"]])
        for index, info in enumerate(infos)
        if info.get("subject") in people and expression in ("", info.get("group", {}).get("expression"))
    ]


def held(photos: Sequence[Photo], size: int, bare: bool = False) -> list[Photo]:
    """The photos in memory; `bare`: nothing but the face, the rest grey."""
    return [Photo(each.shards, each.index, each.person, _picture(each, size, bare)) for each in photos]


def _picture(photo: Photo, size: int, bare: bool) -> ByteImage:
    sample: Sample = photo.shards[photo.index]
    image = sized(sample.image, size)
    if not bare:
        return image
    kept = face_hull(sample.landmarks, size)[..., None] > 0
    return np.where(kept, image, np.uint8(128)).astype(np.uint8)


def sized(image: ByteImage, size: int) -> ByteImage:
    return np.asarray(cv2.resize(image, (size, size), interpolation=cv2.INTER_AREA), np.uint8)


def batch(photos: Sequence[Photo], size: int) -> tuple[Tensor, Tensor]:
    """Photos as they are: (N, 3, S, S) in [-1, 1], and their people (N,)."""
    pixels = np.stack([photo.image(size) for photo in photos]).transpose(0, 3, 1, 2)
    return torch.from_numpy(pixels).float() / 127.5 - 1, torch.tensor([photo.person for photo in photos])


def varied(photos: Sequence[Photo], size: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """As `batch`, each mirrored by chance, moved a little, and brighter or darker."""
    images, people = batch(photos, size)
    for number in range(len(images)):
        reach = int(SHIFT * size)
        dx, dy = (int(step) for step in rng.integers(-reach, reach + 1, 2))
        image = torch.roll(images[number], (dy, dx), (1, 2))
        image = image.flip(2) if rng.random() < 0.5 else image
        images[number] = ((image + 1) * float(rng.uniform(1 - GAIN, 1 + GAIN)) - 1).clamp(-1, 1)
    return images, people


def drawn(
    photos: Sequence[Photo], copies: Sequence[Photo], share: float, count: int, rng: np.random.Generator
) -> list[Photo]:
    """A batch of photos, `share` of them made copies (where there are any)."""
    if not photos:
        raise TrainingError("There are no photos to train with. Check --data and the names of the sets.")
    made = round(share * count) if copies else 0
    return [copies[int(i)] for i in rng.integers(0, len(copies), made)] + [
        photos[int(i)] for i in rng.integers(0, len(photos), count - made)
    ]
