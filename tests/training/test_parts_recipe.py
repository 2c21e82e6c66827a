"""The parts recipe: published switches, phases, and what each leaves alone."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import torch

from engines.parts.network import PartsConfig
from tests.training.tiny_training import a_batch, tiny_config, tiny_recipe
from training.config import Phase
from training.errors import ConfigError
from training.recipes.parts import PartsRecipe

JOINT = Phase("joint", 1, generator=True, discriminator=True)
BASE = ("losses.perc=1", "losses.tv=0.1")
FLAGS = {
    "rec off": ["losses.rec=0"],
    "perc off": ["losses.perc=0"],
    "adv off": ["losses.adv=0"],
    "tv off": ["losses.tv=0"],
    "style": ["losses.style=1"],
    "rec raw": ["losses.rec_norm=raw"],
    "rec mse": ["losses.rec_norm=mse"],
    "rec l1": ["losses.rec_norm=l1"],
    "perc l2": ["losses.perc_norm=l2"],
    "perc unit": ["losses.perc_norm=unit"],
    "minimax": ["losses.adv_form=minimax"],
    "two outputs": ["losses.d_outputs=2"],
    "batch norm last": ["network.bn_last=true"],
    "parts in place": ["data.placement=in_place"],
    "without brows": ["data.include_brows=false"],
    "vgg19": ["losses.features=vgg19"],
    "vgg19 before relu": ["losses.features=vgg19", "losses.pre_relu=true"],
}


def one_step(shards: Path, features: dict[str, Path], settings: list[str]) -> tuple[set[str], dict[str, torch.Tensor]]:
    """The terms of one joint step and the gradients it leaves, by parameter."""
    config = tiny_config("parts-paper-debug", *BASE, *settings)
    recipe = tiny_recipe(shards, config, features[config.losses.features])
    with torch.no_grad():  # a fresh discriminator says 0 of everything, where all adversarial forms agree
        for parameter in recipe.discriminator.parameters():
            parameter.mul_(8)
    torch.manual_seed(1)
    logs = recipe.step(a_batch(recipe), JOINT, 0.0)
    networks = {"g": recipe.generator.module, "d": recipe.discriminator.module}
    named = [(f"{key}.{name}", p) for key, net in networks.items() for name, p in net.named_parameters()]
    return set(logs), {name: p.grad.clone() for name, p in named if p.grad is not None}


@pytest.fixture(scope="module")
def features(squeeze_file: Path, vgg_file: Path) -> dict[str, Path]:
    return {"squeeze": squeeze_file, "vgg19": vgg_file}


@pytest.fixture(scope="module")
def steps(shards: Path, features: dict[str, Path]) -> dict[str, tuple[set[str], dict[str, torch.Tensor]]]:
    return {name: one_step(shards, features, settings) for name, settings in {"base": [], **FLAGS}.items()}


@pytest.mark.parametrize("flag", FLAGS)
def test_each_published_flag_changes_the_losses_or_the_gradients(flag: str, steps: dict) -> None:
    (terms, gradients), (base_terms, base_gradients) = steps[flag], steps["base"]
    same = gradients.keys() == base_gradients.keys() and all(
        gradients[name].shape == base_gradients[name].shape and torch.equal(gradients[name], base_gradients[name])
        for name in gradients
    )
    assert not same
    if flag.endswith(" off"):
        assert base_terms - terms == ({"adv", "d"} if flag == "adv off" else {flag.removesuffix(" off")})
    elif flag == "style":
        assert terms - base_terms == {"style"}
    else:
        assert terms == base_terms


def test_before_and_after_relu_differ(steps: dict) -> None:
    after, before = steps["vgg19"][1], steps["vgg19 before relu"][1]
    assert any(not torch.equal(after[name], before[name]) for name in after)


def test_the_seven_combinations_of_losses_are_seven_sets(shards: Path, squeeze_file: Path) -> None:
    found = set()
    for switches in itertools.product((0, 1), repeat=3):
        if any(switches):
            settings = [f"losses.{name}={on}" for name, on in zip(("rec", "perc", "adv"), switches, strict=True)]
            recipe = tiny_recipe(shards, tiny_config("parts-paper-debug", "losses.tv=0", *settings), squeeze_file)
            logs = recipe.step(a_batch(recipe), JOINT, 0.0)
            found.add(frozenset(logs) - {"total", "d"})
    expected = itertools.chain.from_iterable(itertools.combinations(("rec", "perc", "adv"), n) for n in (1, 2, 3))
    assert found == set(map(frozenset, expected))


def snapshot(recipe: PartsRecipe) -> dict[str, dict[str, torch.Tensor]]:
    networks = {"generator": recipe.generator, "discriminator": recipe.discriminator}
    return {key: {name: value.clone() for name, value in net.state_dict().items()} for key, net in networks.items()}


def changed(before: dict[str, torch.Tensor], after: dict[str, torch.Tensor]) -> set[str]:
    return {name for name in before if not torch.equal(before[name], after[name])}


@pytest.mark.parametrize("name", ["parts-paper-debug", "parts-debug"])
def test_phase_1_leaves_the_discriminator_and_phase_2_the_generator_bit_identical(name: str, shards: Path) -> None:
    recipe = tiny_recipe(shards, tiny_config(name))
    states = [snapshot(recipe)]
    for phase in recipe.phases[:2]:
        for _ in range(2):
            recipe.step(a_batch(recipe), phase, 0.0)
        states.append(snapshot(recipe))
    start, first, second = states
    assert not changed(start["discriminator"], first["discriminator"])
    assert changed(start["generator"], first["generator"])
    assert not changed(first["generator"], second["generator"])
    assert changed(first["discriminator"], second["discriminator"])


def test_phase_1_moves_batch_statistics_that_phase_2_must_leave_alone(shards: Path) -> None:
    recipe = tiny_recipe(shards)
    before = snapshot(recipe)["generator"]
    recipe.step(a_batch(recipe), recipe.phases[0], 0.0)
    assert any("running_mean" in name for name in changed(before, snapshot(recipe)["generator"]))


def test_a_discriminator_phase_without_adversarial_loss_changes_nothing(shards: Path) -> None:
    recipe = tiny_recipe(shards, tiny_config("parts-paper-debug", "losses.adv=0"))
    before = snapshot(recipe)
    assert recipe.step(a_batch(recipe), recipe.phases[1], 0.0) == {}
    after = snapshot(recipe)
    assert not changed(before["generator"], after["generator"])
    assert not changed(before["discriminator"], after["discriminator"])


def test_no_term_takes_more_than_nine_tenths_at_the_start_of_the_published_recipe(shards: Path, vgg_file: Path) -> None:
    settings = ("losses.perc=1", "losses.features=vgg19", "network.width=0.25")
    recipe = tiny_recipe(shards, tiny_config("parts-paper-debug", *settings), vgg_file)
    logs = recipe.step(a_batch(recipe), JOINT, 0.0)
    assert max(logs[name] for name in ("rec", "perc", "adv")) < 0.9 * logs["total"]


def test_rates_fall_to_the_final_rate_over_the_second_half(shards: Path) -> None:
    recipe = tiny_recipe(shards, tiny_config("parts-paper-debug", "run.final_rate=0.1", "run.learning_rate=0.01"))
    rates = []
    for progress in (0.0, 0.5, 0.75, 1.0):
        recipe.step(a_batch(recipe), recipe.phases[0], progress)
        rates.append(recipe.g_optimiser.param_groups[0]["lr"])
    assert rates == pytest.approx([0.01, 0.01, 0.0055, 0.001])


@pytest.mark.parametrize(("name", "rows"), [("parts-paper-debug", 3), ("parts-debug", 4)])
def test_the_sheet_shows_canvases_answers_and_photos(name: str, rows: int, shards: Path) -> None:
    recipe = tiny_recipe(shards, tiny_config(name))
    sheet = recipe.sheet()
    assert sheet.shape == (rows * 64, 8 * 64, 3)
    assert sheet.min() >= 0
    assert sheet.max() <= 1


def test_the_average_is_what_ships(shards: Path) -> None:
    recipe = tiny_recipe(shards, tiny_config("parts-debug", "run.ema=0.9"))
    for _ in range(2):
        recipe.step(a_batch(recipe), recipe.phases[0], 0.0)
    tensors, card = recipe.export()
    trained = recipe.generator.state_dict()
    assert tensors.keys() == trained.keys()
    assert any(not torch.equal(tensors[name], trained[name]) for name in tensors)
    PartsConfig.from_dict(card.config).build().load_state_dict(tensors)


def test_the_card_names_photos_labels_helpers_and_the_narrowest_licence(shards: Path, squeeze_file: Path) -> None:
    _, card = tiny_recipe(shards, tiny_config("parts-paper-debug", "losses.perc=1"), squeeze_file).export()
    assert card.data == ("drawn faces: 4 photos (CC BY 4.0); london-train, weight 1",)
    assert "iBUG 300-W" in card.labels[0]
    assert card.helper_networks == ("SqueezeNet v1.1 features (ImageNet; MIT)",)
    assert card.licence == "No commercial use"


@pytest.mark.parametrize(
    "setting",
    [
        "losses.d_outputs=3",
        "losses.pre_relu=true",
        "losses.kl=1",
        "network.network=best",
        "canvas.presence={ eyes = 1 }",
        "canvas.presence.ears=1",
        "data.mix={}",
    ],
)
def test_settings_that_do_not_go_together_are_refused_with_advice(setting: str) -> None:
    with pytest.raises(ConfigError, match=r"\. \w.*\.$"):
        tiny_config("parts-paper-debug", setting)
