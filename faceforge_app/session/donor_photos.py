"""Photos and scans that are worked on, or that donors and colours are taken from: read and searched for faces off the GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QThread, Signal, Slot

from engines.errors import EngineError, InputError
from engines.face.donors import Donor, cut_donor
from engines.face.landmarks import DetectedFace, LandmarkProvider
from engines.face.parsing.hair import seen_hair
from engines.imaging.arrays import ByteImage, Mask, Points, read_only
from engines.imaging.io import decode_image, read_image
from engines.imaging.photo_file import PhotoFile, decode_photo_file, read_photo_file
from faceforge_app.document.photo import prepare
from faceforge_app.document.sketch import Tone
from faceforge_app.language import said, tr
from faceforge_app.session.engine_worker import UNEXPECTED, lower_priority
from faceforge_app.session.sketch_documents import lent_colours, looks_drawn, read_scan
from faceforge_app.session.threads import stop_thread

log = logging.getLogger(__name__)

PhotoSource = Path | bytes | np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


class Purpose(Enum):
    """What a picture is opened for: to cut a donor, to be repaired, to draw from it, to take its colours."""

    DONOR = "donor"
    REPAIR = "repair"
    DRAW = "draw"
    COLOURS = "colours"


@dataclass(frozen=True, eq=False)
class DonorPhoto:
    """A photo and its faces, largest first; `image` (H, W, 3) uint8. Without faces the points can be placed by hand.

    `notes` are sentences about the file, and about the search where it found nothing. `file` is there where the photo itself is to be
    worked on. A picture to draw from is a scan that was cleaned: pencil on white. `drawn`: a photo to work on seems to be a drawing.
    `colours`: those of its first face, where they were asked for.
    """

    image: ByteImage
    faces: tuple[DetectedFace, ...]
    name: str = ""
    notes: tuple[str, ...] = ()
    file: PhotoFile | None = None
    purpose: Purpose = Purpose.DONOR
    drawn: bool = False
    hair: tuple[Mask | None, ...] = ()  # of each face, in its face frame, for photos that donors are cut from
    colours: Mapping[str, Tone] = field(default_factory=dict)


class FaceWorker(QObject):
    """Lives in its thread; asks for the landmark provider each time, as the settings may name another one."""

    opened = Signal(object)  # DonorPhoto
    failed = Signal(str)

    def __init__(self, provider: Callable[[], LandmarkProvider]) -> None:
        super().__init__()
        self._make_provider = provider
        self._provider: LandmarkProvider | None = None

    @Slot(object, str, object)
    def open(self, source: PhotoSource, name: str, purpose: Purpose) -> None:
        try:
            photo = _read_to_repair(source, name) if purpose is Purpose.REPAIR else _read(source, name)
            photo = replace(photo, purpose=purpose)
            self.opened.emit(self._as_scan(photo) if purpose is Purpose.DRAW else self._as_photo(photo))
        except EngineError as error:
            self.failed.emit(said(error))
        except Exception as error:
            log.exception("opening a donor photo failed")
            self.failed.emit(tr(UNEXPECTED, kind=type(error).__name__))

    def end(self) -> None:
        """Let the provider go, once the thread has ended."""
        close = getattr(self._provider, "close", None)
        if close is not None:
            close()
        self._provider = None

    def _as_scan(self, photo: DonorPhoto) -> DonorPhoto:
        image, faces, notes = read_scan(photo.image, self._landmarks)
        return replace(photo, image=image, faces=faces, notes=(*photo.notes, *notes))

    def _as_photo(self, photo: DonorPhoto) -> DonorPhoto:
        try:
            faces = tuple(self._landmarks().detect(photo.image))
            hair = tuple(seen_hair(photo.image, face.landmarks) for face in faces if photo.purpose is Purpose.DONOR)
        except EngineError as error:
            return replace(photo, notes=(*photo.notes, said(error)))
        photo = replace(photo, faces=faces, hair=hair)
        if photo.purpose is Purpose.COLOURS and photo.faces:
            return replace(photo, colours=lent_colours(photo.image, photo.faces[0]))
        return replace(photo, drawn=photo.purpose is Purpose.REPAIR and looks_drawn(photo.image))

    def _landmarks(self) -> LandmarkProvider:
        lower_priority()
        self._provider = self._make_provider()
        return self._provider


class DonorPhotoReader(QObject):
    """The GUI thread's end of the face worker; its thread starts with the first photo."""

    opened = Signal(object)
    failed = Signal(str)
    _asked = Signal(object, str, object)

    def __init__(self, provider: Callable[[], LandmarkProvider], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._provider = provider
        self._thread: QThread | None = None
        self._worker: FaceWorker | None = None

    def open(self, source: PhotoSource, name: str = "", purpose: Purpose = Purpose.DONOR) -> None:
        """What is to be repaired keeps the pixels as they are in the file, a scan to draw from is cleaned."""
        if self._thread is None:
            self._start()
        self._asked.emit(source, name, purpose)

    def close(self) -> bool:
        if self._thread is None or self._worker is None:
            return True
        self._worker.disconnect(self)
        ended = stop_thread(self._thread)
        if ended:
            self._worker.end()
        return ended

    def _start(self) -> None:
        self._thread = QThread()
        self._thread.setObjectName("face worker")
        self._worker = FaceWorker(self._provider)
        self._worker.moveToThread(self._thread)
        self._asked.connect(self._worker.open)
        self._worker.opened.connect(self._on_opened)
        self._worker.failed.connect(self._on_failed)
        self._thread.start()

    @Slot(object)
    def _on_opened(self, photo: DonorPhoto) -> None:
        self.opened.emit(photo)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.failed.emit(sentence)


def donor_from_photo(
    photo: DonorPhoto,
    face: int = 0,
    landmarks: Points | None = None,
    name: str = "",
    licence: str = "",
    consent: str = "",
) -> Donor:
    """Cut one face into the face frame; `landmarks`, (68, 2) in pixels of the photo, stand in for a face that was not found."""
    hair = None
    if landmarks is None:
        if not 0 <= face < len(photo.faces):
            raise InputError("No face was found in this photo. Place the points by hand.")
        landmarks = photo.faces[face].landmarks
        hair = photo.hair[face] if photo.hair else None
    title = name or Path(photo.name).stem
    return cut_donor(photo.image, landmarks, title, source=photo.name, licence=licence, consent=consent, hair=hair)


def _read_to_repair(source: PhotoSource, name: str) -> DonorPhoto:
    if isinstance(source, np.ndarray):
        file = PhotoFile(read_only(np.ascontiguousarray(source)), name=name)
    elif isinstance(source, bytes):
        file = decode_photo_file(source, name or "The picture")
    else:
        file = read_photo_file(source)
    prepare(file)
    return DonorPhoto(file.image, (), file.name, file.notes, file)


def _read(source: PhotoSource, name: str) -> DonorPhoto:
    if isinstance(source, np.ndarray):
        return DonorPhoto(read_only(np.ascontiguousarray(source)), (), name)
    photo = decode_image(source, name or "The picture") if isinstance(source, bytes) else read_image(source)
    return DonorPhoto(photo.image, (), name or photo.name, photo.notes)
