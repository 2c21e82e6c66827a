"""What Krita, GIMP and MyPaint see of a project: its layers rendered in their places, and the whole picture (OpenRaster 0.0.6).

https://www.openraster.org/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any
from xml.etree import ElementTree

import cv2
import numpy as np

from engines.face.regions import PART_KINDS
from engines.imaging.arrays import ByteImage, FloatImage, Mask, to_bytes, to_float
from engines.imaging.geometry import invert, resize, warp
from engines.imaging.io import COMPOSITE, encode_image
from engines.parts.canvas import placed_layers
from faceforge_app.document.document import Document
from faceforge_app.document.flatten import flatten, ground_picture, resized
from faceforge_app.document.layers import ImageLayer, Layer, PartLayer
from faceforge_app.document.photo import PhotoGround
from faceforge_app.document.project.archive import Archive, ProjectFileError, damaged
from faceforge_app.document.project.pictures import PictureReader, encode_png
from faceforge_app.document.requests import placed_part
from faceforge_app.document.sketch import SHEET_PX, SketchGround

STACK, MERGED, THUMBNAIL = "stack.xml", "mergedimage.png", "Thumbnails/thumbnail.png"
VERSION = "0.0.6"
SMALLEST_CANVAS, LARGEST_CANVAS, THUMBNAIL_PX = 512, 2048, 256
BACKGROUND, PAPER, PENCIL = "Average face", "Paper", "Pencil"
FAINTEST = 1e-3  # an opacity below it changes no pixel
LARGEST_STACK = 1 << 22
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Tone = tuple[float, float, float] | None


@dataclass(frozen=True, eq=False)
class ShownLayer:
    """A layer as other programs draw it: `picture` (H, W, 4), its corner on the canvas, and how it is laid on."""

    name: str
    picture: ByteImage
    x: int = 0
    y: int = 0
    opacity: float = 1.0
    visible: bool = True


def render(document: Document) -> dict[str, bytes]:
    """The members of an OpenRaster archive that show a document, without its mimetype."""
    layers, merged, recipe = shown(document, canvas_size(document))
    files = {f"data/layer{number:03d}.png": layer for number, layer in enumerate(layers)}
    height, width = merged.shape[:2]
    return {
        STACK: _stack(files, width, height),
        **{name: encode_png(layer.picture) for name, layer in files.items()},
        MERGED: encode_image(merged, ".png", recipe, COMPOSITE),
        THUMBNAIL: encode_png(_fitting(merged, THUMBNAIL_PX)),
    }


def shown(document: Document, size: int) -> tuple[list[ShownLayer], ByteImage, dict[str, Any]]:
    """What other programs get to see, from bottom to top, how it looks together, and the recipe of that.

    A canvas of `size` px a side; a photo keeps its own shape, no larger than other programs' canvases are made.
    """
    if document.photo is None:
        below = [_background(document, size)] if document.sketch is None else _sketch_layers(document.sketch, size)
        return [*below, *_rendered(document, size)], *flatten(document, size)
    photo, mask = _photo_layers(document.photo)
    pictures = [layer for layer in document.layers if isinstance(layer, ImageLayer)]
    above = [_on_photo(layer, document.photo, photo.picture.shape) for layer in pictures]
    return [photo, mask, *above], np.ascontiguousarray(photo.picture[..., :3]), {}


def _photo_layers(ground: PhotoGround) -> tuple[ShownLayer, ShownLayer]:
    """The photo as it is now, and its mask as a hidden layer above it."""
    photo = _fitting(ground.image, LARGEST_CANVAS)
    height, width = photo.shape[:2]
    cover = cv2.resize(ground.mask.pixels(), (width, height), interpolation=cv2.INTER_AREA)
    mask = np.dstack([np.full((height, width, 3), 255, np.uint8), cover])
    return ShownLayer(ground.original.name or "Photo", opaque(photo)), ShownLayer("Mask", mask, visible=False)


def _on_photo(layer: ImageLayer, ground: PhotoGround, shape: tuple[int, ...]) -> ShownLayer:
    """A picture of the face frame where that lies in the photo."""
    size, from_frame = (shape[1], shape[0]), invert(ground.to_frame)
    picture = np.asarray(warp(to_float(layer.image), from_frame, size, "edge"))
    cover = np.asarray(warp(np.ones(layer.image.shape[:2], np.float32), from_frame, size))
    return ShownLayer(layer.name, to_bytes(np.dstack([picture, cover])), opacity=layer.opacity, visible=layer.visible)


def _fitting(image: ByteImage, longest: int) -> ByteImage:
    """No side longer than this."""
    scale = longest / max(image.shape[:2])
    if scale >= 1:
        return image
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)


def canvas_size(document: Document) -> int:
    """The side, in px, that a document is shown at: that of its largest picture, within limits."""
    sides: list[int] = [layer.image.shape[0] for layer in document.layers if isinstance(layer, ImageLayer)]
    return min(max([SMALLEST_CANVAS if document.sketch is None else SHEET_PX, *sides]), LARGEST_CANVAS)


def shown_members(archive: Archive) -> set[str]:
    """The members of an archive that `render` would write anew."""
    if STACK not in archive:
        return {MERGED, THUMBNAIL}
    return {STACK, MERGED, THUMBNAIL, *(layer.get("src", "") for layer in _parsed(archive).iter("layer"))}


def merged_picture(archive: Archive) -> ByteImage:
    """The whole picture of another program's OpenRaster file, as a square: laid in the middle of white."""
    if MERGED not in archive:
        raise ProjectFileError(f"{archive.name} holds no merged picture. Export it as PNG and open that.")
    picture = PictureReader(archive).decode(MERGED)
    height, width = picture.shape[:2]
    side = max(height, width)
    square = np.full((side, side, 3), 255, np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = picture
    return square if side <= LARGEST_CANVAS else to_bytes(resize(to_float(square), (LARGEST_CANVAS, LARGEST_CANVAS)))


def _rendered(document: Document, size: int) -> Iterator[ShownLayer]:
    """From bottom to top. Parts that lie together share their colours, as where the document is flattened."""
    for _, group in groupby(document.layers, key=lambda layer: isinstance(layer, ImageLayer)):
        layers = tuple(group)
        together = tuple(layer for layer in layers if isinstance(layer, PartLayer) and _is_seen(layer))
        drawn = placed_layers(tuple(map(placed_part, together)), size, document.skin_tone)
        by_id = {layer.id: pair for layer, pair in zip(together, drawn, strict=True)}
        yield from (_shown(layer, by_id, size, document.skin_tone) for layer in layers)


def _shown(layer: Layer, drawn: dict[str, tuple[FloatImage, Mask]], size: int, tone: Tone) -> ShownLayer:
    if isinstance(layer, ImageLayer):
        return ShownLayer(layer.name, opaque(resized(layer.image, size)), 0, 0, layer.opacity, layer.visible)
    image, cover = drawn.get(layer.id) or _alone(layer, size, tone)
    alpha = cover / layer.opacity if _is_seen(layer) else cover
    return _cropped(layer, image, alpha)


def _alone(layer: PartLayer, size: int, tone: Tone) -> tuple[FloatImage, Mask]:
    """A part that is not seen has no part in the others' colours."""
    return placed_layers((placed_part(replace(layer, opacity=1.0)),), size, tone)[0]


def _cropped(layer: PartLayer, image: FloatImage, alpha: Mask) -> ShownLayer:
    picture = to_bytes(np.dstack([image, alpha]))
    rows, columns = (np.flatnonzero(picture[..., 3].any(axis=axis)) for axis in (1, 0))
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if rows.size else (0, 1)
    left, right = (int(columns[0]), int(columns[-1]) + 1) if columns.size else (0, 1)
    name = layer.name or PART_KINDS[layer.kind].title
    cut = np.ascontiguousarray(picture[top:bottom, left:right])
    return ShownLayer(name, cut, left, top, layer.opacity, layer.visible)


def _is_seen(layer: PartLayer) -> bool:
    return layer.visible and layer.opacity >= FAINTEST


def _background(document: Document, size: int) -> ShownLayer:
    return ShownLayer(BACKGROUND, opaque(resized(ground_picture(document), size)))


def _sketch_layers(ground: SketchGround, size: int) -> list[ShownLayer]:
    """White paper, and the pencil above it."""
    ink = ground.ink.pixels()
    cover = ink if ink.shape[0] == size else np.asarray(cv2.resize(ink, (size, size), interpolation=cv2.INTER_AREA))
    pencil: ByteImage = np.dstack([np.zeros((size, size, 3), np.uint8), cover]).astype(np.uint8)
    return [ShownLayer(PAPER, np.full((size, size, 4), 255, np.uint8)), ShownLayer(PENCIL, pencil)]


def opaque(image: ByteImage) -> ByteImage:
    """(H, W, 3) as (H, W, 4)."""
    return np.dstack([image, np.full(image.shape[:2], 255, np.uint8)])


def _stack(files: dict[str, ShownLayer], width: int, height: int) -> bytes:
    image = ElementTree.Element("image", version=VERSION, w=str(width), h=str(height))
    stack = ElementTree.SubElement(image, "stack")
    for source, layer in reversed(files.items()):
        ElementTree.SubElement(
            stack, "layer", {
                "name": NOT_IN_XML.sub("", layer.name), "src": source, "x": str(layer.x), "y": str(layer.y),
                "opacity": f"{layer.opacity:.4f}", "visibility": "visible" if layer.visible else "hidden",
                "composite-op": "svg:src-over",
            },
        )  # fmt: skip
    ElementTree.indent(image)
    text: bytes = ElementTree.tostring(image, "utf-8", xml_declaration=True)
    return text


class _NoDoctype(ElementTree.TreeBuilder):
    """Refuses the declarations by which an XML file could make a parser fill the memory."""

    def doctype(self, *_: Any) -> None:
        raise ValueError("a DOCTYPE has no place in an OpenRaster file")


def _parsed(archive: Archive) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(archive.read(STACK, LARGEST_STACK), ElementTree.XMLParser(target=_NoDoctype()))
    except (ElementTree.ParseError, ValueError) as error:
        raise ProjectFileError(damaged(archive.name)) from error
