"""Curves over time on one sheet, drawn with OpenCV."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from engines.imaging.arrays import ByteImage

WIDTH_PX, HEIGHT_PX = 900, 520
LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 80, 20, 50, 60
COLOURS = ((31, 100, 180), (200, 80, 30), (60, 140, 60), (120, 60, 160))
GREY, BLACK = (205, 205, 205), (30, 30, 30)


@dataclass(frozen=True)
class Curve:
    """`seconds` from the start, above 0 and rising, and the `values` reached at them."""

    seconds: Sequence[float]
    values: Sequence[float]


def curves_picture(title: str, curves: Mapping[str, Curve]) -> ByteImage:
    """All curves by name over the logarithm of time, (H, W, 3)."""
    picture = np.full((HEIGHT_PX, WIDTH_PX, 3), 255, np.uint8)
    seconds = [s for curve in curves.values() for s in curve.seconds]
    values = [v for curve in curves.values() for v in curve.values]
    first, last = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))
    low, high = min(values), max(values)
    low, high = low - 0.05 * (high - low), high + 0.05 * (high - low) + 1e-9

    def place(second: float, value: float) -> tuple[int, int]:
        x = (math.log10(second) - first) / max(last - first, 1)
        y = (value - low) / (high - low)
        return (
            round(LEFT_PX + x * (WIDTH_PX - LEFT_PX - RIGHT_PX)),
            round(HEIGHT_PX - BOTTOM_PX - y * (HEIGHT_PX - TOP_PX - BOTTOM_PX)),
        )

    for power in range(first, last + 1):
        x = place(10.0**power, low)[0]
        cv2.line(picture, (x, TOP_PX), (x, HEIGHT_PX - BOTTOM_PX), GREY, 1)
        _write(picture, f"{10.0**power:g} s", (x - 18, HEIGHT_PX - BOTTOM_PX + 20))
    for value in np.linspace(low, high, 6):
        y = place(10.0**first, float(value))[1]
        cv2.line(picture, (LEFT_PX, y), (WIDTH_PX - RIGHT_PX, y), GREY, 1)
        _write(picture, f"{value:.0f}", (10, y + 5))
    _write(picture, title, (LEFT_PX, 22))
    for number, (name, curve) in enumerate(curves.items()):
        colour = COLOURS[number % len(COLOURS)]
        points = np.array([place(s, v) for s, v in zip(curve.seconds, curve.values, strict=True)], np.int32)
        cv2.polylines(picture, [points], False, colour, 2, cv2.LINE_AA)
        _write(picture, name, (LEFT_PX + 260 * number, HEIGHT_PX - 12), colour)
    return picture


def _write(picture: ByteImage, text: str, at: tuple[int, int], colour: tuple[int, int, int] = BLACK) -> None:
    cv2.putText(picture, text, at, cv2.FONT_HERSHEY_SIMPLEX, 0.45, colour, 1, cv2.LINE_AA)
