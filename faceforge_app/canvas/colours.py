"""How far each part's colour is moved towards the others': what the canvas shows is what the engine is given."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from engines.face.donors import Donor
from engines.imaging.arrays import ByteImage, FloatImage, to_bytes, to_float
from faceforge_app.document.document import Document
from faceforge_app.document.layers import PartLayer
from faceforge_app.document.requests import donor_mask

Shift = tuple[float, float, float]  # in CIE Lab

NO_SHIFT: Shift = (0.0, 0.0, 0.0)
COVERED = 0.3


def colour_shifts(document: Document) -> dict[str, Shift]:
    """The Lab shift of each visible part by layer id, by the same rule as `engines.parts.canvas`."""
    layers = [layer for layer in document.parts if layer.visible and layer.opacity > 0]
    skins = {layer.id: skin_lab(layer.donor, layer.kind) for layer in layers}
    known = [skin for skin in skins.values() if skin is not None]
    if document.skin_tone is not None:
        goal = _rgb_to_lab(np.array(document.skin_tone, np.float32).reshape(1, 1, 3))[0, 0]
    elif known:
        goal = np.median(np.array(known), axis=0)
    else:
        return {}
    return {layer.id: _shift(layer, skins[layer.id], goal) for layer in layers}


@lru_cache(maxsize=512)
def skin_lab(donor: Donor, kind: str) -> Shift | None:
    """The median Lab colour of the brighter half of a part; None for hair, which has no skin."""
    if kind == "hair":
        return None
    pixels = to_float(donor.image[donor_mask(donor, kind) > COVERED])
    if len(pixels) < 4:
        return None
    lab = _rgb_to_lab(pixels[None])[0]
    light, green_red, blue_yellow = np.median(lab[lab[:, 0] >= np.median(lab[:, 0])], axis=0)
    return float(light), float(green_red), float(blue_yellow)


def shifted(image: ByteImage, shift: Shift) -> ByteImage:
    """An sRGB picture moved in Lab."""
    if shift == NO_SHIFT:
        return image
    lab = _rgb_to_lab(to_float(image)) + np.array(shift, np.float32)
    return to_bytes(np.asarray(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB), np.float32))


def _shift(layer: PartLayer, skin: Shift | None, goal: FloatImage) -> Shift:
    if skin is None or layer.colour_match <= 0:
        return NO_SHIFT
    light, green_red, blue_yellow = (np.round(layer.colour_match * (goal - np.array(skin)) * 4) / 4).tolist()
    return light, green_red, blue_yellow


def _rgb_to_lab(image: FloatImage) -> FloatImage:
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2LAB), np.float32)
