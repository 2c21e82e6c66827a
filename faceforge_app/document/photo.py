"""A photo as the ground of a document: its pixels as in the file, where the face lies, what is masked, and what was put back."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.face.alignment import UNIT_SQUARE, frame_from_landmarks, normalised
from engines.face.put_back import frame_size, put_back
from engines.imaging.arrays import Affine, ByteImage, FloatImage, Mask, Points, read_only
from engines.imaging.geometry import compose, invert, transform_points, warp
from engines.imaging.photo_file import PhotoFile
from faceforge_app.document.masks import Area, How, combined
from faceforge_app.document.tiles import Box, Pixels, TiledMask

SMALLEST_LEVEL_PX = 512
SURROUNDINGS = 0.15  # of a hole's larger side: what is looked at around it
LEAST_SURROUNDINGS_PX = 48


@dataclass(frozen=True, eq=False)
class Patch:
    """Pixels that took the place of the photo's from (top, left) on, where `mask` (h, w) is above 0; `recipe` tells how they were made."""

    top: int
    left: int
    file: PhotoFile
    mask: Pixels
    recipe: dict[str, Any] = field(default_factory=dict)

    @property
    def box(self) -> Box:
        return Box(self.top, self.left, self.top + self.mask.shape[0], self.left + self.mask.shape[1])

    def lay_on(self, whole: NDArray[Any], piece: NDArray[Any]) -> None:
        """Put a piece of the patch's size where the patch lies."""
        whole[self.box.slices][self.mask > 0] = piece[self.mask > 0]


@dataclass(frozen=True, eq=False)
class PhotoGround:
    """`original` is the file as it was opened; `landmarks` (68, 2) lie in the face frame, which `to_frame` maps the photo onto.

    `mask` says what is to be filled; `patches` were put back, the last one on top. `colours`: what is wished for of new surroundings,
    sRGB in [0, 1] by name (`hair`, `background`).
    """

    original: PhotoFile
    landmarks: Points
    to_frame: Affine
    mask: TiledMask
    patches: tuple[Patch, ...] = ()
    colours: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)

    @property
    def height(self) -> int:
        return self.original.size[1]

    @property
    def width(self) -> int:
        return self.original.size[0]

    @property
    def box(self) -> Box:
        return Box(0, 0, self.height, self.width)

    @property
    def file(self) -> PhotoFile:
        """The photo as it is now."""
        return _patched(self.original, self.patches) if self.patches else self.original

    @property
    def image(self) -> ByteImage:
        """What the photo shows now, (H, W, 3) sRGB."""
        return _shown(self.original, self.patches)[0].image

    @property
    def side_px(self) -> float:
        """The side of the face frame in pixels of the photo."""
        return math.sqrt(self.width * self.height / abs(float(np.linalg.det(self.to_frame[:, :2]))))

    @property
    def frame_px(self) -> int:
        """The size that requests are made at: as fine as the photo, within limits."""
        return frame_size(self.to_frame, self.original.size)

    @property
    def to_photo_px(self) -> Affine:
        """Normalised face frame -> pixels of the photo, (0, 0) at the outer corner of the first one."""
        return compose(np.array([[self.width, 0.0, 0.0], [0.0, self.height, 0.0]]), invert(self.to_frame))

    @property
    def frame_box(self) -> Box:
        """The box of the photo that the face frame touches."""
        return _box_around(transform_points(self.to_photo_px, UNIT_SQUARE)).within(self.box)

    def prepare(self) -> None:
        """Make what is painted from, which is slow the first time."""
        _shown(self.original, self.patches)

    def with_mask(self, mask: TiledMask) -> PhotoGround:
        return replace(self, mask=mask)


def prepare(file: PhotoFile) -> None:
    """Make what an opened photo is painted from."""
    _shown(file, ())


def photo_ground(file: PhotoFile, landmarks_px: Points) -> PhotoGround:
    """A photo and the 68 landmarks of its face, (68, 2) in its pixels. Raises `InputError` where the eyes lie on one another."""
    width, height = file.size
    to_frame = frame_from_landmarks(landmarks_px, (width, height))
    landmarks = transform_points(to_frame, normalised(landmarks_px, (width, height)))
    return PhotoGround(file, read_only(landmarks), read_only(to_frame), TiledMask.empty(height, width))


@dataclass(frozen=True, eq=False)
class Level:
    """A photo at 1 / 2**`number` of its size; beyond the photo's edge its last pixels are repeated."""

    number: int
    image: ByteImage


def level_for(ground: PhotoGround, scale: float) -> Level:
    """The smallest level that still has `scale` pixels for one of the photo's; the first time is slow."""
    levels = _shown(ground.original, ground.patches)
    return next((level for level in reversed(levels) if 2.0**-level.number >= scale), levels[0])


