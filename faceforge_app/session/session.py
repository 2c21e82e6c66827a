"""The session: one document being edited, its history, its runs and results. The one object that panels and canvas talk to.

Everything here is called and signalled on the GUI thread; engines and face detection work in threads of their own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from engines import registry
from engines.face.donors import Donor
from engines.face.landmarks import LandmarkProvider
from engines.face.library import Library
from engines.imaging.arrays import ByteImage
from faceforge_app.document.command_line import command_for
from faceforge_app.document.exports import ExportForm, write_export
from faceforge_app.document.flatten import flatten
from faceforge_app.document.from_recipe import document_from_recipe, options_from
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.project_file import Project
from faceforge_app.document.results import ResultEntry
from faceforge_app.language import tr
from faceforge_app.session.donors import Donors
from faceforge_app.session.engine_choice import spec_of
from faceforge_app.session.photo_documents import PhotoDocuments
from faceforge_app.session.projects import ProjectFiles
from faceforge_app.session.results import MEGA
from faceforge_app.session.runner import Runner
from faceforge_app.session.settings import Settings, chosen_landmarks, load_settings, save_settings, use_face_settings
from faceforge_app.session.surroundings import Surroundings
from faceforge_app.session.weights_shelf import WeightsShelf

DEFAULT_SIDE = 512


class Session(Runner):
    """A runner (engines and results) and editor (document, undo, selection) with its surroundings: donors, files, photo and weights."""

    settings_changed = Signal()

    def __init__(
        self,
        library: Library | None = None,
        settings: Settings | None = None,
        landmarks: Callable[[], LandmarkProvider] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(settings or load_settings(), parent)
        self._ended: bool | None = None
        use_face_settings(self._settings)
        provider = landmarks or (lambda: chosen_landmarks(self._settings))
        self.donors = Donors(library, lambda: self._settings.library_folder, provider, self)
        self.projects = ProjectFiles(
            lambda: (self._history.document, self.results.entries), self._show_project, self,
            results_limit=lambda: self._settings.results_disk_mb * MEGA,
        )  # fmt: skip
        self.photo = PhotoDocuments(lambda: self.document, self.commit, self, self._donor)
        self.surroundings = Surroundings(lambda: self.document, self.commit, provider, self)
        self.weights = WeightsShelf(
            self._runs, lambda: self._settings, self.use_settings, lambda donor_id: self.library.donor(donor_id), self
        )
        self._connect()

    def _connect(self) -> None:
        self.projects.told.connect(self.message)
        self.photo.told.connect(self.message)
        self.run_started.connect(self.projects.snapshot)
        self.projects.left_out.connect(lambda kept: self.results.keep(kept, self._settings.results_disk_mb))
        for changed in (self.document_changed, self.results.changed):
            changed.connect(self.projects.refresh)

    # --- what there is

    @property
    def library(self) -> Library:
        return self.donors.library

    @property
    def settings(self) -> Settings:
        return self._settings

    # --- from results and recipes to the document

    def apply_result(self, result_id: str, variant: int = 0) -> str:
        """Put a variant on top of the document as it is now, as one undo step; returns the new layer's id.

        On a photo it goes into the photo instead, in the background, and the id is "".
        """
        entry = self.results.entry(result_id)
        spec = registry.engines().get(entry.engine_id)
        title = spec.title if spec is not None else entry.engine_id  # a project may come from where there are others
        if self.document.photo is not None:
            request_type = spec.request_type if spec is not None else object
            self.photo.apply(
                title, entry.made_from, entry.picture(variant), request_type, entry.variant_recipe(variant)
            )
            return ""
        if not self.is_current(result_id):
            self.message.emit(
                tr("The document has changed since this result was made; it was put on top of the newer work.")
            )
        return self.add_picture(entry.picture(variant), entry.variant_recipe(variant), title)

    def is_current(self, result_id: str) -> bool:
        """Whether the document is still the one that a result was made from."""
        return self.results.entry(result_id).made_from is self.document

    def add_picture(self, picture: ByteImage, recipe: dict[str, Any], title: str) -> str:
        """Put a face-frame picture (S, S, 3) on top of the document, as one undo step; returns the new layer's id."""
        layer = ImageLayer(picture, recipe=recipe, name=title)
        self.commit(title, self.document.with_layer(layer))
        self.select(layer.id)
        return layer.id

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

    def command(self, entry: ResultEntry | None = None) -> str:
        """The command line that paints the document as it is shown, or makes a run again. Raises `EngineError`."""
        document = self.document if entry is None else entry.made_from
        spec = spec_of(self.engine_id if entry is None else entry.engine_id)
        options = self.options if entry is None else options_from(spec.options_type, entry.recipe.get("options"))
        saved = self.projects.path if document is self._history.document and not self.projects.modified else None
        known = {donor.id for donor in self.library.donors}
        weights = None if entry is None else self.weights.that_made(spec, entry.recipe)
        gone_on = document is not self._history.document
        return command_for(document, spec, options, known.__contains__, saved, weights, gone_on)

    # --- files, settings, the end

    def _show_project(self, project: Project) -> None:
        """Another project takes the place of this one: its history starts anew, and a run under way answers nobody."""
        self.cancel()
        self._start_anew(project.document)
        self.results.use(project.results)
        self._show_document()

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
        write_export(path, image, made_by, form, self._settings.signing, self._donor)

    def _donor(self, donor_id: str) -> Donor:
        """One of the document's own, or of the library. Raises `InputError`."""
        own = (part.donor for part in self.document.parts if part.donor.id == donor_id)
        return next(own, None) or self.library.donor(donor_id)

    def use_settings(self, settings: Settings) -> None:
        """Store settings and use them from the next run on. Raises `EngineError` when they cannot be stored."""
        save_settings(settings)
        self._settings = settings
        self._runs.use_settings(settings)
        use_face_settings(settings)
        self.results.keep_within_memory(settings.results_memory_mb)
        self.settings_changed.emit()

    def keep_layout(self, window: str, docks: str) -> None:
        """Remember where window and docks were left. Raises `EngineError` when that cannot be stored."""
        self._settings = dataclasses.replace(self._settings, window=window, docks=docks)
        save_settings(self._settings)

    def close(self) -> bool:
        """Cancel what runs and end all threads; False when one did not end in time. Call it before the application quits."""
        if self._ended is None:
            parts = (self._runs, self.donors, self.photo, self.surroundings, self.projects, self.weights)
            ended = [part.close() for part in parts]
            self._ended = all(ended)
        return self._ended
