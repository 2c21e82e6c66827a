"""New surroundings for a face: what is marked for them, and what of earlier ones stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from engines.errors import InputError
from engines.face.alignment import normalised
from engines.face.regions import face_hull
from engines.face.skin import cheek_colour
from engines.imaging.arrays import ByteImage, Mask, Points, read_only, to_bytes, to_float
from engines.imaging.geometry import IDENTITY, resize, transform_points
from engines.imaging.photo_file import PhotoFile
from faceforge_app.document.document import Document
from faceforge_app.document.masks import How, combined
from faceforge_app.document.photo import PhotoGround, applied, area_of, frame_picture
from faceforge_app.document.put_back import ANOTHER_PHOTO
from faceforge_app.document.tiles import TiledMask

SMALLEST_PX, LARGEST_PX = 512, 1024  # of the square photo that a face becomes
SURE, UNSURE = 0.65, 0.35  # shares of a region from which a pixel belongs to it, and to which it does not
REGIONS = ("hair", "background")
NO_PHOTO = "There is no photo to give new surroundings. Open one, or work on a portrait as a photo."
UNMARKED = "Nothing of that is to be painted anew. Mark the surroundings of the face first."


def as_photo(picture: ByteImage, landmarks: Points, name: str) -> Document:
    """A picture of the face frame, (S, S, 3), as a photo to work on; `landmarks` (68, 2) normalised."""
    size = (min(max(picture.shape[0], SMALLEST_PX), LARGEST_PX),) * 2
    samples = picture if picture.shape[:2] == size else to_bytes(np.asarray(resize(to_float(picture), size)))
    ground = PhotoGround(
        PhotoFile(read_only(samples), name=name), landmarks, read_only(IDENTITY.copy()), TiledMask.empty(*size)
    )
    return Document(skin_tone=cheek_colour(to_float(samples), landmarks), photo=ground)


def bare_face(document: Document, face_of: Callable[[PhotoGround], Mask]) -> Document:
    """The face frame of a document's photo as a photo of its own, with everything but the face marked to be painted.

    `face_of` says where the face is in a photo that is the face frame, (S, S). Raises `InputError` where there is no photo.
    """
    ground = document.photo
    if ground is None:
        raise InputError(NO_PHOTO)
    if not np.array_equal(ground.to_frame, IDENTITY):
        side = min(max(ground.frame_px, SMALLEST_PX), LARGEST_PX)
        document = as_photo(to_bytes(frame_picture(ground, side)), ground.landmarks, ground.original.name)
        assert document.photo is not None
        ground = replace(document.photo, colours=ground.colours)
    marked = np.rint((1 - face_of(ground)) * 255).astype(np.uint8)
    return replace(document, photo=ground.with_mask(TiledMask.from_pixels(marked)), layers=())


def hull_of(ground: PhotoGround) -> Mask:
    """The hull of the landmarks, in a photo that is the face frame."""
    return face_hull(ground.landmarks, ground.height)


def marks_face_alone(document: Document) -> bool:
    """Whether nothing is marked to be filled but what lies between the outermost landmarks."""
    ground = document.photo
    if ground is None or not ground.mask.any:
        return False
    box = ground.mask.bounds()
    corners = np.array([(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)], np.float64)
    marked = transform_points(ground.to_frame, normalised(corners, (ground.width, ground.height)))
    return bool((marked >= ground.landmarks.min(axis=0)).all() and (marked <= ground.landmarks.max(axis=0)).all())


def kept(
    document: Document, region: Mask, made_from: Document, picture: ByteImage | None, recipe: Mapping[str, Any]
) -> Document:
    """The document with a region, shares (S, S) of the face frame, no longer marked: there the photo stays, or becomes `picture` (S, S, 3).

    Slow. Raises `InputError` for a picture of another photo, and where nothing of the region was marked.
    """
    ground, asked = document.photo, made_from.photo
    if ground is None or asked is None or asked.original is not ground.original:
        raise InputError(ANOTHER_PHOTO)
    fine = np.asarray(
        resize(region, (ground.frame_px,) * 2)
    )  # warping alone would let it fade towards the frame's edge
    area = area_of(ground, np.clip((fine - UNSURE) / (SURE - UNSURE), 0, 1).astype(np.float32))
    stays = combined(ground.mask, area, How.INTERSECT)
    if not stays.any:
        raise InputError(UNMARKED)
    rest = combined(ground.mask, area, How.SUBTRACT)
    if picture is not None:
        ground = applied(ground, to_float(picture), stays, recipe, match_grain=False)
    return replace(document, photo=ground.with_mask(rest))


def with_colour(document: Document, name: str, colour: tuple[float, float, float] | None) -> Document:
    """Another wish for the colour of the hair or of the background; None wishes nothing."""
    if document.photo is None:
        return document
    others = {key: value for key, value in document.photo.colours.items() if key != name}
    return replace(
        document, photo=replace(document.photo, colours=others if colour is None else others | {name: colour})
    )
