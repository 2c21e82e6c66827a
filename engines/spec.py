"""The contract between an engine and everybody who uses one. Importing this module does not import torch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from engines.requests import Result
from engines.run_context import RunContext


class Engine(Protocol):
    """A network with its weights, ready to answer."""

    spec: EngineSpec

    def run(self, request: Any, options: Any, context: RunContext) -> Result:
        """Answer one request.

        Checks its input, works without gradients, reports through `context`, raises `EngineError` with what to do next and
        `Cancelled` when cancelled. The same request, options (with their seed), weights and device give the same result.
        """
        ...


@dataclass(frozen=True)
class EngineSpec:
    """One row of the registry.

    `load(weights_path, device)` reads the weights and returns the engine; it imports torch, so call it in the worker thread.
    `device` is `auto`, `cpu`, `cuda` or `mps`. `default_weights` is a file name under `assets/weights`; a plug-in may give the full path of
    a file that lies in its own package. `memory_mb` is what a run takes at most, beside torch itself, as `make bench` measures
    it; 0: unknown.
    """

    id: str
    title: str
    summary: str
    paper: str
    request_type: type
    options_type: type
    native_size: int
    default_weights: str
    load: Callable[[Path, str], Engine]
    memory_mb: int = 0
