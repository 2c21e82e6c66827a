"""Sketches made from photos, in the styles that people draw in; deterministic by seed.

A sketch is a `FloatImage` like any other, grey, 1 = paper and 0 = the darkest stroke. Lengths are shares of the picture's shorter side,
so a sketch looks the same at every size. Sources: colour dodge ("pencil"), XDoG (Winnemöller, Kyprianidis, Olsen 2012), edges
(Canny 1986), stroke breaks and wobble (FaceForge's own).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engines.errors import InputError
from engines.imaging.arrays import FloatImage, check_image

Grey = NDArray[np.float32]  # (H, W), 0..1


class Hand:
    """The chance decisions of one drawing: `about` gives a middle value, changed by up to `spread` times the variety."""

    def __init__(self, seed: int, variety: float) -> None:
        self.rng = np.random.default_rng(seed)
        self.variety = variety

    def about(self, middle: float, spread: float) -> float:
        """Between middle / (1 + spread) and middle * (1 + spread); `middle` itself at variety 0."""
        return middle * math.pow(1 + spread, float(self.rng.uniform(-1, 1)) * self.variety)

    def field(self, shape: tuple[int, int], cells: int) -> Grey:
        """Smooth noise (H, W) around 0, deviation about 1, with `cells` bumps along a side."""
        coarse = self.rng.standard_normal((cells + 3, cells + 3)).astype(np.float32)
        return np.asarray(cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC), np.float32)


def draw_sketch(image: FloatImage, style: str, seed: int = 0, variety: float = 1.0) -> FloatImage:
    """A sketch (H, W, 3) in [0, 1] of a photo (H, W, 3) in [0, 1].

    `style` is one of `SKETCH_STYLES`; `variety` 0 gives the typical drawing of a style, 1 the full range of hands. Raises `InputError` for
    an unknown style or a wrong array.
    """
    check_image(image, "photo")
    if style not in SKETCH_STYLES:
        raise InputError(f"There is no sketch style {style!r}. Use one of {', '.join(SKETCH_STYLES)}.")
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.float32)
    drawn = SKETCH_STYLES[style].draw(_exposed(grey), Hand(seed, variety))
    return np.repeat(np.clip(drawn, 0, 1)[..., None], 3, axis=2).astype(np.float32)


def pencil(grey: Grey, hand: Hand) -> Grey:
    """Colour dodge of the photo with its blurred negative; some tone laid under it, pencil grain over it."""
    blurred = _blur(grey, hand.about(0.022, 0.8))
    lines = np.clip(grey / np.maximum(blurred, 1e-3), 0, 1) ** hand.about(2.6, 0.6)
    tone = 1 - hand.about(0.32, 0.8) * (1 - _blur(_levelled(grey), 0.006))
    grain = 1 - 0.05 * hand.variety * np.abs(hand.rng.standard_normal(grey.shape).astype(np.float32)) * (1 - tone) * 4
    return np.asarray(lines * tone * grain, np.float32)


def shaded(grey: Grey, hand: Hand) -> Grey:
    """Soft graphite: most of the tone stays, smoothed and hatched along one direction, with lines over it."""
    tone = 1 - hand.about(0.75, 0.25) * (1 - _smoothed(_levelled(grey)))
    angle = math.radians(45 + 40 * float(hand.rng.uniform(-1, 1)) * hand.variety)
    strokes = _motion_blur(hand.rng.standard_normal(grey.shape).astype(np.float32), angle, 0.05)
    hatched = tone + 0.16 * strokes / max(float(strokes.std()), 1e-6) * (1 - tone) * tone
    return np.asarray(hatched * (0.35 + 0.65 * xdog(grey, hand)), np.float32)


def xdog(grey: Grey, hand: Hand) -> Grey:
    """Extended difference of Gaussians: ink lines with dark areas filled."""
    sharpness = hand.about(22.0, 0.5)
    narrow = hand.about(0.0036, 0.5)
    difference = (1 + sharpness) * _blur(grey, narrow) - sharpness * _blur(grey, narrow * 1.6)
    level = hand.about(0.42, 0.5)
    ink = np.where(difference >= level, 1.0, 1 + np.tanh(hand.about(9.0, 0.7) * (difference - level)))
    return np.asarray(np.clip(ink, 0, 1), np.float32)


def edges(grey: Grey, hand: Hand) -> Grey:
    """Thin, even outlines."""
    return _thickened(_canny(_smoothed(grey), hand), hand.about(0.0045, 0.5), hand.about(0.85, 0.2))


def lines(grey: Grey, hand: Hand) -> Grey:
    """A line drawing: difference of Gaussians, black lines that swell and fade, no areas."""
    smooth = _smoothed(grey)
    width = hand.about(0.005, 0.4)
    difference = _blur(smooth, width * 1.6) - _blur(smooth, width)
    ink = np.clip(difference / hand.about(0.022, 0.5) - 0.25, 0, 1)
    return np.asarray(1 - ink * hand.about(0.9, 0.1), np.float32)


def strokes(grey: Grey, hand: Hand) -> Grey:
    """Drawn by an unsure hand: outlines as separate strokes, broken, wobbly, of uneven weight, some gone over twice."""
    height, width = grey.shape
    side = min(height, width)
    found, _ = cv2.findContours(_canny(_smoothed(grey), hand), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    scale = 2 if side < 700 else 1
    paper = np.full((height * scale, width * scale), 255, np.uint8)
    wobble = np.stack([hand.field(grey.shape, 9), hand.field(grey.shape, 9)], axis=-1) * side * 0.0045
    fine = np.stack([hand.field(grey.shape, 40), hand.field(grey.shape, 40)], axis=-1) * side * 0.0016
    for contour in found:
        points = contour[: len(contour) // 2 + 1, 0]  # the way back runs along the same line
        if len(points) < 0.022 * side:
            continue
        moved = points + (wobble + fine)[points[:, 1], points[:, 0]] * (0.3 + 0.7 * hand.variety)
        _draw_broken(paper, moved * scale, side * scale, hand)
    drawn = cv2.resize(paper, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(drawn, np.float32) / np.float32(255)


@dataclass(frozen=True)
class SketchStyle:
    """A way of drawing: `id` in commands and files, `title` for people."""

    id: str
    title: str
    draw: Callable[[Grey, Hand], Grey]


SKETCH_STYLES: dict[str, SketchStyle] = {
    style.id: style
    for style in (
        SketchStyle("pencil", "Pencil", pencil),
        SketchStyle("shaded", "Shaded pencil", shaded),
        SketchStyle("xdog", "Ink", xdog),
        SketchStyle("line", "Line drawing", lines),
        SketchStyle("edges", "Outlines", edges),
        SketchStyle("strokes", "Loose strokes", strokes),
    )
}


def on_paper(sketch: FloatImage, seed: int) -> FloatImage:
    """The sketch as a scan shows it: paper that is grey or coloured and unevenly lit, softer or coloured strokes, noise. (H, W, 3)."""
    hand = Hand(seed, 1.0)
    grey = sketch[..., 0] if hand.rng.random() < 0.5 else _blur(sketch[..., 0], hand.about(0.003, 1.0))
    paper = 1 - hand.rng.uniform(0, 0.35) * np.ones(3) - hand.rng.uniform(0, 0.12, 3)
    ink = hand.rng.uniform(0, 0.3) + hand.rng.uniform(-0.08, 0.2, 3)
    light = 1 + 0.07 * hand.field(grey.shape, 2)
    noise = 0.025 * hand.rng.random() * hand.rng.standard_normal((*grey.shape, 1)).astype(np.float32)
    scan = (ink + (paper - ink) * grey[..., None]) * light[..., None] + noise
    return np.asarray(np.clip(scan, 0, 1), np.float32)


def _draw_broken(paper: NDArray[np.uint8], points: NDArray[np.float64], side: int, hand: Hand) -> None:
    """One outline as strokes of random length with gaps between, each with its own weight and darkness."""
    start = 0
    while start < len(points):
        length = max(4, round(hand.about(0.11, 1.5) * side / 2))
        piece = points[start : start + length]
        start += length + round(hand.rng.uniform(0, 0.022) * side * hand.variety)
        if len(piece) < 3:
            continue
        for _ in range(2 if hand.rng.random() < 0.18 * hand.variety else 1):
            offset = hand.rng.normal(0, 0.0022 * hand.variety, 2) * side
            weight = max(1, round(hand.about(0.0058, 0.7) * side))
            darkness = round(255 * (1 - min(1.0, hand.about(0.8, 0.5))))
            fixed = np.rint((piece[::2] + offset) * 16).astype(np.int32)
            cv2.polylines(paper, [fixed], False, darkness, weight, cv2.LINE_AA, shift=4)


def _canny(grey: Grey, hand: Hand) -> NDArray[np.uint8]:
    """Edges (H, W) in {0, 255}, short ones left out; thresholds follow the picture's own contrast."""
    levelled = (np.clip(_levelled(grey), 0, 1) * 255).astype(np.uint8)
    gradient = np.hypot(cv2.Sobel(levelled, cv2.CV_32F, 1, 0), cv2.Sobel(levelled, cv2.CV_32F, 0, 1))
    high = max(20.0, float(np.percentile(gradient, 91)) * hand.about(1.0, 0.5))
    found = np.asarray(cv2.Canny(levelled, high * 0.4, high, L2gradient=True), np.uint8)
    _, components, stats, _ = cv2.connectedComponentsWithStats(found, connectivity=8)
    long_enough = stats[:, cv2.CC_STAT_AREA] >= 0.035 * min(grey.shape)
    return np.asarray(found * long_enough[components], np.uint8)


