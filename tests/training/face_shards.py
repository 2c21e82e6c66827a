"""Small shards of the committed London photos, with labels drawn from their landmarks instead of found by networks."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import numpy as np

from engines.face import landmarks as lm
from engines.face.parsing.classes import EYES, LIPS, NOSE, SKIN
from engines.face.regions import face_hull, polygon_mask
from engines.imaging.arrays import ByteImage, Points
from training.data.face_labels import SIZE, FaceLabels
from training.data.labels import label_shard

DATA = Path(__file__).parents[1] / "data"
KEYS = ("london-005-08", "london-025-03", "london-136-03", "london-142-08")


def photo_shard(folder: Path, name: str = "london-train-00.tar") -> Path:
    """A shard with the four committed photos."""
    with tarfile.open(folder / name, "w") as tar:
        for key in KEYS:
            for suffix in ("jpg", "json"):
                tar.add(DATA / f"{key}.{suffix}", f"{key}.{suffix}")
    return folder / name


class DrawnLabels:
    """A label maker that knows the four photos: their landmarks, and hulls of these as classes. Counts its calls."""

    def __init__(self, shift: float = 0.0) -> None:
        self.calls = 0
        self.shift = shift

    def label(self, image: ByteImage) -> FaceLabels:
        points = self._landmarks(self.calls % len(KEYS)) + self.shift
        self.calls += 1
        classes = np.zeros((SIZE, SIZE), np.uint8)
        classes[face_hull(points, SIZE) > 0.5] = SKIN
        eyes = [points[list(lm.LEFT_EYE)], points[list(lm.RIGHT_EYE)]]
        for kind, outlines in ((NOSE, [points[[27, 31, 33, 35]]]), (EYES, eyes), (LIPS, [points[list(lm.OUTER_LIPS)]])):
            classes[polygon_mask(outlines, SIZE) > 0.5] = kind
        return FaceLabels(classes, points, 20.0)

    def _landmarks(self, number: int) -> Points:
        info = json.loads((DATA / f"{KEYS[number]}.json").read_text())
        return (np.asarray(info["landmarks"], np.float64) + 0.5) / 256


def labelled_folder(folder: Path) -> Path:
    """A folder with a photo shard and its labels."""
    label_shard(photo_shard(folder), DrawnLabels())
    return folder
