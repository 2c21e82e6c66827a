"""The session: one document being edited, its history, its runs and results. The one object that panels and canvas talk to.

Everything here is called and signalled on the GUI thread; engines and face detection work in threads of their own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from engines import registry
from engines.errors import EngineError, InputError
from engines.face.donors import Donor
from engines.face.landmarks import LandmarkProvider
from engines.face.library import Library
from engines.imaging.arrays import ByteImage, Points, read_only, to_bytes
from engines.requests import Result
from engines.spec import EngineSpec
from faceforge_app.document import editing
from faceforge_app.document.command_line import compose_command
from faceforge_app.document.comparison import compared
from faceforge_app.document.document import Document
from faceforge_app.document.exports import ExportForm, write_export
from faceforge_app.document.flatten import flatten
from faceforge_app.document.from_recipe import document_from_recipe, options_from
from faceforge_app.document.history import History
from faceforge_app.document.layers import ImageLayer, Layer
from faceforge_app.document.project_file import Project
from faceforge_app.document.requests import build_request, default_options, finishing, missing, request_types
from faceforge_app.document.results import ResultEntry, count_variants, result_entry, within_limit
from faceforge_app.language import tr
from faceforge_app.session.donor_photos import DonorPhoto, DonorPhotoReader, donor_from_photo
from faceforge_app.session.engine_worker import Run
from faceforge_app.session.photo_documents import PhotoDocuments
from faceforge_app.session.projects import ProjectFiles
from faceforge_app.session.run_queue import RunQueue
from faceforge_app.session.settings import Settings, chosen_landmarks, load_settings, save_settings, use_face_settings
from faceforge_app.session.weights_shelf import WeightsShelf

DEFAULT_ENGINE = "parts"
MEGA = 1_000_000
DEFAULT_SIDE = 512
DROPPED = "{count} older portrait(s) without a star were dropped to stay within {limit} MB {place}. Star what you want to keep."


class Session(QObject):
    document_changed = Signal()  # what the canvas shows; also while dragging, and for undo labels
    selection_changed = Signal()
    results_changed = Signal()
    engine_changed = Signal()  # engine_id or options
    library_changed = Signal()
    settings_changed = Signal()

    run_started = Signal()
    run_progress = Signal(int, int, object)  # done, total, preview: float32 (S, S, 3) or None
    run_measured = Signal(int, float)  # step, value: the loss of a search; step 0 begins a new curve
    run_finished = Signal()  # the new entry is results[0]
    run_failed = Signal(str)
    run_cancelled = Signal()
    run_compared = Signal(object)  # Rerun: a result was made again; each run ends in exactly one of these four
    preview_changed = Signal()  # live preview: see `preview`

    donor_faces_found = Signal(object)  # DonorPhoto; without faces the points can be placed by hand
    photo_faces_found = Signal(object)  # the same for a photo to work on
    donor_failed = Signal(str)
    message = Signal(str)  # a sentence for the status bar

    def __init__(
        self,
        library: Library | None = None,
        settings: Settings | None = None,
        landmarks: Callable[[], LandmarkProvider] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings or load_settings()
        self._library = library
        self._history = History()
        self._edited: Document | None = None
        self._selection: str | None = None
        self._results: tuple[ResultEntry, ...] = ()
        self._run_document = Document()
        self._again: ResultEntry | None = None  # what the run under way makes again
        self._preview: ByteImage | None = None
        self._live_preview = False
        self._engine_id = DEFAULT_ENGINE
        self._options: Any = self.spec(DEFAULT_ENGINE).options_type()
        self._kind = request_types(self._history.document)
        self._options_of = (DEFAULT_ENGINE, self._kind)
        self._kept_options: dict[tuple[str, tuple[type, ...]], Any] = {}
        self._ended: bool | None = None
        self._runs = RunQueue(self._settings, self)
        use_face_settings(self._settings)
        self._photos = DonorPhotoReader(landmarks or (lambda: chosen_landmarks(self._settings)), self)
        self._projects = ProjectFiles(
            lambda: (self._history.document, self._results), self._show_project, self,
            results_limit=lambda: self._settings.results_disk_mb * MEGA,
        )  # fmt: skip
        self._photo = PhotoDocuments(lambda: self.document, self.commit, self)
        self._weights = WeightsShelf(
            self._runs, lambda: self._settings, self.use_settings, lambda donor_id: self.library.donor(donor_id), self
        )
        self._connect()

    def _connect(self) -> None:
        self._runs.progressed.connect(self.run_progress)
        self._runs.measured.connect(self.run_measured)
        self._runs.finished.connect(self._on_finished)
        self._runs.failed.connect(self.run_failed)
        self._runs.cancelled.connect(self.run_cancelled)
        self._runs.preview_finished.connect(self._on_preview)
        self._runs.preview_failed.connect(self._on_preview_failed)
        self._photos.opened.connect(self._on_faces_found)
        self._photos.failed.connect(self.donor_failed)
        self._projects.told.connect(self.message)
        self._projects.left_out.connect(self._on_left_out)
        self._photo.told.connect(self.message)
        for changed in (self.document_changed, self.results_changed):
            changed.connect(self._projects.refresh)

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
    def results(self) -> tuple[ResultEntry, ...]:
        """Newest first."""
        return self._results

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

    @property
    def busy(self) -> bool:
        return self._runs.busy

    @property
    def engine_id(self) -> str:
        return self._engine_id

    @property
    def options(self) -> Any:
        """The options of `engine_id` that generate and live preview use."""
        return self._options

    @property
    def settings(self) -> Settings:
        return self._settings

    @property
    def projects(self) -> ProjectFiles:
        """New, open, save and recover; whether there is unsaved work."""
        return self._projects

    @property
    def photo(self) -> PhotoDocuments:
        """Mask, repair and export the photo that the document lies on."""
        return self._photo

    @property
    def engines(self) -> tuple[EngineSpec, ...]:
        """The engines that can work on a document like this, the most usual first."""
        types = request_types(self.document)
        usable = [spec for spec in registry.engines().values() if spec.request_type in types]
        return tuple(sorted(usable, key=lambda spec: types.index(spec.request_type)))

    @property
    def lacking(self) -> str:
        """What is missing before the chosen engine can be asked, as a sentence; "" where nothing is."""
        return missing(self.document, self.spec(self._engine_id).request_type)

    @property
    def weights(self) -> WeightsShelf:
        """The engines' weights files: which there are, which are used, how fast they are."""
        return self._weights

    @property
    def library(self) -> Library:
        """The donors on offer; opened when first asked for."""
        if self._library is None:
            self._library = Library.open(self._settings.library_folder)
        return self._library

    @staticmethod
    def spec(engine_id: str) -> EngineSpec:
        """Raises `EngineError` for an engine that is not there."""
        specs = registry.engines()
        if engine_id not in specs:
            raise EngineError(f"There is no engine '{engine_id}'. Choose one of {', '.join(specs)}.")
        return specs[engine_id]

    # --- editing

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
        """Put a part at its anatomical home, select it and return its layer id. `with_partner`: a single eye or brow brings the other."""
        document, layer_id = editing.add_part(self.document, donor, kind, with_partner)
        self.commit(tr("Add {part}", part=tr(editing.part_title(kind))), document)
        self.select(layer_id)
        return layer_id

    def replace_part(self, layer_id: str, donor: Donor) -> None:
        """The same part of another donor, placed as this one was."""
        kind = editing.part(self.document, layer_id).kind
        self.commit(
            tr("Replace {part}", part=tr(editing.part_title(kind))),
            editing.replace_part(self.document, layer_id, donor),
        )

    def delete_layer(self, layer_id: str) -> None:
        self.commit(tr("Delete"), self.document.without_layer(layer_id))

    def use_recipe(self, recipe: Mapping[str, Any]) -> None:
        """The composition and the options that a picture was made with, as one undo step. Raises `EngineError`."""
        document, left_out = document_from_recipe(recipe, self.library.donor)
        self.commit(tr("Use recipe"), document)
        spec = registry.engines().get(str(recipe.get("engine")))
        if spec is not None:
            self.set_engine(spec.id, options_from(spec.options_type, recipe.get("options")))
        if left_out:
            self.message.emit(
                tr("{number} part(s) were left out: their donors are not in the library.", number=left_out)
            )

    def _show_project(self, project: Project) -> None:
        """Another project takes the place of this one: its history starts anew, and a run under way answers nobody."""
        self.cancel()
        self._edited = None
        self.select(None)
        self._history = History(project.document)
        self._set_results(project.results)
        self._show_document()

    def _show_document(self, interim: bool = False) -> None:
        gone = self._selection is not None and all(layer.id != self._selection for layer in self.document.layers)
        if gone:
            self._selection = None
        self._choose_usable_engine()
        self._refresh_preview(interim)
        self.document_changed.emit()
        if gone:
            self.selection_changed.emit()

    # --- runs and results

    def set_engine(self, engine_id: str, options: Any) -> None:
        """What generate and live preview use from now on."""
        self.spec(engine_id)
        self._kept_options[self._options_of] = self._options
        self._options_of, self._engine_id, self._options = (engine_id, self._kind), engine_id, options
        self.engine_changed.emit()
        self._refresh_preview()

    def use_engine(self, engine_id: str) -> None:
        """Another engine, with the options that it had on such a document."""
        self._take_engine(self.spec(engine_id))
        self._refresh_preview()

    def _choose_usable_engine(self) -> None:
        """The most usual engine where a document of another kind is shown, and one that has what it needs where this one has not."""
        kind, self._kind = self._kind, request_types(self.document)
        usable = self.engines
        ready = [spec for spec in usable if not missing(self.document, spec.request_type)]
        if usable and kind != self._kind:
            self._take_engine((ready or usable)[0])
        elif ready and self.lacking:
            self._take_engine(ready[0])

    def _take_engine(self, spec: EngineSpec) -> None:
        """An engine with the options that it had when it was last used."""
        if (spec.id, self._kind) != self._options_of:
            self._kept_options[self._options_of] = self._options
            self._options_of, self._engine_id = (spec.id, self._kind), spec.id
            self._options = self._kept_options.get(self._options_of, default_options(self.document, spec))
            self.engine_changed.emit()

    def warm_up(self) -> None:
        """Load the chosen engine in the background; call it once the window is shown."""
        self._runs.warm_up(self.spec(self._engine_id))

    def generate(self, engine_id: str | None = None, options: Any = None) -> bool:
        """Start a run on the document as it is shown; False (with a message) when one is under way or nothing can be asked."""
        return self._start(self.document, engine_id or self._engine_id, self._options if options is None else options)

    def run_again(self, result_id: str) -> bool:
        """Make a result again from its recipe; answers with `run_compared`, and results stay as they are."""
        entry = self.result(result_id)
        try:
            options = options_from(self.spec(entry.engine_id).options_type, entry.recipe.get("options"))
        except EngineError as error:
            self.message.emit(str(error))
            return False
        return self._start(entry.made_from, entry.engine_id, options, entry)

    def _start(self, document: Document, engine_id: str, options: Any, again: ResultEntry | None = None) -> bool:
        if self.busy:
            self.message.emit(tr("A run is under way. Wait for it, or cancel it first."))
            return False
        try:
            spec, request = self._asked(document, engine_id)
        except EngineError as error:
            self.message.emit(str(error))
            return False
        self._run_document, self._again = document, again
        self._projects.snapshot()
        self._runs.start(spec, request, options, finishing(document, spec))
        self.run_started.emit()
        return True

    def cancel(self) -> None:
        self._runs.cancel()

    @property
    def live_preview(self) -> bool:
        return self._live_preview

    @property
    def preview(self) -> ByteImage | None:
        """The live preview of the document, (S, S, 3) uint8 read-only; None while there is none."""
        return self._preview

    def set_live_preview(self, on: bool) -> None:
        """While on, every change of the document asks for a preview."""
        self._live_preview = on
        self._refresh_preview()

    def request_preview(self, engine_id: str | None = None, options: Any = None, interim: bool = False) -> None:
        """Ask for one picture of the document as it is shown. The newest request wins; results are not touched."""
        try:
            spec, request = self._asked(self.document, engine_id or self._engine_id)
        except EngineError:
            self._clear_preview()
            return
        options = _single_variant(self._options if options is None else options)
        self._runs.preview(spec, request, options, interim, finishing(self.document, spec))

    def ask(
        self,
        engine_id: str,
        request: Any,
        options: Any,
        answer: Callable[[Result], None],
        refuse: Callable[[str], None] | None = None,
    ) -> None:
        """Ask an engine something beside the document; the newest question wins, and results are not touched."""
        self._runs.ask(self.spec(engine_id), request, options, answer, refuse or self.message.emit)

    def apply_result(self, result_id: str, variant: int = 0) -> str:
        """Put a variant on top of the document as it is now, as one undo step; returns the new layer's id.

        On a photo it goes into the photo instead, in the background, and the id is "".
        """
        entry = self.result(result_id)
        spec = registry.engines().get(entry.engine_id)
        title = spec.title if spec is not None else entry.engine_id  # a project may come from where there are others
        if self.document.photo is not None:
            request_type = spec.request_type if spec is not None else object
            self._photo.apply(
                title, entry.made_from, entry.picture(variant), request_type, entry.variant_recipe(variant)
            )
            return ""
        if entry.made_from is not self.document:
            self.message.emit(
                tr("The document has changed since this result was made; it was put on top of the newer work.")
            )
        return self.add_picture(entry.picture(variant), entry.variant_recipe(variant), title)

    def add_picture(self, picture: ByteImage, recipe: dict[str, Any], title: str) -> str:
        """Put a face-frame picture (S, S, 3) on top of the document, as one undo step; returns the new layer's id."""
        layer = ImageLayer(picture, recipe=recipe, name=title)
        self.commit(title, self.document.with_layer(layer))
        self.select(layer.id)
        return layer.id

    def command(self, entry: ResultEntry | None = None) -> str:
        """The command line that paints the document as it is shown, or makes a run again. Raises `EngineError`."""
        document = self.document if entry is None else entry.made_from
        spec = self.spec(self._engine_id if entry is None else entry.engine_id)
        options = self._options if entry is None else options_from(spec.options_type, entry.recipe.get("options"))
        saved = self._projects.path if document is self._history.document and not self._projects.modified else None
        known = {donor.id for donor in self.library.donors}
        weights = None if entry is None else self._weights.that_made(spec, entry.recipe)
        return compose_command(document, spec, options, known.__contains__, saved, weights)

    def is_current(self, result_id: str) -> bool:
        """Whether the document is still the one that a result was made from."""
        return self.result(result_id).made_from is self.document

    def result(self, result_id: str) -> ResultEntry:
        """Raises `KeyError`."""
        for entry in self._results:
            if entry.id == result_id:
                return entry
        raise KeyError(result_id)

    def delete_result(self, result_id: str) -> None:
        self._set_results(tuple(entry for entry in self._results if entry.id != result_id))

    def delete_variant(self, result_id: str, variant: int) -> None:
        """Throw one picture of a run away; with its last one the run goes."""
        fewer = self.result(result_id).without(variant)
        if fewer.images:
            self._change_result(fewer)
        else:
            self.delete_result(result_id)

    def star(self, result_id: str, variant: int, starred: bool = True) -> None:
        self._change_result(self.result(result_id).with_star(variant, starred))

    def set_note(self, result_id: str, note: str) -> None:
        """A few words of the user's about a run."""
        if note != self.result(result_id).note:
            self._change_result(dataclasses.replace(self.result(result_id), note=note))

    def _change_result(self, changed: ResultEntry) -> None:
        self._set_results(tuple(changed if entry.id == changed.id else entry for entry in self._results))

    def _set_results(self, results: tuple[ResultEntry, ...]) -> None:
        self._results = results
        self.results_changed.emit()

    def _asked(self, document: Document, engine_id: str) -> tuple[EngineSpec, Any]:
        """As `request_for`; on a photo, where that takes longer than a frame, with a function that makes the request."""
        spec = self.spec(engine_id)
        lacking = missing(document, spec.request_type)
        if lacking:
            raise InputError(lacking)
        if document.photo is None:
            return self.request_for(document, engine_id)
        return spec, partial(build_request, document, spec.request_type)

    @staticmethod
    def request_for(document: Document, engine_id: str) -> tuple[EngineSpec, Any]:
        """An engine, and what it is asked for a document. Raises `EngineError`."""
        spec = Session.spec(engine_id)
        return spec, build_request(document, spec.request_type)

    def _refresh_preview(self, interim: bool = False) -> None:
        """On a photo only when a stroke or drag is over: cutting it for each frame would keep the worker from the newest one."""
        if self._live_preview and interim and self.document.photo is not None:
            return
        if self._live_preview:
            self.request_preview(interim=interim)
        else:
            self._clear_preview()

    def _clear_preview(self) -> None:
        self._runs.drop_previews()
        if self._preview is not None:
            self._preview = None
            self.preview_changed.emit()

    def _on_finished(self, run: Run, result: Result) -> None:
        if self._again is not None:
            self.run_compared.emit(compared(self._again, result))
            return
        self._set_results((result_entry(run.spec.id, result, self._run_document), *self._results))
        self._keep_within_memory()
        self.run_finished.emit()

    def _keep_within_memory(self) -> None:
        limit = self._settings.results_memory_mb
        self._drop(within_limit(self._results, limit * MEGA, lambda image: image.nbytes), limit, "in memory")

    def _on_left_out(self, kept: tuple[ResultEntry, ...]) -> None:
        """What a save left out is let go, so that the file holds what is seen."""
        self._drop(kept, self._settings.results_disk_mb, "in the file")

    def _drop(self, kept: tuple[ResultEntry, ...], limit_mb: int, place: str) -> None:
        count = count_variants(self._results) - count_variants(kept)
        if count:
            self._set_results(kept)
            self.message.emit(DROPPED.format(count=count, limit=limit_mb, place=place))

    def _on_preview(self, result: Result) -> None:
        self._preview = read_only(to_bytes(result.images[0]))
        self.preview_changed.emit()

    def _on_preview_failed(self, sentence: str) -> None:
        self._clear_preview()
        self.message.emit(sentence)

    # --- donors

    def open_donor_photo(self, photo: Path | bytes | ByteImage, name: str = "") -> None:
        """Look for faces in a photo; answers with `donor_faces_found` or `donor_failed`."""
        self._photos.open(photo, name)

    def open_photo(self, photo: Path | bytes | ByteImage, name: str = "") -> None:
        """Look for faces in a photo that is to be worked on; answers with `photo_faces_found` or `donor_failed`."""
        self._photos.open(photo, name, to_repair=True)

    def _on_faces_found(self, photo: DonorPhoto) -> None:
        (self.donor_faces_found if photo.file is None else self.photo_faces_found).emit(photo)

    def add_donor(
        self,
        photo: DonorPhoto,
        face: int = 0,
        *,
        landmarks: Points | None = None,
        name: str = "",
        licence: str = "",
        consent: str = "",
    ) -> Donor:
        """Cut a face of an opened photo into the user's library. `landmarks`, (68, 2) in pixels of the photo, were placed by hand."""
        donor = donor_from_photo(photo, face, landmarks, name, licence, consent)
        self.library.add(donor)
        self.library_changed.emit()
        return donor

    def remove_donor(self, donor_id: str) -> None:
        self.library.remove(donor_id)
        self.library_changed.emit()

    # --- files, settings, the end

    def export(
        self,
        path: Path,
        source: ByteImage | None = None,
        recipe: dict[str, Any] | None = None,
        form: ExportForm = ExportForm(DEFAULT_SIDE),  # noqa: B008
    ) -> None:
        """Write the document (or one picture, `source`) as PNG, JPEG, WebP or TIFF, labelled as synthetic, and signed where the
        settings name a certificate. Callable from any thread. Raises `EngineError`.
        """
        image, made_by = flatten(self.document, form.size or DEFAULT_SIDE) if source is None else (source, recipe or {})
        own = {part.donor.id: part.donor for part in self.document.parts}
        write_export(
            path, image, made_by, form, self._settings.signing, lambda name: own.get(name) or self.library.donor(name)
        )

    def use_settings(self, settings: Settings) -> None:
        """Store settings and use them from the next run on. Raises `EngineError` when they cannot be stored."""
        save_settings(settings)
        self._settings = settings
        self._runs.use_settings(settings)
        use_face_settings(settings)
        self._keep_within_memory()
        self.settings_changed.emit()

    def keep_layout(self, window: str, docks: str) -> None:
        """Remember where window and docks were left. Raises `EngineError` when that cannot be stored."""
        self._settings = dataclasses.replace(self._settings, window=window, docks=docks)
        save_settings(self._settings)

    def close(self) -> bool:
        """Cancel what runs and end all threads; False when one did not end in time. Call it before the application quits."""
        if self._ended is None:
            ended = [part.close() for part in (self._runs, self._photos, self._photo, self._projects, self._weights)]
            self._ended = all(ended)
        return self._ended


def _single_variant(options: Any) -> Any:
    names = {field.name for field in dataclasses.fields(options)}
    return dataclasses.replace(options, variants=1) if "variants" in names else options
