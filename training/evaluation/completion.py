"""`faceforge-evaluate symmetry` and its like: completion engines beside baselines, photos with holes against the photos themselves."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engines.errors import EngineError
from engines.imaging.arrays import ByteImage, Mask, to_bytes, to_float
from engines.imaging.geometry import resize
from engines.requests import CompletionRequest, Result
from engines.run_context import RunContext
from engines.spec import Engine
from training.completion_baselines import COMPLETION_BASELINES, hidden
from training.data.canvases import resized
from training.data.shards import Sample
from training.evaluation.hiding import PROTOCOLS, Hidden, Protocol, hidden_samples
from training.evaluation.measures import Instruments, Scores, SetValue, fidelity_scores, identity_scores
from training.evaluation.outcome import ENGINE, Outcome, labels_by_axis, note_different_people
from training.metrics.faces import light_difference

PLAIN, HIDDEN, UNLIT = "plain", "hidden", "unlit"
LIGHT = "light_difference"
COPIED_FROM = 0.5  # a pixel counts as copied where the mirror half has at least this share in it
Report = Callable[[str], None]


@dataclass(eq=False)
class CompletionOutcome(Outcome):
    """An outcome, what was asked for, and the light of what the engine copied: with its light ratio, and with ratio 1 (`UNLIT`)."""

    asked: list[Hidden] = field(default_factory=list)
    light: dict[str, Scores] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class CompletionSet:
    """All protocols on one set."""

    name: str
    samples: list[Sample]
    outcomes: dict[str, CompletionOutcome]


@dataclass(frozen=True, eq=False)
class CompletionEvaluation:
    """An engine that answers `CompletionRequest`s, `rivals` of the same kind by name, and all that stays the same over the sets."""

    engine: Engine
    instruments: Instruments
    rivals: Mapping[str, Engine] = field(default_factory=dict)
    seed: int = 1
    size: int = 256
    report: Report = print
    protocols: tuple[Protocol, ...] = PROTOCOLS

    def run(self, name: str, samples: list[Sample]) -> CompletionSet:
        """Every protocol on the photos of one set."""
        if not samples:
            raise EngineError(f"The set {name} has no photos. Raise --limit or choose another set.")
        fitting = [resized(sample, self.size) for sample in samples]
        return CompletionSet(name, fitting, {each.id: self._protocol(name, each, fitting) for each in self.protocols})

    @property
    def options(self) -> dict[str, Any]:
        """The engine's options but for the seed, which is this evaluation's and counts up with the photos."""
        return dataclasses.asdict(_one_variant(self.engine, self.seed))

    def _protocol(self, name: str, protocol: Protocol, samples: list[Sample]) -> CompletionOutcome:
        asked = hidden_samples(protocol, samples, self.seed)
        outcome = CompletionOutcome({}, {}, _groups(samples, asked), asked=asked)
        for system, complete in self._systems(outcome).items():
            self.report(f"{name}, {protocol.title}: {system}")
            began = time.perf_counter()
            outcome.pictures[system] = [complete(each, i) for i, each in enumerate(asked)]
            per_face_ms = (time.perf_counter() - began) * 1000 / len(asked)
            outcome.systems[system] = Scores(whole={"ms_per_face": SetValue(per_face_ms, len(asked))})
        regions = {"": None, "_hole": [each.request.mask for each in asked]}
        for system, pictures in outcome.pictures.items():
            scores = fidelity_scores(pictures, [each.truth for each in asked], regions, self.instruments)
            outcome.systems[system].each.update(scores)
        self._add_identity(outcome, samples)
        return outcome

    def _systems(self, outcome: CompletionOutcome) -> dict[str, Callable[[Hidden, int], ByteImage]]:
        def by_engine(engine: Engine, watched: bool) -> Callable[[Hidden, int], ByteImage]:
            def complete(asked: Hidden, number: int) -> ByteImage:
                result: Result = engine.run(asked.request, _one_variant(engine, self.seed + number), RunContext())
                if watched:
                    _note_light(outcome, result, asked, number)
                return to_bytes(result.images[0])

            return complete

        def by_formula(fill: Callable[[CompletionRequest], ByteImage]) -> Callable[[Hidden, int], ByteImage]:
            return lambda asked, _number: fill(asked.request)

        return {
            ENGINE: by_engine(self.engine, True),
            **{name: by_engine(rival, False) for name, rival in self.rivals.items()},
            **{baseline.id: by_formula(baseline.paint) for baseline in COMPLETION_BASELINES},
            HIDDEN: by_formula(hidden),
        }

    def _add_identity(self, outcome: CompletionOutcome, samples: list[Sample]) -> None:
        reader, limit = self.instruments.faces, self.instruments.dlib_limit
        if reader is None or limit == 0:
            return
        landmarks = [sample.landmarks for sample in samples]
        truth = reader.descriptors([each.truth for each in outcome.asked[:limit]], landmarks[:limit])
        for system, pictures in outcome.pictures.items():
            outcome.systems[system].each["identity_dlib"] = identity_scores(pictures, landmarks, truth, reader)
        note_different_people(outcome, truth, samples)


def _one_variant(engine: Engine, seed: int) -> Any:
    return engine.spec.options_type(variants=1, seed=seed)


def _groups(samples: list[Sample], asked: list[Hidden]) -> dict[str, list[str]]:
    axes = dict.fromkeys(axis for each in asked for axis in each.labels)
    return {axis: [each.labels.get(axis, "") for each in asked] for axis in axes} | labels_by_axis(samples)


def _note_light(outcome: CompletionOutcome, result: Result, asked: Hidden, number: int) -> None:
    """How far the light of what was copied is from the photo's, with the engine's ratio and with ratio 1; for engines that tell both."""
    extras = result.extras
    if not {"warped_mirror", "light_ratio", "copied"} <= extras.keys():
        return
    copied: Mask = extras["copied"]
    region = (copied >= COPIED_FROM).astype(np.float32)
    warped, size = extras["warped_mirror"], (copied.shape[1], copied.shape[0])
    truth = np.asarray(resize(to_float(asked.truth), size))
    for system, picture in ((ENGINE, warped * extras["light_ratio"]), (UNLIT, warped)):
        scores = outcome.light.setdefault(system, Scores({LIGHT: np.full(len(outcome.asked), np.nan)}))
        scores.each[LIGHT][number] = light_difference(np.clip(picture, 0, 1).astype(np.float32), truth, region)
