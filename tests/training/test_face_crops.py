"""Crops, the quality filter, augmentation and the watch over both networks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engines.face.average_face import average_landmarks
from engines.face.landmarks import head_turn
from engines.latent.network import LatentConfig
from tests.training.tiny_training import write_shard
from training.balance import EASY_STEPS, Balance
from training.data.crops import CropData, FaceCrops
from training.data.occlusions import OcclusionConfig
from training.data.quality import Look, QualityConfig, chosen
from training.diff_augment import diff_augment
from training.errors import ConfigError

SMALL = LatentConfig(size=32)


@pytest.fixture(scope="module")
def crops(tmp_path_factory: pytest.TempPathFactory) -> FaceCrops:
    folder = tmp_path_factory.mktemp("shards")
    write_shard(folder / "london-train-00.tar", count=5, size=96)
    return samples(folder)


def samples(folder: Path) -> FaceCrops:
    return FaceCrops(folder, CropData(), QualityConfig(filter=False), OcclusionConfig(), SMALL, seed=1)


def test_a_sample_is_a_crop_and_what_is_known_of_it(crops: FaceCrops) -> None:
    items = [crops[i] for i in range(20)]
    assert all(item["image"].shape == (3, 32, 32) and item["known"].shape == (1, 32, 32) for item in items)
    assert all(item["image"].abs().max() <= 1 for item in items)
    holes = [bool((item["known"] == 0).any()) for item in items]
    assert any(holes) and not all(holes)
    assert torch.equal(crops[3]["image"], items[3]["image"])


def test_bytes_survive_the_scale_of_the_networks() -> None:
    values = torch.arange(256).float()
    assert torch.equal((((values - 127.5) / 127.5) * 127.5 + 127.5).round(), values)


def test_the_filter_leaves_out_profiles_extremes_of_light_and_labelled_glasses() -> None:
    looks = [Look(0.0, 0.5, False)] * 96 + [
        Look(0.3, 0.5, False),
        Look(0.0, 0.01, False),
        Look(0.0, 0.99, False),
        Look(0.0, 0.5, True),
    ]
    kept, said = chosen(looks, QualityConfig())
    assert kept == list(range(96))
    assert "kept 96 of 100" in said
    assert len(chosen(looks, QualityConfig(filter=False))[0]) == 100
    assert 99 in chosen(looks, QualityConfig(glasses=True))[0]
    with pytest.raises(ConfigError):
        chosen(looks[96:97], QualityConfig())


def test_a_turned_head_has_its_nose_beside_the_middle() -> None:
    turned = average_landmarks().copy()
    turned[30, 0] += 0.06
    assert head_turn(average_landmarks()) == pytest.approx(0, abs=1e-3)
    assert head_turn(turned) == pytest.approx(0.25, abs=1e-3)


def test_augmented_pictures_differ_and_pass_gradients_on() -> None:
    torch.manual_seed(0)
    images = torch.rand(6, 3, 32, 32, requires_grad=True)
    seen = diff_augment(images)
    assert seen.shape == images.shape
    seen.sum().backward()
    assert images.grad is not None and float(images.grad.abs().sum()) > 0
    assert not torch.allclose(seen[0], images[0])
    assert len({round(float(value), 4) for value in seen.detach().mean(dim=(1, 2, 3))}) == 6


def test_a_game_that_one_side_wins_is_said_once() -> None:
    balance = Balance()
    said = [balance.observe(1.0, 0.05) for _ in range(EASY_STEPS + 5)]
    assert [i for i, text in enumerate(said) if text] == [EASY_STEPS - 1]
    assert balance.observe(1.0, 0.5) == "" and not balance.warned
    assert "generator" in balance.observe(9.0, None)
    again = Balance()
    again.load_state_dict(balance.state_dict())
    assert again.state_dict() == balance.state_dict()


def test_the_whole_turn_of_the_shards_is_seen(crops: FaceCrops) -> None:
    seen = {crops[i]["image"].numpy().tobytes() for i in range(60)}
    assert len(seen) == 10  # five photos and their mirror images
    assert len(crops) == 5
    assert np.isclose(crops.chances.sum(), 1)
