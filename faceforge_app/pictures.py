"""Arrays as Qt images."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from engines.imaging.arrays import ByteImage


def to_qimage(image: ByteImage) -> QImage:
    """An sRGB array (H, W, 3) as an opaque image that owns its pixels."""
    height, width = image.shape[:2]
    pixels = np.ascontiguousarray(np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2BGRA), np.uint8))
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def premultiplied_qimage(pixels: NDArray[np.uint8]) -> QImage:
    """BGRA (H, W, 4), colours already multiplied by alpha, as an image that owns its pixels."""
    height, width = pixels.shape[:2]
    pixels = np.ascontiguousarray(pixels)
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()


def scaled_picture(image: ByteImage, side: int) -> QImage:
    """A square picture at another size; OpenCV lets other threads run meanwhile, Qt's scaling does not."""
    smaller = side < image.shape[0]
    scaled = cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA if smaller else cv2.INTER_LANCZOS4)
    return to_qimage(np.asarray(scaled, np.uint8))


def from_qimage(image: QImage) -> ByteImage:
    """A Qt image, from the clipboard say, as an sRGB array on white."""
    rgb = QImage(image.size(), QImage.Format.Format_RGB888)
    rgb.fill(0xFFFFFFFF)
    painter = QPainter(rgb)
    painter.drawImage(0, 0, image)
    painter.end()
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3).copy()


def shrunk_picture(image: ByteImage, longest: int) -> QImage:
    """A picture of any shape with no side above `longest` pixels."""
    height, width = image.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1:
        return to_qimage(image)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return to_qimage(np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8))
