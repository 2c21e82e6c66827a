"""Faces found and identity by dlib, several pictures at a time in child processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from engines.imaging.arrays import ByteImage, Points

T = TypeVar("T")


class FaceReader(Protocol):
    """What an evaluation asks about faces."""

    def found(self, images: Sequence[ByteImage]) -> NDArray[np.bool_]:
        """Whether a face is found in each picture, (N,)."""
        ...

    def landmarks(self, images: Sequence[ByteImage]) -> list[Points | None]:
        """The normalised landmarks (68, 2) of the largest face of each picture, None where there is none."""
        ...

    def descriptors(self, images: Sequence[ByteImage], landmarks: Sequence[Points]) -> NDArray[np.float64]:
        """dlib's descriptors, (N, 128), of face-frame pictures with normalised landmarks (68, 2)."""
        ...


class DlibFaces:
    """A `FaceReader` over one dlib process a core. Use it in a `with` statement."""

    def __init__(self, processes: int) -> None:
        from engines.face.detector import DlibLandmarks

        self._providers = [DlibLandmarks() for _ in range(max(1, processes))]

    def found(self, images: Sequence[ByteImage]) -> NDArray[np.bool_]:
        return np.array([points is not None for points in self.landmarks(images)], bool)

    def landmarks(self, images: Sequence[ByteImage]) -> list[Points | None]:
        def look(worker: int, i: int) -> Points | None:
            faces = self._providers[worker].detect(images[i])
            return faces[0].landmarks / (images[i].shape[1], images[i].shape[0]) if faces else None

        return self._spread(look, len(images))

    def descriptors(self, images: Sequence[ByteImage], landmarks: Sequence[Points]) -> NDArray[np.float64]:
        def describe(worker: int, i: int) -> NDArray[np.float64]:
            return self._providers[worker].descriptor(images[i], landmarks[i] * images[i].shape[0])

        answers = self._spread(describe, len(images))
        return np.stack(answers) if answers else np.empty((0, 128))

    def close(self) -> None:
        for provider in self._providers:
            provider.close()

    def __enter__(self) -> DlibFaces:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _spread(self, ask: Callable[[int, int], T], count: int) -> list[T]:
        """Item i goes to process i modulo their number; answers in order."""
        workers = len(self._providers)

        def share(worker: int) -> list[T]:
            return [ask(worker, i) for i in range(worker, count, workers)]

        with ThreadPoolExecutor(workers) as pool:
            shares = list(pool.map(share, range(workers)))
        return [shares[i % workers][i // workers] for i in range(count)]
