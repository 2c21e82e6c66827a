"""`faceforge-train` as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from engines.weights import read_card
from training.cli import main


def typed(shards: Path, out: Path, *more: str) -> int:
    return main(["parts", "--data", str(shards), "--out", str(out), "--device", "cpu", *more])


def test_a_run_from_the_command_line_and_its_continuation(
    shards: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    assert typed(shards, out, "--config", "parts-paper-debug", "--set", "losses.adv=0", "--max-minutes", "1e-9") == 0
    assert typed(shards, out, "--resume") == 0
    assert main(["monitor", str(out)]) == 0
    said = capsys.readouterr().out
    assert "Stopped after 1 of 5 steps" in said
    assert "Finished: 5 steps." in said
    assert "step 5 of 5, phase joint" in said
    assert "adv" not in said
    assert read_card(out / "weights.safetensors").schedule["steps"] == 5


@pytest.mark.parametrize(
    ("more", "advice"),
    [
        (["--config", "nose"], "Use one of"),
        (["--set", "run.precision=16"], "32-true, bf16-mixed"),
        (["--set", "losses.adv"], "table.name=value"),
        (["--config", "parts-paper-debug", "--set", "losses.perc=1"], "--features"),
        (["--config", "shipped"], "--features"),
        (["--config", "parts-debug", "--set", "data.mix={ art-train = 1 }"], "Check --data"),
        (["--device", "cuda"], "--device cpu"),
    ],
)
def test_what_cannot_work_is_said_in_a_sentence(
    shards: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], advice: str
) -> None:
    import torch

    if "cuda" in more and torch.cuda.is_available():
        pytest.skip("there is a CUDA device")
    if "shipped" in more:
        more = [*more, "--set", "data.mix={ london-train = 1 }"]
    assert typed(shards, tmp_path / "run", *more) == 1
    said = capsys.readouterr().err
    assert said.startswith("faceforge-train: ")
    assert advice in said


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(command in said for command in ("parts", "face", "prepare", "monitor"))
