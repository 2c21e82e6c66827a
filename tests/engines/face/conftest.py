from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from engines.face.detector import DlibLandmarks
from engines.imaging.arrays import ByteImage, Points
from engines.imaging.io import read_image

DATA = Path(__file__).parents[2] / "data"

LondonPhoto = Callable[[str], tuple[ByteImage, Points]]


@pytest.fixture(scope="session")
def london() -> LondonPhoto:
    """A test photo by key, (256, 256, 3), and its landmarks in pixels."""

    def read(key: str) -> tuple[ByteImage, Points]:
        landmarks = json.loads((DATA / f"{key}.json").read_text())["landmarks"]
        return read_image(DATA / f"{key}.jpg").image, np.array(landmarks) + 0.5  # stored with 0 = middle of a pixel

    return read


@pytest.fixture(scope="session")
def dlib_provider() -> Iterator[DlibLandmarks]:
    with DlibLandmarks() as provider:
        provider.detect(np.zeros((80, 80, 3), np.uint8))  # so that no single test is blamed for the child process
        yield provider
