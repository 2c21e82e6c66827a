from __future__ import annotations

import numpy as np

from faceforge_app.document.extras import extra_title, shown_extras


def test_maps_pictures_ratios_and_points_become_pictures() -> None:
    shown = shown_extras(
        {
            "confidence": np.full((4, 4), 0.5, np.float32),
            "light_ratio": np.ones((4, 4, 3), np.float32),
            "mirror_points": np.full((4, 4, 2), 0.2, np.float32),
            "stage_one": np.full((4, 4, 3), 2.0, np.float32),
            "canvas": np.full((4, 4, 3), 7, np.uint8),
        }
    )
    assert {name: tuple(picture[0, 0]) for name, picture in shown.items()} == {
        "confidence": (128, 128, 128), "light_ratio": (128, 128, 128), "mirror_points": (51, 51, 128),
        "stage_one": (255, 255, 255), "canvas": (7, 7, 7),
    }  # fmt: skip


def test_what_is_no_picture_is_left_out() -> None:
    odd = {
        "losses": np.zeros(5),
        "stack": np.zeros((2, 3, 4, 5)),
        "five": np.zeros((4, 4, 5)),
        "nan": np.full((2, 2), np.nan),
    }
    assert shown_extras(odd) == {}


def test_a_name_without_title_is_readable() -> None:
    assert extra_title("light_ratio").startswith("Light ratio")
    assert extra_title("loss_map") == "Loss map"
