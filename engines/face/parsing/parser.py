"""The face network at work: classes of a face-frame picture, and landmarks of faces in any photo or sketch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from engines.devices import resolve_device
from engines.errors import FaceNotFoundError, InputError
from engines.face.alignment import frame_from_eyes
from engines.face.landmarks import DetectedFace, eye_centres
from engines.face.parsing.classes import LabelMap
from engines.face.parsing.network import FaceNetwork, FaceNetworkConfig
from engines.imaging.arrays import Affine, ByteImage, FloatImage, Points, check_image, to_float
from engines.imaging.geometry import invert, resize, transform_points, warp
from engines.weights import fill_network, load_weights

FACE_NETWORK = "face"  # the name in the weights' card
NEAR = 0.05  # the heat within this distance of a landmark, in frame units, is how sure the network is of it
WHOLE = 0.55  # 104 pictures without a face reach 0.54; 30 faces of `lfw-test` have 0.67 or more, 29 of 30 sketches of them 0.61

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels
FaceFinder = Callable[[ByteImage], list[Box]]

# Where dlib's frontal detector has the eye centres in its box: means of 30 photos, made symmetric.
EYES_IN_BOX: Points = np.array([[0.3, 0.287], [0.7, 0.287]])


@dataclass(frozen=True, eq=False)
class Parsing:
    """What the network sees in a picture of side S in the face frame.

    `labels` (S, S) uint8, classes 0..7 (`engines.face.parsing.classes`); `probabilities` (8, S, S) float32, sum 1; `landmarks` (68, 2)
    normalised; `certainty` (68,) in [0, 1], low where a landmark is hidden or there is no face.
    """

    labels: LabelMap
    probabilities: NDArray[np.float32]
    landmarks: Points
    certainty: NDArray[np.float32]


class FaceParser:
    """Parses pictures in the face frame; photos and sketches alike."""

    def __init__(self, network: FaceNetwork, device: torch.device, licence: str = "") -> None:
        self.size = network.config.size
        self.licence = licence
        self._device = device
        layout: dict[str, Any] = {"memory_format": torch.channels_last}
        self._network = network.eval().requires_grad_(False).to(device, **layout)

    @staticmethod
    def load(weights: Path, device: str = "auto") -> FaceParser:
        """Read a weights file onto a device; raises `WeightsError` or `DeviceError`."""
        where = resolve_device(device)
        tensors, card = load_weights(weights, FACE_NETWORK)
        network = FaceNetwork(FaceNetworkConfig.from_dict(card.config))
        fill_network(network, tensors, weights.name)
        return FaceParser(network, where, card.licence)

    @torch.inference_mode()
    def parse(self, image: FloatImage) -> Parsing:
        """Classes and landmarks of a picture (S, S, 3) in [0, 1] in the face frame, at the picture's own size.

        Raises `InputError` where the picture is not square.
        """
        outputs = self._network(self._seen(image))
        probabilities = self._probabilities(outputs.logits, image.shape[0])
        return Parsing(
            np.asarray(probabilities.argmax(axis=0), np.uint8),
            probabilities,
            outputs.landmarks[0].double().cpu().numpy(),
            _certainty(outputs.heat, outputs.landmarks)[0].cpu().numpy(),
        )

    @torch.inference_mode()
    def probabilities(self, image: FloatImage) -> NDArray[np.float32]:
        """The classes alone, (8, S, S) with sum 1, a fifth sooner; otherwise as `parse`."""
        logits, _ = self._network.classified(self._seen(image))
        return self._probabilities(logits, image.shape[0])

    def _seen(self, image: FloatImage) -> Tensor:
        check_image(image, "picture")
        if image.shape[0] != image.shape[1]:
            raise InputError("The picture is not square. Align the face first.")
        small = np.asarray(resize(image, (self.size, self.size)))
        return _input(small).to(self._device, memory_format=torch.channels_last)

    def _probabilities(self, logits: Tensor, side: int) -> NDArray[np.float32]:
        logits = logits.float()
        if side != self.size:
            logits = F.interpolate(logits, (side, side), mode="bilinear", antialias=side < self.size)
        return np.asarray(logits[0].softmax(dim=0).cpu().numpy(), np.float32)


class FaceNetworkLandmarks:
    """A `LandmarkProvider` of our own: a face detector in front, the face network for the 68 points.

    `finder` gives the boxes of the faces in a photo as dlib's frontal detector does. Where it finds none the whole picture is tried, as
    aligned crops and sketches often show a face and nothing else. What is less certain than `least_certainty`, or `WHOLE` for a whole
    picture, is not a face.
    """

    name = "dlib's detector and the face network"

    def __init__(
        self, parser: FaceParser, finder: FaceFinder | None = None, passes: int = 2, least_certainty: float = 0.35
    ) -> None:
        self.licence = parser.licence
        self._parser, self._finder, self._passes, self._least = parser, finder, passes, least_certainty

    def detect(self, image: ByteImage) -> list[DetectedFace]:
        """All faces of a (H, W, 3) sRGB photo, largest first, landmarks in pixels (0, 0 = outer corner of the first pixel)."""
        boxes = self._finder(image) if self._finder else []
        faces = [self.in_box(image, box) for box in boxes] or [self.in_frame(image)]
        least = self._least if boxes else max(self._least, WHOLE)
        certain = [face for face in faces if face.confidence >= least]
        return sorted(certain, key=_area, reverse=True)

    def in_box(self, image: ByteImage, box: Box) -> DetectedFace:
        """The landmarks of the face in a detector's box."""
        left, top, right, bottom = box
        eyes = np.array([left, top]) + EYES_IN_BOX * [right - left, bottom - top]
        return self.from_eyes(image, eyes[0], eyes[1])

    def in_frame(self, image: ByteImage) -> DetectedFace:
        """The landmarks of a picture that shows one face and little else: its middle square taken for the face frame."""
        height, width = image.shape[:2]
        side = min(height, width)
        corner = np.array([(width - side) / 2, (height - side) / 2])
        from_frame = np.concatenate(
            [np.eye(2) * side / [[width], [height]], (corner / [width, height])[:, None]], axis=1
        )
        return self._follow(image, invert(from_frame))

    def from_eyes(self, image: ByteImage, left: Points, right: Points) -> DetectedFace:
        """The landmarks of the face whose eyes are about at `left` and `right`, (2,) each in pixels."""
        return self._follow(image, frame_from_eyes(left, right, (image.shape[1], image.shape[0])))

    def _follow(self, image: ByteImage, to_frame: Affine) -> DetectedFace:
        """Landmarks in a rough frame; then again in the frame that their own eyes give."""
        size = (image.shape[1], image.shape[0])
        side = self._parser.size
        photo = to_float(image)
        for again in reversed(range(self._passes)):
            parsing = self._parser.parse(np.clip(np.asarray(warp(photo, to_frame, (side, side), "mirror")), 0, 1))
            points = transform_points(invert(to_frame), parsing.landmarks) * size
            if again:
                to_frame = _next_frame(points, size, to_frame)
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        return DetectedFace((left, top, right, bottom), points, float(parsing.certainty.mean()))


def _next_frame(points: Points, size: tuple[int, int], before: Affine) -> Affine:
    try:
        return frame_from_eyes(*eye_centres(points), size)
    except (InputError, FaceNotFoundError):  # no face: the eyes fell together
        return before


def _certainty(heat: Tensor, landmarks: Tensor) -> Tensor:
    """The share of each point's heat that lies within `NEAR` of it, (N, 68)."""
    side = heat.shape[-1]
    centres = (torch.arange(side, device=heat.device, dtype=heat.dtype) + 0.5) / side
    across = (centres - landmarks[..., :1]).square()[:, :, None, :]
    down = (centres - landmarks[..., 1:]).square()[..., None]
    near: Tensor = (heat.exp() * (across + down <= NEAR**2)).sum(dim=(2, 3))
    return near


def _input(image: FloatImage) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1)))[None] * 2 - 1


def _area(face: DetectedFace) -> float:
    left, top, right, bottom = face.box
    return float((right - left) * (bottom - top))
