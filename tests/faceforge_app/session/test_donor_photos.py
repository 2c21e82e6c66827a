from __future__ import annotations

import threading
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engines.errors import FaceNotFoundError, InputError
from engines.face.average_face import average_landmarks
from engines.imaging.io import encode_image
from faceforge_app.session.donor_photos import DonorPhoto, DonorPhotoReader, donor_from_photo
from tests.fakes import FakeLandmarks, face_picture


@pytest.fixture
def provider() -> FakeLandmarks:
    return FakeLandmarks()


@pytest.fixture
def reader(qtbot: QtBot, provider: FakeLandmarks):  # type: ignore[no-untyped-def]
    reader = DonorPhotoReader(provider=lambda: provider)
    yield reader
    assert reader.close()


def opened(reader: DonorPhotoReader, qtbot: QtBot, source: object, name: str = "") -> DonorPhoto:
    with qtbot.waitSignal(reader.opened) as waited:
        reader.open(source, name)  # type: ignore[arg-type]
    assert waited.args is not None
    photo = waited.args[0]
    assert isinstance(photo, DonorPhoto)
    return photo


def test_a_file_bytes_and_a_picture_open_alike(reader: DonorPhotoReader, qtbot: QtBot, tmp_path: Path) -> None:
    picture = face_picture(size=80)
    data = encode_image(picture, ".png")
    (tmp_path / "ada.png").write_bytes(data)
    for source in (tmp_path / "ada.png", data, picture):
        photo = opened(reader, qtbot, source)
        assert (photo.image == picture).all()
        assert len(photo.faces) == 1


def test_faces_are_offered_when_there_are_two(reader: DonorPhotoReader, provider: FakeLandmarks, qtbot: QtBot) -> None:
    provider.faces = 2
    assert len(opened(reader, qtbot, face_picture()).faces) == 2


def test_without_a_face_the_photo_still_opens(reader: DonorPhotoReader, provider: FakeLandmarks, qtbot: QtBot) -> None:
    provider.faces = 0
    photo = opened(reader, qtbot, face_picture())
    assert photo.faces == ()
    with pytest.raises(InputError, match="by hand"):
        donor_from_photo(photo)


def test_hair_is_looked_for_in_the_worker(
    reader: DonorPhotoReader, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hair, threads = np.tri(32, dtype=np.float32), []

    def seen(image: object, landmarks: object) -> object:
        threads.append(threading.current_thread())
        return hair

    monkeypatch.setattr("faceforge_app.session.donor_photos.seen_hair", seen)
    photo = opened(reader, qtbot, face_picture())
    assert threads and threads[0] is not threading.main_thread()
    donor = donor_from_photo(photo)
    assert donor.hair is not None and donor.hair.mean() == pytest.approx(hair.mean(), abs=0.02)
    assert donor_from_photo(photo, landmarks=photo.faces[0].landmarks).hair is None


def test_a_missing_detector_still_opens_the_photo(
    reader: DonorPhotoReader, provider: FakeLandmarks, qtbot: QtBot
) -> None:
    provider.error = FaceNotFoundError("The files are not installed. Place the points by hand.")
    photo = opened(reader, qtbot, face_picture())
    assert photo.notes == ("The files are not installed. Place the points by hand.",)


@pytest.mark.parametrize(
    ("data", "sentence"), [(b"hello", "is not an image"), (encode_image(face_picture(), ".png")[:400], "cut off")]
)
def test_what_is_no_photo_is_told(
    data: bytes, sentence: str, reader: DonorPhotoReader, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "photo.png").write_bytes(data)
    with qtbot.waitSignal(reader.failed) as waited:
        reader.open(tmp_path / "photo.png")
    assert waited.args is not None
    assert sentence in waited.args[0]


def test_an_unexpected_error_is_told(reader: DonorPhotoReader, provider: FakeLandmarks, qtbot: QtBot) -> None:
    provider.error = ZeroDivisionError()
    with qtbot.waitSignal(reader.failed) as waited:
        reader.open(face_picture())
    assert waited.args is not None
    assert "unexpected" in waited.args[0]


def test_the_provider_is_let_go_at_the_end(qtbot: QtBot, provider: FakeLandmarks) -> None:
    reader = DonorPhotoReader(provider=lambda: provider)
    opened(reader, qtbot, face_picture())
    assert reader.close()
    assert provider.closed


def test_the_donor_is_cut_into_the_face_frame() -> None:
    frame = cv2.resize(face_picture(), (400, 400))
    photo = np.full((600, 500, 3), 90, np.uint8)
    photo[100:500, 50:450] = frame
    points = average_landmarks() * 400 + (50, 100)
    donor = donor_from_photo(
        DonorPhoto(photo, (), "ada.jpg"), landmarks=points, licence="CC0-1.0", consent="asked in person"
    )
    assert donor.name == "ada"
    assert donor.image.shape == (400, 400, 3)
    assert np.allclose(donor.landmarks, average_landmarks(), atol=0.01)
    assert (donor.licence, donor.consent) == ("CC0-1.0", "asked in person")


def test_too_few_points_are_refused() -> None:
    with pytest.raises(InputError, match="68 points"):
        donor_from_photo(DonorPhoto(face_picture(), ()), landmarks=np.zeros((3, 2)))


def test_no_reader_thread_starts_before_it_is_needed(qtbot: QtBot) -> None:
    before = threading.active_count()
    reader = DonorPhotoReader(FakeLandmarks)
    assert reader.close()
    assert threading.active_count() == before
