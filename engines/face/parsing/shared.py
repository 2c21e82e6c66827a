"""The one face network of this process: chosen once, loaded when it is first needed, shared by everything that asks.

    parser = face_parser()                  # in a worker thread: imports torch, reads the weights the first time
    parsing = parser.parse(image)           # (S, S, 3) float32 in [0, 1] in the face frame; any thread
    parsing.labels, parsing.probabilities, parsing.landmarks, parsing.certainty

Importing this module imports neither torch nor the network.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engines.assets import weights_folder
from engines.weights import HelperSpec

if TYPE_CHECKING:
    from engines.face.parsing.parser import FaceParser

FACE = HelperSpec(
    id="face",
    title="Face network",
    summary="Finds 68 landmarks, and where skin, brows, eyes, nose, lips and hair are, in photos and sketches",
    paper="Yu et al.: BiSeNet, ECCV 2018; Nibali et al.: Numerical coordinate regression, 2018",
    native_size=256,
    default_weights="face-256.safetensors",
)


@dataclass
class _Shared:
    weights: Path | None = None
    device: str = "auto"
    parser: FaceParser | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


_shared = _Shared()


def use_face_network(weights: Path, device: str = "auto") -> None:
    """Say which weights file and device `face_parser` takes from now on; nothing is read yet."""
    with _shared.lock:
        if (weights, device) != (_shared.weights, _shared.device):
            _shared.weights, _shared.device, _shared.parser = weights, device, None


def face_weights() -> Path:
    """The weights file in use; it may not exist."""
    return _shared.weights or weights_folder() / FACE.default_weights


def has_face_network() -> bool:
    """Whether the weights are there. Quick: any thread may ask."""
    return face_weights().is_file()


def face_parser() -> FaceParser:
    """The shared parser. Slow the first time, so call it in a worker thread. Raises `WeightsError` or `DeviceError`."""
    with _shared.lock:
        if _shared.parser is None:
            from engines.face.parsing.parser import FaceParser

            _shared.parser = FaceParser.load(face_weights(), _shared.device)
        return _shared.parser
