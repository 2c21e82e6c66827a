"""The symmetry engine: what is hidden on one half comes from the other, the rest is invented (Li et al., SymmFCNet)."""

from __future__ import annotations

import dataclasses
import hashlib
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engines.errors import InputError
from engines.imaging.arrays import FloatImage, Mask, check_image, check_mask
from engines.imaging.geometry import resize
from engines.loading import LoadedWeights, memory_watched
from engines.options import check_options
from engines.requests import CompletionRequest, Result
from engines.run_context import RunContext
from engines.symmetry.finish import Copy, continuing, joined, laid_into, mirror_copy, with_mirror_detail
from engines.symmetry.network import Maps, SymmetryConfig, SymmetryNetwork, occluded
from engines.symmetry.options import SymmetryOptions
from engines.symmetry.smooth_fill import smooth_fill
from engines.symmetry.spec import SYMMETRY

HIDDEN_FROM = 1 / 255  # a pixel of the network counts as hidden from this share on


class SymmetryEngine:
    """Answers `CompletionRequest`s. Pictures come out at the request's own size; the network works at `size` px."""

    spec = SYMMETRY

    def __init__(self, weights: LoadedWeights) -> None:
        self.config = SymmetryConfig.from_dict(weights.config)
        self.size = self.config.size
        self._device, self._identity = weights.device, weights.identity
        self._network: SymmetryNetwork = weights.put_into(self.config.build())

    @staticmethod
    def load(weights: Path, device: str) -> SymmetryEngine:
        """Read a weights file onto a device; raises `WeightsError` or `DeviceError`."""
        return SymmetryEngine(LoadedWeights.read(weights, SYMMETRY.id, device))

    def run(self, request: CompletionRequest, options: SymmetryOptions, context: RunContext) -> Result:
        """See `engines.spec.Engine.run`.

        Extras of the first variant, at the network's size S: `warped_mirror` (S, S, 3), the other half laid onto this one;
        `mirror_points` (S, S, 2), where in the photo each pixel's counterpart lies, normalised; `light_ratio` (S, S, 3), the light here
        against the light there; `confidence`, `face` (S, S); `stage_one` (S, S, 3); `copied` and `invented` (S, S), which add up to the
        hole. Without a flow (variant `plain`) only the last three.
        """
        _check(request, options)
        began = time.perf_counter()
        photo, hole = self._network_input(request)
        guide = self._guide(request)
        images: list[FloatImage] = []
        extras: dict[str, NDArray[Any]] = {}
        with memory_watched():
            for variant in range(options.variants):
                context.report(variant, options.variants, images[-1] if images else None)
                maps = self._complete(photo, hole, guide, options, variant)
                image, found = _finish(maps, request, options)
                images.append(image)
                extras = extras or found
        context.report(options.variants, options.variants, images[-1])
        timings = {"network": (time.perf_counter() - began) * 1000}
        return Result(tuple(images), extras, timings, self._recipe(request, options))

    def _network_input(self, request: CompletionRequest) -> tuple[Tensor, Tensor]:
        size = (self.size, self.size)
        photo = np.asarray(resize(request.image, size))
        hole = (np.asarray(resize(request.mask, size)) > HIDDEN_FROM).astype(np.float32)
        pixels = torch.from_numpy(photo.transpose(2, 0, 1).copy())[None]
        return pixels.to(self._device), torch.from_numpy(hole)[None, None].to(self._device)

    def _guide(self, request: CompletionRequest) -> Tensor | None:
        """The request's landmarks, (1, 68, 2) with -1 and 1 at the centres of the first and last pixel."""
        if request.landmarks is None:
            return None
        points = (request.landmarks * self.size - 0.5) / (self.size - 1) * 2 - 1
        return torch.from_numpy(points.astype(np.float32))[None].to(self._device)

    @torch.inference_mode()
    def _complete(
        self, photo: Tensor, hole: Tensor, guide: Tensor | None, options: SymmetryOptions, variant: int
    ) -> Maps:
        rng = np.random.default_rng((options.seed, variant))
        noise = torch.from_numpy(rng.random(tuple(photo.shape), np.float32)).to(self._device)
        style = None
        if self.config.style_dim and variant > 0:
            drawn = rng.standard_normal((1, self.config.style_dim), np.float32) * np.float32(options.variety)
            style = torch.from_numpy(drawn).to(self._device)
        strength = torch.full((1, 1, 1, 1), float(options.symmetry), device=self._device)
        seen = occluded(photo, hole, self.config.network, noise)
        maps: Maps = self._network(seen, hole, style, strength, guide=guide)
        return maps

    def _recipe(self, request: CompletionRequest, options: SymmetryOptions) -> dict[str, Any]:
        pixels = request.image.tobytes() + request.mask.tobytes()
        return {
            "engine": SYMMETRY.id,
            **self._identity,
            "options": dataclasses.asdict(options),
            "input_sha256": hashlib.sha256(pixels).hexdigest(),
        }


