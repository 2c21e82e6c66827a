"""The latent engine: faces of nobody, and holes filled by searching for one that fits (Jiang, Liu, Wang 2018)."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from engines.errors import InputError
from engines.imaging.arrays import FloatImage, check_image, check_mask
from engines.latent.compact import draw
from engines.latent.crop import Square
from engines.latent.finish import HIDDEN_FROM, crop_of, laid_into, portrait_of
from engines.latent.network import LatentConfig, LatentNetwork
from engines.latent.options import DIRECTIONS, LatentOptions
from engines.latent.search import Objective, Plan, best_starts, search
from engines.latent.spec import LATENT
from engines.loading import LoadedWeights, memory_watched
from engines.options import check_options
from engines.requests import CompletionRequest, Result, SampleRequest
from engines.run_context import RunContext

STEPS = {"fast": 100, "published": 100_000, "sampling": 1000}
PREVIEW_S = 0.25
MOST_FACES, MOST_OFFSET = 256, 10.0
BATCH = 32


class LatentEngine:
    """Answers `CompletionRequest`s at the request's own size, and `SampleRequest`s; the networks see a square of the face frame."""

    spec = LATENT

    def __init__(self, weights: LoadedWeights) -> None:
        self.config = LatentConfig.from_dict(weights.config)
        self.size = self.config.size
        self._device, self._identity = weights.device, weights.identity
        self.network: LatentNetwork = weights.put_into(self.config.build())

    @staticmethod
    def load(weights: Path, device: str) -> LatentEngine:
        """Read a weights file onto a device; raises `WeightsError` or `DeviceError`."""
        return LatentEngine(LoadedWeights.read(weights, LATENT.id, device))

    def run(self, request: CompletionRequest | SampleRequest, options: LatentOptions, context: RunContext) -> Result:
        """See `engines.spec.Engine.run`; `complete` and `sample` say what they give besides pictures."""
        check_options(options)
        with memory_watched():
            if isinstance(request, SampleRequest):
                return self.sample(request, options, context)
            return self.complete(request, options, context)

    # --- completion

    def complete(self, request: CompletionRequest, options: LatentOptions, context: RunContext) -> Result:
        """Holes filled, the best answer first; each step reports, and measures the best loss so far.

        Extras: `loss` (steps + 1, variants) and `latents` (variants, D), in the order of the images; `generated`, the best whole crop
        (s, s, 3), and `start`, what its search began with; `doubt` (s, s), the standard deviation between the variants.
        """
        square = self.config.square(request.landmarks)
        target, known = self._seen(request, square)
        plan = _plan(options)
        objective = Objective(self.network, target, known, plan)
        began, seed = time.perf_counter(), torch.Generator().manual_seed(options.seed)
        tried = 0 if self._reads(options) else options.starts * (1 if plan.method == "fast" else options.variants)
        total = tried + plan.steps
        starts = self._starts(target, known, objective, options, seed, lambda done: context.report(done, total))
        shown = _Teller(
            context, tried, total, lambda crop: laid_into(request.image, request.mask, crop, square, "none")
        )
        started = time.perf_counter()
        found = search(objective, starts.to(self._device), plan, seed, shown)
        order = found.losses.argsort(stable=True)
        crops = [_picture(found.images[i]) for i in order]
        images = tuple(laid_into(request.image, request.mask, crop, square, options.blend) for crop in crops)
        context.report(total, total, images[0])
        extras = {
            "loss": found.curve[:, order.cpu()].numpy(), "latents": found.z[order].cpu().numpy(), "generated": crops[0],
            "start": _picture(self._paint(starts[order.cpu()][:1])[0]), "doubt": np.std(crops, axis=0).mean(axis=2),
        }  # fmt: skip
        timings = {"starts": (started - began) * 1000, "search": (time.perf_counter() - started) * 1000}
        pixels = request.image.tobytes() + request.mask.tobytes()
        return Result(images, extras, timings, self._recipe(options, pixels, losses=found.losses[order].tolist()))

    def _seen(self, request: CompletionRequest, square: Square) -> tuple[Tensor, Tensor]:
        """The crop (1, 3, s, s) in [-1, 1], and what is visible in it (1, 1, s, s)."""
        _check(request)
        hole = np.asarray(crop_of(request.mask, square, self.size)) > HIDDEN_FROM
        if not hole.any():
            raise InputError(
                "The mask lies beside what this engine knows, the face from the brows to the chin. "
                "Paint over the face, or choose another engine."
            )
        if hole.all():
            raise InputError("The mask covers the whole face. Leave some of it visible.")
        crop = np.asarray(crop_of(request.image, square, self.size))
        target = torch.from_numpy(crop.transpose(2, 0, 1).copy())[None] * 2 - 1
        known = torch.from_numpy((~hole).astype(np.float32))[None, None]
        return target.to(self._device), known.to(self._device)

    def _reads(self, options: LatentOptions) -> bool:
        """Whether the encoder proposes the starts; the published search has none."""
        return options.start == "encoder" and options.search != "published" and self.network.encoder is not None

    def _starts(
        self,
        target: Tensor,
        known: Tensor,
        objective: Objective,
        options: LatentOptions,
        seed: torch.Generator,
        report: Callable[[int], None],
    ) -> Tensor:
        """Where each variant's search begins, (N, D)."""
        count, z_dim = options.variants, self.config.z_dim
        if self._reads(options):
            report(0)
            return self._read(target, known, count, seed)
        if options.search == "fast":
            return best_starts(objective, z_dim, count, options.starts, seed, report)
        tries = (partial(_add, report, variant * options.starts) for variant in range(count))
        return torch.cat([best_starts(objective, z_dim, 1, options.starts, seed, told) for told in tries])

    @torch.no_grad()
    def _read(self, target: Tensor, known: Tensor, count: int, seed: torch.Generator) -> Tensor:
        """What the encoder makes of a crop: its most likely vector first, then drawn ones."""
        assert self.network.encoder is not None
        centre, reach = self.network.encoder(target, known)
        even = torch.rand(count, self.config.z_dim, generator=seed) * 2 - 1
        even[0] = 0
        return draw(centre, reach, even.to(self._device)).cpu()

    # --- faces of nobody

    def sample(self, request: SampleRequest, options: LatentOptions, context: RunContext) -> Result:
        """Drawn faces, or those between two, as face-frame pictures on the average face.

        Extras: `crops` (N, s, s, 3), the faces alone as the network painted them; `latents` (N, D).
        """
        began = time.perf_counter()
        z = self._moved(self._wanted(request, options), request.offsets)
        total, crops = len(z), list[FloatImage]()
        for part in torch.split(z, BATCH):
            context.report(len(crops), total)
            crops += [_picture(image) for image in self._paint(part)]
        square = self.config.square()
        images = tuple(portrait_of(crop, square) for crop in crops)
        context.report(total, total, images[-1])
        extras = {"crops": np.stack(crops), "latents": z.numpy()}
        timings = {"network": (time.perf_counter() - began) * 1000}
        asked = {"directions": list(self.config.directions), **_described(request)}
        return Result(images, extras, timings, self._recipe(options, z.numpy().tobytes(), **asked))

    def _wanted(self, request: SampleRequest, options: LatentOptions) -> Tensor:
        count = len(request.shares) if request.ends else request.count
        if not 1 <= count <= MOST_FACES:
            raise InputError(f"{count} faces were asked for. Ask for 1 to {MOST_FACES}.")
        if not request.ends:
            seed = torch.Generator().manual_seed(options.seed)
            return (torch.rand(count, self.config.z_dim, generator=seed) * 2 - 1) * options.variety
        if len(request.ends) > 2:
            raise InputError(f"{len(request.ends)} faces were given to go between. Give one or two.")
        first, last = (self._end(end) for end in (request.ends[0], request.ends[-1]))
        return torch.stack([between(first, last, share) for share in request.shares])

    def _end(self, end: FloatImage) -> Tensor:
        """The latent vector of a face that was given as one, or as a photo."""
        if end.ndim == 1:
            if end.shape != (self.config.z_dim,) or not np.isfinite(end).all():
                raise InputError(f"A face of these weights has {self.config.z_dim} numbers. Take one that they made.")
            return torch.from_numpy(end.astype(np.float32)).clamp(-1, 1)
        check_image(end, "face")
        if self.network.encoder is None:
            raise InputError("These weights cannot read a photo. Choose drawn faces, or other weights.")
        crop = np.asarray(crop_of(end, self.config.square(), self.size))
        pixels = torch.from_numpy(crop.transpose(2, 0, 1).copy())[None].to(self._device) * 2 - 1
        return self._read(pixels, torch.ones_like(pixels[:, :1]), 1, torch.Generator())[0]

    def _moved(self, z: Tensor, offsets: tuple[float, ...]) -> Tensor:
        if len(offsets) > DIRECTIONS or not all(abs(offset) <= MOST_OFFSET for offset in offsets):
            raise InputError(
                f"Offsets are {DIRECTIONS} numbers at most, from {-MOST_OFFSET:g} to {MOST_OFFSET:g}. Change them."
            )
        steps = torch.tensor(offsets, dtype=torch.float32)
        return (z + steps @ self.network.directions[: len(offsets)].cpu()).clamp(-1, 1)

    @torch.inference_mode()
    def _paint(self, z: Tensor) -> Tensor:
        pictures: Tensor = self.network.generator(z.to(self._device))
        return pictures

    def _recipe(self, options: LatentOptions, given: bytes, **more: Any) -> dict[str, Any]:
        digest = hashlib.sha256(given).hexdigest()
        return {
            "engine": LATENT.id,
            **self._identity,
            "options": dataclasses.asdict(options),
            **more,
            "input_sha256": digest,
        }


