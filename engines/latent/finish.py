"""Between the face frame and the crop that the networks see."""

from __future__ import annotations

import cv2
import numpy as np

from engines.face.average_face import average_face
from engines.imaging.arrays import FloatImage, Mask, to_bytes, to_float
from engines.imaging.blend import match_colour_around
from engines.imaging.geometry import invert, resize, warp
from engines.latent.crop import Square

HIDDEN_FROM = 1 / 255  # a pixel of the crop counts as hidden from this share on
PORTRAIT_PX = 256
SOFT_EDGE = 0.12  # of a drawn face on the average face, as a share of its square
INPAINT_RADIUS_PX = 3.0


def crop_of(image: FloatImage | Mask, square: Square, size: int) -> FloatImage | Mask:
    """What the networks see of a face-frame picture or mask, (size, size, ...)."""
    return warp(image, square.from_frame(), (size, size), "mirror" if image.ndim == 3 else "zero")


def laid_into(photo: FloatImage, hole: Mask, made: FloatImage, square: Square, blend: str) -> FloatImage:
    """The made crop (s, s, 3) in the hole of a photo (S, S, 3); pixels outside the hole stay bit by bit.

    `blend` is `none`, `colour` (`match_colour_around`) or `poisson` (Perez, Gangnet, Blake 2003). What of the hole lies outside the
    square continues its surroundings (Telea 2004): the networks know nothing of it.
    """
    size = (photo.shape[1], photo.shape[0])
    larger, inside = _in_frame(made, square, size)
    if blend == "colour":
        larger = match_colour_around(larger, np.where(inside[..., None] > 0, photo, larger), hole * inside)
    elif blend == "poisson":
        larger = _seamless(photo, larger, hole * inside)
    cover = (hole * inside)[..., None]
    filled = (photo * (1 - cover) + larger * cover).astype(np.float32)
    if (outside := hole * (1 - inside)).any():
        filled = _continued(filled, outside)
    return np.where(hole[..., None] > 0, filled, photo).astype(np.float32)


def portrait_of(made: FloatImage, square: Square) -> FloatImage:
    """A drawn face (s, s, 3) as a face-frame picture: with soft edges on the average face, which takes its colour."""
    size = (PORTRAIT_PX, PORTRAIT_PX)
    face, inside = _in_frame(made, square, size)
    cover = _soft(inside, max(1.0, SOFT_EDGE * square.side * PORTRAIT_PX))[..., None]
    around = np.asarray(resize(to_float(average_face().image), size))
    border = (inside > 0) & (cover[..., 0] < 0.5)
    tinted = np.clip(around + (face[border] - around[border]).mean(axis=0), 0, 1)
    portrait: FloatImage = tinted * (1 - cover) + face * cover
    return portrait.astype(np.float32)


def _soft(inside: Mask, edge_px: float) -> Mask:
    """A region that rises smoothly from 0 at its border to 1 `edge_px` within."""
    depth = cv2.distanceTransform(np.pad((inside > 0).astype(np.uint8), 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
    share = np.clip(depth / edge_px, 0, 1).astype(np.float32)
    return np.asarray(share * share * (3 - 2 * share))


def _in_frame(made: FloatImage, square: Square, size: tuple[int, int]) -> tuple[FloatImage, Mask]:
    """The crop at its place in a face frame of `size`, and where it lies."""
    to_frame = invert(square.from_frame())
    side = max(1, round(square.side * size[0]))
    fine = np.asarray(resize(made, (max(side, made.shape[1]), max(side, made.shape[0]))))
    ones = np.ones(fine.shape[:2], np.float32)
    return np.asarray(warp(fine, to_frame, size, "edge")), np.floor(np.asarray(warp(ones, to_frame, size)) + 1e-3)


def _seamless(photo: FloatImage, made: FloatImage, region: Mask) -> FloatImage:
    """Gradients of `made` in the region, with the photo's colours at its border."""
    mask = (region > 0).astype(np.uint8) * 255
    mask[:2], mask[-2:], mask[:, :2], mask[:, -2:] = 0, 0, 0, 0
    left, top, width, height = cv2.boundingRect(mask)
    if width < 3 or height < 3:
        return made
    centre = (left + width // 2, top + height // 2)  # what seamlessClone lays the mask's box about
    return to_float(np.asarray(cv2.seamlessClone(to_bytes(made), to_bytes(photo), mask, centre, cv2.NORMAL_CLONE)))


def _continued(image: FloatImage, hole: Mask) -> FloatImage:
    filled = cv2.inpaint(to_bytes(image), (hole > 0).astype(np.uint8), INPAINT_RADIUS_PX, cv2.INPAINT_TELEA)
    return np.where(hole[..., None] > 0, to_float(np.asarray(filled)), image).astype(np.float32)
