"""The parts canvas: parts of one or several donors at rough places on an average face (Sun, Guo, Liu 2022, section 3.1).

Application, training and evaluation all draw their canvases here, so they agree to the pixel.
"""

from __future__ import annotations

import cv2
import numpy as np

from engines.face.regions import PART_KINDS
from engines.imaging.arrays import Affine, FloatImage, Mask, Points
from engines.imaging.geometry import fit_similarity, resize, warp
from engines.imaging.sharpness import laplacian_energy
from engines.requests import PlacedPart

EMPTY = 0.5  # grey of an empty canvas pixel in [0, 1]: 0 in the network's [-1, 1]
HOME_SCALE = (0.6, 1.6)
HOME_ROTATION_DEG = 30.0
UNKNOWN_TONE = (0.72, 0.55, 0.47)


def home_transform(kind: str, donor: Points, average: Points) -> Affine:
    """Donor frame -> canvas: the least-squares similarity that lays a part's landmarks on those of the average face.

    `donor` and `average` are normalised (68, 2); scale is clamped to 0.6-1.6, rotation to +-30 degrees.
    """
    points = list(PART_KINDS[kind].points)
    return fit_similarity(donor[points], average[points], HOME_SCALE, HOME_ROTATION_DEG)


def stacking_order(parts: tuple[PlacedPart, ...]) -> tuple[PlacedPart, ...]:
    """The parts in their anatomical order: hair < face shape < jaw < nose < brows < eyes < mouth."""
    return tuple(sorted(parts, key=lambda part: PART_KINDS[part.kind].order))


def draw_canvas(
    parts: tuple[PlacedPart, ...], size: int, tone: tuple[float, float, float] | None = None
) -> tuple[FloatImage, Mask]:
    """Paint parts in the given order onto an empty canvas.

    Returns the canvas (size, size, 3), grey 0.5 where empty, and how much of each pixel is covered, (size, size) in [0, 1].
    """
    canvas = np.zeros((size, size, 3), np.float32)
    covered = np.zeros((size, size), np.float32)
    for image, cover in placed_layers(parts, size, tone):
        canvas = canvas * (1 - cover[..., None]) + image * cover[..., None]
        covered = covered + cover - covered * cover
    canvas += EMPTY * (1 - covered[..., None])
    return np.clip(canvas, 0, 1, out=canvas), np.clip(covered, 0, 1, out=covered)


def placed_layers(
    parts: tuple[PlacedPart, ...], size: int, tone: tuple[float, float, float] | None = None
) -> list[tuple[FloatImage, Mask]]:
    """What `draw_canvas` lays over each other: each part's picture at its place, (size, size, 3), colours matched, and its cover."""
    return _match_colours(parts, _layers(parts, size), tone)


def part_covers(parts: tuple[PlacedPart, ...], size: int) -> list[Mask]:
    """How much of each pixel (size, size) each part covers at its place, in the given order."""
    return [np.asarray(warp(part.mask, part.to_canvas, (size, size)) * np.float32(part.opacity)) for part in parts]


def detail_of_donors(parts: tuple[PlacedPart, ...], size: int) -> float:
    """How sharp the donors' photos are, reduced to `size` px, inside their parts: mean Laplacian energy, 0 where no part has a pixel."""
    photos = [(np.asarray(resize(part.image, (size, size))), _reduced_mask(part, size)) for part in parts]
    areas = [float((mask > 0.5).sum()) for _, mask in photos]
    energies = [laplacian_energy(photo, mask) for photo, mask in photos]
    return float(np.average(energies, weights=areas)) if any(areas) else 0.0


def skin_tone(parts: tuple[PlacedPart, ...]) -> tuple[float, float, float]:
    """The skin colour of parts as sRGB in [0, 1]: the median over the parts of each one's own; mid brown where only hair is there."""
    layers = _layers(parts, 64)
    labs = [_lab(image) for image, _ in layers]
    skins = [_skin_median(part, lab, cover) for part, lab, (_, cover) in zip(parts, labs, layers, strict=True)]
    known = [skin for skin in skins if skin is not None]
    if not known:
        return UNKNOWN_TONE
    median = np.median(np.stack(known), axis=0).astype(np.float32).reshape(1, 1, 3)
    red, green, blue = np.clip(cv2.cvtColor(median, cv2.COLOR_LAB2RGB)[0, 0], 0, 1)
    return float(red), float(green), float(blue)


def _layers(parts: tuple[PlacedPart, ...], size: int) -> list[tuple[FloatImage, Mask]]:
    """Each part's picture and cover on the canvas, as sharp as the donor's photo reduced to `size` would be."""
    return [_layer(part, size) for part in parts]


def _layer(part: PlacedPart, size: int) -> tuple[FloatImage, Mask]:
    finer = part.image.shape[1] >= 1.5 * size  # moving pixels softens them: a larger photo is moved first, then reduced
    side = 2 * size if finer else size
    image = np.asarray(warp(part.image, part.to_canvas, (side, side), "edge", sharp=not finer))
    cover = np.asarray(warp(part.mask, part.to_canvas, (side, side)))
    if finer:
        image, cover = (np.asarray(resize(each, (size, size))) for each in (image, cover))
    return np.clip(image, 0, 1), cover * np.float32(part.opacity)


def _reduced_mask(part: PlacedPart, size: int) -> Mask:
    return np.asarray(resize(part.mask, (size, size)))


def _lab(image: FloatImage) -> FloatImage:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2LAB), np.float32)


def _match_colours(
    parts: tuple[PlacedPart, ...],
    layers: list[tuple[FloatImage, Mask]],
    tone: tuple[float, float, float] | None,
) -> list[tuple[FloatImage, Mask]]:
    """Shift each part's mean Lab colour towards the common one, or towards the chosen skin tone, by its `colour_match`."""
    if not any(part.colour_match > 0 for part in parts):
        return layers
    labs = [_lab(image) for image, _ in layers]
    skins = [_skin_median(part, lab, cover) for part, lab, (_, cover) in zip(parts, labs, layers, strict=True)]
    known = [skin for skin in skins if skin is not None]
    if tone is not None:
        goal = _lab(np.array(tone, np.float32).reshape(1, 1, 3))[0, 0]
    elif known:
        goal = np.median(np.stack(known), axis=0)
    else:
        return layers
    matched = []
    for part, lab, skin, (image, cover) in zip(parts, labs, skins, layers, strict=True):
        if part.colour_match > 0 and skin is not None:
            image = cv2.cvtColor((lab + part.colour_match * (goal - skin)).astype(np.float32), cv2.COLOR_LAB2RGB)
            image = np.clip(image, 0, 1)
        matched.append((image, cover))
    return matched


def _skin_median(part: PlacedPart, lab: FloatImage, cover: Mask) -> FloatImage | None:
    """The skin colour of a part: the median of its brighter half, which leaves out lashes, brows, lips' gap and nostrils; None for hair."""
    if part.kind == "hair":
        return None
    pixels = lab[cover > 0.3]
    if len(pixels) < 4:
        return None
    bright = pixels[pixels[:, 0] >= np.median(pixels[:, 0])]
    median: FloatImage = np.median(bright, axis=0).astype(np.float32)
    return median
