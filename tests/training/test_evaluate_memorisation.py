"""Memorisation with faces that are points on a line: a picture's descriptor is its colour."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from engines.errors import InputError
from engines.face.average_face import average_landmarks
from engines.imaging.arrays import ByteImage, Points
from engines.latent.spec import LATENT
from engines.parts.spec import PARTS
from engines.requests import Result
from engines.symmetry.spec import SYMMETRY
from engines.weights import WeightsCard
from training.data.shards import Sample
from training.evaluation import memorisation
from training.evaluation.memorisation import as_json, as_markdown, describe, measure, results, sheet, training_sets

POINTS = average_landmarks()


def grey(value: int) -> ByteImage:
    return np.full((32, 32, 3), value, np.uint8)


def person(value: int) -> Sample:
    return Sample(f"p{value}", grey(value), POINTS, {})


class ColourReader:
    """Sees no face in black."""

    def found(self, images: Sequence[ByteImage]) -> Any:
        return np.array([points is not None for points in self.landmarks(images)])

    def landmarks(self, images: Sequence[ByteImage]) -> list[Points | None]:
        return [POINTS if image.any() else None for image in images]

    def descriptors(self, images: Sequence[ByteImage], landmarks: Sequence[Points]) -> Any:
        return np.array([[image.mean() / 255, 0.0] for image in images]).reshape(-1, 2)


class People(list[Sample]):
    def info(self, index: int) -> dict[str, Any]:
        return {}


TRAINING = People(person(value) for value in (100, 150, 200))


def test_a_copied_training_face_is_told_from_a_stranger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memorisation, "CHUNK", 2)
    reader, chosen = ColourReader(), [0, 2]
    known = describe(TRAINING, chosen, reader)
    assert known[:, 0] == pytest.approx([100 / 255, 200 / 255])
    strangers = [person(120), person(230)]
    copied = measure([grey(201), grey(0), grey(99)], known, strangers, reader)
    assert copied.missed == 1 and copied.nearest.tolist() == [1, 0] and not copied.passed
    assert copied.strangers == pytest.approx([20 / 255, 30 / 255])
    assert measure([grey(150), grey(20)], known, strangers, reader).passed
    pairs = sheet(copied, TRAINING, chosen)
    assert pairs[50, 50].tolist() == [201] * 3 and pairs[memorisation.SHOWN_PX + 50, 50].tolist() == [200] * 3
    assert "**nearer**" in as_markdown(copied, {"seed": 1}) and json.dumps(as_json(copied))
    with pytest.raises(InputError, match="No face was found"):
        measure([grey(0)], known, strangers, reader)


@dataclass
class Recorder:
    spec: Any

    def __post_init__(self) -> None:
        self.asked: list[Any] = []

    def run(self, request: Any, options: Any, context: Any) -> Result:
        self.asked.append((request, options.seed))
        return Result((np.full((8, 8, 3), 0.5, np.float32),))


@pytest.mark.parametrize("spec", [PARTS, LATENT, SYMMETRY], ids=lambda spec: spec.id)
def test_every_engine_is_asked_for_faces_of_its_kind(spec: Any) -> None:
    engine = Recorder(spec)
    rng = np.random.default_rng(0)
    people = [Sample(str(i), rng.integers(0, 256, (64, 64, 3)).astype(np.uint8), POINTS, {}) for i in range(4)]
    assert len(results(engine, people, 5, seed=3)) == 5
    assert [seed for _, seed in engine.asked] == [3, 4, 5, 6, 7]
    kind = {"parts": "PartsRequest", "latent": "SampleRequest", "symmetry": "CompletionRequest"}[spec.id]
    assert {type(request).__name__ for request, _ in engine.asked} == {kind}


def test_a_card_names_the_training_sets() -> None:
    data = ("FFHQ: 900 photos (CC BY-NC-SA 4.0); ffhq-train, weight 2.5", "X: 1 photos (CC0); art-train, weight 1")
    assert training_sets(WeightsCard("parts", {}, data=data)) == ["ffhq-train", "art-train"]
    with pytest.raises(InputError, match="--training"):
        training_sets(WeightsCard("parts", {}))
