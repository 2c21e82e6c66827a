"""The symmetry engine's row in the registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engines.requests import CompletionRequest
from engines.spec import EngineSpec
from engines.symmetry.options import SymmetryOptions

if TYPE_CHECKING:
    from engines.symmetry.engine import SymmetryEngine


def _load(weights: Path, device: str) -> SymmetryEngine:
    from engines.symmetry.engine import SymmetryEngine

    return SymmetryEngine.load(weights, device)


SYMMETRY = EngineSpec(
    id="symmetry",
    title="Symmetry completion",
    summary="Hidden parts of a face copied from its other half, and invented where that is hidden too",
    paper="Li, Hu, Zhu, Zuo, Wang, Zhang: Learning symmetry consistent deep CNNs for face completion. "
    "IEEE Transactions on Image Processing, 2020",
    request_type=CompletionRequest,
    options_type=SymmetryOptions,
    native_size=256,
    default_weights="symmetry-256.safetensors",
    load=_load,
    memory_mb=200,
)
