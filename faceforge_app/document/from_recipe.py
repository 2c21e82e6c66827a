"""A composition made again from the recipe that an exported picture carries. A recipe comes from a file, so nothing in it is believed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from engines.errors import InputError
from engines.face.donors import Donor
from engines.face.regions import PART_KINDS
from engines.options import OptionInfo, option_infos
from engines.requests import PartsRequest, PlacedPart
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.layers import PartLayer
from faceforge_app.document.project.decoding import affine_from, number_in, placement_from, value_of
from faceforge_app.document.requests import donor_image, donor_mask, placement_for


def document_from_recipe(recipe: Mapping[str, Any], donor: Callable[[str], Donor]) -> tuple[Document, int]:
    """The parts of a recipe, and how many are left out because `donor` raises `InputError` for them.

    Knows the recipes of exported compositions (`layers`) and of the parts engine (`parts`). Raises `InputError` for anything else.
    """
    try:
        rows = value_of(list, recipe["layers"] if "layers" in recipe else recipe["parts"])
        parts = [row for row in rows if value_of(dict, row)["kind"] != "image"]
        made = [_part_if_there(row, donor) for row in parts]
        document = Document(tuple(part for part in made if part is not None), tone_from_recipe(recipe))
    except (ValueError, LookupError) as error:
        raise InputError("The recipe of this picture holds no parts that can be placed. Use it as a photo.") from error
    if not document.layers:
        raise InputError("None of the donors of this picture is in the library. Use it as a photo.")
    return document, made.count(None)


def parts_request_from_recipe(recipe: Mapping[str, Any], donor: Callable[[str], Donor]) -> PartsRequest:
    """The very request that a result of the parts engine answered. Raises `InputError`, also where a donor is not there."""
    if "photo" in recipe:
        raise InputError(
            f"This picture was made in {recipe['photo']}, which its recipe does not hold. Start from that photo."
        )
    try:
        rows = [value_of(dict, row) for row in value_of(list, recipe["parts"])]
        return PartsRequest(tuple(_placed(row, donor) for row in rows), tone_from_recipe(recipe))
    except (ValueError, LookupError) as error:
        raise InputError("The recipe of this picture cannot be followed. Choose another file.") from error


def _placed(row: dict[str, Any], donor: Callable[[str], Donor]) -> PlacedPart:
    kind, found = value_of(str, row["kind"]), donor(value_of(str, row["donor"]))
    if kind not in PART_KINDS:
        raise ValueError("an unknown kind of part")
    to_canvas = affine_from(row["to_canvas"])
    opacity, match = (number_in(row.get(name, 1.0), 0, 1) for name in ("opacity", "colour_match"))
    return PlacedPart(kind, donor_image(found), donor_mask(found, kind), to_canvas, opacity, match, found.id)


def options_from(options_type: type, stored: object) -> Any:
    """Options of an engine as a recipe stored them; its defaults stand in for what is unknown, missing or out of range."""
    values = stored if isinstance(stored, dict) else {}
    known = {info.name: values[info.name] for info in option_infos(options_type) if _fits(info, values)}
    return options_type(**known)


def _fits(info: OptionInfo, values: dict[str, Any]) -> bool:
    try:
        info.check(values[info.name])
    except (InputError, KeyError):
        return False
    return True


def _part_if_there(row: dict[str, Any], donor: Callable[[str], Donor]) -> PartLayer | None:
    try:
        return part_from_recipe(row, donor)
    except InputError:
        return None


def part_from_recipe(row: dict[str, Any], donor: Callable[[str], Donor]) -> PartLayer:
    """A part of a composition's or a result's recipe; raises `ValueError` or `LookupError` for what is none, and what `donor` raises."""
    if value_of(str, row["kind"]) not in PART_KINDS:
        raise ValueError("an unknown kind of part")
    found = donor(value_of(str, row["donor"]))
    layer = replace(
        editing.new_part(found, row["kind"]),
        opacity=number_in(row.get("opacity", 1.0), 0, 1),
        colour_match=number_in(row.get("colour_match", 1.0), 0, 1),
    )
    if "placement" in row:
        return replace(layer, placement=placement_from(value_of(list, row["placement"])))
    return replace(layer, placement=placement_for(layer, affine_from(row["to_canvas"])))


def tone_from_recipe(recipe: Mapping[str, Any]) -> tuple[float, float, float] | None:
    values = recipe.get("skin_tone")
    if values is None:
        return None
    red, green, blue = (number_in(value, 0, 1) for value in value_of(list, values))
    return red, green, blue
