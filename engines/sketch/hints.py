"""Colours that a sketch cannot know: named hints, as the network is told them, and as they are read from a photo."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from engines.errors import InputError
from engines.face.parsing.classes import BROWS, EYES, HAIR, LIPS, NOSE, SKIN, LabelMap
from engines.imaging.arrays import FloatImage

Colour = tuple[float, float, float]

# name -> the classes whose pixels have this colour
HINTS: dict[str, tuple[int, ...]] = {"skin": (SKIN, NOSE), "hair": (HAIR, BROWS), "eyes": (EYES,), "lips": (LIPS,)}
HINT_NUMBERS = 4 * len(HINTS)  # red, green, blue in [-1, 1] and whether it is known, for each
SOURCES = {"skin": (SKIN, NOSE), "hair": (HAIR,), "eyes": (EYES,), "lips": (LIPS,)}
FEWEST_PIXELS = 12  # of a region, below which its colour is not known


def reference_colours(photo: FloatImage, labels: LabelMap) -> dict[str, Colour]:
    """The colours of a face-frame photo (S, S, 3) whose classes are `labels` (S, S): the median sRGB of skin, hair and lips, and of the
    darker half of the eyes, where the iris is. Regions that are not seen are left out.
    """
    found = {}
    for name, classes in SOURCES.items():
        pixels = photo[np.isin(labels, classes)]
        if name == "eyes" and len(pixels):
            light = pixels.sum(axis=1)
            pixels = pixels[light <= np.median(light)]
        if len(pixels) >= FEWEST_PIXELS:
            red, green, blue = (float(value) for value in np.median(pixels, axis=0))
            found[name] = (red, green, blue)
    return found


def hint_vector(colours: Mapping[str, Colour]) -> NDArray[np.float32]:
    """Named colours, sRGB in [0, 1], as the network is told them, (HINT_NUMBERS,); raises `InputError` for an unknown name or value."""
    unknown = sorted(set(colours) - set(HINTS))
    if unknown:
        raise InputError(f"There is no colour of {', '.join(unknown)}. Give colours of {', '.join(HINTS)}.")
    vector = np.zeros((len(HINTS), 4), np.float32)
    for row, name in zip(vector, HINTS, strict=True):
        if name in colours:
            values = np.asarray(colours[name], np.float64)
            if values.shape != (3,) or not ((values >= 0) & (values <= 1)).all():
                raise InputError(
                    f"The colour of the {name} is not red, green and blue between 0 and 1. Choose it again."
                )
            row[:3], row[3] = values * 2 - 1, 1
    return vector.ravel()
