"""The picture work of `faceforge swap`."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from engines.face.alignment import AlignedFace
from engines.face.average_face import average_landmarks
from engines.face.regions import part_mask
from engines.imaging.geometry import IDENTITY
from engines.parts import on_photo
from faceforge_app.commands import swap
from tests.fakes import fake_donor

SIZE, NATIVE = 192, 64
LANDMARKS = average_landmarks()


def noise(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 255, (SIZE, SIZE, 3), np.uint8)


def aligned(image: np.ndarray) -> AlignedFace:
    return AlignedFace(image, LANDMARKS, inside=1.0, native_scale=1.0, to_frame=IDENTITY)


def test_the_change_surrounds_the_part_and_ends_softly() -> None:
    request = swap.swap_request(aligned(noise(0)), {"nose": fake_donor()})
    change, nose = request.change, part_mask("nose", LANDMARKS, SIZE)
    assert change is not None
    assert (change[nose > 0] == 1).all()
    assert change[:60].max() == 0
    assert np.abs(np.diff(change, axis=0)).max() < 0.5
    assert change.mean() < 0.25


def test_the_donors_part_lies_where_the_photo_has_its_own() -> None:
    donor = fake_donor(seed=3)
    part = next(p for p in swap.swap_request(aligned(noise(0)), {"nose": donor}).parts if p.donor == donor.id)
    landed = donor.landmarks[27:36] @ part.to_canvas[:, :2].T + part.to_canvas[:, 2]
    assert np.abs(landed - LANDMARKS[27:36]).max() < 0.02


def test_detail_is_what_the_engine_is_too_small_for() -> None:
    image = noise(1).astype(np.float32) / 255
    coarse = cv2.resize(
        cv2.resize(image, (NATIVE, NATIVE), interpolation=cv2.INTER_AREA), (SIZE, SIZE), interpolation=2
    )
    assert np.allclose(on_photo.fine_detail(image, NATIVE) + coarse, image, atol=1e-5)
    assert abs(float(on_photo.fine_detail(image, NATIVE).mean())) < 0.01


def test_detail_comes_back_inside_the_change_only() -> None:
    request = swap.swap_request(aligned(noise(2)), {"nose": fake_donor(size=SIZE)})
    flat = np.full((SIZE, SIZE, 3), 0.5, np.float32)
    detailed = on_photo.with_detail(flat, request, LANDMARKS, NATIVE)
    assert request.change is not None
    assert (detailed[request.change == 0] == 0.5).all()
    beside = (request.change == 1) & (part_mask("nose", LANDMARKS, SIZE) == 0)
    assert detailed[beside].std() > 0.05


def test_an_engine_as_fine_as_the_photo_needs_no_detail() -> None:
    request = swap.swap_request(aligned(noise(2)), {"nose": fake_donor()})
    image = np.full((SIZE, SIZE, 3), 0.5, np.float32)
    assert on_photo.with_detail(image, request, LANDMARKS, SIZE) is image


def test_donors_pixels_take_the_photos_light_and_stay_inside_the_change() -> None:
    photo = np.full((SIZE, SIZE, 3), 90, np.uint8)
    request = swap.swap_request(aligned(photo), {"nose": replace(fake_donor(size=SIZE), image=noise(3))})
    assert request.base is not None and request.change is not None
    kept = on_photo.with_donors(request.base, request, LANDMARKS, 1.0)
    inside = request.change == 1
    assert (kept[request.change == 0] == request.base[request.change == 0]).all()
    assert np.abs(kept - request.base)[inside].max() > 0.02
    assert on_photo.with_donors(request.base, request, LANDMARKS, 0.0) is request.base
    half = on_photo.with_donors(request.base, replace(request, change=request.change / 2), LANDMARKS, 1.0)
    np.testing.assert_allclose((half - request.base) * 2, kept - request.base, atol=1e-5)
