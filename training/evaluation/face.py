"""The face network measured: parsing against hand-made and drawn labels, landmarks against dlib's and MediaPipe's.

Parsing is compared in the face frame, at the network's own size, aligned by the landmarks that the network itself finds; pixels beyond
the photo do not count. A sketch is drawn from the aligned photo and has its labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.errors import InputError
from engines.face.alignment import EYE_DISTANCE, AlignedFace, align
from engines.face.landmarks import JAW_LINE, LEFT_EYE, OUTER_LIPS, RIGHT_EYE, LandmarkProvider, eye_centres
from engines.face.parsing.classes import CLASS_COUNT, EYES, INNER_MOUTH, LIPS, SKIN, LabelMap
from engines.face.parsing.parser import FaceParser
from engines.face.regions import polygon_mask
from engines.imaging.arrays import ByteImage, FloatImage, Points, to_float
from engines.imaging.geometry import to_pixels
from engines.imaging.sketches import SKETCH_STYLES, draw_sketch
from training.data.labels import LabelledSample
from training.data.parsing_sets import (
    FROM_FACESYNTHETICS,
    IGNORE,
    TO_FASSEG,
    confusion,
    from_fasseg,
    intersection_over_union,
)
from training.data.shards import ShardDataset, decode_image
from training.evaluation.groups import skin_tone

PHOTO, SKETCH = "photo", "sketch"
FIFTH = 5
Report = Callable[[str], None]


@dataclass(frozen=True, eq=False)
class LabelledPhoto:
    """`image` (H, W, 3) of any size; `truth` (H, W): classes, or 255 where they are not known."""

    key: str
    image: ByteImage
    truth: LabelMap


@dataclass(eq=False)
class ParsingOutcome:
    """`counts` (8, 8) by what was parsed (photo, sketch); `missed`: photos in which no face was found."""

    name: str
    photos: int = 0
    missed: int = 0
    counts: dict[str, NDArray[np.int64]] = field(default_factory=dict)

    def add(self, kind: str, labels: LabelMap, truth: LabelMap) -> None:
        before = self.counts.get(kind, np.zeros((CLASS_COUNT, CLASS_COUNT), np.int64))
        self.counts[kind] = before + confusion(labels, truth)

    def shares(self, kind: str) -> NDArray[np.float64]:
        """IoU of each class, (8,); NaN where the truth does not have it."""
        shares = intersection_over_union(self.counts[kind])
        shares[self.counts[kind].sum(axis=1) == 0] = np.nan
        return shares

    def mean(self, kind: str) -> float:
        return float(np.nanmean(self.shares(kind)))


@dataclass(eq=False)
class LandmarkOutcome:
    """Errors in eye distances of every picture in which a face was found: of all 68 points, of 17-67, and of the eye centres."""

    name: str
    against: str
    missed: int = 0
    every: list[float] = field(default_factory=list)
    inner: list[float] = field(default_factory=list)
    eyes: list[float] = field(default_factory=list)
    tones: list[str] = field(default_factory=list)

    def add(self, found: Points | None, truth: Points, tone: str = "") -> None:
        """`found` and `truth` (68, 2) in the same units; None where there was no face."""
        if found is None:
            self.missed += 1
            return
        centres, true_centres = np.stack(eye_centres(found)), np.stack(eye_centres(truth))
        unit = float(np.linalg.norm(true_centres[1] - true_centres[0]))
        errors = np.linalg.norm(found - truth, axis=1) / unit
        self.every.append(float(errors.mean()))
        self.inner.append(float(errors[len(JAW_LINE) :].mean()))
        self.eyes.append(float(np.linalg.norm(centres - true_centres, axis=1).mean() / unit))
        self.tones.append(tone)


@dataclass(eq=False)
class RivalOutcome:
    """A provider beside labels that know nothing of landmarks: overlap of its eyes and mouth with the labelled ones, and how far
    their middles lie apart, in eye distances; lists by picture."""

    name: str
    missed: int = 0
    eyes_iou: list[float] = field(default_factory=list)
    mouth_iou: list[float] = field(default_factory=list)
    eyes_off: list[float] = field(default_factory=list)
    mouth_off: list[float] = field(default_factory=list)


class FaceEvaluation:
    """`own` is the provider with the network behind a detector, as at work."""

    def __init__(
        self, parser: FaceParser, own: LandmarkProvider, seed: int = 1, report: Report = lambda _: None
    ) -> None:
        self.parser, self.own, self.seed, self.report = parser, own, seed, report

    # --- parsing

    def parsing(self, name: str, photos: Sequence[LabelledPhoto], fasseg: bool = False) -> ParsingOutcome:
        """`fasseg`: its merged classes; the neck, which it calls skin and we background, is left out."""
        outcome = ParsingOutcome(name)
        for i, photo in enumerate(photos):
            faces = self.own.detect(photo.image)
            outcome.photos += 1
            if not faces:
                outcome.missed += 1
                continue
            face = align(photo.image, faces[0].landmarks, self.parser.size)
            truth = aligned_truth(photo, face, self.parser.size)
            if fasseg:
                truth[(truth == SKIN) & (below_jaw(face.landmarks, self.parser.size) > 0.5)] = IGNORE
            self._compare(outcome, to_float(face.image), truth, i, TO_FASSEG if fasseg else None)
        self.report(f"{name}: parsing of {outcome.photos - outcome.missed} photos")
        return outcome

    def labelled(self, name: str, samples: Sequence[LabelledSample]) -> ParsingOutcome:
        """Parsing of pictures in the face frame against labels made by MediaPipe's networks."""
        outcome = ParsingOutcome(name, len(samples))
        size = self.parser.size
        for i, each in enumerate(samples):
            image = np.asarray(cv2.resize(each.sample.image, (size, size), interpolation=cv2.INTER_AREA), np.uint8)
            truth = np.asarray(cv2.resize(each.classes, (size, size), interpolation=cv2.INTER_NEAREST), np.uint8)
            self._compare(outcome, to_float(image), truth, i)
        self.report(f"{name}: parsing of {len(samples)} photos against MediaPipe")
        return outcome

    def _compare(
        self, outcome: ParsingOutcome, image: FloatImage, truth: LabelMap, number: int, merged: LabelMap | None = None
    ) -> None:
        for kind, picture in ((PHOTO, image), (SKETCH, self.sketch(image, number))):
            labels = self.parser.parse(picture).labels
            outcome.add(kind, labels if merged is None else merged[labels], truth)

    def sketch(self, image: FloatImage, number: int) -> FloatImage:
        """A photo drawn in one of all styles, by turns."""
        styles = list(SKETCH_STYLES)
        return draw_sketch(image, styles[number % len(styles)], self.seed + number)

    # --- landmarks

    def landmarks(
        self, name: str, against: str, pictures: Sequence[tuple[ByteImage, Points]], tones: Sequence[str] = ()
    ) -> LandmarkOutcome:
        """The provider at work on pictures (H, W, 3), beside landmarks (68, 2) in their pixels."""
        outcome = LandmarkOutcome(name, against)
        for i, (image, truth) in enumerate(pictures):
            faces = self.own.detect(image)
            outcome.add(faces[0].landmarks if faces else None, truth, tones[i] if tones else "")
        self.report(f"{name}: landmarks of {len(pictures)} pictures against {against}")
        return outcome

    def rival(self, title: str, provider: LandmarkProvider, photos: Sequence[LabelledPhoto]) -> RivalOutcome:
        """How well a provider's eyes and mouths lie on labelled ones; both providers of a table see the same photos."""
        outcome = RivalOutcome(title)
        for photo in photos:
            faces = provider.detect(photo.image)
            if not faces:
                outcome.missed += 1
                continue
            face = align(photo.image, faces[0].landmarks, self.parser.size)
            truth = aligned_truth(photo, face, self.parser.size)
            eyes = [face.landmarks[list(group)] for group in (LEFT_EYE, RIGHT_EYE)]
            _overlap(outcome.eyes_iou, outcome.eyes_off, eyes, truth == EYES)
            mouth = [face.landmarks[list(OUTER_LIPS)]]
            _overlap(outcome.mouth_iou, outcome.mouth_off, mouth, np.isin(truth, (LIPS, INNER_MOUTH)))
        return outcome


