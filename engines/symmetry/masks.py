"""Mask algebra of SymmFCNet: which hidden pixels can be copied, and which must be invented.

Inside, as in the paper, `known` is 1 where a pixel is visible; the regions that come out are 1 where they are meant. All (N, 1, H, W).
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor


@dataclass(frozen=True, eq=False)
class Regions:
    """The hole in three: `one_half` hidden here but visible on the other half, `both_halves` hidden on both, `background` outside
    the face. With masks of 0 and 1 they partition the hole.
    """

    one_half: Tensor
    both_halves: Tensor
    background: Tensor


def regions(known: Tensor, mirror_known: Tensor, face: Tensor) -> Regions:
    """1 - M_oh, 1 - M_bh and M_bg of the paper from M_o, M_ofw and M_fr."""
    hidden = 1 - known
    one_half = mirror_known * hidden * face
    both_halves = hidden * (1 - one_half) * face
    return Regions(one_half, both_halves, (1 - face) * hidden)


def stage_two_mask(found: Regions, confidence: Tensor, form: str = "fixed") -> Tensor:
    """M_s2, how far RecNet may trust each pixel of stage I.

    `fixed`: ((1-M_oh) C + M_oh M_bh)(1-M_bg), which is 1 on known pixels, C where copied, 0 elsewhere in the hole. `paper`:
    ((1-M_oh) C + M_bh)(1-M_bg) as printed, which gives 1 + C where copied.
    """
    both_halves_known = 1 - found.both_halves
    if form == "fixed":
        both_halves_known = both_halves_known * (1 - found.one_half)
    return (found.one_half * confidence + both_halves_known) * (1 - found.background)
