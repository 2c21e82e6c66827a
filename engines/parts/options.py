"""What a user sets for one run of the parts engine."""

from __future__ import annotations

from dataclasses import dataclass

from engines.options import option


@dataclass(frozen=True)
class PartsOptions:
    """Options of one run; see each label and help."""

    variants: int = option(4, "Variants", minimum=1, maximum=16, help="How many portraits to make")
    seed: int = option(1, "Seed", minimum=0, maximum=2**31 - 1, help="The same seed gives the same portraits")
    variety: float = option(
        1.0, "Variety", minimum=0.0, maximum=1.2, step=0.05,
        help="How far hair, light and background may differ between variants; 0 gives the most typical face",
    )  # fmt: skip
    freedom: float = option(
        0.1, "Refit parts", minimum=0.0, maximum=1.0, step=0.05,
        help="0 leaves every part where it lies on the canvas; 1 lets the engine move parts until they fit",
    )  # fmt: skip
    keep_parts: float = option(
        0.0, "Keep donor pixels", minimum=0.0, maximum=1.0, step=0.05,
        help="Blend the donors' own pixels back over the painted face; 0 lets the engine fit the parts together",
    )  # fmt: skip
    match_sharpness: float = option(
        1.0, "Match sharpness", minimum=0.0, maximum=1.0, step=0.05,
        help="How far the portrait becomes as sharp, or as soft, as the photos its parts come from",
    )  # fmt: skip
    heal_borders: float = option(
        0.9, "Heal borders", minimum=0.0, maximum=1.0, step=0.05,
        help="How far lines along the borders of the parts are taken out",
    )  # fmt: skip
