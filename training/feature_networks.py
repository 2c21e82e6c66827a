"""Pretrained feature networks for perceptual losses and feature distances. None ships: each is read from a file given by path.

All take sRGB images (N, 3, H, W) in [0, 1] and return their taps, a list of (N, C, h, w) tensors, after ReLU.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import urllib.request
import zipfile
import zlib
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engines.errors import WeightsError


class SqueezeFeatures(nn.Module):
    """SqueezeNet v1.1 convolutions (Caffe training, MIT), seven taps as LPIPS uses them: 64, 128, 256, 384, 384, 512, 512 channels.

    `path` is an .npz of OIHW arrays; the network itself takes BGR 0..255 minus (104, 117, 123).
    """

    channels = (64, 128, 256, 384, 384, 512, 512)
    mean: Tensor

    def __init__(self, path: Path) -> None:
        super().__init__()
        try:
            with np.load(path, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
        except (OSError, ValueError, EOFError, AttributeError, zipfile.BadZipFile, zlib.error) as error:
            raise WeightsError(
                f"The feature network {path} cannot be read. Give the SqueezeNet .npz with --features."
            ) from error
        if "fire9/expand3x3.w" not in arrays:
            raise WeightsError(f"{path.name} does not hold SqueezeNet v1.1. Give the SqueezeNet .npz with --features.")
        for name, array in sorted(arrays.items()):
            self.register_buffer(_attribute(name), torch.from_numpy(array).float(), persistent=False)
        self.register_buffer("mean", torch.tensor([104.0, 117.0, 123.0]).view(1, 3, 1, 1), persistent=False)

    def forward(self, image: Tensor) -> list[Tensor]:
        x = image.flip(1) * 255 - self.mean
        x = F.relu(self._conv("conv1", x, stride=2))
        taps = [x]
        x = self._fire("fire3", self._fire("fire2", _pool(x)))
        taps.append(x)
        x = self._fire("fire5", self._fire("fire4", _pool(x)))
        taps.append(x)
        x = _pool(x)
        for name in ("fire6", "fire7", "fire8", "fire9"):
            x = self._fire(name, x)
            taps.append(x)
        return taps

    def _conv(self, name: str, x: Tensor, stride: int = 1, padding: int = 0) -> Tensor:
        weight, bias = getattr(self, _attribute(f"{name}.w")), getattr(self, _attribute(f"{name}.b"))
        return F.conv2d(x, weight.to(x.dtype), bias.to(x.dtype), stride, padding)

    def _fire(self, name: str, x: Tensor) -> Tensor:
        x = F.relu(self._conv(f"{name}/squeeze1x1", x))
        wide = [self._conv(f"{name}/expand1x1", x), self._conv(f"{name}/expand3x3", x, padding=1)]
        return F.relu(torch.cat(wide, dim=1))


VGG19_FILE = "vgg19-dcbb9e9d.pth"
VGG19_URL = f"https://download.pytorch.org/models/{VGG19_FILE}"
VGG19_LAYERS = (64, 64, "M", 128, 128, "M", 256)
VGG19_TAPS = (0, 2, 4)  # conv1_1, conv2_1, conv3_1 (Sun, Guo, Liu 2022, Eq. 3), counted in convolutions


class Vgg19Features(nn.Module):
    """VGG-19 (ImageNet, torchvision's file) up to conv3_1, taps conv1_1, conv2_1, conv3_1 after ReLU, or before with `pre_relu`."""

    channels = (64, 128, 256)
    mean: Tensor
    std: Tensor

    def __init__(self, path: Path, pre_relu: bool = False) -> None:
        super().__init__()
        self.pre_relu = pre_relu
        self.convs = nn.ModuleList()
        self.pool_before: list[bool] = []
        width, pool = 3, False
        for layer in VGG19_LAYERS:
            if layer == "M":
                pool = True
                continue
            assert isinstance(layer, int)
            self.convs.append(nn.Conv2d(width, layer, 3, padding=1))
            self.pool_before.append(pool)
            width, pool = layer, False
        self._read(path)
        self.requires_grad_(False)
        self.register_buffer("mean", torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1), persistent=False)

    def _read(self, path: Path) -> None:
        try:
            state = torch.load(path, map_location="cpu", weights_only=True)
            layers = sorted({int(name.split(".")[1]) for name in state if name.startswith("features.")})
            for conv, index in zip(self.convs, layers, strict=False):
                conv.load_state_dict({k: state[f"features.{index}.{k}"] for k in ("weight", "bias")})
        except (OSError, KeyError, RuntimeError, EOFError, pickle.UnpicklingError) as error:
            raise WeightsError(f"{path} is not torchvision's VGG-19 file. Download {VGG19_URL}.") from error

    def forward(self, image: Tensor) -> list[Tensor]:
        x = (image - self.mean) / self.std
        taps = []
        for i, (conv, pool) in enumerate(zip(self.convs, self.pool_before, strict=True)):
            raw = conv(F.max_pool2d(x, 2) if pool else x)
            x = F.relu(raw)
            if i in VGG19_TAPS:
                taps.append(raw if self.pre_relu else x)
        return taps


def load_features(kind: str, path: Path | None, pre_relu: bool = False) -> nn.Module:
    """The feature network `squeeze` or `vgg19`. `vgg19` without a path is downloaded (548 MiB) and checked.

    `pre_relu` takes VGG-19's features before ReLU.
    """
    if kind == "squeeze":
        if path is None:
            raise WeightsError("The SqueezeNet feature file is not given. Pass it with --features FILE.npz.")
        return SqueezeFeatures(path).eval().requires_grad_(False)
    if kind == "vgg19":
        return Vgg19Features(path or download_vgg19(), pre_relu).eval()
    raise WeightsError(f"There is no feature network {kind!r}. Use squeeze or vgg19.")


def download_vgg19() -> Path:
    """torchvision's VGG-19 in the user's cache, downloaded once and checked against the hash in its name."""
    import platformdirs

    path = Path(platformdirs.user_cache_dir("faceforge")) / VGG19_FILE
    if path.exists():
        return path
    part = path.with_suffix(f".{os.getpid()}.part")  # several processes of one run may download at once
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        urllib.request.urlretrieve(VGG19_URL, part)
    except OSError as error:
        raise WeightsError(f"VGG-19 could not be downloaded ({error}). Pass its file with --features.") from error
    with part.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if not digest.startswith(VGG19_FILE.split("-")[1].split(".")[0]):
        part.unlink()
        raise WeightsError("The downloaded VGG-19 file is damaged. Try again.")
    return part.replace(path)


def _attribute(name: str) -> str:
    return name.replace("/", "_").replace(".", "_")


def _pool(x: Tensor) -> Tensor:
    return F.max_pool2d(x, 3, 2, ceil_mode=True)