# --- data


def fasseg_photos(shards: ShardDataset) -> Iterator[LabelledPhoto]:
    """FASSEG's photos with the classes that its colours stand for."""
    for i, key in enumerate(shards.keys()):
        if key.startswith("fasseg"):
            colours = decode_image(shards.read(i, "label.png"), key)
            yield LabelledPhoto(key, decode_image(shards.read(i, "jpg"), key), from_fasseg(colours))


def synthetic_photos(shards: ShardDataset, every: int = FIFTH) -> Iterator[LabelledPhoto]:
    """FaceSynthetics' renderings: of all that lie in the shards every fifth, always the same."""
    chosen = [i for i, key in enumerate(shards.keys()) if key.startswith("facesynthetics")][::every]
    for i in chosen:
        key = shards.keys()[i]
        index = decode_image(shards.read(i, "label.png"), key)[..., 0]
        yield LabelledPhoto(key, decode_image(shards.read(i, "jpg"), key), FROM_FACESYNTHETICS[index])


def drawn_sketches(shards: ShardDataset) -> Iterator[tuple[ByteImage, Points]]:
    """Drawn sketches of pair shards and dlib's landmarks on them, in pixels."""
    for i, key in enumerate(shards.keys()):
        points = np.asarray(shards.info(i)["sketch_landmarks"], np.float64) + 0.5
        yield decode_image(shards.read(i, "sketch.jpg"), key), points


