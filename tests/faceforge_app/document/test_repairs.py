"""A repaired photo is made again from its recipe and the photo that was opened, sample by sample."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from engines.errors import InputError
from engines.face.donors import Donor
from engines.imaging.geometry import Placement
from engines.requests import CompletionRequest, PartsRequest, Result
from faceforge_app.document import editing, repairs
from faceforge_app.document.again import Maker
from faceforge_app.document.document import Document
from faceforge_app.document.exports import donor_ids, no_donor
from faceforge_app.document.photo import PhotoGround
from faceforge_app.document.put_back import with_result
from faceforge_app.document.repairs import repaired_again, repairs_recipe
from faceforge_app.document.requests import build_request
from faceforge_app.document.results import byte_images
from tests.faceforge_app.document.photos import ground, masked, photo_file
from tests.fakes import fake_donor

ADA = fake_donor("ada")


def answer(engine_id: str, request: Any, options: Any) -> Result:
    """What an engine makes depends on every pixel that it was asked with."""
    seen = request.image if isinstance(request, CompletionRequest) else request.base * (1 - request.change[..., None])
    images = tuple(np.ascontiguousarray(1 - seen * np.float32(level)) for level in (1.0, 0.5))
    return Result(images, recipe={"engine": engine_id, "options": dict(options)})


def finder(donor_id: str) -> Donor:
    return ADA if donor_id == "ada" else no_donor(donor_id)


MAKER = Maker(answer, finder)


def repaired(document: Document, request_type: type, engine_id: str) -> Document:
    result = answer(engine_id, build_request(document, request_type), {"seed": 3})
    recipe = {**result.recipe, "variant": 1}
    return with_result(document, document, byte_images(result)[1], request_type, recipe)


@pytest.fixture(params=[8, 16])
def photo(request: pytest.FixtureRequest) -> PhotoGround:
    """Filled once, and then a nose put on it."""
    filled = repaired(Document(photo=masked(ground(photo_file(bits=request.param)))), CompletionRequest, "symmetry")
    document, nose = editing.add_part(filled, ADA, "nose")
    document = editing.change(editing.place(document, nose, Placement(0.01, 1 / 3, 1.1, 5.0, True)), nose, opacity=0.7)
    found = repaired(document, PartsRequest, "parts").photo
    assert found is not None and len(found.patches) == 2
    return found


def stored(photo: PhotoGround, suffix: str = ".png") -> dict[str, Any]:
    """As it comes out of a file."""
    recipe: dict[str, Any] = json.loads(json.dumps(repairs_recipe(photo, suffix)))
    return recipe


def test_every_sample_is_made_again(photo: PhotoGround, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repairs, "finishing", lambda document, spec: None)  # as `answer` was asked without it
    assert donor_ids(stored(photo)) == ("ada",)
    again, now = repaired_again(stored(photo), photo.original, MAKER)
    assert np.array_equal(again.samples, photo.file.samples)
    assert [recipe["engine"] for recipe in now] == ["symmetry", "parts"]


def test_another_photo_is_refused(photo: PhotoGround) -> None:
    with pytest.raises(InputError, match="not the photo that was repaired"):
        repaired_again(stored(photo), photo_file(seed=5), MAKER)


@pytest.mark.parametrize(
    "change",
    [{"mask": "no picture"}, {"mask": "aGFsbG8="}, {"top": -1}, {"left": 390}, {"asked": {}}, {"options": 3}],
)  # fmt: skip
def test_a_recipe_that_leads_nowhere_is_refused(photo: PhotoGround, change: dict[str, Any]) -> None:
    recipe = stored(photo)
    recipe["repairs"][0] |= change
    with pytest.raises(InputError, match="does not hold all"):
        repaired_again(recipe, photo.original, MAKER)


def test_a_jpeg_has_no_room_for_large_masks(photo: PhotoGround, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "mask" in stored(photo, ".jpg")["repairs"][0]
    monkeypatch.setattr(repairs, "SHORT", 10)
    assert "mask" not in stored(photo, ".jpg")["repairs"][0] and "mask" in stored(photo)["repairs"][0]
