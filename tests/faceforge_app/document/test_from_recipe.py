"""Compositions made again from recipes, which come from files and may say anything."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from engines.errors import InputError
from engines.face.donors import Donor
from engines.imaging.geometry import Placement
from engines.parts.options import PartsOptions
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.flatten import flatten
from faceforge_app.document.from_recipe import document_from_recipe, options_from
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.requests import part_to_canvas
from tests.faceforge_app.document.projects import same
from tests.fakes import face_picture, fake_donor

ADA = fake_donor("ada")


def donor(donor_id: str) -> Donor:
    if donor_id != ADA.id:
        raise InputError("There is no such donor.")
    return ADA


def test_an_exported_composition_is_made_again() -> None:
    document, nose = editing.add_part(Document(skin_tone=(0.2, 0.4, 0.6)), ADA, "nose")
    document = editing.place(document, nose, Placement(0.1, 0.2, 1.5, 20.5, True))
    document = editing.change(document, nose, opacity=0.5, colour_match=0.25)
    document, _ = editing.add_part(document, fake_donor("gone"), "mouth")
    document = document.with_layer(ImageLayer(face_picture()))
    stored = {
        key: list(value) if isinstance(value, tuple) else value for key, value in flatten(document, 64)[1].items()
    }
    again, left_out = document_from_recipe(stored, donor)
    assert left_out == 1
    (part,) = again.parts
    assert same(replace(part, id=nose), document.layers[0])
    assert again.skin_tone == document.skin_tone


def test_a_portrait_s_parts_lie_where_they_lay() -> None:
    document, nose = editing.add_part(Document(), ADA, "nose")
    document = editing.place(document, nose, Placement(0.1, -0.2, 0.8, -30))
    where = part_to_canvas(editing.part(document, nose))
    again, _ = document_from_recipe({"parts": [{"kind": "nose", "donor": "ada", "to_canvas": where.tolist()}]}, donor)
    assert np.allclose(part_to_canvas(again.parts[0]), where)


GOOD: dict[str, Any] = {"kind": "nose", "donor": "ada", "placement": [0, 0, 1, 0, False]}


@pytest.mark.parametrize(
    "recipe",
    [
        {}, {"layers": 3}, {"layers": [3]}, {"layers": [{"kind": "wing", "donor": "ada"}]}, {"layers": [{"kind": []}]},
        {"layers": [{**GOOD, "placement": [0, 0, 0, 0, False]}]}, {"layers": [{**GOOD, "opacity": float("nan")}]},
        {"layers": [GOOD], "skin_tone": [1]}, {"parts": [{"kind": "nose", "donor": "ada"}]},
        {"parts": [{"kind": "nose", "donor": "ada", "to_canvas": [[0, 0, 0], [0, 0, 0]]}]}, {"parts": [GOOD, {"kind": {}}]},
    ],
)  # fmt: skip
def test_recipes_that_place_nothing_are_refused(recipe: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="Use it as a photo"):
        document_from_recipe(recipe, donor)


def test_without_any_of_its_donors_nothing_is_made() -> None:
    with pytest.raises(InputError, match="None of the donors"):
        document_from_recipe({"layers": [{**GOOD, "donor": "gone"}]}, donor)


def test_options_keep_what_fits() -> None:
    stored = {"seed": 7, "variants": 99, "unknown": 1, "variety": "much"}
    assert options_from(PartsOptions, stored) == PartsOptions(seed=7)
    assert options_from(PartsOptions, None) == PartsOptions()
