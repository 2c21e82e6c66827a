"""What goes into an engine and what comes out: frozen values in the face frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.imaging.arrays import Affine, FloatImage, Mask


@dataclass(frozen=True, eq=False)
class PlacedPart:
    """A facial part lying somewhere on the canvas.

    `image` is the donor in the donor's own face frame, (S, S, 3); `mask` the part's soft region in it, (S, S); `to_canvas` maps
    normalised donor-frame points to normalised canvas points. `colour_match` in [0, 1] draws the part's colour towards that of
    the other parts (or the chosen skin tone); `opacity` in [0, 1]. Parts later in a request lie above earlier ones.
    """

    kind: str
    image: FloatImage
    mask: Mask
    to_canvas: Affine
    opacity: float = 1.0
    colour_match: float = 0.0
    donor: str = ""


@dataclass(frozen=True, eq=False)
class PartsRequest:
    """Parts on an empty canvas, or on a photo.

    `skin_tone` is sRGB in [0, 1] or None (taken from the parts). With `base`, (S, S, 3) in the face frame, only `change` (S, S),
    the region around swapped parts, is replaced in the result; without it the whole face is made.
    """

    parts: tuple[PlacedPart, ...]
    skin_tone: tuple[float, float, float] | None = None
    base: FloatImage | None = None
    change: Mask | None = None


@dataclass(frozen=True, eq=False)
class CompletionRequest:
    """A face-frame photo (S, S, 3), what is to be filled, (S, S) with 1 = fill, and its 68 normalised landmarks where known."""

    image: FloatImage
    mask: Mask
    landmarks: NDArray[np.float64] | None = None


@dataclass(frozen=True, eq=False)
class SampleRequest:
    """Faces of nobody.

    Without `ends`, `count` faces drawn from the options' seed. With two, faces on the way from the first to the second, one for each of
    `shares` (0 the first, 1 the second); with one, that face. An end is a latent vector (D,) in [-1, 1], as `latents` among an earlier
    result's extras has it, or a face-frame photo (S, S, 3). `offsets`: how far all faces are moved along each principal direction of
    the weights, in standard deviations.
    """

    count: int = 16
    ends: tuple[NDArray[np.float32], ...] = ()
    shares: tuple[float, ...] = (0.0,)
    offsets: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class SketchRequest:
    """A sketch of a face, (S, S, 3) in the face frame, 1 = paper, with its 68 normalised landmarks where known.

    `parsing`: classes (S, S) of the photo to be (`engines.face.parsing.classes`), repainted by a person: stage two alone runs then.
    `colours`: what a sketch cannot know, sRGB in [0, 1] by name (`skin`, `hair`, `eyes`, `lips`); what is missing is typical.
    `literal`: (S, S) in [0, 1], how literally the lines are taken; None = everywhere fully.
    """

    sketch: FloatImage
    landmarks: NDArray[np.float64] | None = None
    parsing: NDArray[np.uint8] | None = None
    colours: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    literal: Mask | None = None


@dataclass(frozen=True, eq=False)
class ContextRequest:
    """A face to be given surroundings: a face-frame picture (S, S, 3), what is to be painted, (S, S) with 1 = paint, and its 68
    normalised landmarks where known.

    `colours`: wishes, sRGB in [0, 1] by name (`hair`, `background`). What is to stay of an earlier result (its hair, its background) lies
    in `image` and is left out of `mask`.
    """

    image: FloatImage
    mask: Mask
    landmarks: NDArray[np.float64] | None = None
    colours: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)


Request = PartsRequest | CompletionRequest | SampleRequest | SketchRequest | ContextRequest


@dataclass(frozen=True, eq=False)
class Result:
    """What an engine made.

    `images`: one face-frame picture (S, S, 3) per variant. `extras`: named further pictures or maps of the first variant (the canvas
    the network saw, flow, confidence, stages). `timings_ms` by step. `recipe`: everything needed to make the result again, as JSON values.
    """

    images: tuple[FloatImage, ...]
    extras: dict[str, NDArray[Any]] = field(default_factory=dict)
    timings_ms: dict[str, float] = field(default_factory=dict)
    recipe: dict[str, Any] = field(default_factory=dict)
