"""What the window does with sketches: opened, drawn, exported, made of a portrait and turned back into a photo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from engines.errors import EngineError
from engines.imaging.arrays import ByteImage, Points, to_bytes
from engines.imaging.sketches import SKETCH_STYLES
from faceforge_app.canvas.draw_tools import DrawTool
from faceforge_app.canvas.drawing import NO_PARSING, Drawing
from faceforge_app.canvas.stage import Mode, Stage
from faceforge_app.document.document import Document
from faceforge_app.document.flatten import flatten
from faceforge_app.document.photo import frame_picture
from faceforge_app.document.sketch import (
    SHEET_PX,
    SketchGround,
    empty_sheet,
    parsing_tiles,
    sheet_picture,
    sketch_from_picture,
)
from faceforge_app.document.tiles import TiledMask
from faceforge_app.file_commands import FileCommands
from faceforge_app.language import mark, tr
from faceforge_app.panels.results import ResultsPanel
from faceforge_app.photo_commands import MASK_FILES, PHOTOS
from faceforge_app.session.background import Background
from faceforge_app.session.donor_photos import DonorPhoto
from faceforge_app.session.session import Session
from faceforge_app.session.sketch_documents import document_of_sketch

LOOKING = mark("Opening the sketch and looking for a face…")
LOOKING_FOR_COLOURS = mark("Looking for the colours of the face…")
NO_FACE = mark("No face was found in this photo. Choose another one, or click the colours.")
NO_PORTRAIT = mark("There is no portrait to work on. Generate one first.")
PICTURE_PX = 512
Button = QMessageBox.StandardButton


class SketchCommands(QObject):
    """`replace_document` shows another document, once the user has said what becomes of unsaved work."""

    told = Signal(str)
    failed = Signal(str)

    def __init__(
        self, session: Session, stage: Stage, results: ResultsPanel, files: FileCommands,
        replace_document: Callable[[Document], object], window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._session, self._stage, self._results, self._files, self._window = session, stage, results, files, window
        self._drawing: Drawing = stage.canvas.drawing
        self._replace_document = replace_document
        self._folder = Path.home()
        self._background = Background(self)
        session.donors.sketch_found.connect(self._on_faces_found)
        session.donors.colours_found.connect(self._on_colours_found)
        self._drawing.told.connect(self.told)

    def close(self) -> bool:
        return self._background.close()

    # --- opening

    def new(self) -> None:
        self._replace_document(Document(sketch=empty_sheet()))

    def open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open sketch"), str(self._folder), PHOTOS)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        self._folder = path.parent
        self.told.emit(tr(LOOKING))
        self._session.donors.open_sketch(path)

    def _on_faces_found(self, scan: DonorPhoto) -> None:
        if len(scan.faces) == 1:
            self._show_or_complain(partial(document_of_sketch, scan))
            return
        from faceforge_app.dialogs.photo_face import PhotoFaceDialog

        dialog = PhotoFaceDialog(scan, self._window, document_of_sketch, tr("Open sketch"))
        dialog.accepted.connect(lambda: dialog.document is not None and self._replace_document(dialog.document))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def offer(self, photo: DonorPhoto, as_photo: Callable[[DonorPhoto], object]) -> None:
        """Ask what is to become of a photo that looks like a drawing."""
        box = QMessageBox(
            QMessageBox.Icon.Question, "FaceForge",
            tr("“{name}” looks like a drawing. Make a photo of it, or work on it as it is?", name=photo.name),
            Button.Apply | Button.Open | Button.Cancel, self._window,
        )  # fmt: skip
        box.button(Button.Apply).setText(tr("Draw from this sketch"))
        box.button(Button.Open).setText(tr("Open as a photo"))
        box.setDefaultButton(Button.Apply)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(partial(self._on_offer_answer, photo, as_photo))
        box.open()

    def _on_offer_answer(self, photo: DonorPhoto, as_photo: Callable[[DonorPhoto], object], answer: int) -> None:
        if answer == Button.Open:
            as_photo(photo)
        elif answer == Button.Apply:
            self.told.emit(tr(LOOKING))
            self._session.donors.open_sketch(photo.image, photo.name)

    def _show_or_complain(self, make: Callable[[], Document]) -> None:
        try:
            self._replace_document(make())
        except EngineError as error:
            self.failed.emit(str(error))

    # --- colours

    def ask_reference(self) -> None:
        """A photo whose face lends its colours."""
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Reference photo"), str(self._folder), PHOTOS)
        if name:
            self._folder = Path(name).parent
            self.told.emit(tr(LOOKING_FOR_COLOURS))
            self._session.donors.open_colours(Path(name))

    def _on_colours_found(self, photo: DonorPhoto) -> None:
        sketch = self._session.document.sketch
        if sketch is None:
            return
        if not photo.faces:
            self.failed.emit(tr(NO_FACE))
            return
        self._commit(tr("Colours of a photo"), replace(sketch, colours=photo.colours))

    # --- drawing

    def use_tool(self, tool: DrawTool) -> None:
        self._drawing.use(replace(self._drawing.settings, tool=tool))

    def clear(self) -> None:
        sketch = self._session.document.sketch
        if sketch is not None:
            self._drawing.finish()
            self._commit(tr("Clear sheet"), sketch.with_ink(TiledMask.empty(SHEET_PX, SHEET_PX)))

    def _commit(self, label: str, sketch: SketchGround) -> None:
        self._session.commit(label, self._session.document.with_sketch(sketch))

    # --- parsing

    def edit_parsing(self) -> None:
        """The parsing of the chosen portrait, to be repainted over the sketch."""
        chosen, sketch = self._results.chosen, self._session.document.sketch
        labels = None if chosen is None else self._session.results.entry(chosen.result_id).maps.get("parsing")
        if labels is None or sketch is None:
            self.told.emit(tr(NO_PARSING))
            return
        self._commit(tr("Repaint the parsing"), replace(sketch, parsing=parsing_tiles(labels)))
        self._drawing.use(replace(self._drawing.settings, tool=DrawTool.CLASSES, parsing_shown=True))

    def forget_parsing(self) -> None:
        """The engine's own parsing again."""
        sketch = self._session.document.sketch
        if sketch is not None and sketch.parsing is not None:
            self._commit(tr("Forget the repainted parsing"), replace(sketch, parsing=None))

    def toggle_parsing(self) -> None:
        settings = self._drawing.settings
        self._drawing.use(replace(settings, parsing_shown=not settings.parsing_shown))

    # --- from and to other pictures

    def export(self) -> None:
        """The sketch by itself, without what lies on it."""
        sketch = self._session.document.sketch
        if sketch is None:
            return
        proposed = str(self._folder / f"{Path(sketch.name).stem or 'sketch'}-sketch.png")
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Export sketch"), proposed, MASK_FILES)
        if name:
            path = Path(name)
            self._folder = path.parent
            target = path if path.suffix else path.with_suffix(".png")
            self._files.write_picture(target, sheet_picture(sketch.ink), {"sketch": sketch.name})

    def style_menu(self) -> QMenu:
        """Styles that a portrait or composition is drawn in."""
        menu = QMenu(tr("Turn into a sketch"), self._window)
        for style in SKETCH_STYLES.values():
            menu.addAction(tr(style.title), partial(self.turn_into_sketch, style.id))
        return menu

    def turn_into_sketch(self, style: str) -> None:
        """What is looked at, the portrait or the composition, as a sketch to go on with."""
        picture, document = self._looked_at(), self._session.document
        work = partial(_drawn, picture, document, style)
        self._background.run(work, self._replace_document, self.failed.emit)

    def turn_into_photo(self) -> None:
        """The chosen portrait as a photo, to be masked, repaired and given other parts."""
        chosen = self._results.chosen
        if chosen is None:
            self.told.emit(tr(NO_PORTRAIT))
            return
        self._session.donors.open_photo(
            self._session.results.entry(chosen.result_id).picture(chosen.number), tr("Portrait")
        )

    def _looked_at(self) -> ByteImage | None:
        """The portrait, where one is looked at; None for the composition."""
        return None if self._stage.mode is Mode.PARTS else self._stage.portrait.picture


