"""Photos with parts of other people laid in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engines.face.landmarks import head_turn
from engines.face.regions import part_mask
from engines.imaging.arrays import to_float
from training.data.canvases import mirrored
from training.data.collage import collage, unlikeness
from training.data.shards import Sample, ShardDataset, find_shards


@pytest.fixture(scope="module")
def people(shards: Path) -> list[Sample]:
    found = ShardDataset(find_shards(shards, ["london-train"]))
    return [found[0], found[1]]


def test_own_parts_and_outer_parts_of_others_change_nothing(people: list[Sample]) -> None:
    base, other = people
    assert np.array_equal(collage(base, {"nose": base, "mouth": base}), to_float(base.image))
    assert np.array_equal(collage(base, {"jaw": other, "hair": other}), to_float(base.image))


def test_a_part_of_another_person_changes_its_region_alone(people: list[Sample]) -> None:
    base, other = people
    made, photo = collage(base, {"mouth": other}), to_float(base.image)
    changed = np.abs(made - photo).max(axis=2) > 1 / 255
    assert changed.any()
    mouth = part_mask("mouth", base.landmarks, photo.shape[0]) > 0
    assert changed[mouth].mean() > 0.3
    upper = slice(0, photo.shape[0] // 2)
    assert not changed[upper].any()


def test_people_are_most_like_themselves_and_a_mirror_turns_the_head(people: list[Sample]) -> None:
    base, other = people
    assert unlikeness(base, base) == 0 < unlikeness(base, other)
    assert head_turn(mirrored(base).landmarks) == pytest.approx(-head_turn(base.landmarks))
