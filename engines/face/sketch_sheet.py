"""From a scan or a photo of a drawing to a clean sketch: grey strokes on white paper, laid into the face frame.

    sketch = read_sketch(image)                                   # sheet straightened, paper white
    face = find_sketched_face(sketch, landmark_provider())        # or a person clicks both eyes and the mouth
    aligned = align_sketch(sketch, face.landmarks, 256)           # align_by_clicks(sketch, left, right, mouth, 256)

A sketch is a `FloatImage` with three equal channels, 1 = paper. This module does not import torch.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.errors import FaceNotFoundError, InputError
from engines.face.alignment import estimate_landmarks, frame_from_landmarks, normalised
from engines.face.landmarks import DetectedFace, LandmarkProvider
from engines.imaging.arrays import Affine, ByteImage, FloatImage, Points, read_only, to_bytes, to_float
from engines.imaging.geometry import transform_points, warp

LIGHT_SIDE = 64  # px at which the light on the paper is looked at
PAPER_TOLERANCE = 0.06  # how far below the light's surface something still counts as paper
INK_QUANTILE, DARKEST = 0.5, 0.25  # in %: the darkest strokes become at most this bright
RIM_WIDTH, RIM_LENGTH = (
    0.06,
    0.12,
)  # shares of the picture: a dark rim beside the sheet is as wide at most, as long at least
RIM_ENDS = 0.92  # how bright it is beside the rim
LOOK_SIDE = 512  # px at which a sheet's corners are looked for
SMALLEST_SHEET, LARGEST_SHEET = 0.25, 0.985  # shares of the picture: beyond, what was found is no sheet, or all of it
STANDS_OUT = 25  # levels of 255 that a sheet is brighter than the ground around it
LEAST_INK = 0.002  # share of the picture that is drawn on, below which there is nothing
MOST_BRIGHTER = 0.04  # share that may be brighter than the paper
MOST_COLOUR, LEAST_PAPER, MOST_FLAT_TONE = 9.0, 0.33, 0.09  # between sketches and photos, see `check_is_sketch`
CERTAIN, LEAST_CERTAIN = 0.7, 0.62  # of landmarks: here no further turn is tried; below there is no face
PAPER_EDGE = 12  # px of LOOK_SIDE that are cut off a straightened sheet, where its own edge and shadow lie


@dataclass(frozen=True, eq=False)
class AlignedSketch:
    """A sketch in the face frame: `sketch` (S, S, 3), `landmarks` (68, 2) normalised, `to_frame` from the sheet's normalised points."""

    sketch: FloatImage
    landmarks: Points
    to_frame: Affine


def read_sketch(image: ByteImage) -> FloatImage:
    """A scan or photo (H, W, 3) of a drawing as a clean sketch (H', W', 3).

    Where all four corners of a sheet are seen before another ground, the sheet is cut out and its perspective undone; grey or coloured
    paper and strokes, and uneven light, become grey strokes on white.
    """
    corners = sheet_corners(image)
    return cleaned(to_float(image if corners is None else straightened(image, corners)))


