"""Flows that landmarks tell."""

from __future__ import annotations

import numpy as np
import torch

from engines.face.average_face import average_landmarks
from engines.imaging.arrays import Points
from engines.symmetry.guidance import landmark_flow, mirror_goals
from engines.symmetry.warping import at_points, identity_flow

SIDE = 64


def turned_face() -> torch.Tensor:
    """Landmarks of a face that looks to one side, in a flow's coordinates."""
    points: Points = average_landmarks() * 2 - 1
    turned = np.stack([points[:, 0] + 0.15 * (1 - points[:, 0] ** 2), points[:, 1]], axis=1)
    return torch.from_numpy(turned.astype(np.float32))[None]


def missed_px(flow: torch.Tensor, landmarks: torch.Tensor) -> float:
    missed = at_points(flow, landmarks) - mirror_goals(landmarks)
    return float(missed.norm(dim=2).mean()) * SIDE / 2


def test_landmarks_lead_to_their_counterparts() -> None:
    landmarks = turned_face()
    plain = identity_flow(torch.zeros(1, 1, SIDE, SIDE))
    assert missed_px(plain, landmarks) > 4
    led = landmark_flow(landmarks, plain)
    assert missed_px(led, landmarks) < 0.5
    steps = (led - plain).diff(dim=3).abs()
    assert float(steps.max()) < 0.1  # smooth: no fold and no jump


def test_a_symmetric_face_is_its_own_mirror() -> None:
    landmarks = turned_face()
    symmetric = (landmarks + mirror_goals(landmarks)) / 2
    plain = identity_flow(torch.zeros(1, 1, SIDE, SIDE))
    assert torch.allclose(landmark_flow(symmetric, plain), plain, atol=1e-3)


def test_half_precision_around_it_does_not_matter() -> None:
    landmarks, plain = turned_face(), identity_flow(torch.zeros(1, 1, SIDE, SIDE))
    with torch.autocast("cpu", torch.bfloat16):
        led = landmark_flow(landmarks, plain)
    assert missed_px(led, landmarks) < 0.5
