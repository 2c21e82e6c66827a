"""The parts canvas: exact where parts cover, empty elsewhere, anatomical order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engines.face.average_face import average_landmarks
from engines.face.regions import PART_KINDS, part_mask
from engines.imaging.geometry import IDENTITY, Placement, transform_points
from engines.parts.canvas import EMPTY, draw_canvas, home_transform, skin_tone, stacking_order
from engines.requests import PlacedPart
from tests.engines.sample_requests import smooth_picture

SIZE = 128
LANDMARKS = average_landmarks()
PHOTO = smooth_picture()


def part(kind: str, shade: float = 1.0, **changes: object) -> PlacedPart:
    picture = np.clip(PHOTO * np.float32(shade), 0, 1)
    return replace(PlacedPart(kind, picture, part_mask(kind, LANDMARKS, SIZE), IDENTITY), **changes)


def home(kind: str, hard: bool = False) -> PlacedPart:
    """A part on a mean face that is the donor's own."""
    mask = part_mask(kind, LANDMARKS, SIZE, 0.0 if hard else 0.012)
    return part(kind, mask=mask, to_canvas=home_transform(kind, LANDMARKS, LANDMARKS))


def test_with_the_donors_own_mean_face_the_canvas_is_the_photo_inside_the_mask() -> None:
    parts = stacking_order(tuple(home(kind, hard=True) for kind in ("left_eye", "right_eye", "nose", "mouth")))
    canvas, cover = draw_canvas(parts, SIZE)
    masks = np.maximum.reduce([one.mask for one in parts])
    assert np.array_equal(cover, masks)
    assert np.array_equal(canvas[masks == 1], PHOTO[masks == 1])
    assert (canvas[masks == 0] == EMPTY).all()


@pytest.mark.parametrize("kind", PART_KINDS)
def test_every_kind_is_at_home_where_its_landmarks_are(kind: str) -> None:
    moved = transform_points(Placement(0.03, -0.02, 1.2, 10).matrix((0.5, 0.5)), LANDMARKS)
    points = list(PART_KINDS[kind].points)
    landed = transform_points(home_transform(kind, moved, LANDMARKS), moved[points])
    assert np.allclose(landed, LANDMARKS[points])


def test_scale_and_rotation_of_home_are_limited() -> None:
    for change, scale, angle in ((Placement(scale=4), 0.6, 0), (Placement(rotation_deg=80), 1, -30)):
        moved = transform_points(change.matrix((0.5, 0.5)), LANDMARKS)
        linear = home_transform("nose", moved, LANDMARKS)[:, :2]
        assert np.sqrt(np.linalg.det(linear)) == pytest.approx(scale)
        assert np.degrees(np.arctan2(linear[1, 0], linear[0, 0])) == pytest.approx(angle)


def test_the_published_stacking_order() -> None:
    kinds = ("mouth", "left_eye", "nose", "jaw", "hair", "left_brow", "face_shape")
    order = [one.kind for one in stacking_order(tuple(part(kind) for kind in kinds))]
    assert order == ["hair", "face_shape", "jaw", "nose", "left_brow", "left_eye", "mouth"]


def test_the_later_part_lies_above() -> None:
    below, above = part("nose", 1.0), part("nose", 0.5)
    canvas, cover = draw_canvas((below, above), SIZE)
    solid = above.mask == 1
    assert np.allclose(canvas[solid], above.image[solid])
    assert (cover[solid] == 1).all()


def test_opacity_lets_the_canvas_through() -> None:
    canvas, cover = draw_canvas((part("nose", opacity=0.5),), SIZE)
    solid = part("nose").mask == 1
    assert np.allclose(cover[solid], 0.5)
    assert np.allclose(canvas[solid], (PHOTO[solid] + EMPTY) / 2, atol=1e-6)


def test_no_part_leaves_an_empty_canvas() -> None:
    canvas, cover = draw_canvas((), SIZE)
    assert (canvas == EMPTY).all()
    assert (cover == 0).all()


def test_colour_match_brings_donors_together_or_to_a_tone() -> None:
    donors = part("nose", 0.6), part("mouth", 1.0)
    apart = _distance(draw_canvas(donors, SIZE)[0])
    matched = tuple(replace(one, colour_match=1.0) for one in donors)
    assert _distance(draw_canvas(matched, SIZE)[0]) < 0.4 * apart
    tone = (0.4, 0.3, 0.25)
    toned = tuple(replace(one, image=draw_canvas(matched, SIZE, tone)[0]) for one in donors)
    assert skin_tone(toned) == pytest.approx(tone, abs=0.06)


def _distance(canvas: np.ndarray) -> float:
    nose, mouth = (canvas[part(kind).mask == 1].mean(axis=0) for kind in ("nose", "mouth"))
    return float(np.abs(nose - mouth).max())


def test_hair_alone_has_no_skin_tone() -> None:
    assert skin_tone((part("hair"),)) == skin_tone(())
    assert skin_tone((part("hair"), part("nose"))) == skin_tone((part("nose"),))
