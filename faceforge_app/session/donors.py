"""The session's donors, and the pictures that are searched for faces: to cut donors from, or to work on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, SignalInstance

from engines.face.donors import Donor
from engines.face.landmarks import LandmarkProvider
from engines.face.library import Library
from engines.imaging.arrays import ByteImage, Points
from faceforge_app.session.donor_photos import DonorPhoto, DonorPhotoReader, Purpose, donor_from_photo


class Donors(QObject):
    """`folder` tells where the user's own donors lie."""

    found = Signal(object)  # DonorPhoto; without faces the points can be placed by hand
    photo_found = Signal(object)  # the same for a photo to work on
    sketch_found = Signal(object)  # for a scan to draw from
    colours_found = Signal(object)  # for a photo whose colours a sketch is to have
    failed = Signal(str)
    changed = Signal()  # the library

    def __init__(
        self,
        library: Library | None,
        folder: Callable[[], Path],
        landmarks: Callable[[], LandmarkProvider],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._folder = library, folder
        self._photos = DonorPhotoReader(landmarks, self)
        self._photos.opened.connect(self._on_opened)
        self._photos.failed.connect(self.failed)

    @property
    def answers(self) -> tuple[SignalInstance, ...]:
        """What is emitted once faces were looked for, in the order of `Purpose`."""
        return self.found, self.photo_found, self.sketch_found, self.colours_found

    @property
    def library(self) -> Library:
        """The donors on offer; opened when first asked for."""
        if self._library is None:
            self._library = Library.open(self._folder())
        return self._library

    def open(self, photo: Path | bytes | ByteImage, name: str = "") -> None:
        """Look for faces in a photo; answers with `found` or `failed`."""
        self._photos.open(photo, name)

    def open_photo(self, photo: Path | bytes | ByteImage, name: str = "") -> None:
        """Look for faces in a photo that is to be worked on; answers with `photo_found` or `failed`."""
        self._photos.open(photo, name, Purpose.REPAIR)

    def open_sketch(self, scan: Path | bytes | ByteImage, name: str = "") -> None:
        """Clean a scan and look for the drawn face; answers with `sketch_found` or `failed`."""
        self._photos.open(scan, name, Purpose.DRAW)

    def open_colours(self, photo: Path) -> None:
        """Look for a face that lends its colours; answers with `colours_found` or `failed`."""
        self._photos.open(photo, "", Purpose.COLOURS)

    def add(
        self,
        photo: DonorPhoto,
        face: int = 0,
        *,
        landmarks: Points | None = None,
        name: str = "",
        licence: str = "",
        consent: str = "",
    ) -> Donor:
        """Cut a face of an opened photo into the user's library. `landmarks`, (68, 2) in pixels of the photo, were placed by hand."""
        donor = donor_from_photo(photo, face, landmarks, name, licence, consent)
        self.library.add(donor)
        self.changed.emit()
        return donor

    def remove(self, donor_id: str) -> None:
        self.library.remove(donor_id)
        self.changed.emit()

    def restore_built_in(self) -> None:
        """Show the donors again that came with FaceForge and were removed. Raises `EngineError`."""
        self.library.restore_built_in()
        self.changed.emit()

    def close(self) -> bool:
        return self._photos.close()

    def _on_opened(self, photo: DonorPhoto) -> None:
        answers = dict(zip(Purpose, self.answers, strict=True))
        answers[photo.purpose].emit(photo)
