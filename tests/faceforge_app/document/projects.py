"""Documents and results to save, and what makes two of them equal."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from engines.imaging.arrays import read_only
from engines.imaging.geometry import Placement
from engines.requests import Result
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.photo import applied
from faceforge_app.document.project_file import Project
from faceforge_app.document.results import result_entry
from tests.faceforge_app.document import photos, sketches
from tests.fakes import SIZE, face_picture, fake_donor

RECIPE = {"engine": "parts", "options": {"seed": 3, "variety": 0.5}, "weights": "ab12", "device": None}


def project() -> Project:
    """Four parts of two donors, an applied result, and two runs: one on this document, one on an earlier."""
    ada, ben = fake_donor("ada", 1), fake_donor("ben", 2)
    document, nose = editing.add_part(Document(), ada, "nose")
    document, _ = editing.add_part(document, ada, "mouth")
    document, _ = editing.add_part(document, ben, "left_eye", with_partner=True)
    document = editing.place(document, nose, Placement(0.1, -1 / 3, 1.25, 17.3, True))
    document = editing.change(document, nose, opacity=0.7, colour_match=0.1)
    earlier = document
    picture = ImageLayer(read_only(face_picture(5, 48)), 0.3, False, dict(RECIPE), "Portrait")
    document = document.with_layer(picture).with_skin_tone((0.1, 0.7, 1 / 3))
    copied = read_only(np.tile(np.arange(16, dtype=np.uint8), (16, 1)))
    newest = dataclasses.replace(_run(document, 0.2), starred=(1,), note="the good one", maps={"copied": copied})
    return Project(document, (newest, _run(earlier, 0.7)))


def photo_project() -> Project:
    """A nose on a photo that was repaired once, and the run that did it."""
    ground = photos.masked(photos.ground())
    made_from = Document(photo=ground)
    repaired = applied(ground, np.full((16, 16, 3), 0.5, np.float32), ground.mask, RECIPE)
    document, _ = editing.add_part(Document(photo=repaired), fake_donor("ada", 1), "nose")
    return Project(document, (_run(made_from, 0.2),))


def sketch_project() -> Project:
    """A sketch with all that can be wished of it under a portrait, and the run that painted that, with its parsing."""
    sketch = sketches.sketch_document(sketches.wished_sketch())
    picture = ImageLayer(read_only(face_picture(5, 48)), recipe=dict(RECIPE), name="Portrait")
    labels = read_only(np.tile(np.arange(16, dtype=np.uint8) // 2, (16, 1)))
    run = dataclasses.replace(_run(sketch, 0.4), maps={"parsing": labels})
    return Project(sketch.with_layer(picture), (run,))


def _run(document: Document, level: float) -> Any:
    pictures = tuple(np.full((SIZE, SIZE, 3), level + step / 10, np.float32) for step in range(2))
    return result_entry("parts", Result(pictures, timings_ms={"network": 12.5}, recipe=dict(RECIPE)), document)


def same(one: Any, other: Any) -> bool:
    """Equal field by field, arrays bit by bit."""
    if isinstance(one, np.ndarray):
        return bool(one.dtype == other.dtype and one.shape == other.shape and (one == other).all())
    if dataclasses.is_dataclass(one):
        names = [each.name for each in dataclasses.fields(one)]
        return type(one) is type(other) and all(same(getattr(one, name), getattr(other, name)) for name in names)
    if isinstance(one, dict) and any(isinstance(value, np.ndarray) for value in one.values()):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, tuple):
        return isinstance(other, tuple) and len(one) == len(other) and all(map(same, one, other))
    return bool(one == other and type(one) is type(other))
