"""`faceforge-evaluate context`: surroundings of bare faces beside baselines, measured where they were painted."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engines.context.options import ContextOptions
from engines.errors import EngineError
from engines.face.regions import face_hull
from engines.imaging.arrays import ByteImage, Mask, to_bytes, to_float
from engines.imaging.sharpness import laplacian_energy
from engines.requests import CompletionRequest, ContextRequest, Result
from engines.run_context import RunContext
from engines.spec import Engine
from training.context_baselines import CONTEXT_BASELINES
from training.data.canvases import resized
from training.data.shards import Sample
from training.evaluation.measures import (
    Instruments,
    Scores,
    SetValue,
    feature_distances,
    fidelity_scores,
    seam_scores,
    sharpness_scores,
)
from training.evaluation.outcome import ENGINE, Outcome, labels_by_axis
from training.feature_networks import SqueezeFeatures
from training.metrics.fidelity import as_batch
from training.metrics.perceptual import BATCH, FEATURE_SCALE
from training.metrics.recognition import match_scores, true_positive_rate

REAL, PROGAN, SYMMETRY = "photos", "progan", "symmetry"
FALSE_POSITIVES = 0.01
Report = Callable[[str], None]


@dataclass(frozen=True)
class Match:
    """How well faces are recognised: Pearson's correlation of descriptors of the same person, of different ones, and the true positive
    rate at a false positive rate of 1 %.
    """

    same: float
    different: float
    true_positives: float
    faces: int


@dataclass(eq=False)
class ContextOutcome(Outcome):
    """An outcome, what was to be painted, and how well each system's faces match their photos."""

    holes: list[Mask] = field(default_factory=list)
    matches: dict[str, Match] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class ContextSet:
    """One set of photos and what was found on it."""

    name: str
    samples: list[Sample]
    outcome: ContextOutcome


