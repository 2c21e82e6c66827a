"""The bundled example: parts of four donors, and what each kind of engine makes of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from engines.assets import assets_folder
from engines.errors import InputError
from engines.face.donors import Donor
from engines.face.regions import face_hull
from engines.imaging.sketches import draw_sketch
from engines.requests import CompletionRequest, ContextRequest, PartsRequest, SketchRequest
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.requests import build_parts_request, donor_image, donor_mask

EXAMPLE = "four_donors.json"
HIDDEN = "nose"


def example_parts() -> dict[str, str]:
    """Donor ids by kind of part."""
    stored: dict[str, str] = json.loads((assets_folder() / "examples" / EXAMPLE).read_text("utf-8"))["parts"]
    return stored


def example_request(request_type: type, donor: Callable[[str], Donor]) -> Any:
    """The example as an engine is asked: the composition; or the photo of its first donor with the nose to be filled, drawn as a sketch, or
    with all but the face to be painted.

    `donor` finds one by id. Raises `InputError` where it cannot, and for a type of request that there is no example of.
    """
    parts = example_parts()
    if request_type is PartsRequest:
        document = Document()
        for kind, donor_id in parts.items():
            document, _ = editing.add_part(document, donor(donor_id), kind)
        return build_parts_request(document)
    person = donor(next(iter(parts.values())))
    photo = donor_image(person)
    if request_type is CompletionRequest:
        return CompletionRequest(photo, donor_mask(person, HIDDEN), person.landmarks)
    if request_type is SketchRequest:
        return SketchRequest(draw_sketch(photo, "pencil"), person.landmarks)
    if request_type is ContextRequest:
        around = 1 - face_hull(person.landmarks, photo.shape[0])
        return ContextRequest(photo, around, person.landmarks)
    raise InputError("There is no example for this engine, so its speed cannot be measured. Time a run of your own.")
