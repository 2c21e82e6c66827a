"""Losses of the face network. Each is a scalar mean over the batch."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def balanced_cross_entropy(logits: Tensor, classes: Tensor, weights: Tensor) -> Tensor:
    """Cross entropy in nats of logits (N, C, H, W) and classes (N, H, W), each pixel counted by its class's weight (C,)."""
    return F.cross_entropy(logits, classes, weights)


def soft_dice(logits: Tensor, classes: Tensor) -> Tensor:
    """One minus the soft Dice overlap (Milletari et al. 2016), mean over the classes that the picture shows or that are seen in it."""
    probabilities = logits.softmax(dim=1)
    truth = F.one_hot(classes, logits.shape[1]).movedim(-1, 1).to(probabilities.dtype)
    shared = (probabilities * truth).sum(dim=(2, 3))
    both = probabilities.sum(dim=(2, 3)) + truth.sum(dim=(2, 3))
    return (1 - (2 * shared + 1) / (both + 1)).mean()


def wing(found: Tensor, truth: Tensor, eye_distance: Tensor, width: float = 0.1, curvature: float = 0.02) -> Tensor:
    """Wing loss (Feng et al. 2018) of points (N, P, 2), in eye distances (N, 1): logarithmic within `width`, linear outside.

    Points outside the picture do not count.
    """
    difference = (found - truth).abs() / eye_distance[:, :, None]
    offset = width - width * math.log(1 + width / curvature)
    loss = torch.where(difference < width, width * torch.log1p(difference / curvature), difference - offset)
    return _mean_inside(loss.sum(dim=2), truth)


def heat_cross_entropy(heat: Tensor, truth: Tensor, spread: float = 1.2) -> Tensor:
    """Cross entropy in nats of log probabilities (N, P, h, w) and a Gaussian about the true points (N, P, 2), less the Gaussian's own
    entropy, so that 0 is perfect; `spread` is its deviation in cells. Points outside the picture do not count."""
    side = heat.shape[-1]
    centres = (torch.arange(side, device=heat.device, dtype=heat.dtype) + 0.5) / side
    away = (centres - truth[..., None]) * (side / spread)
    across, down = (-away[:, :, 0].square() / 2).softmax(dim=2), (-away[:, :, 1].square() / 2).softmax(dim=2)
    goal = down[..., None] * across[:, :, None, :]
    return _mean_inside((torch.xlogy(goal, goal) - goal * heat).sum(dim=(2, 3)), truth)


def _mean_inside(loss: Tensor, truth: Tensor) -> Tensor:
    inside = ((truth > 0) & (truth < 1)).all(dim=2).to(loss.dtype)
    return (loss * inside).sum() / inside.sum().clamp_min(1)
