"""A run folder refuses what does not belong together and loses nothing to a full disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from tests.training.tiny_training import tiny_config
from training.checkpoints import load_checkpoint, save_checkpoint
from training.config import build, read_toml
from training.ema import Ema
from training.errors import ConfigError, TrainingError
from training.monitor import summary
from training.recipes.parts_config import PartsTraining
from training.run_folder import RunFolder, replace_file


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    folder = RunFolder(tmp_path / "run")
    folder.create(tiny_config(), resume=False)
    return folder


def test_the_complete_configuration_is_written_down(folder: RunFolder) -> None:
    assert build(PartsTraining, read_toml(folder.config), "run") == tiny_config()


def test_a_folder_that_holds_a_run_is_refused_without_resume(folder: RunFolder) -> None:
    folder.create(tiny_config(), resume=False)  # nothing was reached yet
    folder.checkpoint.write_bytes(b"x")
    with pytest.raises(ConfigError, match=r"already holds a run\. Add --resume"):
        folder.create(tiny_config(), resume=False)


def test_a_run_with_other_settings_is_refused_and_they_are_named(folder: RunFolder) -> None:
    folder.checkpoint.write_bytes(b"x")
    other = tiny_config("parts-paper-debug", "losses.adv=0", "network.width=0.25")
    with pytest.raises(ConfigError, match=r"another losses\.adv, network\.width\. Leave out --config"):
        folder.create(other, resume=True)
    assert build(PartsTraining, read_toml(folder.config), "run") == tiny_config()


def test_length_intervals_and_workers_may_change(folder: RunFolder) -> None:
    folder.checkpoint.write_bytes(b"x")
    longer = tiny_config("parts-paper-debug", "phases.joint.steps=9", "run.workers=2", "run.log_every=7")
    folder.create(longer, resume=True)
    assert build(PartsTraining, read_toml(folder.config), "run") == longer


def test_a_place_that_cannot_be_written_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TrainingError, match=r"cannot be written: .*\. Choose another --out\."):
        RunFolder(tmp_path / "file" / "run").create(tiny_config(), resume=False)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "last.ckpt"
    replace_file(path, b"old")
    (tmp_path / "last.ckpt.part").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        replace_file(path, b"new" * 10_000)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["last.ckpt"]


def test_the_log_forgets_what_a_resumed_run_writes_again(folder: RunFolder) -> None:
    for step in (1, 2, 3):
        folder.log({"step": step, "total": 0.5})
    with folder.log_file.open("a") as file:
        file.write('{"step": 4, "to')  # a crash
    folder.cut_log(2)
    assert [entry["step"] for entry in folder.entries()] == [1, 2]
    folder.log({"step": 3})
    assert folder.entries()[-1] == {"step": 3}


def test_the_log_of_a_run_that_ended_before_its_first_checkpoint_is_dropped(folder: RunFolder) -> None:
    folder.checkpoint.unlink(missing_ok=True)
    folder.log({"step": 1})
    folder.create(tiny_config(), resume=True)
    assert folder.entries() == []


def test_a_sheet_is_a_picture(folder: RunFolder) -> None:
    folder.sample(12, np.zeros((8, 8, 3), np.float32))
    assert (folder.path / "samples" / "0000012.png").read_bytes().startswith(b"\x89PNG")


def learners() -> dict[str, object]:
    network = nn.Linear(3, 2)
    return {"generator": network, "ema": Ema(network, 0.9), "step": 0}


def test_a_checkpoint_restores_networks_average_and_numbers(tmp_path: Path) -> None:
    torch.manual_seed(0)
    saved = {**learners(), "step": 5}
    saved["ema"].update(nn.Linear(3, 2))
    save_checkpoint(tmp_path / "c", saved)
    restored = learners()
    load_checkpoint(tmp_path / "c", restored)
    assert restored["step"] == 5
    assert restored["ema"].updates == 1
    assert torch.equal(restored["generator"].weight, saved["generator"].weight)
    assert torch.equal(restored["ema"].shadow.weight, saved["ema"].shadow.weight)
    assert not torch.equal(restored["ema"].shadow.weight, saved["generator"].weight)


def test_the_average_follows_faster_at_first() -> None:
    network = nn.Linear(1, 1)
    average = Ema(network, 0.9)
    with torch.no_grad():
        network.weight.add_(1)
    start = average.shadow.weight.item()
    average.update(network)
    assert average.shadow.weight.item() == pytest.approx(start + 0.9)  # decay (1 + 0) / (10 + 0)
    for _ in range(100):
        average.update(network)
    before = average.shadow.weight.item()
    with torch.no_grad():
        network.weight.add_(1)
    average.update(network)
    assert average.shadow.weight.item() == pytest.approx(before + 0.1, rel=1e-3)


@pytest.mark.parametrize("content", [b"", b"junk", None])
def test_a_damaged_checkpoint_gets_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "c"
    save_checkpoint(path, learners())
    path.write_bytes(path.read_bytes()[:-200] if content is None else content)
    with pytest.raises(TrainingError, match=r"is damaged\. Copy it again"):
        load_checkpoint(path, learners())


class Trap:
    """Runs code when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return exec, ("raise SystemExit('code from a checkpoint was run')",)


def test_nothing_in_a_checkpoint_is_run(tmp_path: Path) -> None:
    torch.save({"generator": Trap()}, tmp_path / "c")
    with pytest.raises(TrainingError, match="is damaged"):
        load_checkpoint(tmp_path / "c", learners())


@pytest.mark.parametrize("other", [{**learners(), "generator": nn.Linear(4, 2)}, {"step": 1}])
def test_the_checkpoint_of_other_networks_gets_a_sentence(tmp_path: Path, other: dict[str, object]) -> None:
    save_checkpoint(tmp_path / "c", other)
    with pytest.raises(TrainingError, match="Start again in another --out"):
        load_checkpoint(tmp_path / "c", learners())


def test_the_monitor_says_how_far_a_run_is(folder: RunFolder) -> None:
    with pytest.raises(TrainingError, match="holds no log"):
        summary(folder)
    for step, phase, total in ((1, "reconstruction", 9.0), (3, "joint", 2.0), (4, "joint", 1.0)):
        folder.log({"step": step, "phase": phase, "seconds": step * 60.0, "total": total})
    folder.sample(4, np.zeros((8, 8, 3), np.float32))
    text = summary(folder)
    assert "step 4 of 5, phase joint, 4.0 minutes" in text
    assert "60.00 s a step, 1 minutes left" in text
    assert "total 1.5000" in text
    assert "0000004.png" in text
