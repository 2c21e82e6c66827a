"""Sheets straightened, cleaned, recognised, and laid into the face frame."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from engines.errors import FaceNotFoundError, InputError
from engines.face.alignment import FRAME_EYES
from engines.face.average_face import average_landmarks
from engines.face.landmarks import DetectedFace, eye_centres
from engines.face.sketch_sheet import (
    align_by_clicks,
    align_sketch,
    check_is_sketch,
    cleaned,
    find_sketched_face,
    read_sketch,
    sheet_corners,
)
from engines.imaging.arrays import ByteImage, FloatImage, to_bytes, to_float
from engines.imaging.geometry import resize
from engines.imaging.sketches import SKETCH_STYLES, draw_sketch, on_paper

POINTS = average_landmarks()


def drawn_face(size: int = 200) -> FloatImage:
    """Lines through the average landmarks, dark on white."""
    sheet = np.full((size, size), 255, np.uint8)
    for group in (range(17), range(17, 22), range(22, 27), range(36, 42), range(42, 48), range(48, 60), range(27, 36)):
        cv2.polylines(sheet, [np.rint(POINTS[list(group)] * size).astype(np.int32)], False, 40, 2, cv2.LINE_AA)
    return to_float(np.repeat(sheet[..., None], 3, axis=2))


def lit_paper(size: int) -> FloatImage:
    y, x = grid(size)
    light = 0.75 - 0.25 * x - 0.1 * y**2
    return np.asarray(light[..., None] * np.array([1.0, 0.95, 0.85]), np.float32)


def grid(size: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    y, x = np.mgrid[:size, :size]
    return np.asarray(y / size), np.asarray(x / size)


class KnowsMarks:
    """Finds a face where a black dot marks its left and a grey one its right eye, in upright pictures only."""

    name, licence = "marks", ""

    def detect(self, image: ByteImage) -> list[DetectedFace]:
        left, right = (np.argwhere(image[..., 0] == level)[:, ::-1] for level in (0, 90))
        if not len(left) or not len(right) or right.mean(axis=0)[0] - left.mean(axis=0)[0] < 20:
            return []
        scale = (right.mean(axis=0) - left.mean(axis=0))[0] / 0.24
        points = (POINTS - FRAME_EYES[0]) * scale + left.mean(axis=0) + 0.5
        return [DetectedFace((0, 0, 10, 10), points, 0.9)]


def test_uneven_light_and_coloured_paper_become_white() -> None:
    sketch = drawn_face()
    clean = cleaned(lit_paper(200) * (0.3 + 0.7 * sketch))
    paper = sketch[..., 0] > 0.99
    assert clean.dtype == np.float32 and np.array_equal(clean[..., 0], clean[..., 2])
    assert float((clean[paper] > 0.9).mean()) > 0.98
    assert float(np.median(clean[sketch < 0.3])) < 0.5


def test_a_dark_rim_beside_the_sheet_goes_and_hair_that_ends_there_stays() -> None:
    scan = drawn_face().copy()
    for row in range(30, 200):
        scan[row, 199 - row // 30 :] = 0.02
    scan[120:, 20:60] = 0.1
    clean = cleaned(scan)
    assert clean[30:, -3:].min() > 0.9
    assert clean[150:, 25:55].max() < 0.4


def test_strokes_of_hair_that_begin_at_the_edge_are_no_rim() -> None:
    scan = drawn_face().copy()
    for column in range(50, 150):  # strokes and gaps from the top down
        scan[: 4 + column % 5, column] = 0.1
        scan[6 + column % 5 : 30, column] = 0.1 if column % 3 else 0.9
    clean = cleaned(scan)
    assert clean[:4, 50:150].max() < 0.4


def test_pale_strokes_are_strengthened() -> None:
    clean = cleaned((1 - 0.35 * (1 - drawn_face())).astype(np.float32))
    assert clean.min() < 0.35


def test_a_photographed_sheet_is_cut_out_and_straightened() -> None:
    sheet = to_bytes(drawn_face(240))
    corners = np.array([[80, 50], [330, 80], [310, 340], [60, 320]], np.float64)
    ends = np.array([[0, 0], [240, 0], [240, 240], [0, 240]], np.float32)
    matrix = cv2.getPerspectiveTransform(ends, corners.astype(np.float32))
    table = np.full((400, 400, 3), 70, np.uint8)
    photo = cv2.warpPerspective(sheet, matrix, (400, 400), table, borderMode=cv2.BORDER_TRANSPARENT)
    found = sheet_corners(np.asarray(photo, np.uint8))
    assert found is not None
    assert float(np.abs(found - corners).max()) < 6
    sketch = read_sketch(np.asarray(photo, np.uint8))
    seen, wanted = (resize(picture, (120, 120))[..., 0] for picture in (sketch, drawn_face(240)))
    blurred = [np.asarray(cv2.GaussianBlur(1 - picture, (0, 0), 4)).ravel() for picture in (seen, wanted)]
    assert np.asarray(np.corrcoef(np.stack(blurred)))[0, 1] > 0.8


@pytest.mark.parametrize("size", [120, 700])
def test_a_scan_without_a_ground_is_left_whole(size: int) -> None:
    assert sheet_corners(to_bytes(drawn_face(size))) is None
    assert read_sketch(to_bytes(drawn_face(size))).shape == (size, size, 3)


def test_the_eyes_come_to_their_places() -> None:
    landmarks = POINTS * 120 + 30
    aligned = align_sketch(drawn_face(), landmarks, 64)
    assert aligned.sketch.shape == (64, 64, 3)
    assert np.allclose(np.stack(eye_centres(aligned.landmarks)), FRAME_EYES, atol=1e-6)


def test_beyond_the_sheet_lies_paper() -> None:
    aligned = align_by_clicks(drawn_face(), np.array([20.0, 20.0]), np.array([180.0, 20.0]), None, 64)
    assert (aligned.sketch[:10] == 1).all()


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_turned_sheet_is_found_and_its_points_lie_on_it(turns: int) -> None:
    sketch = np.full((300, 200, 3), 0.99, np.float32)
    sketch[118:123, 68:73], sketch[118:123, 128:133] = 0, 90 / 255
    face = find_sketched_face(np.ascontiguousarray(np.rot90(sketch, turns)), KnowsMarks())
    upright = find_sketched_face(sketch, KnowsMarks())
    x, y = upright.landmarks.T
    here = {0: (x, y), 1: (y, 200 - x), 2: (200 - x, 300 - y), 3: (300 - y, x)}[turns]
    assert np.allclose(face.landmarks, np.stack(here, axis=1), atol=1.01)


def test_where_no_face_is_drawn_it_is_said_what_to_do() -> None:
    with pytest.raises(FaceNotFoundError, match="click both eyes"):
        find_sketched_face(drawn_face(), KnowsMarks())


@pytest.mark.parametrize("style", [style for style in SKETCH_STYLES if style != "shaded"])
def test_sketches_of_every_style_are_sketches(style: str) -> None:
    y, x = grid(256)
    photo = np.full((256, 256, 3), 0.8, np.float32)
    photo[((x - 0.5) / 0.28) ** 2 + ((y - 0.5) / 0.38) ** 2 < 1] = (0.7, 0.5, 0.4)
    for cx in (0.38, 0.62):
        photo[((x - cx) / 0.06) ** 2 + ((y - 0.45) / 0.03) ** 2 < 1] = 0.1
    sketch = draw_sketch(photo, style, 1)
    check_is_sketch(to_bytes(sketch))
    check_is_sketch(to_bytes(on_paper(sketch, 3)))


def test_photos_and_empty_sheets_are_refused() -> None:
    y, x = grid(256)
    colours = np.stack([0.5 + 0.4 * np.sin(5 * x), 0.4 + 0.3 * np.cos(4 * y), 0.3 + 0.2 * np.sin(3 * (x + y))], axis=-1)
    with pytest.raises(InputError, match="looks like a photo"):
        check_is_sketch(to_bytes(colours.astype(np.float32)))
    with pytest.raises(InputError, match="nothing on the sheet"):
        check_is_sketch(to_bytes(lit_paper(128)))
