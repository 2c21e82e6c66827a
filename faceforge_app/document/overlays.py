"""Provenance as pictures: a tint an origin, or a heat map of disagreement, each with its legend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from engines.imaging.arrays import ByteImage, FloatImage, Mask, read_only, to_bytes, to_float
from faceforge_app.document.flatten import resized
from faceforge_app.document.lettering import Row, with_rows
from faceforge_app.document.provenance import Kind, Origin, Shares

TINT_OPACITY, HEAT_OPACITY = 0.6, 0.85
HOTTEST = 48.0  # levels of disagreement, of 255, that have the strongest colour
LEAST_SHARE = 0.001  # what is less of the picture is not listed
SMALLEST_SIDE = 512
STEPS = (0.0, 0.5, 1.0)
DONOR_COLOURS = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#d55e00", "#cc79a7", "#8c6d31", "#17becf")
COLOURS = {
    Kind.DRAWN: "#8e6bd6", Kind.PHOTO: "#8a8f96", Kind.MIRROR: "#1f5fd0", Kind.INVENTED: "#ff3b8d", Kind.AVERAGE: "#f2f2f2",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Overlay:
    """A picture (S, S, 3) to be laid over another with `opacity`, and what its colours mean."""

    title: str
    picture: ByteImage
    opacity: float
    legend: tuple[Row, ...]

    def over(self, picture: ByteImage) -> ByteImage:
        """A square picture with the overlay on it, at least `SMALLEST_SIDE` px."""
        side = max(picture.shape[0], self.picture.shape[0], SMALLEST_SIDE)
        below, above = (to_float(resized(image, side)) for image in (picture, self.picture))
        return to_bytes(above * np.float32(self.opacity) + below * np.float32(1 - self.opacity))


def origin_overlay(shares: Shares, names: Mapping[str, str]) -> Overlay:
    """Each pixel in the colours of its origins, mixed by their shares. `names`: of donors by id."""
    means = {origin: float(share.mean()) for origin, share in shares.items()}
    listed = sorted(
        shares, key=lambda origin: list(Kind).index(origin.kind)
    )  # sorted is stable: donors from below to above
    donors = [origin for origin in listed if origin.kind is Kind.DONOR]
    rows, colours = [], {}
    for origin in listed:
        place = donors.index(origin) if origin in donors else 0
        colours[origin] = DONOR_COLOURS[place % len(DONOR_COLOURS)] if origin in donors else COLOURS[origin.kind]
        if means[origin] >= LEAST_SHARE:
            rows.append(Row(colours[origin], f"{_title(origin, place, names)}, {means[origin] * 100:.0f} %"))
    tint = sum(shares[origin][..., None] * _rgb(colours[origin]) for origin in listed)
    return Overlay("Origins", read_only(to_bytes(np.asarray(tint, np.float32))), TINT_OPACITY, tuple(rows))


def spread_overlay(levels: Mask) -> Overlay:
    """Dark where variants agree, bright where they disagree by `HOTTEST` levels or more."""
    scale = _heat(np.array([STEPS], np.float32))[0]
    rows = tuple(Row(f"#{bytes(colour).hex()}", _level_text(step)) for colour, step in zip(scale, STEPS, strict=True))
    return Overlay("Disagreement", read_only(_heat(np.clip(levels / HOTTEST, 0, 1))), HEAT_OPACITY, rows)


def with_legend(picture: ByteImage, overlay: Overlay) -> ByteImage:
    """The picture with the overlay on it, and below it what the colours mean."""
    return with_rows(overlay.over(picture), overlay.legend)


def _title(origin: Origin, place: int, names: Mapping[str, str]) -> str:
    if origin.kind is not Kind.DONOR:
        return str(origin.kind.value).capitalize()
    return f"Donor {chr(ord('A') + place % 26)} · {names.get(origin.donor) or origin.donor}"


def _level_text(step: float) -> str:
    if step == 0:
        return "Variants agree"
    return f"They differ by {step * HOTTEST:.0f} of 255" + (" or more" if step == 1 else "")


def _heat(values: Mask) -> ByteImage:
    heat = cv2.applyColorMap(np.rint(values * 255).astype(np.uint8), cv2.COLORMAP_INFERNO)
    return np.asarray(cv2.cvtColor(heat, cv2.COLOR_BGR2RGB), np.uint8)


def _rgb(colour: str) -> FloatImage:
    return np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)], np.float32)
