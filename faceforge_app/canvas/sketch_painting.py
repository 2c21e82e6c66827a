"""A sketch as it is seen while it is drawn: paper, the average face shining through, pencil, and the classes that are repainted.

Made once a view; after a stroke only where tiles have changed.
"""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from engines.face.average_face import average_face
from engines.face.parsing.classes import FACE_CLASSES
from engines.imaging.arrays import Affine, ByteImage, read_only
from faceforge_app.canvas.draw_tools import DrawSettings
from faceforge_app.canvas.painting import Frame
from faceforge_app.canvas.photo_painting import Look, device_boxes, scale_of, seen_tiles
from faceforge_app.canvas.render import SpriteCache
from faceforge_app.document.sketch import SketchGround
from faceforge_app.document.tiles import Box, TiledMask

PAPER = QColor(255, 255, 255)
PARSING_ALPHA = 0.5
SMALLEST_LEVEL = 3
Table = NDArray[np.uint32]  # (256,), a premultiplied colour for each value of a tile


class TilePainter:
    """The tiles of one widget in the colours of a table; keeps the newest picture. `smooth`: values may be mixed."""

    def __init__(self, table: Table, smooth: bool = True) -> None:
        self._table, self._smooth = table, smooth
        self._seen: tuple[TiledMask, Look, Table] | None = None

    def paint(self, painter: QPainter, tiles: TiledMask, look: Look) -> None:
        to_device = _to_device(tiles, look.frame)
        if self._seen is None or self._seen[1] != look or self._seen[0].height != tiles.height:
            pixels = self._pixels(tiles, to_device, Box(0, 0, look.height, look.width))
        else:
            pixels = self._seen[2]
            for box in device_boxes(to_device, look, tiles.differing(self._seen[0])):
                pixels[box.slices] = self._pixels(tiles, to_device, box)
        self._seen = (tiles, look, pixels)
        image = QImage(pixels.data, look.width, look.height, look.width * 4, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(look.frame.ratio)
        painter.drawImage(QPointF(0, 0), image)

    def _pixels(self, tiles: TiledMask, to_device: Affine, box: Box) -> Table:
        coloured: Table = self._table[seen_tiles(tiles, self._level(to_device), to_device, box, self._smooth)]
        return coloured

    def _level(self, to_device: Affine) -> int:
        """Classes cannot be averaged."""
        scale = scale_of(to_device)
        return max(
            level for level in range(SMALLEST_LEVEL + 1) if level == 0 or (self._smooth and 2.0**-level >= scale)
        )


class SketchPainter:
    def __init__(self) -> None:
        self._ink = TilePainter(_ink_table())
        self._parsing = TilePainter(_class_table(), smooth=False)

    def paint(
        self, painter: QPainter, ground: SketchGround, look: Look, settings: DrawSettings, sprites: SpriteCache
    ) -> None:
        rect = look.frame.rect
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, PAPER)
        if settings.guide > 0:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(settings.guide)
            painter.drawImage(rect, sprites.picture(shadow(), look.frame.render_side))
            painter.setOpacity(1.0)
        self._ink.paint(painter, ground.ink, look)
        if ground.parsing is not None and settings.parsing_shown:
            self._parsing.paint(painter, ground.parsing, look)
        painter.restore()


@cache
def shadow() -> ByteImage:
    """The average face in grey, with its contrast stretched so that it can be traced."""
    grey = np.asarray(cv2.cvtColor(average_face().image, cv2.COLOR_RGB2GRAY), np.float32)
    low, high = np.percentile(grey, (1, 99))
    levelled = np.clip((grey - low) / max(float(high - low), 1.0), 0, 1) * 255
    return read_only(np.repeat(np.rint(levelled).astype(np.uint8)[..., None], 3, axis=2))


def _to_device(tiles: TiledMask, frame: Frame) -> Affine:
    """Pixels of a sheet -> device pixels; (0, 0) is the outer corner of the first pixel of both."""
    scale = frame.side * frame.ratio / tiles.height
    return np.array([[scale, 0, frame.left * frame.ratio], [0, scale, frame.top * frame.ratio]])


def _ink_table() -> Table:
    return np.arange(256, dtype=np.uint32) << np.uint32(24)


def _class_table() -> Table:
    table = np.zeros(256, np.uint32)
    for label in FACE_CLASSES:
        red, green, blue = (round(channel * PARSING_ALPHA) for channel in label.colour)
        table[label.id] = (round(255 * PARSING_ALPHA) << 24) | (red << 16) | (green << 8) | blue
    return table
