"""A sketch as the ground of a document: pencil on a sheet that lies in the face frame, and what is wished of the face."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.face.alignment import frame_from_landmarks, normalised
from engines.face.average_face import average_landmarks
from engines.face.parsing.classes import CLASS_COUNT, LabelMap
from engines.face.regions import head_mask, part_mask
from engines.imaging.arrays import ByteImage, FloatImage, Mask, Points, read_only, to_float
from engines.imaging.geometry import resize, transform_points, warp
from engines.imaging.sketches import draw_sketch
from engines.requests import SketchRequest
from faceforge_app.document.tiles import Pixels, TiledMask

SHEET_PX = 1024
REQUEST_LEVEL = 1  # requests are made at half the sheet's size, 512 px
REQUEST_PX = SHEET_PX >> REQUEST_LEVEL
OUTLINE_WIDTH = 0.045  # of the band that counts as outline of the face, to either side, in frame units
Tone = tuple[float, float, float]

COLOURED = {"skin": "Skin", "hair": "Hair", "eyes": "Eyes", "lips": "Lips"}
REGIONS = {
    "eyes": "Eyes", "brows": "Brows", "nose": "Nose", "mouth": "Mouth", "hair": "Hair",
    "outline": "Outline",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class SketchGround:
    """`ink` is how dark the pencil is, 0 (paper) to 255, on a sheet of `SHEET_PX`; the sheet is the face frame.

    `landmarks` (68, 2) are those of the drawn face where they are known. `parsing` holds the classes of the photo to be, on
    `REQUEST_PX`, once somebody repaints them. `colours` (sRGB in [0, 1]) and `literal` (0 to 1) are wishes by name; what is missing is
    typical, and fully literal.
    """

    ink: TiledMask
    landmarks: Points | None = None
    parsing: TiledMask | None = None
    colours: Mapping[str, Tone] = field(default_factory=dict)
    literal: Mapping[str, float] = field(default_factory=dict)
    name: str = ""

    def with_ink(self, ink: TiledMask) -> SketchGround:
        return replace(self, ink=ink)

    def with_colour(self, name: str, tone: Tone | None) -> SketchGround:
        others = {key: value for key, value in self.colours.items() if key != name}
        return replace(self, colours=others if tone is None else {**others, name: tone})

    def with_literal(self, region: str, value: float) -> SketchGround:
        return replace(self, literal={**self.literal, region: value})


def empty_sheet() -> SketchGround:
    return SketchGround(TiledMask.empty(SHEET_PX, SHEET_PX))


def sketch_from_scan(scan: ByteImage, landmarks_px: Points, name: str = "") -> SketchGround:
    """A cleaned scan (H, W, 3), grey on white, laid into the face frame by the 68 landmarks of its face, (68, 2) in its pixels.

    Raises `InputError` where the eyes lie on one another.
    """
    size = (scan.shape[1], scan.shape[0])
    to_frame = frame_from_landmarks(landmarks_px, size)
    ink: NDArray[Any] = 255 - np.ascontiguousarray(scan[..., 0])  # bytes are resampled as floats are, and faster
    sheet = np.asarray(warp(ink, to_frame, (SHEET_PX, SHEET_PX), sharp=True))
    landmarks = transform_points(to_frame, normalised(landmarks_px, size))
    return SketchGround(_tiled(sheet / np.float32(255)), read_only(landmarks), name=name)


def sketch_from_picture(
    picture: ByteImage, style: str, name: str = "", landmarks: Points | None = None
) -> SketchGround:
    """A face-frame picture (S, S, 3) drawn in one of `SKETCH_STYLES`. Raises `InputError`."""
    drawn = draw_sketch(to_float(picture), style, variety=0.0)
    ink = resize(np.ascontiguousarray(1 - drawn[..., 0]), (SHEET_PX, SHEET_PX))
    return SketchGround(_tiled(np.asarray(ink)), landmarks, name=name)


def _tiled(ink: Mask) -> TiledMask:
    """Darkness in [0, 1] as tiles; what nobody would see as a stroke is paper."""
    pixels = np.rint(np.clip(ink, 0, 1) * 255).astype(np.uint8)
    pixels[pixels < 4] = 0
    return TiledMask.from_pixels(pixels)


@lru_cache(maxsize=8)
def sheet_picture(ink: TiledMask) -> ByteImage:
    """The sheet as it is seen, (S, S, 3) uint8."""
    return read_only(np.repeat(255 - ink.pixels()[..., None], 3, axis=2))


def sketch_request(ground: SketchGround) -> SketchRequest:
    """What an engine is asked for a sketch: a few milliseconds."""
    ink = ground.ink.reduced(ground.ink.box, REQUEST_LEVEL)
    sketch = np.repeat(1 - ink.astype(np.float32)[..., None] / np.float32(255), 3, axis=2)
    parsing = None if ground.parsing is None else ground.parsing.pixels()
    return SketchRequest(sketch, ground.landmarks, parsing, dict(ground.colours), literal_map(ground))


def literal_map(ground: SketchGround) -> Mask | None:
    """How literally each pixel's lines are taken, (`REQUEST_PX`, `REQUEST_PX`); None where everywhere fully."""
    values = {region: ground.literal.get(region, 1.0) for region in REGIONS}
    if all(value >= 1 for value in values.values()):
        return None
    landmarks = average_landmarks() if ground.landmarks is None else ground.landmarks
    literal = np.ones((REQUEST_PX, REQUEST_PX), np.float32)
    for region in ("hair", "outline", "brows", "eyes", "nose", "mouth"):  # small ones lie above large ones
        cover = _region(region, landmarks.tobytes())
        literal = literal * (1 - cover) + np.float32(values[region]) * cover
    return np.clip(literal, 0, 1)


@lru_cache(maxsize=32)
def _region(region: str, landmarks: bytes) -> Mask:
    points = np.frombuffer(landmarks, np.float64).reshape(-1, 2)
    cover = _outline(points) if region == "outline" else part_mask(region, points, REQUEST_PX)
    return read_only(cover)


def _outline(landmarks: Points) -> Mask:
    inside = head_mask(landmarks, REQUEST_PX).astype(np.uint8)
    distance = cv2.distanceTransform(inside, cv2.DIST_L2, 5) + cv2.distanceTransform(1 - inside, cv2.DIST_L2, 5)
    width = OUTLINE_WIDTH * REQUEST_PX
    return np.asarray(np.clip(2 - 2 * distance / width, 0, 1), np.float32)


def parsing_tiles(labels: LabelMap) -> TiledMask:
    """Classes (S, S) of any size, to be repainted."""
    side = (REQUEST_PX, REQUEST_PX)
    if labels.shape != side:
        planes = [_plane(labels == number, side) for number in range(CLASS_COUNT)]
        labels = np.asarray(np.argmax(planes, axis=0), np.uint8)
    return TiledMask.from_pixels(np.ascontiguousarray(labels))


def _plane(where: Any, side: tuple[int, int]) -> FloatImage:
    return np.asarray(cv2.resize(where.astype(np.float32), side, interpolation=cv2.INTER_LINEAR), np.float32)


def labels_within(pixels: Pixels) -> bool:
    """Whether every value is a class."""
    return bool(pixels.max(initial=0) < CLASS_COUNT)
