"""An exported picture made again from the recipe that it carries. A recipe comes from a file, so nothing in it is believed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engines.errors import InputError
from engines.face.donors import Donor
from engines.imaging.arrays import ByteImage
from engines.requests import Result
from faceforge_app.document.document import Document
from faceforge_app.document.flatten import flatten
from faceforge_app.document.from_recipe import part_from_recipe, parts_request_from_recipe, tone_from_recipe
from faceforge_app.document.layers import ImageLayer, Layer
from faceforge_app.document.project.decoding import number_in, value_of
from faceforge_app.document.results import byte_images

NO_WAY = "The recipe of this picture does not hold all that is needed to make it again. Choose another file."
Answer = Callable[[str, Any, Mapping[str, Any]], Result]  # engine id, request, stored options


@dataclass(frozen=True)
class Maker:
    """`answer` runs an engine, `donor` finds a donor; both raise `EngineError`."""

    answer: Answer
    donor: Callable[[str], Donor]


def made_again(recipe: Mapping[str, Any], side: int, maker: Maker) -> tuple[ByteImage, dict[str, Any]]:
    """The picture, before it was given its size and line, and the recipe that it would get now.

    A composition is drawn `side` px large. Raises `EngineError` where the recipe leads nowhere.
    """
    try:
        if "layers" in recipe:
            return flatten(_document(recipe, side, maker), side)
        return _portrait(recipe, maker)
    except (ValueError, LookupError, RecursionError) as error:
        raise InputError(NO_WAY) from error


def _portrait(recipe: Mapping[str, Any], maker: Maker) -> tuple[ByteImage, dict[str, Any]]:
    options = value_of(dict, recipe["options"])
    result = maker.answer(value_of(str, recipe["engine"]), parts_request_from_recipe(recipe, maker.donor), options)
    return byte_images(result)[int(number_in(recipe.get("variant", 0), 0, 1000))], result.recipe


def _document(recipe: Mapping[str, Any], side: int, maker: Maker) -> Document:
    rows = [value_of(dict, row) for row in value_of(list, recipe["layers"])]
    return Document(tuple(_layer(row, side, maker) for row in rows), tone_from_recipe(recipe))


def _layer(row: dict[str, Any], side: int, maker: Maker) -> Layer:
    if row["kind"] != "image":
        return part_from_recipe(row, maker.donor)
    picture, _ = made_again(value_of(dict, row["recipe"]), side, maker)
    return ImageLayer(picture, number_in(row.get("opacity", 1.0), 0, 1))
