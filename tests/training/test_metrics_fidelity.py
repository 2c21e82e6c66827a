"""Fidelity metrics against other libraries' values on two formula-made image pairs, and against exact algebra."""

from __future__ import annotations

import pytest
import torch
from pytorch_msssim import ssim as other_ssim
from skimage.metrics import peak_signal_noise_ratio, structural_similarity
from torch import Tensor
from torch.nn import functional as F

from training.metrics.fidelity import as_batch, gmsd, luminance, ms_ssim, ms_ssim_scales, psnr, ssim
from training.metrics.fsim import fsim, fsimc

# piq 0.8.0, pytorch-msssim 1.0.0, torchmetrics 1.9.0 on the images below
REFERENCES = {
    "noisy": {
        "piq_psnr": 23.170604705810547, "msssim_ssim": 0.47773003578186035, "piq_ssim": 0.4777257740497589,
        "tm_ms_ssim": 0.9584603905677795, "msssim_ms_ssim": 0.9579256176948547, "piq_gmsd": 0.012707998976111412,
        "piq_fsim_gray": 0.8015298247337341, "piq_fsimc": 0.7935559153556824,
    },
    "blur": {
        "piq_psnr": 44.3970832824707, "msssim_ssim": 0.9986463189125061, "piq_ssim": 0.9986464381217957,
        "tm_ms_ssim": 0.9998003840446472, "msssim_ms_ssim": 0.9997992515563965, "piq_gmsd": 0.002094208262860775,
        "piq_fsim_gray": 0.9993856549263, "piq_fsimc": 0.9993575811386108,
    },
}  # fmt: skip


def reference() -> Tensor:
    c, i, j = torch.meshgrid(torch.arange(3.0), torch.arange(256.0), torch.arange(256.0), indexing="ij")
    return (0.5 + 0.5 * torch.sin(0.05 * (c + 1) * i + 0.03 * j) * torch.cos(0.07 * j))[None]


def changed(kind: str) -> Tensor:
    image = reference()
    if kind == "blur":
        return F.avg_pool2d(F.pad(image, (2, 2, 2, 2), mode="reflect"), 5, 1)
    c, i, j = torch.meshgrid(torch.arange(3.0), torch.arange(256.0), torch.arange(256.0), indexing="ij")
    return (image + 0.1 * torch.sin(1.7 * i + 2.3 * j + c)).clamp(0, 1)


@pytest.mark.parametrize("kind", ["noisy", "blur"])
def test_values_of_other_libraries(kind: str) -> None:
    test, truth, expected = changed(kind), reference(), REFERENCES[kind]
    assert psnr(test, truth).item() == pytest.approx(expected["piq_psnr"], abs=2e-3)
    assert ssim(test, truth).item() == pytest.approx(expected["msssim_ssim"], abs=2e-5)
    assert ssim(test, truth).item() == pytest.approx(expected["piq_ssim"], abs=2e-5)
    assert ms_ssim(test, truth).item() == pytest.approx(expected["tm_ms_ssim"], abs=1e-5)
    assert ms_ssim(test, truth).item() == pytest.approx(expected["msssim_ms_ssim"], abs=1e-3)
    assert gmsd(test, truth).item() == pytest.approx(expected["piq_gmsd"], abs=1e-5)


@pytest.mark.parametrize("kind", ["noisy", "blur"])
def test_fsim_agrees_with_piq(kind: str) -> None:
    test, truth, expected = changed(kind), reference(), REFERENCES[kind]
    assert fsim(test, truth).item() == pytest.approx(expected["piq_fsim_gray"], abs=1e-4)
    assert fsimc(test, truth).item() == pytest.approx(expected["piq_fsimc"], abs=1e-4)


def test_equal_images() -> None:
    image = reference()
    assert torch.isinf(psnr(image, image)).all()
    for metric in (ssim, ms_ssim, fsim, fsimc):
        assert metric(image, image).item() == pytest.approx(1, abs=1e-5)
    assert gmsd(image, image).item() == pytest.approx(0, abs=1e-6)


def test_constant_images() -> None:
    a, b = torch.full((1, 3, 32, 32), 0.3), torch.full((1, 3, 32, 32), 0.4)
    assert psnr(a, b).item() == pytest.approx(20, abs=1e-4)
    assert psnr(a, a + 1 / 255).item() == pytest.approx(48.131, abs=1e-3)
    assert ssim(a, b).item() == pytest.approx(0.960016, abs=2e-4)  # single precision


def test_a_mask_limits_the_region() -> None:
    generator = torch.Generator().manual_seed(0)
    truth = torch.rand(2, 3, 48, 48, generator=generator)
    test = truth.clone()
    test[..., 24:] = (test[..., 24:] + 0.1).clamp(0, 1)
    untouched, everything = torch.zeros(2, 48, 48), torch.ones(2, 48, 48)
    untouched[..., :18] = 1
    assert torch.isinf(psnr(test, truth, untouched)).all()
    assert torch.allclose(ssim(test, truth, untouched), torch.ones(2), atol=1e-5)
    assert torch.allclose(psnr(test, truth, everything), psnr(test, truth))
    assert torch.allclose(ssim(test, truth, everything), ssim(test, truth), atol=1e-6)


def test_skimage_and_pytorch_msssim_agree_on_every_image() -> None:
    generator = torch.Generator().manual_seed(1)
    truth = torch.rand(2, 3, 40, 56, generator=generator)
    test = (truth + 0.2 * torch.rand(2, 3, 40, 56, generator=generator)).clamp(0, 1)
    settings = {
        "gaussian_weights": True,
        "sigma": 1.5,
        "use_sample_covariance": False,
        "data_range": 1.0,
        "channel_axis": 2,
    }
    for i, value in enumerate(ssim(test, truth)):
        pair = test[i].permute(1, 2, 0).numpy(), truth[i].permute(1, 2, 0).numpy()
        assert value.item() == pytest.approx(structural_similarity(*pair, **settings), abs=1e-5)
        assert psnr(test, truth)[i].item() == pytest.approx(peak_signal_noise_ratio(*pair, data_range=1.0), abs=1e-3)
    assert torch.allclose(ssim(test, truth), other_ssim(test, truth, data_range=1.0, size_average=False), atol=1e-5)


def test_luma_variant_has_one_channel() -> None:
    test, truth = luminance(changed("blur")), luminance(reference())
    assert test.shape == (1, 1, 256, 256)
    assert 0.99 < ssim(test, truth).item() < 1


@pytest.mark.parametrize(("side", "scales"), [(11, 1), (80, 3), (128, 4), (176, 5), (512, 5)])
def test_ms_ssim_uses_the_scales_that_fit(side: int, scales: int) -> None:
    assert ms_ssim_scales(side) == scales


def test_ms_ssim_of_a_small_image() -> None:
    test, truth = changed("noisy")[..., :128, :128], reference()[..., :128, :128]
    assert 0.8 < ms_ssim(test, truth).item() < 1


def test_small_images_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 11 px"):
        ssim(torch.zeros(1, 3, 8, 8), torch.zeros(1, 3, 8, 8))


def test_as_batch_is_exact() -> None:
    image = torch.arange(48, dtype=torch.uint8).reshape(4, 4, 3)
    assert torch.equal((as_batch([image.numpy()])[0].permute(1, 2, 0) * 255).round().byte(), image)


def test_fsim_on_an_odd_size() -> None:
    test, truth = changed("noisy")[..., :125, :101], reference()[..., :125, :101]
    assert 0.5 < fsim(test, truth).item() < 0.95
