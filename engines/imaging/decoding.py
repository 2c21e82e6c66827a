"""Decoding image files: upright samples at their own depth, and the same as sRGB. What files hold is dealt with here and nowhere else.

Pillow opens, checks and decodes; colour files of 16 bits a channel, which it reduces to 8, are decoded by OpenCV.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, UnidentifiedImageError
from PIL.ImageFile import ImageFile

from engines.errors import ImageFileError
from engines.imaging.arrays import ByteImage, read_only
from engines.imaging.profiles import to_srgb

Samples = NDArray[np.uint8] | NDArray[np.uint16]  # (H, W, C): grey, RGB, or RGB with alpha for C = 1, 3, 4

MAX_MEGAPIXELS = 100
READ_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")
EXIF_ORIENTATION = 0x0112
UPRIGHT: dict[int, Callable[[Samples], Samples]] = {
    2: lambda samples: samples[:, ::-1],
    3: lambda samples: samples[::-1, ::-1],
    4: lambda samples: samples[::-1],
    5: lambda samples: samples.swapaxes(0, 1),
    6: lambda samples: samples.swapaxes(0, 1)[:, ::-1],
    7: lambda samples: samples.swapaxes(0, 1)[::-1, ::-1],
    8: lambda samples: samples.swapaxes(0, 1)[::-1],
}
# What Pillow's decoders raise on damaged files
DAMAGED = (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, IndexError, struct.error, zlib.error)


@dataclass(frozen=True, eq=False)
class Decoded:
    """A file's picture: `samples` upright and read-only, the ICC `profile` that they are in, `notes` on what was changed on the way in."""

    samples: Samples
    profile: bytes | None
    notes: tuple[str, ...]


def decode_file(path: Path) -> Decoded:
    """See `decode`; raises `ImageFileError` also for what is missing or cannot be read."""
    try:
        with path.open("rb") as stream:
            return decode(stream, path.name)
    except FileNotFoundError as error:
        raise ImageFileError(f"There is no file {path}. Check the path.") from error
    except OSError as error:
        raise ImageFileError(f"{path} cannot be read ({error.strerror}). Choose another file.") from error


def decode(stream: BinaryIO, name: str) -> Decoded:
    """The picture of a file; grey, RGB and RGBA keep their samples, anything else becomes 8-bit RGB in sRGB.

    Raises `ImageFileError` for what is empty, damaged, no image, or above 100 megapixels (before decoding it). `name` is for messages.
    """
    if not stream.read(1):
        raise ImageFileError(f"{name} is empty. Choose another file.")
    stream.seek(0)
    notes: list[str] = []
    with _open(stream, name) as image:
        _check_size(image, name)
        try:
            if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
                notes.append("Only the first picture of the file was read.")
            samples, profile = _samples(image, stream, notes)
        except (*DAMAGED, ImageCms.PyCMSError) as error:
            raise ImageFileError(f"{name} is damaged or cut off. Copy or export it again.") from error
    return Decoded(read_only(np.ascontiguousarray(samples)), profile, tuple(notes))


def as_srgb(samples: Samples, profile: bytes | None) -> tuple[ByteImage, tuple[str, ...]]:
    """Samples as (H, W, 3) uint8 sRGB, read-only, transparency laid on white; and notes on what that changed."""
    notes: list[str] = []
    if samples.dtype == np.uint16:
        notes.append("16 bits a channel were reduced to 8.")
    eight = in_eight_bits(samples)
    colours = Image.fromarray(np.ascontiguousarray(eight[..., :3]) if eight.shape[2] > 1 else eight[..., 0])
    rgb = to_srgb(colours, profile, notes) if profile else colours.convert("RGB")
    if samples.shape[2] == 4 and eight[..., 3].min() < 255:
        notes.append("Transparent areas were laid on white.")
        rgb = Image.composite(rgb, Image.new("RGB", rgb.size, "white"), Image.fromarray(eight[..., 3]))
    return read_only(np.array(rgb, np.uint8)), tuple(notes)


def in_eight_bits(samples: Samples) -> NDArray[np.uint8]:
    """0..65535 rounded to 0..255; 8-bit samples as they are."""
    if samples.dtype == np.uint8:
        return samples  # type: ignore[return-value]
    reduced = cv2.convertScaleAbs(samples, alpha=255 / 65535)
    return np.asarray(reduced, np.uint8).reshape(samples.shape)


def _open(stream: BinaryIO, name: str) -> ImageFile:
    try:
        return Image.open(stream, formats=READ_FORMATS)
    except UnidentifiedImageError as error:
        wanted = "Choose a PNG, JPEG, WebP, TIFF, BMP or GIF file."
        raise ImageFileError(f"{name} is not an image that FaceForge reads. {wanted}") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageFileError(_too_large(name)) from error
    except DAMAGED as error:
        raise ImageFileError(f"{name} is damaged or cut off. Copy or export it again.") from error


def _check_size(image: Image.Image, name: str) -> None:
    if image.width * image.height > MAX_MEGAPIXELS * 1_000_000:
        raise ImageFileError(_too_large(name))


def _too_large(name: str) -> str:
    return f"{name} has more than {MAX_MEGAPIXELS} megapixels. Save a smaller copy and open that."


def _samples(image: ImageFile, stream: BinaryIO, notes: list[str]) -> tuple[Samples, bytes | None]:
    sixteen_bits = ";16" in str(image.tile)
    image.load()  # also finds damage that OpenCV would pass over
    orientation = _orientation(image)  # what is left to do: Pillow and OpenCV turn TIFF themselves
    if image.mode == "F":
        raise ValueError("floating point pixels")
    profile: bytes | None = image.info.get("icc_profile") or None
    if image.mode.startswith("I"):
        grey = np.clip(np.asarray(image), 0, 65535).astype(np.uint16)
        return _turned(grey[..., None], orientation), profile
    if sixteen_bits:
        deep = _decode_deep(stream)
        if deep is not None:
            return _turned(deep, orientation), profile
        notes.append("16 bits a channel were reduced to 8.")
    colours = "RGB" if not image.has_transparency_data else "RGBA"
    if image.mode in ("1", "L") and colours == "RGB":
        plain = np.asarray(image.convert("L"))[..., None]
    elif image.mode in ("CMYK", "LAB") and profile:
        plain, profile = np.asarray(to_srgb(image, profile, notes)), None
    else:
        plain = np.asarray(image if image.mode == colours else image.convert(colours))
    return _turned(plain, orientation), profile


def _decode_deep(stream: BinaryIO) -> Samples | None:
    """RGB or RGBA of 16 bits a channel as stored; None where OpenCV has no decoder for it."""
    stream.seek(0)
    found = cv2.imdecode(np.frombuffer(stream.read(), np.uint8), cv2.IMREAD_UNCHANGED)
    if found is None or found.dtype != np.uint16 or found.ndim != 3:
        return None
    to_rgb = cv2.COLOR_BGRA2RGBA if found.shape[2] == 4 else cv2.COLOR_BGR2RGB
    return np.asarray(cv2.cvtColor(found, to_rgb), np.uint16)


def _orientation(image: Image.Image) -> int:
    """The EXIF orientation; an unreadable EXIF block is no reason to refuse a photo."""
    try:
        return int(image.getexif().get(EXIF_ORIENTATION, 1))
    except DAMAGED:
        return 1


def _turned(samples: Samples, orientation: int) -> Samples:
    turn = UPRIGHT.get(orientation)
    return samples if turn is None else turn(samples)