@dataclass(frozen=True, eq=False)
class ContextEvaluation:
    """The engine, `rivals` by name (another context engine, or one that completes), and all that stays the same over the sets.

    Surroundings are the likeliest ones (variety 0), as a photo's own are what they are compared with.
    """

    engine: Engine
    instruments: Instruments
    rivals: Mapping[str, Engine] = field(default_factory=dict)
    seed: int = 1
    size: int = 256
    report: Report = print

    @property
    def options(self) -> ContextOptions:
        return ContextOptions(variants=1, seed=self.seed, variety=0.0)

    def run(self, name: str, samples: Sequence[Sample]) -> ContextSet:
        """All systems on the photos of one set."""
        if not samples:
            raise EngineError(f"The set {name} has no photos. Raise --limit or choose another set.")
        fitting = [resized(sample, self.size) for sample in samples]
        holes = [(1 - face_hull(sample.landmarks, self.size)).astype(np.float32) for sample in fitting]
        outcome = ContextOutcome({}, {}, labels_by_axis(fitting), holes=holes)
        requests = [
            ContextRequest(to_float(sample.image), hole, sample.landmarks)
            for sample, hole in zip(fitting, holes, strict=True)
        ]
        for system, paint in self._systems().items():
            self.report(f"{name}: {system}")
            began = time.perf_counter()
            outcome.pictures[system] = [paint(request, i) for i, request in enumerate(requests)]
            per_face_ms = (time.perf_counter() - began) * 1000 / len(requests)
            outcome.systems[system] = Scores(whole={"ms_per_face": SetValue(per_face_ms, len(requests))})
        self._measure(outcome, fitting)
        self._match(outcome, fitting)
        return ContextSet(name, fitting, outcome)

    def _systems(self) -> dict[str, Callable[[ContextRequest, int], ByteImage]]:
        def by_formula(fill: Callable[[ContextRequest], ByteImage]) -> Callable[[ContextRequest, int], ByteImage]:
            return lambda request, _number: fill(request)

        return {
            ENGINE: self._by(self.engine),
            **{name: self._by(rival) for name, rival in self.rivals.items()},
            **{baseline.id: by_formula(baseline.paint) for baseline in CONTEXT_BASELINES},
        }

    def _by(self, engine: Engine) -> Callable[[ContextRequest, int], ByteImage]:
        """An engine's answers; one that completes photos is asked for the same hole."""

        def paint(request: ContextRequest, number: int) -> ByteImage:
            asked: Any = request
            options: Any = dataclasses.replace(self.options, seed=self.seed + number)
            if engine.spec.request_type is CompletionRequest:
                asked = CompletionRequest(request.image, request.mask, request.landmarks)
                options = engine.spec.options_type(variants=1, seed=self.seed + number)
            result: Result = engine.run(asked, options, RunContext())
            return to_bytes(result.images[0])

        return paint

    def _measure(self, outcome: ContextOutcome, samples: list[Sample]) -> None:
        truth, holes = [sample.image for sample in samples], outcome.holes
        energy = float(np.mean([laplacian_energy(to_float(t), hole) for t, hole in zip(truth, holes, strict=True)]))
        edges = [[(1 - hole).astype(np.float32)] for hole in holes]
        network = self.instruments.squeeze
        real = None if network is None else hole_features(network, truth, holes)
        for system, pictures in outcome.pictures.items():
            scores = outcome.systems[system]
            scores.each.update(fidelity_scores(pictures, truth, {"_hole": holes}, self.instruments))
            scores.each["sharpness_hole"] = sharpness_scores(pictures, holes, energy)
            scores.each["seam"] = seam_scores(pictures, edges)
            if network is not None and real is not None:
                made = hole_features(network, pictures, holes)
                scores.whole["kid_squeeze_hole"] = feature_distances(made, real, self.seed)["kid_squeeze"]
        photos = Scores({"seam": seam_scores(truth, edges), "sharpness_hole": sharpness_scores(truth, holes, energy)})
        outcome.systems[REAL] = photos

    def _match(self, outcome: ContextOutcome, samples: list[Sample]) -> None:
        reader, limit = self.instruments.faces, self.instruments.dlib_limit
        if reader is None or limit == 0:
            return
        landmarks = [sample.landmarks for sample in samples[:limit]]
        truth = reader.descriptors([sample.image for sample in samples[:limit]], landmarks)
        people = [str(sample.info.get("subject", sample.key)) for sample in samples[:limit]]
        for system, pictures in outcome.pictures.items():
            made = reader.descriptors(pictures[:limit], landmarks)
            outcome.systems[system].each["match"] = np.full(len(samples), np.nan)
            outcome.systems[system].each["match"][: len(made)] = match_scores(made, truth)
            outcome.matches[system] = match_of(made, truth, people)


def match_of(made: NDArray[np.float64], truth: NDArray[np.float64], people: Sequence[str]) -> Match:
    """Made faces against photos, (N, D) each: their own, and those of everybody else."""
    names = np.array(people)
    first, second = np.nonzero(names[:, None] != names[None])
    same, different = match_scores(made, truth), match_scores(made[first], truth[second])
    rate = true_positive_rate(same, different, FALSE_POSITIVES) if len(different) else float("nan")
    return Match(float(same.mean()), float(different.mean()) if len(different) else float("nan"), rate, len(made))


@torch.inference_mode()
def hole_features(network: SqueezeFeatures, pictures: Sequence[ByteImage], holes: Sequence[Mask]) -> Tensor:
    """The last tap averaged over what was painted, (N, 512) double, scaled as `pooled_features`."""
    found = []
    for start in range(0, len(pictures), BATCH):
        last = network(as_batch(pictures[start : start + BATCH]))[-1]
        mask = torch.from_numpy(np.stack(holes[start : start + BATCH]))
        weights = torch.nn.functional.adaptive_avg_pool2d(mask[:, None], (last.shape[2], last.shape[3]))
        found.append((last * weights).sum(dim=(2, 3)) / weights.sum(dim=(2, 3)).clamp_min(1e-9))
    return torch.cat(found).double() / FEATURE_SCALE
