"""An installed engine that paints what is asked for in one colour; it ends its process on a black picture. Imported by spawned workers."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engines.errors import WeightsError
from engines.options import option
from engines.requests import ContextRequest, Result
from engines.run_context import RunContext
from engines.spec import EngineSpec


@dataclass(frozen=True)
class PaintboxOptions:
    variants: int = option(2, "Variants", minimum=1, maximum=8)
    seed: int = option(1, "Seed", minimum=0, maximum=2**31 - 1)
    strength: float = option(1.0, "Strength", minimum=0.0, maximum=1.0)


class Paintbox:
    def __init__(self, spec: EngineSpec) -> None:
        self.spec = spec

    def run(self, request: ContextRequest, options: PaintboxOptions, context: RunContext) -> Result:
        if request.image.max() < 0.1:
            os._exit(3)
        colours = (
            np.random.default_rng(options.seed).random((options.variants, 3)).astype(np.float32) * options.strength
        )
        mask = request.mask[..., None]
        images = tuple(request.image * (1 - mask) + mask * colour for colour in colours)
        return Result(images, recipe={"engine": self.spec.id, "options": dataclasses.asdict(options)})


def _load(weights: Path, device: str) -> Paintbox:
    if not weights.is_file():
        raise WeightsError("The weights are gone. Bring them back.")
    return Paintbox(PAINTBOX)


PAINTBOX = EngineSpec(
    "paintbox", "Paintbox", "One colour", "none", ContextRequest, PaintboxOptions, 32, "paintbox.safetensors", _load
)
