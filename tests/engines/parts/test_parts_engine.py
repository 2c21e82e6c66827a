"""The parts engine with small random weights."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engines.errors import Cancelled, DeviceError, InputError
from engines.face.average_face import average_landmarks
from engines.face.regions import part_mask
from engines.parts.engine import PartsEngine
from engines.parts.network import PartsConfig, StyledConfig
from engines.parts.options import PartsOptions
from engines.requests import PartsRequest
from engines.run_context import RunContext
from engines.weights import WeightsCard, save_weights
from tests.engines.sample_requests import sample_request, smooth_picture

SMALL = PartsConfig(styled=StyledConfig(size=64, widths=(16, 32), blocks=(1, 1), style_dim=4, hidden=16))
PAPER = PartsConfig("paper", width=0.125, paper_size=64)
REQUEST: PartsRequest = sample_request(PartsRequest)
TWO = PartsOptions(variants=2)


def load(folder: Path, config: PartsConfig) -> PartsEngine:
    torch.manual_seed(0)
    network = config.build()
    for module in network.modules():  # blocks begin as identities, deaf to the style
        if isinstance(module, torch.nn.Conv2d):
            torch.nn.init.normal_(module.weight, 0, 0.1)
    path = folder / "parts-small.safetensors"
    save_weights(path, network.state_dict(), WeightsCard("parts", asdict(config)))
    return PartsEngine.load(path, "cpu")


@pytest.fixture(scope="module")
def styled(tmp_path_factory: pytest.TempPathFactory) -> PartsEngine:
    return load(tmp_path_factory.mktemp("styled"), SMALL)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> PartsEngine:
    return load(tmp_path_factory.mktemp("paper"), PAPER)


def test_variants_differ_and_a_seed_repeats_them(styled: PartsEngine) -> None:
    first, again = (styled.run(REQUEST, TWO, RunContext()) for _ in range(2))
    assert [image.shape for image in first.images] == [(64, 64, 3)] * 2
    assert all(np.array_equal(a, b) for a, b in zip(first.images, again.images, strict=True))
    assert not np.array_equal(*first.images)
    other = styled.run(REQUEST, replace(TWO, seed=2), RunContext())
    assert not np.array_equal(first.images[0], other.images[0])


def test_no_two_variants_of_a_run_are_the_same(styled: PartsEngine) -> None:
    for seed in range(4):
        images = styled.run(REQUEST, PartsOptions(variants=16, seed=seed), RunContext()).images
        assert len({image.tobytes() for image in images}) == 16


def test_without_variety_there_is_one_most_typical_answer(styled: PartsEngine) -> None:
    images = styled.run(REQUEST, replace(TWO, variety=0.0), RunContext()).images
    assert np.array_equal(*images)


def test_freedom_and_skin_tone_are_heard(styled: PartsEngine) -> None:
    def answer(request: PartsRequest, **changes: float) -> np.ndarray:
        return styled.run(request, replace(PartsOptions(variants=1), **changes), RunContext()).images[0]

    plain = answer(REQUEST)
    assert not np.array_equal(answer(REQUEST, freedom=1.0), plain)
    assert not np.array_equal(answer(replace(REQUEST, skin_tone=(0.3, 0.2, 0.15))), plain)


def test_the_paper_network_gives_one_answer(paper: PartsEngine) -> None:
    images = paper.run(REQUEST, TWO, RunContext()).images
    assert images[0].shape == (64, 64, 3)
    assert np.array_equal(*images)


def test_donor_pixels_come_back_where_asked(styled: PartsEngine) -> None:
    result = styled.run(REQUEST, PartsOptions(variants=1, keep_parts=1.0), RunContext())
    solid = result.extras["cover"] == 1
    assert solid.any()
    assert np.allclose(result.images[0][solid], result.extras["canvas"][solid])


def test_on_a_photo_everything_outside_the_change_is_bit_identical(styled: PartsEngine) -> None:
    photo, change = smooth_picture(200), part_mask("nose", average_landmarks(), 200)
    result = styled.run(replace(REQUEST, base=photo, change=change), PartsOptions(variants=1), RunContext())
    assert result.images[0].shape == (200, 200, 3)
    assert np.array_equal(result.images[0][change == 0], photo[change == 0])
    assert not np.array_equal(result.images[0][change == 1], photo[change == 1])


def test_the_recipe_says_how_to_make_it_again(styled: PartsEngine) -> None:
    recipe = styled.run(REQUEST, TWO, RunContext()).recipe
    assert recipe["engine"] == "parts"
    assert recipe["weights"] == "parts-small.safetensors"
    assert len(recipe["weights_sha256"]) == len(recipe["input_sha256"]) == 64
    assert recipe["options"]["variants"] == 2
    assert [one["kind"] for one in recipe["parts"]] == ["nose", "eyes", "mouth"]
    pale = replace(REQUEST.parts[0], opacity=0.5, colour_match=0.25)
    (part,) = styled.run(PartsRequest((pale,)), TWO, RunContext()).recipe["parts"]
    assert (part["opacity"], part["colour_match"]) == (0.5, 0.25)


def test_progress_is_told_and_a_cancel_is_obeyed(styled: PartsEngine) -> None:
    told: list[tuple[int, int, bool]] = []
    context = RunContext(lambda done, total, preview: told.append((done, total, preview is not None)))
    styled.run(REQUEST, TWO, context)
    assert told == [(0, 2, False), (1, 2, True), (2, 2, True)]
    stopping = RunContext(lambda done, total, preview: stopping.cancel() if done else None)
    with pytest.raises(Cancelled):
        styled.run(REQUEST, PartsOptions(variants=4), stopping)


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (PartsRequest(()), "Place at least one part"),
        (replace(REQUEST, base=smooth_picture(64)), "Say which region"),
        (replace(REQUEST, base=smooth_picture(64), change=np.ones((32, 32), np.float32)), "region to change"),
        (PartsRequest((replace(REQUEST.parts[0], image=REQUEST.parts[0].image * 3),)), "between 0 and 1"),
    ],
)
def test_a_request_that_cannot_be_answered_is_refused(styled: PartsEngine, request_: PartsRequest, said: str) -> None:
    with pytest.raises(InputError, match=said):
        styled.run(request_, TWO, RunContext())


def test_options_out_of_range_are_refused(styled: PartsEngine) -> None:
    with pytest.raises(InputError, match="Variants"):
        styled.run(REQUEST, PartsOptions(variants=0), RunContext())


def test_a_device_that_is_not_there_is_named(tmp_path: Path) -> None:
    if torch.backends.mps.is_available():
        pytest.skip("this machine has the device")
    load(tmp_path, SMALL)
    with pytest.raises(DeviceError, match="Choose auto or cpu"):
        PartsEngine.load(tmp_path / "parts-small.safetensors", "mps")


def test_the_shipped_configuration_paints_at_its_size(tmp_path: Path) -> None:
    engine = load(tmp_path, PartsConfig())
    assert engine.run(REQUEST, PartsOptions(variants=1), RunContext()).images[0].shape == (128, 128, 3)
