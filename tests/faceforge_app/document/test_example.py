"""Every engine can be asked for the bundled example, except for faces of nobody."""

from __future__ import annotations

import numpy as np
import pytest

from engines.errors import InputError
from engines.face.library import Library
from engines.requests import CompletionRequest, ContextRequest, PartsRequest, SampleRequest, SketchRequest
from faceforge_app.document.example import example_parts, example_request


def test_the_example_is_asked_in_every_way() -> None:
    donor = Library.open().donor
    composed = example_request(PartsRequest, donor)
    assert [part.kind for part in composed.parts].count("nose") == 1 and len(composed.parts) == len(example_parts())
    hidden = example_request(CompletionRequest, donor)
    assert 0 < hidden.mask.mean() < 0.2
    sketch = example_request(SketchRequest, donor)
    assert sketch.sketch.shape == hidden.image.shape and np.ptp(sketch.sketch, axis=2).max() == 0
    bare = example_request(ContextRequest, donor)
    assert 0.5 < bare.mask.mean() < 0.95 and bare.mask.max() == 1


def test_what_has_no_example_says_so() -> None:
    with pytest.raises(InputError, match="no example"):
        example_request(SampleRequest, Library.open().donor)
