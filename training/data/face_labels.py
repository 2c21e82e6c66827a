"""Parsing labels and landmarks of one photo from three Apache-2.0 networks of MediaPipe: face mesh, hair, person.

Kartynnik et al. 2019 (mesh, 468 points); MediaPipe hair segmentation (512 px) and selfie segmentation (256 px). Run on the CPU with
`ai-edge-litert` (the extra `labels`). Brows, eyes, nose, lips and inner mouth are the mesh's contours; hair is the hair network's;
skin is the face above the jaw line with ears, forehead and bald head, where the person network sees a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.errors import WeightsError
from engines.face.parsing.classes import (
    BACKGROUND,
    BROWS,
    EYES,
    HAIR,
    INNER_MOUTH,
    LIPS,
    NOSE,
    SKIN,
    LabelMap,
)
from engines.face.regions import polygon_mask
from engines.imaging.arrays import ByteImage, FloatImage, Mask, Points, to_float

SIZE = 256
MESH_SIDE, HAIR_SIDE, PERSON_SIDE = 192, 512, 256
MESH_FILE = "face_landmark_fp32_e30e514e.tflite"
HAIR_FILE, PERSON_FILE = "hair_segmentation.tflite", "selfie_segmentation.tflite"
WINDOW = 1.4  # side of the mesh's window, in sides of the mesh's own box
WINDOWS = (
    (0.0, 0.0, 1.0),
    (0.05, 0.0, 1.05),
    (-0.05, 0.03, 0.95),
    (0.0, -0.05, 1.02),
)  # shift and scale, averaged over

# The usual list of engines that map the mesh to 68 points, with its jaw and brow ends (162, 389, 71, 301) moved to 127, 356, 70, 300:
# a third of the distance to where iBUG's definition has them.
MESH_TO_68 = np.array(
    [127, 234, 93, 58, 172, 136, 149, 148, 152, 377, 378, 365, 397, 288, 323, 454, 356,
     70, 63, 105, 66, 107, 336, 296, 334, 293, 300, 168, 197, 5, 4, 75, 97, 2, 326, 305,
     33, 160, 158, 133, 153, 144, 362, 385, 387, 263, 373, 380,
     61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 82, 13, 312, 308, 317, 14, 87]
)  # fmt: skip
OVAL = [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
        152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109]  # fmt: skip
CONTOURS = {
    NOSE: [[168, 193, 122, 188, 174, 198, 49, 129, 64, 98, 97, 2, 326, 327, 294, 358, 279, 420, 399, 412, 351, 417]],
    BROWS: [[70, 63, 105, 66, 107, 55, 65, 52, 53, 46], [300, 293, 334, 296, 336, 285, 295, 282, 283, 276]],
    EYES: [[33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
           [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466]],
    LIPS: [[61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185]],
    INNER_MOUTH: [[78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191]],
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class FaceLabels:
    """`classes` (256, 256); `landmarks` (68, 2) normalised; `score` how sure the mesh network is of a face (logit)."""

    classes: LabelMap
    landmarks: Points
    score: float


class FaceLabeller:
    """Labels photos in the face frame; `folder` holds the three `.tflite` files. Raises `WeightsError` where one is missing."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._mesh = _Network(folder / MESH_FILE, threads)
        self._hair = _Network(folder / HAIR_FILE, threads)
        self._person = _Network(folder / PERSON_FILE, threads)

    def label(self, image: ByteImage) -> FaceLabels:
        """Labels of a photo (S, S, 3) uint8 sRGB in the face frame."""
        mesh, score = self.mesh(image)
        hair, person = self.hair(image), self.person(image)
        small = to_float(np.asarray(cv2.resize(image, (SIZE, SIZE), interpolation=cv2.INTER_AREA), np.uint8))
        return FaceLabels(class_map(small, mesh, hair, person), mesh[MESH_TO_68], score)

    def mesh(self, image: ByteImage) -> tuple[Points, float]:
        """The 468 mesh points, normalised (468, 2), averaged over four windows around a first guess; and the face score."""
        photo = to_float(image)
        rough, _ = self._mesh_in(photo, (0.5, 0.5), 1.0)
        middle = (rough.min(axis=0) + rough.max(axis=0)) / 2
        side = float((rough.max(axis=0) - rough.min(axis=0)).max()) * WINDOW
        found = [
            self._mesh_in(photo, (middle[0] + dx * side, middle[1] + dy * side), side * scale)
            for dx, dy, scale in WINDOWS
        ]
        points: Points = np.mean([points for points, _ in found], axis=0)
        return points, float(np.mean([score for _, score in found]))

    def hair(self, image: ByteImage) -> Mask:
        """Hair, (256, 256) in [0, 1]."""
        photo = to_float(_scaled(image, HAIR_SIDE))
        no_previous_mask = np.zeros((HAIR_SIDE, HAIR_SIDE, 1), np.float32)
        logits = self._hair(np.concatenate([photo, no_previous_mask], axis=2))[0][0]
        probability = 1 / (1 + np.exp(logits[..., 0] - logits[..., 1]))
        return np.asarray(cv2.resize(probability, (SIZE, SIZE), interpolation=cv2.INTER_AREA), np.float32)

    def person(self, image: ByteImage) -> Mask:
        """The person, (256, 256) in [0, 1]."""
        return np.asarray(self._person(to_float(_scaled(image, PERSON_SIDE)))[0][0, ..., 0], np.float32)

    def _mesh_in(self, photo: FloatImage, middle: tuple[float, float], side: float) -> tuple[Points, float]:
        """The mesh seen in a square window of a photo (S, S, 3), in the photo's normalised points."""
        size = photo.shape[0]
        scale = MESH_SIDE / (side * size)
        shift = [MESH_SIDE / 2 - 0.5 - scale * (centre * size - 0.5) for centre in middle]
        matrix = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
        window = cv2.warpAffine(photo, matrix, (MESH_SIDE, MESH_SIDE), borderMode=cv2.BORDER_REFLECT_101)
        points, score = self._mesh(np.asarray(window, np.float32))
        flat = points.reshape(-1, 3)[:, :2].astype(np.float64) / MESH_SIDE
        return (flat - 0.5) * side + np.asarray(middle), float(score.ravel()[0])


