"""The bare face: the hull of the landmarks without the hair that reaches into its edge."""

from __future__ import annotations

import numpy as np

from engines.face.average_face import average_landmarks
from engines.face.parsing.classes import CLASS_COUNT, HAIR, SKIN
from engines.face.parsing.parser import Parsing
from engines.face.parsing.regions import bare_face
from engines.face.regions import face_hull

SIZE = 128


def parsing(hair: np.ndarray) -> Parsing:
    labels = np.where(hair, HAIR, SKIN).astype(np.uint8)
    probabilities = np.zeros((CLASS_COUNT, SIZE, SIZE), np.float32)
    probabilities[SKIN], probabilities[HAIR] = ~hair, hair
    return Parsing(labels, probabilities, average_landmarks(), np.ones(68, np.float32))


def test_hair_at_the_edge_goes_and_hair_in_the_middle_stays() -> None:
    landmarks = average_landmarks()
    hull = face_hull(landmarks, SIZE) > 0
    left = int(np.flatnonzero(hull.any(axis=0))[0])
    hair = np.zeros((SIZE, SIZE), bool)
    hair[:, : left + 4] = True
    hair[60:66, 60:66] = True
    bare = bare_face(parsing(hair), landmarks, SIZE) > 0
    assert not bare[:, : left + 4].any() and hull[:, left : left + 4].any()
    assert bare[60:66, 60:66].all() and (bare <= hull).all()


def test_all_skin_is_the_hull_a_little_smaller() -> None:
    landmarks = average_landmarks()
    bare, hull = bare_face(parsing(np.zeros((SIZE, SIZE), bool)), landmarks, 256), face_hull(landmarks, 256)
    assert (bare <= hull).all() and 0.9 < bare.sum() / hull.sum() < 1
