"""Learning rates that fall when a validation figure has stopped falling."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from training.errors import ConfigError


@dataclass(frozen=True)
class PlateauConfig:
    """Every `every` steps (0 = never) the figure is taken on the first `samples` positions of the set `validation`.

    After `patience` figures in a row without a new lowest one, rates are multiplied by `factor`.
    """

    every: int = 0
    patience: int = 5
    factor: float = 0.1
    samples: int = 16
    validation: str = "synthetic-val"

    def __post_init__(self) -> None:
        if self.every < 0 or self.patience < 1 or self.samples < 1 or not 0 < self.factor < 1:
            raise ConfigError("[plateau] wants every >= 0, patience and samples >= 1, and factor between 0 and 1.")


class Plateau:
    """Counts steps and figures; `scale` is what rates are multiplied by."""

    def __init__(self, config: PlateauConfig) -> None:
        self.config = config
        self.steps, self.waited = 0, 0
        self.best, self.scale = math.inf, 1.0

    def due(self) -> bool:
        """Count one step; true when the figure is to be taken after it."""
        self.steps += 1
        return bool(self.config.every) and self.steps % self.config.every == 0

    def observe(self, figure: float) -> None:
        if figure < self.best:
            self.best, self.waited = figure, 0
            return
        self.waited += 1
        if self.waited >= self.config.patience:
            self.scale, self.waited = self.scale * self.config.factor, 0

    def state_dict(self) -> dict[str, Any]:
        return {"steps": self.steps, "waited": self.waited, "best": self.best, "scale": self.scale}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self.steps, self.waited = state["steps"], state["waited"]
        self.best, self.scale = state["best"], state["scale"]
