"""What a user sets for one run of the sketch engine."""

from __future__ import annotations

from dataclasses import dataclass

from engines.options import option


@dataclass(frozen=True)
class SketchOptions:
    """Options of one run; see each label and help."""

    variants: int = option(
        2, "Variants", minimum=1, maximum=16, help="How many photos to make; the first is the most likely one"
    )
    seed: int = option(1, "Seed", minimum=0, maximum=2**31 - 1, help="The same seed gives the same photos")
    literal: float = option(
        1.0, "Literal", minimum=0.0, maximum=1.0, step=0.05,
        help="How literally the lines are taken; below 1 a feature may lie a little beside its line",
    )  # fmt: skip
    variety: float = option(
        1.0, "Variety", minimum=0.0, maximum=1.5, step=0.05,
        help="How far the further variants may depart from the most likely photo",
    )  # fmt: skip
    output: str = option(
        "stage two", "Output", choices=("stage two", "stage one"), advanced=True,
        help="stage one shows the rough photo that the second stage starts from",
    )  # fmt: skip
