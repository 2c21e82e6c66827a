"""What a user sets for one run of the context engine."""

from __future__ import annotations

from dataclasses import dataclass

from engines.options import option


@dataclass(frozen=True)
class ContextOptions:
    """Options of one run; see each label and help. Wishes for colours are part of the request."""

    variants: int = option(4, "Variants", minimum=1, maximum=16, help="How many different surroundings to paint")
    seed: int = option(1, "Seed", minimum=0, maximum=2**31 - 1, help="The same seed gives the same surroundings")
    variety: float = option(
        0.5, "Variety", minimum=0.0, maximum=1.0, step=0.05,
        help="How far surroundings may depart from the ones most likely for this face; 0 gives the likeliest",
    )  # fmt: skip
