"""Photo documents by formula: a face somewhere in a larger picture."""

from __future__ import annotations

import numpy as np

from engines.face.average_face import average_landmarks
from engines.imaging.arrays import read_only
from engines.imaging.photo_file import PhotoFile
from faceforge_app.document.document import Document
from faceforge_app.document.masks import Area, How, combined
from faceforge_app.document.photo import PhotoGround, photo_ground
from faceforge_app.document.tiles import Box

FACE_PX = 200.0
HOLE = Box(140, 170, 190, 240)


def photo_file(height: int = 320, width: int = 400, channels: int = 3, bits: int = 8, seed: int = 0) -> PhotoFile:
    """Waves with a little noise, so that no two samples are alike."""
    rows, columns = np.mgrid[:height, :width] / 97
    waves = 0.5 + 0.3 * np.sin(rows + seed)[..., None] * np.cos(columns)[..., None] * np.linspace(0.7, 1, channels)
    noise = np.random.default_rng(seed).normal(0, 0.01, (height, width, channels))
    samples = np.clip(waves + noise, 0, 1) * (2**bits - 1)
    return PhotoFile(read_only(samples.astype(np.uint16 if bits == 16 else np.uint8)), name="photo.png")


def ground(file: PhotoFile | None = None, turn_deg: float = 8.0) -> PhotoGround:
    """A face of 200 px, a little tilted, in the middle of a photo."""
    file = file or photo_file()
    width, height = file.size
    angle = np.deg2rad(turn_deg)
    turned = (average_landmarks() - 0.5) @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return photo_ground(file, turned * FACE_PX + (width / 2, height / 2))


def masked(photo: PhotoGround, box: Box = HOLE) -> PhotoGround:
    """A hole in the middle of the face."""
    full = Area(box, np.full(box.size, 255, np.uint8))
    return photo.with_mask(combined(photo.mask, full, How.ADD))


def photo_document(photo: PhotoGround | None = None) -> Document:
    return Document(photo=photo if photo is not None else masked(ground()))
