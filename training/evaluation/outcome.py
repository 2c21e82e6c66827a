"""What one protocol found on one set, whatever the engine: scores and pictures by system, and the groups they are split by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.imaging.arrays import ByteImage
from training.data.shards import Sample
from training.evaluation.groups import group_labels
from training.evaluation.measures import Scores, Values
from training.metrics.recognition import different_people

ENGINE = "engine"


@dataclass(eq=False)
class Outcome:
    """One protocol on one set: scores by system, the pictures, a label of every picture by axis, and what a table needs to be read."""

    systems: dict[str, Scores]
    pictures: dict[str, list[ByteImage]]
    groups: dict[str, list[str]]
    notes: dict[str, Any] = field(default_factory=dict)


def labels_by_axis(samples: Sequence[Sample]) -> dict[str, list[str]]:
    """Label of every sample by axis (skin tone, age, ...); empty where the data state none."""
    labels = [group_labels(sample) for sample in samples]
    axes = dict.fromkeys(axis for each in labels for axis in each)
    return {axis: [each.get(axis, "") for each in labels] for axis in axes}


def members_of(outcome: Outcome, axis: str) -> dict[str, NDArray[np.bool_]]:
    """Which pictures belong to each group of an axis, most numerous group first; four-donor portraits go by their eyes' donor."""
    labels = np.array(outcome.groups[axis])
    names, counts = np.unique(labels[labels != ""], return_counts=True)
    return {str(names[i]): labels == names[i] for i in np.argsort(-counts, kind="stable")}


def note_different_people(outcome: Outcome, descriptors: Values, samples: Sequence[Sample]) -> None:
    """Say in the notes how far apart different people of a set are: the scale that identity distances are read by."""
    subjects = [str(sample.info.get("subject", sample.key)) for sample in samples[: len(descriptors)]]
    others = different_people(descriptors, subjects)
    if len(others):
        outcome.notes["different_people"] = {
            "mean": float(others.mean()), "p1": float(np.percentile(others, 1)),
            "p5": float(np.percentile(others, 5)), "pairs": len(others), "photos": len(descriptors),
        }  # fmt: skip
