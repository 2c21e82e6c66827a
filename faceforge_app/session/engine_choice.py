"""Which engine is used, and with what options: remembered for each engine and each kind of document."""

from __future__ import annotations

from typing import Any

from engines import registry
from engines.errors import EngineError
from engines.spec import EngineSpec
from faceforge_app.document.document import Document
from faceforge_app.document.requests import default_options, missing, request_types

DEFAULT_ENGINE = "parts"


class EngineChoice:
    """`id` and `options` are what generate and live preview use."""

    def __init__(self, document: Document) -> None:
        self.id = DEFAULT_ENGINE
        self.options: Any = spec_of(DEFAULT_ENGINE).options_type()
        self._kind = request_types(document)
        self._options_of = (DEFAULT_ENGINE, self._kind)
        self._kept: dict[tuple[str, tuple[type, ...]], Any] = {}

    def take(self, spec: EngineSpec, options: Any) -> None:
        """An engine with these options."""
        self._kept[self._options_of] = self.options
        self._options_of, self.id, self.options = (spec.id, self._kind), spec.id, options

    def recall(self, spec: EngineSpec, document: Document) -> bool:
        """An engine with the options that it had when it was last used on such a document; False where it is used already."""
        wanted = (spec.id, self._kind)
        if wanted == self._options_of:
            return False
        self.take(spec, self._kept.get(wanted, default_options(document, spec)))
        return True

    def fit(self, document: Document) -> bool:
        """The most usual engine where a document of another kind is shown, and one that has what it needs where this one has not;
        whether another was taken.
        """
        kind, self._kind = self._kind, request_types(document)
        usable = usable_engines(document)
        ready = [spec for spec in usable if not missing(document, spec.request_type)]
        if usable and kind != self._kind:
            return self.recall((ready or usable)[0], document)
        if ready and missing(document, spec_of(self.id).request_type):
            return self.recall(ready[0], document)
        return False


def spec_of(engine_id: str) -> EngineSpec:
    """Raises `EngineError` for an engine that is not there."""
    specs = registry.engines()
    if engine_id not in specs:
        raise EngineError(f"There is no engine '{engine_id}'. Choose one of {', '.join(specs)}.")
    return specs[engine_id]


def usable_engines(document: Document) -> tuple[EngineSpec, ...]:
    """The engines that can work on a document like this, the most usual first."""
    types = request_types(document)
    usable = [spec for spec in registry.engines().values() if spec.request_type in types]
    return tuple(sorted(usable, key=lambda spec: types.index(spec.request_type)))
