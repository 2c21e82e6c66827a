"""The flow that known landmarks tell: a thin-plate spline from each to its counterpart (Bookstein 1989).

FlowNet learns correspondence from landmarks alone; where those of a face are known at work, nothing has to be guessed.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from engines.face.landmarks import MIRROR

STIFFNESS = 0.02  # how far single landmarks may be missed for the sake of a smooth flow
GRID = 64  # px that the correction is computed at; it is smooth


def mirror_goals(landmarks: Tensor) -> Tensor:
    """Where in the flipped picture the counterparts of landmarks (N, 68, 2) lie, both in a flow's coordinates."""
    flipped = landmarks[:, MIRROR]
    return torch.stack([-flipped[..., 0], flipped[..., 1]], dim=2)


def landmark_flow(landmarks: Tensor, like: Tensor) -> Tensor:
    """A smooth flow (N, 2, S, S) that leads landmarks (N, 68, 2), in its own coordinates, to their counterparts in the flipped picture.

    `like` (N, C, S, S) says how large. Far from the face it is an affine map.
    """
    lines = torch.linspace(-1, 1, GRID, device=landmarks.device)
    grid = torch.stack(torch.meshgrid(lines, lines, indexing="xy"), dim=2).reshape(1, -1, 2)
    with torch.autocast(landmarks.device.type, enabled=False):  # half precision would miss them by pixels
        goals = mirror_goals(landmarks.float())
        places = _thin_plate(landmarks.float(), goals, grid.expand(len(landmarks), -1, -1))
    small = places.transpose(1, 2).reshape(len(landmarks), 2, GRID, GRID)
    return F.interpolate(small, size=like.shape[2:], mode="bilinear", align_corners=True)


def _thin_plate(points: Tensor, values: Tensor, places: Tensor) -> Tensor:
    """The smoothing spline of `values` (N, K, 2) at `points` (N, K, 2), read at `places` (N, M, 2) -> (N, M, 2)."""
    count = points.shape[1]
    plane = torch.cat([torch.ones_like(points[..., :1]), points], dim=2)
    bent = _bending(points, points) + STIFFNESS * torch.eye(count, device=points.device)
    top = torch.cat([bent, plane], dim=2)
    below = torch.cat([plane.transpose(1, 2), plane.new_zeros(len(plane), 3, 3)], dim=2)
    known = torch.cat([values, values.new_zeros(len(values), 3, values.shape[2])], dim=1)
    weights = torch.linalg.solve(torch.cat([top, below], dim=1), known)
    read = torch.cat([torch.ones_like(places[..., :1]), places], dim=2)
    answer: Tensor = _bending(places, points) @ weights[:, :count] + read @ weights[:, count:]
    return answer


def _bending(first: Tensor, second: Tensor) -> Tensor:
    """r^2 log r^2 of all distances, (N, A, 2) and (N, B, 2) -> (N, A, B)."""
    square = (first[:, :, None] - second[:, None]).square().sum(dim=3)
    return square * torch.log(square.clamp_min(1e-9))
