"""Groups of people that results are split by: skin tone as measured, and what the data say of age, gender and ethnicity."""

from __future__ import annotations

import contextlib
import math

import cv2
import numpy as np

from engines.face.skin import cheek_colour
from engines.imaging.arrays import to_float
from training.data.shards import Sample

# Individual typology angle, degrees (Chardon et al. 1991; Del Bino and Bernerd 2013): lower bound and name
SKIN_TONES = ((55.0, "very light"), (41.0, "light"), (28.0, "intermediate"), (10.0, "tan"), (-30.0, "brown"))
DARKEST = "dark"
AGE_BANDS = ((30, "under 30"), (50, "30 to 49"))
OLDEST = "50 and over"


def typology_angle(colour: tuple[float, float, float]) -> float:
    """ITA = atan((L* - 50) / b*) in degrees of an sRGB colour in [0, 1]: above 55 very light, below -30 dark."""
    lightness, _, yellow = cv2.cvtColor(np.array(colour, np.float32).reshape(1, 1, 3), cv2.COLOR_RGB2LAB)[0, 0]
    return math.degrees(math.atan2(float(lightness) - 50, float(yellow)))


def skin_tone(sample: Sample) -> str:
    """The skin tone group of the cheeks; light and camera are part of the measurement."""
    angle = typology_angle(cheek_colour(to_float(sample.image), sample.landmarks))
    return next((name for bound, name in SKIN_TONES if angle > bound), DARKEST)


def group_labels(sample: Sample) -> dict[str, str]:
    """Skin tone of every sample; age band, gender and ethnicity where the data state them."""
    labels = {"skin tone": skin_tone(sample)}
    stated = sample.info.get("group") or {}
    if isinstance(stated, str):
        stated = dict(zip(("gender", "ethnicity"), stated.split("/"), strict=False))
    labels.update({axis: str(stated[axis]).replace("_", " ") for axis in ("gender", "ethnicity") if stated.get(axis)})
    with contextlib.suppress(KeyError, TypeError, ValueError):
        labels["age"] = age_band(float(stated["age"]))
    return labels


def age_band(years: float) -> str:
    return next((name for bound, name in AGE_BANDS if years < bound), OLDEST)
