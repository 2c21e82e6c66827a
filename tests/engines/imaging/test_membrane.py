"""Pictures that meet another one at a border."""

from __future__ import annotations

import numpy as np

from engines.imaging.membrane import eased, harmonic, meeting

SIZE = 96


def disc(radius: float) -> np.ndarray:
    y, x = np.mgrid[:SIZE, :SIZE] - SIZE / 2
    return (np.hypot(x, y) < radius).astype(np.float32)


def ramp() -> np.ndarray:
    return np.repeat(np.linspace(0.3, 0.6, SIZE, dtype=np.float32)[None, :, None], SIZE, axis=0).repeat(3, axis=2)


def test_a_linear_ramp_is_continued_as_it_is() -> None:
    known = 1 - disc(30)
    assert np.abs(harmonic(ramp() * known[..., None], known) - ramp()).max() < 0.02


def test_another_light_is_taken_over_and_the_relief_stays() -> None:
    rng = np.random.default_rng(0)
    relief = (0.03 * rng.standard_normal((SIZE, SIZE, 1))).astype(np.float32)
    region = disc(25)
    for other in (ramp() * 0.5 + relief, np.minimum(ramp() + 0.25, 1) + relief):
        met = meeting(other.astype(np.float32), ramp(), region)
        inside = disc(20) > 0
        assert abs(float((met - ramp())[inside].mean())) < 0.02
        assert 0.5 < (met - ramp())[inside].std() / relief[inside].std() < 2.2


def test_a_wall_at_the_border_does_not_run_into_the_face() -> None:
    base, image = ramp(), ramp()
    base[:, 75:] = 1.0  # beside the region the photo shows a wall where the other picture has skin
    met = meeting(image, base, disc(28))
    assert np.abs(met - image)[disc(28) > 0].max() < 0.03


def test_far_from_the_region_and_without_a_border_nothing_changes() -> None:
    image, region, far = ramp() * 0.5, disc(25), disc(45) == 0
    assert (meeting(image, ramp(), region)[far] == image[far]).all()
    assert (meeting(image, ramp(), np.ones_like(region)) == image).all()
    assert (meeting(image, ramp(), np.zeros_like(region)) == image).all()


def test_a_slip_of_colour_is_eased_at_the_border_alone() -> None:
    region, base = disc(30), ramp()
    eased_picture = eased(base + np.float32(0.08), base, region)
    y, x = np.mgrid[:SIZE, :SIZE] - SIZE / 2
    rim, middle = (region > 0) & (np.hypot(x, y) > 28.5), np.hypot(x, y) < 15
    assert np.abs(eased_picture - base)[rim].mean() < 0.02
    assert np.allclose(eased_picture[middle], base[middle] + 0.08, atol=5e-3)
    assert (eased_picture[region == 0] == base[region == 0]).all()


def test_an_edge_that_is_meant_stays() -> None:
    region, base = disc(30), ramp()
    dark = np.full_like(base, 0.05)
    assert np.allclose(eased(dark, base, region)[region > 0], 0.05, atol=1e-3)
    assert (eased(dark, base, np.ones_like(region)) == dark).all()
