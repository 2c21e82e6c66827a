"""Scans of drawings as documents, and the colours that a photo lends to a sketch."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engines.errors import EngineError, InputError
from engines.face.alignment import align
from engines.face.landmarks import INNER_LIPS, LEFT_EYE, OUTER_LIPS, RIGHT_EYE, DetectedFace, LandmarkProvider
from engines.face.parsing.shared import face_parser, has_face_network
from engines.face.regions import forehead, part_mask, polygon_mask
from engines.face.sketch_sheet import check_is_sketch, find_sketched_face, read_sketch
from engines.face.skin import cheek_colour
from engines.imaging.arrays import ByteImage, FloatImage, Mask, Points, read_only, to_bytes, to_float
from engines.sketch.hints import reference_colours
from faceforge_app.document.document import Document
from faceforge_app.document.sketch import Tone, sketch_from_scan
from faceforge_app.language import said

if TYPE_CHECKING:
    from faceforge_app.session.donor_photos import DonorPhoto

COLOURS_PX, LOOK_PX = 256, 96
NEAR_PAPER, MOST_COLOUR, CREAM = 25.0, 12.0, 20.0  # levels
LEAST_PAPER, MOST_PAPER = 0.35, 0.99  # of the middle


def read_scan(
    scan: ByteImage, provider: Callable[[], LandmarkProvider]
) -> tuple[ByteImage, tuple[DetectedFace, ...], tuple[str, ...]]:
    """A scan as pencil on white paper (H, W, 3), straightened, with the face drawn there, or else a sentence that says why not."""
    sketch = read_sketch(scan)
    clean = read_only(to_bytes(sketch))
    try:
        check_is_sketch(scan)
        return clean, (find_sketched_face(sketch, provider()),), ()
    except EngineError as error:
        return clean, (), (said(error),)


def looks_drawn(picture: ByteImage) -> bool:
    """Whether a picture seems to be a drawing: hardly any colour, paper in its very middle, and strokes rather than tones."""
    small = cv2.resize(picture, (LOOK_PX, LOOK_PX), interpolation=cv2.INTER_AREA)
    lab = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), np.float32)
    light = lab[..., 0]
    paper = float(np.percentile(light, 80))
    tone = np.median(lab[light > paper - NEAR_PAPER][:, 1:], axis=0)
    colourful = float(np.percentile(np.hypot(lab[..., 1] - tone[0], lab[..., 2] - tone[1]), 90))
    middle = light[LOOK_PX // 4 : -LOOK_PX // 4, LOOK_PX // 4 : -LOOK_PX // 4]
    grey = colourful < MOST_COLOUR and float(np.hypot(*(tone - 128))) < CREAM
    on_paper = middle > paper - NEAR_PAPER
    return grey and LEAST_PAPER < float(on_paper.mean()) < MOST_PAPER and _passes(picture)


def _passes(picture: ByteImage) -> bool:
    try:
        check_is_sketch(picture)
    except EngineError:
        return False
    return True


def document_of_sketch(scan: DonorPhoto, face: int = 0, landmarks: Points | None = None) -> Document:
    """A scan that was opened, with one of its faces, or with landmarks (68, 2) in its pixels. Raises `InputError`."""
    if landmarks is None:
        if not 0 <= face < len(scan.faces):
            raise InputError("No face was found in this sketch. Place the points by hand.")
        landmarks = scan.faces[face].landmarks
    return Document(sketch=sketch_from_scan(scan.image, landmarks, scan.name))


def lent_colours(photo: ByteImage, face: DetectedFace) -> dict[str, Tone]:
    """The colours of skin, hair, eyes and lips in a photo: by the face network where that is there, else as far as landmarks tell."""
    aligned = align(photo, face.landmarks, COLOURS_PX)
    picture, points = to_float(aligned.image), aligned.landmarks
    if has_face_network() and (seen := reference_colours(picture, face_parser().parse(picture).labels)):
        return seen
    lips = polygon_mask([points[list(OUTER_LIPS)]], COLOURS_PX) - polygon_mask([points[list(INNER_LIPS)]], COLOURS_PX)
    return {
        "skin": cheek_colour(picture, points), "hair": _median(picture, _above_forehead(points)),
        "eyes": _median(picture, _irises(points)), "lips": _median(picture, lips),
    }  # fmt: skip


def _above_forehead(landmarks: Points) -> Mask:
    """A band over the hairline, where there is hair if there is any."""
    line = forehead(landmarks)
    up = (line[2] - landmarks[8]) * 0.08
    return np.asarray(part_mask("hair", landmarks, COLOURS_PX) > 0.5, np.float32) * polygon_mask(
        [np.concatenate([line[1:4] + up, line[3:0:-1] + 2 * up])], COLOURS_PX
    )


def _irises(landmarks: Points) -> Mask:
    """A ring in each eye, clear of the pupil and of the lids."""
    rows, columns = (np.mgrid[:COLOURS_PX, :COLOURS_PX] + 0.5) / COLOURS_PX
    rings = np.zeros((COLOURS_PX, COLOURS_PX), np.float32)
    for eye in (LEFT_EYE, RIGHT_EYE):
        corners = landmarks[list(eye)]
        centre, opening = corners.mean(axis=0), polygon_mask([corners], COLOURS_PX)
        width = float(np.ptp(corners[:, 0]))
        distance = np.hypot(columns - centre[0], rows - centre[1]) / width
        rings = np.maximum(rings, opening * ((distance > 0.08) & (distance < 0.18)))
    return rings


def _median(picture: FloatImage, where: Mask) -> Tone:
    pixels = picture[where > 0.5]
    red, green, blue = np.median(pixels, axis=0) if len(pixels) else (0.4, 0.3, 0.25)
    return float(red), float(green), float(blue)
