"""Comparing pictures with a tolerance, and saying how they differ."""

from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap

from engines.imaging.arrays import ByteImage
from faceforge_app.pictures import from_qimage

SNAPSHOTS = Path(__file__).parent.parent / "snapshots"
BLUR_PX = 2.0
LEVELS = 28
SHARE = 0.03


def difference(shown: ByteImage, expected: ByteImage) -> str:
    """What differs beyond fonts and antialiasing, as a sentence; "" where nothing does."""
    if shown.shape != expected.shape:
        return f"The picture is {shown.shape[1]} x {shown.shape[0]} px, expected {expected.shape[1]} x {expected.shape[0]}."
    soft = [cv2.GaussianBlur(image, (0, 0), BLUR_PX).astype(int) for image in (shown, expected)]
    wrong = np.abs(soft[0] - soft[1]).max(axis=2) > LEVELS
    if wrong.mean() <= SHARE:
        return ""
    rows, columns = np.flatnonzero(wrong.any(axis=1)), np.flatnonzero(wrong.any(axis=0))
    place = f"x {columns[0]}-{columns[-1]}, y {rows[0]}-{rows[-1]}"
    return (
        f"{wrong.mean():.1%} of the pixels differ by more than {LEVELS} levels (allowed {SHARE:.0%}), within {place}."
    )


def check_snapshot(name: str, pixmap: QPixmap) -> None:
    """Compare at half size with `tests/snapshots/NAME.png`; FACEFORGE_UPDATE_SNAPSHOTS=1 writes it anew."""
    path = SNAPSHOTS / f"{name}.png"
    pixmap = pixmap.scaled(pixmap.size() / 2, mode=Qt.TransformationMode.SmoothTransformation)
    if os.environ.get("FACEFORGE_UPDATE_SNAPSHOTS"):
        pixmap.save(str(path))
    expected = QImage(str(path))
    assert not expected.isNull(), f"{path} is missing. Run the test with FACEFORGE_UPDATE_SNAPSHOTS=1 and look at it."
    problem = difference(from_qimage(pixmap.toImage()), from_qimage(expected))
    if problem:
        shown = path.with_name(f"{name}.shown.png")
        pixmap.save(str(shown))
        raise AssertionError(f"{name}: {problem} What was shown: {shown}")
