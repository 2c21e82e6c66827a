"""Measure made faces: everything that needs a reference photo, and everything that needs none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engines.face.regions import face_hull, part_mask
from engines.imaging.arrays import ByteImage, Mask, Points, to_float
from engines.imaging.sharpness import laplacian_energy
from training.evaluation.composing import KINDS
from training.evaluation.dlib_faces import FaceReader
from training.feature_networks import SqueezeFeatures
from training.metrics.distributions import frechet_distance, kernel_distance
from training.metrics.faces import seam
from training.metrics.fidelity import as_batch, luminance, psnr, region_mean, ssim, ssim_map, valid_area
from training.metrics.perceptual import BATCH, LpipsSqueeze, pooled_features

Values = NDArray[np.float64]
Regions = Mapping[
    str, Sequence[Mask] | None
]  # where to measure, by the suffix of the metric; None for the whole picture


@dataclass(frozen=True, eq=False)
class Instruments:
    """What measuring needs besides pixels; None where it is not at hand, and the metric is then not measured.

    dlib is slow, so only the first `dlib_limit` pictures of a set are shown to it.
    """

    squeeze: SqueezeFeatures | None = None
    lpips: LpipsSqueeze | None = None
    faces: FaceReader | None = None
    dlib_limit: int = 60

    @staticmethod
    def load(squeeze: Path | None, heads: Path | None, faces: FaceReader | None, dlib_limit: int) -> Instruments:
        network = SqueezeFeatures(squeeze).eval().requires_grad_(False) if squeeze else None
        lpips = LpipsSqueeze(network, heads).eval() if network and heads else None
        return Instruments(network, lpips, faces, dlib_limit)


@dataclass(frozen=True)
class SetValue:
    """One value of a whole set of pictures, its spread over random halves where known, and how many pictures it is from."""

    value: float
    count: int
    spread: float = float("nan")


@dataclass(eq=False)
class Scores:
    """What was measured of one system: `each` by metric (N,), NaN where a picture was not measured; `whole` one value a set."""

    each: dict[str, Values] = field(default_factory=dict)
    whole: dict[str, SetValue] = field(default_factory=dict)

    def summary(self, metric: str, members: NDArray[np.bool_] | None = None) -> SetValue | None:
        """Mean, count and standard deviation over the measured pictures (of a group); None where there is none."""
        if metric in self.whole and members is None:
            return self.whole[metric]
        values = self.each.get(metric)
        if values is None:
            return None
        values = values[np.isfinite(values) & (True if members is None else members)]
        if not len(values):
            return None
        return SetValue(float(values.mean()), len(values), float(values.std()))


@dataclass(frozen=True, eq=False)
class References:
    """The photos that made faces are held against: pictures (S, S, 3), landmarks, face hulls, all parts of each, mean Laplacian energy."""

    photos: Sequence[ByteImage]
    landmarks: Sequence[Points]
    hulls: Sequence[Mask]
    parts: Sequence[Mask]
    energy: float

    @staticmethod
    def of(photos: Sequence[ByteImage], landmarks: Sequence[Points]) -> References:
        hulls = [face_hull(points, photo.shape[0]) for photo, points in zip(photos, landmarks, strict=True)]
        parts = [_all_parts(points, photo.shape[0]) for photo, points in zip(photos, landmarks, strict=True)]
        energies = [laplacian_energy(to_float(photo), hull) for photo, hull in zip(photos, hulls, strict=True)]
        return References(photos, landmarks, hulls, parts, float(np.mean(energies)))

    @property
    def regions(self) -> Regions:
        """The whole picture, `_face` inside the face hull, `_parts` inside the facial parts."""
        return {"": None, "_face": self.hulls, "_parts": self.parts}


def _all_parts(landmarks: Points, size: int) -> Mask:
    return np.asarray(np.maximum.reduce([part_mask(kind, landmarks, size, 0.0) for kind in KINDS]))


@torch.inference_mode()
def fidelity_scores(
    faces: Sequence[ByteImage], photos: Sequence[ByteImage], regions: Regions, instruments: Instruments
) -> dict[str, Values]:
    """PSNR, SSIM and LPIPS against the photo of the same row, in each region by its suffix; and `ssim_luma`."""
    batches: dict[str, list[Tensor]] = {}
    for start in range(0, len(faces), BATCH):
        rows = slice(start, start + BATCH)
        masks = {
            suffix: None if region is None else torch.from_numpy(np.stack(region[rows]))
            for suffix, region in regions.items()
        }
        scores = _batch_scores(as_batch(faces[rows]), as_batch(photos[rows]), masks, instruments.lpips)
        for name, values in scores.items():
            batches.setdefault(name, []).append(values)
    return {name: torch.cat(parts).double().numpy() for name, parts in batches.items()}


def _batch_scores(
    test: Tensor, truth: Tensor, regions: dict[str, Tensor | None], lpips: LpipsSqueeze | None
) -> dict[str, Tensor]:
    similarity = ssim_map(test, truth)
    maps = None if lpips is None else lpips.maps(test, truth)
    scores = {"ssim_luma": ssim(luminance(test), luminance(truth))}
    for suffix, mask in regions.items():
        scores[f"psnr{suffix}"] = psnr(test, truth, mask)
        scores[f"ssim{suffix}"] = region_mean(similarity, None if mask is None else valid_area(mask))
        if lpips is not None and maps is not None:
            scores[f"lpips_squeeze_caffe{suffix}"] = lpips.pool(maps, mask)
    return scores


def identity_scores(
    faces: Sequence[ByteImage], landmarks: Sequence[Points], truth: NDArray[np.float64], reader: FaceReader
) -> Values:
    """Descriptor distance of the first faces, with their landmarks, to the descriptors `truth` (M, 128); NaN after M."""
    made = reader.descriptors(faces[: len(truth)], landmarks[: len(truth)])
    distances = np.full(len(faces), np.nan)
    distances[: len(truth)] = np.linalg.norm(made - truth, axis=1)
    return distances


def sharpness_scores(faces: Sequence[ByteImage], hulls: Sequence[Mask], real_energy: float) -> Values:
    """`sharpness`: Laplacian energy inside each hull over the mean energy of real photos; the mean over faces is the ratio of the means."""
    energies = [laplacian_energy(to_float(face), hull) for face, hull in zip(faces, hulls, strict=True)]
    return np.array(energies) / real_energy


def seam_scores(faces: Sequence[ByteImage], parts: Sequence[Sequence[Mask]]) -> Values:
    """`seam` of every face along the borders of its parts, given in stacking order."""
    return np.array([seam(to_float(face), masks) for face, masks in zip(faces, parts, strict=True)])


def found_faces(faces: Sequence[ByteImage], reader: FaceReader, limit: int) -> Values:
    """1 where a face is found, 0 where not, NaN beyond `limit`."""
    found = np.full(len(faces), np.nan)
    found[:limit] = reader.found(faces[:limit])
    return found


def set_distances(faces: Sequence[ByteImage], real: Tensor, network: SqueezeFeatures, seed: int) -> dict[str, SetValue]:
    """`frechet_squeeze` and `kid_squeeze` between made faces and the pooled features of real photos (M, 512)."""
    made = pooled_features(network, as_batch(faces))
    return feature_distances(made, real, seed)


def feature_distances(first: Tensor, second: Tensor, seed: int) -> dict[str, SetValue]:
    """Both distances of two sets of pooled features, (N, D) and (M, D)."""
    kernel = kernel_distance(first, second, seed)
    count = min(kernel.count)
    return {
        "kid_squeeze": SetValue(kernel.value, count, kernel.spread),
        "frechet_squeeze": SetValue(frechet_distance(first, second), count),
    }
