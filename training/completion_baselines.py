"""What a completion engine has to beat, with nothing learnt: answers to a `CompletionRequest` by inpainting and by mirroring.

Each takes the request and returns a picture (S, S, 3) uint8 whose visible pixels are the request's.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from engines.face.landmarks import mirror_landmarks
from engines.imaging.arrays import ByteImage, to_bytes
from engines.imaging.geometry import IDENTITY, fit_similarity, warp
from engines.requests import CompletionRequest
from training.baselines import INPAINT_RADIUS_PX, BaselineInfo

Completion = Callable[[CompletionRequest], ByteImage]
KNOWN_FROM = 0.99  # a mirrored pixel counts as visible from here on


def hidden(request: CompletionRequest) -> ByteImage:
    """The photo with a grey hole: what identity is measured against when nothing is done."""
    return _laid_in(request, np.full_like(to_bytes(request.image), 128))


def telea(request: CompletionRequest) -> ByteImage:
    """Telea 2004, by OpenCV."""
    return _inpainted(to_bytes(request.image), request.mask > 0, cv2.INPAINT_TELEA)


def navier_stokes(request: CompletionRequest) -> ByteImage:
    """Bertalmio, Bertozzi, Sapiro 2001, by OpenCV."""
    return _inpainted(to_bytes(request.image), request.mask > 0, cv2.INPAINT_NS)


def biharmonic(request: CompletionRequest) -> ByteImage:
    """Biharmonic equations, by scikit-image."""
    from skimage.restoration import inpaint_biharmonic

    filled = inpaint_biharmonic(request.image, request.mask > 0, channel_axis=-1)
    return _laid_in(request, to_bytes(np.asarray(filled, np.float32)))


def plain_mirror(request: CompletionRequest) -> ByteImage:
    """The mirrored photo, laid on itself by its landmarks; what is hidden on both halves is inpainted (Telea)."""
    size = (request.image.shape[1], request.image.shape[0])
    points = request.landmarks
    to_face = IDENTITY if points is None else fit_similarity(mirror_landmarks(points), points)
    mirror = np.asarray(warp(np.ascontiguousarray(request.image[:, ::-1]), to_face, size, "edge"))
    known = np.asarray(warp(np.ascontiguousarray(1 - request.mask[:, ::-1]), to_face, size))
    hole = request.mask > 0
    copied = hole & (known >= KNOWN_FROM)
    filled = np.where(copied[..., None], to_bytes(mirror), to_bytes(request.image))
    return _inpainted(filled, hole & ~copied, cv2.INPAINT_TELEA)


COMPLETION_BASELINES: tuple[BaselineInfo[Completion], ...] = (
    BaselineInfo("mirror", "Plain mirroring", plain_mirror),
    BaselineInfo("telea", "OpenCV inpainting (Telea)", telea),
    BaselineInfo("navier_stokes", "OpenCV inpainting (Navier-Stokes)", navier_stokes),
    BaselineInfo("biharmonic", "scikit-image biharmonic", biharmonic),
)


def _inpainted(image: ByteImage, hole: np.ndarray, method: int) -> ByteImage:
    if not hole.any():
        return image
    filled = cv2.inpaint(image, hole.astype(np.uint8), INPAINT_RADIUS_PX, method)
    return np.where(hole[..., None], np.asarray(filled, np.uint8), image)


def _laid_in(request: CompletionRequest, filled: ByteImage) -> ByteImage:
    return np.where(request.mask[..., None] > 0, filled, to_bytes(request.image))
