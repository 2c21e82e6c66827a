"""The smooth continuation that RecNet starts from."""

from __future__ import annotations

import torch
from torch import Tensor

from engines.symmetry.smooth_fill import smooth_fill

SIZE = 64


def slope() -> Tensor:
    """A picture (1, 3, SIZE, SIZE) that rises evenly to the right and falls downwards."""
    x = torch.linspace(0, 1, SIZE)
    return (0.2 + 0.5 * x[None, :] - 0.1 * x[:, None]).expand(1, 3, SIZE, SIZE).contiguous()


def square(low: int, high: int) -> Tensor:
    hole = torch.zeros(1, 1, SIZE, SIZE)
    hole[..., low:high, low:high] = 1
    return hole


def test_an_even_slope_goes_on_through_the_hole() -> None:
    hole = square(20, 44)
    filled = smooth_fill(slope() * (1 - hole) + 0.5 * hole, hole)
    assert float((filled - slope()).abs().max()) < 0.01


def test_what_is_visible_stays_and_what_the_hole_holds_does_not_matter() -> None:
    hole, picture = square(10, 30), torch.rand(2, 3, SIZE, SIZE, generator=torch.Generator().manual_seed(0))
    holes = hole.expand(2, -1, -1, -1)
    filled = smooth_fill(picture, holes)
    assert torch.equal(filled * (1 - holes), picture * (1 - holes))
    assert torch.allclose(filled, smooth_fill(picture * (1 - holes), holes))


def test_a_picture_does_not_depend_on_its_batch() -> None:
    pictures = torch.cat([slope(), 1 - slope()])
    holes = torch.cat([square(20, 44), square(5, 15)])
    both = smooth_fill(pictures, holes)
    assert torch.allclose(both[:1], smooth_fill(pictures[:1], holes[:1]), atol=1e-5)
    assert torch.allclose(both[1:], smooth_fill(pictures[1:], holes[1:]), atol=1e-5)


def test_without_a_hole_and_without_a_picture_nothing_breaks() -> None:
    assert torch.equal(smooth_fill(slope(), square(0, 0)), slope())
    assert torch.isfinite(smooth_fill(slope(), square(0, SIZE))).all()
