"""Another person's part on a photo: what the engine is asked, the fine detail that it is too small to paint, and donors' own pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import cv2
import numpy as np

from engines.face.alignment import AlignedFace
from engines.face.donors import Donor
from engines.face.regions import part_mask
from engines.face.skin import cheek_colour
from engines.imaging.arrays import FloatImage, Mask, Points, to_float
from engines.imaging.geometry import IDENTITY, warp
from engines.imaging.membrane import meeting
from engines.parts.canvas import home_transform, stacking_order
from engines.requests import PartsRequest, PlacedPart

OPTIONS: dict[str, Any] = {
    "variants": 1,
    "variety": 0.0,
    "freedom": 0.0,
    "keep_parts": 1.0,
}  # the face is known, so nothing is left to chance
OWN = "photo"
OWN_PARTS = ("jaw", "nose", "brows", "eyes", "mouth")
GROWTH = 0.02  # how much of the skin around a donor's part comes along, in frame units
MARGIN, FEATHER = 0.005, 0.025  # how far a change reaches around a part, and its soft edge, in frame units


def photo_request(
    base: FloatImage, landmarks: Points, new: tuple[PlacedPart, ...], strengths: Sequence[float] | None = None
) -> PartsRequest:
    """The photo's own parts where they are, `new` ones in place of some, and the region around those as what may change.

    `base` (S, S, 3) in [0, 1] is the photo in the face frame, `landmarks` (68, 2) its own, normalised. The masks of `new` are taken as
    they are (see `grown`). `strengths` in [0, 1], one a new part: 1 (the default) is the donor's part, 0 the photo's own.
    """
    size = base.shape[0]
    replaced = {part.kind for part in new}
    own = tuple(
        PlacedPart(kind, base, part_mask(kind, landmarks, size), IDENTITY, donor=OWN)
        for kind in OWN_PARTS
        if kind not in replaced
    )
    change = change_region(landmarks, new, size, strengths)
    return PartsRequest(stacking_order(own + new), cheek_colour(base, landmarks), base, change)


def swap_request(aligned: AlignedFace, donors: Mapping[str, Donor]) -> PartsRequest:
    """Donors' parts, by kind, at the places of the photo's own."""
    landmarks = aligned.landmarks
    new = tuple(
        PlacedPart(
            kind, to_float(donor.image), grown(donor.part(kind)), home_transform(kind, donor.landmarks, landmarks),
            colour_match=1.0, donor=donor.id,
        )
        for kind, donor in donors.items()
    )  # fmt: skip
    return photo_request(to_float(aligned.image), landmarks, new)


def grown(mask: Mask) -> Mask:
    """A part with some skin around it, so that no gap is left towards the photo's own parts."""
    width_px = 2 * round(GROWTH * mask.shape[0]) + 1
    return np.asarray(cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (width_px, width_px))), np.float32)


def change_region(
    landmarks: Points, parts: tuple[PlacedPart, ...], size: int, strengths: Sequence[float] | None = None
) -> Mask:
    """Where a photo may change, (size, size) in [0, 1]: around each old part and the new one, with a soft edge."""
    region = np.zeros((size, size), np.float32)
    for part, strength in zip(parts, strengths or [1.0] * len(parts), strict=True):
        covered = np.maximum(
            part_mask(part.kind, landmarks, size), np.asarray(warp(part.mask, part.to_canvas, (size, size)))
        )
        distance = cv2.distanceTransform((covered < 0.5).astype(np.uint8), cv2.DIST_L2, 5) / size
        around = np.clip((MARGIN + FEATHER - distance) / FEATHER, 0, 1).astype(np.float32)
        region = np.maximum(region, around * np.float32(strength))
    return region


def with_detail(image: FloatImage, request: PartsRequest, landmarks: Points, native_size: int) -> FloatImage:
    """What an engine of `native_size` px could not paint, added: the donors' detail on their parts, the photo's own beside them.

    The photo's detail is left out where its old parts were, which would shine through.
    """
    assert request.base is not None and request.change is not None
    size = image.shape[0]
    if size <= native_size:
        return image
    new = [part for part in request.parts if part.donor != OWN]
    old = np.maximum.reduce([part_mask(part.kind, landmarks, size) for part in new])
    detail = fine_detail(request.base, native_size) * (1 - old)[..., None]
    for part in new:
        cover = np.asarray(warp(part.mask, part.to_canvas, (size, size)))[..., None]
        donor = np.asarray(warp(part.image, part.to_canvas, (size, size), "edge"))
        detail = detail * (1 - cover) + fine_detail(donor, native_size) * cover
    detailed: FloatImage = np.clip(image + detail * request.change[..., None], 0, 1)
    return detailed


def with_donors(image: FloatImage, request: PartsRequest, landmarks: Points, keep: float) -> FloatImage:
    """The donors' own pixels over an answer in the face frame, lit and coloured like the photo around them, by `keep` in [0, 1].

    Strength and soft edge are those of the request's change.
    """
    assert request.base is not None and request.change is not None
    if keep <= 0:
        return image
    size = image.shape[0]
    laid, whole = request.base, np.zeros((size, size), np.float32)
    for part in request.parts:
        if part.donor != OWN:
            region = change_region(landmarks, (part,), size)
            donor = np.asarray(warp(part.image, part.to_canvas, (size, size), "edge", sharp=True))
            joined = meeting(np.clip(donor, 0, 1).astype(np.float32), laid, region)
            laid = laid * (1 - region[..., None]) + joined * region[..., None]
            whole = np.maximum(whole, region)
    strength = (request.change / np.maximum(whole, 1e-6))[..., None]
    kept = image * (1 - keep) + (request.base * (1 - strength) + laid * strength) * keep
    return np.where(request.change[..., None] > 0, kept, image).astype(np.float32)


def fine_detail(image: FloatImage, native_size: int) -> FloatImage:
    """The part of a picture that is lost at `native_size` px; values around 0."""
    size = image.shape[0]
    coarse = cv2.resize(image, (native_size, native_size), interpolation=cv2.INTER_AREA)
    detail: FloatImage = image - cv2.resize(coarse, (size, size), interpolation=cv2.INTER_CUBIC)
    return detail