def _drawn(picture: ByteImage | None, document: Document, style: str) -> Document:
    landmarks: Points | None = None
    if document.photo is not None or document.sketch is not None:
        landmarks = document.landmarks
    if picture is None and document.photo is not None:
        picture = to_bytes(frame_picture(document.photo, PICTURE_PX))
    shown = flatten(document, PICTURE_PX)[0] if picture is None else picture
    return Document(sketch=sketch_from_picture(shown, style, landmarks=landmarks))


HANDLERS: dict[str, Callable[[SketchCommands], object]] = {
    "new_sketch": SketchCommands.new, "open_sketch": SketchCommands.open,
    "draw_pencil": lambda commands: commands.use_tool(DrawTool.PENCIL),
    "draw_eraser": lambda commands: commands.use_tool(DrawTool.ERASER),
    "draw_smudge": lambda commands: commands.use_tool(DrawTool.SMUDGE),
    "draw_classes": lambda commands: commands.use_tool(DrawTool.CLASSES),
    "sketch_clear": SketchCommands.clear, "sketch_export": SketchCommands.export,
    "parsing_edit": SketchCommands.edit_parsing, "parsing_show": SketchCommands.toggle_parsing,
    "parsing_forget": SketchCommands.forget_parsing, "portrait_photo": SketchCommands.turn_into_photo,
}  # fmt: skip


def handlers(commands: Callable[[], SketchCommands]) -> dict[str, Callable[[], object]]:
    """What the actions do, for commands that are made later than the actions."""
    return {name: partial(_handle, handler, commands) for name, handler in HANDLERS.items()}


def _handle(handler: Callable[[SketchCommands], object], commands: Callable[[], SketchCommands]) -> object:
    return handler(commands())
