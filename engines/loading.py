"""From a weights file to a network on a device: what every engine does before its first answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import Tensor, nn

from engines.devices import describe_device, resolve_device
from engines.errors import DeviceError
from engines.weights import file_sha256, fill_network, load_weights

Network = TypeVar("Network", bound=nn.Module)


@dataclass(frozen=True, eq=False)
class LoadedWeights:
    """A weights file that was read: its `tensors`, the card's `config`, the `device` they are for, and the `identity` that recipes name
    (`weights`, `weights_sha256`, `device`).
    """

    tensors: dict[str, Tensor]
    config: dict[str, Any]
    device: torch.device
    identity: dict[str, str]

    @staticmethod
    def read(path: Path, engine: str, device: str) -> LoadedWeights:
        """Read a file of the engine `engine`; raises `WeightsError` or `DeviceError`."""
        where = resolve_device(device)
        tensors, card = load_weights(path, engine)
        identity = {"weights": path.name, "weights_sha256": file_sha256(path), "device": describe_device(where)}
        return LoadedWeights(tensors, card.config, where, identity)

    def put_into(self, network: Network) -> Network:
        """The network with these weights, on the device, ready to answer and not to learn; raises `WeightsError` where they do not fit."""
        fill_network(network, self.tensors, self.identity["weights"])
        network.eval().requires_grad_(False)
        return network.to(self.device, memory_format=torch.channels_last)  # type: ignore[call-overload, no-any-return]


@contextmanager
def memory_watched() -> Iterator[None]:
    """Turns running out of the device's memory into a `DeviceError`."""
    try:
        yield
    except torch.OutOfMemoryError as error:
        raise DeviceError(
            "The device ran out of memory. Ask for fewer variants, or choose the CPU in the settings."
        ) from error