def _check(request: CompletionRequest, options: SymmetryOptions) -> None:
    check_options(options)
    check_image(request.image, "photo")
    height, width = request.image.shape[:2]
    if height != width:
        raise InputError(f"The photo is {width} x {height} and not square. Bring it into the face frame first.")
    check_mask(request.mask, (height, width))
    if not request.mask.any():
        raise InputError("Nothing is marked to be filled. Paint a mask over what is to be completed.")
    if request.mask.min() > 0:
        raise InputError("The mask covers the whole picture. Leave some of the face visible.")


def _extras(maps: Maps, copy: Copy | None, near: Mask) -> dict[str, NDArray[Any]]:
    hole, painted = _picture(maps["hole"]), _picture(maps["copied"] * maps["share"])
    copied = (1 - near) * (painted if copy is None else copy.share + (1 - copy.share) * painted)
    shown = {"stage_one": _picture(maps["stage_one"].clamp(0, 1)), "copied": copied, "invented": hole - copied}
    if "flow" in maps:
        shown |= {
            "warped_mirror": _picture(maps["warped"]), "mirror_points": _picture(_photo_points(maps["flow"])),
            "light_ratio": _picture(maps["light"]) if copy is None else copy.light,
            "confidence": _picture(maps["confidence"]), "face": _picture(maps["face"]),
        }  # fmt: skip
    return shown


def _photo_points(flow: Tensor) -> Tensor:
    """A flow in the flipped picture as normalised points of the picture itself."""
    side = flow.shape[3]
    flipped = (flow + 1) / 2 * (side - 1) / side + 0.5 / side
    return torch.stack([1 - flipped[:, 0], flipped[:, 1]], dim=1)


def _picture(values: Tensor) -> FloatImage:
    """(1, C, H, W) -> (H, W, C), or (H, W) for one channel."""
    picture: FloatImage = values[0].float().cpu().permute(1, 2, 0).contiguous().numpy()
    return picture[..., 0] if picture.shape[2] == 1 else picture


def _finish(
    maps: Maps, request: CompletionRequest, options: SymmetryOptions
) -> tuple[FloatImage, dict[str, NDArray[Any]]]:
    photo, hole = _picture(maps["image"]), _picture(maps["hole"])
    copy = None
    if "flow" in maps and options.symmetry > 0:
        warped, visible, face = (_picture(maps[name]) for name in ("warped", "warped_known", "face"))
        copy = mirror_copy(warped, visible, photo, hole, face)
        copy = dataclasses.replace(copy, share=copy.share * np.float32(options.symmetry))
    told = np.zeros_like(hole) if copy is None else copy.share * _picture(maps["face"])
    near = continuing(hole, told)
    extras = _extras(maps, copy, near)
    smooth = np.clip(_picture(smooth_fill(maps["image"], maps["hole"])), 0, 1)
    painted = joined(np.clip(_picture(maps["result"]), 0, 1), photo, hole, copy)
    painted = painted + (smooth - painted) * near[..., None]
    if "mirror_points" in extras:
        light, copied = extras["light_ratio"], extras["copied"]
        larger = with_mirror_detail(painted, request.image, extras["mirror_points"], light, copied)
    else:
        larger = np.asarray(resize(painted, (request.image.shape[1], request.image.shape[0])))
    return laid_into(request.image, larger, request.mask, options.composite), extras
