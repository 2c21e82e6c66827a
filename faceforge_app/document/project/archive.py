"""The zip archive of a project file: read with limits, so that no file fills the memory or reaches outside of itself."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from engines.errors import EngineError

MIMETYPE = "mimetype"
OPEN_RASTER = b"image/openraster"
MIB = 1 << 20
LARGEST_MEMBER = 128 * MIB
LARGEST_ARCHIVE = 512 * MIB
LARGEST_SHARE = 4  # of a large file's own size: what it may unpack to
MOST_MEMBERS = 50_000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
# What zipfile raises on damaged archives
DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError,
    LookupError,
)  # fmt: skip
ANOTHER_COPY = "Open another copy of it."


class ProjectFileError(EngineError):
    """A project file cannot be read or written as it is."""


class Archive:
    """An open zip archive whose names and sizes have been checked."""

    def __init__(self, name: str, archive: zipfile.ZipFile, file_size: int) -> None:
        self.name = name
        self.file_size = file_size
        self._zip = archive
        self._members = self._checked(archive.infolist())

    @property
    def names(self) -> tuple[str, ...]:
        """The files in the archive; folders are not listed."""
        return tuple(self._members)

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def read(self, member: str, limit: int = LARGEST_MEMBER) -> bytes:
        """A member's bytes. Raises `ProjectFileError` where it is missing, damaged or larger than `limit`."""
        if member not in self._members:
            raise ProjectFileError(f"{self.name} is incomplete: “{member}” is missing. {ANOTHER_COPY}")
        if self._members[member].file_size > limit:
            raise ProjectFileError(too_large(self.name))
        with self._zip.open(self._members[member]) as stream:
            return stream.read()

    def _checked(self, infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > self._limit():
            raise ProjectFileError(too_large(self.name))
        for info in infos:
            if _leads_outside(info.filename):
                raise ProjectFileError(f"{self.name} holds a file that would lead outside of it. Do not open it.")
            if info.flag_bits & ENCRYPTED or info.compress_type not in METHODS:
                raise ProjectFileError(
                    f"{self.name} is encrypted or packed in a way FaceForge does not read. Save it anew."
                )
        members = {info.filename: info for info in infos if not info.is_dir()}
        if len(members) != sum(not info.is_dir() for info in infos):
            raise ProjectFileError(damaged(self.name))
        return members

    def _limit(self) -> int:
        return max(LARGEST_ARCHIVE, LARGEST_SHARE * self.file_size)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a zip archive; whatever is wrong with it, here or inside the block, becomes a `ProjectFileError`."""
    try:
        with path.open("rb") as stream:
            if stream.read(2) != b"PK":
                raise ProjectFileError(
                    f"{path.name} is neither a FaceForge project nor another OpenRaster picture. Choose another file."
                )
            with zipfile.ZipFile(stream) as archive:
                yield Archive(path.name, archive, path.stat().st_size)
    except FileNotFoundError as error:
        raise ProjectFileError(f"There is no file {path}. Check whether it was moved or renamed.") from error
    except OSError as error:
        raise ProjectFileError(f"{path} cannot be read ({error.strerror or 'damaged'}). {ANOTHER_COPY}") from error
    except DAMAGED as error:
        raise ProjectFileError(damaged(path.name)) from error


def pack(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive: the OpenRaster mimetype first and stored, pictures stored, everything else deflated."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in ((MIMETYPE, OPEN_RASTER), *members):
            stored = name == MIMETYPE or name.endswith(".png")
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def damaged(name: str) -> str:
    return f"{name} is damaged or cut off. {ANOTHER_COPY}"


def too_large(name: str) -> str:
    return f"{name} would unpack to more than a project can hold. Do not open it if you do not know where it is from."


def _leads_outside(name: str) -> bool:
    first, *_ = parts = name.split("/")
    return name.startswith("/") or "\\" in name or "\0" in name or ":" in first or ".." in parts
