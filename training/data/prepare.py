"""`faceforge-train prepare`: any folder of photos -> shards of faces in the face frame.

Shards are WebDataset tar files: `KEY.jpg`, the face (size, size), and `KEY.json` with `landmarks` (68 x [x, y], dlib
order, pixels of the jpg, 0 = middle of the first pixel), `source`, `licence`, `subject`, `inside` (share of the square
that the photo covers) and `native_scale` (photo pixels per packed pixel). Each shard is written whole or not at all,
and a second run goes on after the last.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tqdm import tqdm

from engines.errors import EngineError, FaceNotFoundError
from engines.face.alignment import AlignedFace, align
from engines.face.detector import DlibLandmarks
from engines.face.landmarks import LandmarkProvider
from engines.imaging.io import READ_SUFFIXES, encode_image, read_image, write_atomically
from engines.imaging.shards import END_OF_SHARD, find_photos, photo_keys, shard_members
from training.errors import TrainingError

REPORT = "report.json"
LEFT_OUT = "left-out.txt"
SMALLEST_SCALE = 0.4  # photo pixels per packed pixel: below this a face is mostly made of interpolation
SMALLEST_INSIDE = 0.6
QUALITY = 92


@dataclass(frozen=True)
class PrepareSettings:
    """`size` of the packed face in pixels, `shard_size` in photos looked at; `source` and `licence` are written beside
    every face.
    """

    size: int = 256
    shard_size: int = 1000
    source: str = ""
    licence: str = ""


@dataclass
class ShardReport:
    """What became of the photos of one shard: keys kept, and path -> sentence for those noted and those left out."""

    kept: list[str] = field(default_factory=list)
    noted: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PrepareReport:
    shards: dict[str, ShardReport]

    @property
    def kept(self) -> int:
        return sum(len(shard.kept) for shard in self.shards.values())

    @property
    def noted(self) -> dict[str, str]:
        return {path: why for shard in self.shards.values() for path, why in shard.noted.items()}

    @property
    def left_out(self) -> dict[str, str]:
        return {path: why for shard in self.shards.values() for path, why in shard.left_out.items()}


class _LeftOut(Exception):
    """A photo that is not packed; the message says why."""


def prepare(
    folder: Path,
    out: Path,
    provider: LandmarkProvider,
    settings: PrepareSettings = PrepareSettings(),
    progress: bool = True,
) -> PrepareReport:
    """Pack the largest face of every photo under `folder` into shards in `out`, and say what was left out and why.

    Also writes `report.json` and `left-out.txt`. Raises `TrainingError` where there are no photos or `out` holds the
    shards of other ones, `FaceNotFoundError` where the landmark provider is not installed.
    """
    photos = find_photos(folder)
    if not photos:
        raise TrainingError(f"There are no photos in {folder}. Choose a folder with {', '.join(READ_SUFFIXES)} files.")
    made_from = _fingerprint(folder, photos, settings)
    shards = _finished(out, made_from)
    keys = photo_keys(folder, photos)
    with tqdm(total=len(photos), unit="photo", disable=not progress) as bar:
        for start in range(0, len(photos), settings.shard_size):
            name = f"faces-{start // settings.shard_size:05d}.tar"
            chunk = photos[start : start + settings.shard_size]
            if name in shards:
                bar.update(len(chunk))
                continue
            shards[name] = _write_shard(out / name, folder, chunk, keys, provider, settings, bar)
            _write_reports(out, made_from, shards)
    return PrepareReport(shards)


def _write_shard(
    path: Path, folder: Path, photos: Sequence[Path], keys: dict[Path, str], provider: LandmarkProvider,
    settings: PrepareSettings, bar: Any,
) -> ShardReport:  # fmt: skip
    report = ShardReport()
    packed = bytearray()
    for photo in photos:
        relative, key = photo.relative_to(folder).as_posix(), keys[photo]
        try:
            face, note = _face(photo, provider, settings.size)
        except _LeftOut as reason:
            report.left_out[relative] = str(reason)
        else:
            subject = photo.parent.name if photo.parent != folder else key
            picture = encode_image(face.image, ".jpg", label=None, quality=QUALITY)
            record = json.dumps(_record(face, subject, settings)).encode()
            packed += shard_members({f"{key}.jpg": picture, f"{key}.json": record})
            report.kept.append(key)
            if note:
                report.noted[relative] = note
        bar.update()
    write_atomically(path, bytes(packed) + END_OF_SHARD)
    return report


def _face(photo: Path, provider: LandmarkProvider, size: int) -> tuple[AlignedFace, str]:
    """The largest face of a photo, and a note where there are more."""
    try:
        image = read_image(photo).image
        faces = provider.detect(image)
        if not faces:
            raise _LeftOut("No face was found.")
        aligned = align(image, faces[0].landmarks, size)
    except FaceNotFoundError:  # the provider itself is missing: no photo will do
        raise
    except EngineError as error:
        raise _LeftOut(str(error)) from error
    if aligned.native_scale < SMALLEST_SCALE:
        raise _LeftOut(
            f"The face is too small: {aligned.native_scale * size:.0f} px of the {size * SMALLEST_SCALE:.0f} needed."
        )
    if aligned.inside < SMALLEST_INSIDE:
        raise _LeftOut(f"The photo covers only {aligned.inside:.0%} of the face frame.")
    return aligned, f"{len(faces)} faces; the largest was taken." if len(faces) > 1 else ""


def _record(face: AlignedFace, subject: str, settings: PrepareSettings) -> dict[str, Any]:
    landmarks = face.landmarks * settings.size - 0.5
    return {
        "landmarks": [[round(float(x), 2), round(float(y), 2)] for x, y in landmarks],
        "source": settings.source,
        "licence": settings.licence,
        "subject": subject,
        "inside": round(face.inside, 4),
        "native_scale": round(face.native_scale, 3),
    }


def _fingerprint(folder: Path, photos: Sequence[Path], settings: PrepareSettings) -> dict[str, Any]:
    names = "\n".join(photo.relative_to(folder).as_posix() for photo in photos)
    return {**asdict(settings), "photos": len(photos), "names": hashlib.sha256(names.encode()).hexdigest()}


def _finished(out: Path, made_from: dict[str, Any]) -> dict[str, ShardReport]:
    """The shards that an earlier run of the same photos and settings left complete."""
    try:
        stored = json.loads((out / REPORT).read_text("utf-8"))
        same = stored["made_from"] == made_from
        shards = {name: ShardReport(**report) for name, report in stored["shards"].items() if (out / name).is_file()}
    except FileNotFoundError:
        return {}
    except (OSError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise TrainingError(f"{out / REPORT} cannot be read. Choose another folder for the shards.") from error
    if not same:
        raise TrainingError(f"{out} holds shards of other photos or settings. Choose another folder for the shards.")
    return shards


def _write_reports(out: Path, made_from: dict[str, Any], shards: dict[str, ShardReport]) -> None:
    lines = [f"{path}\t{why}\n" for path, why in PrepareReport(shards).left_out.items()]
    write_atomically(out / LEFT_OUT, "".join(lines).encode())
    stored = {"made_from": made_from, "shards": {name: asdict(report) for name, report in shards.items()}}
    write_atomically(out / REPORT, json.dumps(stored, indent=1).encode())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `faceforge-train prepare`."""
    defaults = PrepareSettings()
    parser.add_argument("photos", type=Path, help="folder of photos, searched with its subfolders (each a person)")
    parser.add_argument("--out", type=Path, required=True, help="folder for the shards")
    parser.add_argument("--size", type=int, default=defaults.size, help="side of the packed face in pixels")
    parser.add_argument("--shard-size", type=int, default=defaults.shard_size, help="photos a shard")
    parser.add_argument("--source", default="", help="where the photos come from; written beside every face")
    parser.add_argument("--licence", default="", help="their licence; written beside every face")


def main(args: argparse.Namespace) -> int:
    """Run `prepare` with dlib's landmarks and print what was left out; 0 where at least one face was packed, else 1."""
    if args.size < 32 or args.shard_size < 1:
        raise TrainingError("Faces need at least 32 px and shards at least one photo. Choose larger numbers.")
    settings = PrepareSettings(args.size, args.shard_size, args.source, args.licence)
    with DlibLandmarks() as provider:
        report = prepare(args.photos, args.out, provider, settings)
    print(f"{report.kept} faces in {len(report.shards)} shard(s) in {args.out}")
    for path, why in report.noted.items():
        print(f"noted     {path}: {why}")
    for path, why in report.left_out.items():
        print(f"left out  {path}: {why}")
    return 0 if report.kept else 1
