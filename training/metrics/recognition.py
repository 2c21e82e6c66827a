"""Who is it: match score, verification rate, null-space LDA, descriptor distances."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.floating[Any]]

SAME_PERSON_DLIB = 0.6  # distance below which dlib's author calls two descriptors one person


def match_scores(first: Vectors, second: Vectors) -> NDArray[np.float64]:
    """Pearson correlation over the feature dimensions of each pair, (N, D) x (N, D) -> (N,) in [-1, 1]."""
    a, b = _centred(first), _centred(second)
    return np.asarray((a * b).sum(1) / (np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)), np.float64)


def true_positive_rate(same: Vectors, different: Vectors, false_positive_rate: float = 0.01) -> float:
    """The share of same-person scores accepted at the threshold that accepts this share of different-person scores.

    Scores (N,), higher = more alike; linear between the steps of the ROC.
    """
    thresholds = np.unique(np.concatenate([same, different]))[::-1]
    true = np.array([0.0, *(np.searchsorted(np.sort(-same), -thresholds, "right") / len(same))])
    false = np.array([0.0, *(np.searchsorted(np.sort(-different), -thresholds, "right") / len(different))])
    last = np.searchsorted(false, false_positive_rate, "right") - 1
    if last == len(false) - 1 or false[last] == false_positive_rate:
        return float(true[last])
    share = (false_positive_rate - false[last]) / (false[last + 1] - false[last])
    return float(true[last] + share * (true[last + 1] - true[last]))


def identity_distances(first: Vectors, second: Vectors) -> NDArray[np.float64]:
    """Euclidean distance of each pair of descriptors, (N, 128) x (N, 128) -> (N,); NaN where a face was not found."""
    return np.asarray(np.linalg.norm(first - second, axis=1), np.float64)


def different_people(descriptors: Vectors, subjects: list[str]) -> NDArray[np.float64]:
    """Distances between all pairs of different people of a set: what an identity distance has to be read against."""
    known = ~np.isnan(descriptors).any(axis=1)
    vectors, names = descriptors[known], np.array(subjects)[known]
    i, j = np.triu_indices(len(vectors), 1)
    apart = names[i] != names[j]
    return identity_distances(vectors[i[apart]], vectors[j[apart]])


class NullSpaceLda:
    """Null-space linear discriminant analysis (Chen et al. 2000).

    After PCA to N - 1 dimensions, the directions in which no class has any spread, ordered by the spread between the classes.
    `samples` (N, D), `labels` (N,). `null_dimensions` is the size of that null space: c classes leave c - 1.
    """

    def __init__(self, samples: Vectors, labels: NDArray[np.integer[Any]]) -> None:
        self.mean = samples.mean(axis=0)
        centred = samples - self.mean
        principal = _row_space(centred)  # (D, N - 1)
        reduced = centred @ principal
        means = np.stack([reduced[labels == label].mean(axis=0) for label in np.unique(labels)])
        within = reduced - means[np.searchsorted(np.unique(labels), labels)]
        null = _null_space(within)
        self.null_dimensions = null.shape[1]
        _, _, rows = np.linalg.svd(means @ null, full_matrices=False)
        self.projection = principal @ null @ rows[: len(means) - 1].T  # most discriminating first

    def rank_one(
        self, gallery: Vectors, probes: Vectors, dimensions: int | None = None, metric: str = "cosine"
    ) -> float:
        """The share of probes whose nearest gallery sample is the one of the same row; `metric` is `cosine` or `euclid`."""
        basis = self.projection[:, :dimensions]
        a, b = (gallery - self.mean) @ basis, (probes - self.mean) @ basis
        if metric == "cosine":
            a, b = (v / np.maximum(np.linalg.norm(v, axis=1, keepdims=True), 1e-12) for v in (a, b))
        squared = (b**2).sum(1)[:, None] + (a**2).sum(1)[None] - 2 * b @ a.T
        return float((squared.argmin(axis=1) == np.arange(len(probes))).mean())


def nlda_accuracy(
    real: Vectors, made: Vectors, train: int = 150, splits: int = 20, seed: int = 0, metric: str = "cosine"
) -> tuple[float, float, NDArray[np.float64]]:
    """Recognition rate of made photos among real ones, as used around CUFS.

    `real` and `made` are (N, D), row by row the same person. In each of `splits` random splits, `train` people (two samples each)
    train the projector, the rest are gallery (real) and probes (made). Returns mean and standard deviation over the splits at the best
    number of dimensions, and the curve of means over 1..train - 1 dimensions.
    """
    rng = np.random.default_rng(seed)
    curves = []
    for _ in range(splits):
        order = rng.permutation(len(real))
        seen, rest = order[:train], order[train:]
        labels = np.concatenate([np.arange(train)] * 2)
        lda = NullSpaceLda(np.concatenate([real[seen], made[seen]]), labels)
        counts = range(1, lda.projection.shape[1] + 1)
        curves.append([lda.rank_one(real[rest], made[rest], count, metric) for count in counts])
    shortest = min(len(curve) for curve in curves)
    table = np.array([curve[:shortest] for curve in curves])
    best = int(table.mean(axis=0).argmax())
    return float(table[:, best].mean()), float(table[:, best].std()), table.mean(axis=0)


def _centred(vectors: Vectors) -> Vectors:
    return np.asarray(vectors - vectors.mean(axis=1, keepdims=True))


def _row_space(centred: Vectors) -> Vectors:
    _, values, rows = np.linalg.svd(centred, full_matrices=False)
    return np.asarray(rows[values > 1e-10 * values[0]].T)


def _null_space(matrix: Vectors) -> Vectors:
    """An orthonormal basis (D, K) of what the rows of `matrix` (N, D) do not reach."""
    _, values, rows = np.linalg.svd(matrix, full_matrices=True)
    rank = int((values > 1e-8 * max(float(values[0]), 1e-300)).sum())
    return np.asarray(rows[rank:].T)
