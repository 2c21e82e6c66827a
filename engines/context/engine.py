"""The context engine: surroundings painted around a face, from 8 px upwards, with a different style for every variant."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engines.context.compact import CLASSES, REMEMBERED, WISHES, CompactContext, Maps, told_colours
from engines.context.finish import laid_around, recoloured, skin_matched
from engines.context.network import ContextConfig
from engines.context.options import ContextOptions
from engines.context.paper import PaperCascade
from engines.context.pyramid import scales
from engines.context.spec import CONTEXT
from engines.errors import InputError
from engines.face.average_face import average_face
from engines.face.regions import face_hull
from engines.imaging.arrays import FloatImage, check_image, check_mask, to_float
from engines.imaging.geometry import resize
from engines.loading import LoadedWeights, memory_watched
from engines.options import check_options
from engines.requests import ContextRequest, Result
from engines.run_context import RunContext

HIDDEN_FROM = 1 / 255  # a pixel of the network counts as hidden from this share on


@dataclasses.dataclass(frozen=True, eq=False)
class _Asked:
    """A request as the network sees it: picture (1, 3, S, S) in [0, 1], hole (1, 1, S, S); `seen` by the shipped network."""

    picture: Tensor
    hole: Tensor
    seen: Maps


class ContextEngine:
    """Answers `ContextRequest`s. Pictures come out at the request's own size; the network works at `size` px.

    The published networks know one answer to a face, so their variants are alike, and they take no wishes.
    """

    spec = CONTEXT

    def __init__(self, weights: LoadedWeights) -> None:
        config = ContextConfig.from_dict(weights.config)
        self.size = config.size
        self.sizes = (config.size,) if config.network == "progan" else scales(config.size)
        self._device, self._identity = weights.device, weights.identity
        self._network = weights.put_into(config.build())
        self._usual: Tensor | None = None

    @staticmethod
    def load(weights: Path, device: str) -> ContextEngine:
        """Read a weights file onto a device; raises `WeightsError` or `DeviceError`."""
        return ContextEngine(LoadedWeights.read(weights, CONTEXT.id, device))

    def run(self, request: ContextRequest, options: ContextOptions, context: RunContext) -> Result:
        """See `engines.spec.Engine.run`. Reports every stage with its picture (S, S, 3).

        Extras of the first variant: `stage_8`, `stage_16`, ... (s, s, 3), and, from the shipped network, `hair`, `background` and `body`
        (S, S) in [0, 1], at the network's size, also where they are known.
        """
        _check(request, options)
        began = time.perf_counter()
        images: list[FloatImage] = []
        extras: dict[str, NDArray[Any]] = {}
        with memory_watched():
            asked = self._asked(request)
            styles = self._styles(asked, options)
            for variant in range(options.variants):
                made = self._paint(asked, styles[variant], options.seed + variant, context, variant, options.variants)
                images.append(_finish(made, asked, request))
                extras = extras or made
        context.report(options.variants * len(self.sizes), options.variants * len(self.sizes), images[-1])
        timings = {"network": (time.perf_counter() - began) * 1000}
        return Result(tuple(images), extras, timings, self._recipe(request, options))

    @torch.inference_mode()
    def _asked(self, request: ContextRequest) -> _Asked:
        size = (self.size, self.size)
        pixels = np.asarray(resize(request.image, size)).transpose(2, 0, 1).copy()
        hidden = (np.asarray(resize(request.mask, size)) > HIDDEN_FROM).astype(np.float32)
        picture, hole = torch.from_numpy(pixels)[None].to(self._device), torch.from_numpy(hidden)[None, None]
        hole = hole.to(self._device)
        seen = {}
        if isinstance(self._network, CompactContext):
            seen = self._network.look(picture * 2 - 1, hole, told_colours(request.colours).to(self._device))
        return _Asked(picture, hole, seen)

    @torch.inference_mode()
    def _styles(self, asked: _Asked, options: ContextOptions) -> list[Tensor | None]:
        """For every variant a remembered style (1, C, 8, 8) that suits the face; no two are the same.

        Of the likelier half, those come first that this face makes likelier than the average face does; else all got the most usual ones.
        """
        if not isinstance(self._network, CompactContext):
            return [None] * options.variants
        known = self._network.styles
        likely = self._network.likelihood(asked.seen, known[None])[0]
        own = likely - self._usually_likely()
        own[likely < likely.median()] -= own.max() - own.min()
        among = max(options.variants, round(options.variety**2 * REMEMBERED))
        chosen = own.argsort(descending=True, stable=True).cpu().numpy()[:among]
        if options.variety > 0:
            chosen = np.random.default_rng(options.seed).permutation(chosen)
        return [known[int(i)][None] for i in chosen[: options.variants]]

    def _usually_likely(self) -> Tensor:
        """How likely the average face makes each remembered style; computed once."""
        assert isinstance(self._network, CompactContext)
        if self._usual is None:
            average = average_face()
            hole = 1 - face_hull(average.landmarks, self.size)
            photo = np.asarray(resize(to_float(average.image), (self.size, self.size)))
            asked = self._asked(ContextRequest(photo, hole.astype(np.float32)))
            self._usual = self._network.likelihood(asked.seen, self._network.styles[None])[0]
        return self._usual

    def _paint(
        self, asked: _Asked, style: Tensor | None, seed: int, context: RunContext, variant: int, variants: int
    ) -> dict[str, NDArray[Any]]:
        """All stages of one variant, and the class maps, as pictures by name."""
        made: dict[str, NDArray[Any]] = {}
        done, total = variant * len(self.sizes), variants * len(self.sizes)
        stages = self._stages(asked, style, seed)
        for number in range(len(self.sizes)):
            with torch.inference_mode():
                size, stage = next(stages)
            picture = np.clip(_picture(stage), 0, 1)
            made[f"stage_{size}"] = picture
            context.report(done + number, total, np.asarray(resize(picture, (self.size, self.size))))
        if "classes" in asked.seen:
            shares = torch.softmax(asked.seen["classes"], dim=1)
            larger = torch.nn.functional.interpolate(shares, size=(self.size,) * 2, mode="bilinear")
            made |= {name: _picture(larger[:, i : i + 1])[..., 0] for i, name in enumerate(CLASSES)}
        return made

    def _stages(self, asked: _Asked, style: Tensor | None, seed: int) -> Iterator[tuple[int, Tensor]]:
        """Size and picture (1, 3, s, s) in [0, 1], smallest first."""
        network = self._network
        if isinstance(network, CompactContext):
            assert style is not None
            drawn = np.random.default_rng(seed).standard_normal((1, 1, self.size, self.size), np.float32)
            noise = torch.from_numpy(drawn).to(self._device)
            for size, stage in network.stages(asked.seen, style, self.size, noise):
                yield size, stage / 2 + 0.5
        elif isinstance(network, PaperCascade):
            yield from network.stages(asked.picture, asked.hole)
        else:
            yield self.size, network(asked.picture, asked.hole, self.size)

    def _recipe(self, request: ContextRequest, options: ContextOptions) -> dict[str, Any]:
        pixels = request.image.tobytes() + request.mask.tobytes()
        return {
            "engine": CONTEXT.id,
            **self._identity,
            "options": dataclasses.asdict(options),
            "colours": {name: [float(v) for v in colour] for name, colour in request.colours.items()},
            "input_sha256": hashlib.sha256(pixels).hexdigest(),
        }


def _check(request: ContextRequest, options: ContextOptions) -> None:
    check_options(options)
    check_image(request.image, "photo")
    height, width = request.image.shape[:2]
    if height != width:
        raise InputError(f"The photo is {width} x {height} and not square. Bring it into the face frame first.")
    check_mask(request.mask, (height, width))
    if not request.mask.any():
        raise InputError("Nothing is marked to be painted. Leave something around the face uncovered.")
    if request.mask.min() > 0:
        raise InputError("The mask covers the whole picture. Keep at least the face.")
    for name, colour in request.colours.items():
        if name not in WISHES:
            raise InputError(f"There is no wish for the colour of {name}. Use {' or '.join(WISHES)}.")
        if len(colour) != 3 or not all(0 <= value <= 1 for value in colour):
            raise InputError(f"The colour of the {name} must be red, green and blue between 0 and 1.")


def _finish(made: dict[str, NDArray[Any]], asked: _Asked, request: ContextRequest) -> FloatImage:
    """The largest stage, its skin as the face's and with colours that were wished for, around what is known."""
    largest = max((name for name in made if name.startswith("stage_")), key=lambda name: made[name].shape[0])
    painted: FloatImage = made[largest]
    if "body" in made and request.landmarks is not None:
        face = face_hull(request.landmarks, painted.shape[0])
        painted = skin_matched(painted, _picture(asked.picture), _picture(asked.hole)[..., 0], made["body"], face)
    for name, colour in request.colours.items():
        if name in made:
            painted = recoloured(painted, made[name], colour)
    return laid_around(request.image, painted, request.mask)


def _picture(values: Tensor) -> FloatImage:
    """(1, C, H, W) -> (H, W, C)."""
    picture: FloatImage = values[0].float().cpu().permute(1, 2, 0).contiguous().numpy()
    return picture
