"""How far a run is, from its folder alone: works beside a running training, on any machine."""

from __future__ import annotations

from typing import Any

from training.config import read_toml
from training.errors import TrainingError
from training.run_folder import RunFolder

RECENT = 20  # log entries that speed and losses are averaged over


def summary(folder: RunFolder) -> str:
    """A few lines of text: step, phase, speed, time left, losses and the newest sheet."""
    entries = folder.entries()
    if not entries:
        raise TrainingError(f"{folder.path} holds no log. Choose the folder given to --out of a run that has begun.")
    recent, last = entries[-RECENT:], entries[-1]
    total = sum(int(phase["steps"]) for phase in read_toml(folder.config)["phases"])
    lines = [f"step {last['step']} of {total}, phase {last['phase']}, {last['seconds'] / 60:.1f} minutes"]
    if pace := _seconds_a_step(recent):
        lines.append(f"{pace:.2f} s a step, {(total - last['step']) * pace / 60:.0f} minutes left")
    lines.append("  ".join(f"{name} {value:.4f}" for name, value in _losses(recent).items()))
    if sheets := sorted((folder.path / "samples").glob("*.png")):
        lines.append(f"newest sheet: {sheets[-1]}")
    return "\n".join(lines)


def _seconds_a_step(entries: list[dict[str, Any]]) -> float:
    steps = entries[-1]["step"] - entries[0]["step"]
    return float(entries[-1]["seconds"] - entries[0]["seconds"]) / steps if steps else 0.0


def _losses(entries: list[dict[str, Any]]) -> dict[str, float]:
    """Mean of each loss over those entries of the present phase that have it."""
    phase = [entry for entry in entries if entry["phase"] == entries[-1]["phase"]]
    names = [name for name in entries[-1] if name not in ("step", "phase", "seconds")]
    found = {name: [float(entry[name]) for entry in phase if name in entry] for name in names}
    return {name: sum(values) / len(values) for name, values in found.items()}
