"""The latent recipe: what a step does, what every switch changes, and what comes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from engines.latent.engine import LatentEngine
from engines.latent.options import LatentOptions
from engines.requests import SampleRequest
from engines.run_context import RunContext
from engines.weights import save_weights
from tests.training.tiny_training import one_cpu, write_shard, write_tiny_squeezenet
from training.config import build, config_path, override, read_toml
from training.data.pairs import collate
from training.errors import ConfigError
from training.recipes.latent import LatentRecipe
from training.recipes.latent_config import LatentTraining

PLAYING = {"phases.reading.steps": "0"}


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shards")
    write_shard(folder / "london-train-00.tar", count=6, size=128)
    return folder


def config(*settings: str, name: str = "latent-debug") -> LatentTraining:
    return override(build(LatentTraining, read_toml(config_path(name)), name), list(settings), name)


def recipe(shards: Path, *settings: str, features: Path | None = None) -> LatentRecipe:
    made = LatentRecipe(config(*settings), shards, features)
    made.setup(one_cpu())
    return made


def stepped(made: LatentRecipe, steps: int, phase: int = 1) -> list[dict[str, torch.Tensor]]:
    torch.manual_seed(0)
    batch = collate([made.samples[i] for i in range(2)])
    return [made.step(batch, made.phases[phase], 0.0) for _ in range(steps)]


def weights_after(shards: Path, *settings: str, steps: int = 2) -> torch.Tensor:
    made = recipe(shards, *settings)
    stepped(made, steps)
    return torch.cat(
        [p.detach().flatten() for p in (*made.network.generator.parameters(), *made.network.discriminator.parameters())]
    )


@pytest.mark.parametrize("ratio", [1, 2, 4])
def test_the_generator_takes_so_many_steps_a_step_of_the_discriminator(shards: Path, ratio: int) -> None:
    made = recipe(shards, f"judge.gd_ratio={ratio}")
    judged = ["d" in logs for logs in stepped(made, 8)]
    assert (made.balance.g_steps, made.balance.d_steps) == (8, 8 // ratio)
    assert sum(judged) == 8 // ratio


def test_only_the_phase_of_both_moves_the_discriminator(shards: Path) -> None:
    made = recipe(shards)
    before = [p.clone() for p in made.network.discriminator.parameters()]
    read = stepped(made, 2, phase=0)
    assert all(torch.equal(a, b) for a, b in zip(before, made.network.discriminator.parameters(), strict=True))
    assert set(read[0]) == {"total", "rec", "kl"}
    played = stepped(made, 2)
    assert not all(torch.equal(a, b) for a, b in zip(before, made.network.discriminator.parameters(), strict=True))
    assert {"d", "adv", "unbalanced"} <= set(played[1])


@pytest.mark.parametrize(
    "setting",
    ["judge.form=nonsat", "judge.fakes=eval", "judge.augment=false", "judge.drawn=2", "losses.kl=0.1", "losses.rec=1",
     "losses.hidden=0", "losses.adv=1"],
)  # fmt: skip
def test_every_switch_changes_what_is_learnt(shards: Path, setting: str) -> None:
    assert not torch.equal(weights_after(shards), weights_after(shards, setting))


def test_the_same_seed_learns_the_same(shards: Path) -> None:
    assert torch.equal(weights_after(shards), weights_after(shards))


def test_features_are_compared_where_wanted(shards: Path, tmp_path: Path) -> None:
    made = recipe(shards, "losses.perc=1", "network.size=64", features=write_tiny_squeezenet(tmp_path / "squeeze.npz"))
    assert float(stepped(made, 1, phase=0)[0]["perc"]) > 0


def test_the_published_recipe_plays_without_an_encoder(shards: Path) -> None:
    given = config(
        "network.paper.small=true",
        "network.paper.no_dense=true",
        "data.mix={london-train=1}",
        "quality.filter=false",
        name="latent-paper",
    )
    made = LatentRecipe(given, shards, None)
    made.setup(one_cpu())
    logs = stepped(made, 2, phase=0)
    assert set(logs[1]) == {"d", "total", "adv", "unbalanced"}
    assert 0.5 < float(logs[1]["d"]) < 1.2  # cross-entropy of an undecided discriminator: log 2
    assert made.sheet().shape == (4 * 80, 8 * 80, 3)


def test_the_published_schedule_is_the_papers() -> None:
    published = config(name="latent-paper")
    assert (published.network.network, published.network.crop, published.network.z_dim) == ("paper", "paper", 100)
    assert (published.run.batch, published.run.learning_rate, published.run.betas) == (20, 2e-4, (0.5, 0.999))
    assert (published.judge.gd_ratio, published.judge.form, published.judge.fakes) == (2, "nonsat", "eval")
    assert published.phases[0].steps == 5 * 4248


def test_what_is_exported_draws_faces_in_the_engine(shards: Path, tmp_path: Path) -> None:
    made = recipe(shards)
    stepped(made, 2)
    assert made.sheet().shape == (8 * 32, 8 * 32, 3)
    tensors, card = made.export()
    assert float(tensors["directions"].norm(dim=1).min()) > 0.5
    assert card.licence and any("photos" in line for line in card.data)
    path = tmp_path / "weights.safetensors"
    save_weights(path, tensors, card)
    engine = LatentEngine.load(path, "cpu")
    assert len(engine.run(SampleRequest(3), LatentOptions(), RunContext()).images) == 3


@pytest.mark.parametrize(
    "settings",
    [["network.size=40"], ["network.network=paper"], ["judge.gd_ratio=0"], ["judge.drawn=0"], ["quality.luma=[0.9, 0.1]"],
     ["losses.rec=0", "losses.kl=0"], ["data.mix={london-train=0}"]],
)  # fmt: skip
def test_settings_that_contradict_each_other_are_refused(settings: list[Any]) -> None:
    with pytest.raises(ConfigError):
        config(*settings)
