"""`faceforge sample`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engines.face.donors import Donor
from engines.imaging.io import read_image
from faceforge_app.cli import main
from faceforge_app.commands import sample
from tests.engines.latent.networks import weights_file
from tests.fakes import fake_donor


@pytest.fixture
def weights(tmp_path: Path) -> str:
    return str(weights_file(tmp_path))


def test_a_sheet_of_faces_comes_from_its_seed(tmp_path: Path, weights: str) -> None:
    paths = [tmp_path / name for name in ("a.png", "b.png", "c.png")]
    for path, seed in zip(paths, ("1", "1", "2"), strict=True):
        assert main(["sample", "--count", "5", "--seed", seed, "--out", str(path), "--weights", weights]) == 0
    first, again, other = (read_image(path).image for path in paths)
    assert first.shape == (2 * 132 + 4, 3 * 132 + 4, 3)
    assert np.array_equal(first, again) and not np.array_equal(first, other)
    assert (first[-128:-4, -128:-4] == 255).all()  # the sixth place stays empty


def test_the_way_between_two_faces_is_one_row(tmp_path: Path, weights: str, monkeypatch: pytest.MonkeyPatch) -> None:
    donors: dict[str, Donor] = {"ada": fake_donor("ada", 0), "bea": fake_donor("bea", 5)}
    monkeypatch.setattr(sample, "find_donor", donors.__getitem__)
    out = tmp_path / "way.png"
    called = [
        "sample",
        "--between",
        "ada",
        "bea",
        "--count",
        "4",
        "--move",
        "2=1.5",
        "--out",
        str(out),
        "--weights",
        weights,
    ]
    assert main(called) == 0
    assert read_image(out).image.shape == (136, 4 * 132 + 4, 3)


@pytest.mark.parametrize("wrong", [["--move", "9=1"], ["--move", "x"], ["--variety", "2"], ["--out", "sheet.txt"]])
def test_a_wrong_call_is_said_in_one_line(
    tmp_path: Path, weights: str, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sample", "--out", str(tmp_path / "x.png"), "--weights", weights, *wrong]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_no_faces_and_too_many_are_refused(tmp_path: Path, weights: str, capsys: pytest.CaptureFixture[str]) -> None:
    for count in ("0", "1000"):
        assert main(["sample", "--count", count, "--out", str(tmp_path / "x.png"), "--weights", weights]) == 1
        assert "Ask for 1 to 256" in capsys.readouterr().err
