"""Where networks run."""

from __future__ import annotations

import os

import torch

from engines.errors import DeviceError

DEVICES = ("auto", "cpu", "cuda", "mps")


def resolve_device(name: str) -> torch.device:
    """`auto` takes CUDA, then Apple's MPS, then the CPU; a device that is not there raises `DeviceError`."""
    if name not in DEVICES:
        raise DeviceError(f"There is no device {name!r}. Choose one of {', '.join(DEVICES)}.")
    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if name == "auto":
        name = next(device for device, there in available.items() if there)
    if not available[name]:
        raise DeviceError(f"This machine has no {name} device that torch can use. Choose auto or cpu.")
    return torch.device(name)


def use_threads() -> None:
    """Compute with all processors but one, in the window and on the command line: the last bit of a sum depends on their number."""
    torch.set_num_threads(max(1, (os.cpu_count() or 2) - 1))


def describe_device(device: torch.device) -> str:
    """The device in words, for recipes and reports."""
    return torch.cuda.get_device_name(device) if device.type == "cuda" else device.type
