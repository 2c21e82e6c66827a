"""A document as one picture, for export."""

from __future__ import annotations

from itertools import groupby
from typing import Any

import numpy as np

from engines.face.average_face import average_face
from engines.imaging.arrays import ByteImage, FloatImage, to_bytes, to_float
from engines.imaging.geometry import resize
from engines.parts.canvas import EMPTY, draw_canvas
from faceforge_app.document.document import Document
from faceforge_app.document.layers import ImageLayer, Layer, PartLayer
from faceforge_app.document.requests import placed_parts
from faceforge_app.document.sketch import sheet_picture


def flatten(document: Document, size: int) -> tuple[ByteImage, dict[str, Any]]:
    """All visible layers on the average face or on the sketch, (size, size, 3), and the recipe of how it was made."""
    picture = to_float(resized(ground_picture(document), size))
    for is_picture, layers in groupby(document.layers, key=lambda layer: isinstance(layer, ImageLayer)):
        stacked = tuple(layers)
        picture = _with_pictures(picture, stacked) if is_picture else _with_parts(picture, stacked, document)
    recipes = [layer_recipe(layer) for layer in document.layers if layer.visible]
    drawn = {} if document.sketch is None else {"sketch": document.sketch.name}
    return to_bytes(picture), {"layers": recipes, "skin_tone": document.skin_tone, **drawn}


def ground_picture(document: Document) -> ByteImage:
    """What layers lie on where that is no photo, (S, S, 3)."""
    return average_face().image if document.sketch is None else sheet_picture(document.sketch.ink)


def resized(image: ByteImage, size: int) -> ByteImage:
    """A square picture at another size."""
    if image.shape[:2] == (size, size):
        return image
    return to_bytes(resize(to_float(image), (size, size)))


def _with_pictures(below: FloatImage, layers: tuple[Layer, ...]) -> FloatImage:
    for layer in layers:
        if isinstance(layer, ImageLayer) and layer.visible:
            above = to_float(resized(layer.image, below.shape[0]))
            below = above * np.float32(layer.opacity) + below * np.float32(1 - layer.opacity)
    return below


def _with_parts(below: FloatImage, layers: tuple[Layer, ...], document: Document) -> FloatImage:
    parts = placed_parts(tuple(layer for layer in layers if isinstance(layer, PartLayer)))
    if not parts:
        return below
    canvas, covered = draw_canvas(parts, below.shape[0], document.skin_tone)
    return canvas + (below - np.float32(EMPTY)) * (1 - covered[..., None])


def layer_recipe(layer: Layer) -> dict[str, Any]:
    """What recipes say of a layer."""
    if isinstance(layer, ImageLayer):
        return {"kind": "image", "name": layer.name, "opacity": layer.opacity, "recipe": layer.recipe}
    place = layer.placement
    return {
        "kind": layer.kind, "donor": layer.donor.id, "licence": layer.donor.licence, "opacity": layer.opacity,
        "colour_match": layer.colour_match,
        "placement": [place.dx, place.dy, place.scale, place.rotation_deg, place.flip],
    }  # fmt: skip
