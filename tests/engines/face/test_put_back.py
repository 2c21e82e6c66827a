from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from engines.errors import InputError
from engines.face.alignment import align, frame_from_landmarks
from engines.face.average_face import average_landmarks
from engines.face.put_back import FRAME_PX, frame_request, frame_size, put_back
from engines.imaging import grain
from engines.imaging.arrays import Affine, Mask, to_float
from engines.imaging.geometry import IDENTITY
from engines.imaging.photo_file import PhotoFile, decode_photo_file, encode_photo_file
from tests.engines.imaging.test_photo_file import foreign_profile

RED = np.zeros((64, 64, 3), np.float32) + np.array([1, 0, 0], np.float32)


def noisy_photo(size: tuple[int, int], channels: int = 3, dtype: Any = np.uint8, grain_level: float = 0.0) -> PhotoFile:
    """Smooth waves (width, height) with grain of a standard deviation in [0, 1]; alpha, where there is one, is full."""
    width, height = size
    white = np.iinfo(dtype).max
    y, x = np.mgrid[0:height, 0:width]
    waves = np.stack([0.5 + 0.3 * np.sin(x / 60 + k) * np.cos(y / 80 - k) for k in range(channels)], axis=-1)
    rng = np.random.default_rng(1)
    samples = np.clip(waves + grain_level * rng.standard_normal((height, width, 1)), 0, 1) * white
    samples = np.rint(samples).astype(dtype)
    if channels == 4:
        samples[..., 3] = white
    return PhotoFile(samples)


def disc(size: tuple[int, int], radius: float) -> Mask:
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    return (np.hypot(x - size[0] / 2, y - size[1] / 2) < radius).astype(np.float32)


@settings(max_examples=60, deadline=None)
@given(
    width=st.integers(8, 90),
    height=st.integers(8, 90),
    channels=st.sampled_from([1, 3, 4]),
    dtype=st.sampled_from([np.uint8, np.uint16]),
    seed=st.integers(0, 2**32 - 1),
    share=st.floats(0.0, 1.0),
    soft=st.booleans(),
    angle=st.floats(-3, 3),
    scale=st.floats(0.3, 3),
    foreign=st.booleans(),
)
def test_no_sample_outside_the_mask_changes(
    width: int, height: int, channels: int, dtype: Any, seed: int, share: float, soft: bool, angle: float, scale: float,
    foreign: bool,
) -> None:  # fmt: skip
    rng = np.random.default_rng(seed)
    samples = rng.integers(0, np.iinfo(dtype).max, (height, width, channels), dtype, endpoint=True)
    photo = PhotoFile(samples, foreign_profile() if foreign and channels > 1 else None)
    mask = rng.random((height, width), np.float32) * (cv2.resize(rng.random((4, 4)), (width, height)) < share)
    mask = mask.astype(np.float32) if soft else (mask > 0).astype(np.float32)
    turn = scale * np.array([[np.cos(angle), -np.sin(angle), 0.1], [np.sin(angle), np.cos(angle), -0.1]])
    filled = put_back(photo, rng.random((40, 40, 3), np.float32), turn, mask)
    again = decode_photo_file(encode_photo_file(filled, ".png"))
    assert again.samples.dtype == dtype and again.profile == photo.profile
    difference = again.samples[mask == 0].astype(int) - samples[mask == 0]
    assert np.abs(difference).max(initial=0) == 0
    np.testing.assert_array_equal(put_back(photo, RED, turn, np.zeros_like(mask)).samples, samples)


def face_in(size: tuple[int, int], side: float) -> tuple[Affine, NDArray[np.float64]]:
    """The frame and landmarks of a face whose face frame is `side` pixels wide, in the middle of a photo."""
    landmarks = (average_landmarks() - 0.5) * side + np.array(size) / 2
    return frame_from_landmarks(landmarks, size), landmarks


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_a_photo_of_itself_comes_back_nearly_unchanged(channels: int, dtype: Any) -> None:
    photo = noisy_photo((400, 300), channels, dtype)
    to_frame, landmarks = face_in((400, 300), 250)
    request = frame_request(photo.image, to_frame, disc((400, 300), 60), frame_size(to_frame, (400, 300)), landmarks)
    filled = put_back(photo, request.image, to_frame, disc((400, 300), 60))
    white = np.iinfo(dtype).max
    assert np.abs(filled.samples.astype(float) - photo.samples).max() / white < (0.012 if channels == 1 else 0.008)


def test_the_request_is_as_fine_as_the_photo_and_hides_all_that_the_mask_touches() -> None:
    photo, size = noisy_photo((400, 300)), (400, 300)
    to_frame, landmarks = face_in(size, 250)
    assert frame_size(to_frame, size) == 250
    assert [frame_size(face_in(size, side)[0], size) for side in (20, 5000)] == list(FRAME_PX)
    assert frame_size(to_frame, size, at_most=200) == 200
    request = frame_request(photo.image, to_frame, disc(size, 40) * np.float32(0.3), 250, landmarks)
    assert request.image.shape == (250, 250, 3) and request.landmarks is not None
    np.testing.assert_allclose(request.landmarks, average_landmarks(), atol=0.01)
    assert set(np.unique(request.mask)) == {0, 1}
    assert request.mask.sum() >= disc(size, 40).sum()
    np.testing.assert_allclose(request.image, to_float(align(photo.image, landmarks, 250).image), atol=1 / 255)


