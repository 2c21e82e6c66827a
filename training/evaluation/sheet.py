"""A sheet of made faces to look at: one row a portrait, one column a system."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np

from engines.imaging.arrays import ByteImage
from training.data.canvases import resized
from training.evaluation.composing import DONOR_GROUPS
from training.evaluation.outcome import Outcome
from training.evaluation.parts import SetOutcome

ROWS = 12
GAP_PX, HEAD_PX = 4, 16


def results_sheet(outcome: SetOutcome, size: int) -> ByteImage:
    """Twelve one-donor portraits beside their photos above twelve four-donor portraits beside their donors, (H, W, 3)."""
    photos = [resized(sample, size).image for sample in outcome.samples]
    one = block({"photo": photos}, outcome.one_donor)
    donors = [_quarters(photos, outcome, i) for i in range(len(outcome.four_donors.portraits))]
    return stacked([one, block({"donors": donors}, outcome.four_donors)])


def block(lead: Mapping[str, Sequence[ByteImage]], outcome: Outcome, rows: int = ROWS) -> ByteImage:
    """A titled block: one row a picture, evenly chosen, first those that `lead` names, then one of every system."""
    columns = {**lead, **outcome.pictures}
    count = min(len(pictures) for pictures in columns.values())
    chosen = sorted({round(i) for i in np.linspace(0, count - 1, min(rows, count))})
    lines = [np.concatenate([_framed(pictures[i]) for pictures in columns.values()], axis=1) for i in chosen]
    return np.concatenate([_head(list(columns), lines[0].shape[1] // len(columns)), *lines])


def stacked(blocks: Sequence[ByteImage]) -> ByteImage:
    """Blocks one below the other."""
    width = max(part.shape[1] for part in blocks)
    return np.concatenate([_padded(part, width) for part in blocks])


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
