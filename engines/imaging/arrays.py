"""What an image and a mask are.

| name         | dtype   | shape     | values                                            |
|--------------|---------|-----------|---------------------------------------------------|
| `ByteImage`  | uint8   | (H, W, 3) | sRGB, 0..255: documents and files                 |
| `FloatImage` | float32 | (H, W, 3) | sRGB, 0..1: requests and results                  |
| `Mask`       | float32 | (H, W)    | 0..1; 1 (white) is what is meant: to be filled, or covered by a part |
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engines.errors import InputError

ByteImage = NDArray[np.uint8]
FloatImage = NDArray[np.float32]
Mask = NDArray[np.float32]
Points = NDArray[np.float64]  # (N, 2), x to the right and y down
Affine = NDArray[np.float64]  # (2, 3), maps column vectors (x, y, 1)


def to_float(image: ByteImage) -> FloatImage:
    """uint8 0..255 -> float32 0..1."""
    return image.astype(np.float32) / np.float32(255)


def to_bytes(image: FloatImage) -> ByteImage:
    """float32 0..1 -> uint8 0..255, clipped and rounded; the exact inverse of `to_float`."""
    return np.rint(np.clip(image, 0, 1) * 255).astype(np.uint8)


def read_only(array: NDArray[Any]) -> NDArray[Any]:
    """The same array, no longer writeable."""
    array.setflags(write=False)
    return array


def check_image(image: NDArray[Any], name: str = "image") -> None:
    """Raise `InputError` unless `image` is a `FloatImage` with finite values in [0, 1]."""
    if image.dtype != np.float32 or image.ndim != 3 or image.shape[2] != 3 or 0 in image.shape:
        raise InputError(f"The {name} must be a float32 array (height, width, 3), not {image.dtype} {image.shape}.")
    if not np.isfinite(image).all() or image.min() < 0 or image.max() > 1:
        raise InputError(f"The {name} must have values between 0 and 1.")


def check_mask(mask: NDArray[Any], shape: tuple[int, int], name: str = "mask") -> None:
    """Raise `InputError` unless `mask` is a `Mask` of `shape` (H, W) with finite values in [0, 1]."""
    if mask.dtype != np.float32 or mask.shape != shape:
        raise InputError(f"The {name} must be a float32 array {shape}, not {mask.dtype} {mask.shape}.")
    if not np.isfinite(mask).all() or mask.min() < 0 or mask.max() > 1:
        raise InputError(f"The {name} must have values between 0 and 1.")
