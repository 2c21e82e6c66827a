"""Image files: reading, and writing with the recipe and a synthetic-media label in the metadata.

In memory an image is always a `ByteImage`, (H, W, 3) uint8 sRGB; orientation, colour profiles, bit depth and
transparency are dealt with here and nowhere else.
"""

from __future__ import annotations

import errno
import io
import json
import os
import re
import secrets
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, unescape

import numpy as np
from PIL import Image, ImageCms, UnidentifiedImageError
from PIL.ImageFile import ImageFile
from PIL.PngImagePlugin import PngInfo

from engines.errors import ImageFileError
from engines.imaging.arrays import ByteImage, read_only

MAX_MEGAPIXELS = 100
READ_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")
READ_SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif")
WRITE_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".tif": "TIFF", ".tiff": "TIFF"}

# Values of IPTC's digital source type: what an export says of itself
COMPOSITE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
SYNTHETIC = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"

RECIPE_KEY = "faceforge:recipe"
LABEL_KEY = "Iptc4xmpExt:DigitalSourceType"
TIFF_XMP_TAG = 700
EXIF_ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow's decoders raise on damaged files
DAMAGED = (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, IndexError, struct.error, zlib.error)


@dataclass(frozen=True, eq=False)
class Photo:
    """An image file in memory: `image` (H, W, 3) uint8 sRGB, read-only; `notes` say what was changed on the way in."""

    image: ByteImage
    name: str = ""
    notes: tuple[str, ...] = ()


def read_image(path: Path) -> Photo:
    """Read an image file upright, in sRGB, 8 bits a channel, transparency laid on white.

    Raises `ImageFileError` for what is missing, empty, damaged, no image, or above 100 megapixels (before decoding it).
    """
    try:
        with path.open("rb") as stream:
            return _decode(stream, path.name)
    except FileNotFoundError as error:
        raise ImageFileError(f"There is no file {path}. Check the path.") from error
    except OSError as error:
        raise ImageFileError(f"{path} cannot be read ({error.strerror}). Choose another file.") from error


def decode_image(data: bytes, name: str = "The image") -> Photo:
    """The same as `read_image` for bytes from a clipboard, a drop or an archive; `name` is used in messages."""
    return _decode(io.BytesIO(data), name)


def encode_image(
    image: ByteImage,
    suffix: str,
    recipe: Mapping[str, Any] | None = None,
    label: str | None = COMPOSITE,
    quality: int = 95,
) -> bytes:
    """The bytes of an image file of the kind that `suffix` names (.png, .jpg, .webp, .tif).

    `recipe` is stored as JSON (PNG: iTXt chunk `faceforge:recipe`, and in the XMP packet of all four); `label` as
    Iptc4xmpExt:DigitalSourceType. `quality` 1..100 is for JPEG (4:4:4) and WebP.
    """
    kind = WRITE_FORMATS.get(suffix.lower())
    if kind is None:
        raise ImageFileError(f"Images cannot be written as “{suffix}”. Choose .png, .jpg, .webp or .tif.")
    recipe_json, xmp = _as_json(recipe), xmp_packet(recipe, label)
    buffer = io.BytesIO()
    try:
        Image.fromarray(image).save(buffer, kind, **_save_options(kind, xmp, recipe_json, quality))
    except (ValueError, OSError, struct.error) as error:
        reason = "its recipe or its size is beyond what the format holds"
        raise ImageFileError(f"The image cannot be written as {kind}: {reason}. Choose PNG.") from error
    return buffer.getvalue()


def write_image(
    path: Path,
    image: ByteImage,
    recipe: Mapping[str, Any] | None = None,
    label: str | None = COMPOSITE,
    quality: int = 95,
) -> None:
    """Write an image with its metadata (see `encode_image`): the whole file, or nothing.

    Raises `ImageFileError` for a full disk, a read-only folder or an unknown suffix; the old file then stays.
    """
    write_atomically(path, encode_image(image, path.suffix, recipe, label, quality))


def read_recipe(path: Path) -> dict[str, Any] | None:
    """The recipe in an image that FaceForge wrote, or None. Raises `ImageFileError` where there is no image."""
    info = _read_info(path)
    try:
        stored = info.get(RECIPE_KEY) or _in_xmp(info, RECIPE_KEY)
        recipe = json.loads(stored) if stored else None
    except (json.JSONDecodeError, RecursionError, TypeError):  # what nobody wrote as a recipe
        return None
    return recipe if isinstance(recipe, dict) else None


def read_label(path: Path) -> str | None:
    """The Iptc4xmpExt:DigitalSourceType in an image, or None. Raises `ImageFileError` where there is no image."""
    return _in_xmp(_read_info(path), LABEL_KEY)


