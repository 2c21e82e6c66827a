"""All measurements of the face network, one after the other, for `faceforge-evaluate face`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engines.face.detector import dlib_landmarks, has_detector, is_available
from engines.face.landmarks import DetectedFace, LandmarkProvider
from engines.face.parsing.parser import FaceNetworkLandmarks, FaceParser
from engines.imaging.arrays import ByteImage
from training.data.labels import LabelledShards, label_path
from training.data.shards import Sample, ShardDataset, find_shards
from training.evaluation import face_report
from training.evaluation.face import (
    FaceEvaluation,
    LandmarkOutcome,
    drawn_sketches,
    fasseg_photos,
    one_shard,
    synthetic_photos,
)
from training.evaluation.groups import skin_tone

if TYPE_CHECKING:
    from training.evaluation.face_report import FaceOutcomes

PARSING_SHARD, SKETCH_SHARD, SHEET_SET = "parsing-labels-00", "cufs-test-00", "london-test"


class Remembering:
    """A provider that looks at each picture once, however often it is asked."""

    def __init__(self, provider: LandmarkProvider) -> None:
        self.name, self.licence = provider.name, provider.licence
        self._provider = provider
        self._known: dict[int, list[DetectedFace]] = {}

    def detect(self, image: ByteImage) -> list[DetectedFace]:
        key = hash((image.shape, image.tobytes()))
        if key not in self._known:
            self._known[key] = self._provider.detect(image)
        return self._known[key]


def run_face(arguments: argparse.Namespace, say: Callable[[str], None]) -> tuple[FaceOutcomes, dict[str, ByteImage]]:
    """What was measured, and the sheet from London photos. dlib is used where it is installed."""
    parser = FaceParser.load(arguments.weights, arguments.device)
    dlib = dlib_landmarks()
    try:
        own = Remembering(FaceNetworkLandmarks(parser, dlib.boxes if has_detector() else None))
        evaluation = FaceEvaluation(parser, own, arguments.seed, say)
        outcomes = face_report.FaceOutcomes()
        _measure_labelled(evaluation, arguments.data, outcomes)
        for name in arguments.sets:
            _measure_set(evaluation, arguments, name, outcomes)
        sketches = list(drawn_sketches(one_shard(arguments.data, SKETCH_SHARD)))[: arguments.limit]
        outcomes.landmarks.append(evaluation.landmarks("cufs-test sketches", "dlib", sketches))
        samples = _samples(ShardDataset(find_shards(arguments.data, [SHEET_SET])), 10**6)
        sheet = face_report.sheet(evaluation, samples, dlib if is_available() else None)
        return outcomes, {SHEET_SET: sheet}
    finally:
        dlib.close()


def _measure_labelled(evaluation: FaceEvaluation, data: Path, outcomes: FaceOutcomes) -> None:
    shards = one_shard(data, PARSING_SHARD)
    fasseg = list(fasseg_photos(shards))
    outcomes.parsing.append(evaluation.parsing("FASSEG", fasseg, fasseg=True))
    synthetic = list(synthetic_photos(shards))
    outcomes.parsing.append(evaluation.parsing("FaceSynthetics, a fifth", synthetic))
    if is_available():
        photos = [*fasseg, *synthetic]
        providers = {"face network": evaluation.own, "dlib 68-point model": dlib_landmarks()}
        outcomes.rivals = [evaluation.rival(title, provider, photos) for title, provider in providers.items()]


def _measure_set(evaluation: FaceEvaluation, arguments: argparse.Namespace, name: str, outcomes: FaceOutcomes) -> None:
    paths = find_shards(arguments.data, [name])
    samples = _samples(ShardDataset(paths), arguments.limit)
    outcomes.landmarks.append(_landmarks(evaluation, name, "dlib", samples))
    if arguments.labels is None or not all(label_path(path, arguments.labels).is_file() for path in paths):
        return
    labelled = LabelledShards(paths, arguments.labels)
    chosen = [labelled[i] for i in _chosen(len(labelled), arguments.limit)]
    outcomes.parsing.append(evaluation.labelled(f"{name} (MediaPipe)", chosen))
    outcomes.landmarks.append(_landmarks(evaluation, name, "MediaPipe", [each.sample for each in chosen]))


def _landmarks(evaluation: FaceEvaluation, name: str, against: str, samples: Sequence[Sample]) -> LandmarkOutcome:
    pictures = [(sample.image, sample.landmarks * sample.image.shape[0]) for sample in samples]
    return evaluation.landmarks(name, against, pictures, [skin_tone(sample) for sample in samples])


def _samples(shards: ShardDataset, limit: int) -> list[Sample]:
    return [shards[i] for i in _chosen(len(shards), limit)]


def _chosen(count: int, limit: int) -> list[int]:
    """As many as the limit allows, drawn evenly and always the same."""
    return sorted(int(i) for i in np.random.default_rng(0).permutation(count)[:limit])
