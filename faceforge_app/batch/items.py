"""What a batch works through: the faces of a folder of photos, or of shards."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from engines.errors import EngineError, FaceNotFoundError, ImageFileError
from engines.face.alignment import AlignedFace, align
from engines.face.landmarks import COUNT, LandmarkProvider
from engines.imaging.arrays import ByteImage, Mask, Points
from engines.imaging.geometry import warp
from engines.imaging.io import READ_SUFFIXES, decode_image, read_image
from engines.imaging.mask_file import decode_mask, read_mask
from engines.imaging.shards import ShardEntry, find_photos, photo_keys, shard_entries, used_once

MASK = ".mask.png"  # beside a photo, or as a member of a shard: what is to be filled in it
PICTURES = tuple(suffix.removeprefix(".") for suffix in READ_SUFFIXES)
Provider = Callable[[], LandmarkProvider]  # asked when a face has to be found
OWN_MEMBERS = {*PICTURES, "json", "mask.png"}


@dataclass(frozen=True)
class Item:
    """One face to come: a photo, or with `entry` a sample of a shard at `path`. `key` is its own among all items."""

    key: str
    path: Path
    subject: str = ""
    entry: ShardEntry | None = None

    @property
    def name(self) -> str:
        return self.path.name if self.entry is None else f"{self.path.name}/{self.entry.key}"


@dataclass(frozen=True, eq=False)
class Face:
    """A face read and aligned; `info` is what its shard's JSON says, `labels` its members beside picture and JSON, by suffix; `mask` (S, S)
    in the face frame where one lies beside the photo.
    """

    aligned: AlignedFace
    info: dict[str, Any] = field(default_factory=dict)
    labels: dict[str, bytes] = field(default_factory=dict)
    mask: Mask | None = None


def find_items(source: Path) -> list[Item]:
    """The items of a shard, of a folder of shards, or of a folder of photos whose subfolders are people; always in the same order.

    Raises `ImageFileError` where there are none.
    """
    shards = [source] if source.is_file() else sorted(source.glob("*.tar"))
    items = _in_shards(shards) if shards else list(_in_folder(source))
    if not items:
        raise ImageFileError(f"There are neither photos nor shards in {source}. Choose another folder.")
    return items


def read_face(item: Item, size: int, provider: Provider) -> Face:
    """The largest face of an item in a face frame of `size` pixels. Raises `EngineError` for one that cannot be used."""
    if item.entry is None:
        image = read_image(item.path).image
        beside = item.path.with_suffix(MASK)
        mask = read_mask(beside, (image.shape[1], image.shape[0])) if beside.is_file() else None
        return _face(image, _found(image, item, provider), size, mask, {"subject": item.subject})
    return _of_shard(item, item.entry, size, provider)


def needs_landmarks(item: Item) -> bool:
    """Whether a face has to be searched for."""
    return item.entry is None or "landmarks" not in _info(item, item.entry)


def _in_shards(paths: list[Path]) -> list[Item]:
    found = [(path, entry) for path in paths for entry in shard_entries(path)]
    keys = used_once([entry.key for _, entry in found])
    return [Item(key, path, "", entry) for key, (path, entry) in zip(keys, found, strict=True)]


def _in_folder(folder: Path) -> Iterator[Item]:
    photos = [photo for photo in find_photos(folder) if not photo.name.endswith(MASK)]
    for photo, key in photo_keys(folder, photos).items():
        yield Item(key, photo, photo.parent.name if photo.parent != folder else key)


def _of_shard(item: Item, entry: ShardEntry, size: int, provider: Provider) -> Face:
    picture = next((suffix for suffix in PICTURES if suffix in entry.members), None)
    if picture is None:
        raise ImageFileError(f"{item.name} has no picture. Pack the shard again.")
    image = decode_image(entry.read(item.path, picture), item.name).image
    info = _info(item, entry)
    stored = info.pop("landmarks", None)
    landmarks = _found(image, item, provider) if stored is None else _landmarks(stored, item)
    mask = None
    if "mask.png" in entry.members:
        mask = decode_mask(entry.read(item.path, "mask.png"), item.name, (image.shape[1], image.shape[0]))
    labels = {suffix: entry.read(item.path, suffix) for suffix in entry.members if suffix not in OWN_MEMBERS}
    face = _face(image, landmarks, size, mask, {"subject": item.key} | info)
    return replace(face, labels=labels)


def _face(image: ByteImage, landmarks: Points, size: int, mask: Mask | None, info: dict[str, Any]) -> Face:
    aligned = align(image, landmarks, size)
    in_frame = None if mask is None else np.asarray(warp(mask, aligned.to_frame, (size, size)))
    own = {"inside": round(aligned.inside, 4), "native_scale": round(aligned.native_scale, 3)}
    return Face(aligned, own | info, {}, in_frame)


def _found(image: ByteImage, item: Item, provider: Provider) -> Points:
    faces = provider().detect(image)
    if not faces:
        raise FaceNotFoundError(f"No face was found in {item.name}. Crop it, or take it out of the folder.")
    return faces[0].landmarks


def _info(item: Item, entry: ShardEntry) -> dict[str, Any]:
    if "json" not in entry.members:
        return {}
    try:
        info = json.loads(entry.read(item.path, "json"))
    except ValueError as error:
        raise ImageFileError(f"{item.name} has no readable JSON. Pack the shard again.") from error
    if not isinstance(info, dict):
        raise ImageFileError(f"The JSON of {item.name} is no table. Pack the shard again.")
    return info


def _landmarks(stored: Any, item: Item) -> Points:
    """In pixels from the outer corner of the first one; shards count from its middle."""
    try:
        return np.asarray(stored, np.float64).reshape(COUNT, 2) + 0.5
    except (TypeError, ValueError) as error:
        raise EngineError(f"{item.name} has no {COUNT} landmarks. Pack the shard again.") from error
