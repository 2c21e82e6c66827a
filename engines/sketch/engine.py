"""The sketch engine: intermediate parsing and rough photo first, the photo from both (Li, Zheng, Liu: ISEGAN)."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engines.errors import InputError
from engines.face.parsing.classes import CLASS_COUNT, LabelMap
from engines.face.parsing.parser import FaceParser
from engines.face.parsing.shared import face_parser, has_face_network
from engines.imaging.arrays import FloatImage, Mask, check_image, check_mask
from engines.imaging.geometry import resize
from engines.loading import LoadedWeights, memory_watched
from engines.options import check_options
from engines.requests import Result, SketchRequest
from engines.run_context import RunContext
from engines.sketch.finish import with_colours
from engines.sketch.hints import HINTS, hint_vector
from engines.sketch.network import REMEMBERED, Maps, SketchConfig, SketchNetwork
from engines.sketch.options import SketchOptions
from engines.sketch.repainting import repainted
from engines.sketch.spec import SKETCH

NEAREST = 32  # remembered looks that come closest to the colours told: a variant takes one of these
LEAST = 1e-4  # of a probability, so that neither of two readings has a veto
EMPTY = 0.995  # a sketch whose mean is brighter has nothing on it


class SketchEngine:
    """Answers `SketchRequest`s. Pictures come out at the network's size."""

    spec = SKETCH

    def __init__(self, weights: LoadedWeights, parser: FaceParser | None = None) -> None:
        self.config = SketchConfig.from_dict(weights.config)
        self.size = self.config.size
        self._device, self._identity = weights.device, weights.identity
        self._network: SketchNetwork = weights.put_into(self.config.build())
        self._parser = parser
        self._seen: dict[str, Maps] = {}  # what stage I saw for the last sketch, by variant

    @staticmethod
    def load(weights: Path, device: str) -> SketchEngine:
        """Read a weights file onto a device; raises `WeightsError` or `DeviceError`. The face network's are read too where there are two
        stages; only the published networks cannot do without.
        """
        loaded = LoadedWeights.read(weights, SKETCH.id, device)
        config = SketchConfig.from_dict(loaded.config)
        parses = config.needs_sketch_parsing or (config.stages == 2 and has_face_network())
        return SketchEngine(loaded, face_parser() if parses else None)

    def run(self, request: SketchRequest, options: SketchOptions, context: RunContext) -> Result:
        """See `engines.spec.Engine.run`.

        Extras of the first variant at the network's size S: `stage_one` (S, S, 3); `parsing` (S, S) uint8, the classes that stage II was
        shown; `sketch` (S, S, 3) as the network saw it; `sketch_parsing` (S, S) uint8 with the published networks. With `request.parsing`
        stage I is not computed again for a sketch that it has just seen.
        """
        _check(request, options)
        began = time.perf_counter()
        images: list[FloatImage] = []
        extras: dict[str, NDArray[Any]] = {}
        first: Maps | None = None
        with memory_watched():
            for variant in range(options.variants):
                context.report(variant, options.variants, images[-1] if images else None)
                seen = self._look(request, options, variant)
                first = first or seen
                photo, shown = self._paint(seen, first, request.parsing, options)
                images.append(with_colours(_picture(photo), shown[0].float().cpu().numpy(), request.colours))
                extras = extras or _extras(seen, shown)
        context.report(options.variants, options.variants, images[-1])
        timings = {"network": (time.perf_counter() - began) * 1000}
        return Result(tuple(images), extras, timings, self._recipe(request, options))

    @torch.inference_mode()
    def _look(self, request: SketchRequest, options: SketchOptions, variant: int) -> Maps:
        """Stage I, or what it saw before."""
        sketch, literal = self._network_input(request, options)
        style, hints = self._conditions(request, options, variant)
        parts = (sketch.tobytes(), literal.tobytes(), style.tobytes(), hints.tobytes())
        key = hashlib.sha256(b"".join(parts)).hexdigest()
        if key not in self._seen:
            if variant == 0:
                self._seen.clear()
            lines, trust = (torch.from_numpy(plane)[None, None].to(self._device) for plane in (sketch * 2 - 1, literal))
            free, told = (torch.from_numpy(vector)[None].to(self._device) for vector in (style, hints))
            needed = self.config.needs_sketch_parsing
            drawn = self._parsed(np.repeat(sketch[..., None], 3, axis=2)) if needed else None
            seen = self._network.look(lines, trust, free, told, drawn)
            self._seen[key] = seen if needed else self._agreed(seen)
        return self._seen[key]

    def _agreed(self, seen: Maps) -> Maps:
        """What stage I saw, its parsing the geometric mean of its own and that which the face network reads from the rough photo: nearer to
        the photo's parsing than either.
        """
        rough = self._parsed(_picture(seen["stage_one"]))
        if rough is None:
            return seen
        readings = torch.stack([seen["parsing"], rough]).clamp_min(LEAST)
        return seen | {"parsing": readings.log().mean(dim=0).softmax(dim=1)}

    def _network_input(self, request: SketchRequest, options: SketchOptions) -> tuple[Mask, Mask]:
        """Sketch and how literally it is taken, (S, S) each in [0, 1]."""
        size = (self.size, self.size)
        sketch = np.asarray(resize(request.sketch, size)).mean(axis=2)
        literal = np.ones(size, np.float32) if request.literal is None else np.asarray(resize(request.literal, size))
        return np.ascontiguousarray(sketch, np.float32), np.asarray(literal * np.float32(options.literal), np.float32)

    def _conditions(
        self, request: SketchRequest, options: SketchOptions, variant: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Style (style_dim,) and hints (HINT_NUMBERS,). The first variant has the typical style and the colours told; each other one takes
        a remembered style with the colours that went with it, where none were told, of those that come closest to what was told.
        """
        hints = hint_vector(request.colours)
        style = np.zeros(self.config.style_dim, np.float32)
        looks = self._network.looks.cpu().numpy()
        usable = np.flatnonzero(np.abs(looks).sum(axis=1) > 0)
        if variant == 0 or not len(usable):
            return style, hints
        told = hints.reshape(len(HINTS), 4)
        remembered = looks[usable].reshape(-1, len(HINTS), 4)
        unlike = (np.square(remembered[..., :3] - told[:, :3]).sum(axis=2) * told[:, 3]).sum(axis=1)
        near = np.argsort(unlike, kind="stable")[: NEAREST if told[:, 3].any() else REMEMBERED]
        taken = int(np.random.default_rng(options.seed).permutation(near)[(variant - 1) % len(near)])
        known = told[:, 3:]
        hints = (told * known + remembered[taken] * (1 - known)).astype(np.float32).ravel()
        style = self._network.styles[usable[taken]].cpu().numpy() * np.float32(options.variety)
        return style.astype(np.float32), hints

    def _parsed(self, picture: FloatImage) -> Tensor | None:
        """A picture (S, S, 3) as the face network parses it, (1, 8, S, S); None without that network."""
        if self._parser is None:
            return None
        return torch.from_numpy(self._parser.probabilities(picture))[None].to(self._device)

    @torch.inference_mode()
    def _paint(self, seen: Maps, first: Maps, labels: LabelMap | None, options: SketchOptions) -> tuple[Tensor, Tensor]:
        """The photo (1, 3, S, S) and the parsing (1, 8, S, S) that stage II was shown; `labels` are the first variant's, repainted."""
        parsing = seen["parsing"]
        if labels is not None:
            given = cv2.resize(labels, (self.size, self.size), interpolation=cv2.INTER_NEAREST)
            seen, parsing = repainted(seen, np.asarray(given, np.uint8), _classes(first["parsing"]))
        if self._network.stage_two is None or options.output == "stage one":
            return seen["stage_one"], parsing
        return self._network.paint(seen), parsing

    def _recipe(self, request: SketchRequest, options: SketchOptions) -> dict[str, Any]:
        maps = (request.sketch, request.literal, request.parsing)
        given = b"".join(np.ascontiguousarray(m).tobytes() for m in maps if m is not None)
        return {
            "engine": SKETCH.id,
            **self._identity,
            "options": dataclasses.asdict(options),
            "colours": {name: list(colour) for name, colour in request.colours.items()},
            "parsing_repainted": request.parsing is not None,
            "input_sha256": hashlib.sha256(given).hexdigest(),
        }


def _check(request: SketchRequest, options: SketchOptions) -> None:
    check_options(options)
    check_image(request.sketch, "sketch")
    height, width = request.sketch.shape[:2]
    if height != width:
        raise InputError(f"The sketch is {width} x {height} and not square. Bring it into the face frame first.")
    if request.sketch.mean() > EMPTY:
        raise InputError("There is nothing on the sheet. Draw a face, or open a sketch.")
    if request.literal is not None:
        check_mask(request.literal, (height, width), "map of how literally the lines are taken")
    parsing = request.parsing
    if parsing is not None and (parsing.dtype != np.uint8 or parsing.ndim != 2 or parsing.max() >= CLASS_COUNT):
        raise InputError(f"The parsing must be a map of classes 0 to {CLASS_COUNT - 1}. Reset it, or paint it again.")
    hint_vector(request.colours)


def _extras(seen: Maps, shown: Tensor) -> dict[str, NDArray[Any]]:
    extras: dict[str, NDArray[Any]] = {
        "stage_one": _picture(seen["stage_one"]),
        "parsing": _classes(shown),
        "sketch": _picture(seen["sketch"].expand(-1, 3, -1, -1)),
    }
    return extras | ({"sketch_parsing": _classes(seen["sketch_parsing"])} if "sketch_parsing" in seen else {})


def _classes(parsing: Tensor) -> LabelMap:
    return np.asarray(parsing[0].argmax(dim=0).cpu().numpy(), np.uint8)


def _picture(values: Tensor) -> FloatImage:
    """(1, 3, H, W) in [-1, 1] -> (H, W, 3) in [0, 1]."""
    picture: FloatImage = (values[0].float().cpu() / 2 + 0.5).clamp(0, 1).permute(1, 2, 0).contiguous().numpy()
    return picture
