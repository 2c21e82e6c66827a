"""Correspondence between a face and its mirror image.

A flow is (N, 2, H, W), x then y, in normalised coordinates with -1 and 1 at the centres of the first and last pixel: where in the
flipped picture each pixel's counterpart lies. Mirror images are laid over the picture itself, so an identity flow is plain mirroring.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F


def mirrored(picture: Tensor) -> Tensor:
    """(N, C, H, W) seen in a mirror."""
    return picture.flip(3)


def identity_flow(picture: Tensor) -> Tensor:
    """The flow (1, 2, H, W) that maps every pixel of a picture (N, C, H, W) to itself."""
    height, width = picture.shape[2:]
    rows = torch.linspace(-1, 1, height, device=picture.device).view(1, 1, height, 1).expand(1, 1, height, width)
    columns = torch.linspace(-1, 1, width, device=picture.device).view(1, 1, 1, width).expand(1, 1, height, width)
    return torch.cat([columns, rows], dim=1)


def sample(picture: Tensor, flow: Tensor, beyond: str = "border") -> Tensor:
    """The picture (N, C, H, W) read bilinearly where the flow points (Eq. 4, 5); outside lies its `border`, or `zeros`."""
    grid = flow.float().permute(0, 2, 3, 1)
    return F.grid_sample(picture.float(), grid, mode="bilinear", padding_mode=beyond, align_corners=True)


def at_points(flow: Tensor, points: Tensor) -> Tensor:
    """The flow at points (N, K, 2) in its own coordinates -> (N, K, 2)."""
    read = F.grid_sample(flow.float(), points[:, :, None].float(), padding_mode="border", align_corners=True)
    return read[..., 0].transpose(1, 2)


def resized_map(values: Tensor, like: Tensor) -> Tensor:
    """A map at another size, bilinearly; normalised coordinates need no rescaling."""
    size = (like.shape[2], like.shape[3])
    if values.shape[2:] == like.shape[2:]:
        return values
    return F.interpolate(values, size=size, mode="bilinear", align_corners=False)


def binarised(values: Tensor, threshold: float) -> Tensor:
    """1 where `values` reach the threshold, else 0; the gradient passes as if nothing had happened (straight-through)."""
    return (values >= threshold).float() + values - values.detach()
