"""The canvas: shows the document and lets parts be moved, scaled, turned and dropped."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import QWidget

from engines.face.donors import Donor
from engines.imaging.geometry import Placement
from faceforge_app import theme
from faceforge_app.canvas import painting
from faceforge_app.canvas.drags import Drag, Modifiers, dragged, dropped
from faceforge_app.canvas.drawing import Drawing
from faceforge_app.canvas.hit_test import (
    MOVE,
    NOTHING,
    ROTATE,
    SCALE,
    Shape,
    Target,
    find_target,
    home_centre,
    shape_of,
)  # fmt: skip
from faceforge_app.canvas.masking import Masking
from faceforge_app.canvas.photo_painting import PhotoPainter, content_of, look_of
from faceforge_app.canvas.plate import paint_badge, paint_legend, paint_plate
from faceforge_app.canvas.render import SpriteCache
from faceforge_app.canvas.sketch_painting import SketchPainter
from faceforge_app.canvas.zoomable import Zoomable
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.drawn_parts import with_parts_drawn
from faceforge_app.document.layers import Layer, PartLayer
from faceforge_app.document.overlays import Overlay
from faceforge_app.document.requests import home_placement, part_to_canvas
from faceforge_app.drag_data import read_part
from faceforge_app.language import mark, tr
from faceforge_app.session.session import Session

NUDGE = 1 / 512
BIG_NUDGE = 10
SCALE_STEP, TURN_STEP_DEG = 1.02, 1.0
QUIET_MS = 450
DRAG_LABELS = {MOVE: mark("Move {part}"), SCALE: mark("Scale {part}"), ROTATE: mark("Rotate {part}")}
CURSORS = {
    MOVE: Qt.CursorShape.SizeAllCursor, SCALE: Qt.CursorShape.SizeFDiagCursor, ROTATE: Qt.CursorShape.PointingHandCursor,
}  # fmt: skip
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
BRUSH_STEPS = {Qt.Key.Key_BracketLeft: -1, Qt.Key.Key_BracketRight: 1}
TABS: dict[int, bool] = {Qt.Key.Key_Tab: True, Qt.Key.Key_Backtab: False}
EMPTY_HINT = mark("Drag a part here, or double-click one in the library")
SHEET_HINT = mark("Draw a face here; the average one shines through as a guide")
PHOTO_HINT = mark("Paint over what is to be filled, or drag a part here from the library")


class CanvasView(Zoomable):
    hint = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sprites = SpriteCache()
        self._photo = PhotoPainter()
        self._sketch = SketchPainter()
        self.masking = Masking(session, self)
        self.drawing = Drawing(session, self)
        self._hover = NOTHING
        self._drag: Drag | None = None
        self._space = self._holding = False
        self._ghost: PartLayer | None = None
        self._pending_label = ""
        self._overlay: Overlay | None = None
        self._shapes: tuple[Shape, ...] | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._quiet.timeout.connect(self.commit_pending)
        self.setObjectName("canvas")
        self.setAccessibleName(tr("Canvas"))
        self.setAccessibleDescription(
            tr("The face being composed. Tab goes from part to part, arrow keys move the chosen one.")
        )
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        session.document_changed.connect(self._on_document_changed)
        session.selection_changed.connect(self.update)
        for tools in (self.masking, self.drawing):
            tools.changed.connect(self.update)
            tools.settings_changed.connect(self._show_cursor)

    # --- what others ask

    @property
    def sprites(self) -> SpriteCache:
        return self._sprites

    @property
    def brushes(self) -> Masking | Drawing:
        """What a press on the ground belongs to: the mask tools, or the pencil where the document is a sketch."""
        return self.masking if self._session.document.sketch is None else self.drawing

    def show_overlay(self, overlay: Overlay | None) -> None:
        """Lay a tint over the composition, with its legend."""
        self._overlay = overlay
        self.update()

    def escape(self) -> bool:
        """Take back a stroke or drag, else let the selection go; False where there was neither."""
        if self.brushes.escape():
            return True
        if self._drag is not None or self._pending_label:
            self._drag, self._pending_label = None, ""
            self._quiet.stop()
            self._session.revert_edit()
            return True
        if self._session.selection is not None:
            self._session.select(None)
            return True
        return False

    def commit_pending(self) -> None:
        """Make one undo step of the nudges or of the stroke so far."""
        if self.brushes.painting:
            self.brushes.finish()
        label, self._pending_label = self._pending_label, ""
        self._quiet.stop()
        if label:
            self._session.commit(label, self._session.document)

    def hold_before(self, holding: bool) -> None:
        """Show a photo as it was opened, for as long as it is held."""
        self._holding = holding and self._session.document.photo is not None
        self.update()

    # --- state

    def _selected_part(self) -> PartLayer | None:
        layer = self._session.selected_layer
        return layer if isinstance(layer, PartLayer) else None

    def _visible_shapes(self) -> tuple[Shape, ...]:
        if self._shapes is None:
            self._shapes = tuple(shape_of(layer) for layer in self._session.document.parts if _is_visible(layer))
        return self._shapes

    def _on_document_changed(self) -> None:
        self._shapes = None
        self._sprites.forget({layer.id for layer in self._session.document.layers})
        self.show_content(content_of(self._session.document.photo))
        self.update()

    def _target(self, position: QPointF) -> Target:
        return find_target(
            self._visible_shapes(), self._session.selection, (position.x(), position.y()), self._view.affine()
        )

    def _frame_point(self, position: QPointF) -> tuple[float, float]:
        return self._view.to_frame(position.x(), position.y())

    def _moving(self) -> set[str]:
        """Layers that a drag moves: their crisp pictures are made when it is over."""
        layer_id = self._drag.layer_id if self._drag else self._session.selection if self._pending_label else None
        if layer_id is None:
            return set()
        partner = editing.partner(self._session.document, layer_id)
        return {layer_id, partner.id} if partner else {layer_id}

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.current()
        painter.fillRect(self.rect(), QColor(colours.canvas))
        look, document = look_of(self), self._session.document
        if self._holding and document.photo is not None:
            self._photo.paint(painter, replace(document.photo, patches=()), look, QColor(colours.canvas))
            paint_badge(painter, self.rect(), tr("As it was opened"))
            painter.end()
            return
        if document.sketch is not None:
            self._sketch.paint(painter, document.sketch, look, self.drawing.settings, self._sprites)
            painting.paint_layers(painter, document, look.frame, self._sprites)
        else:
            self._photo.paint_document(painter, document, look, self._sprites, self._moving())
        if self._overlay is not None:
            painting.paint_overlay(painter, self._overlay, look.frame, self._sprites)
        if document.photo is None:
            painter.setPen(QPen(QColor(0, 0, 0, 60), 1))
            painter.drawRect(look.frame.rect)
        elif self.masking.settings.shown:
            self._photo.paint_mask(painter, document.photo, look)
        self._paint_overlays(painter, look.frame)
        self.brushes.paint(painter, look.frame)
        self._paint_hint(painter, document)
        if self._overlay is not None:
            paint_legend(painter, self.rect(), self._overlay.legend)
        painter.end()

    def _paint_hint(self, painter: QPainter, document: Document) -> None:
        if document.layers or self._ghost is not None:
            return
        if document.sketch is not None:
            if not document.sketch.ink.any:
                paint_plate(painter, self.rect(), tr(SHEET_HINT))
        elif document.photo is None:
            paint_plate(painter, self.rect(), tr(EMPTY_HINT))
        elif not document.photo.mask.any and not document.photo.patches and not self.brushes.painting:
            paint_plate(painter, self.rect(), tr(PHOTO_HINT))

    def _paint_overlays(self, painter: QPainter, frame: painting.Frame) -> None:
        selected, line = self._selected_part(), theme.current().line
        if self._ghost is not None:
            self._paint_ghost(painter, frame, self._ghost)
        if selected is not None and self._drag is not None and self._drag.grip == MOVE:
            painting.paint_home(painter, selected.donor, selected.kind, self._drag.rest, frame)
        hovered = self._hover.layer_id
        if hovered and hovered != self._session.selection and self._drag is None:
            layer = self._layer(hovered)
            if isinstance(layer, PartLayer):
                painting.paint_outline(painter, layer, frame, line)
        if selected is not None and selected.visible:
            painting.paint_selection(painter, selected, frame)

    def _paint_ghost(self, painter: QPainter, frame: painting.Frame, ghost: PartLayer) -> None:
        rest = home_placement(ghost.donor, ghost.kind, self._session.document)
        painting.paint_home(painter, ghost.donor, ghost.kind, rest, frame)
        painter.save()
        painter.setOpacity(0.85)
        sprite = self._sprites.part(ghost, (0.0, 0.0, 0.0), frame.render_side)
        painting.paint_sprite(painter, sprite, part_to_canvas(ghost), frame)
        painter.restore()

    def _layer(self, layer_id: str) -> Layer | None:
        return next((layer for layer in self._session.document.layers if layer.id == layer_id), None)

    # --- pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.commit_pending()
        if event.button() == Qt.MouseButton.MiddleButton or (
            self._space and event.button() == Qt.MouseButton.LeftButton
        ):
            self._start_pan(event)
        elif event.button() == Qt.MouseButton.LeftButton and self.brushes.active:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.brushes.press(self._frame_point(event.position()), self._view.side, alt)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.masking.active:
            self.masking.finish()
        else:
            super().mouseDoubleClickEvent(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen that paints with its pressure, and takes away with its other end; for everything else it is a mouse."""
        point, kind = self._frame_point(event.position()), event.type()
        paints = self.brushes.active and self.brushes.paints and not self._space
        if not paints:
            event.ignore()
            return
        if kind == QEvent.Type.TabletPress:
            rubber = event.pointerType() == QPointingDevice.PointerType.Eraser
            self.brushes.press(point, self._view.side, rubber, event.pressure())
        elif kind == QEvent.Type.TabletMove:
            self.brushes.move(point, pressure=event.pressure())
        elif kind == QEvent.Type.TabletRelease:
            self.brushes.release()
        event.accept()

    def _press(self, position: QPointF) -> None:
        target = self._target(position)
        self._session.select(target.layer_id or None)
        layer = self._selected_part()
        if layer is None or not target.grip:
            return
        rest = home_placement(layer.donor, layer.kind, self._session.document)
        self._drag = Drag(
            layer.id, target.grip, self._frame_point(position), layer.placement, home_centre(layer.kind), rest
        )
        self.setCursor(CURSORS[target.grip])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan_to(event):
            return
        if self.brushes.active:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.brushes.move(self._frame_point(event.position()), shift)
        elif self._drag is not None:
            self._drag_to(event.position(), event.modifiers())
        elif not event.buttons():
            self._hover_at(event.position())

    def _drag_to(self, position: QPointF, keys: Qt.KeyboardModifier) -> None:
        if self._drag is None:
            return
        modifiers = Modifiers(
            constrain=bool(keys & Qt.KeyboardModifier.ShiftModifier), free=bool(keys & Qt.KeyboardModifier.AltModifier)
        )
        placement = dragged(self._drag, self._frame_point(position), self._view.side, modifiers)
        if placement != editing.part(self._session.document, self._drag.layer_id).placement:
            self._session.preview_edit(editing.place(self._session.document, self._drag.layer_id, placement))
            self.hint.emit(_placement_text(placement))

    def _hover_at(self, position: QPointF) -> None:
        target = self._target(position)
        if target != self._hover:
            self._hover = target
            self.update()
        self._show_cursor()

    def _show_cursor(self) -> None:
        if self._space:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif self.brushes.active:
            self.setCursor(Qt.CursorShape.CrossCursor)
        elif self._hover.grip:
            self.setCursor(CURSORS[self._hover.grip])
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            self._pan_from = None
        elif self.brushes.active:
            self.brushes.release()
            return
        elif self._drag is not None:
            drag, self._drag = self._drag, None
            title = tr(editing.part_title(editing.part(self._session.document, drag.layer_id).kind))
            self._session.commit(tr(DRAG_LABELS[drag.grip], part=title), self._session.document)
            self.hint.emit("")
        self._hover_at(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = NOTHING
        self.brushes.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        keys = event.modifiers()
        if keys & Qt.KeyboardModifier.AltModifier and self.brushes.active:
            self.brushes.resize((event.angleDelta().y() or event.angleDelta().x()) / 120)
            event.accept()
        elif keys & Qt.KeyboardModifier.AltModifier and self._selected_part() is not None:
            steps = (event.angleDelta().y() or event.angleDelta().x()) / 120
            self._adjust(steps, turn=bool(keys & Qt.KeyboardModifier.ShiftModifier))
            event.accept()
        else:
            super().wheelEvent(event)

    # --- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Space:
            self._space = True
            self._show_cursor()
        elif self.brushes.active and key in BRUSH_STEPS:
            self.brushes.resize(BRUSH_STEPS[key])
        elif self.brushes.active and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.brushes.finish()
        elif self.brushes.active and key == Qt.Key.Key_Backspace:
            self.brushes.step_back()
        elif key in ARROWS and self._selected_part() is not None:
            x, y = ARROWS[key]
            step = NUDGE * (BIG_NUDGE if shift else 1)
            self._nudge(x * step, y * step)
        elif key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            self._adjust(1 if key == Qt.Key.Key_BracketRight else -1, turn=False)
        elif key in (Qt.Key.Key_BraceLeft, Qt.Key.Key_BraceRight):
            self._adjust(1 if key == Qt.Key.Key_BraceRight else -1, turn=True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._show_cursor()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False
        self.commit_pending()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab goes through the parts, then on to the next panel."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in TABS:
            return self._select_next(TABS[event.key()]) or super().event(event)
        return super().event(event)

    def _select_next(self, forward: bool) -> bool:
        """Select the next visible part; False after the last one."""
        self.commit_pending()
        ids = [layer.id for layer in self._session.document.parts if _is_visible(layer)]
        order = [None, *(ids if forward else reversed(ids))]
        at = order.index(self._session.selection) if self._session.selection in order else 0
        following = order[at + 1] if at + 1 < len(order) else None
        self._session.select(following)
        return following is not None

    def _nudge(self, dx: float, dy: float) -> None:
        layer = self._selected_part()
        if layer is not None:
            self._edit_quietly(mark("Nudge {part}"), layer, layer.placement.moved(dx, dy))

    def _adjust(self, steps: float, turn: bool) -> None:
        """Scale or turn the selected part; steps in quick succession are one undo step."""
        layer = self._selected_part()
        if layer is None:
            return
        place = layer.placement
        if turn:
            self._edit_quietly(
                mark("Rotate {part}"), layer, replace(place, rotation_deg=place.rotation_deg + steps * TURN_STEP_DEG)
            )
        else:
            self._edit_quietly(mark("Scale {part}"), layer, replace(place, scale=place.scale * SCALE_STEP**steps))

    def _edit_quietly(self, what: str, layer: PartLayer, placement: Placement) -> None:
        label = tr(what, part=tr(editing.part_title(layer.kind)))
        if self._pending_label not in ("", label):
            self.commit_pending()
        self._pending_label = label
        self._session.preview_edit(editing.place(self._session.document, layer.id, placement))
        self._quiet.start()

    # --- drag and drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if read_part(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        part = read_part(event.mimeData())
        if part is not None:
            self._ghost = self._ghost_at(*part, event.position())
            self.update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._ghost = None
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._ghost = None
        part = read_part(event.mimeData())
        if part is not None:
            self._drop_part(*part, event.position())
        event.acceptProposedAction()
        self.setFocus()
        self.update()

    def _ghost_at(self, donor_id: str, kind: str, position: QPointF) -> PartLayer:
        placement = self._dropped(self._donor(donor_id), kind, position)
        if self._ghost is not None and self._ghost.donor.id == donor_id and self._ghost.kind == kind:
            return replace(self._ghost, placement=placement)
        return PartLayer(kind, self._donor(donor_id), placement, id="ghost")

    def _drop_part(self, donor_id: str, kind: str, position: QPointF) -> None:
        self.commit_pending()
        donor = self._donor(donor_id)
        document, layer_id = editing.add_part(self._session.document, donor, kind)
        document = editing.place(document, layer_id, self._dropped(donor, kind, position))
        title = tr(editing.part_title(kind))
        if document.sketch is not None:
            self._session.commit(tr("Draw {part}", part=title), with_parts_drawn(document))
            return
        self._session.commit(tr("Add {part}", part=title), document)
        self._session.select(layer_id)

    def _dropped(self, donor: Donor, kind: str, position: QPointF) -> Placement:
        rest = home_placement(donor, kind, self._session.document)
        return dropped(home_centre(kind), self._frame_point(position), self._view.side, rest)

    def _donor(self, donor_id: str) -> Donor:
        return self._session.library.donor(donor_id)


def _is_visible(layer: Layer) -> bool:
    return layer.visible and layer.opacity > 0


def _placement_text(place: Placement) -> str:
    if place == Placement(flip=place.flip):
        return tr("At home")
    return tr(
        "x {x} %   y {y} %   size {size} %   angle {angle}°",
        x=f"{place.dx * 100:+.1f}", y=f"{place.dy * 100:+.1f}", size=f"{place.scale * 100:.0f}", angle=f"{place.rotation_deg:+.0f}",
    )  # fmt: skip
