"""What is said of drawn faces and of both searches."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from engines.latent.network import LatentConfig
from engines.weights import read_card
from tests.engines.latent.networks import weights_file
from tests.training.metric_networks import write_heads, write_squeezenet
from tests.training.tiny_training import write_shard
from training.evaluate import main
from training.evaluation.curves import HEIGHT_PX, WIDTH_PX, Curve, curves_picture
from training.evaluation.latent import FAST, PUBLISHED, Race, mouth_hole, race_picture, sheet


def test_faces_are_measured_both_searches_run_and_the_card_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_shard(tmp_path / "london-test-00.tar", count=5, size=64)
    weights, out = weights_file(tmp_path), tmp_path / "out"
    files = [str(write_squeezenet(tmp_path / "squeeze.npz")), str(write_heads(tmp_path / "heads.pth"))]
    called = ["latent", "--data", str(tmp_path), "--weights", str(weights), "--out", str(out), "--sets", "london-test"]
    called += ["--squeeze", files[0], "--heads", files[1], "--races", "1", "--published-steps", "3", "--card"]
    assert main(called) == 0
    text = capsys.readouterr().out
    assert "london-test, 5 photos" in text and "`kid_squeeze`" in text and "`pairwise_lpips`" in text
    measured = json.loads((out / "results.json").read_text())["sets"]["london-test"]
    assert {"pairwise_lpips", "kid_squeeze", "frechet_squeeze"} == set(measured["drawn"]) == set(measured["real"])
    assert len(measured["races"]) == 1
    assert {path.name for path in out.glob("*.png")} == {
        "london-test-drawn.png", "london-test-photos.png", "london-test-search-1.png",
    }  # fmt: skip
    assert read_card(weights).metrics["london-test"]["photos"] == 5


def test_the_published_hole_is_thirty_pixels_at_the_mouth() -> None:
    hole = mouth_hole(LatentConfig(crop="paper"))
    rows, columns = np.nonzero(hole)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (45, 74, 25, 54)
    portrait = mouth_hole(LatentConfig())
    assert 0.05 < portrait.mean() < hole.mean()
    assert 0.5 < np.nonzero(portrait)[0].mean() / 80 < 0.8


def test_curves_lie_in_their_picture_and_the_better_one_lower() -> None:
    slow, fast = Curve((1.0, 10.0, 100.0), (9.0, 5.0, 3.0)), Curve((0.1, 0.5), (4.0, 2.0))
    picture = race_picture(Race("a photo", {PUBLISHED: slow, FAST: fast}, 200.0, 0.5))
    assert picture.shape == (HEIGHT_PX, WIDTH_PX, 3)
    alone = curves_picture("one", {PUBLISHED: slow})
    blue = np.all(alone == (31, 100, 180), axis=2)[60 : HEIGHT_PX - 60]
    rows, columns = np.nonzero(blue)
    assert rows[columns.argmin()] < rows[columns.argmax()]


def test_a_sheet_is_filled_up_with_white() -> None:
    faces = [np.zeros((4, 4, 3), np.uint8)] * 3
    filled = sheet(faces, columns=2)
    assert filled.shape == (8, 8, 3)
    assert (filled[4:, 4:] == 255).all() and filled[:, :4].max() == 0
