"""How two pictures differ, and whether a result made again is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engines.imaging.arrays import ByteImage, read_only
from engines.imaging.decoding import Samples
from engines.requests import Result
from faceforge_app.document.flatten import resized
from faceforge_app.document.results import ResultEntry, byte_images

IDENTICAL = "identical"
CONDITIONS = {"weights_sha256": "weights", "device": "device", "options": "options", "input_sha256": "input"}


@dataclass(frozen=True, eq=False)
class Difference:
    """`absolute` (H, W, 3) is the difference pixel by pixel; `maximum` its largest value, of 255; `share` of the pixels that differ."""

    absolute: ByteImage
    maximum: int
    share: float

    @property
    def identical(self) -> bool:
        return self.maximum == 0

    def amplified(self, gain: int) -> ByteImage:
        """The difference `gain` times as strong, as a picture."""
        return np.minimum(self.absolute.astype(np.uint16) * gain, 255).astype(np.uint8)


@dataclass(frozen=True, eq=False)
class Rerun:
    """A result beside what its recipe makes now. `changed` names what was not the same as then: weights, device, options, input."""

    entry: ResultEntry
    images: tuple[ByteImage, ...]
    differences: tuple[Difference, ...]
    changed: tuple[str, ...] = ()

    @property
    def identical(self) -> bool:
        return all(difference.identical for difference in self.differences)

    @property
    def verdict(self) -> str:
        """`identical`, or how different, and what was not as it was then."""
        return verdict(self.differences, self.changed)


def difference(one: ByteImage, other: ByteImage) -> Difference:
    """Two pictures of one size, or two square ones, of which the smaller is enlarged."""
    if one.shape != other.shape:
        side = max(one.shape[0], other.shape[0])
        one, other = resized(one, side), resized(other, side)
    apart = np.abs(one.astype(np.int16) - other).astype(np.uint8)
    return Difference(read_only(apart), int(apart.max()), float(apart.any(axis=2).mean()))


def sample_difference(one: Samples, other: Samples) -> Difference:
    """Two photos of one size, sample by sample, alpha aside; of 16 bits the least difference counts as one of 255."""
    step = 257 if one.dtype == np.uint16 else 1
    apart = np.abs(one[..., :3].astype(np.int32) - other[..., :3])
    levels = np.asarray(-(-apart // step), np.uint8)
    return Difference(read_only(levels), int(levels.max()), float(levels.any(axis=2).mean()))


def verdict(differences: tuple[Difference, ...], changed: tuple[str, ...]) -> str:
    others = f"; not as it was then: {', '.join(changed)}" if changed else ""
    return f"{difference_text(differences)}{others}"


def difference_text(differences: tuple[Difference, ...]) -> str:
    """`identical`, or the largest difference and the share of pixels, over several pictures."""
    maximum = max(each.maximum for each in differences)
    if maximum == 0:
        return IDENTICAL
    share = float(np.mean([each.share for each in differences]))
    return f"different by at most {maximum} of 255, in {share * 100:.3g} % of the pixels"


def compared(entry: ResultEntry, again: Result) -> Rerun:
    """A result beside the answer to the same question."""
    made = byte_images(again)
    images = tuple(made[number] for number in entry.numbers if number < len(made))
    pairs = zip(entry.images, images, strict=False)
    return Rerun(
        entry, images, tuple(difference(old, new) for old, new in pairs), changed_since(entry.recipe, again.recipe)
    )


def changed_since(recipe: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[str, ...]:
    """What was not the same when a picture was made again, in it or in a layer of it: weights, device, options, input."""
    own = [said for name, said in CONDITIONS.items() if recipe.get(name) != now.get(name, recipe.get(name))]
    layers = zip(recipe.get("layers", ()), now.get("layers", ()), strict=False)
    inner = [said for old, new in layers for said in changed_since(old.get("recipe", {}), new.get("recipe", {}))]
    return tuple(dict.fromkeys((*own, *inner)))
