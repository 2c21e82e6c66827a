"""Weights files: safetensors with a card in the header. Nothing pickled is ever loaded.

The header (`__metadata__`) holds one key, `card`, a JSON object: see `WeightsCard`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from engines.errors import ImageFileError, WeightsError
from engines.imaging.io import write_atomically

if TYPE_CHECKING:
    import torch

MAX_HEADER_BYTES = 10_000_000
FOREIGN = (AttributeError, LookupError, RecursionError, TypeError, ValueError)  # what reading any other JSON may raise


class NetworkSpec(Protocol):
    """Whatever has weights of its own: an `EngineSpec`, or a `HelperSpec`. `id` is the name in the cards of its weights."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def paper(self) -> str: ...
    @property
    def native_size(self) -> int: ...
    @property
    def default_weights(self) -> str: ...


@dataclass(frozen=True)
class HelperSpec:
    """A network that helps engines and answers no requests; `default_weights` is a file name under `assets/weights`."""

    id: str
    title: str
    summary: str
    paper: str
    native_size: int
    default_weights: str


@dataclass(frozen=True)
class WeightsCard:
    """Where weights come from: without this a file is useless in a year.

    `config` is the network's shape, enough to build it; `data`, `labels`, `helper_networks` name what it learnt from; `licence` the
    narrowest licence among them; `schedule` what was really reached (steps, batch, images, wall time, device); `metrics` measured values.
    """

    engine: str
    config: dict[str, Any]
    title: str = ""
    data: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    helper_networks: tuple[str, ...] = ()
    licence: str = ""
    schedule: dict[str, Any] = field(default_factory=dict)
    metrics: dict[str, Any] = field(default_factory=dict)
    format: int = 1


def save_weights(path: Path, tensors: dict[str, torch.Tensor], card: WeightsCard, half: bool = True) -> None:
    """Write tensors and card beside `path`, then replace it, so that a full disk never leaves half a file."""
    import torch
    from safetensors.torch import save

    def stored(tensor: torch.Tensor) -> torch.Tensor:
        tensor = tensor.detach().cpu().contiguous()
        return tensor.half() if half and tensor.dtype == torch.float32 else tensor

    data = save({name: stored(t) for name, t in tensors.items()}, {"card": json.dumps(dataclasses.asdict(card))})
    try:
        write_atomically(path, data)
    except ImageFileError as error:
        raise WeightsError(str(error)) from error


def read_card(path: Path) -> WeightsCard:
    """Read the card alone, without torch. Raises `WeightsError` when the file is missing, cut off or foreign."""
    try:
        with path.open("rb") as file:
            start = file.read(8)
            length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
            if not 2 <= length <= MAX_HEADER_BYTES:
                raise WeightsError(f"{path.name} is not a safetensors file. Choose a FaceForge weights file.")
            header = json.loads(file.read(length))
            size = path.stat().st_size
        tensors = [entry for name, entry in header.items() if name != "__metadata__"]
        end = max((int(entry["data_offsets"][1]) for entry in tensors), default=0)
    except FileNotFoundError as error:
        raise WeightsError(
            f"The engine's weights are missing: there is no {path}. Train or import them, or choose another weights folder."
        ) from error
    except OSError as error:
        raise WeightsError(
            f"{path} cannot be read: {error.strerror}. Check the file, or choose another one."
        ) from error
    except FOREIGN as error:
        raise WeightsError(f"{path.name} is not a safetensors file. Choose a FaceForge weights file.") from error
    if size < 8 + length + end:
        raise WeightsError(f"{path.name} is cut off ({size} of {8 + length + end} bytes). Copy or download it again.")
    try:
        values = json.loads(header["__metadata__"]["card"])
        known = {f.name for f in dataclasses.fields(WeightsCard)}
        values = {key: tuple(v) if isinstance(v, list) else v for key, v in values.items() if key in known}
        if not isinstance(values.get("config"), dict):
            raise TypeError("the configuration is not a table")
        return WeightsCard(**values)
    except FOREIGN as error:
        raise WeightsError(f"{path.name} has no FaceForge card. Choose a file made by faceforge-train.") from error


def load_weights(path: Path, engine: str) -> tuple[dict[str, torch.Tensor], WeightsCard]:
    """The tensors (float32) and the card; raises `WeightsError` when the file belongs to another engine or is damaged."""
    card = read_card(path)
    if card.engine != engine:
        raise WeightsError(
            f"{path.name} belongs to the engine '{card.engine}', not '{engine}'. Choose another weights file."
        )
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        tensors = load_file(path)
    except (SafetensorError, OSError) as error:
        raise WeightsError(f"{path.name} is damaged ({error}). Copy or download it again.") from error
    return {name: t.float() if t.is_floating_point() else t for name, t in tensors.items()}, card


def fill_network(network: torch.nn.Module, tensors: dict[str, torch.Tensor], name: str) -> None:
    """Put loaded tensors into a network; raises `WeightsError` when they are those of another one. `name` is the file's."""
    try:
        network.load_state_dict(tensors)
    except RuntimeError as error:
        raise WeightsError(
            f"The tensors in {name} do not fit the network its card describes. Copy or download it again."
        ) from error


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
