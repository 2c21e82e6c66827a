"""Shards, feature networks and runs so small that a training step takes milliseconds."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from lightning.fabric import Fabric

from engines.face.average_face import average_landmarks
from training.config import build, config_path, override, read_toml
from training.recipes.parts import PartsRecipe
from training.recipes.parts_config import PartsTraining

LICENCE = "CC BY 4.0"


def drawn_face(seed: int, size: int) -> tuple[np.ndarray, list[list[float]]]:
    """A blurred random picture with a face-like oval, (size, size, 3) uint8, and 68 landmarks in its pixels."""
    rng = np.random.default_rng(seed)
    picture = cv2.GaussianBlur(rng.integers(0, 255, (size, size, 3), np.uint8), (0, 0), 2)
    cv2.ellipse(picture, (size // 2, size // 2), (size // 4, size // 3), 0, 0, 360, (120, 150, 210), -1)
    points = average_landmarks() + rng.normal(0, 0.004, (68, 2))
    for x, y in points[17:]:
        cv2.circle(picture, (int(x * size), int(y * size)), 1, (40, 40, 90), -1)
    return picture, (points * size - 0.5).tolist()


def write_shard(path: Path, count: int = 4, size: int = 64, licence: str = LICENCE, **more: Any) -> Path:
    """A shard of drawn faces; `more` goes into every JSON."""
    with tarfile.open(path, "w") as tar:
        for i in range(count):
            picture, landmarks = drawn_face(i, size)
            info = {"landmarks": landmarks, "source": "drawn faces", "licence": licence, **more}
            jpg = cv2.imencode(".jpg", picture)[1].tobytes()
            for suffix, data in (("jpg", jpg), ("json", json.dumps(info).encode())):
                member = tarfile.TarInfo(f"{i:06d}.{suffix}")
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
    return path


def write_tiny_squeezenet(path: Path) -> Path:
    """The SqueezeNet file with eight channels everywhere and random weights."""
    rng, arrays = np.random.default_rng(0), {}

    def convolution(name: str, inputs: int, size: int) -> None:
        arrays[f"{name}.w"] = rng.normal(0, 0.2, (8, inputs, size, size)).astype(np.float32)
        arrays[f"{name}.b"] = np.zeros(8, np.float32)

    convolution("conv1", 3, 3)
    for number in range(2, 10):
        convolution(f"fire{number}/squeeze1x1", 8 if number == 2 else 16, 1)
        convolution(f"fire{number}/expand1x1", 8, 1)
        convolution(f"fire{number}/expand3x3", 8, 3)
    np.savez(path, **arrays)
    return path


def write_random_vgg19(path: Path) -> Path:
    """torchvision's VGG-19 file up to conv3_1 with random weights."""
    torch.manual_seed(0)
    state = {}
    for index, (inputs, outputs) in {0: (3, 64), 2: (64, 64), 5: (64, 128), 7: (128, 128), 10: (128, 256)}.items():
        state[f"features.{index}.weight"] = torch.randn(outputs, inputs, 3, 3) * (inputs * 4.5) ** -0.5
        state[f"features.{index}.bias"] = torch.zeros(outputs)
    torch.save(state, path)
    return path


def tiny_config(name: str = "parts-paper-debug", *settings: str) -> PartsTraining:
    return override(build(PartsTraining, read_toml(config_path(name)), name), settings, name)


def tiny_recipe(shards: Path, config: PartsTraining | None = None, features: Path | None = None) -> PartsRecipe:
    """A recipe on one CPU, ready to step."""
    recipe = PartsRecipe(config or tiny_config(), shards, features)
    recipe.setup(one_cpu())
    return recipe


def one_cpu() -> Fabric:
    return Fabric(accelerator="cpu", devices=1)


def a_batch(recipe: PartsRecipe, count: int = 2) -> dict[str, torch.Tensor]:
    items = [recipe.pairs[i] for i in range(count)]
    return {name: torch.stack([item[name] for item in items]) for name in items[0]}
