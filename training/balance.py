"""Watching two networks that play against each other: "once this balance is broken, the loss function diverges" (Jiang, Liu, Wang 2018)."""

from __future__ import annotations

from typing import Any

EASY_D, EASY_STEPS = 0.1, 500  # a discriminator below this loss for so many of its steps has won
HIGH_G = 8.0


class Balance:
    """Counts steps of both and says once when one has won; its counts belong into checkpoints."""

    def __init__(self) -> None:
        self.g_steps = self.d_steps = self.easy_steps = 0
        self.warned = False

    def observe(self, g_loss: float, d_loss: float | None) -> str:
        """After a generator step, with the discriminator's loss where it took one too; a warning, or nothing."""
        self.g_steps += 1
        if d_loss is not None:
            self.d_steps += 1
            self.easy_steps = self.easy_steps + 1 if d_loss < EASY_D else 0
        if self.easy_steps < EASY_STEPS and g_loss <= HIGH_G:
            self.warned = False
            return ""
        if self.warned:
            return ""
        self.warned = True
        why = f"loss of the generator {g_loss:.2f}" if g_loss > HIGH_G else f"loss of the discriminator below {EASY_D}"
        return f"Balance broken ({why}): the pictures may get worse from here on. Change judge.gd_ratio or the rates."

    def state_dict(self) -> dict[str, Any]:
        return dict(vars(self))

    def load_state_dict(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
