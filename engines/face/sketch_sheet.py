"""From a scan or a photo of a drawing to a clean sketch: grey strokes on white paper, laid into the face frame.

A sketch is a `FloatImage` with three equal channels, 1 = paper.
"""

from __future__ import annotations

import cv2
import numpy as np

from engines.imaging.arrays import FloatImage

LIGHT_SIDE = 64  # px at which the light on the paper is looked at
PAPER_TOLERANCE = 0.06  # how far below the light's surface something still counts as paper
INK_QUANTILE, DARKEST = 0.5, 0.25  # in %: the darkest strokes become at most this bright


def cleaned(scan: FloatImage) -> FloatImage:
    """A scan (H, W, 3) in [0, 1], coloured pencil on grey or unevenly lit paper, as grey strokes on white paper (H, W, 3).

    The light on the paper is a quadratic surface, fitted to what is bright; shading that a hand made is left as it is.
    """
    grey = np.asarray(cv2.cvtColor(scan, cv2.COLOR_RGB2GRAY), np.float32)
    clean = np.clip(grey / paper_light(grey), 0, 1)
    ink = float(np.percentile(clean, INK_QUANTILE))
    if ink > DARKEST:  # pale pencil
        clean = 1 - (1 - clean) * min(2.5, (1 - DARKEST) / max(1 - ink, 0.1))
    return np.repeat(np.clip(clean, 0, 1)[..., None], 3, axis=2).astype(np.float32)


def paper_light(grey: FloatImage) -> FloatImage:
    """How bright empty paper is at every place of a grey scan (H, W) in [0, 1]."""
    height, width = grey.shape
    small = cv2.resize(grey, (LIGHT_SIDE, LIGHT_SIDE), interpolation=cv2.INTER_AREA).astype(np.float64)
    terms = _quadratic(LIGHT_SIDE, LIGHT_SIDE)
    flat = small.ravel()
    paper = flat >= np.percentile(flat, 60)
    for _ in range(6):
        fitted = terms @ np.linalg.lstsq(terms[paper], flat[paper], rcond=None)[0]
        closer = (flat > fitted - PAPER_TOLERANCE) & (flat < fitted + 2 * PAPER_TOLERANCE)
        if closer.sum() < 30 or (closer == paper).all():
            break
        paper = closer
    surface = fitted.reshape(LIGHT_SIDE, LIGHT_SIDE).clip(np.percentile(flat, 50), 1.0)
    light = cv2.resize(surface.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.maximum(light, 0.05), np.float32)


def _quadratic(height: int, width: int) -> np.ndarray:
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1).reshape(-1, 6)
