"""Pictures inside a project file: lossless PNG, each stored once under the hash of its pixels."""

from __future__ import annotations

import hashlib
import io
import struct
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from engines.errors import ImageFileError
from engines.imaging.arrays import ByteImage, read_only
from engines.imaging.decoding import MAX_MEGAPIXELS
from engines.imaging.io import decode_image
from engines.imaging.photo_file import PhotoFile, decode_photo_file, encode_photo_file
from faceforge_app.document.project.archive import LARGEST_ARCHIVE, Archive, ProjectFileError, damaged, too_large
from faceforge_app.document.tiles import Pixels

FOLDER = "faceforge/pictures"
LARGEST_SIDE = 8192
MEGA = 1_000_000
MOST_PIXELS = 200 * MEGA
PIXELS_PER_BYTE = 4  # a large file may hold more pixels, as photos do; a small one that claims so is a bomb
PNG_HEADER = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
COMPRESSION = 4  # half the time of the usual 6, within 2 % of its size


def encode_png(image: ByteImage) -> bytes:
    """(H, W), (H, W, 3) or (H, W, 4) as PNG, pixel for pixel."""
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


@lru_cache(maxsize=16)
def _encoded(photo: PhotoFile) -> tuple[str, bytes]:
    """A photo's name and its PNG: a large one takes seconds, and is in every snapshot of a session."""
    samples = np.ascontiguousarray(photo.samples)
    name = hashlib.sha256(
        f"{samples.shape}{samples.dtype}".encode() + samples.data + (photo.profile or b"")
    ).hexdigest()
    return name, encode_photo_file(photo, ".png", None, None)


class PictureWriter:
    """Collects the pictures and photos of a project; the same pixels are kept once."""

    def __init__(self) -> None:
        self._images: dict[str, ByteImage] = {}
        self._named: dict[int, tuple[ByteImage, str]] = {}  # an id is a picture's own only while that is held
        self._photos: dict[str, tuple[PhotoFile, bytes]] = {}

    def add(self, image: ByteImage) -> str:
        """The name that a picture is stored under."""
        if id(image) not in self._named:
            name = hashlib.sha256(f"{image.shape}".encode() + image.tobytes()).hexdigest()
            self._images.setdefault(name, image)
            self._named[id(image)] = (image, name)
        return self._named[id(image)][1]

    def add_photo(self, photo: PhotoFile) -> str:
        """The name that a photo is stored under, with its depth and profile."""
        name, data = _encoded(photo)
        self._photos[name] = photo, data
        return name

    @property
    def pixels(self) -> int:
        shapes = [image.shape for image in self._images.values()]
        shapes += [photo.samples.shape for photo, _ in self._photos.values()]
        return sum(shape[0] * shape[1] for shape in shapes)

    def members(self) -> dict[str, bytes]:
        pictures = {f"{FOLDER}/{name}.png": encode_png(image) for name, image in self._images.items()}
        return pictures | {f"{FOLDER}/{name}.png": data for name, (_, data) in self._photos.items()}


class PictureReader:
    """Reads the pictures of an archive, each once; together they stay within what the file's size makes plausible."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._images: dict[str, ByteImage] = {}
        self._masks: dict[str, Pixels] = {}
        self._left = most_pixels(archive.file_size)

    def read(self, name: str) -> ByteImage:
        """A picture (S, S, 3) by the name that `PictureWriter.add` gave it."""
        if name not in self._images:
            image = self.decode(f"{FOLDER}/{name}.png")
            if image.shape[0] != image.shape[1]:
                raise ProjectFileError(damaged(self._archive.name))
            self._images[name] = image
        return self._images[name]

    def read_mask(self, name: str) -> Pixels:
        """A mask (H, W) by the name that `PictureWriter.add` gave it."""
        if name not in self._masks:
            self._masks[name] = read_only(self.decode(f"{FOLDER}/{name}.png")[..., 0].copy())
        return self._masks[name]

    def read_photo(self, name: str) -> PhotoFile:
        """A photo by the name that `PictureWriter.add_photo` gave it."""
        data = self._archive.read(f"{FOLDER}/{name}.png", LARGEST_ARCHIVE)
        self._count(data, MAX_MEGAPIXELS * MEGA)
        try:
            return decode_photo_file(data, self._archive.name)
        except ImageFileError as error:
            raise ProjectFileError(damaged(self._archive.name)) from error

    def decode(self, member: str) -> ByteImage:
        """Any PNG of the archive, transparency laid on white."""
        data = self._archive.read(member)
        self._count(data, LARGEST_SIDE * LARGEST_SIDE)
        try:
            return decode_image(data, self._archive.name).image
        except ImageFileError as error:
            raise ProjectFileError(damaged(self._archive.name)) from error

    def _count(self, data: bytes, most: int) -> None:
        """Refuse what is no PNG, or would unpack to more than is left."""
        size = png_size(data)
        if size is None:
            raise ProjectFileError(damaged(self._archive.name))
        self._left -= size[0] * size[1]
        if size[0] * size[1] > most or self._left < 0:
            raise ProjectFileError(too_large(self._archive.name))