def class_map(photo: FloatImage, mesh: Points, hair: Mask, person: Mask) -> LabelMap:
    """The eight classes, (S, S), from the photo (S, S, 3), mesh (468, 2) normalised, hair and person (S, S) in [0, 1]."""
    size = photo.shape[0]
    seen = person > 0.5
    oval = polygon_mask([mesh[OVAL]], size) > 0.5
    beard = _beard_zone(mesh, size)
    is_hair = _joined((hair > 0.5) & ~beard, cv2.dilate(oval.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0)
    flesh = _looks_like(photo, oval & ~is_hair & ~beard)
    top = _above_face(mesh, size) & seen & ~is_hair & ~oval
    labels = np.full((size, size), BACKGROUND, np.uint8)
    bald = top & flesh & _bald_zone(mesh, size)
    labels[top & ~bald] = HAIR  # hats, and hair that was missed
    labels[_joined(bald | _ear_zone(mesh, size) & seen & ~is_hair & flesh, oval)] = SKIN
    labels[oval] = SKIN
    for kind in (NOSE, BROWS, EYES, LIPS, INNER_MOUTH):
        labels[polygon_mask([mesh[contour] for contour in CONTOURS[kind]], size) > 0.5] = kind
    covers = np.where(np.isin(labels, (BACKGROUND, SKIN, BROWS)), 0.5, 0.85)
    labels[is_hair & (hair > covers)] = HAIR
    return labels


def _beard_zone(mesh: Points, size: int) -> NDArray[np.bool_]:
    """Chin, lower cheeks and upper lip, where what the hair network sees is a beard."""
    points = mesh[[58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 425, 2, 205]]
    middle = points.mean(axis=0)
    return polygon_mask([middle + (points - middle) * 0.9], size) > 0.5


def _above_face(mesh: Points, size: int) -> NDArray[np.bool_]:
    """What lies over the line of the temples, an eighth of the face wider on both sides."""
    left, right = mesh[127], mesh[356]
    side = (right - left) * 0.12
    up = np.array([side[1], -side[0]]) * 16
    return polygon_mask([np.array([left - side, left - side + up, right + side + up, right + side])], size) > 0.5


def _bald_zone(mesh: Points, size: int) -> NDArray[np.bool_]:
    """Where the skin of a bald head can lie: the upper half of the face's outline, stretched upwards."""
    brow = (mesh[127] + mesh[356]) / 2
    upper = mesh[[127, 162, 21, 54, 103, 67, 109, 10, 338, 297, 332, 284, 251, 389, 356]]
    return polygon_mask([brow + (upper - brow) * [1.06, 1.6]], size) > 0.5


def _ear_zone(mesh: Points, size: int) -> NDArray[np.bool_]:
    """Beside the face from the temples down to the lips; wider on the side that a turned head shows."""
    zones = []
    for temple, ear, jaw in ((127, 234, 58), (356, 454, 288)):
        out = (mesh[ear] - mesh[4]) * [0.44, 0.0]
        zones.append(np.array([mesh[temple], mesh[temple] + out, mesh[jaw] + out * 0.7, mesh[jaw]]))
    return polygon_mask(zones, size) > 0.5


def _looks_like(photo: FloatImage, sample: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where the photo has about the colours of the sample region (Mahalanobis distance in CIE Lab below 3)."""
    lab = cv2.cvtColor(photo, cv2.COLOR_RGB2Lab)
    colours = lab[sample]
    if len(colours) < 50:
        return np.ones(sample.shape, np.bool_)
    difference = lab - np.median(colours, axis=0)
    spread = np.cov(colours.T) + np.diag([20.0, 4.0, 4.0])
    near: NDArray[np.bool_] = np.einsum("hwi,ij,hwj->hw", difference, np.linalg.inv(spread), difference) < 3.0**2
    return near


def _joined(region: NDArray[np.bool_], to: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The parts of `region` that touch `to`, small holes closed."""
    closed = cv2.morphologyEx(region.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    _, components = cv2.connectedComponents((closed | to.astype(np.uint8)), connectivity=4)
    touching = np.setdiff1d(np.unique(components[to]), [0])
    return np.isin(components, touching) & (closed > 0)


def _scaled(image: ByteImage, side: int) -> ByteImage:
    if image.shape[0] == side:
        return image
    method = cv2.INTER_AREA if side < image.shape[0] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, (side, side), interpolation=method), np.uint8)


class _Network:
    """One `.tflite` network on the CPU: (H, W, C) float32 -> its outputs."""

    def __init__(self, path: Path, threads: int) -> None:
        if not path.is_file():
            raise WeightsError(f"{path.name} is not in {path.parent}. Put MediaPipe's three .tflite files there.")
        try:
            from ai_edge_litert.interpreter import Interpreter
        except ImportError as error:
            raise WeightsError('The label maker needs ai-edge-litert: pip install "faceforge[labels]".') from error
        self._interpreter: Any = Interpreter(str(path), num_threads=threads)
        self._interpreter.allocate_tensors()
        self._input = self._interpreter.get_input_details()[0]["index"]
        self._outputs = [output["index"] for output in self._interpreter.get_output_details()]

    def __call__(self, image: NDArray[np.float32]) -> list[NDArray[np.float32]]:
        self._interpreter.set_tensor(self._input, np.ascontiguousarray(image, np.float32)[None])
        self._interpreter.invoke()
        return [self._interpreter.get_tensor(index) for index in self._outputs]
