"""The document put to engines: which one, with what options, one run at a time, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from engines.errors import EngineError, InputError
from engines.requests import Result
from engines.spec import EngineSpec
from faceforge_app.document.comparison import compared
from faceforge_app.document.document import Document
from faceforge_app.document.from_recipe import options_from
from faceforge_app.document.requests import build_request, finishing, missing
from faceforge_app.document.results import ResultEntry, result_entry
from faceforge_app.language import mark, said, tr
from faceforge_app.session.editor import Editor
from faceforge_app.session.engine_choice import EngineChoice, spec_of, usable_engines
from faceforge_app.session.engine_worker import Run
from faceforge_app.session.live_preview import LivePreview
from faceforge_app.session.results import Results
from faceforge_app.session.run_queue import RunQueue
from faceforge_app.session.settings import Settings

NO_ENGINE = mark(
    "There is no engine that makes a photo of a sketch yet. Draw and save; it can be made once the engine is there."
)


class Runner(Editor):
    """An editor with engines: `results` is what they made, `live_preview` what they would make of the document as it is."""

    engine_changed = Signal()  # engine_id or options

    run_started = Signal()
    run_progress = Signal(int, int, object)  # done, total, preview: float32 (S, S, 3) or None
    run_measured = Signal(int, float)  # step, value: the loss of a search; step 0 begins a new curve
    run_finished = Signal()  # the new entry is results[0]
    run_failed = Signal(str)
    run_cancelled = Signal()
    run_compared = Signal(object)  # Rerun: a result was made again; each run ends in exactly one of these four
    message = Signal(str)  # a sentence for the status bar

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._choice = EngineChoice(self.document)
        self._run_document = Document()
        self._again: ResultEntry | None = None  # what the run under way makes again
        self._runs = RunQueue(settings, self)
        self.live_preview = LivePreview(self._runs, self)
        self.results = Results(self)
        self._runs.progressed.connect(self.run_progress)
        self._runs.measured.connect(self.run_measured)
        self._runs.finished.connect(self._on_finished)
        self._runs.failed.connect(self.run_failed)
        self._runs.cancelled.connect(self.run_cancelled)
        self.live_preview.told.connect(self.message)
        self.results.told.connect(self.message)

    @property
    def busy(self) -> bool:
        return self._runs.busy

    @property
    def engine_id(self) -> str:
        return self._choice.id

    @property
    def options(self) -> Any:
        """The options of `engine_id` that generate and live preview use."""
        return self._choice.options

    @property
    def engines(self) -> tuple[EngineSpec, ...]:
        """The engines that can work on a document like this, the most usual first."""
        return usable_engines(self.document)

    @property
    def lacking(self) -> str:
        """What is missing before the chosen engine can be asked, as a sentence; "" where nothing is."""
        return _lacking(self.document, spec_of(self.engine_id))

    def set_engine(self, engine_id: str, options: Any) -> None:
        """What generate and live preview use from now on."""
        self._choice.take(spec_of(engine_id), options)
        self.engine_changed.emit()
        self._refresh_preview()

    def use_engine(self, engine_id: str) -> None:
        """Another engine, with the options that it had on such a document."""
        if self._choice.recall(spec_of(engine_id), self.document):
            self.engine_changed.emit()
        self._refresh_preview()

    def warm_up(self) -> None:
        """Load the chosen engine in the background; call it once the window is shown."""
        self._runs.warm_up(spec_of(self.engine_id))

    def generate(self, engine_id: str | None = None, options: Any = None) -> bool:
        """Start a run on the document as it is shown; False (with a message) when one is under way or nothing can be asked."""
        return self._start(self.document, engine_id or self.engine_id, self.options if options is None else options)

    def run_again(self, result_id: str) -> bool:
        """Make a result again from its recipe; answers with `run_compared`, and results stay as they are."""
        entry = self.results.entry(result_id)
        try:
            options = options_from(spec_of(entry.engine_id).options_type, entry.recipe.get("options"))
        except EngineError as error:
            self.message.emit(said(error))
            return False
        return self._start(entry.made_from, entry.engine_id, options, entry)

    def cancel(self) -> None:
        self._runs.cancel()

    def ask(
        self,
        engine_id: str,
        request: Any,
        options: Any,
        answer: Callable[[Result], None],
        refuse: Callable[[str], None] | None = None,
    ) -> None:
        """Ask an engine something beside the document; the newest question wins, and results are not touched."""
        self._runs.ask(spec_of(engine_id), request, options, answer, refuse or self.message.emit)

    def set_live_preview(self, on: bool) -> None:
        """While on, every change of the document asks for a preview."""
        self.live_preview.on = on
        self._refresh_preview()

    def request_preview(self, interim: bool = False) -> None:
        """Ask for one picture of the document as it is shown. The newest request wins; results are not touched."""
        try:
            spec, request = _asked(self.document, self.engine_id)
        except EngineError:
            self.live_preview.clear()
        else:
            self.live_preview.ask(spec, request, self.options, self.document, interim)

    def _start(self, document: Document, engine_id: str, options: Any, again: ResultEntry | None = None) -> bool:
        if self.busy:
            self.message.emit(tr("A run is under way. Wait for it, or cancel it first."))
            return False
        try:
            spec, request = _asked(document, engine_id)
        except EngineError as error:
            self.message.emit(said(error))
            return False
        self._run_document, self._again = document, again
        self._runs.start(spec, request, options, finishing(document, spec))
        self.run_started.emit()
        return True

    def _on_finished(self, run: Run, result: Result) -> None:
        if self._again is not None:
            self.run_compared.emit(compared(self._again, result))
            return
        self.results.add(result_entry(run.spec.id, result, self._run_document))
        self.results.keep_within_memory(self._settings.results_memory_mb)
        self.run_finished.emit()

    def _refresh_preview(self, interim: bool = False) -> None:
        """On a photo only when a stroke or drag is over: cutting it for each frame would keep the worker from the newest one."""
        if not self.live_preview.on:
            self.live_preview.clear()
        elif not (interim and self.document.photo is not None):
            self.request_preview(interim)

    def _before_shown(self, interim: bool) -> None:
        if self._choice.fit(self.document):
            self.engine_changed.emit()
        self._refresh_preview(interim)


def _lacking(document: Document, spec: EngineSpec) -> str:
    return missing(document, spec.request_type) if usable_engines(document) else NO_ENGINE


def _asked(document: Document, engine_id: str) -> tuple[EngineSpec, Any]:
    """An engine, and what it is asked for a document: the request, or, on a photo or a sketch, where that takes longer than a frame,
    a function that makes it. Raises `EngineError`.
    """
    spec = spec_of(engine_id)
    lacking = _lacking(document, spec)
    if lacking:
        raise InputError(lacking)
    if document.photo is None and document.sketch is None:
        return spec, build_request(document, spec.request_type)
    return spec, partial(build_request, document, spec.request_type)
