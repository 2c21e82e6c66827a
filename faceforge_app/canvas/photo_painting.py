"""Photos, masks and other tiles as they are seen in a view: made once a view, and after a stroke only where it has changed them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

from engines.face.alignment import UNIT_SQUARE
from engines.imaging.arrays import Affine
from engines.imaging.geometry import compose, invert, transform_points
from faceforge_app import theme
from faceforge_app.canvas.painting import Frame, frame_of, paint_document, paint_layers
from faceforge_app.canvas.render import SpriteCache
from faceforge_app.canvas.view_transform import FACE, Content
from faceforge_app.canvas.zoomable import Zoomable
from faceforge_app.document.document import Document
from faceforge_app.document.photo import PhotoGround, level_for
from faceforge_app.document.tiles import SIDE, Box, TiledMask
from faceforge_app.pictures import to_qimage

TINT, TINT_ALPHA = (255, 66, 77), 0.5
SHARP_FROM = 3.0  # device pixels for one of the photo's: from here on single pixels are meant to be seen


@dataclass(frozen=True)
class Look:
    """What a view of a photo is made from: how the face frame lies on the device, and the device's size in pixels."""

    frame: Frame
    width: int
    height: int


def look_of(widget: Zoomable) -> Look:
    ratio = widget.devicePixelRatioF()
    return Look(frame_of(widget.view, ratio), round(widget.width() * ratio), round(widget.height() * ratio))


def content_of(ground: PhotoGround | None) -> Content:
    """What is fitted into a view: the face frame, or the whole photo seen from there."""
    if ground is None:
        return FACE
    corners = transform_points(ground.to_frame, UNIT_SQUARE)
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return left, top, right, bottom


def photo_to_device(ground: PhotoGround, frame: Frame) -> Affine:
    """Pixels of the photo -> device pixels; (0, 0) is the outer corner of the first pixel of both."""
    side = frame.side * frame.ratio
    on_device = np.array([[side, 0, frame.left * frame.ratio], [0, side, frame.top * frame.ratio]])
    return compose(on_device, invert(ground.to_photo_px))


class PhotoPainter:
    """Paints documents on whatever they lie; keeps the newest pictures of one widget's photo."""

    def __init__(self) -> None:
        self._photo: tuple[object, Look, QImage] | None = None
        self._mask: tuple[PhotoGround, Look, NDArray[np.uint32]] | None = None

    def paint_document(
        self, painter: QPainter, document: Document, look: Look, sprites: SpriteCache, moving: Iterable[str] = ()
    ) -> None:
        """The average face or the photo, with the visible layers on it."""
        if document.photo is None:
            paint_document(painter, document, look.frame, sprites, moving)
        else:
            self.paint(painter, document.photo, look, QColor(theme.current().canvas))
            paint_layers(painter, document, look.frame, sprites, moving)

    def paint(self, painter: QPainter, ground: PhotoGround, look: Look, background: QColor) -> None:
        """The photo, over the whole device; `background` beyond its edges."""
        shown = (ground.original, ground.patches)
        if self._photo is None or self._photo[0] != shown or self._photo[1] != look:
            self._photo = (shown, look, _photo_image(ground, look, background))
        self._draw(painter, self._photo[2], look)

    def paint_mask(self, painter: QPainter, ground: PhotoGround, look: Look) -> None:
        """What is masked, tinted."""
        if self._mask is None or self._mask[1] != look or self._mask[0].original is not ground.original:
            pixels = _tint(_mask_pixels(ground, look, Box(0, 0, look.height, look.width)))
        else:
            pixels = self._mask[2]
            to_device = photo_to_device(ground, look.frame)
            for box in device_boxes(to_device, look, ground.mask.differing(self._mask[0].mask)):
                pixels[box.slices] = _tint(_mask_pixels(ground, look, box))
        self._mask = (ground, look, pixels)
        image = QImage(pixels.data, look.width, look.height, look.width * 4, QImage.Format.Format_ARGB32_Premultiplied)
        self._draw(painter, image, look)

    @staticmethod
    def _draw(painter: QPainter, image: QImage, look: Look) -> None:
        image.setDevicePixelRatio(look.frame.ratio)
        painter.drawImage(QPointF(0, 0), image)


def photo_outline(ground: PhotoGround, frame: Frame) -> QPolygonF:
    corners = transform_points(ground.to_frame, UNIT_SQUARE) * frame.side + (frame.left, frame.top)
    return QPolygonF([QPointF(float(x), float(y)) for x, y in corners])


