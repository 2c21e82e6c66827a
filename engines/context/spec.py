"""The context engine's row in the registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engines.context.options import ContextOptions
from engines.requests import ContextRequest
from engines.spec import EngineSpec

if TYPE_CHECKING:
    from engines.context.engine import ContextEngine


def _load(weights: Path, device: str) -> ContextEngine:
    from engines.context.engine import ContextEngine

    return ContextEngine.load(weights, device)


CONTEXT = EngineSpec(
    id="context",
    title="Context extension",
    summary="Hair, neck, clothes and background painted around a bare face",
    paper="Banerjee, Scheirer, Bowyer, Flynn: On hallucinating context and background pixels from a face mask using multi-scale GANs. "
    "WACV 2020",
    request_type=ContextRequest,
    options_type=ContextOptions,
    native_size=256,
    default_weights="context-256.safetensors",
    load=_load,
    memory_mb=200,
)
