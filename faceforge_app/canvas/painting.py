"""Painting a document and what lies over it: outlines, handles, the guide to a part's home."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from engines.face.donors import Donor
from engines.imaging.arrays import Affine, Points
from engines.imaging.geometry import Placement, compose, invert, transform_points
from faceforge_app import theme
from faceforge_app.canvas.colours import NO_SHIFT, colour_shifts
from faceforge_app.canvas.hit_test import corners_of, home_centre, home_outlines, knob_position
from faceforge_app.canvas.render import LARGEST_SIDE_PX, Sprite, SpriteCache
from faceforge_app.canvas.view_transform import ViewTransform
from faceforge_app.document.document import Document
from faceforge_app.document.flatten import ground_picture
from faceforge_app.document.layers import ImageLayer, PartLayer
from faceforge_app.document.overlays import Overlay
from faceforge_app.document.requests import part_to_canvas

HANDLE_PX = 9.0


@dataclass(frozen=True)
class Frame:
    """The face frame on a paint device: top left corner and side in device-independent pixels, and the device's pixel ratio."""

    left: float
    top: float
    side: float
    ratio: float = 1.0

    @property
    def rect(self) -> QRectF:
        return QRectF(self.left, self.top, self.side, self.side)

    @property
    def render_side(self) -> int:
        return min(round(self.side * self.ratio), LARGEST_SIDE_PX)


def frame_of(view: ViewTransform, ratio: float) -> Frame:
    """The view's frame, on whole device pixels, so that nothing is resampled twice."""

    def whole(value: float) -> float:
        return round(value * ratio) / ratio

    return Frame(whole(view.left), whole(view.top), whole(view.side), ratio)


def paint_document(
    painter: QPainter, document: Document, frame: Frame, sprites: SpriteCache, moving: Iterable[str] = ()
) -> None:
    """The average face or the sketch with all visible layers; `moving` parts are painted from the sprites they already have."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.save()
    painter.setClipRect(frame.rect)
    _paint_picture(painter, sprites.picture(ground_picture(document), frame.render_side), frame)
    paint_layers(painter, document, frame, sprites, moving)
    painter.restore()


def paint_layers(
    painter: QPainter, document: Document, frame: Frame, sprites: SpriteCache, moving: Iterable[str] = ()
) -> None:
    """The visible layers of a document, on whatever is there."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    shifts = colour_shifts(document)
    unsettled = set(moving)
    for layer in document.layers:
        if not layer.visible or layer.opacity <= 0:
            continue
        painter.setOpacity(layer.opacity)
        if isinstance(layer, ImageLayer):
            _paint_picture(painter, sprites.picture(layer.image, frame.render_side), frame)
        else:
            shift = shifts.get(layer.id, NO_SHIFT)
            sprite = sprites.part(layer, shift, frame.render_side, layer.id not in unsettled)
            paint_sprite(painter, sprite, part_to_canvas(layer), frame)
    painter.restore()


def paint_overlay(painter: QPainter, overlay: Overlay, frame: Frame, sprites: SpriteCache) -> None:
    """A tint over what lies in the frame."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setOpacity(overlay.opacity)
    _paint_picture(painter, sprites.picture(overlay.picture, frame.render_side), frame)
    painter.restore()


def render_document(document: Document, side: int, sprites: SpriteCache) -> QImage:
    """The document as an image of `side` pixels."""
    image = QImage(side, side, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_document(painter, document, Frame(0, 0, side), sprites)
    painter.end()
    return image


def paint_sprite(painter: QPainter, sprite: Sprite, to_canvas: Affine, frame: Frame) -> None:
    """Only shifted: pixel for pixel. Turned or scaled since the sprite was made: through the painter's transform."""
    scale = frame.side / sprite.side
    same = np.allclose(to_canvas[:, :2], sprite.to_canvas[:, :2], atol=1e-6)
    if same and round(frame.side * frame.ratio) == sprite.side:
        dx, dy = (to_canvas[:, 2] - sprite.to_canvas[:, 2]) * sprite.side
        left, top = round(sprite.left + dx), round(sprite.top + dy)
        sprite.image.setDevicePixelRatio(frame.ratio)
        painter.drawImage(QPointF(frame.left + left / frame.ratio, frame.top + top / frame.ratio), sprite.image)
        sprite.image.setDevicePixelRatio(1.0)
        return
    since = compose(to_canvas, invert(sprite.to_canvas))
    painter.save()
    painter.translate(frame.left, frame.top)
    painter.scale(frame.side, frame.side)
    painter.setTransform(_qtransform(since), True)
    painter.scale(scale / frame.side, scale / frame.side)
    painter.drawImage(sprite.left, sprite.top, sprite.image)
    painter.restore()


def paint_outline(painter: QPainter, layer: PartLayer, frame: Frame, colour: str, dashed: bool = False) -> None:
    """The outline of a part where it lies."""
    placed = layer.placement.matrix(home_centre(layer.kind))
    _paint_lines(painter, home_outlines(layer.donor, layer.kind), placed, frame, colour, dashed)


def paint_home(painter: QPainter, donor: Donor, kind: str, rest: Placement, frame: Frame) -> None:
    """Where a part belongs; `rest` is how far that is from its home on the average face."""
    placed = rest.matrix(home_centre(kind))
    _paint_lines(painter, home_outlines(donor, kind), placed, frame, theme.current().line, dashed=True)


def paint_selection(painter: QPainter, layer: PartLayer, frame: Frame) -> None:
    """The box, its four scale handles, and the knob that turns it."""
    colours = theme.current()
    corners = _on_screen(corners_of(layer), frame)
    knob = knob_position(corners)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    halo, line = QPen(QColor(0, 0, 0, 90), 3.0), QPen(QColor(colours.line), 1.25)
    for pen in (halo, line):
        painter.setPen(pen)
        painter.drawPolygon(_polygon(corners))
        painter.drawLine(QPointF(*corners[:2].mean(axis=0)), QPointF(*knob))
    painter.setPen(QPen(QColor(colours.line), 1.5))
    painter.setBrush(QColor("#ffffff"))
    for x, y in corners:
        painter.drawRoundedRect(QRectF(x - HANDLE_PX / 2, y - HANDLE_PX / 2, HANDLE_PX, HANDLE_PX), 2, 2)
    painter.drawEllipse(QPointF(*knob), HANDLE_PX / 2 + 0.5, HANDLE_PX / 2 + 0.5)
    painter.restore()


def _paint_picture(painter: QPainter, image: QImage, frame: Frame) -> None:
    painter.drawImage(frame.rect, image)


def _paint_lines(
    painter: QPainter, lines: tuple[Points, ...], placed: Affine, frame: Frame, colour: str, dashed: bool
) -> None:
    path = QPainterPath()
    for line in lines:
        path.addPolygon(_polygon(_on_screen(transform_points(placed, line), frame)))
        path.closeSubpath()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(0, 0, 0, 70), 3.0))
    painter.drawPath(path)
    pen = QPen(QColor(colour), 1.25)
    if dashed:
        pen.setDashPattern([4.0, 4.0])
    painter.setPen(pen)
    painter.drawPath(path)
    painter.restore()


def _on_screen(points: Points, frame: Frame) -> Points:
    return points * frame.side + (frame.left, frame.top)


def _polygon(points: Points) -> QPolygonF:
    return QPolygonF([QPointF(float(x), float(y)) for x, y in points])


def _qtransform(affine: Affine) -> QTransform:
    (a, b, tx), (c, d, ty) = affine.tolist()
    return QTransform(a, c, b, d, tx, ty)
