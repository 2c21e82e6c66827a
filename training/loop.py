"""The training loop: order, logging, checkpoints, resume, stop and devices (Lightning Fabric: CPU, one GPU, or many by torchrun)."""

from __future__ import annotations

import dataclasses
import math
import platform
import signal
import time
from collections.abc import Iterator
from types import FrameType
from typing import Any

import cv2
import torch
from lightning.fabric import Fabric
from torch import Tensor
from torch.utils.data import DataLoader, Sampler

from engines.weights import save_weights
from training.checkpoints import load_checkpoint, save_checkpoint
from training.config import Phase
from training.errors import TrainingError
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
        return max(0, self.steps - self.start) * self.batch


class Stop:
    """Set by the first interrupt or SIGTERM: the loop ends after the step it is in, with a checkpoint. A second one ends it at once."""

    def __init__(self) -> None:
        self.asked = False
        self._before = {s: signal.signal(s, self._ask) for s in (signal.SIGINT, signal.SIGTERM)}

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
        self.restore()

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
    records = _Records(recipe, folder, fabric, total)
    if resume:
        records.restore()
    state = records.state
    stop, began, before = Stop(), time.monotonic(), state["seconds"]
    try:
        for step, batch in enumerate(_loader(recipe, fabric, state["step"], total), start=state["step"]):
            phase = phase_at(recipe.phases, step)
            torch.manual_seed(run.seed * 1_000_003 + step * fabric.world_size + fabric.global_rank)
            logs = recipe.step(fabric.to_device(batch), phase, step / total)
            state["step"], state["seconds"] = step + 1, before + time.monotonic() - began
            late = 0 < max_minutes * 60 < time.monotonic() - began
            ended = _any_device(fabric, stop.asked or late) or step + 1 == total
            records.keep(logs, phase.name, ended)
            if ended:
                break
    finally:
        stop.restore()
    _say_end(fabric, state["step"], total)
    return int(state["step"])


def export(recipe: Recipe, folder: RunFolder, fabric: Fabric, state: dict[str, Any]) -> None:
    """Write the weights with the schedule really reached."""
    tensors, card = recipe.export()
    steps, batch = int(state["step"]), recipe.run.batch * fabric.world_size
    reached = {
        "steps": steps,
        "batch": batch,
        "images_seen": steps * batch,
        "minutes": round(state["seconds"] / 60, 1),
        "device": _device_name(fabric),
        "precision": recipe.run.precision,
        "phases": [dataclasses.asdict(phase) for phase in recipe.phases],
        "planned_steps": sum(phase.steps for phase in recipe.phases),
    }
    save_weights(folder.weights, tensors, dataclasses.replace(card, schedule=reached))


class _Records:
    """What a run leaves behind: log, sample sheets, checkpoints and weights, each at its own interval and all of them at the end."""

    def __init__(self, recipe: Recipe, folder: RunFolder, fabric: Fabric, total: int) -> None:
        self.recipe, self.folder, self.fabric, self.total = recipe, folder, fabric, total
        self.state: dict[str, Any] = {**recipe.state(), "step": 0, "seconds": 0.0}

    def restore(self) -> None:
        """Go back to the last checkpoint where there is one."""
        if self.folder.checkpoint.exists():
            load_checkpoint(self.folder.checkpoint, self.state)
            if self.fabric.is_global_zero:
                with self.folder.writing("Make room or allow writing, then start again with --resume."):
                    self.folder.cut_log(self.state["step"])
        self.fabric.barrier()

    def keep(self, logs: dict[str, Tensor], phase: str, ended: bool) -> None:
        run, step = self.recipe.run, self.state["step"]
        logged, sampled, saved = (
            ended or step % n == 0 for n in (run.log_every, run.sample_every, run.checkpoint_every)
        )
        if logged or saved:
            self._check(logs)
        if self.fabric.is_global_zero:
            with self.folder.writing(
                "Make room or allow writing, then go on with --resume; the last checkpoint is kept."
            ):
                if logged:
                    self._log(logs, phase)
                if sampled:
                    self.folder.sample(step, self.recipe.sheet())
                if saved:
                    save_checkpoint(self.folder.checkpoint, self.state)
                    export(self.recipe, self.folder, self.fabric, self.state)
        if saved:
            self.fabric.barrier()

    def _check(self, logs: dict[str, Tensor]) -> None:
        broken = [name for name, value in logs.items() if not math.isfinite(float(value))]
        if broken:
            raise TrainingError(
                f"{', '.join(broken)} is no longer a number at step {self.state['step']}. "
                "Lower run.learning_rate with --set and start again in another --out."
            )

    def _log(self, logs: dict[str, Tensor], phase: str) -> None:
        step, values = self.state["step"], {name: round(float(value), 5) for name, value in logs.items()}
        self.folder.log({"step": step, "phase": phase, "seconds": round(self.state["seconds"], 1), **values})
        terms = " ".join(f"{name} {value:.4f}" for name, value in values.items())
        self.fabric.print(f"{step}/{self.total} {phase} {terms}", flush=True)


def _loader(recipe: Recipe, fabric: Fabric, start: int, total: int) -> DataLoader[Any]:
    run = recipe.run
    positions = Positions(start, total, run.batch, fabric.global_rank, fabric.world_size)
    return DataLoader(
        recipe.dataset(), run.batch, sampler=positions, num_workers=run.workers, worker_init_fn=_begin_worker,
        pin_memory=fabric.device.type == "cuda",
    )  # fmt: skip


def _begin_worker(number: int) -> None:
    """A worker draws on one core and leaves an interrupt to the loop, which still wants the batches of its step."""
    cv2.setNumThreads(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _any_device(fabric: Fabric, wish: bool) -> bool:
    """Whether any device wishes it: all of them must leave the loop after the same step, or the rest would wait for ever."""
    if fabric.world_size == 1:
        return wish
    vote = fabric.all_reduce(torch.tensor(float(wish), device=fabric.device), reduce_op="sum")
    return float(vote) > 0  # type: ignore[arg-type]


def _say_end(fabric: Fabric, step: int, total: int) -> None:
    fabric.print(
        f"Finished: {step} steps." if step >= total else f"Stopped after {step} of {total} steps. Go on with --resume."
    )


def _device_name(fabric: Fabric) -> str:
    if fabric.device.type == "cuda":
        return f"{fabric.world_size} x {torch.cuda.get_device_name(fabric.device)}"
    return f"CPU, {torch.get_num_threads()} threads ({platform.processor() or platform.machine()})"
