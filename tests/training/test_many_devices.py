"""The same command under torchrun: two processes share every step and leave one run behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engines.weights import read_card
from training.run_folder import RunFolder


@pytest.mark.skipif(
    "FACEFORGE_SLOW_TESTS" not in os.environ, reason="ten seconds; set FACEFORGE_SLOW_TESTS=1 to run it"
)
@pytest.mark.parametrize(
    ("network", "config", "steps", "batch"),
    [("parts", "parts-paper-debug", 3, 4), ("symmetry", "symmetry-debug", 4, 8)],
)
def test_two_processes_train_together_and_write_once(
    network: str, config: str, steps: int, batch: int, shards: Path, tmp_path: Path
) -> None:
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    command = ["-m", "training.cli", network, "--config", config, "--device", "cpu"]
    places = ["--data", str(shards), "--out", str(tmp_path / "run")]
    short = ["--set", "phases.reconstruction.steps=1", "--set", "phases.joint.steps=1"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [*launcher, *command, *places, *short], env=environment, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.count(f"Finished: {steps} steps.") == 1
    folder = RunFolder(tmp_path / "run")
    assert [entry["step"] for entry in folder.entries()] == list(range(1, steps + 1))
    schedule = read_card(folder.weights).schedule
    assert (schedule["batch"], schedule["images_seen"]) == (batch, steps * batch)
