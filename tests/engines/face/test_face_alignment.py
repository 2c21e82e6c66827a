from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.errors import InputError
from engines.face.alignment import (
    align,
    estimate_landmarks,
    frame_from_eyes,
    frame_from_landmarks,
    inside_share,
)
from engines.face.average_face import average_landmarks
from engines.face.landmarks import OUTER_LIPS, eye_centres, mirror_landmarks
from engines.imaging.arrays import ByteImage, Points
from engines.imaging.geometry import IDENTITY, compose, invert


def photo_with_face(
    size: tuple[int, int], scale: float, degrees: float, shift: tuple[float, float]
) -> tuple[ByteImage, Points]:
    """A smooth picture and the average landmarks somewhere on it, in pixels."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width]
    waves = [127 + 120 * np.sin(x / 17 + k) * np.cos(y / 23 - k) for k in range(3)]
    angle = np.radians(degrees)
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.stack(waves, axis=-1).astype(np.uint8), (average_landmarks() - 0.5) @ turn.T + shift


def test_average_landmarks_are_in_the_face_frame_and_symmetric() -> None:
    left, right = eye_centres(average_landmarks())
    np.testing.assert_allclose(left, (0.38, 0.475), atol=1e-4)
    np.testing.assert_allclose(right, (0.62, 0.475), atol=1e-4)
    np.testing.assert_allclose(mirror_landmarks(average_landmarks()), average_landmarks(), atol=2e-5)


@settings(max_examples=25, deadline=None)
@given(
    scale=st.floats(60, 600),
    degrees=st.floats(-170, 170),
    x=st.floats(50, 350),
    y=st.floats(50, 250),
    size=st.sampled_from([64, 128]),
)
def test_eyes_land_where_the_face_frame_says(scale: float, degrees: float, x: float, y: float, size: int) -> None:
    photo, landmarks = photo_with_face((400, 300), scale, degrees, (x, y))
    face = align(photo, landmarks, size)
    np.testing.assert_allclose(np.stack(eye_centres(face.landmarks)), [[0.38, 0.475], [0.62, 0.475]], atol=1e-9)
    assert face.image.shape == (size, size, 3) and face.image.dtype == np.uint8
    assert face.native_scale == pytest.approx(scale / size, rel=1e-3)
    np.testing.assert_allclose(compose(invert(face.to_frame), face.to_frame), IDENTITY, atol=1e-9)


def test_a_photo_in_the_face_frame_stays_as_it_is() -> None:
    photo, _ = photo_with_face((128, 128), 128, 0, (64, 64))
    face = align(photo, average_landmarks() * 128, 128)
    assert np.abs(face.image.astype(int) - photo).max() <= 1
    assert face.inside == pytest.approx(1, abs=1e-3)


def test_a_reduced_photo_keeps_its_brightness() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (512, 512, 3), dtype=np.uint8)
    assert abs(float(align(noise, average_landmarks() * 512, 128).image.mean()) - float(noise.mean())) < 0.2


def test_frame_is_the_same_for_a_reduced_copy() -> None:
    _, landmarks = photo_with_face((400, 300), 200, 10, (200, 150))
    np.testing.assert_allclose(
        frame_from_landmarks(landmarks, (400, 300)), frame_from_landmarks(landmarks / 2, (200, 150)), atol=1e-12
    )


def test_inside_share_of_a_face_half_out_of_the_photo() -> None:
    assert inside_share(np.array([[1.0, 0, 0.5], [0, 1, 0]])) == pytest.approx(0.5, abs=1e-5)
    assert inside_share(np.array([[1.0, 0, 2.0], [0, 1, 0]])) == 0


@pytest.mark.parametrize("degrees", [0, 30, 120, 180])
@pytest.mark.parametrize("swapped", [False, True])
def test_landmarks_from_three_clicks(degrees: float, swapped: bool) -> None:
    _, truth = photo_with_face((400, 300), 150, degrees, (200, 150))
    eyes = eye_centres(truth)[::-1] if swapped else eye_centres(truth)
    mouth = truth[list(OUTER_LIPS)].mean(axis=0)
    np.testing.assert_allclose(estimate_landmarks(*eyes, mouth), truth, atol=0.1)


def test_a_lower_mouth_lengthens_the_face() -> None:
    left, right, mouth = np.array([100.0, 100]), np.array([160.0, 100]), np.array([130.0, 190])
    estimated = estimate_landmarks(left, right, mouth)
    np.testing.assert_allclose(np.stack(eye_centres(estimated)), [left, right], atol=0.1)
    assert estimated[list(OUTER_LIPS), 1].mean() == pytest.approx(190, abs=0.1)


def test_clicks_that_make_no_face_are_refused() -> None:
    with pytest.raises(InputError, match="lie on one another"):
        frame_from_eyes(np.array([5.0, 5]), np.array([5.5, 5]), (100, 100))
    with pytest.raises(InputError, match="mouth"):
        estimate_landmarks(np.array([0.0, 0]), np.array([60.0, 0]), np.array([30.0, 2]))
