"""The latent engine's row in the registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engines.latent.options import LatentOptions
from engines.requests import CompletionRequest
from engines.spec import EngineSpec

if TYPE_CHECKING:
    from engines.latent.engine import LatentEngine


def _load(weights: Path, device: str) -> LatentEngine:
    from engines.latent.engine import LatentEngine

    return LatentEngine.load(weights, device)


LATENT = EngineSpec(
    id="latent",
    title="Latent completion",
    summary="What is hidden, from a face of nobody that fits what is visible; several answers to one hole",
    paper="Jiang, Liu, Wang: Generation and completion of human face images. Stanford CS230, 2018",
    request_type=CompletionRequest,
    options_type=LatentOptions,
    native_size=80,
    default_weights="latent-80.safetensors",
    load=_load,
    memory_mb=200,
)
