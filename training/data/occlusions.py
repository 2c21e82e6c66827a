"""Holes for face completion, made by formula: brush strokes, boxes on one side or on both, a centre box, glasses.

A hole is (S, S) float32, 1 = to be filled. The area bins are those of the irregular masks of Liu et al. 2018, on which Li et al.
test SymmFCNet; nothing is downloaded.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.face.landmarks import LEFT_EYE, RIGHT_EYE, eye_centres
from engines.imaging.arrays import FloatImage, Mask, Points
from training.errors import ConfigError

AREA_BINS = ((0.01, 0.1), (0.1, 0.2), (0.2, 0.3), (0.3, 0.4), (0.4, 0.5), (0.5, 0.6))
CENTRE_SIDE = 0.5  # of the picture's side: 128 of 256 px
SHIFT = 4  # fractional bits of drawn coordinates


@dataclass(frozen=True)
class OcclusionConfig:
    """`kinds`: how often each kind of hole is drawn, by weight; `bins`: which area bins irregular ones come from, 0 to 5."""

    kinds: tuple[tuple[str, float], ...] = (("irregular", 0.5), ("one_side", 0.25), ("both_sides", 0.25))
    bins: tuple[int, ...] = (0, 1, 2, 3, 4, 5)

    def __post_init__(self) -> None:
        unknown = [kind for kind, _ in self.kinds if kind not in KINDS]
        if unknown:
            raise ConfigError(f"occlusions.kinds names {', '.join(unknown)}. Use {', '.join(KINDS)}.")
        if not any(weight > 0 for _, weight in self.kinds) or min(weight for _, weight in self.kinds) < 0:
            raise ConfigError("occlusions.kinds draws nothing. Give at least one kind a weight above 0.")
        if not self.bins or not set(self.bins) <= set(range(len(AREA_BINS))):
            raise ConfigError(f"occlusions.bins is {list(self.bins)}. Use numbers from 0 to {len(AREA_BINS) - 1}.")


def random_hole(config: OcclusionConfig, landmarks: Points, size: int, rng: np.random.Generator) -> Mask:
    """A hole of a random kind for a face with these normalised landmarks; never empty."""
    weights = np.array([weight for _, weight in config.kinds])
    kind = config.kinds[int(rng.choice(len(weights), p=weights / weights.sum()))][0]
    if kind == "irregular":
        return irregular_hole(size, int(rng.choice(config.bins)), rng)
    return KINDS[kind](landmarks, size, rng)


def irregular_hole(size: int, area_bin: int, rng: np.random.Generator) -> Mask:
    """Brush strokes that together cover a share of the picture inside `AREA_BINS[area_bin]`."""
    low, high = AREA_BINS[area_bin]
    goal = rng.uniform(low, low + 0.95 * (high - low))
    mask, brush = np.zeros((size, size), np.uint8), 1.0
    while mask.mean() < goal:
        tried = mask.copy()
        _stroke(tried, brush, rng)
        if tried.mean() <= high:
            mask = tried
        else:
            brush *= 0.7
    return mask.astype(np.float32)


def one_side_hole(landmarks: Points, size: int, rng: np.random.Generator) -> Mask:
    """A box or an ellipse that hides part of one half of the face and leaves the other alone."""
    box = _random_box(landmarks, rng, (0.12, 0.5), (0.12, 0.6))
    hole = _drawn_shape(box, size, rng)
    axis = round(float(landmarks[27:31, 0].mean()) * size)
    if rng.random() < 0.5:
        hole[:, axis:] = 0
    else:
        hole[:, :axis] = 0
    return hole if hole.any() else one_side_hole(landmarks, size, rng)


def both_sides_hole(landmarks: Points, size: int, rng: np.random.Generator) -> Mask:
    """A box over the middle, or the same shape on both halves: what symmetry cannot help with."""
    if rng.random() < 0.5:
        side = rng.uniform(0.3, CENTRE_SIDE)
        return centre_hole(size, side, tuple(rng.uniform(-0.06, 0.06, 2)))
    axis = float(landmarks[27:31, 0].mean())
    left, top, right, bottom = _random_box(landmarks, rng, (0.1, 0.25), (0.1, 0.3))
    state = rng.bit_generator.state
    hole = _drawn_shape((left, top, right, bottom), size, rng)
    rng.bit_generator.state = state
    other = _drawn_shape((2 * axis - right, top, 2 * axis - left, bottom), size, rng)
    both: Mask = np.maximum(hole, other)
    return both if both.any() else both_sides_hole(landmarks, size, rng)


def centre_hole(size: int, side: float = CENTRE_SIDE, shift: tuple[float, ...] = (0.0, 0.0)) -> Mask:
    """A square in the middle of the picture; `side` and `shift` (x, y) as shares of the picture's side."""
    hole = np.zeros((size, size), np.float32)
    length = round(side * size)
    left, top = (round((0.5 + s) * size - length / 2) for s in shift)
    hole[max(0, top) : top + length, max(0, left) : left + length] = 1
    return hole


def glasses_hole(landmarks: Points, size: int, rng: np.random.Generator) -> Mask:
    """What somebody would paint over drawn glasses: frame and lenses, with a margin."""
    return draw_glasses(np.full((size, size, 3), 0.5, np.float32), landmarks, rng)[1]


