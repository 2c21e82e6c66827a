"""The landmark provider with a parser that knows the truth: a picture whose colours say where each pixel lies in the face frame."""

from __future__ import annotations

import numpy as np
import pytest

from engines.face.alignment import FRAME_EYES, frame_from_eyes
from engines.face.average_face import average_landmarks
from engines.face.landmarks import eye_centres
from engines.face.parsing.parser import EYES_IN_BOX, FaceNetworkLandmarks, Parsing
from engines.imaging.arrays import ByteImage, FloatImage, Points
from engines.imaging.geometry import invert, transform_points

LEFT, RIGHT = np.array([210.0, 160.0]), np.array([290.0, 180.0])
SIZE = (500, 400)


def true_landmarks() -> Points:
    return transform_points(invert(frame_from_eyes(LEFT, RIGHT, SIZE)), average_landmarks()) * SIZE


def map_of_places() -> ByteImage:
    """Red and green say where a pixel lies in the face's own frame, from -0.5 to 1.5."""
    rows, columns = np.mgrid[: SIZE[1], : SIZE[0]] + 0.5
    places = np.stack([columns.ravel() / SIZE[0], rows.ravel() / SIZE[1]], axis=1)
    frame = transform_points(frame_from_eyes(LEFT, RIGHT, SIZE), places).reshape(SIZE[1], SIZE[0], 2)
    picture = np.zeros((SIZE[1], SIZE[0], 3))
    picture[..., :2] = np.clip((frame + 0.5) / 2, 0, 1) * 255
    return np.rint(picture).astype(np.uint8)


class KnowingParser:
    """Reads the places out of the colours by a linear fit and answers with the average face there."""

    size = 64
    licence = "none needed"

    def __init__(self, certainty: float = 0.9) -> None:
        self.certainty = certainty
        self.seen = 0

    def parse(self, image: FloatImage) -> Parsing:
        self.seen += 1
        side = image.shape[0]
        rows, columns = (np.mgrid[:side, :side] + 0.5) / side
        inside = (image[..., :2] > 0.02).all(axis=-1) & (image[..., :2] < 0.98).all(axis=-1)
        places = image[inside][:, :2].astype(np.float64) * 2 - 0.5
        known = np.stack([places[:, 0], places[:, 1], np.ones(len(places))], axis=1)
        fit, *_ = np.linalg.lstsq(known, np.stack([columns[inside], rows[inside]], axis=1), rcond=None)
        landmarks = np.concatenate([average_landmarks(), np.ones((68, 1))], axis=1) @ fit
        labels = np.zeros((side, side), np.uint8)
        return Parsing(
            labels, np.zeros((8, side, side), np.float32), landmarks, np.full(68, self.certainty, np.float32)
        )


def error(found: Points) -> float:
    return float(np.linalg.norm(found - true_landmarks(), axis=1).mean() / np.linalg.norm(RIGHT - LEFT))


def test_rough_eyes_lead_to_the_landmarks() -> None:
    parser = KnowingParser()
    face = FaceNetworkLandmarks(parser).from_eyes(map_of_places(), LEFT + np.array([6, -5]), RIGHT + np.array([-4, 8]))  # type: ignore[arg-type]
    assert error(face.landmarks) < 0.02 and parser.seen == 2
    assert face.confidence == pytest.approx(0.9)
    found_left, _ = eye_centres(face.landmarks)
    assert np.abs(found_left - LEFT).max() < 2


def test_a_detector_box_leads_to_the_landmarks() -> None:
    width = 80 / (EYES_IN_BOX[1, 0] - EYES_IN_BOX[0, 0])
    corner = np.array([250.0, 170.0]) - [width / 2, EYES_IN_BOX[0, 1] * width]
    box = (corner[0], corner[1], corner[0] + width, corner[1] + width)
    faces = FaceNetworkLandmarks(KnowingParser(), lambda image: [box]).detect(map_of_places())  # type: ignore[arg-type]
    assert len(faces) == 1 and error(faces[0].landmarks) < 0.02
    assert faces[0].box[0] == pytest.approx(faces[0].landmarks[:, 0].min())


def test_without_a_box_the_whole_picture_is_tried() -> None:
    landmarks = FaceNetworkLandmarks(KnowingParser(), lambda image: []).detect(map_of_places())[0].landmarks  # type: ignore[arg-type]
    assert error(landmarks) < 0.03


def test_a_whole_picture_must_be_more_certain_than_a_detectors_box() -> None:
    def box(image: ByteImage) -> list[tuple[float, float, float, float]]:
        return [(150.0, 90.0, 350.0, 290.0)]

    for finder, count in ((box, 1), (lambda image: [], 0)):
        assert len(FaceNetworkLandmarks(KnowingParser(0.45), finder).detect(map_of_places())) == count  # type: ignore[arg-type]


def test_what_is_uncertain_is_no_face() -> None:
    assert FaceNetworkLandmarks(KnowingParser(0.1)).detect(map_of_places()) == []  # type: ignore[arg-type]


def test_the_eyes_of_the_box_are_level_and_in_the_upper_half() -> None:
    assert EYES_IN_BOX[0, 1] == EYES_IN_BOX[1, 1] < 0.5
    assert FRAME_EYES[0, 1] == FRAME_EYES[1, 1]
