"""Which landmarks are used: dlib's 68-point model where it is installed and wanted, else our own network behind dlib's detector.

dlib's are the usual ones where they are installed, as they lie nearer to labelled eyes and mouths (`faceforge-evaluate face`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engines.errors import FaceNotFoundError
from engines.face.detector import WAY_OUT, dlib_landmarks, has_detector, is_available
from engines.face.landmarks import DetectedFace, LandmarkProvider
from engines.face.parsing.shared import face_parser, face_weights, has_face_network
from engines.imaging.arrays import ByteImage
from engines.weights import read_card

if TYPE_CHECKING:
    from engines.face.parsing.parser import FaceNetworkLandmarks

OWN, DLIB = "network", "dlib"


@dataclass(frozen=True)
class LandmarkSource:
    """One row: what can find landmarks here, and under which licence. `licence` reads a file."""

    id: str
    title: str
    there: Callable[[], bool]
    make: Callable[[], LandmarkProvider]
    licence: Callable[[], str]


def landmark_source(wanted: str = DLIB) -> LandmarkSource | None:
    """The wanted source, the other one where that is not there, None where neither is. Quick: any thread may ask."""
    order = sorted(LANDMARK_SOURCES, key=lambda source: source.id != wanted)
    return next((source for source in order if source.there()), None)


def landmark_provider(wanted: str = DLIB) -> LandmarkProvider:
    """What `landmark_source` names; any thread may use it. Nothing is loaded yet.

    Raises `FaceNotFoundError` where there is none.
    """
    source = landmark_source(wanted)
    if source is None:
        raise FaceNotFoundError(f"Nothing that finds landmarks is installed. {WAY_OUT}")
    return source.make()


class OwnLandmarks:
    """A `LandmarkProvider`: dlib's detector finds the faces, the shared face network their 68 landmarks. Loads both on first use."""

    name = "dlib's detector and the face network"

    @property
    def licence(self) -> str:
        return _own_licence()

    def detect(self, image: ByteImage) -> list[DetectedFace]:
        """See `LandmarkProvider`. Raises `EngineError` where the weights cannot be read or the detector fails."""
        return self._provider().detect(image)

    def _provider(self) -> FaceNetworkLandmarks:
        from engines.face.parsing.parser import FaceNetworkLandmarks

        return FaceNetworkLandmarks(face_parser(), dlib_landmarks().boxes if has_detector() else None)

    def close(self) -> None:
        """End the detector's process; the next call starts another."""
        dlib_landmarks().close()


def _own_licence() -> str:
    return f"dlib: Boost Software Licence. Face network: {read_card(face_weights()).licence or 'not stated'}."


LANDMARK_SOURCES = (
    LandmarkSource(OWN, "Face network", has_face_network, OwnLandmarks, _own_licence),
    LandmarkSource(DLIB, "dlib 68-point model", is_available, dlib_landmarks, lambda: dlib_landmarks().licence),
)