class _Teller:
    """Tells a run context how a search goes: every step its best loss, from time to time its picture."""

    def __init__(
        self, context: RunContext, before: int, total: int, finish: Callable[[FloatImage], FloatImage]
    ) -> None:
        self._context, self._before, self._total, self._finish = context, before, total, finish
        self._shown = 0.0

    def __call__(self, step: int, losses: Tensor, pictures: Tensor) -> None:
        best = int(losses.argmin())
        self._context.measure(step, float(losses[best]))
        preview, now = None, time.monotonic()
        if now - self._shown >= PREVIEW_S:
            preview, self._shown = self._finish(_picture(pictures[best])), now
        self._context.report(self._before + step, self._total, preview)


def _add(report: Callable[[int], None], before: int, done: int) -> None:
    report(before + done)


def between(first: Tensor, last: Tensor, share: float) -> Tensor:
    """A vector on the way from `first` (D,) to `last`: the straight line, at the length that lies as far between theirs."""
    z = first + (last - first) * share
    length = first.norm() + (last.norm() - first.norm()) * share
    stretched: Tensor = z * (length / z.norm().clamp_min(1e-6))
    return stretched.clamp(-1, 1)


def _plan(options: LatentOptions) -> Plan:
    steps = options.steps or STEPS[options.search]
    return Plan(options.search, steps, options.perceptual, options.ctx_norm, options.perc_form)  # type: ignore[arg-type]


def _check(request: CompletionRequest) -> None:
    check_image(request.image, "photo")
    height, width = request.image.shape[:2]
    if height != width:
        raise InputError(f"The photo is {width} x {height} and not square. Bring it into the face frame first.")
    check_mask(request.mask, (height, width))
    if not request.mask.any():
        raise InputError("Nothing is marked to be filled. Paint a mask over what is to be completed.")


def _described(request: SampleRequest) -> dict[str, Any]:
    ends = [end.tolist() if end.ndim == 1 else "photo" for end in request.ends]
    return {"count": request.count, "ends": ends, "shares": list(request.shares), "offsets": list(request.offsets)}


def _picture(image: Tensor) -> FloatImage:
    """(3, H, W) in [-1, 1] -> (H, W, 3) in [0, 1]."""
    picture: FloatImage = (image.float().cpu() / 2 + 0.5).clamp(0, 1).permute(1, 2, 0).contiguous().numpy()
    return picture
