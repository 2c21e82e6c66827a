"""The context recipe: samples, losses by formula, what learns in a phase, and every switch."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from torch import Tensor

from engines.context.discriminators import CasiaDiscriminator
from engines.context.network import ContextConfig
from engines.context.spec import CONTEXT
from engines.face.average_face import average_landmarks
from engines.face.parsing.classes import BACKGROUND, HAIR, SKIN
from engines.weights import load_weights
from tests.training.tiny_training import one_cpu
from training import losses
from training.cli import main
from training.config import Phase, build, config_path, override, read_toml
from training.data.pairs import collate
from training.data.surroundings import (
    BODY,
    GROUND,
    HAIR_CLASS,
    UNKNOWN,
    ContextSamples,
    SurroundingsData,
    border_ring,
    region_colours,
    surroundings_classes,
)
from training.errors import ConfigError
from training.recipes.context import ContextRecipe
from training.recipes.context_config import ContextTraining
from training.recipes.context_terms import parsing, random_square, summed_variation, told_colour

JOINT = Phase("joint-128", 1, discriminator=True)
CASCADE = Phase("cascade", 1, discriminator=True)
FLAGS = {
    "no rec": ["losses.rec=0"],
    "no adversary": ["losses.adv=0"],
    "log loss": ["losses.adv_form=nonsat"],
    "no ring": ["losses.ring=0"],
    "no kl": ["losses.kl=0"],
    "no parsing": ["losses.parse=0"],
    "no colours": ["losses.colour=0"],
    "no rereading": ["losses.restyle=0"],
    "own styles alone": ["told.restyled=0"],
    "nothing told": ["told.wish=0"],
    "wider band": ["told.narrow=0.9"],
}
PAPER_FLAGS = {
    "no rec": ["losses.rec=0"],
    "no tv": ["losses.tv=0"],
    "no adversary": ["losses.adv=0"],
    "no smoothing": ["losses.real_label=1"],
    "literal discriminators": ["judges.strided=false"],
    "added skips": ["network.paper.skip=add"],
    "detached": ["network.paper.detach_between=true"],
    "not pasted": ["network.paper.paste_known=false"],
    "features": ["losses.perc=1"],
    "features of the largest": ["losses.perc=1", "losses.perc_from=64"],
    "facial parts": ["losses.part_perc=10"],
    "grown": ["network.network=progan"],
}
Step = tuple[dict[str, Tensor], dict[str, Tensor]]


def tiny(name: str, *settings: str) -> ContextTraining:
    return override(build(ContextTraining, read_toml(config_path(name)), name), settings, name)


def ready(shards: Path, name: str = "context-debug", *settings: str, features: Path | None = None) -> ContextRecipe:
    """A recipe on one CPU that has left its start, where blocks and judges say the same of everything."""
    recipe = ContextRecipe(tiny(name, *settings), shards, features)
    recipe.setup(one_cpu())
    torch.manual_seed(3)
    with torch.no_grad():
        for network in (recipe.network, recipe.judges):
            for parameter in network.parameters() if network else ():
                parameter.add_(torch.randn_like(parameter) * 0.02)
    return recipe


def one_step(recipe: ContextRecipe, phase: Phase = JOINT) -> Step:
    """The terms of one step and the gradients it leaves, by parameter."""
    torch.manual_seed(5)
    logs = recipe.step(collate([recipe.samples[i] for i in range(3)]), phase, 0.0)
    networks = {"g": recipe.network, "d": recipe.judges, "e": recipe.reader}
    named = [(f"{key}.{n}", p) for key, net in networks.items() if net is not None for n, p in net.named_parameters()]
    return logs, {name: p.grad.clone() for name, p in named if p.grad is not None}


def same(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    return one.keys() == other.keys() and all(
        one[name].shape == other[name].shape and torch.equal(one[name], other[name]) for name in one
    )


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory, shards: Path) -> Path:
    """The drawn faces with labels: hair above, background beside."""
    folder = tmp_path_factory.mktemp("labelled")
    (folder / "london-train-00.tar").write_bytes((shards / "london-train-00.tar").read_bytes())
    classes = np.full((256, 256), SKIN, np.uint8)
    classes[:60], classes[:, :40] = HAIR, BACKGROUND
    with tarfile.open(folder / "labels-london-train-00.tar", "w") as tar:
        for i in range(4):
            for suffix, data in (("label.png", cv2.imencode(".png", classes)[1].tobytes()), ("json", b"{}")):
                member = tarfile.TarInfo(f"{i:06d}.{suffix}")
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))
    return folder


@pytest.fixture(scope="module")
def base(labelled: Path) -> dict[str, Step]:
    return {
        "compact": one_step(ready(labelled)),
        "paper": one_step(ready(labelled, "context-paper-debug"), CASCADE),
    }


@pytest.mark.parametrize("flag", FLAGS)
def test_each_switch_of_the_shipped_recipe_changes_a_step(flag: str, labelled: Path, base: dict[str, Step]) -> None:
    _, gradients = one_step(ready(labelled, "context-debug", *FLAGS[flag]))
    assert not same(gradients, base["compact"][1])
    assert all(torch.isfinite(gradient).all() for gradient in gradients.values())


@pytest.mark.parametrize("flag", PAPER_FLAGS)
def test_each_switch_of_the_papers_recipe_changes_a_step(
    flag: str, labelled: Path, squeeze_file: Path, base: dict[str, Step]
) -> None:
    recipe = ready(labelled, "context-paper-debug", *PAPER_FLAGS[flag], features=squeeze_file)
    _, gradients = one_step(recipe, CASCADE)
    assert not same(gradients, base["paper"][1])


def test_the_same_step_twice_is_the_same(labelled: Path, base: dict[str, Step]) -> None:
    assert same(one_step(ready(labelled))[1], base["compact"][1])


def test_all_terms_of_the_joint_phase(base: dict[str, Step]) -> None:
    assert set(base["compact"][0]) == {"d", "total", "kl", "parse", "colour", "restyle", "rec", "adv"}
    assert set(base["paper"][0]) == {"d", "total", "rec", "tv", "adv"}


def test_a_step_of_the_cascade_teaches_all_blocks_and_one_of_the_grown_block_one_stage(labelled: Path) -> None:
    recipe = ready(labelled, "context-paper-debug")
    before = {name: value.clone() for name, value in recipe.network.state_dict().items()}
    one_step(recipe, CASCADE)
    changed = {
        n.split(".")[1]
        for n, v in recipe.network.state_dict().items()
        if "weight" in n and not torch.equal(v, before[n])
    }
    assert changed == {"0", "1", "2", "3"}
    grown = ready(labelled, "context-paper-debug", "network.network=progan")
    _, gradients = one_step(grown, Phase("stage-16", 1, discriminator=True))
    assert {n.removeprefix("g.").split(".")[1] for n in gradients if n.startswith("g.")} == {"0", "1"}
    assert {n.split(".by_size.")[1].split(".")[0] for n in gradients if n.startswith("d.")} == {"16"}


def test_features_are_not_asked_at_8_and_16(labelled: Path, squeeze_file: Path) -> None:
    recipe = ready(labelled, "context-paper-debug", "losses.perc=1", features=squeeze_file)
    seen: list[int] = []
    assert recipe.features is not None
    recipe.features.register_forward_hook(lambda _m, inputs, _o: seen.append(inputs[0].shape[3]))
    one_step(recipe, CASCADE)
    assert set(seen) == {32, 64}


def test_a_layout_phase_paints_no_larger_than_its_size(labelled: Path) -> None:
    recipe = ready(labelled)
    _, gradients = one_step(recipe, Phase("layout-64", 1))
    assert not any(name.startswith(("g.finer", "d.")) for name in gradients)


def test_judging_leaves_the_painter_alone(labelled: Path) -> None:
    recipe = ready(labelled)
    logs, gradients = one_step(recipe, Phase("judging-128", 1, generator=False, discriminator=True))
    assert set(logs) == {"d"} and all(name.startswith("d.") for name in gradients)


def test_label_smoothing_is_for_real_samples_alone() -> None:
    real, fake = torch.tensor([0.9]), torch.tensor([0.0])
    assert float(losses.discriminator_loss(real, fake, "lsgan", 0.9)) == 0
    assert float(losses.discriminator_loss(real, fake, "lsgan")) == pytest.approx(0.005)
    assert float(losses.generator_loss(torch.tensor([1.0]), "lsgan")) == 0


def test_the_discriminator_has_the_reconstructed_size_and_tells_a_probability() -> None:
    discriminator = CasiaDiscriminator(128)
    assert sum(p.numel() for p in discriminator.parameters()) == 1_759_041
    assert CasiaDiscriminator(8, width=0.1)(torch.rand(2, 3, 8, 8)).shape == (2,)
    literal = CasiaDiscriminator(32, strided=False, width=0.1)
    assert literal.layers[:-2](torch.rand(1, 3, 32, 32)).shape[2:] == (32, 32)


def test_variation_of_a_constant_is_0_and_of_a_step_its_height() -> None:
    assert float(summed_variation(torch.full((2, 3, 8, 8), 0.3))) == 0
    step = torch.zeros(1, 1, 8, 6)
    step[..., 3:] = 1
    assert float(summed_variation(step)) == 8


def test_told_colours_are_missed_where_another_one_is_painted() -> None:
    logits = torch.zeros(1, 3, 8, 8)
    logits[:, 1, :4], logits[:, 0, 4:] = 20, 20
    picture, hole = torch.zeros(1, 3, 8, 8), torch.ones(1, 1, 8, 8)
    picture[:, :, :4] = 0.5
    wish = torch.tensor([[0.5, 0.5, 0.5, 1, 0, 0, 0, 0]])
    assert float(told_colour(picture, logits, hole, wish, (1, 0))) == pytest.approx(0, abs=1e-4)
    wish[:, 0] = -0.5
    assert float(told_colour(picture, logits, hole, wish, (1, 0))) == pytest.approx(1 / 3, abs=1e-3)


def test_large_pictures_are_looked_at_closely_in_a_square_that_wanders() -> None:
    assert random_square(64) == (slice(0, 128), slice(0, 128)) == random_square(128)
    squares = [random_square(256) for _ in range(20)]
    assert len({(rows.start, columns.start) for rows, columns in squares}) > 10
    assert all(0 <= cut.start <= 128 and cut.stop - cut.start == 128 for square in squares for cut in square)


def test_unknown_classes_do_not_count() -> None:
    logits, classes = torch.randn(2, 3, 4, 4), torch.full((2, 4, 4), UNKNOWN)
    counts = torch.ones(2, 1, 1, 1)
    assert float(parsing(logits, classes, counts)) == 0
    classes[:] = 1
    assert float(parsing(logits, classes, counts)) > 0


def test_classes_below_the_chin_are_known_under_it_alone() -> None:
    labels = np.full((256, 256), BACKGROUND, np.uint8)
    labels[:40] = HAIR
    found = surroundings_classes(labels, average_landmarks())
    assert found[0, 32] == HAIR_CLASS and found[20, 2] == GROUND
    assert found[63, 32] == BODY and found[63, 2] == UNKNOWN
    assert (surroundings_classes(None, average_landmarks()) == UNKNOWN).all()


def test_colours_of_regions_that_are_large_enough() -> None:
    image = np.zeros((64, 64, 3), np.float32)
    image[:20] = (1, 0.5, 0)
    classes = np.full((64, 64), BODY)
    classes[:20], classes[30, 30] = HAIR_CLASS, GROUND
    colours = region_colours(image, classes)
    assert colours[0].tolist() == [1, 0, -1, 1] and not colours[1].any()


def test_the_ring_falls_from_the_border_into_the_hole() -> None:
    hole = np.ones((100, 100), np.float32)
    hole[:, :50] = 0
    ring = border_ring(hole)
    assert ring[50, 49] == 0 and ring[50, 50] > ring[50, 52] > ring[50, 60] == 0


def test_a_sample_depends_on_its_position_alone_and_keeps_the_face(labelled: Path) -> None:
    data = SurroundingsData(kept=(("hull", 1.0), ("strokes", 1.0), ("hair", 1.0), ("background", 1.0)), brightness=0.2)
    samples, again = (ContextSamples(labelled, data, 64, 1) for _ in range(2))
    assert samples.labelled
    for i in range(6):
        item = samples[i]
        assert all(torch.equal(item[name], again[i][name]) for name in item)
        assert 0.1 < float(item["hole"].mean()) < 1 and float(item["hole"][0, 32, 32]) == 0


def test_the_lower_edge_of_marked_sets_does_not_count(shards: Path) -> None:
    item = ContextSamples(shards, SurroundingsData(marked=("london-train",), mark=0.25), 64, 1)[0]
    assert item["counts"][0, :48].all() and not item["counts"][0, 48:].any()
    assert (item["classes"] == UNKNOWN).all()


@pytest.mark.parametrize("name", ["context-debug", "context-paper-debug"])
def test_training_from_the_command_line_gives_weights_that_load(name: str, labelled: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    assert main(["context", "--config", name, "--data", str(labelled), "--out", str(out), "--device", "cpu"]) == 0
    _, card = load_weights(out / "weights.safetensors", "context")
    assert card.schedule["steps"] == card.schedule["planned_steps"]
    assert any("MediaPipe" in label for label in card.labels)
    CONTEXT.load(out / "weights.safetensors", "cpu")
    assert json.loads((out / "log.jsonl").read_text().splitlines()[-1])["total"] > 0


def test_published_configurations_have_the_published_sizes() -> None:
    paper = tiny("context-paper")
    assert paper.network == ContextConfig("cascade", 128)
    assert sum(phase.steps for phase in paper.phases) == 126_200
    assert tiny("context-progan").size_of(tiny("context-progan").phases[0]) == 8
    assert tiny("context").network.size == 256


def test_impossible_configurations_are_refused() -> None:
    for name, wrong in (
        ("context-debug", "network.size=100"),
        ("context-debug", "data.kept={nose=1}"),
        ("context-paper-debug", "losses.kl=1"),
    ):
        with pytest.raises(ConfigError):
            tiny(name, wrong)
    with pytest.raises(ConfigError):
        tiny("context").size_of(Phase("joint-100", 1))
