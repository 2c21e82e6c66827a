"""The live preview: one picture of the document as it is shown, made anew with each change."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import QObject, Signal

from engines.imaging.arrays import ByteImage, read_only, to_bytes
from engines.requests import Result
from engines.spec import EngineSpec
from faceforge_app.document.document import Document
from faceforge_app.document.requests import finishing
from faceforge_app.session.run_queue import RunQueue


class LivePreview(QObject):
    changed = Signal()
    told = Signal(str)

    def __init__(self, runs: RunQueue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.on = False
        self._runs = runs
        self._picture: ByteImage | None = None
        runs.preview_finished.connect(self._on_finished)
        runs.preview_failed.connect(self._on_failed)

    @property
    def picture(self) -> ByteImage | None:
        """(S, S, 3) uint8 read-only; None while there is none."""
        return self._picture

    def ask(self, spec: EngineSpec, request: Any, options: Any, document: Document, interim: bool) -> None:
        """The newest request wins."""
        self._runs.preview(spec, request, _single_variant(options), interim, finishing(document, spec))

    def clear(self) -> None:
        self._runs.drop_previews()
        if self._picture is not None:
            self._picture = None
            self.changed.emit()

    def _on_finished(self, result: Result) -> None:
        self._picture = read_only(to_bytes(result.images[0]))
        self.changed.emit()

    def _on_failed(self, sentence: str) -> None:
        self.clear()
        self.told.emit(sentence)


def _single_variant(options: Any) -> Any:
    names = {field.name for field in dataclasses.fields(options)}
    return dataclasses.replace(options, variants=1) if "variants" in names else options
