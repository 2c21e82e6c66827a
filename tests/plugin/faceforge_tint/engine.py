"""canvas -> one 3 x 3 matrix -> picture."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import torch

from engines.errors import InputError
from engines.options import check_options
from engines.parts.canvas import draw_canvas
from engines.requests import PartsRequest, Result
from engines.run_context import RunContext
from engines.weights import file_sha256, load_weights
from faceforge_tint.spec import TINT, TintOptions


class TintEngine:
    spec = TINT

    def __init__(self, matrix: torch.Tensor, identity: dict[str, str]) -> None:
        self._matrix, self._identity = matrix, identity

    @staticmethod
    def load(weights: Path) -> TintEngine:
        tensors, _ = load_weights(weights, TINT.id)
        return TintEngine(tensors["matrix"], {"weights": weights.name, "weights_sha256": file_sha256(weights)})

    @torch.inference_mode()
    def run(self, request: PartsRequest, options: TintOptions, context: RunContext) -> Result:
        """See `engines.spec.Engine.run`."""
        check_options(options)
        if not request.parts:
            raise InputError("There is no part on the canvas. Place at least one part from the library.")
        context.report(0, 1)
        canvas, _ = draw_canvas(request.parts, TINT.native_size, request.skin_tone)
        tinted = (torch.from_numpy(canvas) @ self._matrix.T).clamp(0, 1).numpy()
        picture = (canvas + np.float32(options.strength) * (tinted - canvas)).astype(np.float32)
        context.report(1, 1, picture)
        recipe = {"engine": TINT.id, **self._identity, "options": dataclasses.asdict(options)}
        return Result((picture,), recipe=recipe)
