"""The experiment with copies: its networks, its score over all pairs, and the small one from end to end."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from engines.imaging.shards import END_OF_SHARD, shard_members
from tests.training.tiny_training import drawn_face
from training.experiments.people import drawn
from training.experiments.recogniser import accepted, main
from training.experiments.recognisers import resnet50, small_recogniser
from training.metrics.recognition import match_scores, true_positive_rate


def write_people(path: Path, expressions: tuple[str, ...], people: int = 3) -> None:
    """One drawn face a person and expression; all of one person look alike."""
    path.parent.mkdir(exist_ok=True)
    pieces = []
    for person in range(people):
        picture, landmarks = drawn_face(person, 64)
        picture = picture // 3 + np.uint8(160) * np.eye(3, dtype=np.uint8)[person % 3]  # told apart at a glance
        for expression in expressions:
            info = {"landmarks": landmarks, "subject": f"person-{person}", "group": {"expression": expression}}
            jpg = cv2.imencode(".jpg", picture)[1].tobytes()
            key = f"{person}-{expression}"
            pieces.append(shard_members({f"{key}.jpg": jpg, f"{key}.json": json.dumps(info).encode()}))
    path.write_bytes(b"".join(pieces) + END_OF_SHARD)


def test_resnet_50_has_the_published_size() -> None:
    trunk = resnet50(10).trunk
    assert sum(parameter.numel() for parameter in trunk.parameters()) == 23_508_032
    with torch.inference_mode():
        assert trunk.eval()(torch.zeros(1, 3, 64, 64)).shape == (1, 2048, 2, 2)


def test_a_small_recogniser_describes_with_256_numbers() -> None:
    network = small_recogniser(5).eval()
    with torch.inference_mode():
        assert network.features(torch.zeros(2, 3, 64, 64)).shape == (2, 256)
        assert network(torch.zeros(2, 3, 64, 64)).shape == (2, 5)


def test_all_pairs_are_scored_as_the_roc_says() -> None:
    rng = np.random.default_rng(0)
    people = np.repeat(np.arange(20), 3)
    features = rng.normal(size=(20, 32))[people] + rng.normal(0, 1.2, (60, 32))
    i, j = np.triu_indices(60, 1)
    scores, same = match_scores(features[i], features[j]), people[i] == people[j]
    exact = true_positive_rate(scores[same], scores[~same])
    assert 0.1 < exact < 0.95
    assert accepted(features, people) == pytest.approx(exact, abs=0.03)


def test_a_batch_holds_the_share_of_copies_that_was_asked_for() -> None:
    photos, copies = ["photo"] * 3, ["copy"] * 5
    chosen = drawn(photos, copies, 0.25, 8, np.random.default_rng(0))  # type: ignore[arg-type]
    assert chosen.count("copy") == 2 and chosen.count("photo") == 6  # type: ignore[arg-type]
    assert drawn(photos, [], 0.25, 4, np.random.default_rng(0)) == photos[:1] * 4  # type: ignore[arg-type,comparison-overlap]


def test_the_small_experiment_from_end_to_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_people(tmp_path / "data" / "london-train-00.tar", ("neutral", "smiling"))
    write_people(tmp_path / "copies" / "faces-00000.tar", ("neutral",))
    given = ["--data", str(tmp_path / "data"), "--sets", "london-train", "--augmented", str(tmp_path / "copies")]
    out = tmp_path / "found.json"
    assert main(["london", *given, "--seeds", "1", "--steps", "15", "--out", str(out)]) == 0
    found = json.loads(out.read_text())
    assert found["of"] == {"people": 3, "photos": 3, "copies": 3, "steps": 15}
    assert (
        found["recognised"]["with copies"]["as photographed"][0] >= 2 / 3
    )  # the smiling photo is the neutral one here
    said = capsys.readouterr().out
    assert "| without copies |" in said and "the face alone" in said
    assert main(["london", *given[:-1], str(tmp_path / "none")]) == 1
