"""What a history costs: 40 layers of 4 megapixels on a photo of 4, 100 strokes that each touch 5 % of its mask.

Picture layers cannot be painted on; what strokes change is the mask. Goals: memory at most twice the layers' own pixels, undo no
slower than the stroke.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import numpy as np

from engines.face.average_face import average_landmarks
from engines.imaging.arrays import read_only
from engines.imaging.photo_file import PhotoFile
from faceforge_app.document.document import Document
from faceforge_app.document.history import History
from faceforge_app.document.layers import ImageLayer
from faceforge_app.document.masks import Dab, How, combined, stroke
from faceforge_app.document.photo import photo_ground
from faceforge_app.document.tiles import TiledMask
from tests.benchmarks.common import median, p95, processor, say

LAYERS, STROKES, SIDE = 40, 100, 2048  # 4.2 megapixels a layer
TOUCHED = 0.05
RADIUS = 80.0


def main() -> None:
    start_mb = resident_mb()
    rng = np.random.default_rng(1)
    layers = tuple(picture_layer(rng) for _ in range(LAYERS))
    photo = PhotoFile(read_only(rng.integers(0, 255, (SIDE, SIDE, 3), np.uint8)), name="photo.png")
    ground = photo_ground(photo, average_landmarks() * (SIDE, SIDE))
    own_mb = sum(layer.image.nbytes for layer in layers) / 1e6
    history = History(Document(layers, photo=ground))
    loaded_mb = resident_mb() - start_mb
    strokes_ms = [timed(lambda: history.commit("Brush", painted(history.document, rng))) for _ in range(STROKES)]
    after_mb = resident_mb() - start_mb
    undos_ms = [timed(history.undo) for _ in range(STROKES)]
    redos_ms = [timed(history.redo) for _ in range(STROKES)]
    say("layers' own pixels", f"{own_mb:.0f} MB")
    say(f"memory after {STROKES} strokes (before them)", f"{after_mb:.0f} MB ({loaded_mb:.0f} MB)")
    say("ratio to the layers' own pixels (goal: at most 2)", f"{after_mb / own_mb:.2f}")
    say("a stroke, median (p95)", f"{median(strokes_ms):.2f} ms ({p95(strokes_ms):.2f} ms)")
    say("its undo, median (p95); goal: no slower", f"{median(undos_ms):.4f} ms ({p95(undos_ms):.4f} ms)")
    say("its redo, median (p95)", f"{median(redos_ms):.4f} ms ({p95(redos_ms):.4f} ms)")
    say("tiles of the mask that 100 steps keep", f"{tiles_mb(history):.1f} MB")
    say("processor", processor())


def picture_layer(rng: np.random.Generator) -> ImageLayer:
    return ImageLayer(read_only(rng.integers(0, 255, (SIDE, SIDE, 3), np.uint8)))


def painted(document: Document, rng: np.random.Generator) -> Document:
    """One stroke as long as it takes to touch 5 % of the photo."""
    assert document.photo is not None
    length = TOUCHED * SIDE * SIDE / (2 * RADIUS)
    x, y = rng.uniform(RADIUS, SIDE - RADIUS - length), rng.uniform(RADIUS, SIDE - RADIUS)
    area = stroke(Dab(x, y, RADIUS, 0.8), Dab(x + length, y, RADIUS, 0.8))
    return document.with_mask(combined(document.photo.mask, area, How.ADD))


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def tiles_mb(history: History) -> float:
    """Every tile that any step holds, each counted once."""
    masks = [mask_of(history)]
    while history.undo():
        masks.append(mask_of(history))
    tiles = {id(tile): tile for mask in masks for tile in mask.tiles if tile is not None}
    return sum(tile.pixels.nbytes for tile in tiles.values()) / 1e6


def mask_of(history: History) -> TiledMask:
    assert history.document.photo is not None
    return history.document.photo.mask


def resident_mb() -> float:
    """The most memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main()
