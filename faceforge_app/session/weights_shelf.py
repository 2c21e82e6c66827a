"""The engines' weights as the session offers them: which there are, which is used, whether they are sound, and how fast they are here."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from engines import registry
from engines.errors import EngineError
from engines.face.donors import Donor
from engines.requests import Result
from engines.spec import EngineSpec
from engines.weights import NetworkSpec
from faceforge_app.document.example import example_request
from faceforge_app.language import said, tr
from faceforge_app.session.background import Background
from faceforge_app.session.run_queue import RunQueue
from faceforge_app.session.settings import Settings
from faceforge_app.session.weights_files import WeightsFile, import_weights, verify, weights_of


class WeightsShelf(QObject):
    """Everything is called and signalled on the GUI thread; files are read in the background, engines run in the worker.

    `settings` gives the settings in use, `use` stores others (and may raise `EngineError`), `donor` finds one by id.
    """

    changed = Signal()  # which files there are, or which one is used
    told = Signal(str)
    failed = Signal(str)
    verified = Signal(object, str, bool)  # Path, a sentence, whether the file is known to be right
    measured = Signal(str, str)  # engine, a sentence

    def __init__(
        self,
        runs: RunQueue,
        settings: Callable[[], Settings],
        use: Callable[[Settings], None],
        donor: Callable[[str], Donor],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runs, self._settings, self._use, self._donor = runs, settings, use, donor
        self._background = Background(self)
        self._measuring = False

    def files(self, spec: NetworkSpec) -> tuple[WeightsFile, ...]:
        return weights_of(spec, self._settings())

    def in_use(self, spec: NetworkSpec) -> Path:
        return self._settings().weights_path(spec)

    def that_made(self, spec: EngineSpec, recipe: Mapping[str, Any]) -> Path | None:
        """The file that a result was made with, None where it is the one in use. Raises `EngineError` where it is gone."""
        name = recipe.get("weights")
        if name in (None, self.in_use(spec).name):
            return None
        for file in self.files(spec):
            if file.path.name == name:
                return file.path
        raise EngineError(
            f"The weights that made this portrait ({name}) are not here. Import them under “Engines…” first."
        )

    def choose(self, spec: NetworkSpec, path: Path) -> None:
        """Use a file from the next run on."""
        if path == self.in_use(spec):
            return
        try:
            self._use(self._settings().with_weights(spec, path))
        except EngineError as error:
            self.failed.emit(said(error))
        self.changed.emit()

    def add(self, source: Path) -> None:
        """Check a weights file and copy it to the user's own."""
        specs, settings = tuple(registry.networks().values()), self._settings()
        self._background.run(lambda: import_weights(source, specs, settings), self._on_added, self.failed.emit)

    def verify(self, path: Path) -> None:
        """Compare a file's SHA-256 with what it was; answers with `verified`."""
        self._background.run(
            lambda: verify(path), partial(self._on_verified, path), lambda said: self.verified.emit(path, said, False)
        )

    def measure(self, spec: EngineSpec) -> bool:
        """Time one run of the bundled example; answers with `measured`. False while another engine is measured."""
        if self._measuring:
            return False
        options = spec.options_type()
        if any(field.name == "variants" for field in dataclasses.fields(options)):
            options = dataclasses.replace(options, variants=1)
        try:
            request = example_request(spec.request_type, self._donor)
        except EngineError as error:
            self.measured.emit(spec.id, said(error))
            return True
        self._measuring = True
        self._runs.ask(spec, request, options, partial(self._on_measured, spec), partial(self._on_unmeasured, spec))
        return True

    def close(self) -> bool:
        return self._background.close()

    def _on_added(self, file: WeightsFile) -> None:
        title = file.card.title if file.card is not None else ""
        self.told.emit(tr("{file} can be used now, for: {engine}.", file=file.path.name, engine=tr(title)))
        self.changed.emit()

    def _on_verified(self, path: Path, answer: tuple[str, bool]) -> None:
        digest, known = answer
        if known:
            said = tr("{file} is unchanged. SHA-256: {digest}", file=path.name, digest=digest)
        else:
            said = tr(
                "No checksum of {file} is known. Compare it with its maker's. SHA-256: {digest}",
                file=path.name, digest=digest,
            )  # fmt: skip
        self.verified.emit(path, said, known)

    def _on_measured(self, spec: EngineSpec, result: Result) -> None:
        device = str(result.recipe.get("device", self._settings().device))
        said = tr(
            "{time} s for one picture: a single run of the bundled example on {device}.",
            time=f"{self._runs.took_s:.2f}", device=device,
        )  # fmt: skip
        self._on_unmeasured(spec, said)

    def _on_unmeasured(self, spec: EngineSpec, sentence: str) -> None:
        self._measuring = False
        self.measured.emit(spec.id, sentence)