def _photo_image(ground: PhotoGround, look: Look, background: QColor) -> QImage:
    to_device = photo_to_device(ground, look.frame)
    scale = scale_of(to_device)
    level = level_for(ground, scale)
    colour = (background.red(), background.green(), background.blue())
    size = (look.width, look.height)
    seen = cv2.warpAffine(
        level.image, _from_level(to_device, level.number), size, flags=_sampling(scale), borderMode=cv2.BORDER_CONSTANT,
        borderValue=colour,
    )  # fmt: skip
    return to_qimage(np.asarray(seen, np.uint8))


def _mask_pixels(ground: PhotoGround, look: Look, box: Box) -> NDArray[np.uint8]:
    """The mask as it is seen in a box of the device."""
    to_device = photo_to_device(ground, look.frame)
    return seen_tiles(ground.mask, level_for(ground, scale_of(to_device)).number, to_device, box)


def seen_tiles(tiles: TiledMask, level: int, to_device: Affine, box: Box, smooth: bool = True) -> NDArray[np.uint8]:
    """Tiles at 1 / 2**`level` of their size as they are seen in a box of the device; `smooth`: neighbours may be mixed."""
    step = 1 << level
    corners = np.array([[box.left, box.top], [box.right, box.top], [box.right, box.bottom], [box.left, box.bottom]])
    on_photo = transform_points(invert(to_device), corners.astype(np.float64)) / step
    (left, top), (right, bottom) = np.floor(on_photo.min(axis=0)) - 2, np.ceil(on_photo.max(axis=0)) + 2
    small = Box(int(top), int(left), int(bottom), int(right))
    small = small.within(Box(0, 0, -(-tiles.height // step), -(-tiles.width // step)))
    height, width = box.size
    if small.empty:
        return np.zeros((height, width), np.uint8)
    large = Box(small.top * step, small.left * step, small.bottom * step, small.right * step)
    pixels = tiles.reduced(large, level)
    if not pixels.any():
        return np.zeros((height, width), np.uint8)
    matrix = _from_level(to_device, level, small)
    matrix[:, 2] -= (box.left, box.top)
    seen = cv2.warpAffine(
        pixels, matrix, (width, height), flags=_sampling(scale_of(to_device)) if smooth else cv2.INTER_NEAREST
    )
    return np.asarray(seen, np.uint8)


def _from_level(to_device: Affine, level: int, cut: Box | None = None) -> Affine:
    """Pixel indices of (a cut of) a level -> pixel indices of the device."""
    step = float(1 << level)
    top, left = (cut.top, cut.left) if cut is not None else (0, 0)
    from_level = np.array([[step, 0, (left + 0.5) * step], [0, step, (top + 0.5) * step]])
    matrix = compose(to_device, from_level)
    matrix[:, 2] -= 0.5
    return matrix


def device_boxes(to_device: Affine, look: Look, boxes: Iterable[Box]) -> list[Box]:
    """Where tiles' boxes are seen on the device."""
    margin = 2 + int(scale_of(to_device))
    seen = []
    for box in boxes:
        corners = np.array(
            [[box.left, box.top], [box.left + SIDE, box.top], [box.left, box.bottom], [box.right, box.bottom]]
        )
        on_device = transform_points(to_device, corners.astype(np.float64))
        (left, top), (right, bottom) = np.floor(on_device.min(axis=0)), np.ceil(on_device.max(axis=0))
        there = (
            Box(int(top), int(left), int(bottom), int(right)).grown(margin).within(Box(0, 0, look.height, look.width))
        )
        if not there.empty:
            seen.append(there)
    return seen


def scale_of(to_device: Affine) -> float:
    """Device pixels for one of the tiles'."""
    return float(np.sqrt(abs(np.linalg.det(to_device[:, :2]))))


def _sampling(scale: float) -> int:
    return cv2.INTER_NEAREST if scale >= SHARP_FROM else cv2.INTER_LINEAR


def _tints() -> NDArray[np.uint32]:
    alpha = np.arange(256) * TINT_ALPHA
    red, green, blue = (np.rint(alpha * channel / 255).astype(np.uint32) for channel in TINT)
    table: NDArray[np.uint32] = (np.rint(alpha).astype(np.uint32) << 24) | (red << 16) | (green << 8) | blue
    return table


TINTS = _tints()


def _tint(mask: NDArray[Any]) -> NDArray[np.uint32]:
    tinted: NDArray[np.uint32] = TINTS[mask]
    return tinted
