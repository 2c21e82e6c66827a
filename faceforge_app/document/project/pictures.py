"""Pictures inside a project file: lossless PNG, each stored once under the hash of its pixels."""

from __future__ import annotations

import hashlib
import io
import struct

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engines.errors import ImageFileError
from engines.imaging.arrays import ByteImage
from engines.imaging.io import decode_image
from faceforge_app.document.project.archive import Archive, ProjectFileError, damaged, too_large

FOLDER = "faceforge/pictures"
LARGEST_SIDE = 8192
MEGA = 1_000_000
MOST_PIXELS = 200 * MEGA
PIXELS_PER_BYTE = 4  # a large file may hold more pixels, as photos do; a small one that claims so is a bomb
PNG_HEADER = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
COMPRESSION = 4  # half the time of the usual 6, within 2 % of its size


def encode_png(image: ByteImage) -> bytes:
    """(H, W, 3) or (H, W, 4) as PNG, pixel for pixel."""
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, "PNG", compress_level=COMPRESSION)
    return buffer.getvalue()


def as_grey(values: NDArray[np.uint8]) -> ByteImage:
    """(H, W) as a grey picture."""
    return np.repeat(values[..., None], 3, axis=2)


def png_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from the header alone; None where it is no PNG."""
    if not data.startswith(PNG_HEADER) or len(data) < len(PNG_HEADER) + 8:
        return None
    width, height = struct.unpack_from(">II", data, len(PNG_HEADER))
    return width, height


def most_pixels(file_size: int) -> int:
    """How many pixels a file of this size may unpack to."""
    return max(MOST_PIXELS, PIXELS_PER_BYTE * file_size)


class PictureWriter:
    """Collects the pictures of a project; the same pixels are kept once."""

    def __init__(self) -> None:
        self._images: dict[str, ByteImage] = {}
        self._named: dict[int, tuple[ByteImage, str]] = {}  # an id is a picture's own only while that is held

    def add(self, image: ByteImage) -> str:
        """The name that a picture is stored under."""
        if id(image) not in self._named:
            name = hashlib.sha256(f"{image.shape}".encode() + image.tobytes()).hexdigest()
            self._images.setdefault(name, image)
            self._named[id(image)] = (image, name)
        return self._named[id(image)][1]

    @property
    def pixels(self) -> int:
        return sum(image.shape[0] * image.shape[1] for image in self._images.values())

    def members(self) -> dict[str, bytes]:
        return {f"{FOLDER}/{name}.png": encode_png(image) for name, image in self._images.items()}


class PictureReader:
    """Reads the pictures of an archive, each once; together they stay within what the file's size makes plausible."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._images: dict[str, ByteImage] = {}
        self._left = most_pixels(archive.file_size)

    def read(self, name: str) -> ByteImage:
        """A picture (S, S, 3) by the name that `PictureWriter.add` gave it."""
        if name not in self._images:
            image = self.decode(f"{FOLDER}/{name}.png")
            if image.shape[0] != image.shape[1]:
                raise ProjectFileError(damaged(self._archive.name))
            self._images[name] = image
        return self._images[name]

    def decode(self, member: str) -> ByteImage:
        """Any PNG of the archive, transparency laid on white."""
        data = self._archive.read(member)
        size = png_size(data)
        if size is None:
            raise ProjectFileError(damaged(self._archive.name))
        self._left -= size[0] * size[1]
        if max(size) > LARGEST_SIDE or self._left < 0:
            raise ProjectFileError(too_large(self._archive.name))
        try:
            return decode_image(data, self._archive.name).image
        except ImageFileError as error:
            raise ProjectFileError(damaged(self._archive.name)) from error
