"""Is each part found again? A made face's part is compared with the same part of many candidate donors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from engines.face.regions import part_mask
from engines.imaging.arrays import ByteImage, FloatImage, Mask, Points, to_float
from engines.imaging.geometry import warp
from engines.parts.canvas import EMPTY, home_transform
from training.data.shards import Sample
from training.feature_networks import SqueezeFeatures
from training.metrics.fidelity import as_batch
from training.metrics.perceptual import BATCH, unit_length

TAPS = (0, 1, 2)
GRID = 4
CROP_PX = 96
MARGIN = 0.1  # of the part's width
CONTRAST = 0.15  # standard deviation of a levelled part's luma


def luma(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rec. 601 luma of (N, 3)."""
    return np.asarray(pixels @ np.array([0.299, 0.587, 0.114], np.float32))


@dataclass(frozen=True, eq=False)
class PartWindow:
    """Where a part lies on the average face: a box (left, top, right, bottom) in pixels, and the part's region in the whole frame."""

    box: tuple[int, int, int, int]
    region: Mask

    @staticmethod
    def of(kind: str, average: Points, size: int) -> PartWindow:
        """The box of the part's region with a margin, at least half as high as wide."""
        region = part_mask(kind, average, size)
        rows, columns = np.nonzero(region)
        width = columns.max() - columns.min() + 1
        half_width = width * (0.5 + MARGIN)
        half_height = max((rows.max() - rows.min() + 1) / 2 + width * MARGIN, half_width / 2)
        x, y = (columns.min() + columns.max() + 1) / 2, (rows.min() + rows.max() + 1) / 2
        edges = np.rint([x - half_width, y - half_height, x + half_width, y + half_height]).astype(int)
        left, top, right, bottom = (int(edge) for edge in np.clip(edges, 0, size))
        return PartWindow((left, top, right, bottom), region)

    def crop(self, image: FloatImage) -> ByteImage:
        """The part alone on grey, its colours brought to mean grey and equal contrast, its longer side at 96 px."""
        left, top, right, bottom = self.box
        inside = image[self.region > 0.5]
        contrast = max(float(luma(inside).std()), 0.01)
        levelled = (image - inside.mean(axis=0)) * (CONTRAST / contrast)
        alone = EMPTY + levelled * self.region[..., None]
        scale = CROP_PX / max(right - left, bottom - top)
        size = (round((right - left) * scale), round((bottom - top) * scale))
        crop = cv2.resize(alone[top:bottom, left:right], size, interpolation=cv2.INTER_CUBIC)
        return np.asarray(np.rint(np.clip(crop, 0, 1) * 255), np.uint8)


class PartGallery:
    """The same part of many donors, each laid at home on the average face, as SqueezeNet sees it.

    Descriptor: taps 1 to 3 at unit length a pixel, averaged over a 4 x 4 grid of the crop, compared by cosine. Skin tone and contrast
    are levelled in the crop, and the mean of the gallery, and that of the made faces, are taken off: what all parts or all made faces
    share (a softer look, say) does not count.
    """

    def __init__(
        self, network: SqueezeFeatures, kind: str, donors: Sequence[Sample], average: Points, size: int
    ) -> None:
        self._network = network
        self._window = PartWindow.of(kind, average, size)
        homes = [home_transform(kind, donor.landmarks, average) for donor in donors]
        laid = [warp(to_float(d.image), home, (size, size), "edge") for d, home in zip(donors, homes, strict=True)]
        descriptors = self._describe([np.asarray(image) for image in laid])
        self._known = F.normalize(descriptors - descriptors.mean(0), dim=1)

    def ranks(self, faces: Sequence[ByteImage], donors: Sequence[int]) -> NDArray[np.int64]:
        """The rank of each face's own donor among all, 1 = first, (N,)."""
        descriptors = self._describe([to_float(face) for face in faces])
        probes = F.normalize(descriptors - descriptors.mean(0), dim=1)
        likeness = probes @ self._known.T
        own = likeness[torch.arange(len(faces)), torch.tensor(list(donors))]
        return np.asarray((likeness > own[:, None]).sum(1).numpy() + 1, np.int64)

    @torch.inference_mode()
    def _describe(self, faces: Sequence[FloatImage]) -> Tensor:
        crops = as_batch([self._window.crop(face) for face in faces])
        return torch.cat([self._grid(part) for part in torch.split(crops, BATCH)])

    def _grid(self, crops: Tensor) -> Tensor:
        taps = self._network(crops)
        return torch.cat([F.adaptive_avg_pool2d(unit_length(taps[i]), GRID).flatten(1) for i in TAPS], dim=1)
