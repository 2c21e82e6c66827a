"""The session's photo: opened, masked, repaired and written without the window waiting for any of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from engines.errors import InputError
from engines.face.donors import Donor
from engines.face.skin import cheek_colour
from engines.imaging.arrays import ByteImage, Points, to_bytes
from engines.imaging.io import write_atomically
from engines.imaging.mask_file import looks_inverted, read_mask, write_mask
from engines.imaging.photo_file import encode_photo_file, lost_as, read_photo_file
from faceforge_app.document import masks
from faceforge_app.document.credentials import Certificate, signed
from faceforge_app.document.document import Document
from faceforge_app.document.exports import donors_in, no_donor
from faceforge_app.document.face_areas import FaceArea, face_area
from faceforge_app.document.masks import How
from faceforge_app.document.photo import PhotoGround, changed_outside, frame_picture, photo_ground
from faceforge_app.document.put_back import with_result
from faceforge_app.document.repairs import repairs_recipe
from faceforge_app.document.tiles import Pixels, TiledMask
from faceforge_app.language import mark, said, tr
from faceforge_app.session.background import Background
from faceforge_app.session.donor_photos import DonorPhoto

TONE_PX = 128
MEANWHILE = mark("The photo was changed meanwhile, so nothing was done. Try again.")
KEPT = mark(
    "Saved {file}: {width} × {height}, {bits} bits. Read again, {number} samples outside the repairs differ from the opened file."
)
KEPT_WITH_PROFILE = mark(
    "Saved {file}: {width} × {height}, {bits} bits, with its profile. "
    "Read again, {number} samples outside the repairs differ from the opened file."
)
Change = Callable[[PhotoGround], TiledMask]


class PhotoDocuments(QObject):
    """`current` is the document that is shown, `commit` makes a step of another one, `donor` finds one by id."""

    told = Signal(str)
    failed = Signal(str)
    mask_doubted = Signal(object, str)  # pixels (H, W) and the file's name: more than half is white. See `use_mask`
    put_back = Signal()  # a result is in the photo

    def __init__(
        self,
        current: Callable[[], Document],
        commit: Callable[[str, Document], None],
        parent: QObject | None = None,
        donor: Callable[[str], Donor] = no_donor,
    ) -> None:
        super().__init__(parent)
        self._current, self._commit, self._donor = current, commit, donor
        self._background = Background(self)

    # --- masks

    def change_mask(self, label: str, change: Change) -> None:
        """One undo step that makes another mask of the photo's; slow ones do not stop the window."""
        ground = self._current().photo
        if ground is not None:
            self._background.run(partial(change, ground), partial(self._on_mask, label, ground), self.failed.emit)

    def add_area(self, area: FaceArea, how: How) -> None:
        """A part of the face that the landmarks tell."""
        self.change_mask(area.title, lambda ground: masks.combined(ground.mask, face_area(ground, area), how))

    def load_mask(self, path: Path) -> None:
        """A picture as mask; one that looks inverted is asked about with `mask_doubted`."""
        ground = self._current().photo
        if ground is not None:
            done = partial(self._on_mask_read, path.name)
            self._background.run(partial(_mask_pixels, path, ground), done, self.failed.emit)

    def use_mask(self, pixels: Pixels, inverted: bool = False) -> None:
        """Pixels of the photo's size as its mask."""
        self.change_mask(tr("Load mask"), lambda _: TiledMask.from_pixels(255 - pixels if inverted else pixels))

    def save_mask(self, path: Path) -> None:
        ground = self._current().photo
        if ground is not None:
            work = partial(_write_mask, path, ground.mask)
            self._background.run(work, lambda _: self.told.emit(tr("Saved {file}.", file=path.name)), self.failed.emit)

    def _on_mask_read(self, name: str, pixels: Pixels) -> None:
        if looks_inverted(pixels):
            self.mask_doubted.emit(pixels, name)
        else:
            self.use_mask(pixels)

    def _on_mask(self, label: str, before: PhotoGround, mask: TiledMask) -> None:
        document = self._current()
        if document.photo is None or document.photo.mask is not before.mask:
            self.failed.emit(tr(MEANWHILE))
        elif mask is not before.mask:
            self._commit(label, document.with_mask(mask))

    # --- results

    def apply(
        self, label: str, made_from: Document, picture: ByteImage, request_type: type, recipe: Mapping[str, Any]
    ) -> None:
        """Put a result into the photo, as one undo step; answers with `put_back` or `failed`."""
        before = self._current()
        work = partial(_repaired, before, made_from, picture, request_type, recipe)
        self._background.run(work, partial(self._on_repaired, label, before), self.failed.emit)

    def _on_repaired(self, label: str, before: Document, after: Document) -> None:
        if self._current() is not before:
            self.failed.emit(tr(MEANWHILE))
            return
        self._commit(label, after)
        self.put_back.emit()

    # --- files

    def export(self, path: Path, signing: Certificate | None = None) -> None:
        """Write the photo with the depth, profile and size of its file, signed where there is a certificate, with its donors; says how many
        samples outside the repairs differ.
        """
        ground = self._current().photo
        if ground is not None:
            self._background.run(
                partial(_exported, path, ground, signing, self._donor), self.told.emit, self.failed.emit
            )

    def close(self) -> bool:
        return self._background.close()


def document_of(photo: DonorPhoto, face: int = 0, landmarks: Points | None = None) -> Document:
    """A photo that was opened, with one of its faces, or with landmarks (68, 2) in its pixels. Raises `InputError`."""
    if photo.file is None:
        raise InputError("This photo was opened as a donor. Open it to repair it.")
    if landmarks is None:
        if not 0 <= face < len(photo.faces):
            raise InputError("No face was found in this photo. Place the points by hand.")
        landmarks = photo.faces[face].landmarks
    ground = photo_ground(photo.file, landmarks)
    tone = cheek_colour(frame_picture(ground, TONE_PX), ground.landmarks)
    return Document(skin_tone=tone, photo=ground)


def _repaired(
    before: Document, made_from: Document, picture: ByteImage, request_type: type, recipe: Mapping[str, Any]
) -> Document:
    after = with_result(before, made_from, picture, request_type, recipe)
    if after.photo is not None:
        after.photo.prepare()
    return after


def _exported(path: Path, ground: PhotoGround, signing: Certificate | None, donor: Callable[[str], Donor]) -> str:
    photo = ground.file
    lost = lost_as(photo, path.suffix)
    recipe = repairs_recipe(ground, path.suffix)
    data = encode_photo_file(photo, path.suffix, recipe)
    if signing is not None:
        data = signed(data, path.suffix, path.name, signing, donors_in(recipe, donor))
    write_atomically(path, data)
    if lost:
        return " ".join((tr("Saved {file}.", file=path.name), *map(said, lost)))
    number = changed_outside(ground, read_photo_file(path))
    width, height = photo.size
    values = {"file": path.name, "width": width, "height": height, "bits": 8 * photo.samples.itemsize}
    if photo.profile:
        return tr(KEPT_WITH_PROFILE, **values, number=number)
    return tr(KEPT, **values, number=number)


def _mask_pixels(path: Path, ground: PhotoGround) -> Pixels:
    return to_bytes(read_mask(path, (ground.width, ground.height)))


def _write_mask(path: Path, mask: TiledMask) -> None:
    write_mask(path, mask.pixels())
