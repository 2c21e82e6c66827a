"""The hair of a face in a photo, as the face network sees it: what a donor's hair is cut out with."""

from __future__ import annotations

from engines.face.alignment import align
from engines.face.parsing.classes import HAIR
from engines.face.parsing.regions import class_region
from engines.face.parsing.shared import face_parser, has_face_network
from engines.imaging.arrays import ByteImage, Mask, Points, to_float

LEAST = 0.005  # share of the face frame: less is no hair that could be cut out


def seen_hair(image: ByteImage, landmarks_px: Points) -> Mask | None:
    """Where the face with these landmarks, (68, 2) in pixels of a photo (H, W, 3), has hair: (256, 256) in [0, 1] in its face frame.

    None where the network's weights are missing or it sees none. Slow: call it in a worker thread. Raises `WeightsError`, `DeviceError`.
    """
    if not has_face_network():
        return None
    parser = face_parser()
    face = align(image, landmarks_px, parser.size)
    hair = class_region(parser.parse(to_float(face.image)), (HAIR,), parser.size)
    return hair if hair.mean() >= LEAST else None
