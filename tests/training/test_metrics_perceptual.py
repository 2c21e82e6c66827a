"""The learned distance on a network of random weights: structure, regions, and what damaged files say."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from engines.errors import WeightsError
from tests.training.metric_networks import write_heads, write_squeezenet
from training.feature_networks import SqueezeFeatures
from training.metrics.perceptual import LpipsSqueeze, pooled_features, unit_length


@pytest.fixture(scope="module")
def lpips(tmp_path_factory: pytest.TempPathFactory) -> LpipsSqueeze:
    folder = tmp_path_factory.mktemp("networks")
    features = SqueezeFeatures(write_squeezenet(folder / "squeeze.npz"))
    return LpipsSqueeze(features, write_heads(folder / "heads.pth")).eval()


def images(count: int = 2) -> torch.Tensor:
    return torch.rand(count, 3, 64, 64, generator=torch.Generator().manual_seed(3))


def test_an_image_is_at_no_distance_from_itself(lpips: LpipsSqueeze) -> None:
    image = images()
    mask = torch.ones(2, 64, 64)
    assert torch.equal(lpips(image, image), torch.zeros(2))
    assert torch.equal(lpips(image, image, mask), torch.zeros(2))


def test_distance_is_symmetric_and_grows(lpips: LpipsSqueeze) -> None:
    image, noise = images(), torch.randn(2, 3, 64, 64, generator=torch.Generator().manual_seed(4))
    near, far = (image + 0.05 * noise).clamp(0, 1), (image + 0.4 * noise).clamp(0, 1)
    assert torch.allclose(lpips(image, near), lpips(near, image))
    assert (lpips(image, far) > lpips(image, near)).all()
    assert (lpips(image, near) > 0).all()


def test_a_mask_sees_its_region_only(lpips: LpipsSqueeze) -> None:
    image = images()
    changed = image.clone()
    changed[..., 40:] = 0
    left, right = torch.zeros(2, 64, 64), torch.zeros(2, 64, 64)
    left[..., :16], right[..., 40:] = 1, 1
    assert (lpips(image, changed, right) > 3 * lpips(image, changed, left)).all()


def test_heads_weigh_the_taps(lpips: LpipsSqueeze) -> None:
    image, other = images(), images().flip(0)
    taps = zip(lpips.features(image), lpips.features(other), strict=True)
    expected = sum((unit_length(a) - unit_length(b)).square().mean(dim=(1, 2, 3)) for a, b in taps)
    assert torch.allclose(lpips(image, other), torch.as_tensor(expected), rtol=1e-4)


def test_pooled_features_do_not_depend_on_the_batch(lpips: LpipsSqueeze) -> None:
    many = images(33)
    assert torch.allclose(
        pooled_features(lpips.features, many)[32], pooled_features(lpips.features, many[32:])[0], atol=1e-6
    )


@pytest.mark.parametrize("content", [b"", b"not a file of torch"])
def test_damaged_heads_are_refused(lpips: LpipsSqueeze, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "heads.pth"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match="--heads"):
        LpipsSqueeze(lpips.features, path)


def test_heads_of_another_network_are_refused(lpips: LpipsSqueeze, tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="another network"):
        LpipsSqueeze(lpips.features, write_heads(tmp_path / "heads.pth", (64, 192, 384, 256, 256, 10, 10)))


@pytest.mark.parametrize("kept", [0, 10, 300, -10])
def test_a_cut_off_feature_network_is_refused(tmp_path: Path, kept: int) -> None:
    path = write_squeezenet(tmp_path / "squeeze.npz")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(WeightsError, match="--features"):
        SqueezeFeatures(path)
