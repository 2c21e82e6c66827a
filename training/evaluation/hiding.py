"""The photos that completion engines are judged on: what is hidden of each, and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engines.errors import InputError
from engines.imaging.arrays import ByteImage, FloatImage, Mask, Points, to_bytes, to_float
from engines.requests import CompletionRequest
from training.data.occlusions import AREA_BINS, centre_hole, draw_glasses, irregular_hole, one_side_hole
from training.data.shards import Sample

SIDE_LIGHT = 0.4  # logarithm of how much brighter one side of the face is than its middle
AREA = "hidden area"  # the axis that irregular holes are grouped by

Hide = Callable[[FloatImage, Points, int, np.random.Generator], tuple[FloatImage, FloatImage, Mask]]


@dataclass(frozen=True, eq=False)
class Hidden:
    """A request and the photo (S, S, 3) that would answer it perfectly; `labels` by axis."""

    request: CompletionRequest
    truth: ByteImage
    labels: dict[str, str]


@dataclass(frozen=True)
class Protocol:
    """One way of hiding. `hide` takes a photo (S, S, 3), landmarks, the sample's number and randomness, and returns what is to be
    reached, what the engine sees, and the hole.
    """

    id: str
    title: str
    text: str
    hide: Hide


def hidden_samples(protocol: Protocol, samples: list[Sample], seed: int) -> list[Hidden]:
    """Every sample, hidden by a protocol; sample i depends on the seed, the protocol and i alone."""
    return [_hidden(protocol, sample, i, seed) for i, sample in enumerate(samples)]


def chosen_protocols(names: Sequence[str] | None) -> tuple[Protocol, ...]:
    """Those of these ids, all for None. Raises `InputError` for an unknown one."""
    unknown = [name for name in names or () if name not in {protocol.id for protocol in PROTOCOLS}]
    if unknown:
        known = ", ".join(protocol.id for protocol in PROTOCOLS)
        raise InputError(f"There are no holes {', '.join(unknown)}. Use {known}.")
    return tuple(protocol for protocol in PROTOCOLS if names is None or protocol.id in names)


def _hidden(protocol: Protocol, sample: Sample, number: int, seed: int) -> Hidden:
    rng = np.random.default_rng((seed, number, *protocol.id.encode()))
    truth, seen, hole = protocol.hide(to_float(sample.image), sample.landmarks, number, rng)
    labels = {}
    if protocol.id == "irregular":
        low, high = AREA_BINS[number % len(AREA_BINS)]
        labels[AREA] = f"{low:.0%} to {high:.0%}"
    return Hidden(CompletionRequest(seen, hole, sample.landmarks), to_bytes(truth), labels)


def _irregular(
    photo: FloatImage, _points: Points, number: int, rng: np.random.Generator
) -> tuple[FloatImage, FloatImage, Mask]:
    return photo, photo, irregular_hole(photo.shape[0], number % len(AREA_BINS), rng)


def _one_side(
    photo: FloatImage, points: Points, _number: int, rng: np.random.Generator
) -> tuple[FloatImage, FloatImage, Mask]:
    return photo, photo, one_side_hole(points, photo.shape[0], rng)


def _lit_one_side(
    photo: FloatImage, points: Points, _number: int, rng: np.random.Generator
) -> tuple[FloatImage, FloatImage, Mask]:
    x = np.linspace(-1, 1, photo.shape[1], dtype=np.float32)[None, :, None]
    side = SIDE_LIGHT * float(rng.choice((-1.0, 1.0)))
    lit: FloatImage = np.clip(photo * np.exp(side * np.tanh(2 * x)), 0, 1).astype(np.float32)
    return lit, lit, one_side_hole(points, photo.shape[0], rng)


def _centre(
    photo: FloatImage, _points: Points, _number: int, _rng: np.random.Generator
) -> tuple[FloatImage, FloatImage, Mask]:
    return photo, photo, centre_hole(photo.shape[0])


def _glasses(
    photo: FloatImage, points: Points, _number: int, rng: np.random.Generator
) -> tuple[FloatImage, FloatImage, Mask]:
    worn, hole = draw_glasses(photo, points, rng)
    return photo, worn, hole


PROTOCOLS: tuple[Protocol, ...] = (
    Protocol("irregular", "Irregular holes", "Brush strokes, the six area bins in turn.", _irregular),
    Protocol("one_side", "One half hidden", "A box or an ellipse on one half of the face, nothing on the other.", _one_side),
    Protocol(
        "lit_one_side", "One half hidden, light from one side",
        f"The same on photos whose one side is up to {np.exp(2 * SIDE_LIGHT):.1f} times as bright as the other.", _lit_one_side,
    ),
    Protocol("centre", "Centre hidden", "A square of half the picture's side in its middle.", _centre),
    Protocol("glasses", "Glasses removed", "Glasses drawn onto the photo, the hole over frame and lenses.", _glasses),
)  # fmt: skip