def _read_info(path: Path) -> dict[Any, Any]:
    """What Pillow reads of an image file without its pixels."""
    try:
        with Image.open(path, formats=READ_FORMATS) as image:
            return dict(image.info)
    except FileNotFoundError as error:
        raise ImageFileError(f"There is no file {path}. Check the path.") from error
    except (*DAMAGED, Image.DecompressionBombError) as error:
        raise ImageFileError(f"{path.name} is not an image that FaceForge reads. Choose another file.") from error


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside `path`, flush to disk, then replace; makes missing folders. Raises `ImageFileError`."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise ImageFileError(_write_problem(path, error)) from error
    finally:
        if temporary.is_file():
            temporary.unlink()


def _write_problem(path: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full, so {path.name} was not written. Free some space or choose another folder."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"The folder {path.parent} cannot be written to. Choose another folder."
    return f"{path} was not written ({error.strerror}). Choose another place."


def _decode(stream: BinaryIO, name: str) -> Photo:
    if not stream.read(1):
        raise ImageFileError(f"{name} is empty. Choose another file.")
    stream.seek(0)
    notes: list[str] = []
    with _open(stream, name) as image:
        _check_size(image, name)
        if ";16" in str(image.tile) or image.mode.startswith("I"):
            notes.append("16 bits a channel were reduced to 8.")
        try:
            if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
                notes.append("Only the first picture of the file was read.")
            image.load()
            rgb = _to_srgb(_upright(image), notes)
        except (*DAMAGED, ImageCms.PyCMSError) as error:
            raise ImageFileError(f"{name} is damaged or cut off. Copy or export it again.") from error
    return Photo(read_only(np.array(rgb, np.uint8)), name, tuple(notes))


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


def _upright(image: Image.Image) -> Image.Image:
    """Apply the EXIF orientation; an unreadable EXIF block is no reason to refuse a photo."""
    try:
        orientation = image.getexif().get(EXIF_ORIENTATION, 1)
    except DAMAGED:
        return image
    turn = UPRIGHT.get(orientation)
    return image if turn is None else image.transpose(turn)


def _to_srgb(image: Image.Image, notes: list[str]) -> Image.Image:
    """8 bits, profile applied, transparency laid on white."""
    if image.mode == "F":
        raise ValueError("floating point pixels")
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        image = Image.fromarray((np.clip(np.asarray(image), 0, 65535) >> 8).astype(np.uint8))
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    if image.mode not in ("RGB", "L", "CMYK", "LAB"):
        image = image.convert("L" if image.mode in ("1", "LA", "La") else "RGB")
    rgb = _apply_profile(image, profile, notes) if profile else image.convert("RGB")
    if alpha is None or alpha.getextrema() == (255, 255):
        return rgb
    notes.append("Transparent areas were laid on white.")
    return Image.composite(rgb, Image.new("RGB", rgb.size, "white"), alpha)


def _apply_profile(image: Image.Image, profile_bytes: bytes, notes: list[str]) -> Image.Image:
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(profile_bytes))
        if "srgb" in ImageCms.getProfileDescription(profile).lower():
            return image.convert("RGB")
        converted = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        notes.append("The colour profile could not be used; colours may be off.")
        return image.convert("RGB")
    assert converted is not None
    notes.append("Colours were converted to sRGB.")
    return converted


def _save_options(kind: str, xmp: bytes, recipe_json: str | None, quality: int) -> dict[str, Any]:
    if kind == "PNG":
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        if recipe_json is not None:
            info.add_itxt(RECIPE_KEY, recipe_json)
        return {"pnginfo": info}
    if kind == "JPEG":
        return {"xmp": xmp, "quality": quality, "subsampling": 0}
    if kind == "WEBP":
        return {"xmp": xmp, "quality": quality}
    return {"tiffinfo": {TIFF_XMP_TAG: xmp}, "compression": "tiff_lzw"}


def xmp_packet(recipe: Mapping[str, Any] | None, label: str | None) -> bytes:
    """The XMP packet with recipe and label that `encode_image` writes."""
    recipe_json, fields = _as_json(recipe), ""
    if label is not None:
        fields += f"<{LABEL_KEY}>{escape(label)}</{LABEL_KEY}>"
    if recipe_json is not None:
        fields += f"<{RECIPE_KEY}>{escape(recipe_json)}</{RECIPE_KEY}>"
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="FaceForge"'
        ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:faceforge="urn:faceforge:1">'
        f'{fields}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def _as_json(recipe: Mapping[str, Any] | None) -> str | None:
    return None if recipe is None else json.dumps(recipe, ensure_ascii=False)


def _in_xmp(info: Mapping[Any, Any], key: str) -> str | None:
    xmp = info.get("xmp") or info.get("XML:com.adobe.xmp") or b""
    text = xmp.decode("utf-8", "replace") if isinstance(xmp, bytes) else str(xmp)
    found = re.search(f"<{key}>(.*?)</{key}>", text, re.DOTALL)
    return unescape(found.group(1)) if found else None
