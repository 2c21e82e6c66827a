"""What weights learnt from, as their card says it: photo sets, labels and the narrowest licence among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from training.data.shards import Photos

DLIB_LABELS = "dlib 68 landmarks (model trained on iBUG 300-W, no commercial use)"
HELPER_NETWORKS = {
    "squeeze": "SqueezeNet v1.1 features (ImageNet; MIT)",
    "vgg19": "VGG-19 features (ImageNet; BSD-3-Clause, torchvision)",
}
# from the narrowest to the widest; what matches none counts as the first
LEVELS = (
    (r"research", "Research use only"),
    (r"nc-sa", "CC BY-NC-SA 4.0: no commercial use, share alike"),
    (r"\bnc\b|non-?commercial|no commercial", "No commercial use"),
    (r"by-sa", "CC BY-SA 4.0: attribution, share alike"),
    (r"\bby\b", "CC BY 4.0: attribution"),
    (r"public domain|cc0|\bmit\b|apache|bsd", "No restriction but attribution of the software"),
)


@dataclass(frozen=True)
class Provenance:
    """`data`: one line a source with count and licence; `labels`: where landmarks come from; `licences` of both."""

    data: tuple[str, ...]
    labels: tuple[str, ...]
    licences: tuple[str, ...]


def provenance(sets: Iterable[tuple[str, float, Photos]]) -> Provenance:
    """Read the licences of sets of shards, (name, weight, samples) each, from the samples' own JSON.

    A sample that does not name its landmarks' provider in `labels` has dlib's.
    """
    lines, labels, licences = list[str](), set[str](), set[str]()
    for name, weight, shards in sets:
        infos = [shards.info(i) for i in range(len(shards))] if weight else []
        sources = Counter((info.get("source") or name, info.get("licence") or "no licence stated") for info in infos)
        lines += [
            f"{source}: {n} photos ({licence}); {name}, weight {weight:g}" for (source, licence), n in sources.items()
        ]
        licences |= {licence for _, licence in sources}
        labels |= {info.get("labels") or DLIB_LABELS for info in infos}
    return Provenance(tuple(lines), tuple(sorted(labels)), tuple(sorted(licences | labels)))


def narrowest(licences: Iterable[str]) -> str:
    """The narrowest of some licence texts, in words; one that is not known counts as research use."""
    return LEVELS[min((_level(licence) for licence in licences), default=0)][1]


def _level(licence: str) -> int:
    return next((i for i, (pattern, _) in enumerate(LEVELS) if re.search(pattern, licence.lower())), 0)
