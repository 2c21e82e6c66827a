"""Photos to work on: opened, their masks changed, loaded and saved, and the repaired photo exported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from engines.imaging.io import READ_SUFFIXES, WRITE_FORMATS
from faceforge_app.canvas.mask_tools import Tool
from faceforge_app.canvas.masking import Masking
from faceforge_app.document import masks
from faceforge_app.document.document import Document
from faceforge_app.document.photo import PhotoGround
from faceforge_app.document.tiles import Pixels, TiledMask
from faceforge_app.language import mark, tr
from faceforge_app.session.donor_photos import DonorPhoto
from faceforge_app.session.photo_documents import document_of
from faceforge_app.session.session import Session

LOOKING = mark("Opening the photo and looking for a face…")
PHOTOS = "Photos ({})".format(" ".join(f"*{suffix}" for suffix in READ_SUFFIXES))
KEEPING = ("PNG (*.png)", "TIFF (*.tif)", "JPEG (*.jpg)", "WebP (*.webp)")
MASK_FILES = "PNG (*.png)"
Change = Callable[[TiledMask, int], TiledMask]


class PhotoCommands(QObject):
    """`replace_document` shows another document, once the user has said what becomes of unsaved work."""

    told = Signal(str)
    failed = Signal(str)
    drawing_found = Signal(object)  # DonorPhoto that looks like a drawing; see `show`

    def __init__(
        self, session: Session, masking: Masking, replace_document: Callable[[Document], object], window: QWidget
    ) -> None:
        super().__init__(window)
        self._session, self._masking, self._window = session, masking, window
        self._replace_document = replace_document
        self._folder = Path.home()
        session.donors.photo_found.connect(self._on_faces_found)
        session.photo.failed.connect(self.failed)
        session.photo.mask_doubted.connect(self._on_mask_doubted)

    # --- opening

    def open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open photo"), str(self._folder), PHOTOS)
        if name:
            self.open_path(Path(name))

    def open_path(self, path: Path) -> None:
        self._folder = path.parent
        self.told.emit(tr(LOOKING))
        self._session.donors.open_photo(path)

    def _on_faces_found(self, photo: DonorPhoto) -> None:
        if photo.drawn:
            self.drawing_found.emit(photo)
        else:
            self.show(photo)

    def show(self, photo: DonorPhoto) -> None:
        """Work on a photo, once it is clear which face is meant."""
        if len(photo.faces) == 1:
            self._replace_document(document_of(photo))
            return
        from faceforge_app.dialogs.photo_face import PhotoFaceDialog

        dialog = PhotoFaceDialog(photo, self._window)
        dialog.accepted.connect(lambda: dialog.document is not None and self._replace_document(dialog.document))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # --- masks

    def use_tool(self, tool: Tool) -> None:
        self._masking.use(replace(self._masking.settings, tool=tool))

    def grow(self) -> None:
        self._change(tr("Grow mask"), masks.grown)

    def shrink(self) -> None:
        self._change(tr("Shrink mask"), lambda mask, pixels: masks.grown(mask, -pixels))

    def feather(self) -> None:
        self._change(tr("Feather mask"), masks.feathered)

    def invert(self) -> None:
        self._change(tr("Invert mask"), lambda mask, _: masks.inverted(mask))

    def clear(self) -> None:
        self._change(tr("Clear mask"), lambda mask, _: masks.cleared(mask))

    def toggle_shown(self) -> None:
        self._masking.use(replace(self._masking.settings, shown=not self._masking.settings.shown))

    def _change(self, label: str, change: Change) -> None:
        amount = self._masking.settings.amount

        def changed(ground: PhotoGround) -> TiledMask:
            return change(ground.mask, amount)

        self._masking.finish()
        self._session.photo.change_mask(label, changed)

    def load_mask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Load mask"), str(self._folder), PHOTOS)
        if name:
            self._folder = Path(name).parent
            self._session.photo.load_mask(Path(name))

    def save_mask(self) -> None:
        proposed = str(self._folder / f"{self._stem()}-mask.png")
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save mask"), proposed, MASK_FILES)
        if name:
            path = Path(name)
            self._session.photo.save_mask(path if path.suffix else path.with_suffix(".png"))

    def _on_mask_doubted(self, pixels: Pixels, name: str) -> None:
        share = (pixels > 127).mean()
        box = QMessageBox(
            QMessageBox.Icon.Question, "FaceForge",
            tr("{share} of “{name}” is white, and white is what is filled. Fill the white, or the black?", share=f"{share:.0%}", name=name),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No | QMessageBox.StandardButton.Cancel,
            self._window,
        )  # fmt: skip
        box.button(QMessageBox.StandardButton.Yes).setText(tr("Fill the black"))
        box.button(QMessageBox.StandardButton.No).setText(tr("Fill the white"))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(partial(self._on_doubt_answer, pixels))
        box.open()

    def _on_doubt_answer(self, pixels: Pixels, answer: int) -> None:
        if answer in (QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No):
            self._session.photo.use_mask(pixels, inverted=answer == QMessageBox.StandardButton.Yes)

    # --- export

    def export(self) -> None:
        """Ask where the photo goes; it keeps the file's size, depth and profile."""
        proposed = str(self._folder / f"{self._stem()}-repaired.png")
        name, chosen = QFileDialog.getSaveFileName(self._window, tr("Export photo"), proposed, ";;".join(KEEPING))
        if name:
            path, suffix = Path(name), chosen[chosen.index("*") + 1 : -1]
            self._folder = path.parent
            target = path if path.suffix.lower() in WRITE_FORMATS else path.with_name(path.name + suffix)
            self._session.photo.export(target, self._session.settings.signing)

    def _stem(self) -> str:
        photo = self._session.document.photo
        return Path(photo.original.name).stem if photo is not None and photo.original.name else "photo"
