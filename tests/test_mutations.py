"""No damaged file crashes, hangs or fills the memory; `make soak` tries many more."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.mutations import KINDS, maltreated

EACH = 50


@pytest.mark.filterwarnings("ignore::UserWarning")  # of Pillow, which says what is wrong with a TIFF
@pytest.mark.parametrize("kind", KINDS)
def test_damaged_files_open_or_are_refused(kind: str, tmp_path: Path) -> None:
    outcome = maltreated(KINDS[kind](tmp_path), EACH, random.Random(6), tmp_path)
    assert outcome.files == EACH and outcome.opened < EACH
    assert outcome.slowest_s < 5 and outcome.grown_mb < 1000
