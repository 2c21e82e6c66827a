"""What a user sets for one run of the symmetry engine."""

from __future__ import annotations

from dataclasses import dataclass

from engines.options import option


@dataclass(frozen=True)
class SymmetryOptions:
    """Options of one run; see each label and help."""

    symmetry: float = option(
        1.0, "Symmetry", minimum=0.0, maximum=1.0, step=0.05,
        help="How far the visible half of the face is trusted; 0 copies nothing and invents all",
    )  # fmt: skip
    variants: int = option(
        2, "Variants", minimum=1, maximum=16, help="How many completions to make; the first is the most likely one"
    )
    seed: int = option(1, "Seed", minimum=0, maximum=2**31 - 1, help="The same seed gives the same completions")
    variety: float = option(
        0.8, "Variety", minimum=0.0, maximum=1.5, step=0.05,
        help="How far the further variants may depart from the most likely completion",
    )  # fmt: skip
    composite: str = option(
        "hard", "Border", choices=("hard", "feather"),
        help="hard keeps every pixel outside the mask exactly; feather blends a few pixels beyond it",
    )  # fmt: skip
