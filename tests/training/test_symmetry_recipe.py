"""The symmetry recipe: losses by formula, phases and what each leaves alone, and every published switch."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor

from engines.face.average_face import average_landmarks
from engines.run_context import RunContext
from engines.symmetry.network import VARIANTS
from engines.symmetry.options import SymmetryOptions
from engines.symmetry.spec import SYMMETRY
from engines.symmetry.warping import identity_flow
from engines.weights import load_weights
from tests.engines.symmetry.networks import left_hole, lopsided_face
from tests.training.tiny_training import one_cpu
from training import symmetry_losses
from training.cli import main
from training.config import Phase, build, config_path, override, read_toml
from training.data.completion import end_to_end
from training.data.pairs import collate
from training.errors import ConfigError
from training.plateau import Plateau, PlateauConfig
from training.recipes.symmetry import SymmetryRecipe
from training.recipes.symmetry_config import SymmetryTraining

CORRESPONDENCE = Phase("correspondence", 1)
RECONSTRUCTION = Phase("reconstruction", 1)
JOINT = Phase("joint", 1, discriminator=True)
PAPER = ("network.network=paper", "losses.kl=0", "judges.kind=attention", "judges.part_size=64")
FLAGS = {
    "copy": ["losses.copy=0.2"],
    **{variant: [f"network.variant={variant}"] for variant in VARIANTS if variant != "full"},
    "ms2 as printed": ["network.ms2=paper"],
    "landmarks as printed": ["losses.landmark_form=paper"],
    "symmetry as a sum": ["losses.sym_norm=paper"],
    "rec as mean square": ["losses.rec_norm=mse"],
    "minimax": ["losses.adv_form=minimax"],
    "log loss": ["losses.adv_form=nonsat"],
    "judged as it is": ["losses.judged=result"],
    "known pixels count": ["losses.known=1"],
    "no adversary": ["losses.adv=0", "losses.part_adv=0"],
    "no parts judged": ["losses.part_adv=0"],
    "no total variation": ["losses.flow_tv=0"],
    "no landmarks": ["losses.landmark=0"],
    "attention": ["judges.kind=attention", "judges.part_size=64"],
}
PAPER_FLAGS = {
    **{f"paper, {name}": [*PAPER, *FLAGS[name]] for name in (*VARIANTS, "ms2 as printed") if name in FLAGS},
    "paper": [*PAPER],
    "paper, table": [*PAPER, "network.paper.backbone=table"],
    "paper, wide": [*PAPER, "network.paper.wide_up=true"],
    "paper, residual": [*PAPER, "network.paper.flow=residual"],
}
Step = tuple[set[str], dict[str, Tensor]]


def tiny(*settings: str) -> SymmetryTraining:
    name = "symmetry-debug"
    return override(build(SymmetryTraining, read_toml(config_path(name)), name), settings, name)


def ready(shards: Path, *settings: str, features: Path | None = None) -> SymmetryRecipe:
    """A recipe on one CPU that has left its start, where flows, ratios and discriminators say the same of everything."""
    recipe = SymmetryRecipe(tiny(*settings), shards, features)
    recipe.setup(one_cpu())
    torch.manual_seed(3)
    with torch.no_grad():
        for network in (recipe.network, recipe.judges):
            for parameter in network.parameters() if network else ():
                parameter.add_(torch.randn_like(parameter) * 0.02)
        if recipe.config.network.network == "paper" and recipe.network.stage_one is not None:
            recipe.network.stage_one.mask_net.head.bias.fill_(2.0)
    return recipe


def a_batch(recipe: SymmetryRecipe) -> dict[str, Tensor]:
    return collate([recipe.samples[i] for i in range(2)])


def one_step(recipe: SymmetryRecipe, phase: Phase = JOINT) -> Step:
    """The terms of one step and the gradients it leaves, by parameter."""
    torch.manual_seed(1)
    logs = recipe.step(a_batch(recipe), phase, 0.0)
    networks = {"g": recipe.network, "d": recipe.judges, "e": recipe.encoder}
    named = [(f"{key}.{n}", p) for key, net in networks.items() if net is not None for n, p in net.named_parameters()]
    return set(logs), {name: p.grad.clone() for name, p in named if p.grad is not None}


@pytest.fixture(scope="module")
def base(shards: Path) -> dict[str, Step]:
    return {"compact": one_step(ready(shards)), "paper": one_step(ready(shards, *PAPER))}


def same(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    return one.keys() == other.keys() and all(
        one[name].shape == other[name].shape and torch.equal(one[name], other[name]) for name in one
    )


@pytest.mark.parametrize("flag", {**FLAGS, **PAPER_FLAGS})
def test_each_switch_changes_the_computation(flag: str, shards: Path, base: dict[str, Step]) -> None:
    settings = {**FLAGS, **PAPER_FLAGS}[flag]
    terms, gradients = one_step(ready(shards, *settings))
    reference = base["paper" if flag.startswith("paper,") else "compact"]
    assert not same(gradients, reference[1])
    assert all(torch.isfinite(gradient).all() for gradient in gradients.values())
    if flag.endswith(("plain", "no_symmetry_loss")):
        assert "sym" not in terms
    if flag.endswith(("plain", "no_light", "flow_in_loss")):
        assert "light" not in terms


def test_the_same_step_twice_is_the_same(shards: Path, base: dict[str, Step]) -> None:
    assert same(one_step(ready(shards))[1], base["compact"][1])


def test_all_terms_of_the_joint_phase(base: dict[str, Step]) -> None:
    both = {"d", "total", "face", "landmark", "flow_tv", "light", "light_tv", "rec", "sym", "adv", "part_adv"}
    assert base["compact"][0] == {*both, "kl"}
    assert base["paper"][0] == both


def test_perceptual_losses_need_and_use_their_network(shards: Path, squeeze_file: Path) -> None:
    terms, _ = one_step(ready(shards, "losses.perc=1", "losses.part_perc=1", features=squeeze_file))
    assert {"perc", "part_perc"} <= terms


@pytest.mark.parametrize("network", ["compact", "paper"])
@pytest.mark.parametrize(
    ("phase", "learns"),
    [(CORRESPONDENCE, {"stage_one"}), (RECONSTRUCTION, {"rec_net", "confidence"}),
     (JOINT, {"stage_one", "rec_net", "confidence"})],
)  # fmt: skip
def test_each_phase_changes_its_own_networks_alone(shards: Path, network: str, phase: Phase, learns: set[str]) -> None:
    recipe = ready(shards, *(PAPER if network == "paper" else ()))
    before = {name: value.clone() for name, value in recipe.network.state_dict().items()}
    recipe.step(a_batch(recipe), phase, 0.0)
    after = recipe.network.state_dict()
    changed = {name.split(".")[0] for name in before if not torch.equal(before[name], after[name])}
    assert changed == learns


def test_stage_one_begins_as_the_mirror(shards: Path) -> None:
    recipe = SymmetryRecipe(tiny(), shards, None)
    made = recipe.network(recipe.fixed["target"], recipe.fixed["hole"], reconstructs=False)
    assert torch.allclose(made["warped"], recipe.fixed["target"].flip(3), atol=1e-4)


def test_a_photo_whose_counterparts_are_mirrored_exactly_has_no_landmark_loss() -> None:
    points = torch.from_numpy(end_to_end(average_landmarks(), 65)).float()[None]
    symmetric = (points + symmetry_losses.mirrored_points(points)) / 2
    flow = identity_flow(torch.zeros(1, 1, 65, 65))
    assert symmetry_losses.landmark(flow, symmetric) < 1e-9
    assert symmetry_losses.landmark(flow, symmetric + torch.tensor([0.1, 0.0])) > 0.1
    assert symmetry_losses.landmark(flow, symmetric, "paper") < 1e-9


def test_the_landmark_loss_leads_to_the_counterpart_not_away_from_it() -> None:
    points = torch.from_numpy(end_to_end(average_landmarks(), 65)).float()[None] + torch.tensor([0.1, 0.0])
    goal = symmetry_losses.mirrored_points(points)
    shift = (goal - points).mean(dim=1)
    flow = identity_flow(torch.zeros(1, 1, 65, 65)) + shift[:, :, None, None]
    assert symmetry_losses.landmark(flow, points) < symmetry_losses.landmark(flow - 2 * shift[..., None, None], points)


def test_painting_costs_only_where_the_other_half_shows_it() -> None:
    hole = torch.zeros(1, 1, 4, 4)
    hole[..., :2] = 1
    copied = torch.zeros(1, 1, 4, 4)
    copied[..., 0] = 1
    share = torch.zeros(1, 1, 4, 4)
    assert float(symmetry_losses.painted_instead(share, copied, hole)) == pytest.approx(0.5)
    assert float(symmetry_losses.painted_instead(copied, copied, hole)) == 0


@pytest.mark.parametrize("norm", ["active", "paper"])
def test_mirrored_features_have_no_symmetry_loss(norm: str) -> None:
    features = torch.randn(2, 8, 16, 16)
    exact = identity_flow(features).expand(2, -1, -1, -1)
    face, trust = torch.ones(2, 1, 64, 64), torch.zeros(2, 1, 64, 64)
    assert symmetry_losses.perceptual_symmetry(features, features, exact, face, trust, norm) < 1e-6
    assert symmetry_losses.perceptual_symmetry(features, -features, exact, face, trust, norm) > 1
    assert symmetry_losses.perceptual_symmetry(features, -features, exact, face, trust + 1, norm) == 0


def test_crops_show_what_their_boxes_enclose() -> None:
    image = torch.rand(1, 3, 32, 32)
    boxes = torch.tensor([[[0.5, 0.5, 1.0], [0.25, 0.75, 0.5]]])
    whole, corner = symmetry_losses.crops(image, boxes, 32)
    assert torch.allclose(whole, image, atol=1e-5)
    assert torch.allclose(symmetry_losses.crops(image, boxes, 16)[1], image[..., 16:, :16], atol=1e-5)
    assert corner.shape == (1, 3, 32, 32)


def test_rates_fall_on_a_plateau_and_the_count_survives_a_checkpoint() -> None:
    config = PlateauConfig(every=2, patience=2)
    plateau, resumed = Plateau(config), Plateau(config)
    assert [plateau.due() for _ in range(4)] == [False, True, False, True]
    for figure in (1.0, 0.9, 0.95):
        plateau.observe(figure)
    resumed.load_state_dict(plateau.state_dict())
    for each in (plateau, resumed):
        assert each.scale == 1.0
        each.observe(0.92)
        assert each.scale == pytest.approx(0.1)


def test_the_plateau_is_watched_while_stage_two_learns(shards: Path) -> None:
    recipe = ready(shards, "plateau.every=1", "plateau.patience=1", "plateau.validation=london-train")
    batch = a_batch(recipe)
    assert "validation" not in recipe.step(batch, CORRESPONDENCE, 0.0)
    assert "validation" in recipe.step(batch, JOINT, 0.0)
    recipe.plateau.observe(1e9)
    recipe.step(batch, JOINT, 0.0)
    assert recipe.g_optimiser.param_groups[0]["lr"] == pytest.approx(2e-5)


@pytest.mark.parametrize("name", ["symmetry", "symmetry-paper", "symmetry-debug"])
def test_shipped_configurations_are_complete(name: str) -> None:
    assert build(SymmetryTraining, read_toml(config_path(name)), name).phases


@pytest.mark.parametrize(
    "setting",
    ["network.size=70", "network.compact.look_size=10", "phases.joint.name=last", "told.typical=0.9",
     "network.network=paper", "plateau.factor=2"],
)  # fmt: skip
def test_what_cannot_work_is_refused(setting: str) -> None:
    with pytest.raises(ConfigError):
        tiny(setting)


def test_from_the_command_line_to_a_completed_photo(shards: Path, tmp_path: Path) -> None:
    from engines.requests import CompletionRequest

    out = tmp_path / "run"
    typed = ["symmetry", "--data", str(shards), "--out", str(out), "--device", "cpu", "--config", "symmetry-debug"]
    assert main([*typed, "--max-minutes", "1e-9"]) == 0
    assert main([*typed, "--resume"]) == 0
    engine = SYMMETRY.load(out / "weights.safetensors", "cpu")
    result = engine.run(CompletionRequest(lopsided_face(), left_hole()), SymmetryOptions(), RunContext())
    assert len(result.images) == 2
    assert sorted(path.name for path in (out / "samples").iterdir())[-1] == "0000006.png"


def test_a_stopped_and_resumed_run_equals_an_uninterrupted_one(shards: Path, tmp_path: Path) -> None:
    settings = ["--set", "plateau.every=1", "--set", "plateau.patience=1", "--set", "plateau.validation=london-train"]
    tensors = []
    for name, more in (("whole", []), ("parted", ["--max-minutes", "1e-9"])):
        typed = ["symmetry", "--data", str(shards), "--out", str(tmp_path / name), "--device", "cpu"]
        assert main([*typed, "--config", "symmetry-debug", *settings, *more]) == 0
        assert not more or main([*typed, "--resume"]) == 0
        tensors.append(load_weights(tmp_path / name / "weights.safetensors", "symmetry")[0])
    assert same(*tensors)
