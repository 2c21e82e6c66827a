"""From a document to an engine's request: quick, on the GUI thread."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import fields, replace
from functools import lru_cache, partial
from typing import Any

import numpy as np

from engines.errors import InputError
from engines.face.average_face import average_landmarks
from engines.face.donors import Donor
from engines.face.put_back import frame_request
from engines.face.regions import part_centre
from engines.imaging.arrays import Affine, FloatImage, Mask, Points, read_only, to_float
from engines.imaging.geometry import Placement, compose, invert
from engines.parts.canvas import home_transform
from engines.parts.on_photo import OPTIONS, change_region, grown, photo_request, with_detail, with_donors
from engines.requests import CompletionRequest, ContextRequest, PartsRequest, PlacedPart, Request, Result, SketchRequest
from engines.spec import EngineSpec
from faceforge_app.document.document import Document
from faceforge_app.document.layers import PartLayer
from faceforge_app.document.masks import How, combined
from faceforge_app.document.photo import PhotoGround, area_of, frame_cut, frame_picture
from faceforge_app.document.sketch import sketch_request
from faceforge_app.document.tiles import TiledMask

LARGEST_PARTS_PX = 1024  # the parts engine is far smaller, and donors have 512 px
NO_PARTS = "There is no visible part on the face. Drag one from the library onto it."
UNFIT = "This engine cannot work on this document. Choose another engine."
UNDRAWN = "There is no sketch on the sheet. Draw a face with the pencil, or open a sketch."
UNMARKED = "Nothing is marked to be filled. Paint over what is to be completed."


def request_types(document: Document) -> tuple[type, ...]:
    """What a document can become, the most usual first."""
    if document.sketch is not None:
        return (SketchRequest,)
    return (PartsRequest,) if document.photo is None else (CompletionRequest, PartsRequest, ContextRequest)


def missing(document: Document, request_type: type) -> str:
    """What a document still lacks for a request, as a sentence; "" where nothing is missing."""
    if request_type not in request_types(document):
        return UNFIT
    if document.sketch is not None:
        return "" if document.sketch.ink.any else UNDRAWN
    if request_type in (CompletionRequest, ContextRequest):
        filled = document.photo is not None and document.photo.mask.any
        return "" if filled else UNMARKED
    return "" if shown_parts(document) else NO_PARTS


def default_options(document: Document, spec: EngineSpec) -> Any:
    """What an engine is asked with on such a document, until the user says otherwise."""
    on_photo = document.photo is not None and spec.request_type is PartsRequest
    options = spec.options_type()
    names = {field.name for field in fields(options)}
    return replace(options, **{name: value for name, value in OPTIONS.items() if on_photo and name in names})


def build_parts_request(document: Document) -> PartsRequest:
    """The visible parts in stacking order, on the average face; raises `InputError` where there is none."""
    parts = placed_parts(document.parts)
    if not parts:
        raise InputError(NO_PARTS)
    return PartsRequest(parts, document.skin_tone)


def build_request(document: Document, request_type: type) -> Request:
    """Raises `InputError` where something is missing."""
    sentence = missing(document, request_type)
    if sentence:
        raise InputError(sentence)
    if document.sketch is not None:
        return sketch_request(document.sketch)
    if document.photo is None:
        return build_parts_request(document)
    if request_type is PartsRequest:
        return _on_photo(document, document.photo)
    completion = _completion(document.photo)
    if request_type is CompletionRequest:
        return completion
    return ContextRequest(completion.image, completion.mask, completion.landmarks, document.photo.colours)


def finishing(document: Document, spec: EngineSpec) -> Callable[[Any, Result], Result] | None:
    """What is left to be done to an engine's answer, in the worker thread: detail and donors' pixels where parts lie on a photo."""
    if document.photo is None or spec.request_type is not PartsRequest:
        return None
    return partial(_with_details, document.landmarks, spec.native_size)


def _with_details(landmarks: Points, native_size: int, request: PartsRequest, result: Result) -> Result:
    detailed = (with_detail(image, request, landmarks, native_size) for image in result.images)
    keep = float(result.recipe.get("options", {}).get("keep_parts", 0.0))
    return replace(result, images=tuple(with_donors(image, request, landmarks, keep) for image in detailed))


def _completion(ground: PhotoGround) -> CompletionRequest:
    image, mask, to_frame = frame_cut(ground, ground.frame_px)
    return replace(frame_request(image, to_frame, mask, ground.frame_px), landmarks=ground.landmarks)


def _on_photo(document: Document, ground: PhotoGround) -> PartsRequest:
    """The parts in place of the photo's own, each as strong as its layer is opaque."""
    base = frame_picture(ground, min(ground.frame_px, LARGEST_PARTS_PX))
    strengths = [layer.opacity for layer in shown_parts(document)]
    return photo_request(base, ground.landmarks, replacing_parts(document), strengths)


def replacing_parts(document: Document) -> tuple[PlacedPart, ...]:
    """The parts that lie on a photo, each with some skin around it."""
    return tuple(
        replace(placed_part(layer), mask=grown_mask(layer.donor, layer.kind), opacity=1.0)
        for layer in shown_parts(document)
    )


def replaced_area(document: Document, ground: PhotoGround) -> TiledMask:
    """Where the parts of a document change its photo."""
    region = change_region(ground.landmarks, replacing_parts(document), ground.frame_px)
    return combined(TiledMask.empty(ground.height, ground.width), area_of(ground, region), How.ADD)


def shown_parts(document: Document) -> tuple[PartLayer, ...]:
    return tuple(layer for layer in document.parts if layer.visible and layer.opacity > 0)


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


def home_placement(donor: Donor, kind: str, document: Document) -> Placement:
    """Where a part lies when its landmarks are laid on those of the document's face: no move at all on the average one."""
    if document.photo is None:
        return Placement()
    layer = PartLayer(kind, donor)
    return placement_for(layer, home_transform(kind, donor.landmarks, document.landmarks))


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
def grown_mask(donor: Donor, kind: str) -> Mask:
    """The part with some skin around it, made once per donor and kind."""
    return read_only(grown(donor.part(kind)))


@lru_cache(maxsize=96)
def donor_mask(donor: Donor, kind: str) -> Mask:
    """The soft region of a donor's part, made once per donor and kind."""
    return read_only(donor.part(kind))
