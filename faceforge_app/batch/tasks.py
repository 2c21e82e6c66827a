"""What is asked of an engine for one face of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar, Protocol

import cv2
import numpy as np

from engines.errors import InputError
from engines.face.alignment import AlignedFace
from engines.face.donors import Donor
from engines.face.parsing.regions import bare_face
from engines.face.parsing.shared import face_parser, has_face_network
from engines.face.regions import face_hull, head_mask
from engines.imaging.arrays import FloatImage, Mask, to_float
from engines.imaging.geometry import resize
from engines.parts.on_photo import OPTIONS, swap_request, with_detail, with_donors
from engines.requests import CompletionRequest, ContextRequest, PartsRequest
from faceforge_app.batch.items import Face
from faceforge_app.document.face_areas import FACE_AREAS

FACE = "face"
KEPT = {FACE: face_hull, "head": head_mask}
HIDDEN = {area.id: area.make for area in FACE_AREAS if area.make is not None}
BESIDE = "beside"


class Task(Protocol):
    """A kind of job. `usual_options` stand in for the engine's own where the job says nothing."""

    request_type: ClassVar[type]
    usual_options: ClassVar[Mapping[str, Any]]

    def request(self, face: Face) -> Any:
        """What the engine is asked. Raises `InputError` for a face that lacks something."""
        ...

    def finished(self, image: FloatImage, request: Any, face: Face, native_size: int) -> FloatImage:
        """The engine's picture as it is packed."""
        ...


@dataclass(frozen=True, eq=False)
class Extend:
    """New surroundings. `keep`: `face` (where the face network is there, without the hair that reaches into it), `head`, or a mask of the
    face frame, 1 = kept.
    """

    keep: str | Mask = "face"
    colours: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    request_type: ClassVar[type] = ContextRequest
    usual_options: ClassVar[Mapping[str, Any]] = MappingProxyType({})

    def request(self, face: Face) -> ContextRequest:
        image, landmarks = to_float(face.aligned.image), face.aligned.landmarks
        kept = _region(self.keep, KEPT, face.aligned)
        if isinstance(self.keep, str) and self.keep == FACE and has_face_network():
            kept = bare_face(face_parser().parse(image), landmarks, image.shape[0])
        return ContextRequest(image, 1 - kept, landmarks, self.colours)

    def finished(self, image: FloatImage, request: Any, face: Face, native_size: int) -> FloatImage:
        return image


@dataclass(frozen=True, eq=False)
class Complete:
    """What is hidden is filled. `mask`: an area of the face by name, `beside` for the mask that lies beside each photo, or a mask of the
    face frame, 1 = filled.
    """

    mask: str | Mask = BESIDE
    request_type: ClassVar[type] = CompletionRequest
    usual_options: ClassVar[Mapping[str, Any]] = MappingProxyType({})

    def request(self, face: Face) -> CompletionRequest:
        if isinstance(self.mask, str) and self.mask == BESIDE:
            if face.mask is None or not face.mask.any():
                raise InputError(
                    "No mask lies beside the photo, or it marks nothing of the face. Paint one, white is filled."
                )
            hole = np.asarray(cv2.dilate((face.mask > 0).astype(np.float32), np.ones((3, 3), np.uint8)), np.float32)
        else:
            hole = _region(self.mask, HIDDEN, face.aligned)
        return CompletionRequest(to_float(face.aligned.image), hole, face.aligned.landmarks)

    def finished(self, image: FloatImage, request: Any, face: Face, native_size: int) -> FloatImage:
        return image


@dataclass(frozen=True, eq=False)
class Swap:
    """Other people's parts, `donors` by kind of part, in place of the face's own."""

    donors: Mapping[str, Donor]
    request_type: ClassVar[type] = PartsRequest
    usual_options: ClassVar[Mapping[str, Any]] = MappingProxyType(OPTIONS)

    def request(self, face: Face) -> PartsRequest:
        return swap_request(face.aligned, self.donors)

    def finished(self, image: FloatImage, request: Any, face: Face, native_size: int) -> FloatImage:
        detailed = with_detail(image, request, face.aligned.landmarks, native_size)
        return with_donors(detailed, request, face.aligned.landmarks, OPTIONS["keep_parts"])


def _region(region: str | Mask, named: Mapping[str, Any], aligned: AlignedFace) -> Mask:
    """Hard, (S, S) in {0, 1}."""
    size = aligned.image.shape[0]
    mask = named[region](aligned.landmarks, size) if isinstance(region, str) else resize(region, (size, size))
    return (np.asarray(mask) > 0.5).astype(np.float32)
