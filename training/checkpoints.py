"""Checkpoints: one file with the state of everything that learns. Read without running anything that the file might hold."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import torch

from training.errors import TrainingError
from training.run_folder import replace_file


def save_checkpoint(path: Path, state: dict[str, Any]) -> None:
    """Write the state: objects with a `state_dict` by that, numbers as they are. The file before stays until the new one is whole."""
    buffer = io.BytesIO()
    torch.save({name: _saved(value) for name, value in state.items()}, buffer)
    replace_file(path, buffer.getbuffer())


def load_checkpoint(path: Path, state: dict[str, Any]) -> None:
    """Restore the objects in `state` in place and replace its numbers.

    Raises `TrainingError` where the file is damaged or belongs to other networks.
    """
    saved = _read(path)
    missing = sorted(state.keys() - saved.keys())
    if missing:
        raise TrainingError(f"The checkpoint {path} has no {', '.join(missing)}. Start again in another --out.")
    try:
        for name, value in state.items():
            if hasattr(value, "load_state_dict"):
                value.load_state_dict(saved[name])
            else:
                state[name] = saved[name]
    except (RuntimeError, ValueError, KeyError, TypeError) as error:
        raise TrainingError(
            f"The checkpoint {path} belongs to other networks. Start again in another --out."
        ) from error


def _saved(value: Any) -> Any:
    return value.state_dict() if hasattr(value, "state_dict") else value


def _read(path: Path) -> dict[str, Any]:
    try:
        saved: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        return saved
    except Exception as error:  # damaged bytes can raise anything
        raise TrainingError(
            f"The checkpoint {path} is damaged. Copy it again, or start again in another --out."
        ) from error
