"""What happens to the generator's face before it is shown."""

from __future__ import annotations

import cv2
import numpy as np

from engines.parts.finish import with_donor_detail

SIZE = 128


def form(seed: int) -> np.ndarray:
    """Soft shapes (SIZE, SIZE, 3) around 0.5."""
    noise = np.random.default_rng(seed).standard_normal((SIZE, SIZE, 1)).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 6.0)
    return (0.5 + 0.05 * soft / soft.std())[..., None].repeat(3, axis=2).astype(np.float32)


def texture() -> np.ndarray:
    noise = np.random.default_rng(9).standard_normal((SIZE, SIZE, 1)).astype(np.float32)
    return (0.02 * noise).repeat(3, axis=2)


def part() -> np.ndarray:
    cover = np.zeros((SIZE, SIZE), np.float32)
    cover[30:100, 30:100] = 1
    return cover


def roughness(picture: np.ndarray) -> np.ndarray:
    return np.abs(picture - cv2.GaussianBlur(picture, (0, 0), 1.0))


def test_a_part_that_was_kept_gets_the_donors_texture_and_its_border_none() -> None:
    painted, canvas = form(1), (form(1) + texture()).astype(np.float32)
    detailed = with_donor_detail(painted, canvas, [part()], 1.0)
    inside = roughness(detailed)[45:85, 45:85].mean()
    assert inside > 0.8 * roughness(canvas)[45:85, 45:85].mean()
    assert np.abs(detailed - painted)[30, 40:90].max() < 0.01
    assert np.array_equal(detailed[:20], painted[:20])


def test_the_share_says_how_much() -> None:
    painted = form(1)
    canvas = (form(1) + texture()).astype(np.float32)
    assert np.array_equal(with_donor_detail(painted, canvas, [part()], 0.0), painted)
    full, half = (with_donor_detail(painted, canvas, [part()], share) - painted for share in (1.0, 0.5))
    assert np.allclose(full, 2 * half, atol=1e-5)
