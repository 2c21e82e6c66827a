"""Which portrait is shown: the run that is painting, the live preview, the chosen variant or what its engine saw; whichever spoke last."""

from __future__ import annotations

from enum import Enum
from typing import Any

from PySide6.QtCore import QObject

from engines.imaging.arrays import ByteImage, FloatImage, read_only, to_bytes
from faceforge_app.canvas.portrait import PortraitView
from faceforge_app.document.extras import extra_title
from faceforge_app.language import tr
from faceforge_app.panels.results import ResultsPanel
from faceforge_app.session.session import Session


class Shown(Enum):
    PAINTING = "painting"
    PREVIEW = "preview"
    CHOSEN = "chosen"
    VIEW = "view"


class ShownPortrait(QObject):
    def __init__(self, session: Session, results: ResultsPanel, view: PortraitView) -> None:
        super().__init__(view)
        self._session, self._results, self._view = session, results, view
        self._shown = Shown.CHOSEN
        self._painting: ByteImage | None = None
        self._view_name = ""
        session.document_changed.connect(self.refresh)
        session.live_preview.changed.connect(lambda: self._show(Shown.PREVIEW))
        session.run_progress.connect(self._on_progress)
        session.run_finished.connect(lambda: self._end_painting(Shown.CHOSEN))
        for stopped in (session.run_failed, session.run_cancelled, session.run_compared):
            stopped.connect(lambda: self._end_painting(Shown.PREVIEW))
        results.variant_chosen.connect(lambda: self._show(Shown.CHOSEN))
        self.refresh()

    @property
    def picture(self) -> ByteImage | None:
        return self._view.picture

    @property
    def recipe(self) -> dict[str, Any]:
        """How the shown picture was made."""
        chosen = self._results.chosen
        if chosen is None or self._kind() is not Shown.CHOSEN:
            return {"engine": self._session.engine_id, "preview": True}
        recipe = self._session.results.entry(chosen.result_id).variant_recipe(chosen.number)
        return {**recipe, "view": self._view_name} if self._shown is Shown.VIEW else recipe

    def refresh(self) -> None:
        session, kind, chosen = self._session, self._kind(), self._results.chosen
        if kind is Shown.PAINTING:
            self._view.show_picture(self._painting, session.document, tr("Painting…"))
        elif kind is Shown.PREVIEW:
            self._view.show_picture(session.live_preview.picture, session.document, tr("Live preview"))
        elif chosen is None:
            self._view.show_picture(None, session.document, "")
        else:
            entry = session.results.entry(chosen.result_id)
            if self._shown is Shown.VIEW and self._view_name in entry.views:
                self._view.show_picture(
                    entry.views[self._view_name], entry.made_from, tr(extra_title(self._view_name, entry.engine_id))
                )
                return
            caption = "" if session.is_current(entry.id) else tr("Made from an earlier composition")
            self._view.show_picture(entry.picture(chosen.number), entry.made_from, caption)

    def show_view(self, name: str) -> None:
        """One of the pictures that came with the chosen result."""
        self._view_name = name
        self._show(Shown.VIEW)

    def _kind(self) -> Shown:
        """What spoke last, or what is left when that is gone."""
        if self._shown is Shown.PAINTING and self._painting is not None:
            return Shown.PAINTING
        wants_preview = self._shown is Shown.PREVIEW or self._results.chosen is None
        return Shown.PREVIEW if wants_preview and self._session.live_preview.picture is not None else Shown.CHOSEN

    def _show(self, shown: Shown) -> None:
        self._shown = shown
        self.refresh()

    def _on_progress(self, _done: int, _total: int, picture: FloatImage | None) -> None:
        if picture is not None:
            self._painting = read_only(to_bytes(picture))
            self._show(Shown.PAINTING)

    def _end_painting(self, then: Shown) -> None:
        self._painting = None
        self._show(then)
