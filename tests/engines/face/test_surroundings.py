"""What is painted around a face: nothing of what is kept, nothing beyond the frame, and soft in between."""

from __future__ import annotations

import numpy as np

from engines.face.alignment import frame_from_landmarks
from engines.face.average_face import average_landmarks
from engines.face.surroundings import kept_face, to_paint
from engines.imaging.geometry import Placement, transform_points

SIDE = 200


def face_in(width: int, height: int, turn_deg: float = 0.0) -> np.ndarray:
    """Landmarks in pixels of a face whose frame is `SIDE` px, in the middle of a photo, turned."""
    turned = transform_points(Placement(rotation_deg=turn_deg).matrix((0.5, 0.5)), average_landmarks())
    return np.asarray((turned - 0.5) * SIDE + (width / 2, height / 2))


def test_a_photo_in_the_frame_is_painted_to_its_edges_and_not_in_the_face() -> None:
    points = face_in(SIDE, SIDE)
    kept = kept_face(points, (SIDE, SIDE))
    mask = to_paint(kept, frame_from_landmarks(points, (SIDE, SIDE)))
    assert mask[0].min() == mask[:, 0].min() == 1
    assert mask[110, 100] == 0 and (mask[kept == 0] == 1).all()
    edge = mask[(mask > 0) & (mask < 1)]
    assert len(edge) and (kept[(mask > 0) & (mask < 1)] == 1).all()


def test_painting_ends_softly_where_the_photo_goes_on() -> None:
    size = (300, SIDE)
    points = face_in(*size)
    to_frame = frame_from_landmarks(points, size)
    kept = kept_face(points, size)
    mask = to_paint(kept, to_frame)
    assert mask[20, :49].max() == 0 and 0 < mask[20, 55] < 1 and mask[20, 70] == 1
    assert mask[0, 150] == 1
    hard = to_paint(kept, to_frame, fades=False)
    assert set(np.unique(hard[20]).tolist()) == {0, 1} and hard[20, 52] == 1


def test_a_turned_frame_is_painted_turned() -> None:
    size = (400, 400)
    points = face_in(*size, turn_deg=45)
    mask = to_paint(kept_face(points, size), frame_from_landmarks(points, size))
    assert mask[110, 110] == 0 and mask[100, 200] > 0 and mask[50, 200] == 0


def test_what_is_kept_at_the_photos_edge_stays_whole() -> None:
    kept = np.zeros((SIDE, SIDE), np.float32)
    kept[:40] = 1
    mask = to_paint(kept, frame_from_landmarks(face_in(SIDE, SIDE), (SIDE, SIDE)))
    assert mask[:30].max() == 0 and mask[45].min() == 1
