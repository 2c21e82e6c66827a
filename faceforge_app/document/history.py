"""Undo as a list of documents; unchanged layers are shared, so a step costs what it changed."""

from __future__ import annotations

from dataclasses import dataclass

from faceforge_app.document.document import Document

LIMIT = 500


@dataclass(frozen=True, eq=False)
class Step:
    """A document and what was done to get there."""

    label: str
    document: Document


class History:
    def __init__(self, document: Document | None = None) -> None:
        self._steps = [Step("", document or Document())]
        self._at = 0

    @property
    def document(self) -> Document:
        return self._steps[self._at].document

    @property
    def undo_label(self) -> str | None:
        """What an undo would take back; None where there is nothing."""
        return self._steps[self._at].label if self._at > 0 else None

    @property
    def redo_label(self) -> str | None:
        return self._steps[self._at + 1].label if self._at + 1 < len(self._steps) else None

    def commit(self, label: str, document: Document) -> None:
        """A new step after the current one; what was undone is forgotten."""
        del self._steps[self._at + 1 :]
        self._steps.append(Step(label, document))
        del self._steps[: max(0, len(self._steps) - LIMIT)]
        self._at = len(self._steps) - 1

    def undo(self) -> bool:
        if self.undo_label is None:
            return False
        self._at -= 1
        return True

    def redo(self) -> bool:
        if self.redo_label is None:
            return False
        self._at += 1
        return True