def test_a_mask_beside_the_face_or_of_another_size_is_refused() -> None:
    photo = noisy_photo((400, 300))
    to_frame, _ = face_in((400, 300), 100)
    corner = np.zeros((300, 400), np.float32)
    corner[:10, :10] = 1
    with pytest.raises(InputError, match="beside the face"):
        frame_request(photo.image, to_frame, corner, 128)
    with pytest.raises(InputError, match=r"300 x 400 pixels and the photo 400 x 300"):
        put_back(photo, RED, to_frame, corner.T)
    np.testing.assert_array_equal(put_back(photo, RED, to_frame, corner).samples, photo.samples)


def test_painted_colours_arrive_in_the_photos_own_profile() -> None:
    photo = PhotoFile(noisy_photo((64, 64), 3, np.uint16).samples, foreign_profile())
    filled = put_back(photo, RED, IDENTITY, np.ones((64, 64), np.float32))
    assert np.abs(filled.image.astype(int) - (255, 0, 0)).mean() < 6  # seen in sRGB, it is what was painted
    assert (filled.samples[32, 32, 2] > 50_000) and (filled.samples[32, 32, 0] < 20_000)


def test_sixteen_bits_keep_fine_steps_in_any_profile() -> None:
    ramp = np.repeat(np.linspace(0.4, 0.6, 512, dtype=np.float32)[None], 512, axis=0)
    made = np.repeat(ramp[..., None], 3, axis=2)
    flat = np.full((512, 512, 3), 30_000, np.uint16)
    for profile in (None, foreign_profile()):
        filled = put_back(PhotoFile(flat, profile), made, IDENTITY, disc((512, 512), 200))
        assert len(np.unique(filled.samples[256, 100:400, 1])) > 250  # 8 bits would give 30


def test_what_is_filled_becomes_opaque() -> None:
    samples = np.zeros((64, 64, 4), np.uint8)
    samples[:, :32] = (10, 200, 30, 255)
    mask = disc((64, 64), 20) * np.float32(0.5)
    filled = put_back(PhotoFile(samples), RED, IDENTITY, mask).samples
    assert tuple(filled[32, 20]) == (132, 100, 15, 255)
    assert abs(int(filled[32, 44, 3]) - 128) <= 1 and filled[32, 44, 0] == 255  # no black of what was transparent
    assert (filled[0, 0] == samples[0, 0]).all() and filled[0, 63, 3] == 0


@pytest.mark.parametrize("level", [0.01, 0.03])
@pytest.mark.parametrize("channels", [1, 3])
def test_a_smooth_picture_gets_the_grain_of_its_surroundings(level: float, channels: int) -> None:
    size = (600, 500)
    photo = noisy_photo(size, channels, np.uint16, level)
    smooth = noisy_photo(size, channels, np.uint16).image
    to_frame, _ = face_in(size, 400)
    request = frame_request(smooth, to_frame, disc(size, 100), 200)
    filled = put_back(photo, request.image, to_frame, disc(size, 100))
    inside, around = disc(size, 80) > 0, (disc(size, 160) - disc(size, 120)) > 0
    values = grain.luma_chroma(filled.samples[..., :3].astype(np.float32) / np.float32(65535))
    for band in grain.band_energy(values)[..., 0]:
        assert band[inside].mean() == pytest.approx(band[around].mean(), rel=0.25)


def test_a_picture_with_its_own_detail_gets_no_more() -> None:
    size = (600, 500)
    photo = noisy_photo(size, 3, np.uint16, 0.03)
    to_frame, _ = face_in(size, 400)
    request = frame_request(photo.image, to_frame, disc(size, 100), 400)
    filled = put_back(photo, request.image, to_frame, disc(size, 100))
    difference = (filled.samples.astype(float) - photo.samples)[disc(size, 80) > 0] / 65535
    assert difference.std() < 0.02


def test_the_same_picture_gets_the_same_grain_in_any_tiling(monkeypatch: pytest.MonkeyPatch) -> None:
    size = (600, 500)
    photo = noisy_photo(size, 3, np.uint8, 0.03)
    to_frame, _ = face_in(size, 400)
    made = np.full((100, 100, 3), 0.5, np.float32)
    whole = put_back(photo, made, to_frame, disc(size, 120)).samples
    monkeypatch.setattr("engines.face.put_back.TILE_PX", 128)
    tiled = put_back(photo, made, to_frame, disc(size, 120)).samples
    assert np.abs(whole.astype(int) - tiled).max() <= 1


def test_surroundings_take_no_grain_from_the_face_where_they_should_not() -> None:
    size = (300, 300)
    photo = noisy_photo(size, 3, np.uint8, 0.08)
    surroundings = 1 - disc(size, 70)
    filled = put_back(photo, np.full((100, 100, 3), 0.5, np.float32), IDENTITY, surroundings, match_grain=False).samples
    assert filled[20:60, 20:60].std() < 1.5
