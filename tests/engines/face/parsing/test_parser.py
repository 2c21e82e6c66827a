"""The face network's classes, with and without its landmarks."""

from __future__ import annotations

import numpy as np
import pytest

from engines.errors import InputError
from tests.engines.sketch.networks import drawn_face, tiny_parser


def test_the_classes_alone_are_those_of_a_whole_parsing() -> None:
    parser, picture = tiny_parser(), drawn_face(97)
    probabilities = parser.probabilities(picture)
    assert np.array_equal(probabilities, parser.parse(picture).probabilities)
    assert probabilities.shape == (8, 97, 97) and np.allclose(probabilities.sum(axis=0), 1, atol=1e-5)
    with pytest.raises(InputError, match="not square"):
        parser.probabilities(picture[:50])
