"""Faces for commands: from photos or from the library."""

from __future__ import annotations

from pathlib import Path

from engines.errors import EngineError, FaceNotFoundError, InputError
from engines.face.donors import Donor, cut_donor
from engines.face.landmarks import DetectedFace
from engines.face.library import Library
from engines.face.parsing.hair import seen_hair
from engines.face.regions import PART_KINDS
from engines.imaging.arrays import ByteImage
from engines.imaging.photo_file import PhotoFile, read_photo_file
from faceforge_app.commands.errors import UsageError
from faceforge_app.session.settings import chosen_landmarks, load_settings

MINOR_FACE = 0.4  # a second face of less than this share of the first one's area stands in the background


def photo_face(path: Path, face: int | None = None) -> tuple[PhotoFile, DetectedFace]:
    """A photo and its face; `face` counts from 1, largest first. Raises `EngineError` where it is unclear whose face is meant."""
    photo = read_photo_file(path)
    faces = faces_in(photo.image, path.name)
    if face is None:
        if len(faces) > 1 and _area(faces[1]) > MINOR_FACE * _area(faces[0]):
            raise InputError(f"{path.name} shows {len(faces)} faces. Crop it to the one that is meant.")
        face = 1
    return photo, numbered_face(faces, face, path.name)


def faces_in(
    image: ByteImage, name: str, advice: str = "Choose a photo of one face, seen from the front."
) -> list[DetectedFace]:
    """All faces of a photo, largest first. Raises `FaceNotFoundError` with `advice` where there is none."""
    faces = chosen_landmarks(load_settings()).detect(image)
    if not faces:
        raise FaceNotFoundError(f"No face was found in {name}. {advice}")
    return faces


def numbered_face(faces: list[DetectedFace], number: int, name: str) -> DetectedFace:
    """The face of that number, from 1; raises `InputError` where there are not so many."""
    if not 1 <= number <= len(faces):
        raise InputError(f"{name} shows {len(faces)} face(s), so there is no face {number}. Choose another number.")
    return faces[number - 1]


def find_donor(value: str) -> Donor:
    """The donor that a photo's path or an id of the library stands for."""
    path = Path(value)
    if path.exists():
        photo, face = photo_face(path)
        hair = seen_hair(photo.image, face.landmarks)
        return cut_donor(photo.image, face.landmarks, path.stem, source=path.name, hair=hair)
    offered = library()
    if all(donor.id != value for donor in offered.donors):
        advice = "Check the path, or see 'faceforge donors'."
        raise EngineError(f"There is neither a photo {value} nor a donor of that name. {advice}")
    return offered.donor(value)


def library() -> Library:
    return Library.open(load_settings().library_folder)


def chosen_parts(values: list[str]) -> dict[str, str]:
    """`["eyes=A.jpg", "nose=B.jpg"]` as a dictionary; raises `UsageError`."""
    chosen: dict[str, str] = {}
    for value in values:
        kind, separator, source = value.partition("=")
        if not separator or not source:
            raise UsageError(f"--part takes KIND=PHOTO, such as nose=anna.jpg, not {value!r}")
        if kind not in PART_KINDS:
            raise UsageError(f"there is no part {kind!r}: choose one of {', '.join(PART_KINDS)}")
        if kind in chosen:
            raise UsageError(f"--part {kind} is given twice")
        chosen[kind] = source
    return chosen


def _area(face: DetectedFace) -> float:
    left, top, right, bottom = face.box
    return (right - left) * (bottom - top)
