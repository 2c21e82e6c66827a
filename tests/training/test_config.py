"""Configurations: what is read, refused, overridden and written back."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.training.tiny_training import tiny_config
from training.config import (
    CONFIGS,
    as_values,
    build,
    config_path,
    differences,
    override,
    read_toml,
    to_toml,
)
from training.errors import ConfigError
from training.recipes.parts_config import PartsTraining

PARTS = sorted(path.stem for path in CONFIGS.glob("parts*.toml"))


@pytest.mark.parametrize("name", PARTS)
def test_every_configuration_is_complete_and_survives_writing(name: str) -> None:
    config = tiny_config(name)
    values = tomllib.loads(to_toml(as_values(config)))
    assert build(PartsTraining, values, name) == config
    assert [phase.generator for phase in config.phases] == [True, False, True]


def test_the_paper_configuration_is_the_published_one() -> None:
    config = tiny_config("parts-paper")
    assert (config.network.network, config.network.width, config.network.size) == ("paper", 1.0, 128)
    assert [phase.steps for phase in config.phases] == [6000, 1500, 50000]
    assert [phase.discriminator for phase in config.phases] == [False, True, True]
    assert config.run.batch == 32
    assert (config.run.learning_rate, config.run.betas, config.run.final_rate) == (2e-4, (0.5, 0.999), 1.0)
    assert (config.run.ema, config.run.clip, config.mixed) == (0, 0, 0)
    chosen = config.losses
    assert (chosen.rec, chosen.perc, chosen.adv, chosen.tv) == (10, 1, 0.1, 1e-4)
    assert (chosen.rec_norm, chosen.perc_norm, chosen.adv_form, chosen.features) == ("rms", "l1", "nonsat", "vgg19")
    assert (chosen.d_outputs, chosen.pre_relu, config.network.bn_last) == (1, False, False)
    assert (config.data.placement, config.data.include_brows) == ("average", True)


def test_the_shipped_configuration_goes_by_two_names() -> None:
    assert config_path("shipped", "parts") == config_path("parts")


def test_an_unknown_configuration_lists_those_there_are() -> None:
    with pytest.raises(ConfigError, match=r"parts, .*parts-paper"):
        config_path("nose")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (["losses.adv=0"], "losses.adv"),
        (["losses.rec_norm=l1"], "losses.rec_norm"),
        (["losses.rec_norm='l1'"], "losses.rec_norm"),
        (["phases.joint.steps=30000"], "phases"),
        (["data.include_brows=false"], "data.include_brows"),
        (["canvas.presence.nose=0.5"], "canvas.presence.nose"),
        (["data.mix.art-train=2"], "data.mix.art-train"),
        (["run.betas=[0.9, 0.99]"], "run.betas"),
        (["mixed=0.5"], "mixed"),
    ],
)
def test_one_assignment_changes_one_setting(settings: list[str], expected: str) -> None:
    before = tiny_config()
    after = override(before, settings, "test")
    assert differences(as_values(before), as_values(after)) == [expected]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("losses.adv", "table.name=value"),
        ("losses.advers=1", "no setting advers"),
        ("loss.adv=1", "there is no loss"),
        ("phases.end.steps=1", "There is reconstruction, discriminator, joint"),
        ("phases.0=1", "names no setting"),
        ("losses.adv=much", "losses.adv is 'much'"),
        ("losses.adv=true", "type float"),
        ("losses.rec_norm=l3", "rms, raw, mse, l1"),
        ("run.batch=0", "Give 1 or more"),
        ("run.batch=2.5", "type int"),
        ("run.betas=[0.5]", "has 1 values. Give 2"),
        ("run.betas=0.5", "Give a list"),
        ("run.ema=1.5", "below 1"),
        ("phases.joint.steps=-1", "0 or more"),
        ("run=3", "run is 3"),
    ],
)
def test_a_wrong_assignment_gets_a_sentence(setting: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        tiny_config("parts-paper-debug", setting)
    assert said in str(caught.value)


def test_a_damaged_file_and_a_missing_table_get_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "run.toml"
    for content, said in ((b"[run", "Correct the file"), (b"\xff\xfe", "Correct the file")):
        path.write_bytes(content)
        with pytest.raises(ConfigError, match=said):
            read_toml(path)
    with pytest.raises(ConfigError, match="incomplete"):
        build(PartsTraining, {"network": {}}, "run.toml")


def test_odd_names_survive_writing() -> None:
    values = {"data": {"mix": {"my photos": 1.0, "a.b": 2.0}}, "text": 'quote " and ä'}
    assert tomllib.loads(to_toml(values)) == values


def test_a_configuration_changes_its_base(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(
        "mixed = 0.5\n[run]\nbatch = 4\nseed = 3\n[data]\nsoft = 0.2\nmix = { a = 1, b = 2 }\n"
    )
    (tmp_path / "two.toml").write_text('base = "one"\n[run]\nbatch = 8\n[data]\nmix = { c = 1 }\n')
    expected = {"mixed": 0.5, "run": {"batch": 8, "seed": 3}, "data": {"soft": 0.2, "mix": {"c": 1}}}
    assert read_toml(tmp_path / "two.toml") == expected
    (tmp_path / "three.toml").write_text('base = "none"\n')
    with pytest.raises(ConfigError, match="cannot be read"):
        read_toml(tmp_path / "three.toml")


def test_open_configurations_learn_from_the_open_set_alone() -> None:
    open_set = {"official-train", "london-train", "art-train"}
    for path in CONFIGS.glob("*-open.toml"):
        values, base = read_toml(path), read_toml(path.with_name(path.name.replace("-open", "")))
        assert set(values["data"]["mix"]) <= open_set
        assert set(values["data"].get("style_sets", ())) <= open_set
        assert values["data"].get("labels", "") == "." or path.stem == "face-open"
        assert differences(base["network"], values["network"]) == []
