"""The training loop: order, logging, checkpoints, resume, stop and devices (Lightning Fabric: CPU, one GPU, or many by torchrun)."""

from __future__ import annotations

import dataclasses
import platform
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import torch
from lightning.fabric import Fabric
from torch import Tensor
from torch.utils.data import DataLoader, Sampler

from engines.weights import save_weights
from training.config import Phase
from training.recipe import Recipe
from training.run_folder import RunFolder


class Positions(Sampler[int]):
    """The positions one device draws from `start` step on: every device its own stretch of each step."""

    def __init__(self, start: int, steps: int, batch: int, rank: int, world: int) -> None:
        self.start, self.steps, self.batch, self.rank, self.world = start, steps, batch, rank, world

    def __iter__(self) -> Iterator[int]:
        for step in range(self.start, self.steps):
            first = (step * self.world + self.rank) * self.batch
            yield from range(first, first + self.batch)

    def __len__(self) -> int:
        return (self.steps - self.start) * self.batch


class Stop:
    """Set by the first interrupt or SIGTERM: the loop ends after the step it is in, with a checkpoint."""

    def __init__(self) -> None:
        self.asked = False
        self._before = {s: signal.signal(s, self._ask) for s in (signal.SIGINT, signal.SIGTERM)}

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True

    def restore(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)


def phase_at(phases: tuple[Phase, ...], step: int) -> Phase:
    """The phase a step (from 0) lies in."""
    for phase in phases:
        if step < phase.steps:
            return phase
        step -= phase.steps
    return phases[-1]


def train(recipe: Recipe, folder: RunFolder, fabric: Fabric, resume: bool = False, max_minutes: float = 0.0) -> int:
    """Run the schedule to its end, an interrupt, or `max_minutes`; returns the steps reached.

    Every step seeds torch from the run's seed and the step, and samples are drawn by position, so a stopped and resumed run equals an
    uninterrupted one.
    """
    run, total = recipe.run, sum(phase.steps for phase in recipe.phases)
    fabric.seed_everything(run.seed, verbose=False)
    recipe.setup(fabric)
    state: dict[str, Any] = {**recipe.state(), "step": 0, "seconds": 0.0}
    if resume and folder.checkpoint.exists():
        state.update(fabric.load(folder.checkpoint, state, strict=False))
        folder.cut_log(state["step"])
    loader = _loader(recipe, fabric, state["step"], total)
    stop, began, before = Stop(), time.monotonic(), state["seconds"]
    try:
        for step, batch in enumerate(loader, start=state["step"]):
            torch.manual_seed(run.seed * 1_000_003 + step * fabric.world_size + fabric.global_rank)
            logs = recipe.step(fabric.to_device(batch), phase_at(recipe.phases, step), step / total)
            state["step"], state["seconds"] = step + 1, before + time.monotonic() - began
            late = 0 < max_minutes * 60 < time.monotonic() - began
            ended = step + 1 == total or stop.asked or late
            _keep(recipe, folder, fabric, state, logs, phase_at(recipe.phases, step).name, ended)
            if ended:
                break
    finally:
        stop.restore()
    return int(state["step"])


def export(recipe: Recipe, path: Path, fabric: Fabric, state: dict[str, Any]) -> None:
    """Write the weights with the schedule really reached."""
    tensors, card = recipe.export()
    steps = int(state["step"])
    reached = {
        "steps": steps,
        "batch": recipe.run.batch * fabric.world_size,
        "images_seen": steps * recipe.run.batch * fabric.world_size,
        "minutes": round(state["seconds"] / 60, 1),
        "device": _device_name(fabric),
        "precision": recipe.run.precision,
        "phases": [dataclasses.asdict(phase) for phase in recipe.phases],
        "planned_steps": sum(phase.steps for phase in recipe.phases),
    }
    save_weights(path, tensors, dataclasses.replace(card, schedule=reached))


def _keep(
    recipe: Recipe,
    folder: RunFolder,
    fabric: Fabric,
    state: dict[str, Any],
    logs: dict[str, Tensor],
    phase: str,
    ended: bool,
) -> None:
    run, step = recipe.run, state["step"]
    if fabric.is_global_zero and (step % run.log_every == 0 or ended):
        values = {name: round(float(value), 5) for name, value in logs.items()}
        folder.log({"step": step, "phase": phase, "seconds": round(state["seconds"], 1), **values})
        fabric.print(step, phase, " ".join(f"{name} {value:.4f}" for name, value in values.items()), flush=True)
    if fabric.is_global_zero and (step % run.sample_every == 0 or ended):
        folder.sample(step, recipe.sheet())
    if step % run.checkpoint_every == 0 or ended:
        fabric.save(folder.checkpoint.with_suffix(".part"), state)
        if fabric.is_global_zero:
            folder.checkpoint.with_suffix(".part").replace(folder.checkpoint)
            export(recipe, folder.weights, fabric, state)
        fabric.barrier()


def _loader(recipe: Recipe, fabric: Fabric, start: int, total: int) -> DataLoader[Any]:
    run = recipe.run
    positions = Positions(start, total, run.batch, fabric.global_rank, fabric.world_size)
    return DataLoader(
        recipe.dataset(), run.batch, sampler=positions, num_workers=run.workers, persistent_workers=run.workers > 0
    )


def _device_name(fabric: Fabric) -> str:
    if fabric.device.type == "cuda":
        return f"{fabric.world_size} x {torch.cuda.get_device_name(fabric.device)}"
    return f"CPU, {torch.get_num_threads()} threads ({platform.processor() or platform.machine()})"