def tones(samples: Sequence[LabelledSample]) -> list[str]:
    return [skin_tone(each.sample) for each in samples]


def one_shard(folder: Path, name: str) -> ShardDataset:
    """Raises `InputError` where it is not there."""
    path = folder / f"{name}.tar"
    if not path.is_file():
        raise InputError(f"There is no {path}. Check --data.")
    return ShardDataset([path])


# --- geometry


def aligned_truth(photo: LabelledPhoto, face: AlignedFace, size: int) -> LabelMap:
    """The labels in the face frame, (size, size); 255 beyond the photo."""
    height, width = photo.truth.shape
    matrix = to_pixels(face.to_frame, (width, height), (size, size))
    truth = cv2.warpAffine(photo.truth, matrix, (size, size), flags=cv2.INTER_NEAREST, borderValue=IGNORE)
    return np.asarray(truth, np.uint8)


def below_jaw(landmarks: Points, size: int) -> NDArray[np.float32]:
    """Everything below the jaw line, from the height of its fifth points down."""
    jaw = landmarks[4:13]
    corners = np.array([[1.5, jaw[-1, 1]], [1.5, 1.5], [-0.5, 1.5], [-0.5, jaw[0, 1]]])
    return polygon_mask([np.concatenate([jaw, corners])], size)


def _overlap(iou: list[float], off: list[float], polygons: list[Points], truth: NDArray[np.bool_]) -> None:
    """IoU of polygons with a labelled region; distance of the middles, in eye distances of the face frame (0.24)."""
    size = truth.shape[0]
    found = polygon_mask(polygons, size) > 0.5
    if not truth.any() or not found.any():
        return
    iou.append(float((found & truth).sum() / (found | truth).sum()))
    middles = [np.argwhere(region).mean(axis=0) for region in (found, truth)]
    off.append(float(np.linalg.norm(middles[0] - middles[1]) / size / EYE_DISTANCE))
