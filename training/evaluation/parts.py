"""`faceforge-evaluate parts`: the parts engine beside baselines on whole sets of photos, with one donor and with four."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from engines.errors import EngineError
from engines.face.average_face import AverageFace
from engines.face.regions import PART_KINDS, face_hull, part_mask
from engines.imaging.arrays import ByteImage, to_bytes
from engines.imaging.geometry import resize
from engines.parts.canvas import part_covers
from engines.parts.options import PartsOptions
from engines.requests import PartsRequest
from engines.run_context import RunContext
from engines.spec import Engine
from training.baselines import BASELINES, Baseline
from training.data.canvases import resized
from training.data.shards import Sample
from training.evaluation.composing import KINDS, Portrait, four_donors, one_donor
from training.evaluation.finding import PartGallery
from training.evaluation.measures import (
    Instruments,
    References,
    Scores,
    SetValue,
    Values,
    feature_distances,
    fidelity_scores,
    found_faces,
    identity_scores,
    seam_scores,
    set_distances,
    sharpness_scores,
)
from training.evaluation.outcome import ENGINE, Outcome, labels_by_axis, note_different_people
from training.metrics.fidelity import as_batch
from training.metrics.perceptual import pooled_features

REAL = "photos"
CANDIDATES = 200
ONE_DONOR_OPTIONS = PartsOptions(variants=1, variety=0.0, freedom=1.0)
FOUR_DONOR_OPTIONS = PartsOptions(variants=1)
Painter = Callable[[PartsRequest, int], ByteImage]
Report = Callable[[str], None]


@dataclass(eq=False)
class PortraitOutcome(Outcome):
    """An outcome and the portraits that were asked for."""

    portraits: list[Portrait] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class SetOutcome:
    """Both protocols on one set of `count` photos."""

    name: str
    samples: list[Sample]
    one_donor: PortraitOutcome
    four_donors: PortraitOutcome


@dataclass(frozen=True, eq=False)
class PartsEvaluation:
    """The parts engine, or anything with its contract, and all that stays the same over the sets."""

    engine: Engine
    average: AverageFace
    instruments: Instruments
    seed: int = 1
    size: int = 128
    report: Report = print
    one_donor_options: PartsOptions = ONE_DONOR_OPTIONS
    four_donor_options: PartsOptions = FOUR_DONOR_OPTIONS

    def run(self, name: str, samples: list[Sample]) -> SetOutcome:
        """Both protocols on the photos of one set; at least four are needed."""
        if len(samples) < 4:
            raise EngineError(f"The set {name} has fewer than four photos. Raise --limit or choose another set.")
        return SetOutcome(name, samples, self._one_donor(name, samples), self._four_donors(name, samples))

    def _one_donor(self, name: str, samples: list[Sample]) -> PortraitOutcome:
        portraits = [one_donor(samples, i, self.average.landmarks, self.seed) for i in range(len(samples))]
        outcome = self._paint(f"{name}, one donor", samples, portraits, self.one_donor_options)
        references = self._references(samples)
        for system, faces in outcome.pictures.items():
            scores = outcome.systems[system]
            scores.each.update(fidelity_scores(faces, references.photos, references.regions, self.instruments))
            scores.each["sharpness"] = sharpness_scores(faces, references.hulls, references.energy)
        self._add_identity(outcome, samples, references)
        return outcome

    def _four_donors(self, name: str, samples: list[Sample]) -> PortraitOutcome:
        candidates = samples[:CANDIDATES]
        portraits = [four_donors(candidates, i, self.average.landmarks, self.seed) for i in range(len(candidates))]
        outcome = self._paint(f"{name}, four donors", candidates, portraits, self.four_donor_options)
        references = self._references(samples)
        hulls = [face_hull(self.average.landmarks, self.size)] * len(portraits)
        masks = [part_covers(portrait.request.parts, self.size) for portrait in portraits]
        for system, faces in outcome.pictures.items():
            scores = outcome.systems[system]
            scores.each["sharpness"] = sharpness_scores(faces, hulls, references.energy)
            scores.each["seam"] = seam_scores(faces, masks)
        outcome.systems[REAL] = self._photos(samples, references)
        self._add_found(outcome, candidates)
        self._add_distances(outcome, references)
        self._add_faces(outcome, references)
        return outcome

    def _paint(
        self, title: str, samples: list[Sample], portraits: list[Portrait], options: PartsOptions
    ) -> PortraitOutcome:
        average = np.asarray(
            cv2.resize(self.average.image, (self.size, self.size), interpolation=cv2.INTER_AREA), np.uint8
        )
        painters: dict[str, Painter] = {ENGINE: self._engine_painter(options)}
        painters.update({baseline.id: _baseline_painter(baseline.paint, average) for baseline in BASELINES})
        systems, pictures = {}, {}
        for system, paint in painters.items():
            self.report(f"{title}: {system}")
            began = time.perf_counter()
            pictures[system] = [paint(portrait.request, self.seed + i) for i, portrait in enumerate(portraits)]
            per_face_ms = (time.perf_counter() - began) * 1000 / len(portraits)
            systems[system] = Scores(whole={"ms_per_face": SetValue(per_face_ms, len(portraits))})
        return PortraitOutcome(systems, pictures, labels_by_axis(samples), portraits=portraits)

    def _engine_painter(self, options: PartsOptions) -> Painter:
        def paint(request: PartsRequest, seed: int) -> ByteImage:
            result = self.engine.run(request, dataclasses.replace(options, seed=seed), RunContext())
            return to_bytes(np.asarray(resize(result.images[0], (self.size, self.size))))

        return paint

    def _references(self, samples: list[Sample]) -> References:
        photos = [resized(sample, self.size).image for sample in samples]
        return References.of(photos, [sample.landmarks for sample in samples])

    def _add_identity(self, outcome: Outcome, samples: list[Sample], references: References) -> None:
        reader, limit = self.instruments.faces, self.instruments.dlib_limit
        if reader is None or limit == 0:
            return
        self.report("identity")
        truth = reader.descriptors(references.photos[:limit], references.landmarks[:limit])
        for system, faces in outcome.pictures.items():
            distances = identity_scores(faces, [self.average.landmarks] * len(faces), truth, reader)
            outcome.systems[system].each["identity_dlib"] = distances
        note_different_people(outcome, truth, samples)

    def _photos(self, samples: list[Sample], references: References) -> Scores:
        """The real photos measured as if they were made: what is to be reached."""
        kinds = sorted(KINDS, key=lambda kind: PART_KINDS[kind].order)
        masks = [[part_mask(kind, sample.landmarks, self.size) for kind in kinds] for sample in samples]
        sharpness = sharpness_scores(references.photos, references.hulls, references.energy)
        return Scores({"sharpness": sharpness, "seam": seam_scores(references.photos, masks)})

    def _add_found(self, outcome: PortraitOutcome, candidates: list[Sample]) -> None:
        network = self.instruments.squeeze
        if network is None:
            return
        self.report("parts found again")
        outcome.notes["candidates"] = len(candidates)
        shares: dict[str, list[Values]] = {system: [] for system in outcome.pictures}
        for kind in KINDS:
            gallery = PartGallery(network, kind, candidates, self.average.landmarks, self.size)
            donors = [portrait.donors[kind] for portrait in outcome.portraits]
            for system, faces in outcome.pictures.items():
                first = (gallery.ranks(faces, donors) == 1).astype(np.float64)
                outcome.systems[system].each[f"found_{kind}"] = 100 * first
                shares[system].append(100 * first)
        for system, values in shares.items():
            outcome.systems[system].each["found"] = np.mean(values, axis=0)

    def _add_distances(self, outcome: Outcome, references: References) -> None:
        network = self.instruments.squeeze
        if network is None:
            return
        self.report("set distances")
        real = pooled_features(network, as_batch(references.photos))
        for system, faces in outcome.pictures.items():
            outcome.systems[system].whole.update(set_distances(faces, real, network, self.seed))
        order = np.random.default_rng(self.seed).permutation(len(real))
        halves = real[order[: len(real) // 2]], real[order[len(real) // 2 :]]
        outcome.systems[REAL].whole.update(feature_distances(*halves, self.seed))

    def _add_faces(self, outcome: Outcome, references: References) -> None:
        reader, limit = self.instruments.faces, self.instruments.dlib_limit
        if reader is None or limit == 0:
            return
        self.report("faces found")
        pictures: dict[str, Sequence[ByteImage]] = {**outcome.pictures, REAL: references.photos}
        for system, faces in pictures.items():
            outcome.systems[system].each["faces_found"] = 100 * found_faces(faces, reader, limit)


def _baseline_painter(paint: Baseline, average: ByteImage) -> Painter:
    return lambda request, _seed: paint(request.parts, average)
