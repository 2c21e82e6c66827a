"""Where each pixel of a picture comes from: shares of origins, and where the variants of a run disagree.

Shares are one (S, S) map an origin, float32 in [0, 1], and add up to 1 at every pixel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.errors import InputError
from engines.face.donors import Donor
from engines.imaging.arrays import ByteImage, Mask, to_float
from engines.imaging.geometry import resize, warp
from engines.requests import CompletionRequest, ContextRequest, PartsRequest, PlacedPart, SketchRequest
from faceforge_app.document.document import Document
from faceforge_app.document.flatten import resized
from faceforge_app.document.from_recipe import part_from_recipe, parts_request_from_recipe
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.masks import Area, How, combined
from faceforge_app.document.photo import Patch, PhotoGround, frame_cut
from faceforge_app.document.requests import placed_parts
from faceforge_app.document.tiles import TiledMask

LINE_PX = 5  # how wide a line is at least, in pixels of the request
OWN = "photo"  # what a photo's own parts name as their donor


class Kind(Enum):
    DONOR = "donor"
    DRAWN = "drawn"
    PHOTO = "kept photo"
    MIRROR = "copied from the mirror half"
    INVENTED = "invented"
    AVERAGE = "average face"


@dataclass(frozen=True)
class Origin:
    """`donor` is an id, where the kind is `DONOR`."""

    kind: Kind
    donor: str = ""


PHOTO, MIRROR, INVENTED, AVERAGE, DRAWN = (
    Origin(k) for k in (Kind.PHOTO, Kind.MIRROR, Kind.INVENTED, Kind.AVERAGE, Kind.DRAWN)
)
Shares = dict[Origin, Mask]


def of_request(request: Any, maps: Mapping[str, NDArray[np.uint8]], size: int) -> Shares:
    """Where the pixels of a result come from. `maps`: what its engine says of that, see `ResultEntry.maps`."""
    if isinstance(request, PartsRequest):
        return of_parts(request, size)
    if isinstance(request, CompletionRequest | ContextRequest):
        return of_completion(request, maps, size)
    if isinstance(request, SketchRequest):
        return of_sketch(request, size)
    return _all(INVENTED, size)


def of_sketch(request: SketchRequest, size: int) -> Shares:
    """Drawn where the lines are, as far as they are taken literally; what lies between them is invented."""
    ink = 1 - request.sketch.mean(axis=2)
    wide = cv2.dilate(np.asarray(ink, np.float32), np.ones((LINE_PX, LINE_PX), np.uint8))
    lines = np.clip(_sized(np.asarray(wide, np.float32), size) * 2, 0, 1)
    if request.literal is not None:
        lines = lines * _sized(request.literal, size)
    return {DRAWN: lines, INVENTED: 1 - lines}


def of_parts(request: PartsRequest, size: int) -> Shares:
    """Donors where their parts lie uncovered, the photo where nothing may change, and what the engine invented beside them."""
    painted = _laid_over(_all(INVENTED, size), request.parts, size)
    if request.base is None or request.change is None:
        return painted
    return _blended(_all(PHOTO, size), painted, _sized(request.change, size))


def of_completion(
    request: CompletionRequest | ContextRequest, maps: Mapping[str, NDArray[np.uint8]], size: int
) -> Shares:
    """The photo where nothing was to be filled; what the engine says that it copied from the other half; the rest is invented."""
    hole = _sized(request.mask, size)
    copied = np.minimum(_sized(to_float(maps["copied"]), size), hole) if "copied" in maps else np.zeros_like(hole)
    return {PHOTO: 1 - hole, MIRROR: copied, INVENTED: hole - copied}


def of_document(document: Document, size: int, donor: Callable[[str], Donor]) -> Shares:
    """The visible layers over the average face, over a sketch, or over a photo with what was put back into it.

    `donor` finds those that recipes of applied results name, or raises `InputError`.
    """
    blank = _all(AVERAGE if document.sketch is None else DRAWN, size)
    shares = blank if document.photo is None else _of_photo(document.photo, size, donor)
    for layer in document.layers:
        if not layer.visible or (isinstance(layer, ImageLayer) and "overlay" in layer.recipe):
            continue
        if isinstance(layer, ImageLayer):
            shares = _blended(shares, _of_picture(layer, size, donor), layer.opacity)
        else:
            shares = _laid_over(shares, placed_parts((layer,)), size)
    return shares


def spread(images: Iterable[ByteImage]) -> Mask:
    """How far variants disagree at each pixel, (S, S): the standard deviation over them, root mean square over the channels, in levels."""
    pictures = tuple(images)
    side = max(image.shape[0] for image in pictures)
    stack = np.stack([resized(image, side) for image in pictures]).astype(np.float32)
    levels: Mask = np.sqrt(stack.var(axis=0).mean(axis=2))
    return levels


def _of_photo(ground: PhotoGround, size: int, donor: Callable[[str], Donor]) -> Shares:
    """The photo's own pixels, and what engines made of others, the last on top."""
    shares, empty = _all(PHOTO, size), TiledMask.empty(ground.height, ground.width)
    for patch in ground.patches:
        mask = combined(empty, Area(patch.box, patch.mask), How.ADD)
        _, cover, to_frame = frame_cut(replace(ground, mask=mask, patches=()), size)
        shares = _blended(shares, _of_patch(patch, size, donor), np.asarray(warp(cover, to_frame, (size, size))))
    return shares


def _of_patch(patch: Patch, size: int, donor: Callable[[str], Donor]) -> Shares:
    """Donors where the parts lay that were put on the photo; what else was put back is invented."""
    try:
        parts = tuple(part_from_recipe(row, donor) for row in patch.recipe["asked"]["layers"])
    except (InputError, ValueError, LookupError, TypeError):
        return _all(INVENTED, size)
    return _laid_over(_all(INVENTED, size), placed_parts(parts), size)


def _of_picture(layer: ImageLayer, size: int, donor: Callable[[str], Donor]) -> Shares:
    """An applied result by its recipe; a picture without one is a photo."""
    if not layer.recipe:
        return _all(PHOTO, size)
    try:
        return of_parts(parts_request_from_recipe(layer.recipe, donor), size)
    except InputError:
        return _all(INVENTED, size)


def _laid_over(below: Shares, parts: Iterable[PlacedPart], size: int) -> Shares:
    for part in parts:
        cover = np.asarray(warp(part.mask, part.to_canvas, (size, size))) * np.float32(part.opacity)
        below = _blended(below, _all(PHOTO if part.donor == OWN else Origin(Kind.DONOR, part.donor), size), cover)
    return below


def _blended(below: Shares, above: Shares, cover: Mask | float) -> Shares:
    nothing = np.float32(0)
    return {
        origin: np.asarray(below.get(origin, nothing) * (1 - cover) + above.get(origin, nothing) * cover, np.float32)
        for origin in dict.fromkeys((*below, *above))
    }


def _all(origin: Origin, size: int) -> Shares:
    return {origin: np.ones((size, size), np.float32)}


def _sized(mask: Mask, size: int) -> Mask:
    return np.asarray(resize(mask, (size, size)))
