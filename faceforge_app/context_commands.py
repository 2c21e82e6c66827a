"""New surroundings for a face: marked, asked for, and kept in part."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from engines import registry
from faceforge_app.document.results import ResultEntry
from faceforge_app.document.surroundings import marks_face_alone
from faceforge_app.language import mark, tr
from faceforge_app.panels.results import ResultsPanel
from faceforge_app.session.engine_choice import usable_engines
from faceforge_app.session.session import Session
from faceforge_app.session.surroundings import context_engine

NO_PORTRAIT = mark("There is no portrait yet. Generate one, or open a photo.")
NO_ENGINE = mark("The engine that paints surroundings is not installed. Bring in its weights with File ▸ Engines.")
MARKED = mark("Everything but the face is marked. Press Generate, or change the marks first: what is not marked stays.")
FACE_ALONE = mark(
    "Only a part of the face is marked, and this engine paints what lies around a face. Choose “{engine}” to fill it."
)
KEPT = {"hair": mark("Keep the hair"), "background": mark("Keep the background")}


class ContextCommands(QObject):
    told = Signal(str)

    def __init__(self, session: Session, results: ResultsPanel, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._results = session, results
        session.surroundings.begun.connect(self._on_begun)
        session.surroundings.taken_up.connect(self._on_taken_up)
        session.surroundings.told.connect(self.told)

    def extend(self) -> None:
        """Mark all but the face, of the photo or of the chosen portrait, and choose the engine that paints it."""
        if self._session.document.photo is not None:
            self._session.surroundings.begin()
        elif (chosen := self._chosen()) is not None:
            entry, number = chosen
            self._session.surroundings.begin(entry.picture(number), _title(entry))
        else:
            self.told.emit(tr(NO_PORTRAIT))

    def work_on(self) -> None:
        """The chosen portrait becomes a photo that can be masked, completed and extended."""
        chosen = self._chosen()
        if chosen is None:
            self.told.emit(tr(NO_PORTRAIT))
        else:
            self._session.surroundings.work_on(chosen[0].picture(chosen[1]), _title(chosen[0]))

    def keep(self, region: str) -> None:
        """The chosen result's hair or background, or the photo's own where no result of this photo is chosen, stays from now on."""
        photo, chosen = self._session.document.photo, self._chosen()
        entry, number = chosen or (None, 0)
        asked = entry.made_from.photo if entry is not None else None
        if photo is None or asked is None or asked.original is not photo.original:
            entry = None
        self._session.surroundings.keep(tr(KEPT[region]), region, entry, number)

    def _on_begun(self) -> None:
        engine = context_engine()
        if engine is None:
            self.told.emit(tr(NO_ENGINE))
            return
        self._session.use_engine(engine)
        self.told.emit(tr(MARKED))

    def _on_taken_up(self) -> None:
        """The engine that a photo usually has: the one that paints surroundings would fill an eye with skin."""
        self._session.use_engine(usable_engines(self._session.document)[0].id)

    def warn(self) -> None:
        """Say so where the engine of surroundings is asked to fill a part of the face."""
        document, engine = self._session.document, self._session.engine_id
        usual = usable_engines(document)[0]
        if engine == context_engine() and usual.id != engine and marks_face_alone(document):
            self.told.emit(tr(FACE_ALONE, engine=tr(usual.title)))

    def _chosen(self) -> tuple[ResultEntry, int] | None:
        chosen = self._results.chosen
        return None if chosen is None else (self._session.results.entry(chosen.result_id), chosen.number)


def _title(entry: ResultEntry) -> str:
    spec = registry.engines().get(entry.engine_id)
    return tr(spec.title) if spec is not None else entry.engine_id
