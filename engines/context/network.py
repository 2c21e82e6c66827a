"""Which networks the weights of the context engine are for: the shipped one, or the published cascade or grown block."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from engines.context.compact import BASE, CompactConfig, CompactContext
from engines.context.paper import PaperCascade, PaperProgressive
from engines.context.pyramid import SMALLEST
from engines.errors import WeightsError

KINDS = ("compact", "cascade", "progan")
ContextNetwork = CompactContext | PaperCascade | PaperProgressive


@dataclass(frozen=True)
class PaperConfig:
    """Switches of the published networks; see `paper.py`. `width` multiplies all channels."""

    width: float = 1.0
    skip: Literal["concat", "add"] = "concat"
    detach_between: bool = False
    paste_known: bool = True


@dataclass(frozen=True)
class ContextConfig:
    """`network`: `compact` ships, `cascade` and `progan` are the paper's; `size` px, 8 times a power of two (128 in the paper)."""

    network: Literal["compact", "cascade", "progan"] = "compact"
    size: int = 256
    compact: CompactConfig = field(default_factory=CompactConfig)
    paper: PaperConfig = field(default_factory=PaperConfig)

    @staticmethod
    def from_dict(values: dict[str, Any]) -> ContextConfig:
        """From a card; raises `WeightsError` on unknown names."""
        try:
            compact: dict[str, Any] = {
                k: tuple(v) if isinstance(v, list) else v for k, v in values.get("compact", {}).items()
            }
            paper = PaperConfig(**values.get("paper", {}))
            config = ContextConfig(**{**values, "compact": CompactConfig(**compact), "paper": paper})
        except (TypeError, AttributeError) as error:
            raise WeightsError(
                f"The network configuration is not one of the context engine ({error}). Choose other weights."
            ) from error
        if config.network not in KINDS or not possible_size(config.size, config.network):
            raise WeightsError(
                f"There is no context network {config.network!r} of {config.size} px. Choose other weights."
            )
        return config

    def build(self) -> ContextNetwork:
        paper = self.paper
        if self.network == "compact":
            return CompactContext(self.compact, self.size)
        if self.network == "cascade":
            return PaperCascade(self.size, paper.width, paper.skip == "add", paper.detach_between, paper.paste_known)
        return PaperProgressive(self.size, paper.width, paper.skip == "add", paper.paste_known)


def possible_size(size: int, network: str) -> bool:
    """Whether a network can work at `size` px."""
    smallest = SMALLEST if network != "compact" else BASE // 2
    return size >= smallest and size % SMALLEST == 0 and (size // SMALLEST).bit_count() == 1
