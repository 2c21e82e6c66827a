"""Pencil, eraser, smudge and class brush on the canvas: one stroke of the pointer is one undo step."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen

from faceforge_app.canvas.draw_tools import LEAST_PRESSURE, DrawSettings, DrawTool
from faceforge_app.canvas.mask_tools import Point
from faceforge_app.canvas.painting import Frame
from faceforge_app.document import pencil
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.masks import Dab
from faceforge_app.document.pencil import Stroke
from faceforge_app.document.sketch import REQUEST_PX, SHEET_PX, SketchGround
from faceforge_app.document.tiles import Pixels, TiledMask
from faceforge_app.language import mark, tr
from faceforge_app.session.session import Session

HINTS = {
    DrawTool.PENCIL: mark("Draw · [ ] or Alt+wheel: size · Alt or the pen's other end: erase · Space: pan"),
    DrawTool.ERASER: mark("Rub out · [ ] or Alt+wheel: size · Space: pan"),
    DrawTool.SMUDGE: mark("Smear what is drawn · [ ] or Alt+wheel: size · Space: pan"),
    DrawTool.CLASSES: mark("Paint what is to be there · [ ] or Alt+wheel: size · Space: pan"),
}
COVERED = mark("A portrait lies over the sketch. Hide its layer to go on drawing.")
NO_PARSING = mark("There is no parsing to repaint yet. Generate a portrait, then choose “Repaint its parsing”.")
GUIDE_ON_EMPTY = 0.3


class Drawing(QObject):
    """`settings` say what a press does; points are normalised in the face frame, which is the sheet."""

    settings_changed = Signal()
    changed = Signal()  # what `paint` draws
    told = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = DrawSettings()
        self._stroke: Stroke | None = None
        self._tool = DrawTool.PENCIL  # of the stroke under way
        self._carried: Pixels | None = None
        self._pointer: Point | None = None
        self._had_sheet = False
        session.document_changed.connect(self._on_document_changed)

    @property
    def settings(self) -> DrawSettings:
        return self._settings

    @property
    def active(self) -> bool:
        """Whether a press belongs to a drawing tool."""
        return self._sheet is not None

    @property
    def painting(self) -> bool:
        """Whether a stroke is under way."""
        return self._stroke is not None

    @property
    def paints(self) -> bool:
        """Whether a pen's pressure is of use."""
        return self.active

    @property
    def _sheet(self) -> SketchGround | None:
        return self._session.document.sketch

    def use(self, settings: DrawSettings) -> None:
        if settings.tool is not self._settings.tool:
            self.escape()
        self._settings = settings
        self.settings_changed.emit()
        self.changed.emit()

    def _on_document_changed(self) -> None:
        """On a sheet that is empty the average face shines through, until it is switched off."""
        sheet = self._sheet
        if (sheet is not None) != self._had_sheet:
            self._had_sheet, self._stroke = sheet is not None, None
            if sheet is not None:
                guide = 0.0 if sheet.ink.any else GUIDE_ON_EMPTY
                self.use(replace(self._settings, tool=DrawTool.PENCIL, guide=guide))
        elif self._settings.tool is DrawTool.CLASSES and sheet is not None and sheet.parsing is None:
            self.use(replace(self._settings, tool=DrawTool.PENCIL))

    # --- pointer

    def press(self, point: Point, side_px: float, alt: bool = False, pressure: float = 1.0) -> None:
        """`alt`: rub out instead, which a pen's other end does too."""
        sheet, tool = self._sheet, DrawTool.ERASER if alt else self._settings.tool
        self._pointer = point
        if sheet is None or self._refused(sheet, tool):
            return
        self._tool, self._carried = tool, None
        self._stroke = pencil.begun(self._drawn_on(sheet), self._dab(point, pressure))
        self._draw([self._stroke.tip], pressure)

    def move(self, point: Point, shift: bool = False, pressure: float = 1.0) -> None:
        self._pointer = point
        stroke = self._stroke
        if stroke is not None:
            tip = self._dab(point, pressure)
            half = pencil.middle(stroke.tip, tip)
            way = pencil.curve(stroke.at, stroke.tip, half)
            self._stroke = replace(stroke, at=half, tip=tip)
            self._draw(way, pressure)
        self.changed.emit()

    def release(self) -> None:
        self.finish()

    def finish(self) -> None:
        """Draw the last piece, and make one undo step of the stroke."""
        stroke = self._stroke
        if stroke is not None:
            self._draw([stroke.at, stroke.tip], stroke.tip.radius / self._radius(1.0))
            self._stroke = None
            self._session.commit(tr(self._tool.title), self._session.document)
            self.changed.emit()

    def escape(self) -> bool:
        """Take back the stroke under way; False where there is none."""
        if self._stroke is None:
            return False
        self._stroke = None
        self._session.revert_edit()
        self.changed.emit()
        return True

    def step_back(self) -> None:
        """Strokes have no corners."""

    def resize(self, steps: float) -> None:
        self.use(self._settings.resized(steps))

    def leave(self) -> None:
        self._pointer = None
        self.changed.emit()

    def _refused(self, sheet: SketchGround, tool: DrawTool) -> bool:
        covers = [layer for layer in self._session.document.layers if isinstance(layer, ImageLayer)]
        sentence = ""
        if any(layer.visible and layer.opacity > 0 for layer in covers):
            sentence = COVERED
        elif tool is DrawTool.CLASSES and sheet.parsing is None:
            sentence = NO_PARSING
        if sentence:
            self.told.emit(tr(sentence))
        return bool(sentence)

    def _drawn_on(self, sheet: SketchGround) -> TiledMask:
        return sheet.parsing if self._tool is DrawTool.CLASSES and sheet.parsing is not None else sheet.ink

    def _draw(self, way: list[Dab], pressure: float) -> None:
        sheet, stroke = self._sheet, self._stroke
        if sheet is None or stroke is None:
            return
        if self._tool is DrawTool.SMUDGE:
            ink, self._carried = pencil.smudged(sheet.ink, way, self._carried)
        else:
            ink, self._stroke = self._with_cover(self._drawn_on(sheet), stroke, way, pressure)
        changed = replace(sheet, parsing=ink) if self._tool is DrawTool.CLASSES else replace(sheet, ink=ink)
        if ink is not self._drawn_on(sheet):
            self._session.preview_edit(self._session.document.with_sketch(changed))

    def _with_cover(self, ink: TiledMask, stroke: Stroke, way: list[Dab], pressure: float) -> tuple[TiledMask, Stroke]:
        if self._tool is DrawTool.ERASER:
            return pencil.drawn(ink, stroke, way, pencil.erased, 1.0)
        if self._tool is DrawTool.CLASSES:
            return pencil.drawn(ink, stroke, way, pencil.labelled(self._settings.label), 1.0)
        strength = self._settings.darkness * (0.4 + 0.6 * min(max(pressure, 0.0), 1.0))
        return pencil.drawn(ink, stroke, way, pencil.pencilled, strength)

    def _radius(self, pressure: float) -> float:
        """In pixels of what is drawn on."""
        scale = REQUEST_PX / SHEET_PX if self._tool is DrawTool.CLASSES else 1.0
        if self._tool is not DrawTool.PENCIL:
            pressure = 1.0  # a rubber and a finger are as wide as they are
        return max(self._settings.sizes[self._tool] / 2 * max(pressure, LEAST_PRESSURE) * scale, 0.5)

    def _dab(self, point: Point, pressure: float) -> Dab:
        side = REQUEST_PX if self._tool is DrawTool.CLASSES else SHEET_PX
        hardness = self._settings.hardness if self._tool is DrawTool.PENCIL else 0.8
        return Dab(point[0] * side, point[1] * side, self._radius(pressure), hardness)

    # --- painting

    def paint(self, painter: QPainter, frame: Frame) -> None:
        """The tool's size around the pointer."""
        if self._pointer is None or not self.active:
            return
        radius = max(self._settings.size / 2 / SHEET_PX * frame.side, 1.5)
        centre = QPointF(frame.left + self._pointer[0] * frame.side, frame.top + self._pointer[1] * frame.side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor(255, 255, 255, 170), 2.5), (QColor(30, 34, 42), 1.0)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(centre, radius, radius)
        painter.restore()
