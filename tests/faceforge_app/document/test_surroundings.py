"""New surroundings: what is marked, what becomes of earlier ones, and how wishes travel."""

from __future__ import annotations

import numpy as np
import pytest

from engines.errors import InputError
from engines.face.average_face import average_landmarks
from engines.face.regions import face_hull
from engines.requests import ContextRequest
from faceforge_app.document.document import Document
from faceforge_app.document.photo import PhotoGround
from faceforge_app.document.provenance import INVENTED, PHOTO, of_request
from faceforge_app.document.requests import build_request, missing, request_types
from faceforge_app.document.surroundings import SMALLEST_PX, as_photo, bare_face, hull_of, kept, with_colour
from tests.faceforge_app.document.photos import ground, photo_document
from tests.fakes import face_picture


def photo_of(document: Document) -> PhotoGround:
    assert document.photo is not None
    return document.photo


def half(left: bool) -> np.ndarray:
    """A region of the face frame: its left or right half."""
    region = np.zeros((64, 64), np.float32)
    region[:, :32] = 1
    return region if left else 1 - region


def test_a_portrait_becomes_a_photo_in_the_face_frame() -> None:
    document = as_photo(face_picture(1, 64), average_landmarks(), "Parts to face")
    photo = photo_of(document)
    assert photo.original.size == (SMALLEST_PX, SMALLEST_PX) and photo.original.name == "Parts to face"
    assert np.allclose(photo.to_frame, [[1, 0, 0], [0, 1, 0]]) and not photo.mask.any
    assert document.skin_tone is not None


def test_everything_but_the_face_is_marked_and_asked_for() -> None:
    document = bare_face(photo_document(ground()), hull_of)
    photo = photo_of(document)
    hull = face_hull(photo.landmarks, photo.height)
    pixels = photo.mask.pixels()
    assert pixels[hull > 0].max() == 0 and pixels[hull == 0].min() == 255
    request = build_request(with_colour(document, "hair", (0.2, 0.1, 0.0)), ContextRequest)
    assert isinstance(request, ContextRequest) and request.colours == {"hair": (0.2, 0.1, 0.0)}
    assert request.mask[0, 0] == 1 and request.mask[request.mask.shape[0] // 2, request.mask.shape[1] // 2] == 0
    shares = of_request(request, {}, 32)
    assert shares[PHOTO][16, 16] == 1 and shares[INVENTED][0, 0] == 1


def test_a_photo_in_the_face_frame_is_marked_where_it_is() -> None:
    document = as_photo(face_picture(1, 64), average_landmarks(), "portrait")
    assert photo_of(bare_face(document, hull_of)).original is photo_of(document).original
    with pytest.raises(InputError, match="no photo"):
        bare_face(Document(), hull_of)


def test_a_kept_region_takes_the_result_and_leaves_the_mask() -> None:
    document = bare_face(as_photo(face_picture(1, 64), average_landmarks(), "portrait"), hull_of)
    white = np.full((SMALLEST_PX, SMALLEST_PX, 3), 255, np.uint8)
    after = photo_of(kept(document, half(left=True), document, white, {"engine": "context"}))
    before = photo_of(document)
    corner, other = (slice(0, 60), slice(0, 200)), (slice(0, 60), slice(320, 512))
    assert after.image[corner].min() > 240 and np.array_equal(after.image[other], before.image[other])
    assert not after.mask.pixels()[corner].any() and after.mask.pixels()[other].min() == 255
    assert after.patches[0].recipe == {"engine": "context"}
    middle = (slice(240, 270), slice(200, 250))  # known pixels stay as they were, inside the region as well
    assert np.array_equal(after.image[middle], before.image[middle])


def test_the_photo_itself_can_be_what_stays() -> None:
    document = bare_face(as_photo(face_picture(1, 64), average_landmarks(), "portrait"), hull_of)
    after = photo_of(kept(document, half(left=False), document, None, {}))
    assert not after.patches and after.mask.pixels()[:40, 300:].max() == 0


def test_what_cannot_be_kept_is_said() -> None:
    document = bare_face(as_photo(face_picture(1, 64), average_landmarks(), "portrait"), hull_of)
    with pytest.raises(InputError, match="Nothing of that"):
        kept(document, np.zeros((64, 64), np.float32), document, None, {})
    other = bare_face(as_photo(face_picture(2, 64), average_landmarks(), "another"), hull_of)
    with pytest.raises(InputError, match="another photo"):
        kept(document, half(left=True), other, face_picture(2, 64), {})


def test_wishes_come_and_go() -> None:
    document = with_colour(photo_document(ground()), "background", (1.0, 1.0, 1.0))
    assert photo_of(document).colours == {"background": (1.0, 1.0, 1.0)}
    assert photo_of(with_colour(document, "background", None)).colours == {}
    assert with_colour(Document(), "hair", (0.0, 0.0, 0.0)).photo is None


def test_a_photo_can_be_extended_and_a_composition_cannot_yet() -> None:
    assert ContextRequest in request_types(photo_document()) and ContextRequest not in request_types(Document())
    assert missing(photo_document(), ContextRequest) == ""
    assert "marked" in missing(photo_document(ground()), ContextRequest)
