"""The contract between the loop and what is trained."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from lightning.fabric import Fabric
from torch import Tensor
from torch.utils.data import Dataset

from engines.imaging.arrays import FloatImage
from engines.weights import WeightsCard
from training.config import Phase, RunConfig

Batch = dict[str, Tensor]


class Recipe(Protocol):
    """Owns networks, optimisers, losses, the phase schedule and samples; the loop owns the order of operations."""

    engine: str
    run: RunConfig
    phases: tuple[Phase, ...]

    def dataset(self) -> Dataset[Batch]:
        """Training samples by position: item `i` is the same in every run, whatever was drawn before it."""
        ...

    def begin_with(self, weights: Path) -> None:
        """Before `setup`: start what is exported from weights of the same configuration; raises `WeightsError`."""
        ...

    def setup(self, fabric: Fabric) -> None:
        """Move networks and optimisers to the device."""
        ...

    def step(self, batch: Batch, phase: Phase, progress: float) -> dict[str, Tensor]:
        """One training step in a phase; `progress` runs from 0 to 1 over the whole schedule. Returns named scalars for the log."""
        ...

    def state(self) -> dict[str, Any]:
        """Everything a checkpoint holds by name: objects with `state_dict` and `load_state_dict`, restored in place after `setup`."""
        ...

    def sheet(self) -> FloatImage:
        """A sample sheet, (H, W, 3) in [0, 1], always of the same samples."""
        ...

    def export(self) -> tuple[dict[str, Tensor], WeightsCard]:
        """What ships: tensors and card; the loop adds the schedule reached."""
        ...