@lru_cache(maxsize=3)
def _shown(original: PhotoFile, patches: tuple[Patch, ...]) -> tuple[Level, ...]:
    """The photo, at half its size, at a quarter, and so on: what is painted from when it is zoomed out."""
    image = original.image
    if patches:
        image = image.copy()
        for patch in patches:
            patch.lay_on(image, patch.file.image)
    made = [Level(0, read_only(image))]
    while max(made[-1].image.shape[:2]) > SMALLEST_LEVEL_PX:
        image = made[-1].image
        height, width = image.shape[:2]
        even = cv2.copyMakeBorder(image, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE)
        half = cv2.resize(even, (-(-width // 2), -(-height // 2)), interpolation=cv2.INTER_AREA)
        made.append(Level(len(made), read_only(np.asarray(half, np.uint8))))
    return tuple(made)


def frame_cut(ground: PhotoGround, size: int) -> tuple[ByteImage, Mask, Affine]:
    """What the face frame at `size` px is made from: a cut of the photo and of its mask, and the map from that to the frame."""
    level = level_for(ground, size / ground.side_px)
    step = 1 << level.number
    around = ground.frame_box.grown(2 * step)
    whole = Box(0, 0, *level.image.shape[:2])
    small = Box(around.top // step, around.left // step, -(-around.bottom // step), -(-around.right // step))
    small = small.within(whole)
    large = Box(small.top * step, small.left * step, small.bottom * step, small.right * step)
    mask = ground.mask.reduced(large, level.number).astype(np.float32) / np.float32(255)
    return level.image[small.slices], mask, _from_cut(ground, large)


def frame_picture(ground: PhotoGround, size: int) -> FloatImage:
    """The photo in the face frame, (size, size, 3) in [0, 1]; outside the photo lies its mirrored border."""
    image, _, to_frame = frame_cut(ground, size)
    pixels = np.asarray(warp(image.astype(np.float32), to_frame, (size, size), "mirror"))
    picture: FloatImage = np.clip(pixels / np.float32(255), 0, 1)
    return picture


def area_of(ground: PhotoGround, mask: Mask) -> Area:
    """A mask of the face frame, (S, S) in [0, 1], on the photo at the photo's own resolution."""
    box = _filled_box(ground, mask)
    if box.empty:
        return Area(Box(0, 0, 0, 0), np.zeros((0, 0), np.uint8))
    height, width = box.size
    cover = np.asarray(warp(mask, invert(_from_cut(ground, box)), (width, height)))
    return Area(box, np.rint(cover * 255).astype(np.uint8))


def _filled_box(ground: PhotoGround, mask: Mask) -> Box:
    """The box of the photo that what is filled of a mask of the face frame touches: a nose is a small part of a large photo."""
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    if not rows.size:
        return Box(0, 0, 0, 0)
    size = np.array(mask.shape[::-1])
    corners = UNIT_SQUARE * (columns[-1] - columns[0] + 3, rows[-1] - rows[0] + 3) + (columns[0] - 1, rows[0] - 1)
    return _box_around(transform_points(ground.to_photo_px, corners / size)).within(ground.frame_box)


def applied(
    ground: PhotoGround,
    made: FloatImage,
    mask: TiledMask,
    recipe: Mapping[str, Any] | None = None,
    match_grain: bool = True,
) -> PhotoGround:
    """The photo with a face-frame picture (S, S, 3) put back where `mask` is filled; every other sample stays as it is. See `put_back`."""
    bounds = mask.bounds()
    if bounds.empty:
        return ground
    margin = max(LEAST_SURROUNDINGS_PX, round(SURROUNDINGS * max(bounds.size)))
    around = bounds.grown(margin).within(ground.box)
    cover = mask.read(around)
    alpha = cover.astype(np.float32) / np.float32(255)
    changed = put_back(cut(ground.file, around), made, _from_cut(ground, around), alpha, match_grain)
    inner = bounds.seen_from(around)
    kept = cut(changed, Box(inner[0].start, inner[1].start, inner[0].stop, inner[1].stop))
    patch = Patch(bounds.top, bounds.left, kept, read_only(cover[inner].copy()), dict(recipe or {}))
    return replace(ground, patches=(*ground.patches, patch))


def cut(file: PhotoFile, box: Box) -> PhotoFile:
    """A piece of a photo, as a photo of its own."""
    return replace(file, samples=read_only(np.ascontiguousarray(file.samples[box.slices])))


def changed_outside(ground: PhotoGround, file: PhotoFile) -> int:
    """How many samples of a file differ from the opened one where nothing was put back: 0, or something is wrong."""
    if file.samples.shape != ground.original.samples.shape or file.samples.dtype != ground.original.samples.dtype:
        return int(file.samples.size)
    number = 0
    put = put_back_mask(ground)
    for top in range(0, ground.height, 512):  # in strips: a mask of all samples would double the memory
        rows = slice(top, min(top + 512, ground.height))
        differing = (file.samples[rows] != ground.original.samples[rows]).sum(axis=2)
        number += int(differing[put.read(Box(rows.start, 0, rows.stop, ground.width)) == 0].sum())
    return number


def put_back_mask(ground: PhotoGround) -> TiledMask:
    """Everything that was ever put back."""
    put = TiledMask.empty(ground.height, ground.width)
    for patch in ground.patches:
        put = combined(put, Area(patch.box, patch.mask), How.ADD)
    return put


@lru_cache(maxsize=1)
def _patched(original: PhotoFile, patches: tuple[Patch, ...]) -> PhotoFile:
    samples = original.samples.copy()
    for patch in patches:
        patch.lay_on(samples, patch.file.samples)
    return replace(original, samples=read_only(samples))


def _from_cut(ground: PhotoGround, box: Box) -> Affine:
    """Normalised points of a cut of the photo -> normalised points of the face frame."""
    height, width = box.size
    to_photo = np.array(
        [[width / ground.width, 0.0, box.left / ground.width], [0.0, height / ground.height, box.top / ground.height]]
    )
    return compose(ground.to_frame, to_photo)


def _box_around(points: Points) -> Box:
    (left, top), (right, bottom) = np.floor(points.min(axis=0)), np.ceil(points.max(axis=0))
    return Box(int(top), int(left), int(bottom), int(right))
