"""Builds the average face that ships with FaceForge from the open training shards.

    python -m training.data.average SHARD.tar ... --out assets/average_face

Landmarks: generalised Procrustes mean (Gower 1975), symmetrised with its mirror, brought to the face frame; studio
photos (512 px and more) count twice. Image: neutral studio photos, warped onto the mean landmarks triangle by triangle,
averaged in linear light with their mirrors, then registered to that mean by optical flow (DIS, Kroeger et al. 2016)
less its mean, which sharpens what landmarks do not reach (hairline, ears, lashes) and moves nothing on average.
"""

from __future__ import annotations

import argparse
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.spatial import Delaunay
from tqdm import tqdm

from engines.face.alignment import FRAME_EYES
from engines.face.landmarks import INNER_LIPS, eye_centres, mirror_landmarks
from engines.face.regions import forehead
from engines.imaging.arrays import FloatImage, Points, to_bytes, to_float
from engines.imaging.geometry import fit_similarity, transform_points
from engines.imaging.io import decode_image, encode_image, write_atomically

STUDIO_SIZE = 512
GAMMA = 2.2
SMOOTHING = (10.0, 6.0, 4.0)  # of the flow in each round of registration, px at 512
LONGEST_MOVE = 12.0  # px at 512
SHARPENING = 2.0  # radius of the final unsharp mask, px at 512
SOURCE = (
    "Mean of the open training photos: Face Research Lab London Set and Young Adult White Faces "
    "(DeBruine & Jones 2017, CC BY 4.0), official portraits (public domain)"
)
# Photos of groups that the sets hold few of count more, so that the average belongs to no single group
GROUP_WEIGHTS = {"black": 3.0, "east_asian": 3.5, "west_asian": 2.0, "east_asian/white": 2.0}


@dataclass(frozen=True, eq=False)
class Record:
    """A photo of a shard in the face frame: JPEG bytes, landmarks normalised (68, 2), the side in pixels, and its
    group.
    """

    jpeg: bytes
    landmarks: Points
    size: int
    group: dict[str, str] = field(default_factory=dict)

    @property
    def weight(self) -> float:
        return GROUP_WEIGHTS.get(self.group.get("ethnicity", ""), 1.0)

    @property
    def neutral_studio(self) -> bool:
        return self.size >= STUDIO_SIZE and self.group.get("expression") != "smiling"


def build_average_face(shards: list[Path], out: Path, size: int = 512) -> None:
    """Write `landmarks.json` and `average.png` (size, size) into `out`."""
    records = [record for shard in shards for record in read_records(shard)]
    mean = mean_landmarks(
        [record.landmarks for record in records for _ in range(2 if record.size >= STUDIO_SIZE else 1)]
    )
    image = mean_image([record for record in records if record.neutral_studio] or records, mean, size)
    stored = {"landmarks": [[round(float(x), 5), round(float(y), 5)] for x, y in mean], "source": SOURCE}
    write_atomically(out / "landmarks.json", (json.dumps(stored) + "\n").encode())
    write_atomically(out / "average.png", encode_image(to_bytes(image), ".png"))


def read_records(shard: Path) -> Iterator[Record]:
    """The photos of a WebDataset shard (KEY.jpg + KEY.json)."""
    with tarfile.open(shard) as tar:
        files = {member.name: tar.extractfile(member) for member in tar if member.isfile()}
        contents = {name: file.read() for name, file in files.items() if file is not None}
    for name in sorted(filter(lambda name: name.endswith(".json"), contents)):
        stored: dict[str, Any] = json.loads(contents[name])
        jpeg = contents[name.removesuffix(".json") + ".jpg"]
        with Image.open(io.BytesIO(jpeg)) as header:
            side = header.width
        landmarks = (np.array(stored["landmarks"], np.float64) + 0.5) / side
        yield Record(jpeg, landmarks, side, stored.get("group") or {})


def mean_landmarks(faces: list[Points]) -> Points:
    """The symmetric Procrustes mean of normalised landmarks (68, 2), in the face frame."""
    mean: Points = np.mean(faces, axis=0)
    for _ in range(10):
        mean = np.mean([transform_points(fit_similarity(face, mean), face) for face in faces], axis=0)
        mean = (mean + mirror_landmarks(mean)) / 2
        mean = transform_points(fit_similarity(np.stack(eye_centres(mean)), FRAME_EYES), mean)
    return mean


def mean_image(records: list[Record], mean: Points, size: int) -> FloatImage:
    """The mirror-symmetric mean (size, size, 3) in [0, 1] of photos warped onto the normalised landmarks `mean`."""
    warper = PiecewiseWarp(mean, size)
    photos = [
        warper(to_float(decode_image(record.jpeg).image) ** GAMMA, record.landmarks)
        for record in tqdm(records, desc="warp", unit="photo")
    ]
    weights = np.array([record.weight for record in records], np.float32)
    weights /= weights.sum()
    average = _weighted(photos, weights)
    for smoothing in SMOOTHING:
        average = _registered(photos, weights, average, smoothing * size / 512, LONGEST_MOVE * size / 512)
    image = _encoded(average)
    return np.clip(2 * image - np.asarray(cv2.GaussianBlur(image, (0, 0), SHARPENING * size / 512), np.float32), 0, 1)


