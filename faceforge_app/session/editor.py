"""The document being edited: its history, a drag under way and what is selected."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from engines.face.donors import Donor
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.drawn_parts import with_parts_drawn
from faceforge_app.document.history import History
from faceforge_app.document.layers import Layer
from faceforge_app.language import tr


class Editor(QObject):
    """Every step goes through `commit`. Called and signalled on the GUI thread."""

    document_changed = Signal()  # what the canvas shows; also while dragging, and for undo labels
    selection_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history = History()
        self._edited: Document | None = None
        self._selection: str | None = None

    # --- what there is

    @property
    def document(self) -> Document:
        """What the canvas shows: the newest step, or the drag that is under way."""
        return self._edited if self._edited is not None else self._history.document

    @property
    def selection(self) -> str | None:
        return self._selection

    @property
    def selected_layer(self) -> Layer | None:
        return self.document.layer(self._selection) if self._selection is not None else None

    @property
    def can_undo(self) -> bool:
        return self._history.undo_label is not None

    @property
    def can_redo(self) -> bool:
        return self._history.redo_label is not None

    @property
    def undo_label(self) -> str:
        return self._history.undo_label or ""

    @property
    def redo_label(self) -> str:
        return self._history.redo_label or ""

    # --- steps

    def commit(self, label: str, document: Document) -> None:
        """One undo step: `document` becomes what is shown. Ends a drag. The document that is already there makes no step."""
        unchanged = document is self._history.document
        self._edited = None
        if not unchanged:
            self._history.commit(label, document)
        self._show_document()

    def preview_edit(self, document: Document) -> None:
        """Show a document while a drag lasts; `commit` makes it a step, `revert_edit` takes it back."""
        self._edited = document
        self._show_document(interim=True)

    def revert_edit(self) -> None:
        if self._edited is not None:
            self._edited = None
            self._show_document()

    def undo(self) -> None:
        """One step back; a drag under way is taken back instead."""
        if self._edited is not None:
            self.revert_edit()
        elif self._history.undo():
            self._show_document()

    def redo(self) -> None:
        if self._edited is None and self._history.redo():
            self._show_document()

    def select(self, layer_id: str | None) -> None:
        """Raises `KeyError` for a layer that is not there."""
        if layer_id is not None:
            self.document.layer(layer_id)
        if layer_id != self._selection:
            self._selection = layer_id
            self.selection_changed.emit()

    def add_part(self, donor: Donor, kind: str, with_partner: bool = False) -> str:
        """Put a part at its anatomical home, select it and return its layer id. `with_partner`: a single eye or brow brings the other.

        On a sketch it is drawn instead, and the id is "".
        """
        document, layer_id = editing.add_part(self.document, donor, kind, with_partner)
        if document.sketch is not None:
            return self._draw_part(kind, document)
        self.commit(tr("Add {part}", part=tr(editing.part_title(kind))), document)
        self.select(layer_id)
        return layer_id

    def _draw_part(self, kind: str, document: Document) -> str:
        self.commit(tr("Draw {part}", part=tr(editing.part_title(kind))), with_parts_drawn(document))
        return ""

    def replace_part(self, layer_id: str, donor: Donor) -> None:
        """The same part of another donor, placed as this one was."""
        kind = editing.part(self.document, layer_id).kind
        self.commit(
            tr("Replace {part}", part=tr(editing.part_title(kind))),
            editing.replace_part(self.document, layer_id, donor),
        )

    def delete_layer(self, layer_id: str) -> None:
        self.commit(tr("Delete"), self.document.without_layer(layer_id))

    def _start_anew(self, document: Document) -> None:
        """Another document, with nothing to undo and nothing selected."""
        self._edited = None
        self.select(None)
        self._history = History(document)

    def _show_document(self, interim: bool = False) -> None:
        gone = self._selection is not None and all(layer.id != self._selection for layer in self.document.layers)
        if gone:
            self._selection = None
        self._before_shown(interim)
        self.document_changed.emit()
        if gone:
            self.selection_changed.emit()

    def _before_shown(self, interim: bool) -> None:
        """For what must fit the document before anybody sees it; `interim`: a drag is under way."""
