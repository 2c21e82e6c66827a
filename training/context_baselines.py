"""What the context engine has to beat, with nothing learnt: surroundings by mirroring, by averaging and by inpainting.

Each takes a `ContextRequest` and returns a picture (S, S, 3) uint8 whose kept pixels are the request's.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from engines.face.average_face import average_face
from engines.imaging.arrays import ByteImage, to_bytes
from engines.requests import ContextRequest
from training.baselines import INPAINT_RADIUS_PX, BaselineInfo

Surround = Callable[[ContextRequest], ByteImage]


def mirrored_borders(request: ContextRequest) -> ByteImage:
    """What is kept mirrored at its own border, as often as needed: every pixel takes that as far inside as it lies outside."""
    hole = request.mask > 0
    _, labels = cv2.distanceTransformWithLabels(
        hole.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    nearest = np.zeros((int(labels.max()) + 1, 2), np.int64)
    nearest[labels[~hole]] = np.argwhere(~hole)
    here = np.argwhere(hole)
    border = nearest[labels[hole]]
    inside = np.clip(2 * border - here, 0, request.image.shape[0] - 1)
    taken = np.where(hole[inside[:, 0], inside[:, 1]][:, None], border, inside)
    filled = to_bytes(request.image)
    filled[here[:, 0], here[:, 1]] = filled[taken[:, 0], taken[:, 1]]
    return filled


def average_surroundings(request: ContextRequest) -> ByteImage:
    """The average face of the open training photos around what is kept."""
    side = request.image.shape[0]
    average = cv2.resize(average_face().image, (side, side), interpolation=cv2.INTER_AREA)
    return np.where(request.mask[..., None] > 0, average, to_bytes(request.image)).astype(np.uint8)


def telea(request: ContextRequest) -> ByteImage:
    """Telea 2004, by OpenCV."""
    hole = (request.mask > 0).astype(np.uint8)
    filled = cv2.inpaint(to_bytes(request.image), hole, INPAINT_RADIUS_PX, cv2.INPAINT_TELEA)
    return np.where(hole[..., None] > 0, np.asarray(filled, np.uint8), to_bytes(request.image))


CONTEXT_BASELINES: tuple[BaselineInfo[Surround], ...] = (
    BaselineInfo("mirror", "Mirrored borders", mirrored_borders),
    BaselineInfo("average", "Average surroundings", average_surroundings),
    BaselineInfo("telea", "OpenCV inpainting (Telea)", telea),
)