def _thickened(mask: NDArray[np.uint8], width: float, darkness: float) -> Grey:
    """Lines one pixel wide -> strokes `width` wide with soft borders, on white."""
    distance = cv2.distanceTransform(255 - mask, cv2.DIST_L2, 5)
    half = max(0.5, width * min(mask.shape) / 2)
    return np.asarray(1 - darkness * np.clip(half + 0.5 - distance, 0, 1), np.float32)


def _blur(grey: Grey, sigma: float) -> Grey:
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), max(0.3, sigma * min(grey.shape))), np.float32)


def _smoothed(grey: Grey) -> Grey:
    """Skin texture gone, outlines kept (bilateral filter; Tomasi, Manduchi 1998)."""
    return np.asarray(cv2.bilateralFilter(grey, 7, 0.12, 0.012 * min(grey.shape)), np.float32)


def _exposed(grey: Grey) -> Grey:
    """Dark middles lightened: a drawing shades skin by its form, not by its colour."""
    height, width = grey.shape
    middle = float(np.median(grey[height // 3 : -(height // 4), width // 3 : -(width // 3)]))
    gamma = math.log(0.65) / math.log(min(max(middle, 0.02), 0.65))
    return np.asarray(np.clip(grey, 0, 1) ** max(gamma, 0.4), np.float32)


def _levelled(grey: Grey) -> Grey:
    """Stretched so that the 2nd and 98th percentile are black and white."""
    low, high = np.percentile(grey, (2, 98))
    return np.asarray(np.clip((grey - low) / max(float(high - low), 0.05), 0, 1), np.float32)


def _motion_blur(noise: Grey, angle: float, length: float) -> Grey:
    side = max(3, round(length * min(noise.shape))) | 1
    kernel = np.zeros((side, side), np.float32)
    reach = np.array([math.cos(angle), -math.sin(angle)]) * (side // 2)
    middle = np.array([side // 2, side // 2])
    cv2.line(kernel, np.rint(middle - reach).astype(int).tolist(), np.rint(middle + reach).astype(int).tolist(), 1.0)
    return np.asarray(cv2.filter2D(noise, -1, kernel / kernel.sum()), np.float32)
