"""A photo in which a face is chosen, or three points are placed by hand."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from engines.face.alignment import estimate_landmarks
from engines.face.landmarks import DetectedFace
from engines.imaging.arrays import ByteImage, Points
from faceforge_app import theme
from faceforge_app.pictures import shrunk_picture

POINT_NAMES = ("one eye", "the other eye", "the middle of the mouth")
REACH_PX = 14.0
LARGEST_PX = 1200


class PhotoView(QWidget):
    changed = Signal()

    def __init__(self, photo: ByteImage, faces: tuple[DetectedFace, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height, self._width = photo.shape[:2]
        self._picture: QImage = shrunk_picture(photo, LARGEST_PX)
        self._faces = faces
        self._face = 0
        self._points: list[tuple[float, float]] = []
        self._held: int | None = None
        self.by_hand = not faces
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(360, 320)
        self.setAccessibleName("Photo")
        self.setAccessibleDescription("Left and right arrow keys choose another face.")

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    @property
    def face(self) -> int:
        """The number of the chosen face."""
        return self._face

    @property
    def points(self) -> Points | None:
        """The eyes and the mouth in pixels of the photo, (3, 2), once all are placed."""
        return np.array(self._points) if len(self._points) == len(POINT_NAMES) else None

    def next_point(self) -> str:
        """What the next click marks; "" when all points are there."""
        return POINT_NAMES[len(self._points)] if len(self._points) < len(POINT_NAMES) else ""

    @property
    def hint(self) -> str:
        """What there is to do."""
        faces, missing = len(self._faces), self.next_point() if self.by_hand else ""
        if missing:
            return f"Click {missing}." if faces else f"No face was found by itself. Click {missing}."
        if self.by_hand:
            return "Drag the points until they fit."
        return "One face was found." if faces == 1 else f"Face {self._face + 1} of {faces}. Click the one to use."

    def landmarks(self) -> Points | None:
        """68 points in pixels of the photo from those placed by hand; None where a found face is used. Raises `InputError`."""
        points = self.points
        return estimate_landmarks(*points) if self.by_hand and points is not None else None

    def place_by_hand(self, by_hand: bool) -> None:
        self.by_hand = by_hand
        self._points.clear()
        self._tell()

    def choose_face(self, number: int) -> None:
        if self._faces:
            self._face = number % len(self._faces)
            self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit()

    def _rect(self) -> QRectF:
        scale = min(self.width() / self._width, self.height() / self._height)
        width, height = self._width * scale, self._height * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def _to_photo(self, position: QPointF) -> tuple[float, float]:
        rect = self._rect()
        x = (position.x() - rect.left()) / rect.width() * self._width
        y = (position.y() - rect.top()) / rect.height() * self._height
        return min(max(x, 0.0), float(self._width)), min(max(y, 0.0), float(self._height))

    def _to_widget(self, x: float, y: float) -> QPointF:
        rect = self._rect()
        return QPointF(rect.left() + x / self._width * rect.width(), rect.top() + y / self._height * rect.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.by_hand:
            self._press_point(event.position())
            return
        x, y = self._to_photo(event.position())
        for number, face in enumerate(self._faces):
            left, top, right, bottom = face.box
            if left <= x <= right and top <= y <= bottom:
                self.choose_face(number)
                return

    def _press_point(self, position: QPointF) -> None:
        distances = [(self._to_widget(*point) - position).manhattanLength() for point in self._points]
        near = [number for number, distance in enumerate(distances) if distance <= REACH_PX]
        if near:
            self._held = near[0]
        elif self.next_point():
            self._points.append(self._to_photo(position))
            self._held = len(self._points) - 1
            self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._points[self._held] = self._to_photo(event.position())
            self._tell()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and not self.by_hand:
            self.choose_face(self._face + steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Backspace and self._points:
            self._points.pop()
            self._tell()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.current()
        painter.fillRect(self.rect(), QColor(colours.canvas))
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        painter.drawImage(self._rect(), self._picture)
        if self.by_hand:
            self._paint_points(painter)
        else:
            for number, face in enumerate(self._faces):
                self._paint_face(painter, face, number == self._face)
        painter.end()

    def _paint_face(self, painter: QPainter, face: DetectedFace, chosen: bool) -> None:
        left, top, right, bottom = face.box
        box = QRectF(self._to_widget(left, top), self._to_widget(right, bottom))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0, 110), 4))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(QPen(QColor(theme.current().line) if chosen else QColor(255, 255, 255, 150), 2))
        painter.drawRoundedRect(box, 6, 6)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(255, 255, 255, 190))
            for x, y in face.landmarks:
                painter.drawEllipse(self._to_widget(float(x), float(y)), 1.4, 1.4)

    def _paint_points(self, painter: QPainter) -> None:
        for number, point in enumerate(self._points):
            at = self._to_widget(*point)
            painter.setPen(QPen(QColor(0, 0, 0, 120), 4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, 7, 7)
            painter.setPen(QPen(QColor(theme.current().line), 2))
            painter.drawEllipse(at, 7, 7)
            painter.drawPoint(at)
            painter.setPen(QColor("#ffffff"))
            painter.drawText(at + QPointF(11, 4), str(number + 1))
