"""Measures of faces on drawn pictures."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from engines.face.average_face import average_landmarks
from engines.face.landmarks import mirror_landmarks
from engines.imaging.sharpness import laplacian_energy
from training.metrics.faces import landmark_error, mean_iou, seam, symmetry_error


def texture(seed: int = 0, size: int = 128) -> np.ndarray:
    noise = np.random.default_rng(seed).random((size, size, 3)).astype(np.float32)
    smooth = cv2.GaussianBlur(noise, (0, 0), 2)
    return (smooth - smooth.min()) / (smooth.max() - smooth.min())


def disc(radius: float, size: int = 128) -> np.ndarray:
    y, x = np.mgrid[:size, :size] - (size - 1) / 2
    return (np.hypot(x, y) < radius).astype(np.float32)


def test_a_pasted_disc_has_a_seam_and_smooth_texture_has_none() -> None:
    image, part = texture(), disc(30)
    pasted = np.where(part[..., None] > 0.5, texture(1) * 0.5 + 0.5, image * 0.5).astype(np.float32)
    assert seam(image, [part]) == pytest.approx(1, abs=0.15)
    assert seam(pasted, [part]) > 3


def test_a_covered_border_is_no_seam() -> None:
    below, above = disc(20), disc(40)
    pasted = np.where(below[..., None] > 0.5, 1, texture() * 0.5).astype(np.float32)
    pasted = np.where(above[..., None] > 0.5, texture(), pasted).astype(np.float32)
    assert seam(pasted, [below, above]) == pytest.approx(seam(pasted, [above]))


def test_blur_lowers_the_energy() -> None:
    image, region = texture(), disc(40)
    ratio = laplacian_energy(cv2.GaussianBlur(image, (0, 0), 2), region) / laplacian_energy(image, region)
    assert 0 < ratio < 0.5
    assert laplacian_energy(np.full((128, 128, 3), 0.5, np.float32), region) == 0


def test_energy_of_a_checkerboard() -> None:
    board = (np.indices((16, 16)).sum(0) % 2).astype(np.float32)
    assert laplacian_energy(np.repeat(board[..., None], 3, 2), np.ones((16, 16), np.float32)) == pytest.approx(
        16, rel=1e-5
    )


def test_mean_iou() -> None:
    truth = np.array([[0, 0, 1, 1]])
    assert mean_iou(truth, truth, 3) == 1
    assert mean_iou(np.array([[0, 1, 1, 1]]), truth, 3) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert mean_iou(np.array([[2, 0, 1, 1]]), np.array([[255, 0, 1, 1]]), 3) == 1


def test_landmark_error_is_relative_to_the_eye_distance() -> None:
    truth = average_landmarks()
    assert landmark_error(truth, truth) == 0
    assert landmark_error(truth + np.array([0.024, 0]), truth) == pytest.approx(0.1, abs=2e-3)


def test_symmetry_error() -> None:
    landmarks = average_landmarks()
    landmarks = (landmarks + mirror_landmarks(landmarks)) / 2
    half = texture()
    symmetric = (half + half[:, ::-1]) / 2
    assert symmetry_error(symmetric, landmarks) == pytest.approx(0, abs=1e-3)
    assert symmetry_error(half, landmarks) > 0.1
