"""New surroundings for a face, and portraits that become photos to work on; nothing of it stops the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from engines import registry
from engines.errors import EngineError, InputError
from engines.face.average_face import average_landmarks
from engines.face.landmarks import LandmarkProvider
from engines.face.parsing import regions
from engines.face.parsing.classes import BACKGROUND, HAIR
from engines.face.parsing.shared import face_parser, has_face_network
from engines.imaging.arrays import ByteImage, Mask, Points, to_float
from engines.imaging.geometry import resize
from engines.requests import ContextRequest
from faceforge_app.document.document import Document
from faceforge_app.document.photo import PhotoGround, frame_picture
from faceforge_app.document.results import ResultEntry
from faceforge_app.document.surroundings import as_photo, bare_face, hull_of, kept
from faceforge_app.language import mark, tr
from faceforge_app.session.background import Background

CLASSES = {"hair": HAIR, "background": BACKGROUND}
PARSED_PX = 512
MEANWHILE = mark("The picture was changed meanwhile, so nothing was done. Try again.")
NO_REGIONS = "Nothing here says where that is. Choose a result of the context engine, or bring in the weights of the face network."
GUESSED = mark("No face was found in the portrait, so the points of the average face were taken.")


class Surroundings(QObject):
    """`current` is the document that is shown, `commit` makes a step of another one."""

    told = Signal(str)
    failed = Signal(str)
    begun = Signal()  # the surroundings of a face are marked
    taken_up = Signal()  # a portrait has become the photo

    def __init__(
        self,
        current: Callable[[], Document],
        commit: Callable[[str, Document], None],
        landmarks: Callable[[], LandmarkProvider],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._current, self._commit, self._landmarks = current, commit, landmarks
        self._background = Background(self)

    def work_on(self, picture: ByteImage, name: str) -> None:
        """A portrait, (S, S, 3) in the face frame, as a photo: one undo step, then `taken_up`."""
        self._do(tr("Work on the portrait"), lambda _: self._photo_of(picture, name), self.taken_up.emit)

    def begin(self, picture: ByteImage | None = None, name: str = "") -> None:
        """Mark everything but the face: of the photo, or of a portrait (S, S, 3) in the face frame. One undo step, then `begun`."""

        def marked(document: Document) -> Document:
            return bare_face(document if picture is None else self._photo_of(picture, name), _face_of)

        self._do(tr("New surroundings"), marked, self.begun.emit)

    def keep(self, label: str, region: str, entry: ResultEntry | None, variant: int = 0) -> None:
        """Take a region of what is marked out of the mask, as it is in a result, or in the photo where there is none: one undo step."""
        before = self._current()
        made_from = before if entry is None else entry.made_from
        picture = None if entry is None else entry.picture(variant)
        recipe = {} if entry is None else entry.variant_recipe(variant)

        def kept_in(document: Document) -> Document:
            after = kept(document, _region(document, region, entry, picture), made_from, picture, recipe)
            if after.photo is not None:
                after.photo.prepare()
            return after

        self._do(label, kept_in)

    def close(self) -> bool:
        return self._background.close()

    def _do(self, label: str, work: Callable[[Document], Document], then: Callable[[], object] | None = None) -> None:
        before = self._current()

        def done(after: Document) -> None:
            if self._current() is not before:
                self.failed.emit(tr(MEANWHILE))
                return
            self._commit(label, after)
            if then is not None:
                then()

        self._background.run(partial(work, before), done, self.failed.emit)

    def _photo_of(self, picture: ByteImage, name: str) -> Document:
        return as_photo(picture, self._points(picture), name)

    def _points(self, picture: ByteImage) -> Points:
        """68 normalised landmarks of a portrait."""
        try:
            faces = self._landmarks().detect(picture)
        except EngineError:
            faces = []
        if faces:
            return np.asarray(faces[0].landmarks / picture.shape[0], np.float64)
        self.told.emit(tr(GUESSED))
        return average_landmarks()


def context_engine() -> str | None:
    """The id of the engine that paints surroundings, where there is one."""
    return next((spec.id for spec in registry.engines().values() if spec.request_type is ContextRequest), None)


def _face_of(ground: PhotoGround) -> Mask:
    """Where the face is in a photo that is the face frame: the hull of its landmarks, without hair where the face network sees that."""
    if not has_face_network():
        return hull_of(ground)
    return regions.bare_face(face_parser().parse(to_float(ground.image)), ground.landmarks, ground.height)


def _region(document: Document, region: str, entry: ResultEntry | None, picture: ByteImage | None) -> Mask:
    """How far each pixel of the face frame shows a region, (S, S): as the face network sees it, else as the engine meant it.

    The face network counts clothes as background; where an engine knows better, both must say so.
    """
    told = None if entry is None else entry.maps.get(region)
    meant = None if told is None else told.astype(np.float32) / np.float32(255)
    if has_face_network() and document.photo is not None:
        seen = frame_picture(document.photo, PARSED_PX) if picture is None else to_float(picture)
        shares = np.asarray(face_parser().parse(seen).probabilities[CLASSES[region]], np.float32)
        if region != "background" or meant is None:
            return shares
        return np.minimum(shares, np.asarray(resize(meant, (shares.shape[1], shares.shape[0]))))
    if meant is None:
        raise InputError(NO_REGIONS)
    return meant
