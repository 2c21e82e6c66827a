"""Commands on the selected layer, each one undo step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeGuard

from faceforge_app.canvas.view import CanvasView
from faceforge_app.document import editing
from faceforge_app.document.document import Document
from faceforge_app.document.layers import Layer, PartLayer, new_id
from faceforge_app.language import mark, tr
from faceforge_app.session.session import Session

PAIRS = ("eyes", "brows")
SINGLES = ("left_eye", "right_eye", "left_brow", "right_brow")


class EditCommands:
    def __init__(self, session: Session, canvas: CanvasView) -> None:
        self._session, self._canvas = session, canvas

    def undo(self) -> None:
        self._canvas.commit_pending()
        self._session.undo()

    def redo(self) -> None:
        self._canvas.commit_pending()
        self._session.redo()

    def flip(self) -> None:
        self._change(mark("Flip {part}"), editing.flip)

    def back_home(self) -> None:
        self._change(mark("Back home: {part}"), editing.reset_placement)

    def toggle_link(self) -> None:
        """Link a single eye or brow with the other side, or let both go; a pair is first taken apart."""
        layer = self._session.selected_layer
        if not can_link(layer):
            return
        if layer.kind in PAIRS:
            document, first = editing.split_pair(self._session.document, layer.id)
            self._session.commit(tr("Split {part}", part=tr(editing.part_title(layer.kind))), document)
            self._session.select(first)
        else:
            linked = editing.set_mirror_link(self._session.document, layer.id, not layer.mirror_linked)
            self._session.commit(tr("Mirror link"), linked)

    def duplicate(self) -> None:
        layer = self._session.selected_layer
        if layer is not None:
            copy = replace(layer, id=new_id())
            document = self._session.document.with_layer(copy)
            self._session.commit(tr("Duplicate"), document.with_layer_at(copy.id, document.index(layer.id) + 1))
            self._session.select(copy.id)

    def delete(self) -> None:
        self._canvas.commit_pending()
        if self._session.selection is not None:
            self._session.delete_layer(self._session.selection)

    def toggle_visible(self) -> None:
        layer = self._session.selected_layer
        if layer is not None:
            label = tr("Hide layer") if layer.visible else tr("Show layer")
            self._session.commit(label, editing.change(self._session.document, layer.id, visible=not layer.visible))

    def restack(self, steps: int) -> None:
        selected = self._session.selection
        if selected is not None:
            document = self._session.document
            self._session.commit(tr("Reorder"), document.with_layer_at(selected, document.index(selected) + steps))

    def _change(self, label: str, change: Callable[[Document, str], Document]) -> None:
        self._canvas.commit_pending()
        layer = self._session.selected_layer
        if isinstance(layer, PartLayer):
            title = tr(editing.part_title(layer.kind))
            self._session.commit(tr(label, part=title), change(self._session.document, layer.id))


def can_link(layer: Layer | None) -> TypeGuard[PartLayer]:
    return isinstance(layer, PartLayer) and layer.kind in (*PAIRS, *SINGLES)
