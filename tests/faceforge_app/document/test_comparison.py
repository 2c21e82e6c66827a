"""How pictures differ, which results stay, and what is written into pictures."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from engines.imaging.arrays import ByteImage, to_bytes
from engines.requests import Result
from faceforge_app.document.comparison import compared, difference, difference_text
from faceforge_app.document.contact_sheet import contact_sheet, sheet_recipe
from faceforge_app.document.document import Document
from faceforge_app.document.lettering import with_line
from faceforge_app.document.results import ResultEntry, ResultFilter, result_entry, within_limit
from tests.fakes import face_picture

SIDE = 8


def flat(level: float) -> np.ndarray:
    return np.full((SIDE, SIDE, 3), level, np.float32)


def entry(*levels: float, engine: str = "parts", **recipe: object) -> ResultEntry:
    made = Result(tuple(flat(level) for level in levels), recipe={"options": {"seed": 7}, "device": "cpu", **recipe})
    return result_entry(engine, made, Document())


def changed(picture: ByteImage) -> ByteImage:
    other = picture.copy()
    other[0, 0] = (10, 0, 0)
    other[1, :4, 1] += 3
    return other


def test_a_difference_has_a_maximum_a_share_and_a_picture() -> None:
    one = np.zeros((SIDE, SIDE, 3), np.uint8)
    found = difference(one, changed(one))
    assert (found.maximum, found.share, found.identical) == (10, 5 / 64, False)
    assert found.amplified(8)[0, 0].tolist() == [80, 0, 0]
    assert found.amplified(100)[0, 0].tolist() == [255, 0, 0]
    assert difference_text((found,)) == "different by at most 10 of 255, in 7.81 % of the pixels"
    assert difference(one, one.copy()).identical


def test_pictures_of_two_sizes_are_compared_at_the_larger_one() -> None:
    small, large = np.full((4, 4, 3), 90, np.uint8), np.full((SIDE, SIDE, 3), 90, np.uint8)
    assert difference(small, large).identical
    assert difference(small, large).absolute.shape == (SIDE, SIDE, 3)


def test_a_rerun_is_identical_or_says_what_was_not_the_same() -> None:
    made = entry(0.25, 0.5, weights_sha256="aa", input_sha256="11")
    same = Result((flat(0.25), flat(0.5)), recipe=dict(made.recipe))
    assert compared(made, same).verdict == "identical"
    other = Result((flat(0.25), flat(0.75)), recipe={**made.recipe, "weights_sha256": "bb", "device": "cuda"})
    rerun = compared(made, other)
    assert not rerun.identical
    assert [each.identical for each in rerun.differences] == [True, False]
    assert "not as it was then: weights, device" in rerun.verdict


def test_a_rerun_knows_the_variants_that_are_left() -> None:
    made = entry(0.25, 0.5, 0.75).without(1)
    rerun = compared(made, Result((flat(0.25), flat(0.5), flat(0.75)), recipe=dict(made.recipe)))
    assert rerun.identical and len(rerun.differences) == 2


def test_the_oldest_without_a_star_go_first() -> None:
    newest, middle, oldest = entry(0.1, 0.2), entry(0.3, 0.4), entry(0.5, 0.6).with_star(0, True)
    size = SIDE * SIDE * 3

    def left(pictures: int) -> list[tuple[int, ...]]:
        kept = within_limit((newest, middle, oldest), pictures * size, lambda image: image.nbytes)
        return [each.numbers for each in kept]

    assert left(6) == [(0, 1), (0, 1), (0, 1)]
    assert left(5) == [(0, 1), (0, 1), (0,)]
    assert left(4) == [(0, 1), (1,), (0,)]
    assert left(0) == [(0, 1), (0,)], "the newest run and what is starred stay"


@pytest.mark.parametrize(
    ("shown", "seen"),
    [(ResultFilter(), 4), (ResultFilter("parts"), 2), (ResultFilter(starred=True), 1), (ResultFilter("x", True), 0)],
)
def test_results_are_filtered_by_engine_and_star(shown: ResultFilter, seen: int) -> None:
    there = (entry(0.1, 0.2).with_star(1, True), entry(0.3, 0.4, engine="other"))
    assert sum(shown.shows(each, number) for each in there for number in each.numbers) == seen


def test_a_contact_sheet_shows_every_variant_and_names_its_recipe() -> None:
    made = dataclasses.replace(entry(0.1, 0.5, 0.9), note="the good one")
    chosen = tuple((made, number) for number in made.numbers)
    sheet = contact_sheet(chosen, 64)
    height, width = sheet.shape[:2]
    assert (height, width) == (8 + 2 * (64 + 24 + 8), 8 + 2 * (64 + 8))
    for place, level in ((10, 0.1), (82, 0.5)):
        assert sheet[10, place + 20].tolist() == to_bytes(flat(level))[0, 0].tolist()
    assert [recipe["variant"] for recipe in sheet_recipe(chosen)["sheet"]] == [0, 1, 2]


def test_the_visible_line_lies_at_the_lower_edge_alone() -> None:
    picture = face_picture(size=256)
    lined = with_line(picture)
    assert lined.shape == picture.shape
    assert (lined[:230] == picture[:230]).all()
    assert lined[244:252].max() > 240 and lined[254].mean() < picture[254].mean() * 0.6
