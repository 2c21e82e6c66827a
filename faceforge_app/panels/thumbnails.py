"""Small pictures of parts, made a few at a time while nothing else happens."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

import cv2
import numpy as np
from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from engines.face.donors import Donor
from engines.face.landmarks import LEFT_BROW, RIGHT_BROW
from engines.face.regions import PART_KINDS, forehead
from engines.imaging.arrays import ByteImage, Points
from faceforge_app.pictures import to_qimage

BATCH_S = 0.006
KEPT = 600
LONGEST_QUEUE = 60  # what has been scrolled past is not waited for
GAP = 6
WIDE = ("eyes", "brows", "mouth", "jaw")
WHOLE_HEAD = ("hair", "face_shape")
MARGINS = {"eyes": 0.2, "brows": 0.16, "mouth": 0.5, "jaw": 0.06, "nose": 0.55, "left_eye": 0.6, "right_eye": 0.6}
BROWS = (*LEFT_BROW, *RIGHT_BROW)


def cell_size(kind: str, room_px: int) -> QSize:
    """The size of a library cell with as many columns as `room_px` holds: wide parts are twice as wide as high."""
    wide = kind in WIDE
    columns = max(1, room_px // (110 if wide else 76))
    width = room_px // columns
    return QSize(width, (width + GAP) // 2 if wide else width)


def crop_box(kind: str, landmarks: Points, aspect: float) -> tuple[float, float, float, float]:
    """Left, top, right, bottom (normalised) of what a thumbnail shows: the part with some surroundings, `aspect` wide to high."""
    if kind in WHOLE_HEAD:
        points = np.concatenate([landmarks, forehead(landmarks) - (0, 0.08)])
        margin = 0.12
    else:
        points = landmarks[list(PART_KINDS[kind].points)]
        margin = MARGINS.get(kind, 0.35)
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    centre_x, centre_y = (left + right) / 2, (top + bottom) / 2
    width = max((right - left) * (1 + margin), (bottom - top) * (1 + margin) * aspect)
    height = width / aspect
    return centre_x - width / 2, centre_y - height / 2, centre_x + width / 2, centre_y + height / 2


def part_thumbnail(donor: Donor, kind: str, size: QSize) -> QImage:
    """The part with its surroundings, `size` pixels."""
    side = donor.image.shape[0]
    left, top, right, bottom = (
        round(value * side) for value in crop_box(kind, donor.landmarks, size.width() / size.height())
    )
    return to_qimage(_crop(donor.image, left, top, max(right, left + 2), max(bottom, top + 2), size))


def _crop(image: ByteImage, left: int, top: int, right: int, bottom: int, size: QSize) -> ByteImage:
    side = image.shape[0]
    inside = image[max(top, 0) : min(bottom, side), max(left, 0) : min(right, side)]
    borders = (max(-top, 0), max(bottom - side, 0), max(-left, 0), max(right - side, 0))
    if any(borders):
        inside = np.asarray(cv2.copyMakeBorder(inside, *borders, cv2.BORDER_REPLICATE))
    smaller = size.width() < inside.shape[1]
    target = (size.width(), size.height())
    scaled = cv2.resize(inside, target, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC)
    return np.asarray(scaled, np.uint8)


class Thumbnails(QObject):
    """Answers at once with what is there, and says `ready` when what was asked for last has been made."""

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made: OrderedDict[tuple[str, str, int, float], QPixmap] = OrderedDict()
        self._wanted: OrderedDict[tuple[str, str, int, float], Callable[[], QImage]] = OrderedDict()
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._make_some)

    def pixmap(self, donor_id: str, find: Callable[[], Donor], kind: str, size: QSize, ratio: float) -> QPixmap | None:
        """The picture of a donor's part, or None while it is being made; `find` may read the donor's photo."""
        key = (donor_id, kind, size.width(), ratio)
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        self._wanted[key] = lambda: part_thumbnail(find(), kind, size * ratio)
        while len(self._wanted) > LONGEST_QUEUE:
            self._wanted.popitem(last=False)
        self._idle.start()
        return None

    @property
    def waiting(self) -> int:
        """How many pictures are still to be made."""
        return len(self._wanted)

    def forget(self) -> None:
        """The library changed: donors may have gone."""
        self._wanted.clear()

    def _make_some(self) -> None:
        until = time.perf_counter() + BATCH_S
        while self._wanted and time.perf_counter() < until:
            key, make = self._wanted.popitem(last=False)
            pixmap = QPixmap.fromImage(make())
            pixmap.setDevicePixelRatio(key[3])
            self._made[key] = pixmap
        while len(self._made) > KEPT:
            self._made.popitem(last=False)
        if not self._wanted:
            self._idle.stop()
        self.ready.emit()
