"""`faceforge-evaluate sketch`: what is made of drawn sketches beside the photos they were drawn of, and of photos drawn in every style."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray

from engines.errors import EngineError
from engines.face.landmarks import eye_centres
from engines.face.parsing.classes import LabelMap
from engines.face.parsing.parser import FaceParser
from engines.face.sketch_sheet import AlignedSketch, align_sketch, cleaned
from engines.imaging.arrays import Affine, ByteImage, FloatImage, Points, to_bytes, to_float
from engines.imaging.geometry import invert, warp
from engines.imaging.sketches import SKETCH_STYLES, draw_sketch
from engines.requests import Result, SketchRequest
from engines.run_context import RunContext
from engines.sketch.options import SketchOptions
from engines.spec import Engine
from training.data.pair_shards import Pair
from training.data.parsing_sets import confusion, intersection_over_union
from training.data.shards import Sample
from training.evaluation.measures import Instruments, Scores, SetValue, fidelity_scores, set_distances
from training.evaluation.outcome import ENGINE, Outcome
from training.metrics.fidelity import as_batch
from training.metrics.fsim import fsim
from training.metrics.perceptual import BATCH, pooled_features
from training.metrics.recognition import identity_distances, nlda_accuracy

PIX2PIX, STAGE_ONE, SKETCH_ITSELF = "pix2pix", "stage_one", "sketch"
REPORT = Callable[[str], None]
FEWEST_FOR_NLDA = 10  # pairs, below which there is nothing to learn the projection from


@dataclass(eq=False)
class SketchOutcome(Outcome):
    """An outcome on drawn pairs; `miou`: mean overlap with the photo's parsing, of the sketch's own and of the intermediate one."""

    photos: list[ByteImage] = field(default_factory=list)
    sketches: list[ByteImage] = field(default_factory=list)
    miou: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class SketchEvaluation:
    """An engine that answers `SketchRequest`s, `rivals` of the same kind by name, and the face network that parses and finds landmarks."""

    engine: Engine
    parser: FaceParser
    instruments: Instruments
    rivals: Mapping[str, Engine] = field(default_factory=dict)
    seed: int = 1
    report: REPORT = print

    @property
    def options(self) -> SketchOptions:
        return SketchOptions(variants=1, seed=self.seed)

    def pairs(self, name: str, pairs: Sequence[Pair]) -> SketchOutcome:
        """Every system on drawn pairs, in the photos' own frame: what the face frame leaves out is continued from its border."""
        if not pairs:
            raise EngineError(f"The set {name} has no pairs. Raise --limit or choose another set.")
        size = self.engine.spec.native_size
        aligned = [align_sketch(cleaned(to_float(pair.sketch)), pair.sketch_landmarks, size) for pair in pairs]
        outcome = SketchOutcome({}, {}, {}, photos=[p.photo for p in pairs], sketches=[p.sketch for p in pairs])
        labels: list[LabelMap] = []
        for system, engine in {ENGINE: self.engine, **self.rivals}.items():
            self.report(f"{name}: {system}")
            began = time.perf_counter()
            results = [self._run(engine, sketch) for sketch in aligned]
            outcome.systems[system] = Scores(whole={"ms_per_face": _each_ms(began, len(pairs))})
            outcome.pictures[system] = _in_photos([r.images[0] for r in results], aligned, pairs)
            if system == ENGINE:
                first = [np.asarray(r.extras["stage_one"], np.float32) for r in results]
                outcome.pictures[STAGE_ONE] = _in_photos(first, aligned, pairs)
                outcome.systems[STAGE_ONE] = Scores()
                labels = [np.asarray(r.extras["parsing"], np.uint8) for r in results]
        outcome.pictures[SKETCH_ITSELF], outcome.systems[SKETCH_ITSELF] = outcome.sketches, Scores()
        outcome.miou = self._overlaps(aligned, pairs, labels)
        self._score(outcome, pairs)
        return outcome

    def styles(self, name: str, samples: Sequence[Sample]) -> Outcome:
        """Photos drawn in every style and painted again: whether a face is found in the results, and how far its landmarks (by the face
        network) are from the photo's, in eye distances. The system `photo` is the photo itself.
        """
        if not samples:
            raise EngineError(f"The set {name} has no photos. Raise --limit or choose another set.")
        photos = {"photo": [sample.image for sample in samples]}
        outcome = Outcome({}, photos, {})
        for style in SKETCH_STYLES:
            self.report(f"{name}: {style}")
            outcome.pictures[style] = [
                to_bytes(self._painted(sample, style, self.seed + i)) for i, sample in enumerate(samples)
            ]
        for system, pictures in outcome.pictures.items():
            outcome.systems[system] = Scores({"landmark_error": self._landmark_errors(pictures, samples)})
            if self.instruments.faces is not None and self.instruments.dlib_limit:
                found = self.instruments.faces.found(pictures[: self.instruments.dlib_limit])
                outcome.systems[system].whole["faces_found"] = SetValue(float(found.mean()) * 100, len(found))
        return outcome

    def _run(self, engine: Engine, sketch: AlignedSketch) -> Result:
        return engine.run(SketchRequest(sketch.sketch, sketch.landmarks), self.options, RunContext())

    def _painted(self, sample: Sample, style: str, seed: int) -> FloatImage:
        sketch = draw_sketch(to_float(sample.image), style, seed)
        return self.engine.run(SketchRequest(sketch, sample.landmarks), self.options, RunContext()).images[0]

    def _landmark_errors(self, pictures: Sequence[ByteImage], samples: Sequence[Sample]) -> NDArray[np.float64]:
        errors = []
        for picture, sample in zip(pictures, samples, strict=True):
            found = self.parser.parse(to_float(picture)).landmarks
            left, right = eye_centres(sample.landmarks)
            distances = np.linalg.norm(found - sample.landmarks, axis=1)
            errors.append(float(distances.mean() / np.linalg.norm(right - left)))
        return np.array(errors)

    def _overlaps(
        self, aligned: Sequence[AlignedSketch], pairs: Sequence[Pair], between: Sequence[LabelMap]
    ) -> dict[str, float]:
        """Mean IoU with the photo's parsing of the sketch's own parsing and of the intermediate one, all in the sketch's face frame."""
        size, sums = (
            self.engine.spec.native_size,
            {"sketch": np.zeros((8, 8), np.int64), "between": np.zeros((8, 8), np.int64)},
        )
        for sketch, pair, ours in zip(aligned, pairs, between, strict=True):
            photo = np.clip(np.asarray(warp(to_float(pair.photo), sketch.to_frame, (size, size), "mirror")), 0, 1)
            truth = self.parser.parse(photo.astype(np.float32)).labels
            sums["sketch"] += confusion(self.parser.parse(sketch.sketch).labels, truth)
            sums["between"] += confusion(ours, truth)
        return {name: float(np.nanmean(intersection_over_union(counts))) for name, counts in sums.items()}

    def _score(self, outcome: SketchOutcome, pairs: Sequence[Pair]) -> None:
        truth, tools = outcome.photos, self.instruments
        real = pooled_features(tools.squeeze, as_batch(truth)) if tools.squeeze is not None else None
        for system, pictures in outcome.pictures.items():
            scores = outcome.systems[system]
            scores.each |= fidelity_scores(pictures, truth, {"": None}, tools) | {"fsim": _fsim(pictures, truth)}
            if real is not None and tools.squeeze is not None:
                distances = set_distances(pictures, real, tools.squeeze, self.seed)
                scores.whole["kid_squeeze"] = distances["kid_squeeze"]
        if tools.faces is not None and tools.dlib_limit:
            self._recognise(outcome, pairs[: tools.dlib_limit])

    def _recognise(self, outcome: SketchOutcome, pairs: Sequence[Pair]) -> None:
        """Who is it: distance to the own photo, rank 1 among all photos, and null-space LDA on half of the people."""
        reader = self.instruments.faces
        assert reader is not None
        height, count = pairs[0].photo.shape[0], len(pairs)
        real = reader.descriptors(outcome.photos[:count], [pair.photo_landmarks / height for pair in pairs])
        drawn: list[Points] = [pair.sketch_landmarks / height for pair in pairs]
        for system, pictures in outcome.pictures.items():
            made, scores = reader.descriptors(pictures[:count], drawn), outcome.systems[system]
            distances = np.full(len(pictures), np.nan)
            distances[:count] = identity_distances(made, real)
            scores.each["identity_dlib"] = distances
            nearest = np.linalg.norm(made[:, None] - real[None], axis=2).argmin(axis=1)
            scores.whole["rank_one"] = SetValue(float((nearest == np.arange(count)).mean()) * 100, count)
            if count >= FEWEST_FOR_NLDA:
                mean, spread, _ = nlda_accuracy(real, made, train=count // 2)
                scores.whole["nlda"] = SetValue(mean * 100, count - count // 2, spread * 100)


def _in_photos(faces: Sequence[FloatImage], aligned: Sequence[AlignedSketch], pairs: Sequence[Pair]) -> list[ByteImage]:
    return [
        in_photo(face, sketch.to_frame, pair.photo) for face, sketch, pair in zip(faces, aligned, pairs, strict=True)
    ]


def in_photo(face: FloatImage, to_frame: Affine, photo: ByteImage) -> ByteImage:
    """A face-frame picture (S, S, 3) at the size of a photo (H, W, 3), its border continued where the frame ends."""
    return to_bytes(np.asarray(warp(face, invert(to_frame), (photo.shape[1], photo.shape[0]), "edge"), np.float32))


@torch.inference_mode()
def _fsim(test: Sequence[ByteImage], truth: Sequence[ByteImage]) -> NDArray[np.float64]:
    parts = [
        fsim(as_batch(test[start : start + BATCH]), as_batch(truth[start : start + BATCH]))
        for start in range(0, len(test), BATCH)
    ]
    return np.asarray(torch.cat(parts).double().numpy(), np.float64)


def _each_ms(began: float, count: int) -> SetValue:
    return SetValue((time.perf_counter() - began) * 1000 / count, count)
