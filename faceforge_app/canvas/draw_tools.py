"""How the pencil and its companions are set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from engines.face.parsing.classes import HAIR

SIZE_RANGE = (1.0, 300.0)
SIZE_STEP = 1.15
LEAST_PRESSURE = 0.15


class DrawTool(Enum):
    """What a press on a sketch begins; the value names the undo step."""

    PENCIL = "Pencil"
    ERASER = "Eraser"
    SMUDGE = "Smudge"
    CLASSES = "Repaint the parsing"

    @property
    def title(self) -> str:
        return self.value


SIZES = {DrawTool.PENCIL: 7.0, DrawTool.ERASER: 40.0, DrawTool.SMUDGE: 30.0, DrawTool.CLASSES: 40.0}


@dataclass(frozen=True)
class DrawSettings:
    """`sizes` are diameters in pixels of the sheet, `label` the class that is painted, `guide` how strongly the average face shines
    through the paper, `parsing_shown` whether the repainted parsing lies over the sketch.
    """

    tool: DrawTool = DrawTool.PENCIL
    sizes: Mapping[DrawTool, float] = field(default_factory=lambda: SIZES)
    hardness: float = 0.5
    darkness: float = 0.75
    label: int = HAIR
    guide: float = 0.0
    parsing_shown: bool = True

    @property
    def size(self) -> float:
        return self.sizes[self.tool]

    def with_size(self, size: float) -> DrawSettings:
        size = float(round(min(max(size, SIZE_RANGE[0]), SIZE_RANGE[1])))
        return replace(self, sizes={**self.sizes, self.tool: size})

    def resized(self, steps: float) -> DrawSettings:
        """Some steps larger; at least a pixel of difference, so that small ones grow too."""
        size = self.size * SIZE_STEP**steps
        if abs(size - self.size) < 1:
            size = self.size + (1 if steps > 0 else -1)
        return self.with_size(size)