def sheet_corners(image: ByteImage) -> Points | None:
    """The corners of a bright sheet on a darker ground, (4, 2) in pixels, clockwise from the top left; None where none is seen."""
    scale = LOOK_SIDE / max(image.shape[:2])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    scale = small.shape[0] / image.shape[0]
    grey = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    grey = np.asarray(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)), np.uint8)
    _, bright = cv2.threshold(cv2.GaussianBlur(grey, (0, 0), 3), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    sheet = cv2.convexHull(max(outlines, key=cv2.contourArea))
    share = cv2.contourArea(sheet) / grey.size
    if not SMALLEST_SHEET <= share <= LARGEST_SHEET:
        return None
    four = cv2.approxPolyDP(sheet, 0.03 * cv2.arcLength(sheet, True), True)[:, 0].astype(np.float64)
    if len(four) != 4 or cv2.contourArea(four.astype(np.float32)) < 0.92 * cv2.contourArea(sheet):
        return None
    if not _stands_out(grey, four):
        return None
    return _clockwise((four + 0.5) / scale)


def straightened(image: ByteImage, corners: Points) -> ByteImage:
    """The sheet with these corners seen from straight above; its sides keep their mean lengths."""
    top, right, bottom, left = (float(np.linalg.norm(corners[i] - corners[(i + 1) % 4])) for i in range(4))
    width, height = max(2, round((top + bottom) / 2)), max(2, round((left + right) / 2))
    goal = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform((corners - 0.5).astype(np.float32), goal - 0.5)
    flat = np.asarray(cv2.warpPerspective(image, matrix, (width, height), flags=cv2.INTER_AREA), np.uint8)
    edge = round(PAPER_EDGE / LOOK_SIDE * max(width, height))
    return flat[edge : height - edge, edge : width - edge]


def cleaned(scan: FloatImage) -> FloatImage:
    """A scan (H, W, 3) in [0, 1], coloured pencil on grey or unevenly lit paper, as grey strokes on white paper (H, W, 3).

    The light on the paper is a quadratic surface, fitted to what is bright; shading that a hand made is left as it is.
    """
    grey = np.asarray(cv2.cvtColor(scan, cv2.COLOR_RGB2GRAY), np.float32)
    clean = _without_rim(np.clip(grey / paper_light(grey), 0, 1))
    ink = float(np.percentile(clean, INK_QUANTILE))
    if ink > DARKEST:  # pale pencil
        clean = 1 - (1 - clean) * min(2.5, (1 - DARKEST) / max(1 - ink, 0.1))
    return np.repeat(np.clip(clean, 0, 1)[..., None], 3, axis=2).astype(np.float32)


def _without_rim(clean: FloatImage) -> FloatImage:
    """Paper in place of the dark rim beside a scanned sheet: narrow runs of dark that begin at the picture's edge, along much of it."""
    result = clean.copy()
    for turns in range(4):
        side = np.rot90(result, turns)  # a view: what is painted on it is painted on the result
        reach = max(3, round(RIM_WIDTH * side.shape[1]))
        dark = side[:, : reach + 1] < 0.7
        runs = np.where(dark.all(axis=1), reach + 1, dark.argmin(axis=1))
        narrow = (runs > 0) & (runs <= reach)
        ends = [row for row in np.flatnonzero(narrow) if side[row, runs[row] + 2 :][:reach].mean() > RIM_ENDS]
        if len(ends) < RIM_LENGTH * side.shape[0]:  # beside a rim lies paper, and beside strokes of hair more hair
            continue
        for row in np.flatnonzero(narrow):
            side[row, : runs[row] + 2] = 1
    return result


def paper_light(grey: FloatImage) -> FloatImage:
    """How bright empty paper is at every place of a grey scan (H, W) in [0, 1]."""
    height, width = grey.shape
    small = cv2.resize(grey, (LIGHT_SIDE, LIGHT_SIDE), interpolation=cv2.INTER_AREA).astype(np.float64)
    terms = _quadratic(LIGHT_SIDE, LIGHT_SIDE)
    flat, nearby = small.ravel(), cv2.dilate(small, np.ones((9, 9))).ravel()
    fitted = terms @ np.linalg.lstsq(terms, nearby, rcond=None)[0]
    for _ in range(6):
        paper = (flat > fitted - PAPER_TOLERANCE) & (flat < fitted + 2 * PAPER_TOLERANCE)
        if paper.sum() < 60:
            break
        fitted = terms @ np.linalg.lstsq(terms[paper], flat[paper], rcond=None)[0]
    surface = fitted.reshape(LIGHT_SIDE, LIGHT_SIDE).clip(0.3 * fitted.max(), 1.0)
    light = cv2.resize(surface.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.maximum(light, 0.05), np.float32)


def align_sketch(sketch: FloatImage, landmarks_px: Points, size: int) -> AlignedSketch:
    """The face frame, `size` px wide, of a sketch (H, W, 3) whose 68 landmarks are known in pixels; beyond the sheet lies paper."""
    sheet = (sketch.shape[1], sketch.shape[0])
    to_frame = frame_from_landmarks(landmarks_px, sheet)
    ink: NDArray[np.float32] = np.asarray(1 - sketch, np.float32)
    frame = np.clip(1 - np.asarray(warp(ink, to_frame, (size, size))), 0, 1).astype(np.float32)
    return AlignedSketch(read_only(frame), transform_points(to_frame, normalised(landmarks_px, sheet)), to_frame)


def align_by_clicks(
    sketch: FloatImage, left_eye: Points, right_eye: Points, mouth: Points | None, size: int
) -> AlignedSketch:
    """The same, with landmarks estimated from clicks on the eye centres and the middle of the mouth (`estimate_landmarks`)."""
    return align_sketch(sketch, estimate_landmarks(left_eye, right_eye, mouth), size)


def find_sketched_face(sketch: FloatImage, provider: LandmarkProvider) -> DetectedFace:
    """The face of a clean sketch (H, W, 3), landmarks in its pixels; the sheet may lie on its side or upside down.

    Raises `FaceNotFoundError` where none is certain enough.
    """
    picture, best = to_bytes(sketch), None
    for turns in (0, 1, 3, 2):
        turned = np.ascontiguousarray(np.rot90(picture, turns))
        for window in _windows(turned):
            face = _most_certain(provider, turned, window)
            if face is not None and (best is None or face.confidence > best[0].confidence):
                best = face, turns
            if best is not None and best[0].confidence >= CERTAIN:
                return _turned_back(*best, picture)
    if best is None or best[0].confidence < LEAST_CERTAIN:
        raise FaceNotFoundError(
            "No face was found in the sketch. Draw both eyes, nose and mouth, or click both eyes and the mouth."
        )
    return _turned_back(*best, picture)


def check_is_sketch(image: ByteImage) -> None:
    """Raises `InputError` for a sheet with nothing on it and for a photo (H, W, 3), which needs no sketch engine; says what to do."""
    scan = to_float(image)
    grey = np.asarray(cv2.cvtColor(scan, cv2.COLOR_RGB2GRAY), np.float32)
    light = paper_light(grey)
    clean = np.clip(grey / light, 0, 1)
    paper = clean > 0.9
    shaded = paper.mean() < LEAST_PAPER and _flat_tone(clean) > MOST_FLAT_TONE
    if shaded or _colourful(scan, paper) > MOST_COLOUR or (grey > light + 0.12).mean() > MOST_BRIGHTER:
        raise InputError(
            "This looks like a photo and not like a sketch. Open it as a photo, or draw a sketch of it first with 'faceforge draw'."
        )
    if (clean < 0.8).mean() < LEAST_INK:
        raise InputError("There is nothing on the sheet. Draw a face, or open a sketch.")


def _colourful(scan: FloatImage, paper: NDArray[np.bool_]) -> float:
    """How far three quarters of the picture keep from the colour of its paper at most, in CIE Lab."""
    colours = cv2.cvtColor(scan, cv2.COLOR_RGB2Lab)[..., 1:]
    of_paper = np.median(colours[paper] if paper.any() else colours.reshape(-1, 2), axis=0)
    return float(np.percentile(np.linalg.norm(colours - of_paper, axis=2), 75))


def _flat_tone(clean: FloatImage) -> float:
    """The share of the picture that is darker than paper and has no strokes in it, as skin in a photo."""
    small = cv2.resize(clean, (256, 256), interpolation=cv2.INTER_AREA)
    slope = np.hypot(cv2.Sobel(small, cv2.CV_32F, 1, 0), cv2.Sobel(small, cv2.CV_32F, 0, 1)) / 8
    return float(((slope < 0.012) & (small < 0.88)).mean())


def _windows(picture: ByteImage) -> list[tuple[int, int, int, int]]:
    """Where the face may lie: the whole picture, and the square around what is drawn; left, top, right, bottom."""
    height, width = picture.shape[:2]
    whole = (0, 0, width, height)
    rows, columns = (np.flatnonzero((picture[..., 0] < 160).sum(axis=axis) > 0) for axis in (1, 0))
    if not len(rows):
        return [whole]
    middle = (columns[0] + columns[-1]) / 2, (rows[0] + rows[-1]) / 2
    half = max(columns[-1] - columns[0], rows[-1] - rows[0], 32) * 0.5
    left, top = (max(0, round(m - half)) for m in middle)
    drawn = (left, top, min(width, round(middle[0] + half)), min(height, round(middle[1] + half)))
    return [whole, drawn] if (drawn[2] - drawn[0]) * (drawn[3] - drawn[1]) < 0.8 * width * height else [whole]


def _most_certain(
    provider: LandmarkProvider, picture: ByteImage, window: tuple[int, int, int, int]
) -> DetectedFace | None:
    left, top, right, bottom = window
    faces = provider.detect(np.ascontiguousarray(picture[top:bottom, left:right]))
    if not faces:
        return None
    face = max(faces, key=lambda each: each.confidence)
    x0, y0, x1, y1 = face.box
    return DetectedFace(
        (x0 + left, y0 + top, x1 + left, y1 + top), face.landmarks + np.array([left, top]), face.confidence
    )


def _turned_back(face: DetectedFace, turns: int, sheet: ByteImage) -> DetectedFace:
    """A face found in `np.rot90(sheet, turns)`, in the sheet's own pixels."""
    height, width = sheet.shape[:2]

    def back(points: Points) -> Points:
        x, y = points[:, 0], points[:, 1]
        here = {0: (x, y), 1: (width - y, x), 2: (width - x, height - y), 3: (y, height - x)}[turns]
        return np.stack(here, axis=1)

    ends = back(np.array([face.box[:2], face.box[2:]]))
    (left, top), (right, bottom) = ends.min(axis=0), ends.max(axis=0)
    return DetectedFace((float(left), float(top), float(right), float(bottom)), back(face.landmarks), face.confidence)


def _stands_out(grey: NDArray[np.uint8], corners: Points) -> bool:
    """Whether what lies around a quadrilateral is darker than what lies along its inside."""
    filled = cv2.fillConvexPoly(np.zeros_like(grey), np.rint(corners).astype(np.int32), 1)
    kernel = np.ones((21, 21), np.uint8)
    inside = (filled - cv2.erode(filled, kernel)) > 0
    outside = (cv2.dilate(filled, kernel) - filled) > 0
    return bool(outside.any()) and float(np.median(grey[inside])) - float(np.median(grey[outside])) > STANDS_OUT


def _clockwise(corners: Points) -> Points:
    """Corners from the one nearest to the top left on, clockwise on screen."""
    middle = corners.mean(axis=0)
    around = corners[np.argsort(np.arctan2(*(corners - middle).T[::-1]))]
    first = int(around.sum(axis=1).argmin())
    return np.roll(around, -first, axis=0)


def _quadratic(height: int, width: int) -> NDArray[np.float64]:
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1).reshape(-1, 6)
