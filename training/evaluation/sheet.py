"""A sheet of made faces to look at: one row a portrait, one column a system."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from engines.imaging.arrays import ByteImage
from training.data.canvases import resized
from training.evaluation.composing import DONOR_GROUPS
from training.evaluation.parts import Outcome, SetOutcome

ROWS = 12
GAP_PX, HEAD_PX = 4, 16


def results_sheet(outcome: SetOutcome, size: int) -> ByteImage:
    """Twelve one-donor portraits beside their photos above twelve four-donor portraits beside their donors, (H, W, 3)."""
    photos = [resized(sample, size).image for sample in outcome.samples]
    one = _block("photo", [[photos[i]] for i in _chosen(outcome.one_donor)], outcome.one_donor)
    donors = [_quarters(photos, outcome, i) for i in _chosen(outcome.four_donors)]
    four = _block("donors", [[picture] for picture in donors], outcome.four_donors)
    width = max(one.shape[1], four.shape[1])
    return np.concatenate([_padded(one, width), _padded(four, width)])


def _chosen(outcome: Outcome) -> list[int]:
    count = len(outcome.portraits)
    return sorted({round(i) for i in np.linspace(0, count - 1, min(ROWS, count))})


def _block(first: str, lead: Sequence[Sequence[ByteImage]], outcome: Outcome) -> ByteImage:
    systems = list(outcome.pictures)
    rows = [
        [*pictures, *(outcome.pictures[system][i] for system in systems)]
        for pictures, i in zip(lead, _chosen(outcome), strict=True)
    ]
    lines = [np.concatenate([_framed(picture) for picture in row], axis=1) for row in rows]
    step = lines[0].shape[1] // (len(systems) + 1)
    return np.concatenate([_head([first, *systems], step), *lines])


def _quarters(photos: Sequence[ByteImage], outcome: SetOutcome, portrait: int) -> ByteImage:
    """The four donors of a portrait in one picture: eyes and brows, nose / mouth, jaw."""
    donors = outcome.four_donors.portraits[portrait].donors
    size = photos[0].shape[0]
    small = [
        cv2.resize(photos[donors[group[0]]], (size // 2, size // 2), interpolation=cv2.INTER_AREA)
        for group in DONOR_GROUPS
    ]
    return np.concatenate([np.concatenate(small[:2], axis=1), np.concatenate(small[2:], axis=1)])


def _framed(picture: ByteImage) -> ByteImage:
    return np.pad(picture, ((0, GAP_PX), (0, GAP_PX), (0, 0)), constant_values=255)


def _padded(block: ByteImage, width: int) -> ByteImage:
    return np.pad(block, ((0, GAP_PX), (0, width - block.shape[1]), (0, 0)), constant_values=255)


def _head(titles: Sequence[str], step: int) -> ByteImage:
    head = np.full((HEAD_PX, step * len(titles), 3), 255, np.uint8)
    for i, title in enumerate(titles):
        cv2.putText(head, title, (i * step + 2, HEAD_PX - 4), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (0, 0, 0), 1, cv2.LINE_AA)
    return head
