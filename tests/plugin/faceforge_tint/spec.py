"""The row that the entry point offers. Importing it does not import torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engines.options import option
from engines.requests import PartsRequest
from engines.spec import EngineSpec

if TYPE_CHECKING:
    from faceforge_tint.engine import TintEngine


@dataclass(frozen=True)
class TintOptions:
    strength: float = option(1.0, "Strength", minimum=0.0, maximum=1.0, help="How far the colours are changed")


def _load(weights: Path, device: str) -> TintEngine:
    from faceforge_tint.engine import TintEngine

    return TintEngine.load(weights)


TINT = EngineSpec(
    id="tint",
    title="Tint",
    summary="The composition as it is, in one colour",
    paper="none; an example for authors of plug-ins",
    request_type=PartsRequest,
    options_type=TintOptions,
    native_size=64,
    default_weights=str(Path(__file__).parent / "tint-64.safetensors"),
    load=_load,
)
