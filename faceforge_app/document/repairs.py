"""The repairs of a photo as a recipe, and the photo repaired again by it. A recipe comes from a file, so nothing in it is believed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from engines import registry
from engines.errors import ImageFileError, InputError
from engines.imaging.arrays import read_only
from engines.imaging.io import decode_image
from engines.imaging.photo_file import PhotoFile
from engines.requests import CompletionRequest, PartsRequest
from faceforge_app.document.again import NO_WAY, Maker
from faceforge_app.document.document import Document
from faceforge_app.document.from_recipe import part_from_recipe, tone_from_recipe
from faceforge_app.document.masks import Area, How, combined
from faceforge_app.document.photo import Patch, PhotoGround
from faceforge_app.document.project.decoding import affine_from, number_in, points_from, value_of
from faceforge_app.document.project.pictures import encode_png, png_size
from faceforge_app.document.put_back import with_result
from faceforge_app.document.requests import build_request, finishing
from faceforge_app.document.results import byte_images
from faceforge_app.document.tiles import Box, TiledMask

SHORT = 40_000  # characters: what a JPEG holds, whose metadata must fit into 64 kB
ANOTHER = "{name} is not the photo that was repaired. Choose the one that was opened for it."
REQUESTS: dict[str, type] = {"completion": CompletionRequest, "parts": PartsRequest}


def repairs_recipe(ground: PhotoGround, suffix: str) -> dict[str, Any]:
    """All that is needed to repair the opened photo again; masks are left out where the file has no room for them."""
    recipe = {
        "photo": ground.original.name, "photo_sha256": photo_sha256(ground.original),
        "landmarks": ground.landmarks.tolist(), "to_frame": ground.to_frame.tolist(),
        "repairs": [_row(patch) for patch in ground.patches],
    }  # fmt: skip
    if suffix.lower() in (".jpg", ".jpeg") and len(json.dumps(recipe)) > SHORT:
        recipe["repairs"] = [patch.recipe for patch in ground.patches]
    return recipe


def repaired_again(recipe: Mapping[str, Any], photo: PhotoFile, maker: Maker) -> tuple[PhotoFile, list[dict[str, Any]]]:
    """The photo repaired by a recipe, and the recipes that its repairs would get now. Raises `EngineError`."""
    if recipe.get("photo_sha256") != photo_sha256(photo):
        raise InputError(ANOTHER.format(name=photo.name))
    try:
        empty = TiledMask.empty(photo.size[1], photo.size[0])
        ground = PhotoGround(photo, points_from(recipe["landmarks"]), affine_from(recipe["to_frame"]), empty)
        for row in value_of(list, recipe["repairs"]):
            ground = _once_more(ground, value_of(dict, row), maker)
    except (ValueError, LookupError, ImageFileError) as error:
        raise InputError(NO_WAY) from error
    return ground.file, [patch.recipe for patch in ground.patches]


def photo_sha256(photo: PhotoFile) -> str:
    """Of size, depth and samples."""
    samples = np.ascontiguousarray(photo.samples)
    return hashlib.sha256(f"{samples.shape}{samples.dtype}".encode() + samples.data).hexdigest()


def _row(patch: Patch) -> dict[str, Any]:
    mask = base64.b64encode(encode_png(np.ascontiguousarray(patch.mask))).decode()
    return {**patch.recipe, "top": patch.top, "left": patch.left, "mask": mask}


def _once_more(ground: PhotoGround, row: dict[str, Any], maker: Maker) -> PhotoGround:
    asked = value_of(dict, row["asked"])
    request_type, engine_id = REQUESTS[value_of(str, asked["request"])], value_of(str, row["engine"])
    layers = [value_of(dict, each) for each in value_of(list, asked["layers"])]
    parts = tuple(part_from_recipe(each, maker.donor) for each in layers)
    holed = ground.with_mask(_mask(ground, row)) if request_type is CompletionRequest else ground
    document = Document(parts, tone_from_recipe(asked), holed)
    request = build_request(document, request_type)
    result = maker.answer(engine_id, request, value_of(dict, row["options"]))
    spec = registry.engines().get(engine_id)
    finish = None if spec is None else finishing(document, spec)
    result = result if finish is None else finish(request, result)
    number = int(number_in(row.get("variant", 0), 0, 1000))
    after = with_result(document, document, byte_images(result)[number], request_type, result.recipe).photo
    if after is None:
        raise ValueError("a document without its photo")
    return replace(after, mask=ground.mask)


def _mask(ground: PhotoGround, row: dict[str, Any]) -> TiledMask:
    try:
        data = base64.b64decode(value_of(str, row["mask"]), validate=True)
    except binascii.Error as error:
        raise ValueError("a mask that is no text of a picture") from error
    size = png_size(data)
    top, left = (int(number_in(row[name], 0, 1 << 20)) for name in ("top", "left"))
    if size is None or top + size[1] > ground.height or left + size[0] > ground.width:
        raise ValueError("a mask that lies beside the photo")
    pixels = read_only(decode_image(data).image[..., 0].copy())
    return combined(ground.mask, Area(Box(top, left, top + size[1], left + size[0]), pixels), How.ADD)
