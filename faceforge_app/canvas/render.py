"""Parts and pictures as premultiplied images at the scale of the screen, kept until that scale changes."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from engines.face.donors import Donor
from engines.imaging.arrays import Affine, ByteImage
from engines.imaging.geometry import transform_points
from faceforge_app.canvas.colours import Shift, shifted
from faceforge_app.document.layers import PartLayer
from faceforge_app.document.requests import donor_mask, part_to_canvas
from faceforge_app.pictures import premultiplied_qimage, scaled_picture

LARGEST_SIDE_PX = 2048  # donors have 512 px: beyond this the painter's own scaling is as good
KEPT = 96


@dataclass(frozen=True, eq=False)
class Cutout:
    """A part cut out of its donor: BGRA premultiplied (h, w, 4) uint8, with its place in the donor's image of `size` px."""

    pixels: NDArray[np.uint8]
    left: int
    top: int
    size: int


@dataclass(frozen=True, eq=False)
class Sprite:
    """A part ready to be painted on a frame of `side` device pixels.

    `image` lies with its top left corner at (left, top) when the part is placed by `to_canvas`.
    """

    image: QImage
    left: int
    top: int
    side: int
    to_canvas: Affine


class SpriteCache:
    """The newest sprites; a moved part keeps its sprite, a turned or scaled one gets a new one when the drag is over."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._last: dict[str, Sprite] = {}

    def part(self, layer: PartLayer, shift: Shift, side: int, settled: bool = True) -> Sprite:
        """The sprite of a part; `settled` False means that the newest one of this layer is good enough while a drag lasts."""
        last = self._last.get(layer.id)
        if not settled and last is not None:
            return last
        to_canvas = part_to_canvas(layer)
        key = (layer.donor, layer.kind, shift, side, tuple(np.round(to_canvas[:, :2], 6).ravel()))
        sprite: Sprite = self._get(key, lambda: make_sprite(cutout(layer.donor, layer.kind, shift), to_canvas, side))
        self._last[layer.id] = sprite
        return sprite

    def picture(self, image: ByteImage, side: int) -> QImage:
        """A face-frame picture at `side` device pixels."""
        found: QImage = self._get((id(image), side), lambda: (scaled_picture(image, side), image))[0]
        return found

    def forget(self, keep: set[str]) -> None:
        """Drop what belongs to layers that are no longer there."""
        self._last = {layer_id: sprite for layer_id, sprite in self._last.items() if layer_id in keep}

    def _get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        if key not in self._made:
            self._made[key] = make()
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        self._made.move_to_end(key)
        return self._made[key]


@lru_cache(maxsize=128)
def cutout(donor: Donor, kind: str, shift: Shift) -> Cutout:
    mask = donor_mask(donor, kind)
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return Cutout(np.zeros((1, 1, 4), np.uint8), 0, 0, mask.shape[0])
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    colours = shifted(np.ascontiguousarray(donor.image[top:bottom, left:right]), shift)
    cover = mask[top:bottom, left:right, None]
    pixels = np.concatenate([colours[..., ::-1] * cover, cover * 255], axis=2)
    padded = np.pad(np.rint(pixels).astype(np.uint8), ((1, 1), (1, 1), (0, 0)))
    return Cutout(padded, int(left) - 1, int(top) - 1, mask.shape[0])


def make_sprite(part: Cutout, to_canvas: Affine, side: int) -> Sprite:
    """Resample a cut-out for a frame of `side` device pixels; only its own box is computed."""
    height, width = part.pixels.shape[:2]
    box = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64) + np.array([part.left, part.top])
    corners = transform_points(to_canvas, box / part.size) * side
    left, top = np.floor(corners.min(axis=0)).astype(int)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int)
    size = (max(1, int(right - left)), max(1, int(bottom - top)))
    pixels = part.pixels
    scale = math.sqrt(abs(float(np.linalg.det(to_canvas[:, :2])))) * side / part.size
    shrink = scale if scale < 1 / 1.5 else 1.0
    if shrink < 1:
        small = (max(1, round(width * shrink)), max(1, round(height * shrink)))
        pixels = np.asarray(cv2.resize(pixels, small, interpolation=cv2.INTER_AREA))
    ratio = np.array([width / pixels.shape[1], height / pixels.shape[0]])
    linear = to_canvas[:, :2] * ratio * (side / part.size)
    offset = transform_points(to_canvas, (ratio / 2 + (part.left, part.top))[None] / part.size)[0] * side
    matrix = np.column_stack([linear, offset - (left, top) - 0.5])
    enlarged = scale > 1.2
    warped = cv2.warpAffine(pixels, matrix, size, flags=cv2.INTER_CUBIC if enlarged else cv2.INTER_LINEAR)
    return Sprite(_premultiplied(np.asarray(warped, np.uint8)), int(left), int(top), side, to_canvas)


def _premultiplied(pixels: NDArray[np.uint8]) -> QImage:
    np.minimum(pixels[..., :3], pixels[..., 3:], out=pixels[..., :3])  # cubic resampling overshoots
    return premultiplied_qimage(pixels)
