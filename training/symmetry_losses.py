"""Losses of SymmFCNet (Li et al., Eq. 2 to 13). Images in [0, 1]; points and flows in [-1, 1]; all scalars, means over the batch.

The paper prints squared norms as sums; its weights only make sense for means, which is what these are.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from engines.face.landmarks import MIRROR
from engines.symmetry.warping import at_points, mirrored, resized_map, sample


def face_region(face: Tensor, truth: Tensor) -> Tensor:
    """Eq. 2: mean square of (N, 1, H, W) against the filled hull of the landmarks."""
    return (face - truth).square().mean()


def mirrored_points(points: Tensor) -> Tensor:
    """The landmarks (N, 68, 2) of the mirrored face, in [-1, 1]."""
    there = points[:, torch.as_tensor(MIRROR, device=points.device)]
    return torch.stack([-there[..., 0], there[..., 1]], dim=2)


def landmark(flow: Tensor, points: Tensor, form: str = "consistent") -> Tensor:
    """Eq. 6, summed over the landmarks (N, 68, 2): the flow leads from each point to its counterpart in the flipped picture.

    `consistent` asks for that, as Eq. 4 samples the flipped picture where the flow points; `paper` evaluates the flow at the flipped
    landmarks and compares with the originals, as printed.
    """
    flipped = mirrored_points(points)
    start, goal = (points, flipped) if form == "consistent" else (flipped, points)
    return (at_points(flow, start) - goal).square().sum(dim=(1, 2)).mean()


def illumination(flow: Tensor, light: Tensor, face: Tensor, target: Tensor) -> Tensor:
    """Eq. 10: the flipped photo, warped and relit, against the photo itself inside the face region.

    The region is taken as it is: shrinking it is no way to a smaller loss.
    """
    relit = sample(mirrored(target), flow) * light
    return ((relit - target) * face.detach()).square().mean()


def perceptual_symmetry(
    features: Tensor, mirror_features: Tensor, flow: Tensor, face: Tensor, trust: Tensor, norm: str = "active"
) -> Tensor:
    """Eq. 13: decoder features (N, C, h, w) against those of the flipped picture where the flow points, in the hole of the face.

    `active` divides by the pixels that count, `paper` by the channels alone.
    """
    flow, face, trust = (resized_map(values, features) for values in (flow, face.detach(), trust.detach()))
    weight = face * (1 - trust)
    difference = (features.float() - sample(mirror_features, flow)) * weight
    total = difference.square().sum() / features.shape[1]
    return total / (len(features) if norm == "paper" else weight.square().sum().clamp_min(1.0))


def painted_instead(share: Tensor, copied: Tensor, hole: Tensor) -> Tensor:
    """How much of the hole (N, 1, H, W) is painted though the other half shows it: 1 - `share` of stage I over the `copied` pixels.

    A painted mean is nearer to the photo, by pixels, than copied features that lie a little off: without a price the network ends up
    copying nothing.
    """
    lost = (1 - share) * copied.detach()
    return lost.sum() / hole.sum().clamp_min(1.0)


def crops(images: Tensor, boxes: Tensor, size: int) -> list[Tensor]:
    """Squares (N, 3, size, size) cut bilinearly out of images (N, 3, H, W): one tensor for each of the P boxes (N, P, 3)."""
    found = []
    for x, y, side in (box.unbind(1) for box in boxes.unbind(1)):
        zero = torch.zeros_like(side)
        rows = (torch.stack([side, zero, 2 * x - 1], 1), torch.stack([zero, side, 2 * y - 1], 1))
        grid = F.affine_grid(torch.stack(rows, 1), [len(images), images.shape[1], size, size], align_corners=False)
        found.append(F.grid_sample(images.float(), grid, padding_mode="border", align_corners=False))
    return found