def draw_glasses(image: FloatImage, landmarks: Points, rng: np.random.Generator) -> tuple[FloatImage, Mask]:
    """A face-frame photo (S, S, 3) with glasses drawn on, and the hole that hides them, (S, S)."""
    size = image.shape[0]
    lenses = _lenses(landmarks, rng)
    frame, glass = np.zeros((size, size), np.float32), np.zeros((size, size), np.float32)
    width = max(1, round(rng.uniform(0.008, 0.022) * size))
    for outline in lenses:
        cv2.fillPoly(glass, [_fixed(outline, size)], 1.0, cv2.LINE_AA, SHIFT)
        cv2.polylines(frame, [_fixed(outline, size)], True, 1.0, width, cv2.LINE_AA, SHIFT)
    for line in _bridge_and_arms(lenses, landmarks):
        cv2.polylines(frame, [_fixed(line, size)], False, 1.0, width, cv2.LINE_AA, SHIFT)
    tint = glass * np.float32(rng.choice([0.0, rng.uniform(0.05, 0.3), rng.uniform(0.6, 0.95)]))
    worn = _painted(_painted(image, tint, rng.uniform(0.0, 0.25, 3)), frame, rng.uniform(0.0, 0.4, 3))
    margin = max(1, round(0.01 * size))
    hidden = cv2.dilate(np.maximum(frame, glass), np.ones((2 * margin + 1, 2 * margin + 1), np.uint8))
    return worn, np.asarray(hidden > 0, np.float32)


KINDS: dict[str, Callable[[Points, int, np.random.Generator], Mask]] = {
    "irregular": lambda _landmarks, size, rng: irregular_hole(size, int(rng.integers(len(AREA_BINS))), rng),
    "one_side": one_side_hole,
    "both_sides": both_sides_hole,
    "centre": lambda _landmarks, size, _rng: centre_hole(size),
    "glasses": glasses_hole,
}


def _stroke(mask: NDArray[np.uint8], brush: float, rng: np.random.Generator) -> None:
    """One wandering brush stroke; `brush` shrinks both its length and its width."""
    size = mask.shape[0]
    x, y = rng.uniform(0, size, 2)
    angle = rng.uniform(0, 2 * math.pi)
    width = max(1, round(rng.uniform(0.03, 0.13) * size * brush))
    for _ in range(1 + round(rng.integers(1, 9) * brush)):
        angle += rng.uniform(-1.2, 1.2)
        length = rng.uniform(0.03, 0.16) * size * brush
        onwards = (x + length * math.cos(angle), y + length * math.sin(angle))
        cv2.line(mask, (round(x), round(y)), (round(onwards[0]), round(onwards[1])), 1, width)
        x, y = onwards


def _random_box(
    landmarks: Points, rng: np.random.Generator, widths: tuple[float, float], heights: tuple[float, float]
) -> tuple[float, float, float, float]:
    """(left, top, right, bottom), normalised, about a random point of the face."""
    x, y = landmarks[int(rng.integers(len(landmarks)))]
    half_width, half_height = rng.uniform(*widths) / 2, rng.uniform(*heights) / 2
    return x - half_width, y - half_height, x + half_width, y + half_height


def _drawn_shape(box: tuple[float, float, float, float], size: int, rng: np.random.Generator) -> Mask:
    """A box or an ellipse in it, evenly likely."""
    hole = np.zeros((size, size), np.float32)
    left, top, right, bottom = (round(value * size) for value in box)
    if rng.random() < 0.5:
        hole[max(0, top) : max(0, bottom), max(0, left) : max(0, right)] = 1
    else:
        centre, axes = ((left + right) // 2, (top + bottom) // 2), ((right - left) // 2, (bottom - top) // 2)
        cv2.ellipse(hole, centre, axes, 0, 0, 360, 1.0, -1)
    return hole


def _lenses(landmarks: Points, rng: np.random.Generator) -> list[Points]:
    """The outlines of two lenses, (36, 2) each: superellipses from round to nearly rectangular, along the line of the eyes."""
    left, right = eye_centres(landmarks)
    distance = float(np.linalg.norm(right - left))
    half_width, half_height = distance * rng.uniform(0.36, 0.45), distance * rng.uniform(0.26, 0.38)
    power, drop = rng.uniform(0.4, 1.0), distance * rng.uniform(0.0, 0.1)
    along = (right - left) / distance
    down = np.array([-along[1], along[0]])
    turn = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    x, y = (np.sign(v) * np.abs(v) ** power for v in (np.cos(turn), np.sin(turn)))
    shape = x[:, None] * half_width * along + (y[:, None] * half_height + drop) * down
    return [eye + shape for eye in (left, right)]


def _bridge_and_arms(lenses: list[Points], landmarks: Points) -> list[Points]:
    (left, right), (left_eye, right_eye) = lenses, (landmarks[list(eye)].mean(axis=0) for eye in (LEFT_EYE, RIGHT_EYE))
    inner = [left[np.argmax(left @ (right_eye - left_eye))], right[np.argmin(right @ (right_eye - left_eye))]]
    outer = [left[np.argmin(left @ (right_eye - left_eye))], right[np.argmax(right @ (right_eye - left_eye))]]
    return [np.stack(inner), np.stack([outer[0], landmarks[0]]), np.stack([outer[1], landmarks[16]])]


def _painted(image: FloatImage, cover: Mask, colour: NDArray[np.float64]) -> FloatImage:
    painted: FloatImage = (image * (1 - cover[..., None]) + cover[..., None] * colour).astype(np.float32)
    return painted


def _fixed(points: Points, size: int) -> NDArray[np.int32]:
    """Normalised points as OpenCV's fixed-point pixel coordinates."""
    return np.rint((points * size - 0.5) * (1 << SHIFT)).astype(np.int32)