class PiecewiseWarp:
    """Warps face-frame photos onto target landmarks, affine in each triangle of a Delaunay mesh.

    The mesh has the landmarks without the inner lips (closed mouths stay closed), a guessed hairline and the border.
    """

    def __init__(self, target: Points, size: int) -> None:
        mesh = Delaunay(self._vertices(target))
        rows, columns = np.mgrid[0:size, 0:size]
        pixels = (np.stack([columns, rows], axis=-1).reshape(-1, 2) + 0.5) / size
        triangle = np.maximum(mesh.find_simplex(pixels), 0)
        transform = mesh.transform[triangle]
        first = np.einsum("nij,nj->ni", transform[:, :2], pixels - transform[:, 2])
        self._shares = np.concatenate([first, 1 - first.sum(axis=1, keepdims=True)], axis=1)
        self._corners = mesh.simplices[triangle]
        self._size = size

    def __call__(self, photo: FloatImage, landmarks: Points) -> FloatImage:
        """`photo` (S, S, 3) with its normalised landmarks -> (size, size, 3)."""
        source = (self._shares[..., None] * self._vertices(landmarks)[self._corners]).sum(axis=1)
        return _sample(photo, source.reshape(self._size, self._size, 2) * photo.shape[0] - 0.5)

    @staticmethod
    def _vertices(landmarks: Points) -> Points:
        along = np.linspace(0, 1, 9)
        sides = [(a, b) for a in along for b in (0.0, 1.0)] + [(a, b) for b in along[1:-1] for a in (0.0, 1.0)]
        return np.concatenate([landmarks[: INNER_LIPS[0]], forehead(landmarks), np.array(sides)])


def _registered(
    photos: list[FloatImage], weights: NDArray[np.float32], average: FloatImage, smoothing: float, longest: float
) -> FloatImage:
    """The mean of the photos after moving each towards `average` by smoothed optical flow."""
    dis = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    goal = _grey(average)
    still = np.zeros((*goal.shape, 2), np.float32)
    flows = []
    for photo in tqdm(photos, desc="register", unit="photo"):
        toned = _toned(_grey(photo), goal)
        flow = cv2.GaussianBlur(dis.calc(_to_byte(goal), _to_byte(toned), still.copy()), (0, 0), smoothing)
        flows.append(flow * np.minimum(1, longest / np.maximum(np.linalg.norm(flow, axis=-1, keepdims=True), 1e-6)))
    drift = np.tensordot(weights, np.stack(flows), 1)
    drift = (drift + drift[:, ::-1] * np.array([-1, 1])) / 2
    side = average.shape[0]
    here = np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).astype(np.float32)
    moved = [_sample(photo, here + flow - drift) for photo, flow in zip(photos, flows, strict=True)]
    return _weighted(moved, weights)


def _weighted(photos: list[FloatImage], weights: NDArray[np.float32]) -> FloatImage:
    mean: FloatImage = sum((w * photo for w, photo in zip(weights, photos, strict=True)), np.zeros_like(photos[0]))
    return np.asarray((mean + mean[:, ::-1]) / 2, np.float32)


def _sample(photo: FloatImage, where: NDArray[np.floating[Any]]) -> FloatImage:
    x, y = cv2.split(where.astype(np.float32))
    return np.asarray(cv2.remap(photo, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101), np.float32)


def _encoded(linear: FloatImage) -> FloatImage:
    return (np.clip(linear, 0, 1) ** (1 / GAMMA)).astype(np.float32)


def _grey(linear: FloatImage) -> FloatImage:
    smooth = np.asarray(cv2.GaussianBlur(linear, (0, 0), 1), np.float32)
    return np.asarray(cv2.cvtColor(_encoded(smooth), cv2.COLOR_RGB2GRAY), np.float32)


def _toned(grey: FloatImage, goal: FloatImage) -> FloatImage:
    """Local brightness and contrast of `goal`, so that flow follows shape and not skin tone."""
    radius = grey.shape[0] / 25
    detail = (grey - cv2.GaussianBlur(grey, (0, 0), radius)) * (goal.std() / max(float(grey.std()), 1e-3))
    return np.asarray(detail + cv2.GaussianBlur(goal, (0, 0), radius), np.float32)


def _to_byte(grey: FloatImage) -> NDArray[np.uint8]:
    return np.clip(grey * 255, 0, 255).astype(np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shards", nargs="+", type=Path, help="tar shards in the face frame")
    parser.add_argument("--out", type=Path, required=True, help="folder for landmarks.json and average.png")
    parser.add_argument("--size", type=int, default=512, help="side of the image in pixels")
    arguments = parser.parse_args()
    build_average_face(arguments.shards, arguments.out, arguments.size)


if __name__ == "__main__":
    main()
