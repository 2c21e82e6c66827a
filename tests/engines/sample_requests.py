"""One small, valid request of every request type, made by formula."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from engines.face.average_face import average_landmarks
from engines.face.regions import face_hull, part_mask
from engines.imaging.arrays import FloatImage
from engines.imaging.geometry import IDENTITY
from engines.requests import CompletionRequest, ContextRequest, PartsRequest, PlacedPart, SampleRequest, SketchRequest

SIZE = 128


def smooth_picture(size: int = SIZE) -> FloatImage:
    """A skin-coloured picture with soft waves, (size, size, 3)."""
    y, x = np.mgrid[:size, :size] / size
    waves = 0.12 * np.stack([np.sin(7 * x + 3 * y), np.cos(5 * y - 2 * x), np.sin(6 * y + 1)], axis=-1)
    return (np.array([0.75, 0.58, 0.5]) + waves).astype(np.float32)


def sketched_face(size: int = SIZE) -> FloatImage:
    """An oval with dots for its landmarks, dark on white, (size, size, 3)."""
    landmarks = average_landmarks()
    sketch = 1 - 0.1 * face_hull(landmarks, size)
    for x, y in (landmarks * size).astype(int):
        sketch[y, x] = 0
    return np.repeat(sketch[..., None], 3, axis=2).astype(np.float32)


def sample_request(kind: type) -> Any:
    """A request of this type; raises `KeyError` for a type that has no sample yet."""
    landmarks = average_landmarks()
    makers: dict[type, Callable[[], Any]] = {
        PartsRequest: lambda: PartsRequest(
            tuple(
                PlacedPart(part, smooth_picture(), part_mask(part, landmarks, SIZE), IDENTITY, donor="formula")
                for part in ("nose", "eyes", "mouth")
            )
        ),
        CompletionRequest: lambda: CompletionRequest(smooth_picture(), part_mask("nose", landmarks, SIZE), landmarks),
        ContextRequest: lambda: ContextRequest(smooth_picture(), 1 - face_hull(landmarks, SIZE), landmarks),
        SampleRequest: lambda: SampleRequest(2),
        SketchRequest: lambda: SketchRequest(sketched_face(), landmarks),
    }
    return makers[kind]()
