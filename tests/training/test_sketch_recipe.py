"""The sketch recipe: losses by formula, the order of updates, and every published switch."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from torch import Tensor

from engines.face.landmarks import DetectedFace
from engines.face.parsing.classes import CLASS_COUNT
from engines.imaging.arrays import ByteImage
from engines.requests import SketchRequest
from engines.run_context import RunContext
from engines.sketch.options import SketchOptions
from engines.sketch.spec import SKETCH
from engines.weights import load_weights
from tests.engines.sketch.networks import drawn_face
from tests.training.face_shards import DATA, KEYS, DrawnLabels, labelled_folder
from tests.training.tiny_training import one_cpu
from training import sketch_losses
from training.cli import main
from training.config import Phase, build, config_path, override, read_toml
from training.data.labels import label_shard
from training.data.pair_shards import pairs_of_folder, write_pairs
from training.data.pairs import collate
from training.data.sketch_pairs import SketchData, SketchPairs
from training.errors import ConfigError
from training.recipes.sketch import SketchRecipe
from training.recipes.sketch_config import SketchTraining

BOTH = Phase("both", 1, discriminator=True)
FLAGS = {
    "no L_cmp": ["losses.cmp=0"],
    "no L_PM": ["losses.pm=0"],
    "no adversary": ["losses.adv=0"],
    "one stage": ["network.stages=1"],
    "joint": ["losses.joint_backprop=true"],
    "area left out": ["losses.cmp_area=false"],
    "attached": ["losses.cmp_detach=false"],
    "lsgan": ["losses.gan=lsgan"],
    "alpha": ["losses.alpha=0.6"],
    "beta": ["losses.beta=0.6"],
    "delta": ["losses.delta=0.2"],
}
COMPACT_FLAGS = {
    "mean squares": ["losses.pm_norm=mse"],
    "whole picture": ["losses.window=0"],
    "typical alone": ["told.typical=1"],
    "no colours": ["told.typical=1", "told.no_colours=1"],
    "parsing as found": ["told.truth=0"],
    "nothing erased": ["told.erased=0"],
}
PAPER_FLAGS = {
    "no P_int": ["network.paper.enhance_parsing=false"],
    "dual": ["network.paper.encoder=dual"],
    "affine": ["network.paper.affine=true"],
    "dropout": ["network.paper.dropout=true"],
    "norms as printed": ["losses.pm_norm=raw"],
    "norms over roots": ["losses.pm_norm=rms"],
    "hinge": ["losses.gan=hinge"],
}
ONLY_PAPER = {"alpha", "beta", "area left out"}
Step = tuple[list[str], dict[str, Tensor]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return labelled_folder(tmp_path_factory.mktemp("sketches"))


def tiny(name: str, *settings: str) -> SketchTraining:
    return override(build(SketchTraining, read_toml(config_path(name)), name), settings, name)


def one_step(data: Path, name: str, *settings: str, features: Path | None = None, phase: Phase = BOTH) -> Step:
    """The terms of one step in their order, and the gradients that it leaves."""
    recipe = SketchRecipe(tiny(name, *settings), data, features)
    recipe.setup(one_cpu())
    torch.manual_seed(3)
    with torch.no_grad():
        for network in (recipe.network, recipe.judges):
            for parameter in network.parameters() if network else ():
                parameter.add_(torch.randn_like(parameter) * 0.02)
    torch.manual_seed(1)
    logs = recipe.step(collate([recipe.samples[i] for i in range(2)]), phase, 0.0)
    networks = {"g": recipe.network, "d": recipe.judges, "e": recipe.encoder}
    named = [(f"{key}.{n}", p) for key, net in networks.items() if net is not None for n, p in net.named_parameters()]
    assert all(torch.isfinite(value).all() for value in logs.values())
    return list(logs), {name: p.grad.clone() for name, p in named if p.grad is not None}


@pytest.fixture(scope="module")
def base(data: Path) -> dict[str, Step]:
    return {name: one_step(data, name) for name in ("sketch-debug", "sketch-paper-debug")}


def same(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    return one.keys() == other.keys() and all(
        one[name].shape == other[name].shape and torch.equal(one[name], other[name]) for name in one
    )


CASES = [
    *(("sketch-debug", flag) for flag in (FLAGS | COMPACT_FLAGS) if flag not in ONLY_PAPER),
    *(("sketch-paper-debug", flag) for flag in FLAGS | PAPER_FLAGS),
]


@pytest.mark.parametrize(("name", "flag"), CASES)
def test_each_switch_changes_the_computation(name: str, flag: str, data: Path, base: dict[str, Step]) -> None:
    settings = (FLAGS | COMPACT_FLAGS | PAPER_FLAGS)[flag]
    if flag == "one stage" and name == "sketch-debug":
        settings = [*settings, "phases.paint.steps=0"]
    terms, gradients = one_step(data, name, *settings)
    assert not same(gradients, base[name][1])
    for word, term in (("L_cmp", "cmp_2"), ("L_PM", "pm"), ("adversary", "adv_2")):
        assert (term not in terms) is (flag == f"no {word}" or (flag == "one stage" and term.endswith("2")))


def test_the_order_of_the_updates(base: dict[str, Step]) -> None:
    paper = ["d1", "d_par", "d2", "total", "cmp_1", "pm", "adv_1", "cmp_2", "adv_2"]
    assert base["sketch-paper-debug"][0] == paper
    assert base["sketch-debug"][0] == ["d2", "total", "kl", "cmp_1", "pm", "cmp_2", "adv_2"]


def test_g1_learns_before_g2(data: Path) -> None:
    recipe = SketchRecipe(tiny("sketch-paper-debug"), data, None)
    recipe.setup(one_cpu())
    order = []
    optimisers = {"d": recipe.d_optimiser, "g1": recipe.g1_optimiser, "g2": recipe.g2_optimiser}
    for name, optimiser in optimisers.items():
        optimiser.register_step_post_hook(lambda *_, name=name: order.append(name))
    recipe.step(collate([recipe.samples[0]]), BOTH, 0.0)
    assert order == ["d", "g1", "g2"]


def test_perceptual_losses_need_and_use_their_network(data: Path, squeeze_file: Path) -> None:
    terms, _ = one_step(data, "sketch-debug", "losses.per=1", features=squeeze_file)
    assert {"per_1", "per_2"} <= set(terms)


@pytest.mark.parametrize(("phase", "learns"), [("look", "stage_one"), ("paint", "stage_two")])
def test_each_phase_changes_its_own_stage_alone(data: Path, phase: str, learns: str) -> None:
    recipe = SketchRecipe(tiny("sketch-debug"), data, None)
    recipe.setup(one_cpu())
    before = {name: value.clone() for name, value in recipe.network.named_parameters()}
    recipe.step(collate([recipe.samples[i] for i in range(2)]), Phase(phase, 1), 0.0)
    changed = {n.split(".")[0] for n, p in recipe.network.named_parameters() if not torch.equal(before[n], p)}
    assert changed == {learns}
    assert float(recipe.network.looks.abs().sum()) > 0


def test_equal_parsings_match() -> None:
    parsing = torch.randn(2, CLASS_COUNT, 8, 8).softmax(dim=1)
    for norm in ("mse", "rms", "raw"):
        assert float(sketch_losses.parsing_matching(parsing, parsing, norm=norm)) < 1e-4


def test_a_wrong_class_weighs_by_beta() -> None:
    truth = torch.zeros(1, CLASS_COUNT, 4, 4)
    wrong = truth.clone()
    wrong[0, 2] = 0.5
    whole, by_class = 0.25 / CLASS_COUNT, 0.25
    assert float(sketch_losses.parsing_matching(wrong, truth, 0.3)) == pytest.approx(0.3 * whole + 0.7 * by_class)


def test_a_constant_offset_counts_once_for_each_class() -> None:
    parsing = torch.zeros(1, CLASS_COUNT, 8, 8)
    parsing[0, 0, :4], parsing[0, 1, 4:6], parsing[0, 7, 6:] = 1, 1, 1
    photo = torch.rand(1, 3, 8, 8)
    loss = sketch_losses.compositional(photo + 0.2, photo, parsing, 0.7)
    assert float(loss) == pytest.approx(0.2 * (0.7 + 0.3 * 3), rel=1e-5)


def test_samples_are_drawn_by_position(data: Path) -> None:
    samples = SketchPairs(data, SketchData(paper=0.5, unfinished=0.5), 64, 1)
    first, again, other = samples[3], samples[3], samples[4]
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not torch.equal(first["sketch"], other["sketch"])
    assert first["sketch"].shape == first["literal"].shape == first["erased"].shape == (1, 64, 64)
    assert first["photo"].shape == (3, 64, 64) and first["hints"].shape == (16,)


class FirstFace:
    """A landmark provider that knows where the committed photos have theirs."""

    name, licence = "known", ""

    def detect(self, image: ByteImage) -> list[DetectedFace]:
        points = np.asarray(json.loads((DATA / f"{KEYS[0]}.json").read_text())["landmarks"]) + 0.5
        return [DetectedFace((0, 0, 256, 256), points * image.shape[0] / 256)]


def test_a_folder_of_pairs_is_learnt_from(tmp_path: Path) -> None:
    for kind in ("photo", "sketch"):
        (tmp_path / kind).mkdir()
    photo = np.asarray(cv2.imread(str(DATA / f"{KEYS[0]}.jpg")), np.uint8)
    cv2.imwrite(str(tmp_path / "photo" / "a.png"), photo)
    cv2.imwrite(str(tmp_path / "sketch" / "a.png"), 255 - photo // 2)
    cv2.imwrite(str(tmp_path / "photo" / "alone.png"), photo)
    shard = tmp_path / "pairs-mine.tar"
    assert write_pairs(pairs_of_folder(tmp_path, FirstFace(), {"source": "s", "licence": "l"}), shard) == 1
    label_shard(shard, DrawnLabels())
    mix = (("pairs-mine", 1.0),)
    data = SketchData(mix, drawn=1, cleaned=0, unfinished=0, loose=0, wobble=0, paper=0)
    sample = SketchPairs(tmp_path, data, 64, 1)[0]
    grey = sample["photo"].mean(dim=0)
    assert float(torch.corrcoef(torch.stack([sample["sketch"].flatten(), grey.flatten()]))[0, 1]) < -0.95


@pytest.mark.parametrize("name", ["sketch", "sketch-paper", "sketch-debug", "sketch-paper-debug", "sketch-pix2pix"])
def test_shipped_configurations_are_complete(name: str) -> None:
    assert tiny(name).phases


def test_baseline_and_shipped_see_as_many_photos() -> None:
    ours, baseline = (sum(p.steps for p in tiny(n).phases) * tiny(n).run.batch for n in ("sketch", "sketch-pix2pix"))
    assert ours == baseline


@pytest.mark.parametrize(
    "setting",
    [
        "network.size=72",
        "phases.look.name=first",
        "network.network=paper",
        "data.styles={crayon=1}",
        "network.stages=1",
    ],
)
def test_what_cannot_work_is_refused(setting: str) -> None:
    with pytest.raises(ConfigError):
        tiny("sketch-debug", setting)


def test_from_the_command_line_to_a_photo(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    typed = ["sketch", "--data", str(data), "--out", str(out), "--device", "cpu", "--config", "sketch-debug"]
    assert main(typed) == 0
    result = SKETCH.load(out / "weights.safetensors", "cpu").run(
        SketchRequest(drawn_face()), SketchOptions(), RunContext()
    )
    assert len(result.images) == 2


def test_a_stopped_and_resumed_run_equals_an_uninterrupted_one(data: Path, tmp_path: Path) -> None:
    tensors = []
    for name, more in (("whole", []), ("parted", ["--max-minutes", "1e-9"])):
        typed = ["sketch", "--data", str(data), "--out", str(tmp_path / name), "--device", "cpu"]
        assert main([*typed, "--config", "sketch-debug", *more]) == 0
        assert not more or main([*typed, "--resume"]) == 0
        tensors.append(load_weights(tmp_path / name / "weights.safetensors", "sketch")[0])
    assert same(*tensors)
