"""A composition made again from the recipe that an exported picture carries. A recipe comes from a file, so nothing in it is believed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from engines.errors import InputError
from engines.face.donors import Donor
from engines.face.regions import PART_KINDS
from engines.options import OptionInfo, option_infos
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.layers import PartLayer
from faceforge_app.document.project.decoding import affine_from, number_in, placement_from, value_of
from faceforge_app.document.requests import placement_for


def document_from_recipe(recipe: Mapping[str, Any], donor: Callable[[str], Donor]) -> tuple[Document, int]:
    """The parts of a recipe, and how many are left out because `donor` raises `InputError` for them.

    Knows the recipes of exported compositions (`layers`) and of the parts engine (`parts`). Raises `InputError` for anything else.
    """
    try:
        rows = value_of(list, recipe["layers"] if "layers" in recipe else recipe["parts"])
        parts = [row for row in rows if value_of(dict, row)["kind"] != "image"]
        made = [_part(row, donor) for row in parts]
        tone = recipe.get("skin_tone")
        document = Document(tuple(part for part in made if part is not None)).with_skin_tone(_tone(tone))
    except (ValueError, LookupError) as error:
        raise InputError("The recipe of this picture holds no parts that can be placed. Use it as a photo.") from error
    if not document.layers:
        raise InputError("None of the donors of this picture is in the library. Use it as a photo.")
    return document, made.count(None)


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


def _part(row: dict[str, Any], donor: Callable[[str], Donor]) -> PartLayer | None:
    if value_of(str, row["kind"]) not in PART_KINDS:
        raise ValueError("an unknown kind of part")
    try:
        found = donor(value_of(str, row["donor"]))
    except InputError:
        return None
    layer = replace(
        editing.new_part(found, row["kind"]),
        opacity=number_in(row.get("opacity", 1.0), 0, 1),
        colour_match=number_in(row.get("colour_match", 1.0), 0, 1),
    )
    if "placement" in row:
        return replace(layer, placement=placement_from(value_of(list, row["placement"])))
    return replace(layer, placement=placement_for(layer, affine_from(row["to_canvas"])))


def _tone(values: object) -> tuple[float, float, float] | None:
    if values is None:
        return None
    red, green, blue = (number_in(value, 0, 1) for value in value_of(list, values))
    return red, green, blue
