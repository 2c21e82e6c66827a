"""ISEGAN: both stages, at the published sizes (`paper`) or as it ships (`compact`).

Sketches (one channel, paper 1) and photos are in [-1, 1], parsings in [0, 1] with sum 1 at every pixel.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from engines.errors import WeightsError
from engines.sketch.compact import CompactConfig, CompactStageOne, CompactStageTwo
from engines.sketch.hints import HINT_NUMBERS
from engines.sketch.paper import PaperConfig, PaperStageOne, PaperStageTwo

REMEMBERED = 256  # styles and colours of training photos
Maps = dict[str, Tensor]


@dataclass(frozen=True)
class SketchConfig:
    """Which networks the weights are for. `size` px; `stages` = 1 has no stage II: the rough photo is the answer."""

    network: Literal["compact", "paper"] = "compact"
    size: int = 256
    stages: int = 2
    compact: CompactConfig = field(default_factory=CompactConfig)
    paper: PaperConfig = field(default_factory=PaperConfig)

    @staticmethod
    def from_dict(values: dict[str, Any]) -> SketchConfig:
        """From a card; raises `WeightsError` on unknown names."""
        try:
            compact: dict[str, Any] = {
                k: tuple(v) if isinstance(v, list) else v for k, v in values.get("compact", {}).items()
            }
            paper = PaperConfig(**values.get("paper", {}))
            config = SketchConfig(**{**values, "compact": CompactConfig(**compact), "paper": paper})
        except (TypeError, AttributeError) as error:
            raise WeightsError(
                f"The network configuration is not one of the sketch engine ({error}). Choose other weights."
            ) from error
        if config.network not in ("compact", "paper") or config.stages not in (1, 2):
            raise WeightsError(f"There is no sketch network {config.network!r}. Choose other weights.")
        return config

    @property
    def needs_sketch_parsing(self) -> bool:
        """Whether both stages look at the sketch's own parsing."""
        return self.network == "paper"

    @property
    def style_dim(self) -> int:
        return self.compact.style_dim if self.network == "compact" else 0

    def build(self) -> SketchNetwork:
        return SketchNetwork(self)


class SketchNetwork(nn.Module):
    """Stage I (`look`) and stage II (`paint`); `forward` runs both.

    It remembers what went with training photos, `styles` (REMEMBERED, style_dim) and `looks` (REMEMBERED, HINT_NUMBERS): a variant takes
    one of each, as a style and the colours of the same photo agree.
    """

    styles: Tensor
    looks: Tensor
    next_place: Tensor

    def __init__(self, config: SketchConfig) -> None:
        super().__init__()
        self.config = config
        compact = config.network == "compact"
        self.stage_one: nn.Module = CompactStageOne(config.compact) if compact else PaperStageOne(config.paper)
        self.stage_two: nn.Module | None = None
        if config.stages == 2:
            self.stage_two = CompactStageTwo(config.compact) if compact else PaperStageTwo(config.paper)
        self.register_buffer("styles", torch.zeros(REMEMBERED, config.style_dim))
        self.register_buffer("looks", torch.zeros(REMEMBERED, HINT_NUMBERS))
        self.register_buffer("next_place", torch.zeros((), dtype=torch.int64))

    @torch.no_grad()
    def remember(self, styles: Tensor, looks: Tensor) -> None:
        """Put styles (N, style_dim) and hints (N, HINT_NUMBERS) of training photos in the place of the oldest ones."""
        places = (self.next_place + torch.arange(len(styles), device=styles.device)) % REMEMBERED
        self.styles[places], self.looks[places] = styles.to(self.styles.dtype), looks.to(self.looks.dtype)
        self.next_place.copy_((self.next_place + len(styles)) % REMEMBERED)

    def forward(
        self,
        sketch: Tensor,
        literal: Tensor,
        style: Tensor,
        hints: Tensor,
        sketch_parsing: Tensor | None = None,
        told: Maps | None = None,
        paints: bool = True,
        detached: bool = True,
    ) -> Maps:
        """`sketch`, `literal` (N, 1, S, S), `style` (N, style_dim), `hints` (N, HINT_NUMBERS), `sketch_parsing` (N, 8, S, S) where
        `needs_sketch_parsing`. `told` may hold for stage II `truth` (N, 8, S, S), which takes P_int's place where `shows_truth` (N, 1, 1,
        1) is 1, and `erased` as in `paint`; `detached` keeps stage II's gradient out of stage I.
        """
        seen = self.look(sketch, literal, style, hints, sketch_parsing)
        if not paints or self.stage_two is None:
            return seen | {"result": seen["stage_one"]}
        given = {name: value.detach() for name, value in seen.items()} if detached else seen
        if not told:
            return seen | {"result": self.paint(given)}
        shows = told["shows_truth"]
        parsing = told["truth"] * shows + given["parsing"] * (1 - shows)
        return seen | {"result": self.paint(given, parsing, told["erased"])}

    def look(
        self, sketch: Tensor, literal: Tensor, style: Tensor, hints: Tensor, sketch_parsing: Tensor | None = None
    ) -> Maps:
        """Stage I. Adds to what goes in `logits` (N, 8, s, s) and `rough` (N, 3, s, s) at its own size s, and at the full size `parsing`
        (P_int, N, 8, S, S) and `stage_one` (Y1, N, 3, S, S).
        """
        logits, rough = self.stage_one(sketch, literal, style, hints, sketch_parsing)
        seen = {"sketch": sketch, "literal": literal, "style": style, "hints": hints, "logits": logits, "rough": rough}
        if sketch_parsing is not None:
            seen["sketch_parsing"] = sketch_parsing
        return {**seen, "parsing": _full(logits, sketch).softmax(dim=1), "stage_one": _full(rough, sketch)}

    def paint(self, seen: Maps, parsing: Tensor | None = None, erased: Tensor | None = None) -> Tensor:
        """Stage II: the photo (N, 3, S, S) from what `look` saw.

        `parsing` (N, 8, S, S) takes P_int's place; where `erased` (N, 1, S, S) is 1 the compact network is shown neither lines nor rough
        photo, so that the parsing alone decides.
        """
        assert self.stage_two is not None
        sketch, literal, rough = seen["sketch"], seen["literal"], seen["stage_one"]
        if erased is not None and self.config.network == "compact":
            kept = 1 - erased
            sketch, literal, rough = sketch * kept + erased, literal * kept, rough * kept
        shown = seen["parsing"] if parsing is None else parsing
        photo: Tensor = self.stage_two(
            sketch, literal, rough, shown, seen["style"], seen["hints"], seen.get("sketch_parsing")
        )
        return photo


def _full(values: Tensor, like: Tensor) -> Tensor:
    if values.shape[2:] == like.shape[2:]:
        return values
    return F.interpolate(values, size=like.shape[2:], mode="bilinear", align_corners=False)
