"""Scans: cleaned, told from photos, laid upright; colours lent by a photo."""

from __future__ import annotations

import numpy as np
import pytest

from engines.errors import InputError
from engines.face.average_face import average_face, average_landmarks
from engines.face.landmarks import DetectedFace
from engines.imaging.arrays import ByteImage, to_bytes, to_float
from engines.imaging.sketches import draw_sketch, on_paper
from faceforge_app.session import sketch_documents
from faceforge_app.session.donor_photos import DonorPhoto
from faceforge_app.session.sketch_documents import document_of_sketch, lent_colours, looks_drawn, read_scan
from tests.fakes import FakeLandmarks, face_picture


def scan(style: str = "pencil", seed: int = 3) -> ByteImage:
    return to_bytes(on_paper(draw_sketch(to_float(average_face().image), style, seed), seed))


def test_a_scan_is_read_with_its_face() -> None:
    clean, faces, notes = read_scan(scan("line"), FakeLandmarks)
    assert np.percentile(clean, 60) > 240 and clean.min() < 100
    assert len(faces) == 1 and notes == ()


def test_what_is_no_sketch_is_said_and_can_be_placed_by_hand() -> None:
    for picture in (average_face().image, np.full((300, 300, 3), 250, np.uint8)):
        clean, faces, (sentence,) = read_scan(picture, lambda: pytest.fail("nobody is looked for"))
        assert clean.dtype == np.uint8 and faces == ()
        assert sentence.endswith(("sketch.", "draw'."))


@pytest.mark.parametrize("style", ["line", "edges", "strokes"])
def test_drawings_are_told_from_photos(style: str) -> None:
    assert looks_drawn(scan(style)) and looks_drawn(to_bytes(draw_sketch(to_float(average_face().image), "pencil")))


def test_photos_are_no_drawings() -> None:
    grey = np.repeat(average_face().image.mean(axis=2, keepdims=True), 3, axis=2).astype(np.uint8)
    assert not looks_drawn(average_face().image) and not looks_drawn(grey) and not looks_drawn(face_picture(size=128))


def test_a_face_that_was_not_found_is_said() -> None:
    with pytest.raises(InputError, match="by hand"):
        document_of_sketch(DonorPhoto(scan(), (), "scan.png"))


def test_colours_are_read_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the landmarks alone, where there is no face network."""
    monkeypatch.setattr(sketch_documents, "has_face_network", lambda: False)
    size = 300
    points = average_landmarks() * size
    photo = np.full((size, size, 3), (200, 150, 120), np.uint8)
    photo[: round(points[19:25, 1].min() - 0.2 * size)] = (60, 40, 30)
    lips = slice(int(points[51, 1]) - 2, int(points[57, 1]) + 2), slice(int(points[48, 0]), int(points[54, 0]))
    photo[lips] = (180, 60, 70)
    for eye in (points[36:42], points[42:48]):
        x, y = eye.mean(axis=0).astype(int)
        photo[y - 12 : y + 12, x - 20 : x + 20] = (70, 110, 160)
    colours = lent_colours(photo, DetectedFace((0, 0, size, size), points))
    expected = {"skin": (200, 150, 120), "hair": (60, 40, 30), "eyes": (70, 110, 160), "lips": (180, 60, 70)}
    for name, colour in expected.items():
        assert np.array(colours[name]) * 255 == pytest.approx(colour, abs=12), name
