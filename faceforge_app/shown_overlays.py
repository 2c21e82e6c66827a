"""Which tint lies over composition and portrait: where pixels come from, or where variants disagree."""

from __future__ import annotations

from enum import Enum
from functools import partial

from PySide6.QtCore import QObject, Signal

from engines.errors import EngineError
from engines.face.donors import Donor
from faceforge_app.canvas.stage import Mode, Stage
from faceforge_app.document import provenance
from faceforge_app.document.document import Document
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.overlays import Overlay, origin_overlay, spread_overlay
from faceforge_app.document.requests import build_request
from faceforge_app.document.results import ResultEntry
from faceforge_app.language import mark, tr
from faceforge_app.panels.results import ResultsPanel
from faceforge_app.session.background import Background
from faceforge_app.session.engine_choice import spec_of
from faceforge_app.session.session import Session

SIDE_PX = 512
ONE_VARIANT = mark("This run has one portrait. Generate several to see where they disagree.")


class Tint(Enum):
    NONE = "none"
    ORIGINS = "origins"
    SPREAD = "spread"


Wanted = tuple[ResultEntry | None, Tint]


class ShownOverlays(QObject):
    """Both tints are computed in the background: a request on a large photo takes time, and recipes may name donors that must be read."""

    told = Signal(str)

    def __init__(self, session: Session, results: ResultsPanel, stage: Stage) -> None:
        super().__init__(stage)
        self._session, self._results, self._stage = session, results, stage
        self._tint = Tint.NONE
        self._of_canvas: Overlay | None = None
        self._of_portrait: Overlay | None = None
        self._computing: Document | None = None
        self._wanted: Wanted = (None, Tint.NONE)
        self._background = Background(self)
        session.document_changed.connect(self._refresh_canvas)
        results.variant_chosen.connect(self._refresh_portrait)

    @property
    def tint(self) -> Tint:
        return self._tint

    @property
    def overlay(self) -> Overlay | None:
        """The tint that is looked at."""
        first, second = self._of_portrait, self._of_canvas
        return second or first if self._stage.mode is Mode.PARTS else first or second

    @property
    def of_portrait(self) -> bool:
        return self._of_portrait is not None and self.overlay is self._of_portrait

    def show(self, tint: Tint) -> None:
        self._tint = tint
        self._refresh_canvas()
        self._refresh_portrait()
        entry = self._chosen_entry()
        if tint is Tint.SPREAD and (entry is None or len(entry.images) < 2):
            self.told.emit(tr(ONE_VARIANT))

    def close(self) -> bool:
        return self._background.close()

    def _chosen_entry(self) -> ResultEntry | None:
        chosen = self._results.chosen
        return None if chosen is None else self._session.results.entry(chosen.result_id)

    def _refresh_portrait(self) -> None:
        """The newest choice is answered; the tint of another portrait goes at once."""
        wanted = entry, tint = self._chosen_entry(), self._tint
        if wanted == self._wanted:
            return
        self._wanted = wanted
        self._show_portrait(None)
        if entry is not None and tint is not Tint.NONE:
            work = partial(_portrait_overlay, entry, tint, self._names(entry.made_from))
            self._background.run(work, partial(self._on_portrait, wanted), self.told.emit)

    def _on_portrait(self, wanted: Wanted, overlay: Overlay | None) -> None:
        if wanted == self._wanted:
            self._show_portrait(overlay)

    def _show_portrait(self, overlay: Overlay | None) -> None:
        self._of_portrait = overlay
        self._stage.portrait.show_overlay(overlay)

    def _refresh_canvas(self) -> None:
        """One computation at a time; the newest document is next."""
        if self._tint is not Tint.ORIGINS:
            self._show_canvas(None)
        elif self._computing is None:
            self._computing = document = self._session.document
            own = {part.donor.id: part.donor for part in document.parts}
            work = partial(_document_overlay, document, self._names(document), partial(_donor, own, self._session))
            self._background.run(work, self._on_canvas, self._on_failure)

    def _on_canvas(self, overlay: Overlay) -> None:
        computed, self._computing = self._computing, None
        self._show_canvas(overlay if self._tint is Tint.ORIGINS else None)
        if computed is not self._session.document:
            self._refresh_canvas()

    def _on_failure(self, sentence: str) -> None:
        self._computing = None
        self.told.emit(sentence)

    def _show_canvas(self, overlay: Overlay | None) -> None:
        self._of_canvas = overlay
        self._stage.canvas.show_overlay(overlay)

    def _names(self, document: Document) -> dict[str, str]:
        names = {donor.id: donor.name for donor in self._session.library.donors}
        return names | {part.donor.id: part.donor.name for part in document.parts}


def overlay_layer(overlay: Overlay) -> ImageLayer:
    """An overlay as a layer of the document; its recipe says what it is, so that it has no origin itself."""
    recipe = {"overlay": overlay.title, "legend": [[row.colour, row.text] for row in overlay.legend]}
    return ImageLayer(overlay.picture, overlay.opacity, recipe=recipe, name=overlay.title)


def _portrait_overlay(entry: ResultEntry, tint: Tint, names: dict[str, str]) -> Overlay | None:
    if tint is Tint.SPREAD:
        return spread_overlay(provenance.spread(entry.images)) if len(entry.images) > 1 else None
    try:
        request = build_request(entry.made_from, spec_of(entry.engine_id).request_type)
    except EngineError:  # an engine that is not installed here
        return None
    return origin_overlay(provenance.of_request(request, entry.maps, SIDE_PX), names)


def _document_overlay(document: Document, names: dict[str, str], donor: partial[Donor]) -> Overlay:
    return origin_overlay(provenance.of_document(document, SIDE_PX, donor), names)


def _donor(own: dict[str, Donor], session: Session, donor_id: str) -> Donor:
    if donor_id in own:
        return own[donor_id]
    return session.library.donor(donor_id)
