"""Drawings of other things than faces, made by formula: what a check for face sketches has to refuse."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.imaging.arrays import ByteImage

Sheet = NDArray[np.uint8]
SIDE = 256
WORDS = ("milk, bread, eggs", "call back at five", "E = m c^2", "to be continued", "x + y = 12", "Dear Sir or Madam")


def other_drawing(number: int) -> ByteImage:
    """One of as many drawings as wanted, (256, 256, 3): kinds in turn, each with another hand."""
    rng = np.random.default_rng((7, number))
    sheet = np.full((SIDE, SIDE), 255, np.uint8)
    KINDS[number % len(KINDS)](sheet, rng)
    return np.repeat(sheet[..., None], 3, axis=2)


def _line(sheet: Sheet, points: NDArray[np.float64], rng: np.random.Generator, closed: bool = False) -> None:
    """A polyline with a shaking hand; points in shares of the sheet."""
    shaken = np.asarray(points, np.float64) + rng.normal(0, 0.003, (len(points), 2))
    fixed = np.rint(shaken * SIDE).astype(np.int32)
    cv2.polylines(sheet, [fixed], closed, int(rng.integers(0, 110)), int(rng.integers(1, 4)), cv2.LINE_AA)


def _circle(x: float, y: float, r: float, share: float = 1.0) -> NDArray[np.float64]:
    angle = np.linspace(0, 2 * math.pi * share, 48)
    return np.stack([x + r * np.cos(angle), y + r * np.sin(angle)], axis=1)


def _house(sheet: Sheet, rng: np.random.Generator) -> None:
    left, right, eaves = rng.uniform(0.1, 0.3), rng.uniform(0.65, 0.9), rng.uniform(0.35, 0.5)
    _line(sheet, np.array([[left, 0.85], [left, eaves], [right, eaves], [right, 0.85]]), rng, True)
    _line(sheet, np.array([[left, eaves], [(left + right) / 2, 0.12], [right, eaves]]), rng)
    for x in (left + 0.08, right - 0.2):
        _line(sheet, np.array([[x, 0.55], [x + 0.1, 0.55], [x + 0.1, 0.65], [x, 0.65]]), rng, True)


def _text(sheet: Sheet, rng: np.random.Generator) -> None:
    for row in range(int(rng.integers(3, 8))):
        place = int(rng.integers(5, 30)), 40 + row * 28
        cv2.putText(sheet, str(rng.choice(WORDS)), place, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 0.8, 40, 1, cv2.LINE_AA)


def _scribble(sheet: Sheet, rng: np.random.Generator) -> None:
    for _ in range(int(rng.integers(2, 7))):
        _line(sheet, np.clip(0.5 + rng.normal(0, 0.06, (60, 2)).cumsum(axis=0) * 0.4, 0.02, 0.98), rng)


def _tree(sheet: Sheet, rng: np.random.Generator) -> None:
    def branch(x: float, y: float, angle: float, length: float) -> None:
        if length < 0.03:
            return
        end = x + length * math.sin(angle), y - length * math.cos(angle)
        _line(sheet, np.array([[x, y], end]), rng)
        for turn in rng.uniform(0.2, 0.7, 2) * (-1, 1):
            branch(*end, angle + float(turn), length * float(rng.uniform(0.6, 0.75)))

    branch(0.5, 0.95, 0.0, float(rng.uniform(0.2, 0.28)))


def _chart(sheet: Sheet, rng: np.random.Generator) -> None:
    _line(sheet, np.array([[0.1, 0.08], [0.1, 0.9], [0.95, 0.9]]), rng)
    for i, height in enumerate(rng.uniform(0.1, 0.7, 6)):
        x = 0.16 + i * 0.13
        _line(sheet, np.array([[x, 0.9], [x, 0.9 - height], [x + 0.08, 0.9 - height], [x + 0.08, 0.9]]), rng)


def _car(sheet: Sheet, rng: np.random.Generator) -> None:
    y = rng.uniform(0.45, 0.65)
    body = [[0.08, y], [0.25, y], [0.35, y - 0.15], [0.65, y - 0.15], [0.75, y], [0.92, y + 0.02], [0.92, y + 0.13]]
    _line(sheet, np.array([*body, [0.08, y + 0.13]]), rng, True)
    for x in (0.27, 0.73):
        _line(sheet, _circle(x, y + 0.13, rng.uniform(0.06, 0.09)), rng)


def _flower(sheet: Sheet, rng: np.random.Generator) -> None:
    petals, x, y = int(rng.integers(5, 11)), rng.uniform(0.4, 0.6), rng.uniform(0.3, 0.45)
    for k in range(petals):
        angle = 2 * math.pi * k / petals
        _line(sheet, _circle(x + 0.14 * math.cos(angle), y + 0.14 * math.sin(angle), 0.08), rng)
    _line(sheet, _circle(x, y, 0.07), rng)
    _line(sheet, np.array([[x, y + 0.2], [x + 0.03, 0.95]]), rng)


def _spiral(sheet: Sheet, rng: np.random.Generator) -> None:
    turns = np.linspace(0, rng.uniform(20, 45), 300)
    _line(sheet, np.stack([0.5 + 0.009 * turns * np.cos(turns), 0.5 + 0.009 * turns * np.sin(turns)], axis=1), rng)


def _grid(sheet: Sheet, rng: np.random.Generator) -> None:
    for at in np.linspace(0.1, 0.9, int(rng.integers(4, 10))):
        _line(sheet, np.array([[at, 0.1], [at, 0.9]]), rng)
        _line(sheet, np.array([[0.1, at], [0.9, at]]), rng)


def _hills(sheet: Sheet, rng: np.random.Generator) -> None:
    x = np.linspace(0, 1, 60)
    for base in (0.4, 0.55, 0.7, 0.85):
        waves = sum(rng.uniform(0.01, 0.05) * np.sin(rng.uniform(3, 16) * x + rng.uniform(0, 6)) for _ in range(3))
        _line(sheet, np.stack([x, base + waves], axis=1), rng)
    _line(sheet, _circle(rng.uniform(0.2, 0.8), 0.18, 0.09), rng)


KINDS: tuple[Callable[[Sheet, np.random.Generator], None], ...] = (
    _house, _text, _scribble, _tree, _chart, _car, _flower, _spiral, _grid, _hills,
)  # fmt: skip
