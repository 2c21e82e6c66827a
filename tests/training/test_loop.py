"""The loop: a stopped and resumed run equals the uninterrupted one, and nothing is lost on the way."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
import torch

from engines.weights import load_weights, read_card
from tests.training.tiny_training import one_cpu, tiny_config
from training.config import Phase
from training.errors import TrainingError
from training.loop import Positions, phase_at, train
from training.recipes.parts import PartsRecipe
from training.run_folder import RunFolder

SETTINGS = {
    "parts-paper-debug": (),
    "parts-debug": ("run.batch=2", "phases.reconstruction.steps=1", "phases.joint.steps=1"),
}
ONE_STEP = 1e-9  # minutes


class Run:
    """One run folder, trained on in one or several goes."""

    def __init__(self, path: Path, shards: Path, name: str = "parts-paper-debug", *settings: str) -> None:
        self.config = tiny_config(name, *SETTINGS[name], *settings)
        self.folder, self.shards = RunFolder(path), shards

    def go(self, resume: bool = False, max_minutes: float = 0.0, kind: type[PartsRecipe] = PartsRecipe) -> int:
        self.folder.create(self.config, resume)
        self.recipe = kind(self.config, self.shards, None)
        return train(self.recipe, self.folder, one_cpu(), resume, max_minutes)

    def learnt(self) -> dict[str, torch.Tensor]:
        saved = torch.load(self.folder.checkpoint, weights_only=True)
        nested = {**saved, "ema": saved.get("ema", {}).get("shadow", {})}
        return {
            f"{part}.{name}": value
            for part in ("generator", "discriminator", "encoder", "ema")
            for name, value in nested.get(part, {}).items()
        }


@pytest.mark.parametrize("name", SETTINGS)
def test_a_run_stopped_after_every_step_equals_the_uninterrupted_one(name: str, tmp_path: Path, shards: Path) -> None:
    whole, pieces = Run(tmp_path / "whole", shards, name), Run(tmp_path / "pieces", shards, name)
    total = whole.go()
    reached = [pieces.go(max_minutes=ONE_STEP)]
    while reached[-1] < total:
        reached.append(pieces.go(resume=True, max_minutes=ONE_STEP))
    assert reached == list(range(1, total + 1))
    one, many = whole.learnt(), pieces.learnt()
    assert one.keys() == many.keys()
    assert [key for key in one if not torch.equal(one[key], many[key])] == []
    assert len(pieces.folder.entries()) == total
    for a, b in zip(whole.folder.entries(), pieces.folder.entries(), strict=True):
        assert {**a, "seconds": 0} == {**b, "seconds": 0}


class Interrupted(PartsRecipe):
    """Sends its own process a SIGTERM during the second step."""

    count = 0

    def step(self, batch: dict[str, torch.Tensor], phase: Phase, progress: float) -> dict[str, torch.Tensor]:
        self.count += 1
        if self.count == 2:
            os.kill(os.getpid(), signal.SIGTERM)
        return super().step(batch, phase, progress)


def test_a_termination_signal_leaves_a_checkpoint(
    tmp_path: Path, shards: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    run = Run(tmp_path / "run", shards, "parts-paper-debug", "run.checkpoint_every=100")
    assert run.go(kind=Interrupted) == 2
    assert signal.getsignal(signal.SIGTERM) == before
    assert "Stopped after 2 of 5 steps. Go on with --resume." in capsys.readouterr().out
    assert torch.load(run.folder.checkpoint, weights_only=True)["step"] == 2
    assert run.go(resume=True) == 5


class Exploding(PartsRecipe):
    """Its losses are no numbers from the third step on."""

    count = 0

    def step(self, batch: dict[str, torch.Tensor], phase: Phase, progress: float) -> dict[str, torch.Tensor]:
        self.count += 1
        logs = super().step(batch, phase, progress)
        return logs if self.count < 3 else {name: value * float("nan") for name, value in logs.items()}


def test_losses_that_are_no_numbers_stop_the_run_before_a_checkpoint(tmp_path: Path, shards: Path) -> None:
    run = Run(tmp_path / "run", shards, "parts-paper-debug", "run.log_every=100")
    with pytest.raises(TrainingError, match=r"no longer a number at step 4.*learning_rate"):
        run.go(kind=Exploding)
    assert torch.load(run.folder.checkpoint, weights_only=True)["step"] == 2


@pytest.mark.parametrize("broken", ["samples/0000002.png.part", "checkpoints/last.ckpt.part"])
def test_a_disk_that_fills_up_gets_a_sentence_and_loses_nothing(tmp_path: Path, shards: Path, broken: str) -> None:
    run, whole = Run(tmp_path / "run", shards), Run(tmp_path / "whole", shards)
    run.go(max_minutes=ONE_STEP)
    (run.folder.path / broken).symlink_to("/dev/full")
    with pytest.raises(TrainingError, match=r"No space left.*--resume; the last checkpoint is kept"):
        run.go(resume=True)
    assert torch.load(run.folder.checkpoint, weights_only=True)["step"] == 1
    assert run.go(resume=True) == whole.go()
    learnt = whole.learnt()
    assert all(torch.equal(value, learnt[name]) for name, value in run.learnt().items())


def test_a_finished_run_can_be_made_longer(tmp_path: Path, shards: Path) -> None:
    run = Run(tmp_path / "run", shards)
    assert run.go() == 5
    assert run.go(resume=True) == 5
    run.config = tiny_config("parts-paper-debug", "phases.joint.steps=4")
    assert run.go(resume=True) == 7


def test_a_run_leaves_log_sheets_and_weights_with_the_schedule_reached(tmp_path: Path, shards: Path) -> None:
    run = Run(tmp_path / "run", shards)
    run.go()
    lines = [json.loads(line) for line in run.folder.log_file.read_text().splitlines()]
    assert [line["phase"] for line in lines] == ["reconstruction"] * 2 + ["discriminator"] + ["joint"] * 2
    assert set(lines[-1]) == {"step", "phase", "seconds", "d", "total", "rec", "tv", "adv"}
    sheets = sorted(path.name for path in (run.folder.path / "samples").iterdir())
    assert sheets == ["0000002.png", "0000004.png", "0000005.png"]
    card = read_card(run.folder.weights)
    assert (card.schedule["steps"], card.schedule["planned_steps"]) == (5, 5)
    assert (card.schedule["batch"], card.schedule["images_seen"]) == (2, 10)
    tensors, _ = load_weights(run.folder.weights, "parts")
    run.config.network.build().load_state_dict(tensors)


def test_worker_processes_draw_the_same_samples(tmp_path: Path, shards: Path) -> None:
    alone, helped = (
        Run(tmp_path / "alone", shards),
        Run(tmp_path / "helped", shards, "parts-paper-debug", "run.workers=2"),
    )
    for run in (alone, helped):
        run.go()
    learnt = helped.learnt()
    assert all(torch.equal(value, learnt[name]) for name, value in alone.learnt().items())


def test_devices_share_every_step_and_resume_where_they_were() -> None:
    two = [list(Positions(0, 3, 2, rank, 2)) for rank in (0, 1)]
    assert two == [[0, 1, 4, 5, 8, 9], [2, 3, 6, 7, 10, 11]]
    assert list(Positions(2, 3, 2, 1, 2)) == [10, 11]
    assert len(Positions(2, 3, 2, 1, 2)) == 2
    assert len(Positions(5, 3, 2, 0, 1)) == 0


def test_phases_follow_each_other_and_an_empty_one_is_passed_over() -> None:
    phases = (Phase("a", 2), Phase("b", 0), Phase("c", 1))
    assert [phase_at(phases, step).name for step in range(4)] == ["a", "a", "c", "c"]
