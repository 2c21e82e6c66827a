"""What is done with results: made again, held against each other, put on a sheet, tinted by where their pixels come from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from engines.imaging.arrays import ByteImage
from faceforge_app.canvas.compare import Side, Way
from faceforge_app.canvas.stage import Stage
from faceforge_app.document.comparison import Rerun
from faceforge_app.document.contact_sheet import contact_sheet, sheet_recipe
from faceforge_app.document.flatten import flatten
from faceforge_app.document.overlays import with_legend
from faceforge_app.file_commands import FileCommands
from faceforge_app.panels.results import ResultsPanel
from faceforge_app.panels.results_model import Variant
from faceforge_app.session.session import Session
from faceforge_app.shown_overlays import ShownOverlays, Tint, overlay_layer
from faceforge_app.shown_portrait import ShownPortrait

PICTURES = "PNG (*.png);;JPEG (*.jpg);;WebP (*.webp);;TIFF (*.tif)"
NO_OVERLAY = "No overlay is shown. Switch one on in the View menu."
PINNED = "Choose another portrait: the two are compared."


class ResultCommands(QObject):
    told = Signal(str)
    compare_asked = Signal()

    def __init__(
        self,
        session: Session,
        results: ResultsPanel,
        stage: Stage,
        shown: ShownPortrait,
        files: FileCommands,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._results, self._stage, self._shown = session, results, stage, shown
        self._files, self._window = files, window
        self._pinned: Side | None = None
        self._before: Variant | None = None
        self._last: Variant | None = None
        self.overlays = ShownOverlays(session, results, stage)
        self.overlays.told.connect(self.told)
        session.run_compared.connect(self._on_compared)
        results.variant_chosen.connect(self.refresh)

    # --- compare

    def refresh(self) -> None:
        """The chosen portrait against the pinned one, or against the one that was chosen before."""
        chosen = self._results.chosen
        if chosen != self._last:
            self._before, self._last = self._last, chosen
        other = self._pinned if self._pinned is not None else self._side(self._before)
        self._stage.compare.view.show_sides(self._side(chosen), other)

    def pin(self) -> None:
        """Hold the chosen portrait against those that are chosen from now on."""
        self._pinned = self._side(self._results.chosen)
        self.refresh()
        self.told.emit(PINNED)

    def run_again(self) -> None:
        if self._results.chosen is not None:
            self._session.run_again(self._results.chosen.result_id)

    def _on_compared(self, rerun: Rerun) -> None:
        self.told.emit(f"Made again: {rerun.verdict}.")
        if rerun.identical:
            return
        place = max(range(len(rerun.differences)), key=lambda number: rerun.differences[number].maximum)
        number = rerun.entry.numbers[place]
        view = self._stage.compare.view
        view.show_sides(
            Side(rerun.entry.images[place], f"Variant {number + 1}"),
            Side(rerun.images[place], f"Variant {number + 1}, made again"),
        )
        view.set_way(Way.DIFFERENCE)
        self.compare_asked.emit()

    def _side(self, variant: Variant | None) -> Side | None:
        entry = next((e for e in self._session.results if variant is not None and e.id == variant.result_id), None)
        if entry is None or variant is None or variant.number not in entry.numbers:
            return None
        note = f" · {entry.note}" if entry.note else ""
        return Side(entry.picture(variant.number), f"Variant {variant.number + 1}{note}")

    # --- sheet

    def contact_sheet(self) -> None:
        from faceforge_app.dialogs.contact_sheet import ContactSheetDialog

        rows = self._results.model.rows
        if rows:
            dialog = ContactSheetDialog(contact_sheet(rows), self._window)
            dialog.export_asked.connect(lambda: self._save(dialog.sheet, sheet_recipe(rows), "contact sheet"))
            self._files.open_dialog(dialog)

    # --- overlays

    def show_tint(self, tint: Tint) -> None:
        self.overlays.show(tint)

    def add_overlay_layer(self) -> bool:
        """The tint that is shown as a layer on top, as one undo step; False (with a message) where there is none."""
        overlay = self.overlays.overlay
        if overlay is None:
            self.told.emit(NO_OVERLAY)
            return False
        layer = overlay_layer(overlay)
        self._session.commit(f"Add {overlay.title.lower()}", self._session.document.with_layer(layer))
        self._session.select(layer.id)
        return True

    def export_overlay(self) -> None:
        overlay = self.overlays.overlay
        if overlay is None:
            self.told.emit(NO_OVERLAY)
            return
        picture, recipe = self._shown.picture, self._shown.recipe
        if not self.overlays.of_portrait or picture is None:
            picture, recipe = flatten(self._session.document, overlay.picture.shape[0])
        self._save(
            with_legend(picture, overlay), {**overlay_layer(overlay).recipe, "of": recipe}, overlay.title.lower()
        )

    def _save(self, picture: ByteImage, recipe: dict[str, object], name: str) -> None:
        path, _ = QFileDialog.getSaveFileName(self._window, "Export", str(self._files.folder / f"{name}.png"), PICTURES)
        if path:
            target = Path(path)
            self._files.write_picture(target if target.suffix else target.with_suffix(".png"), picture, recipe)

    def close(self) -> bool:
        return self.overlays.close()
