"""The parts engine's row in the registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engines.parts.options import PartsOptions
from engines.requests import PartsRequest
from engines.spec import EngineSpec

if TYPE_CHECKING:
    from engines.parts.engine import PartsEngine


def _load(weights: Path, device: str) -> PartsEngine:
    from engines.parts.engine import PartsEngine

    return PartsEngine.load(weights, device)


PARTS = EngineSpec(
    id="parts",
    title="Parts to face",
    summary="A whole face from eyes, brows, nose, mouth and jaw of one or several people",
    paper="Sun, Guo, Liu: Face image synthesis from facial parts. EURASIP J. Image and Video Processing, 2022",
    request_type=PartsRequest,
    options_type=PartsOptions,
    native_size=128,
    default_weights="parts-128.safetensors",
    load=_load,
    memory_mb=200,
)
