"""What a user sets for one run of the latent engine."""

from __future__ import annotations

from dataclasses import dataclass

from engines.options import option

DIRECTIONS = 8  # principal directions that weights hold


@dataclass(frozen=True)
class LatentOptions:
    """Options of one run; see each label and help. Drawing faces (`SampleRequest`) uses `seed` and `variety` alone."""

    variants: int = option(3, "Variants", minimum=1, maximum=16, help="How many different completions to look for")
    seed: int = option(1, "Seed", minimum=0, maximum=2**31 - 1, help="The same seed gives the same faces")
    search: str = option(
        "fast", "Search", choices=("fast", "published", "sampling"),
        help="fast takes seconds; published is the paper's gradient descent; sampling wanders between likely faces",
    )  # fmt: skip
    steps: int = option(
        0, "Steps", minimum=0, maximum=100_000, help="How long to search; 0 takes what suits the kind of search"
    )
    blend: str = option(
        "poisson", "Blend", choices=("none", "colour", "poisson"),
        help="How the found face is fitted into the hole: as it is, with its colour matched, or without a seam",
    )  # fmt: skip
    variety: float = option(
        0.7, "Variety", minimum=0.0, maximum=1.0, step=0.05,
        help="How far drawn faces may depart from the most typical one",
    )  # fmt: skip
    start: str = option(
        "encoder", "Start", choices=("encoder", "random"), advanced=True,
        help="Where a search begins: where the encoder sees the face, or, as the published one, at the best of random faces",
    )  # fmt: skip
    starts: int = option(
        1000,
        "Random starts",
        minimum=1,
        maximum=10_000,
        advanced=True,
        help="How many random faces are tried for a random start",
    )
    perceptual: float = option(
        0.01, "Perceptual share", minimum=0.0, maximum=0.99, step=0.01, advanced=True,
        help="How much looking real counts beside matching the visible pixels",
    )  # fmt: skip
    perc_form: str = option(
        "saturating", "Perceptual form", choices=("saturating", "non-saturating"), advanced=True,
        help="saturating is log(1 - D), as published; non-saturating is -log D",
    )  # fmt: skip
    ctx_norm: str = option(
        "sum", "Contextual norm", choices=("sum", "mean"), advanced=True,
        help="Whether differences of visible pixels are summed or averaged beside the perceptual term",
    )  # fmt: skip
