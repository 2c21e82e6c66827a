"""Training canvases: what they are made of, and that a position always gives the same one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engines.face.average_face import average_landmarks
from engines.face.regions import PART_KINDS
from engines.parts.canvas import draw_canvas
from training.data.canvases import CanvasAugmentation, mirrored, place_part, random_kinds, random_parts, resized
from training.data.pairs import DataConfig, PartsPairs
from training.data.shards import Sample, ShardDataset, find_shards

STILL = CanvasAugmentation(0, 0, 0, 0, 0, (("eyes", 1.0), ("brows", 1.0), ("nose", 1.0), ("mouth", 1.0)))
AVERAGE = average_landmarks()


@pytest.fixture(scope="module")
def sample(shards: Path) -> Sample:
    return ShardDataset(find_shards(shards, ["london-train"]))[0]


def pairs(shards: Path, canvas: CanvasAugmentation = STILL, mixed: float = 0.0, **data: object) -> PartsPairs:
    return PartsPairs(shards, DataConfig(**data), canvas, AVERAGE, 64, seed=3, mixed=mixed)


def test_parts_left_in_place_reproduce_the_photo_exactly_inside_their_cover(shards: Path) -> None:
    item = pairs(shards, placement="in_place")[0]
    inside = (item["cover"] == 1).expand(3, -1, -1)
    assert inside.float().mean() > 0.02
    assert torch.equal(item["canvas"][inside], item["target"][inside])


def test_outside_the_parts_the_canvas_is_empty(shards: Path) -> None:
    item = pairs(shards, placement="in_place")[0]
    outside = (item["cover"] == 0).expand(3, -1, -1)
    assert outside.float().mean() > 0.3
    assert (item["canvas"][outside] == 0).all()


def test_on_the_average_face_parts_lie_on_its_landmarks(sample: Sample) -> None:
    rng = np.random.default_rng(0)
    for kind in ("nose", "mouth", "left_eye"):
        part = place_part(kind, sample, AVERAGE, 1.0, STILL, rng)
        points = list(PART_KINDS[kind].points)
        moved = sample.landmarks[points] @ part.to_canvas[:, :2].T + part.to_canvas[:, 2]
        assert np.allclose(moved.mean(axis=0), AVERAGE[points].mean(axis=0))


def test_the_same_position_gives_the_same_item_whatever_was_drawn_before(shards: Path) -> None:
    wild = CanvasAugmentation()
    first = pairs(shards, wild, mixed=0.5)
    expected = [first[i] for i in range(6)]
    again = pairs(shards, wild, mixed=0.5)
    for i in (4, 0, 5):
        assert all(torch.equal(value, expected[i][name]) for name, value in again[i].items())
    assert not torch.equal(expected[0]["canvas"], expected[1]["canvas"])


def test_items_have_the_promised_shapes_and_ranges(shards: Path) -> None:
    one, three = (1, 64, 64), (3, 64, 64)
    shapes = {"canvas": three, "target": three, "photo": three, "cover": one, "focus": one,
              "exemplary": (1,), "freedom": (1,), "tone": (3,)}  # fmt: skip
    source = pairs(shards, CanvasAugmentation(), mixed=0.5)
    items = [source[i] for i in range(12)]
    for item in items:
        assert {name: tuple(value.shape) for name, value in item.items()} == shapes
        for name, value in item.items():
            assert value.dtype == torch.float32
            assert value.min() >= (-1 if name in ("canvas", "target", "photo", "tone") else 0)
            assert value.max() <= 1
    assert {torch.equal(item["target"], item["photo"]) for item in items} == {True, False}


def test_softened_samples_lose_detail_in_canvas_and_target_but_not_in_the_photo_of_their_style(shards: Path) -> None:
    sharp, soft = (pairs(shards, placement="in_place", soft=share)[0] for share in (0.0, 1.0))
    assert torch.equal(sharp["photo"], soft["photo"])
    for name in ("canvas", "target"):
        assert soft[name].diff(dim=2).abs().mean() < sharp[name].diff(dim=2).abs().mean()


def test_colours_are_matched_as_often_as_asked(sample: Sample) -> None:
    donors, rng = {"nose": sample, "mouth": sample}, np.random.default_rng(0)
    drawn = [random_parts(donors, AVERAGE, 0.0, replace(STILL, matched=0.5), rng)[0].colour_match for _ in range(200)]
    assert np.mean(np.array(drawn) == 1) == pytest.approx(0.5, abs=0.1)
    assert random_parts(donors, AVERAGE, 0.0, STILL, rng)[0].colour_match == 0


def test_placement_sets_the_freedom(shards: Path) -> None:
    assert float(pairs(shards, placement="in_place")[0]["freedom"]) == 0
    assert float(pairs(shards, placement="average")[0]["freedom"]) == 1
    drawn = [float(pairs(shards)[i]["freedom"]) for i in range(5)]
    assert len(set(drawn)) == 5


def test_without_brows_less_is_covered(shards: Path) -> None:
    with_brows, without = (pairs(shards, placement="in_place", include_brows=on)[0]["cover"] for on in (True, False))
    assert (without <= with_brows).all()
    assert without.sum() < with_brows.sum()


def test_at_least_two_kinds_are_drawn_each_by_its_chance() -> None:
    rng = np.random.default_rng(0)
    drawn = [random_kinds(CanvasAugmentation(), rng) for _ in range(300)]
    assert min(map(len, drawn)) >= 2
    shares = {kind: sum(kind in kinds for kinds in drawn) / 300 for kind in ("eyes", "hair")}
    assert shares["eyes"] == pytest.approx(0.92, abs=0.06)
    assert shares["hair"] == pytest.approx(0.2, abs=0.08)


def test_a_mirrored_sample_mirrored_again_is_itself(sample: Sample) -> None:
    once, twice = mirrored(sample), mirrored(mirrored(sample))
    assert not np.array_equal(once.image, sample.image)
    assert np.array_equal(twice.image, sample.image)
    assert np.allclose(twice.landmarks, sample.landmarks)


def test_resizing_keeps_landmarks_in_frame_units(sample: Sample) -> None:
    smaller = resized(sample, 32)
    assert smaller.image.shape == (32, 32, 3)
    assert np.array_equal(smaller.landmarks, sample.landmarks)
    assert resized(sample, 64) is sample


def test_freedom_displaces_parts_within_the_ranges(sample: Sample) -> None:
    augmentation, rng = CanvasAugmentation(shift=0.03), np.random.default_rng(1)
    points = list(PART_KINDS["nose"].points)
    home = AVERAGE[points].mean(axis=0)
    for _ in range(20):
        part = place_part("nose", sample, AVERAGE, 1.0, augmentation, rng)
        moved = sample.landmarks[points] @ part.to_canvas[:, :2].T + part.to_canvas[:, 2]
        assert np.abs(moved.mean(axis=0) - home).max() < 0.03 + 0.02  # the shift, and a turn about the box's centre


def test_parts_come_in_stacking_order(sample: Sample) -> None:
    donors = dict.fromkeys(("mouth", "jaw", "eyes", "nose", "hair", "brows"), sample)
    parts = random_parts(donors, AVERAGE, 0.0, STILL, np.random.default_rng(0))
    assert [part.kind for part in parts] == ["hair", "jaw", "nose", "brows", "eyes", "mouth"]
    canvas, cover = draw_canvas(parts, 64)
    assert canvas.shape == (64, 64, 3)
    assert 0 <= cover.min() <= cover.max() <= 1
