"""Distances by a pretrained feature network: `lpips_squeeze_caffe`, and pooled features for whole sets."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from engines.errors import WeightsError
from training.feature_networks import SqueezeFeatures
from training.metrics.fidelity import region_mean

BATCH = 32
FEATURE_SCALE = 4.6  # root mean square of the pooled features of FFHQ photos at 128 px


class LpipsSqueeze(nn.Module):
    """`lpips_squeeze_caffe`: learned perceptual distance (Zhang et al. 2018, v0.1 heads) on SqueezeNet v1.1 of Caffe.

    Features are scaled to unit length along the channels, squared differences weighted by the heads' non-negative 1 x 1 weights and
    averaged over space, then summed over seven taps. The heads were learnt on torchvision's training of the same network, so values
    come close to LPIPS (squeeze) without being equal. `heads` is the .pth of the official package.
    """

    def __init__(self, features: SqueezeFeatures, heads: Path) -> None:
        super().__init__()
        self.features = features
        for tap, weight in enumerate(_read_heads(heads, features.channels)):
            self.register_buffer(f"head{tap}", weight, persistent=False)

    def forward(self, test: Tensor, reference: Tensor, mask: Tensor | None = None) -> Tensor:
        """(N,) distances of (N, 3, H, W) in [0, 1]; with `mask` (N, H, W) each tap is averaged where the mask, reduced to it, is."""
        return self.pool(self.maps(test, reference), mask)

    def maps(self, test: Tensor, reference: Tensor) -> list[Tensor]:
        """The distance at every pixel of each tap, (N, 1, h, w): pool them over as many regions as needed."""
        return self.compare(self.features(test), self.features(reference))

    def compare(self, test: list[Tensor], reference: list[Tensor]) -> list[Tensor]:
        """The same from features that are at hand, as the network gives them."""
        pairs = zip(test, reference, strict=True)
        return [self._tap(tap, first, second) for tap, (first, second) in enumerate(pairs)]

    @staticmethod
    def pool(maps: list[Tensor], mask: Tensor | None = None) -> Tensor:
        """Means over space, or over the mask, summed over the taps, (N,)."""
        return torch.stack([region_mean(distance, mask) for distance in maps]).sum(0)

    def _tap(self, tap: int, first: Tensor, second: Tensor) -> Tensor:
        difference = (unit_length(first) - unit_length(second)).square()
        distance: Tensor = (difference * getattr(self, f"head{tap}")).sum(1, keepdim=True)
        return distance


def unit_length(features: Tensor) -> Tensor:
    """(N, C, H, W) with every pixel's channel vector at length 1."""
    return features / (features.square().sum(1, keepdim=True).sqrt() + 1e-10)


@torch.inference_mode()
def pooled_features(network: SqueezeFeatures, images: Tensor) -> Tensor:
    """The last tap averaged over space, (N, 512) double: what `frechet_squeeze` and `kid_squeeze` compare.

    Divided by 4.6, so that real faces have a root mean square of about 1 and no power of the kernel outweighs the others.
    """
    return (
        torch.cat([network(part)[-1].mean(dim=(2, 3)) for part in torch.split(images, BATCH)]).double() / FEATURE_SCALE
    )


def _read_heads(path: Path, channels: tuple[int, ...]) -> list[Tensor]:
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
        heads = [state[f"lin{tap}.model.1.weight"].float() for tap in range(len(channels))]
    except Exception as error:  # torch.load raises whatever the damage leads to
        raise WeightsError(
            f"The LPIPS heads {path} cannot be read. Give lpips v0.1 squeeze.pth with --heads."
        ) from error
    if [head.shape[1] for head in heads] != list(channels):
        raise WeightsError(f"{path.name} belongs to another network. Give lpips v0.1 squeeze.pth with --heads.")
    return heads
