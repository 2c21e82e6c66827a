from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from lightning.fabric import Fabric

from engines.face.parsing.network import FaceNetwork
from engines.face.parsing.parser import FaceParser
from engines.imaging.arrays import to_float
from engines.imaging.geometry import transform_points
from engines.weights import load_weights, read_card
from tests.training.face_shards import labelled_folder
from training import parsing_losses as losses
from training.config import CONFIGS, build, override, read_toml
from training.data.faces import FaceAugmentation, FaceDataConfig, FaceSamples, disguised, moved
from training.data.labels import LabelledShards
from training.errors import ConfigError
from training.loop import train
from training.recipes.face import FaceRecipe, FaceTraining
from training.run_folder import RunFolder


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return labelled_folder(tmp_path_factory.mktemp("shards"))


def debug(*settings: str) -> FaceTraining:
    return override(build(FaceTraining, read_toml(CONFIGS / "face-debug.toml"), "face-debug"), settings, "face-debug")


def run(folder: Path, data: Path, config: FaceTraining, resume: bool = False, max_minutes: float = 0) -> RunFolder:
    torch.set_num_threads(1)
    out = RunFolder(folder)
    out.create(config, resume)
    train(FaceRecipe(config, data), out, Fabric(accelerator="cpu", devices=1), resume, max_minutes)
    return out


def test_both_configurations_are_whole() -> None:
    shipped = build(FaceTraining, read_toml(CONFIGS / "face.toml"), "face")
    assert sum(p.numel() for p in FaceNetwork(shipped.network).parameters()) < 3_000_000
    assert debug().network.size == 64


def test_a_run_leaves_weights_that_the_parser_reads(tmp_path: Path, data: Path) -> None:
    folder = run(tmp_path / "run", data, debug())
    parsing = FaceParser.load(folder.weights, "cpu").parse(np.full((48, 48, 3), 0.5, np.float32))
    assert parsing.labels.shape == (48, 48) and parsing.landmarks.shape == (68, 2)
    card = read_card(folder.weights)
    assert card.engine == "face" and "MediaPipe" in card.labels[0] and card.schedule["steps"] == 4
    entries = folder.entries()
    assert {"cross_entropy", "dice", "wing", "heat", "landmark_error"} <= entries[-1].keys()
    assert (folder.path / "samples" / "0000004.png").exists()


def test_a_resumed_run_equals_an_uninterrupted_one(tmp_path: Path, data: Path) -> None:
    whole = run(tmp_path / "whole", data, debug())
    stopped = run(tmp_path / "parts", data, debug(), max_minutes=1e-9)
    assert len(stopped.entries()) == 1
    resumed = run(tmp_path / "parts", data, debug(), resume=True)
    ours, theirs = (load_weights(folder.weights, "face")[0] for folder in (resumed, whole))
    assert all(torch.equal(ours[name], theirs[name]) for name in theirs)
    assert [entry["total"] for entry in resumed.entries()] == [entry["total"] for entry in whole.entries()]


@pytest.mark.parametrize("name", ["cross_entropy", "dice", "wing", "heat"])
def test_a_loss_of_weight_0_is_gone(data: Path, name: str) -> None:
    recipe = FaceRecipe(debug(f"losses.{name}=0"), data)
    terms = recipe.terms(recipe.fixed, recipe.network(recipe.fixed["image"]))
    assert terms.keys() == {"cross_entropy", "dice", "wing", "heat"} - {name}


def test_learning_brings_the_losses_down(data: Path) -> None:
    torch.set_num_threads(1)
    recipe = FaceRecipe(debug("run.learning_rate=3e-3"), data)
    recipe.setup(Fabric(accelerator="cpu", devices=1))
    logs = [recipe.step(recipe.fixed, recipe.phases[0], 0.1) for _ in range(12)]
    assert logs[-1]["total"] < 0.8 * logs[0]["total"]


def test_class_weights_must_be_eight() -> None:
    with pytest.raises(ConfigError, match="Give 8"):
        debug("losses.class_weights=[1, 2]")


def test_samples_depend_on_seed_and_position_alone(data: Path) -> None:
    def samples(seed: int) -> FaceSamples:
        return FaceSamples(data, FaceDataConfig(), FaceAugmentation(), 64, seed)

    first, again, other = samples(1)[7], samples(1)[7], samples(2)[7]
    assert all((first[name] == again[name]).all() for name in first)
    assert (first["image"] != other["image"]).any()
    assert first["image"].shape == (3, 64, 64) and first["classes"].shape == (64, 64)
    assert first["classes"].max() < 8 and first["image"].abs().max() <= 1


@pytest.mark.parametrize("mirrored", [False, True])
def test_picture_classes_and_landmarks_move_together(data: Path, mirrored: bool) -> None:
    labelled = LabelledShards([data / "london-train-00.tar"])[1]
    turn = np.array([[0.94, -0.34, 0.2], [0.34, 0.94, -0.1]])
    _, classes, landmarks = moved(labelled, turn, mirrored, 256)
    eye = np.argwhere(classes == 3)[:, ::-1]
    middle = landmarks[36:48].mean(axis=0) * 256
    assert np.abs(eye.mean(axis=0) - middle).max() < 3
    left, right = landmarks[36:42].mean(axis=0), landmarks[42:48].mean(axis=0)
    assert left[0] < right[0]
    if not mirrored:
        assert np.allclose(landmarks, transform_points(turn, labelled.sample.landmarks))


def test_every_disguise_keeps_an_image(data: Path) -> None:
    image = to_float(LabelledShards([data / "london-train-00.tar"])[0].sample.image[::4, ::4])
    all_on = FaceAugmentation(sketch=0.5, paper=1, grey=1, blur=1, jpeg=1, noise=1, occlusion=1)
    for seed in range(8):
        picture = disguised(image, all_on, np.random.default_rng(seed))
        assert picture.shape == image.shape and picture.dtype == np.float32
        assert picture.min() >= 0 and picture.max() <= 1


def test_perfect_answers_cost_nothing() -> None:
    classes = torch.randint(0, 8, (2, 16, 16), generator=torch.Generator().manual_seed(0))
    logits = torch.nn.functional.one_hot(classes, 8).movedim(-1, 1) * 50.0
    assert losses.soft_dice(logits, classes) < 0.01
    assert losses.balanced_cross_entropy(logits, classes, torch.ones(8)) < 1e-6
    points = torch.rand(2, 68, 2, generator=torch.Generator().manual_seed(1)) * 0.8 + 0.1
    assert losses.wing(points, points, torch.full((2, 1), 0.24)) == 0


def test_heat_is_judged_by_where_it_lies() -> None:
    truth = torch.tensor([[[0.25, 0.75]]])
    cells = (torch.arange(32) + 0.5) / 32

    def heat(x: float, y: float) -> torch.Tensor:
        energy = -(((cells - x)[None, :] ** 2 + (cells - y)[:, None] ** 2) * (32 / 1.2) ** 2) / 2
        return energy.flatten().log_softmax(0).view(1, 1, 32, 32)

    assert losses.heat_cross_entropy(heat(0.25, 0.75), truth) == pytest.approx(0, abs=1e-4)
    assert losses.heat_cross_entropy(heat(0.75, 0.25), truth) > 10


def test_points_outside_the_picture_do_not_count() -> None:
    truth = torch.tensor([[[0.5, 0.5], [1.2, 0.5]]])
    found = torch.tensor([[[0.5, 0.5], [0.1, 0.1]]])
    assert losses.wing(found, truth, torch.full((1, 1), 0.24)) == 0
