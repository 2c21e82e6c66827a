"""Photos as grounds: where the face lies, what an engine is given, and that only what is masked ever changes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.errors import InputError
from engines.face.alignment import EYE_DISTANCE
from engines.face.average_face import average_landmarks
from engines.face.landmarks import eye_centres
from engines.face.parsing.classes import EYES, HAIR, SKIN, one_hot
from engines.face.parsing.parser import Parsing
from engines.face.regions import face_hull, polygon_mask
from engines.imaging.arrays import FloatImage
from engines.imaging.geometry import warp
from faceforge_app.document import face_areas, masks
from faceforge_app.document.face_areas import FACE_AREAS, FaceArea, face_area
from faceforge_app.document.masks import How
from faceforge_app.document.photo import applied, area_of, changed_outside, frame_cut, frame_picture
from faceforge_app.document.tiles import Box, TiledMask
from tests.faceforge_app.document.photos import FACE_PX, ground, masked, photo_file

RED = np.full((64, 64, 3), (1.0, 0.0, 0.0), np.float32)


def test_the_face_lies_in_its_frame() -> None:
    photo = ground()
    left, right = eye_centres(photo.landmarks)
    assert right - left == pytest.approx([EYE_DISTANCE, 0], abs=1e-9)
    assert photo.side_px == pytest.approx(FACE_PX, rel=0.02)
    assert not photo.mask.any


def test_what_an_engine_is_given_is_the_photo_around_the_face() -> None:
    photo = masked(ground(photo_file(640, 800), turn_deg=0), Box(300, 360, 340, 440))
    image, mask, to_frame = frame_cut(photo, 90)
    assert image.shape[:2] == mask.shape
    assert max(mask.shape) < 120  # half the photo's size, and only the face
    hole = np.asarray(warp(mask, to_frame, (90, 90)))
    assert hole.sum() == pytest.approx(40 * 80 * (90 / photo.side_px) ** 2, rel=0.02)
    assert frame_picture(photo, 100).shape == (100, 100, 3)


def test_the_frame_picture_agrees_with_the_photo() -> None:
    photo = ground(photo_file(801, 643), turn_deg=20)
    picture = frame_picture(photo, 100)
    x, y = (photo.to_photo_px @ [0.405, 0.605, 1]).astype(int)
    there = photo.image[y - 1 : y + 2, x - 1 : x + 2].mean(axis=(0, 1)) / 255
    assert picture[60, 40] == pytest.approx(there, abs=0.02)


@settings(max_examples=25, deadline=None)
@given(
    st.integers(60, 300), st.integers(60, 300), st.sampled_from([1, 3, 4]), st.sampled_from([8, 16]), st.floats(-40, 40),
    st.integers(0, 99), st.floats(0, 1),
)  # fmt: skip
def test_no_sample_outside_the_mask_ever_changes(
    height: int, width: int, channels: int, bits: int, turn_deg: float, seed: int, share: float
) -> None:
    photo = ground(photo_file(height, width, channels, bits, seed), turn_deg)
    rng = np.random.default_rng(seed)
    mask = np.where(rng.random((height, width)) < share, rng.integers(0, 256, (height, width)), 0).astype(np.uint8)
    before = photo.file.samples.copy()
    made = applied(photo, rng.random((48, 48, 3), np.float32), TiledMask.from_pixels(mask))
    assert np.array_equal(made.file.samples[mask == 0], before[mask == 0])
    assert made.file.samples.dtype == before.dtype
    assert np.array_equal(photo.original.samples, before)
    assert changed_outside(made, made.file) == 0


def test_samples_that_change_elsewhere_are_counted() -> None:
    photo = masked(ground())
    made = applied(photo, RED, photo.mask)
    spoilt = made.file.samples.copy()
    spoilt[0, 0] += 1
    assert changed_outside(made, replace(made.file, samples=spoilt)) == 3


def test_what_is_put_back_is_seen_in_samples_and_picture() -> None:
    photo = masked(ground())
    made = applied(photo, RED, photo.mask)
    assert made.file.samples[165, 200, 0] > made.file.samples[165, 200, 1] + 100
    assert np.array_equal(made.image, made.file.image)
    assert made.original is photo.original
    (patch,) = made.patches
    assert patch.box == photo.mask.bounds()


def test_a_second_patch_lies_on_the_first() -> None:
    photo = masked(ground())
    once = applied(photo, RED, photo.mask)
    twice = applied(once, RED[..., ::-1].copy(), photo.mask)
    assert twice.file.samples[165, 200, 2] > twice.file.samples[165, 200, 0] + 100
    assert changed_outside(twice, twice.file) == 0


class DrawnParser:
    """Answers with what lies where on the average face: hair above it, skin, and eyes."""

    def parse(self, image: FloatImage) -> Parsing:
        points, size = average_landmarks(), image.shape[0]
        labels = np.zeros((size, size), np.uint8)
        labels[polygon_mask([np.array([[0.2, 0.1], [0.8, 0.1], [0.8, 0.35], [0.2, 0.35]])], size) > 0.5] = HAIR
        labels[face_hull(points, size) > 0.5] = SKIN
        labels[polygon_mask([points[36:42], points[42:48]], size) > 0.5] = EYES
        return Parsing(labels, one_hot(labels), points, np.ones(68, np.float32))


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("area", FACE_AREAS, ids=lambda area: area.id)
def test_areas_of_the_face_lie_on_the_photo(area: FaceArea, there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face_areas, "has_face_network", lambda: there)
    monkeypatch.setattr(face_areas, "face_parser", DrawnParser)
    if not area.usable:
        assert not there  # what the network alone can tell
        return
    photo = ground()
    pixels = masks.combined(photo.mask, face_area(photo, area), How.ADD).pixels()
    assert 0 < (pixels > 127).mean() < 0.3


def test_hair_that_is_not_seen_is_said_and_a_hidden_brow_is_where_its_landmarks_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Nothing(DrawnParser):
        def parse(self, image: FloatImage) -> Parsing:
            labels = np.zeros(image.shape[:2], np.uint8)
            return Parsing(labels, one_hot(labels), average_landmarks(), np.ones(68, np.float32))

    monkeypatch.setattr(face_areas, "has_face_network", lambda: True)
    monkeypatch.setattr(face_areas, "face_parser", Nothing)
    areas = {area.id: area for area in FACE_AREAS}
    with pytest.raises(InputError, match="sees no hair here"):
        face_area(ground(), areas["hair"])
    assert face_area(ground(), areas["brows"]).pixels.max() == 255


def test_the_halves_are_left_and_right_of_the_nose() -> None:
    photo = ground(turn_deg=0)
    left, right = (
        masks.combined(photo.mask, face_area(photo, area), How.ADD).pixels()
        for area in FACE_AREAS
        if area.id in ("left_half", "right_half")
    )
    middle = photo.to_photo_px @ [0.5, 0.5, 1]
    assert left[int(middle[1]), int(middle[0]) - 30] == 255 and left[int(middle[1]), int(middle[0]) + 30] == 0
    assert right[int(middle[1]), int(middle[0]) - 30] == 0 and right[int(middle[1]), int(middle[0]) + 30] == 255


def test_a_mask_of_the_frame_beyond_the_photo_is_cut_off() -> None:
    photo = ground(photo_file(120, 120))
    area = area_of(photo, np.ones((32, 32), np.float32))
    assert area.box.within(photo.box) == area.box
    assert area.box != Box(0, 0, 0, 0)
