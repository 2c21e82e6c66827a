"""Label maps as files: PNG with a palette, whose indices are the classes and whose colours are those of the overlays."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image

from engines.errors import ImageFileError
from engines.face.parsing.classes import CLASS_COUNT, PALETTE, LabelMap, labels_from_colours
from engines.imaging.io import read_image


def encode_labels(labels: LabelMap) -> bytes:
    """The bytes of a palette PNG of a label map (H, W)."""
    picture = Image.fromarray(labels, "P")
    picture.putpalette(PALETTE.tobytes())
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def read_labels(path: Path) -> LabelMap:
    """A label map (H, W): from the indices of a palette or grey picture, or by the nearest colours of any other.

    Raises `ImageFileError` where it cannot be read or has other indices.
    """
    try:
        with Image.open(path) as picture:
            indexed = np.asarray(picture, np.uint8) if picture.mode in ("P", "L") else None
    except (OSError, ValueError) as error:
        raise ImageFileError(f"{path.name} cannot be read as a label picture. Choose another file.") from error
    if indexed is None:
        return labels_from_colours(read_image(path).image)
    if indexed.max() >= CLASS_COUNT:
        raise ImageFileError(f"{path.name} has indices above {CLASS_COUNT - 1}. Choose a picture of the eight classes.")
    return indexed
