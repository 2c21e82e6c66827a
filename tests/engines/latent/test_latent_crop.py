"""Sheet, section 3: the published crop."""

from __future__ import annotations

import numpy as np
import pytest

from engines.face.average_face import average_landmarks
from engines.face.landmarks import eye_centres
from engines.imaging.geometry import transform_points
from engines.latent.crop import CROP_PX, MOUTH_CORNERS, paper_crop, paper_square
from engines.latent.network import LatentConfig


def test_eye_and_mouth_lie_where_the_paper_has_them() -> None:
    left, top = paper_crop(70.0, 108.0, 152.0)
    assert (70.0 - left, 152.0 - top) == (20.0, 60.0)


@pytest.mark.parametrize("eye", [5.0, 70.0, 150.0])
@pytest.mark.parametrize("mouth", [20.0, 150.0, 215.0])
def test_the_crop_stays_inside_the_photo(eye: float, mouth: float) -> None:
    left, top = paper_crop(eye, eye + 38, mouth)
    assert left >= 0 and left + CROP_PX <= 178
    assert top >= 0 and top + CROP_PX <= 218


def test_the_published_clamp_confuses_width_and_height() -> None:
    assert paper_crop(150.0, 188.0, 150.0)[0] == 178 - 1 - 80
    assert paper_crop(150.0, 188.0, 150.0, legacy_clamp=True)[0] == 130.0


def test_the_square_of_a_face_frame_obeys_the_rule() -> None:
    landmarks = average_landmarks() + np.array([0.0, 0.01])
    square = paper_square(landmarks)
    seen = transform_points(square.from_frame(), landmarks) * CROP_PX
    left_eye, right_eye = eye_centres(seen)
    assert left_eye[0] == pytest.approx(20, abs=0.01)
    assert right_eye[0] == pytest.approx(58, abs=0.2)
    assert seen[list(MOUTH_CORNERS), 1].mean() == pytest.approx(60, abs=0.01)


def test_the_portrait_square_holds_brows_and_chin() -> None:
    seen = transform_points(LatentConfig().square().from_frame(), average_landmarks())
    assert seen.min() > 0 and seen[:, 1].max() < 1
    assert 0 < LatentConfig(crop="paper").square().top < 1
