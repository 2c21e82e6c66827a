"""What a result does to a photo document: its picture goes back into the photo, and what asked for it goes away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engines.errors import InputError
from engines.imaging.arrays import ByteImage, to_float
from engines.requests import ContextRequest, PartsRequest
from faceforge_app.document.document import Document
from faceforge_app.document.flatten import layer_recipe
from faceforge_app.document.masks import cleared
from faceforge_app.document.photo import applied
from faceforge_app.document.requests import replaced_area, shown_parts

ANOTHER_PHOTO = "This result was made from another photo. Open that one to use it."


def with_result(
    document: Document, made_from: Document, picture: ByteImage, request_type: type, recipe: Mapping[str, Any]
) -> Document:
    """The document with a result in its photo, at the photo's own resolution: slow. `picture` (S, S, 3) lies in the face frame.

    The patch keeps what it was asked with, so that the repair can be made again.
    A completion empties the mask, parts that are in the photo now are no layers any more. Raises `InputError` for another photo's result.
    """
    ground, asked = document.photo, made_from.photo
    if ground is None or asked is None or asked.original is not ground.original:
        raise InputError(ANOTHER_PHOTO)
    if request_type is PartsRequest:
        parts = {"request": "parts", "layers": [layer_recipe(layer) for layer in shown_parts(made_from)]}
        told = {**recipe, "asked": {**parts, "skin_tone": made_from.skin_tone}}
        repaired = applied(ground, to_float(picture), replaced_area(made_from, asked), told)
        gone = {layer.id for layer in made_from.parts}
        layers = tuple(layer for layer in document.layers if layer.id not in gone)
        return replace(document, photo=repaired, layers=layers)
    told = {**recipe, "asked": {"request": "completion", "layers": []}}
    beside = request_type is not ContextRequest  # around a face there is nothing to take grain from
    repaired = applied(ground, to_float(picture), asked.mask, told, match_grain=beside)
    return replace(document, photo=repaired.with_mask(cleared(ground.mask)))
