"""From a document to an engine's request: quick, on the GUI thread."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from engines.errors import InputError
from engines.face.average_face import average_landmarks
from engines.face.donors import Donor
from engines.face.regions import part_centre
from engines.imaging.arrays import Affine, FloatImage, Mask, read_only, to_float
from engines.imaging.geometry import Placement, compose, invert
from engines.parts.canvas import home_transform
from engines.requests import PartsRequest, PlacedPart
from faceforge_app.document.document import Document
from faceforge_app.document.layers import PartLayer


def build_parts_request(document: Document) -> PartsRequest:
    """The visible parts in stacking order; raises `InputError` where there is none."""
    parts = placed_parts(document.parts)
    if not parts:
        raise InputError("There is no visible part on the face. Drag one from the library onto it.")
    return PartsRequest(parts, document.skin_tone)


def placed_parts(layers: tuple[PartLayer, ...]) -> tuple[PlacedPart, ...]:
    """What is visible of part layers, as an engine sees it."""
    return tuple(placed_part(layer) for layer in layers if layer.visible and layer.opacity > 0)


def placed_part(layer: PartLayer) -> PlacedPart:
    return PlacedPart(
        kind=layer.kind,
        image=donor_image(layer.donor),
        mask=donor_mask(layer.donor, layer.kind),
        to_canvas=part_to_canvas(layer),
        opacity=layer.opacity,
        colour_match=layer.colour_match,
        donor=layer.donor.id,
    )


def part_to_canvas(layer: PartLayer) -> Affine:
    """Donor frame -> canvas: home first, then how far the part was moved from there."""
    average = average_landmarks()
    home = home_transform(layer.kind, layer.donor.landmarks, average)
    return compose(layer.placement.matrix(part_centre(layer.kind, average)), home)


def placement_for(layer: PartLayer, to_canvas: Affine) -> Placement:
    """The placement that makes `part_to_canvas` of a layer the given similarity."""
    average = average_landmarks()
    from_home = compose(to_canvas, invert(home_transform(layer.kind, layer.donor.landmarks, average)))
    linear = from_home[:, :2]
    flip = bool(np.linalg.det(linear) < 0)
    along = linear[:, 0] * (-1 if flip else 1)
    centre = np.array(part_centre(layer.kind, average))
    dx, dy = linear @ centre + from_home[:, 2] - centre
    return Placement(float(dx), float(dy), math.hypot(*along), math.degrees(math.atan2(along[1], along[0])), flip)


@lru_cache(maxsize=48)
def donor_image(donor: Donor) -> FloatImage:
    """The donor's photo in [0, 1], made once per donor."""
    return read_only(to_float(donor.image))


@lru_cache(maxsize=96)
def donor_mask(donor: Donor, kind: str) -> Mask:
    """The soft region of a donor's part, made once per donor and kind."""
    return read_only(donor.part(kind))
