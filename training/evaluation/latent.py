"""`faceforge-evaluate latent`: drawn faces beside real ones, and the published search beside the fast one.

How well holes are filled is measured with the other completion engines' protocol; the engine answers the same requests.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor

from engines.imaging.arrays import ByteImage, Mask, to_bytes
from engines.imaging.geometry import transform_points
from engines.latent.compact import draw
from engines.latent.crop import CROP_PX, paper_square
from engines.latent.engine import LatentEngine
from engines.latent.network import LatentConfig
from engines.latent.options import LatentOptions
from engines.latent.search import Objective, Plan, best_starts, search
from engines.requests import SampleRequest
from engines.run_context import RunContext
from training.data.crops import cut
from training.data.shards import Sample
from training.evaluation.curves import Curve, curves_picture
from training.evaluation.measures import Instruments, SetValue, feature_distances
from training.metrics.fidelity import as_batch
from training.metrics.perceptual import BATCH, LpipsSqueeze, pooled_features

COMPARED = 64  # faces of which every pair is compared
FAST, PUBLISHED = "encoder and Adam", "1,000 starts and SGD"
MOUTH_PX = np.array([[25.0, 45.0], [55.0, 75.0]])  # corners (x, y) of the published hole in the published crop
SHEET_COLUMNS = 8
LEGEND = """\
- `pairwise_lpips`: mean `lpips_squeeze_caffe` of all pairs of faces, drawn or photographed; much less than between photos means that
  faces look alike.
- `kid_squeeze`, `frechet_squeeze`: between drawn faces and photos; for photos, between two halves of them, so of half as many.
- Searches fill the square at the mouth. The loss is Eq. 1 of the paper; both searches ran one after the other on the same machine."""


@dataclass(frozen=True)
class Race:
    """Both searches on one photo: losses over time. `ratio`: how much sooner the fast one reaches the loss that the published one ends
    with; 0 where it does not.
    """

    photo: str
    curves: dict[str, Curve]
    ratio: float
    reached_s: float


@dataclass(frozen=True)
class LatentOutcome:
    """What was measured against one set of photos; values by metric, of drawn faces and of the photos themselves."""

    name: str
    photos: int
    drawn: dict[str, SetValue]
    real: dict[str, SetValue]
    races: tuple[Race, ...] = ()
    pictures: dict[str, ByteImage] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "photos": self.photos,
            "drawn": {name: vars(value) for name, value in self.drawn.items()},
            "real": {name: vars(value) for name, value in self.real.items()},
            "races": [{"photo": race.photo, "ratio": race.ratio, "reached_s": race.reached_s} for race in self.races],
        }

    def for_card(self) -> dict[str, Any]:
        """The drawn faces' values, and by how much sooner the fast search was on average."""
        ratios = [race.ratio for race in self.races]
        sooner = {"fast_search_sooner": round(float(np.mean(ratios)), 1)} if ratios else {}
        return {"photos": self.photos, **{name: round(v.value, 4) for name, v in self.drawn.items()}, **sooner}


@dataclass(frozen=True, eq=False)
class LatentEvaluation:
    """The latent engine and all that stays the same over the sets. `published_steps`: how long the published search may go on."""

    engine: LatentEngine
    instruments: Instruments
    seed: int = 1
    races: int = 2
    published_steps: int = 2000
    report: Callable[[str], None] = print

    def run(self, name: str, samples: Sequence[Sample]) -> LatentOutcome:
        """As many drawn faces as photos are given are held against the photos' crops."""
        crops = [cut(sample, self.engine.config)[0] for sample in samples]
        self.report(f"{name}: drawing {len(crops)} faces")
        faces = self._drawn(len(crops))
        drawn, real = self._distances(faces, crops)
        races = tuple(
            self._race(sample.key, crop) for sample, crop in list(zip(samples, crops, strict=True))[: self.races]
        )
        pictures = {f"{name}-drawn": sheet(faces[:COMPARED]), f"{name}-photos": sheet(crops[:COMPARED])}
        pictures |= {f"{name}-search-{i + 1}": race_picture(race) for i, race in enumerate(races)}
        return LatentOutcome(name, len(crops), drawn, real, races, pictures)

    def _drawn(self, count: int) -> list[ByteImage]:
        faces: list[ByteImage] = []
        for i in range(0, count, COMPARED):
            options = LatentOptions(seed=self.seed + i)
            result = self.engine.run(SampleRequest(min(COMPARED, count - i)), options, RunContext())
            faces += [to_bytes(crop) for crop in result.extras["crops"]]
        return faces

    def _distances(
        self, faces: list[ByteImage], crops: list[ByteImage]
    ) -> tuple[dict[str, SetValue], dict[str, SetValue]]:
        network, drawn, real = self.instruments.squeeze, dict[str, SetValue](), dict[str, SetValue]()
        if self.instruments.lpips is not None:
            self.report("how different faces are from each other")
            drawn["pairwise_lpips"] = pairwise(faces[:COMPARED], self.instruments.lpips)
            real["pairwise_lpips"] = pairwise(crops[:COMPARED], self.instruments.lpips)
        if network is not None:
            self.report("set distances")
            made, photos = pooled_features(network, as_batch(faces)), pooled_features(network, as_batch(crops))
            drawn |= feature_distances(made, photos, self.seed)
            order = np.random.default_rng(self.seed).permutation(len(photos))
            real |= feature_distances(photos[order[::2]], photos[order[1::2]], self.seed)
        return drawn, real

    def _race(self, photo: str, crop: ByteImage) -> Race:
        self.report(f"both searches on {photo}")
        target = (torch.from_numpy(crop.transpose(2, 0, 1).copy()).float()[None] - 127.5) / 127.5
        known = torch.from_numpy(1 - mouth_hole(self.engine.config))[None, None]
        curves = {PUBLISHED: self._published(target, known), FAST: self._fast(target, known)}
        goal = curves[PUBLISHED].values[-1]
        there = next(
            (s for s, v in zip(curves[PUBLISHED].seconds, curves[PUBLISHED].values, strict=True) if v <= goal), 0.0
        )
        sooner = next((s for s, v in zip(curves[FAST].seconds, curves[FAST].values, strict=True) if v <= goal), 0.0)
        return Race(photo, curves, there / sooner if sooner else 0.0, sooner)

    def _published(self, target: Tensor, known: Tensor) -> Curve:
        """The best of 1,000 drawn starts, then plain gradient descent."""
        plan, clock = Plan("published", self.published_steps), _Clock()
        objective, seed = Objective(self.engine.network, target, known, plan), torch.Generator().manual_seed(self.seed)
        starts = best_starts(objective, self.engine.config.z_dim, 1, 1000, seed, lambda _: None)
        search(objective, starts, plan, seed, clock.note)
        return clock.curve

    def _fast(self, target: Tensor, known: Tensor) -> Curve:
        """From where the encoder sees the face, with Adam; without an encoder, from the best of 50 starts."""
        plan, clock = Plan("fast"), _Clock()
        objective, seed = Objective(self.engine.network, target, known, plan), torch.Generator().manual_seed(self.seed)
        encoder = self.engine.network.encoder
        if encoder is None:
            starts = best_starts(objective, self.engine.config.z_dim, 1, 50, seed, lambda _: None)
        else:
            with torch.no_grad():
                centre, reach = encoder(target, known)
                starts = draw(centre, reach, torch.zeros_like(reach))
        search(objective, starts, plan, seed, clock.note)
        return clock.curve


