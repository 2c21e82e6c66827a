"""The sketch engine's row in the registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engines.requests import SketchRequest
from engines.sketch.options import SketchOptions
from engines.spec import EngineSpec

if TYPE_CHECKING:
    from engines.sketch.engine import SketchEngine


def _load(weights: Path, device: str) -> SketchEngine:
    from engines.sketch.engine import SketchEngine

    return SketchEngine.load(weights, device)


SKETCH = EngineSpec(
    id="sketch",
    title="Sketch to photo",
    summary="A photo of the face that a sketch shows; the parsing between the two can be repainted",
    paper="Li, Zheng, Liu: Face photo synthesis via intermediate semantic enhancement generative adversarial network",
    request_type=SketchRequest,
    options_type=SketchOptions,
    native_size=256,
    default_weights="sketch-256.safetensors",
    load=_load,
    memory_mb=200,
)
