"""The parts engine: canvas -> generator -> whole face (Sun, Guo, Liu 2022), with several answers by style."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from engines.errors import InputError
from engines.imaging.arrays import FloatImage, Mask, check_image, check_mask
from engines.loading import LoadedWeights, memory_watched
from engines.options import check_options
from engines.parts.canvas import draw_canvas, skin_tone
from engines.parts.finish import finished
from engines.parts.network import STYLES, Conditions, PartsConfig, StyledGenerator
from engines.parts.options import PartsOptions
from engines.parts.spec import PARTS
from engines.requests import PartsRequest, Result
from engines.run_context import RunContext


class PartsEngine:
    """Answers `PartsRequest`s. Pictures come out at the network's own size, `size` px."""

    spec = PARTS

    def __init__(self, weights: LoadedWeights) -> None:
        config = PartsConfig.from_dict(weights.config)
        self.size = config.size
        self._device, self._identity = weights.device, weights.identity
        self._network = weights.put_into(config.build())

    @staticmethod
    def load(weights: Path, device: str) -> PartsEngine:
        """Read a weights file onto a device; raises `WeightsError` or `DeviceError`."""
        return PartsEngine(LoadedWeights.read(weights, PARTS.id, device))

    def run(self, request: PartsRequest, options: PartsOptions, context: RunContext) -> Result:
        """See `engines.spec.Engine.run`. Extras: `canvas` (S, S, 3) and `cover` (S, S), as the network saw them."""
        _check(request, options)
        began = time.perf_counter()
        canvas, cover = draw_canvas(request.parts, self.size, request.skin_tone)
        drawn = time.perf_counter()
        images: list[FloatImage] = []
        with memory_watched():
            for variant in range(options.variants):
                context.report(variant, options.variants, images[-1] if images else None)
                painted = self._paint(canvas, cover, request, options, variant)
                images.append(finished(painted, canvas, cover, request, options))
        context.report(options.variants, options.variants, images[-1])
        timings = {"canvas": (drawn - began) * 1000, "network": (time.perf_counter() - drawn) * 1000}
        return Result(
            tuple(images), {"canvas": canvas, "cover": cover}, timings, self._recipe(canvas, request, options)
        )

    @torch.inference_mode()
    def _paint(
        self, canvas: FloatImage, cover: Mask, request: PartsRequest, options: PartsOptions, variant: int
    ) -> FloatImage:
        x = torch.from_numpy(canvas.transpose(2, 0, 1).copy())[None].to(self._device) * 2 - 1
        if isinstance(self._network, StyledGenerator):
            mask = torch.from_numpy(cover)[None, None].to(self._device)
            typical = self._network.typical_style(x, mask)
            painted = self._network(x, mask, self._conditions(request, options, variant, typical))
        else:
            painted = self._network(x)
        picture: FloatImage = (painted[0].float().cpu() / 2 + 0.5).clamp(0, 1).permute(1, 2, 0).contiguous().numpy()
        return picture

    def _conditions(self, request: PartsRequest, options: PartsOptions, variant: int, typical: Tensor) -> Tensor:
        assert isinstance(self._network, StyledGenerator)
        order = np.random.default_rng(options.seed).permutation(STYLES)  # no two variants of a run share a style
        style = typical + self._network.styles[int(order[variant])][None] * options.variety
        tone = torch.tensor([request.skin_tone or skin_tone(request.parts)], dtype=torch.float32) * 2 - 1
        freedom = torch.tensor([[float(options.freedom)]])
        return Conditions(style, tone.to(style.device), freedom.to(style.device)).vector()

    def _recipe(self, canvas: FloatImage, request: PartsRequest, options: PartsOptions) -> dict[str, Any]:
        return {
            "engine": PARTS.id,
            **self._identity,
            "options": dataclasses.asdict(options),
            "skin_tone": request.skin_tone,
            "parts": [
                {
                    "kind": part.kind,
                    "donor": part.donor,
                    "to_canvas": part.to_canvas.tolist(),
                    "opacity": part.opacity,
                    "colour_match": part.colour_match,
                }
                for part in request.parts
            ],
            "input_sha256": hashlib.sha256(canvas.tobytes()).hexdigest(),
        }


def _check(request: PartsRequest, options: PartsOptions) -> None:
    check_options(options)
    if not request.parts:
        raise InputError("There is no part on the canvas. Place at least one part from the library.")
    for part in request.parts:
        check_image(part.image, f"{part.kind} of {part.donor or 'the donor'}")
        check_mask(part.mask, part.image.shape[:2], f"region of the {part.kind}")
    if request.base is not None:
        check_image(request.base, "photo")
        if request.change is None:
            raise InputError("A photo was given without the region to change. Say which region may change.")
        check_mask(request.change, request.base.shape[:2], "region to change")