class _Clock:
    """When a search reached which loss, from its making on."""

    def __init__(self) -> None:
        self._began, self._seconds, self._losses = time.perf_counter(), list[float](), list[float]()

    def note(self, _step: int, losses: Tensor, _pictures: Tensor) -> None:
        self._seconds.append(time.perf_counter() - self._began)
        self._losses.append(float(losses.min()))

    @property
    def curve(self) -> Curve:
        return Curve(tuple(self._seconds), tuple(self._losses))


def mouth_hole(config: LatentConfig) -> Mask:
    """The published 30 x 30 px square at the mouth of the average face, as a network's crop shows it, (size, size), 1 in the hole."""
    published = paper_square()
    in_frame = MOUTH_PX / CROP_PX * published.side + (published.left, published.top)
    corners = np.rint(transform_points(config.square().from_frame(), in_frame) * config.size).astype(int)
    (left, top), (right, bottom) = corners
    hole = np.zeros((config.size, config.size), np.float32)
    hole[top:bottom, left:right] = 1
    return hole


@torch.inference_mode()
def pairwise(faces: Sequence[ByteImage], lpips: LpipsSqueeze) -> SetValue:
    """Mean `lpips_squeeze_caffe` over all pairs of faces: how much they differ from each other."""
    taps = lpips.features(as_batch(faces))
    pairs = list(itertools.combinations(range(len(faces)), 2))
    values = []
    for i in range(0, len(pairs), BATCH):
        first, second = (torch.tensor(side) for side in zip(*pairs[i : i + BATCH], strict=True))
        values.append(lpips.pool(lpips.compare([tap[first] for tap in taps], [tap[second] for tap in taps])))
    distances = torch.cat(values)
    return SetValue(float(distances.mean()), len(faces), float(distances.std()))


def sheet(faces: Sequence[ByteImage], columns: int = SHEET_COLUMNS) -> ByteImage:
    """Faces in rows, (H, W, 3); the last row is filled up with white."""
    blank = np.full_like(faces[0], 255)
    padded = [*faces, *[blank] * (-len(faces) % columns)]
    rows = [np.concatenate(padded[i : i + columns], axis=1) for i in range(0, len(padded), columns)]
    return np.concatenate(rows)


def race_picture(race: Race) -> ByteImage:
    said = f"{race.ratio:.0f} times sooner" if race.ratio else "not reached"
    return curves_picture(f"Loss of both searches on {race.photo}: {said}", race.curves)


def as_markdown(outcomes: Sequence[LatentOutcome], settings: dict[str, Any]) -> str:
    """Settings, drawn faces beside photos, and both searches, as tables."""
    lines = ["# Latent faces: measured", "", *(f"- {name}: {value}" for name, value in settings.items())]
    for outcome in outcomes:
        lines += [
            "",
            f"## {outcome.name}, {outcome.photos} photos",
            "",
            "| | drawn faces | photos | of |",
            "|---|---|---|---|",
        ]
        for name, value in outcome.drawn.items():
            lines.append(f"| `{name}` | {value.value:.4f} | {outcome.real[name].value:.4f} | {value.count} |")
        if outcome.races:
            lines += [
                "",
                "| photo | loss of the published search | reached by the fast one after | sooner by |",
                "|---|---|---|---|",
            ]
        for race in outcome.races:
            published = race.curves[PUBLISHED]
            reached = f"{race.reached_s:.2f} s | {race.ratio:.0f} x" if race.ratio else "not reached | –"
            lines.append(
                f"| {race.photo} | {published.values[-1]:.1f} after {published.seconds[-1]:.0f} s | {reached} |"
            )
    return "\n".join([*lines, "", LEGEND, ""])
