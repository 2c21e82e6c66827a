"""From the generator's face to a portrait: no weave, no borders, the donors' own skin texture, as sharp as their photos."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np

from engines.face.average_face import average_landmarks
from engines.face.regions import face_hull
from engines.imaging.arrays import FloatImage, Mask, read_only
from engines.imaging.blend import match_colour_around
from engines.imaging.geometry import resize
from engines.imaging.heal import heal_borders
from engines.imaging.sharpness import with_energy
from engines.parts.canvas import detail_of_donors, part_covers
from engines.parts.options import PartsOptions
from engines.requests import PartsRequest

# lengths are shares of the side
FADE = 4.0 / 128  # over which the face goes over into hair and background
WEAVE = 2.0 / 128  # up to which size the generator's weave is smoothed in hair and background
WEAVE_DEPTH = 0.1  # colour difference, of [0, 1], up to which it counts as weave and not as an edge
BLUR = 0.8 / 128  # of hair and background where nothing is left to chance: what is not known has no detail
IN_FOCUS = 0.008  # Laplacian energy of donors' photos that counts as sharp; soft ones blur up to 2.5 times as wide
DETAIL = 2.5 / 128  # what is finer is the donors' own
RIM = 1.5 / 128  # over which a part's detail fades towards what no part covers
EDGE = 1.0 / 128  # along the parts' borders none is taken


def finished(
    painted: FloatImage, canvas: FloatImage, cover: Mask, request: PartsRequest, options: PartsOptions
) -> FloatImage:
    """The generator's face (S, S, 3), finished as the options say; laid onto the photo, at its size, where the request has one.

    `canvas` (S, S, 3) and `cover` (S, S) are what the generator was shown.
    """
    size = cover.shape[0]
    covers = part_covers(request.parts, size)
    wanted = detail_of_donors(request.parts, size)
    blur = BLUR * (2.5 - 1.5 * min(wanted / IN_FOCUS, 1)) * max(0.0, 1 - options.variety)
    painted = heal_borders(_without_weave(painted, blur), covers, options.heal_borders)
    if options.match_sharpness > 0:
        painted = with_donor_detail(painted, canvas, covers, options.match_sharpness * (1 - options.freedom))
        share = _face(size) * np.float32(options.match_sharpness)
        painted = with_energy(painted, wanted, np.max(covers, axis=0), share)
    if options.keep_parts > 0:
        keep = (cover * np.float32(options.keep_parts))[..., None]
        painted = painted * (1 - keep) + canvas * keep
    if request.base is None or request.change is None:
        return painted
    larger = np.asarray(resize(painted, (request.base.shape[1], request.base.shape[0])))
    matched = match_colour_around(larger, request.base, request.change)
    change = request.change[..., None]
    return np.where(change > 0, request.base * (1 - change) + matched * change, request.base).astype(np.float32)


def with_donor_detail(painted: FloatImage, canvas: FloatImage, covers: Sequence[Mask], share: float) -> FloatImage:
    """`painted` (S, S, 3) with the fine detail of the donors' pixels on the `canvas` (S, S, 3), for parts that lie where they lay there.

    `covers` (S, S) are the parts' own; near their borders, and by 1 - `share` everywhere, detail stays as it is painted.
    """
    side = painted.shape[0]
    weight = _soft(np.max(covers, axis=0), RIM)
    for cover in covers:
        steep = np.abs(cv2.Sobel(cover, cv2.CV_32F, 1, 0)) + np.abs(cv2.Sobel(cover, cv2.CV_32F, 0, 1))
        weight = np.minimum(weight, 1 - np.clip(_soft(steep, EDGE) * (2 * side / 128), 0, 1))
    gained = (canvas - _soft(canvas, DETAIL)) - (painted - _soft(painted, DETAIL))
    detailed = np.clip(painted + gained * (weight * np.float32(share))[..., None], 0, 1)
    return np.asarray(detailed, np.float32)


def _without_weave(painted: FloatImage, blur: float) -> FloatImage:
    """The picture with hair and background smoothed, edges kept (Tomasi and Manduchi 1998), and out of focus by `blur` of the side."""
    side = painted.shape[0]
    calm = np.asarray(cv2.bilateralFilter(np.asarray(painted, np.float32), 0, WEAVE_DEPTH, WEAVE * side), np.float32)
    if blur > 0:
        calm = _soft(calm, blur)
    face = _wide_face(side)[..., None]
    return np.asarray(painted * face + calm * (1 - face), np.float32)


def _soft(picture: FloatImage, sigma: float) -> FloatImage:
    return np.asarray(cv2.GaussianBlur(np.asarray(picture, np.float32), (0, 0), sigma * picture.shape[0]), np.float32)


@lru_cache(maxsize=2)
def _face(size: int) -> Mask:
    """Where the parts' sharpness tells how sharp a portrait should be: on the face, fading towards hair and background."""
    return read_only(_soft(face_hull(average_landmarks(), size), FADE))


@lru_cache(maxsize=2)
def _wide_face(size: int) -> Mask:
    """The same with its rim inside."""
    width = 2 * round(2 * size / 128) + 1
    wide = cv2.dilate(face_hull(average_landmarks(), size), np.ones((width, width)))
    return read_only(_soft(np.asarray(wide, np.float32), FADE))
