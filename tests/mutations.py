"""Files with something wrong in them: each must open or be refused with a sentence, quickly and in little memory."""

from __future__ import annotations

import io
import json
import random
import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

from engines.errors import EngineError
from engines.imaging.io import COMPOSITE, encode_image, read_image, read_label, read_recipe
from engines.imaging.mask_file import read_mask
from engines.imaging.photo_file import PhotoFile, encode_photo_file, read_photo_file
from engines.weights import WeightsCard, load_weights, read_card, save_weights
from faceforge_app.document.project_file import DOCUMENT, Project, encode_project, read_project
from tests.faceforge_app.document.photos import photo_file
from tests.faceforge_app.document.projects import photo_project, project, sketch_project
from tests.fakes import face_picture

MASK_SIZE = (60, 40)
PNG_START = 8
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
Mutate = Callable[[bytes, random.Random], bytes]


@dataclass
class Outcome:
    """What mutated files did. Seconds for the slowest; MB that the process grew by at most."""

    files: int = 0
    opened: int = 0
    slowest_s: float = 0.0
    grown_mb: float = 0.0


@dataclass(frozen=True)
class Victim:
    """A sound file, what reads such files, and how it is damaged."""

    data: bytes
    suffix: str
    read: Callable[[Path], object]
    mutate: Mutate


def maltreated(victims: list[Victim], count: int, rng: random.Random, folder: Path) -> Outcome:
    """Read `count` damaged copies. What is no `EngineError` passes."""
    outcome, base = Outcome(), _peak_mb()
    for number in range(count):
        victim = victims[number % len(victims)]
        path = folder / f"damaged{victim.suffix}"
        path.write_bytes(victim.mutate(victim.data, rng))
        began = time.perf_counter()
        try:
            victim.read(path)
            outcome.opened += 1
        except EngineError:
            pass
        outcome.files += 1
        outcome.slowest_s = max(outcome.slowest_s, time.perf_counter() - began)
    outcome.grown_mb = _peak_mb() - base
    return outcome


def projects(_folder: Path) -> list[Victim]:
    return [
        Victim(data := encode_project(made, pictures=False), ".faceforge.ora", _read_and_encode, _in_project(data))
        for made in (project(), photo_project(), sketch_project())
    ]


def images(_folder: Path) -> list[Victim]:
    picture, deep = face_picture(3, 48), PhotoFile(photo_file(40, 50, bits=16).samples, name="deep", profile=PROFILE)
    found = [(encode_image(picture, suffix, {"engine": "parts"}, COMPOSITE), suffix) for suffix in SUFFIXES]
    found += [(encode_photo_file(deep, suffix, None, COMPOSITE), suffix) for suffix in (".png", ".tif")]
    return [Victim(data, suffix, _read_picture, png_mutated if suffix == ".png" else mutated) for data, suffix in found]


SUFFIXES = (".png", ".jpg", ".webp", ".tif")


def masks(_folder: Path) -> list[Victim]:
    buffer = io.BytesIO()
    Image.fromarray(face_picture(1, 60)[:40, :, 0].copy()).save(buffer, "PNG")
    return [Victim(buffer.getvalue(), ".png", lambda path: read_mask(path, MASK_SIZE), png_mutated)]


def weights(folder: Path) -> list[Victim]:
    import torch

    path = folder / "sound.safetensors"
    save_weights(path, {"w": torch.ones(4, 4), "b": torch.zeros(4)}, WeightsCard("parts", {"width": 8}))
    return [Victim(path.read_bytes(), ".safetensors", _read_weights, _mutated_header)]


KINDS: dict[str, Callable[[Path], list[Victim]]] = {
    "projects": projects, "images": images, "masks": masks, "weights": weights,
}  # fmt: skip


def _read_and_encode(path: Path) -> None:
    opened: Project = read_project(path)
    encode_project(opened, pictures=False)


def _read_picture(path: Path) -> None:
    read_image(path)
    read_photo_file(path)
    read_recipe(path)
    read_label(path)


def _read_weights(path: Path) -> None:
    read_card(path)
    load_weights(path, "parts")


def _in_project(data: bytes) -> Mutate:
    """The archive damaged, or its JSON, or one of the JSON's values."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}

    def mutate(whole: bytes, rng: random.Random) -> bytes:
        kind = rng.randrange(4)
        if kind == 0:
            return mutated(whole, rng)
        name = rng.choice([each for each in members if each.endswith(".png")]) if kind == 3 else DOCUMENT
        how: Mutate = (with_another_value, mutated, png_mutated)[kind - 1]
        return _packed({**members, name: how(members[name], rng)})

    return mutate


def _packed(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_another_value(text: bytes, rng: random.Random) -> bytes:
    """Valid JSON with one value, somewhere, replaced."""
    values = json.loads(text)
    place: Any = values
    while True:
        key = rng.choice(list(place) if isinstance(place, dict) else range(len(place)))
        if not isinstance(place[key], dict | list) or not place[key] or rng.random() < 0.1:
            break
        place = place[key]
    place[key] = rng.choice(
        [None, True, -1, 0, 1, 10**400, 0.5, 1e308, float("nan"), "", "x", [], [[]], {}, [1, 2], {"a": 1}]
    )
    return json.dumps(values).encode()


def mutated(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(changed))
        kind = rng.randrange(4)
        if kind == 0:
            changed[at] = rng.randrange(256)
        elif kind == 1:
            changed[at : at + rng.randint(1, 40)] = b""
        elif kind == 2:
            changed[at:at] = bytes(changed[at : at + rng.randint(1, 40)])
        else:
            changed[at : at + 1] = rng.choice((b"9", b"-", b"e9", b"null", b"[", b"\xff\xff\xff\xff"))
        if not changed:
            break
    return bytes(changed)


def png_mutated(data: bytes, rng: random.Random) -> bytes:
    """Half of them with the right checksums, so that a decoder looks behind them."""
    changed = mutated(data, rng)
    return _with_checksums(changed) if rng.random() < 0.5 else changed


def _with_checksums(data: bytes) -> bytes:
    changed, at = bytearray(data), PNG_START
    while at + 12 <= len(changed):
        (length,) = struct.unpack_from(">I", changed, at)
        end = at + 8 + length
        if end + 4 > len(changed):
            break
        struct.pack_into(">I", changed, end, zlib.crc32(changed[at + 4 : end]))
        at = end + 4
    return bytes(changed)


def _mutated_header(data: bytes, rng: random.Random) -> bytes:
    """Mostly the JSON in front of the numbers."""
    length = struct.unpack_from("<Q", data)[0]
    if rng.random() < 0.3:
        return mutated(data, rng)
    header = data[8 : 8 + length]
    changed = with_another_value(header, rng) if rng.random() < 0.5 else mutated(header, rng)
    return struct.pack("<Q", len(changed)) + changed + data[8 + length :]


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
