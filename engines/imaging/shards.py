"""Collections of pictures: folders of photos, and shards, tar files in WebDataset layout (`KEY.jpg`, `KEY.json`, ...).

The members of a shard are indexed once and read by offset, so nothing is unpacked and every order is possible.
"""

from __future__ import annotations

import io
import re
import tarfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engines.errors import ImageFileError
from engines.imaging.io import READ_SUFFIXES

END_OF_SHARD = bytes(2 * tarfile.BLOCKSIZE)


@dataclass(frozen=True)
class ShardEntry:
    """One sample of a shard: its key, and offset and size of each member by suffix (`jpg`, `json`, ...)."""

    key: str
    members: dict[str, tuple[int, int]]

    def read(self, shard: Path, suffix: str) -> bytes:
        """The bytes of one member; raises `KeyError` where the sample has none with this suffix."""
        offset, size = self.members[suffix]
        with shard.open("rb") as file:
            file.seek(offset)
            return file.read(size)


def shard_entries(path: Path) -> list[ShardEntry]:
    """The samples of a shard in their order. Raises `ImageFileError` for what is no tar file."""
    members: dict[str, dict[str, tuple[int, int]]] = {}
    try:
        with tarfile.open(path) as tar:
            for member in tar:
                if member.isfile():
                    key, _, suffix = Path(member.name).name.partition(".")
                    members.setdefault(key, {})[suffix] = (member.offset_data, member.size)
    except (OSError, tarfile.TarError) as error:
        raise ImageFileError(f"The shard {path} cannot be read ({error}). Copy it again.") from error
    return [ShardEntry(key, found) for key, found in members.items()]


def shard_members(files: Mapping[str, bytes]) -> bytes:
    """Files by name as a piece of a tar file; pieces and `END_OF_SHARD` after one another are a shard. The same files, the same bytes."""
    buffer = io.BytesIO()
    for name, data in files.items():
        member = tarfile.TarInfo(name)
        member.size = len(data)
        buffer.write(member.tobuf(tarfile.PAX_FORMAT))
        buffer.write(data + bytes(-len(data) % tarfile.BLOCKSIZE))
    return buffer.getvalue()


def find_photos(folder: Path) -> list[Path]:
    """All image files under `folder`, hidden ones left out, in a fixed order."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in READ_SUFFIXES and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def photo_keys(folder: Path, photos: Sequence[Path]) -> dict[Path, str]:
    """A key for each photo, from its path, without dots (WebDataset ends a key at the first one), each used once."""
    named = [re.sub(r"[^\w-]+", "-", photo.relative_to(folder).with_suffix("").as_posix()) for photo in photos]
    return dict(zip(photos, used_once(named), strict=True))


def used_once(keys: Sequence[str]) -> list[str]:
    """The same keys, with a number behind each that was there before."""
    used: Counter[str] = Counter()
    unique = []
    for key in keys:
        used[key] += 1
        unique.append(key if used[key] == 1 else f"{key}--{used[key]}")
    return unique
