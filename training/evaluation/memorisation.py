"""Does an engine give back faces that it was trained on? How near its results lie to the training faces, beside people it never saw.

Distances are those of dlib's face descriptor (King 2017). A result's distance is that to the nearest of the training faces; held-out real
faces, compared with the same training faces, say how near strangers lie. Sheets of pairs show training photos: see their licences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.errors import InputError
from engines.face.average_face import average_landmarks
from engines.imaging.arrays import ByteImage, to_bytes
from engines.requests import CompletionRequest, PartsRequest, SampleRequest
from engines.run_context import RunContext
from engines.spec import Engine
from engines.weights import WeightsCard
from training.data.canvases import resized
from training.data.shards import Photos, Sample
from training.evaluation.composing import four_donors
from training.evaluation.dlib_faces import FaceReader
from training.evaluation.hiding import chosen_protocols, hidden_samples
from training.evaluation.tables import markdown, settings_text

SAME_PERSON = 0.45  # photos nearer than this are taken to show one person
PAIRS, GAP_PX, SHOWN_PX = 10, 4, 192
CHUNK = 200
Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Memorisation:
    """Distances to the nearest training face: `made` of the results in `images`, `strangers` of held-out people. `nearest` is the row of
    that face among the training descriptors, by result; `missed` results showed no face."""

    made: Values
    strangers: Values
    nearest: NDArray[np.int64]
    images: list[ByteImage]
    missed: int

    @property
    def difference(self) -> float:
        """How much farther results lie than strangers, on average."""
        return float(self.made.mean() - self.strangers.mean())

    @property
    def uncertainty(self) -> float:
        """Two standard errors of the difference."""
        return 2 * float(np.sqrt(sum(each.var() / max(len(each) - 1, 1) for each in (self.made, self.strangers))))

    @property
    def passed(self) -> bool:
        """Results lie no nearer than strangers: not at the near end, where copies would be, nor on average by more than chance."""
        return bool(self.difference >= -self.uncertainty and near_end(self.made) >= near_end(self.strangers))


def near_end(distances: Values) -> float:
    return float(np.percentile(distances, 5))


def measure(
    pictures: Sequence[ByteImage], training: Values, held_out: Sequence[Sample], reader: FaceReader
) -> Memorisation:
    """`pictures` (S, S, 3): results; `training` (N, 128): descriptors of training faces. Raises `InputError` where no result is a face."""
    found = [
        (image, points)
        for image, points in zip(pictures, reader.landmarks(pictures), strict=True)
        if points is not None
    ]
    if not found:
        raise InputError(
            "No face was found in the results, so none can be compared. Raise --limit or check the weights."
        )
    images = [image for image, _ in found]
    made = reader.descriptors(images, [points for _, points in found])
    strangers = reader.descriptors([each.image for each in held_out], [each.landmarks for each in held_out])
    distances = between(made, training)
    return Memorisation(
        distances.min(axis=1), between(strangers, training).min(axis=1), distances.argmin(axis=1), images,
        len(pictures) - len(found),
    )  # fmt: skip


def between(some: Values, others: Values) -> Values:
    """Euclidean distances, (N, M), of descriptors (N, 128) and (M, 128)."""
    squares = (some**2).sum(axis=1)[:, None] + (others**2).sum(axis=1) - 2 * some @ others.T
    distances: Values = np.sqrt(np.maximum(squares, 0))
    return distances


def results(engine: Engine, held_out: Sequence[Sample], count: int, seed: int) -> list[ByteImage]:
    """`count` results: portraits of four held-out donors, faces of nobody, or held-out faces with their middle filled in."""
    make = _maker(engine, list(held_out), seed)
    return [make(i) for i in range(count)]


def _maker(engine: Engine, held_out: list[Sample], seed: int) -> Callable[[int], ByteImage]:
    def run(request: Any, number: int) -> ByteImage:
        options = engine.spec.options_type(variants=1, seed=seed + number)
        return to_bytes(engine.run(request, options, RunContext()).images[0])

    if engine.spec.id == "latent":
        return lambda i: run(SampleRequest(1), i)
    if engine.spec.request_type is PartsRequest:
        average = average_landmarks()
        return lambda i: run(four_donors(held_out, i % len(held_out), average, seed + i).request, i)
    if engine.spec.request_type is CompletionRequest:
        fitting = [resized(sample, engine.spec.native_size) for sample in held_out]
        asked = hidden_samples(chosen_protocols(["centre"])[0], fitting, seed)
        return lambda i: run(asked[i % len(asked)].request, i)
    raise InputError(f"What {engine.spec.title} makes cannot be compared with faces. Choose another engine.")


def training_sets(card: WeightsCard) -> list[str]:
    """The names of the sets that a card says its network learnt from. Raises `InputError` where it says none."""
    names = [match[1] for line in card.data if (match := re.search(r"; ([\w-]+), weight", line))]
    if not names:
        raise InputError("The weights' card names no training sets. Name them with --training.")
    return list(dict.fromkeys(names))


def as_markdown(measured: Memorisation, settings: dict[str, Any]) -> str:
    rows = [["", "N", "mean", "5 % below", "nearest", f"below {SAME_PERSON}"]]
    for title, values in (("results", measured.made), ("held-out people", measured.strangers)):
        figures = [f"{value:.3f}" for value in (values.mean(), near_end(values), values.min())]
        rows.append([title, str(len(values)), *figures, f"{(values < SAME_PERSON).mean():.1%}"])
    verdict = "no nearer" if measured.passed else "**nearer**"
    return "\n\n".join([
        "# Distance to the nearest training face",
        f"Results lie {verdict} to training faces than people whom the network never saw (on average {measured.difference:+.3f} "
        f"± {measured.uncertainty:.3f}). {measured.missed} results showed no face.",
        markdown(rows), "## Settings", settings_text(settings),
    ])  # fmt: skip


def as_json(measured: Memorisation) -> dict[str, Any]:
    def values(distances: Values) -> dict[str, float]:
        return {
            "count": len(distances),
            "mean": float(distances.mean()),
            "p5": near_end(distances),
            "min": float(distances.min()),
        }

    return {"results": values(measured.made), "held_out": values(measured.strangers), "no_nearer": measured.passed}


def sheet(measured: Memorisation, training: Photos, chosen: Sequence[int]) -> ByteImage:
    """The ten results that lie nearest to a training face, each above that face, nearest first; `chosen` are the
    numbers of the photos that were described. Shows training photos.
    """
    columns = []
    for i in np.argsort(measured.made, kind="stable")[:PAIRS]:
        pictures = (measured.images[i], training[chosen[int(measured.nearest[i])]].image)
        shown = [cv2.resize(each, (SHOWN_PX, SHOWN_PX), interpolation=cv2.INTER_AREA) for each in pictures]
        column = np.concatenate(
            [np.pad(each, ((0, GAP_PX), (0, GAP_PX), (0, 0)), constant_values=255) for each in shown]
        )
        text, at = f"{measured.made[i]:.2f}", (4, 2 * SHOWN_PX - 2)
        for colour, width in (((0, 0, 0), 3), ((255, 255, 255), 1)):
            cv2.putText(column, text, at, cv2.FONT_HERSHEY_SIMPLEX, 0.5, colour, width, cv2.LINE_AA)
        columns.append(column)
    return np.concatenate(columns, axis=1)


def describe(photos: Photos, chosen: Sequence[int], reader: FaceReader) -> Values:
    """Descriptors (N, 128) of some photos, a few in memory at a time."""
    parts = ([photos[i] for i in chosen[start : start + CHUNK]] for start in range(0, len(chosen), CHUNK))
    return np.concatenate([reader.descriptors([s.image for s in part], [s.landmarks for s in part]) for part in parts])
