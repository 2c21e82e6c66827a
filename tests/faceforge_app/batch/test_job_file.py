"""`JOB.toml` and the two commands."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

from engines.errors import EngineError
from engines.imaging.io import write_image
from faceforge_app import cli
from faceforge_app.batch.job_file import EXAMPLE, make_batch, read_batch
from faceforge_app.batch.tasks import Complete, Extend, Swap
from faceforge_app.session.settings import Settings
from tests.fakes import fake_donor


def no_donor(name: str) -> object:
    raise AssertionError(name)


def test_the_example_in_the_help_is_a_job(installed: Path, tmp_path: Path) -> None:
    values = tomllib.loads(EXAMPLE) | {"engine": "paintbox", "weights": str(installed)}
    batch = make_batch(values, tmp_path, Settings(), no_donor)
    assert isinstance(batch.job.task, Extend) and batch.job.engine_id == "paintbox"
    assert (batch.source, batch.out, batch.workers) == (tmp_path / "photos", tmp_path / "more-photos", 2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"per_imge": 3}, "has no 'per_imge'"),
        ({"per_image": "many"}, "per_image cannot be 'many'"),
        ({"task": "shrink"}, "no task 'shrink'"),
        ({"complete": {"mask": "nose"}}, "its task is extend"),
        ({"extend": {"keep": "mouth.png"}}, "neither a picture nor one of face, head"),
        ({"extend": {"hair": "brown"}}, "not a colour"),
        ({"engine": "hammer"}, "no engine 'hammer'"),
        ({"options": {"sparkle": 1}}, "no option 'sparkle'"),
        ({"options": {"strength": 2.0}}, "between 0.0 and 1.0"),
        ({"per_image": 0}, "at least one picture"),
        ({"match": [1]}, "two numbers"),
    ],
)
def test_what_is_wrong_in_a_job_is_said(installed: Path, tmp_path: Path, change: dict[str, object], said: str) -> None:
    values = {"input": "in", "out": "out", "engine": "paintbox", "weights": str(installed), **change}
    with pytest.raises(EngineError, match=said):
        make_batch(values, tmp_path, Settings(), no_donor).job.check()


def test_masks_and_donors_become_tasks(installed: Path, tmp_path: Path) -> None:
    mask = np.zeros((16, 16, 3), np.uint8)
    mask[4:12] = 255
    write_image(tmp_path / "kept.png", mask)
    task = make_batch(
        {"input": "in", "out": "out", "weights": str(installed), "extend": {"keep": "kept.png"}},
        tmp_path,
        Settings(),
        no_donor,
    ).job.task
    assert isinstance(task, Extend) and isinstance(task.keep, np.ndarray) and task.keep.mean() == 0.5
    weights = {"weights": str(installed), "input": "in", "out": "out"}
    swap = make_batch({**weights, "task": "swap", "swap": {"nose": "ada"}}, tmp_path, Settings(), fake_donor).job.task
    assert isinstance(swap, Swap) and swap.donors["nose"].id == "ada"
    complete = make_batch({**weights, "task": "complete", "complete": {"mask": "nose"}}, tmp_path, Settings(), no_donor)
    assert isinstance(complete.job.task, Complete)
    with pytest.raises(EngineError, match="does not do this task"):
        make_batch({**weights, "task": "complete", "engine": "paintbox"}, tmp_path, Settings(), no_donor).job.check()


def test_augment_and_batch_from_outside(
    installed: Path, shards: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from faceforge_app.batch import local
    from tests.faceforge_app.batch.test_batch import in_process

    monkeypatch.setattr(local, "outcomes", in_process)
    monkeypatch.setattr("faceforge_app.batch.tasks.has_face_network", lambda: False)
    given = ["--engine", "paintbox", "--weights", str(installed), "--option", "strength=0.5"]
    assert cli.main(["augment", str(shards), "--per-image", "3", "--out", str(tmp_path / "a"), *given]) == 0
    assert "6 faces, 18 pictures in" in capsys.readouterr().out
    (tmp_path / "job.toml").write_text(
        f'input = "shards"\nout = "b"\nper_image = 3\nengine = "paintbox"\nweights = "{installed}"\n'
        '[extend]\nkeep = "face"\n[options]\nstrength = 0.5\n'
    )
    assert cli.main(["batch", str(tmp_path / "job.toml")]) == 0
    made = [(tmp_path / name / "faces-00000.tar").read_bytes() for name in "ab"]
    assert made[0] == made[1]
    assert cli.main(["batch", str(tmp_path / "none.toml")]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_a_job_is_read_relative_to_its_file(installed: Path, tmp_path: Path) -> None:
    path = tmp_path / "job.toml"
    path.write_text(f'input = "in"\nout = "out"\nweights = "{installed}"\n')
    assert read_batch(path, Settings(), no_donor).source == tmp_path / "in"
    path.write_text("input =")
    with pytest.raises(EngineError, match="no TOML file"):
        read_batch(path, Settings(), no_donor)
