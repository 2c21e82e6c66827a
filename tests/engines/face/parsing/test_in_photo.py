from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engines.errors import ImageFileError
from engines.face.alignment import estimate_landmarks, frame_from_eyes
from engines.face.parsing.classes import BACKGROUND, EYES, HAIR, PALETTE, SKIN, colour_map, one_hot
from engines.face.parsing.in_photo import labels_in_photo, parse_face
from engines.face.parsing.label_file import encode_labels, read_labels
from engines.face.parsing.shared import face_parser, use_face_network
from engines.imaging.io import write_image
from tests.tiny_face import tiny_face_weights

LEFT, RIGHT = np.array([300.0, 200.0]), np.array([360.0, 220.0])
SIZE = (500, 400)


def test_classes_come_back_to_where_they_are_in_the_photo() -> None:
    side = 128
    labels = np.full((side, side), SKIN, np.uint8)
    eye = (round(0.475 * side), round(0.38 * side))
    labels[eye[0] - 4 : eye[0] + 5, eye[1] - 4 : eye[1] + 5] = EYES
    photo = labels_in_photo(one_hot(labels), frame_from_eyes(LEFT, RIGHT, SIZE), SIZE)
    rows, columns = np.nonzero(photo == EYES)
    assert np.abs([columns.mean() - LEFT[0], rows.mean() - LEFT[1]]).max() < 2
    assert photo[200, 340] == SKIN and photo[5, 5] == BACKGROUND and photo.shape == (400, 500)


def test_a_face_beside_the_photo_is_background() -> None:
    far = frame_from_eyes(LEFT + 5000, RIGHT + 5000, SIZE)
    assert (labels_in_photo(one_hot(np.full((64, 64), HAIR, np.uint8)), far, SIZE) == BACKGROUND).all()


def test_a_photo_of_any_size_is_parsed(tmp_path: Path) -> None:
    use_face_network(tiny_face_weights(tmp_path / "face.safetensors"), "cpu")
    picture = np.random.default_rng(0).integers(0, 256, (90, 140, 3)).astype(np.uint8)
    labels = parse_face(face_parser(), picture, estimate_landmarks(np.array([50.0, 40]), np.array([75.0, 42])))
    assert labels.shape == (90, 140) and labels.max() < 8


def test_labels_survive_a_file_and_have_their_colours(tmp_path: Path) -> None:
    labels = np.random.default_rng(0).integers(0, 8, (20, 30)).astype(np.uint8)
    path = tmp_path / "labels.png"
    path.write_bytes(encode_labels(labels))
    assert (read_labels(path) == labels).all()
    with Image.open(path) as picture:
        assert (np.asarray(picture.convert("RGB")) == PALETTE[labels]).all()
    write_image(tmp_path / "coloured.png", colour_map(labels))
    assert (read_labels(tmp_path / "coloured.png") == labels).all()


def test_a_picture_that_is_no_label_map_is_refused(tmp_path: Path) -> None:
    Image.fromarray(np.full((4, 4), 200, np.uint8)).save(tmp_path / "grey.png")
    (tmp_path / "letter.png").write_text("this is a letter")
    for name, reason in (("grey.png", "above 7"), ("letter.png", "cannot be read")):
        with pytest.raises(ImageFileError, match=reason):
            read_labels(tmp_path / name)
