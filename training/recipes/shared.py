"""What recipes have in common: the samples on a sheet and the sheet, placing, rates and steps, a checkpoint's parts, the photos' origin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from lightning.fabric import Fabric
from torch import Tensor, nn
from torch.utils.data import Dataset

from engines.imaging.arrays import FloatImage
from training.config import RunConfig
from training.data.pairs import collate
from training.data.shards import Photos
from training.provenance import Provenance, provenance
from training.recipe import Batch

SHOWN = 8  # samples on a sheet
SHOWN_FROM = 10**9  # their first position, which no run reaches


def shown(samples: Dataset[Batch], count: int = SHOWN) -> Batch:
    """The samples on every sheet of a run."""
    return collate([samples[SHOWN_FROM + i] for i in range(count)])


def sheet_of(rows: Iterable[Tensor]) -> FloatImage:
    """A sheet (H, W, 3) in [0, 1] of rows of pictures, each (N, 3, S, S) in [0, 1]; what lies outside is clipped."""
    picture = torch.cat([torch.cat(list(row.float()), dim=2) for row in rows], dim=1)
    sheet: FloatImage = picture.clamp(0, 1).permute(1, 2, 0).cpu().numpy()
    return sheet


def placed(fabric: Fabric, network: nn.Module | None) -> Any:
    """A network on its device as Fabric wraps it, channels last; None where there is none."""
    if network is None:
        return None
    return fabric.setup_module(network.to(memory_format=torch.channels_last))  # type: ignore[call-overload]


def adam(networks: Iterable[nn.Module | None], rate: float, betas: tuple[float, float]) -> Any:
    """Adam over all parameters of some networks; None where there is none."""
    parameters = [p for network in networks if network is not None for p in network.parameters()]
    return torch.optim.Adam(parameters, rate, betas) if parameters else None


def rate_factor(run: RunConfig, progress: float) -> float:
    """What rates are multiplied by: 1 for half of the schedule, then linearly to `final_rate`."""
    return 1.0 if progress < 0.5 else 1 + (progress - 0.5) * 2 * (run.final_rate - 1)


def set_rate(optimiser: Any, rate: float) -> None:
    """The learning rate of all parameters of an optimiser, or of none."""
    for group in optimiser.param_groups if optimiser else ():
        group["lr"] = rate


def features_of(fabric: Fabric, network: nn.Module, images: Tensor, taps: tuple[int, ...]) -> list[Tensor]:
    """The named taps of a perceptual network, all where none is named, (N, C, h, w) each; `images` (N, 3, H, W) in [0, 1]."""
    with fabric.autocast():
        found = network(images)
    return [found[i].float() for i in taps or range(len(found))]


def backward(fabric: Fabric, terms: dict[str, Tensor], *optimisers: Any) -> dict[str, Tensor]:
    """The gradients of the sum of the terms, in place of those that the optimisers had; `total` and the terms for the log."""
    total = torch.stack(list(terms.values())).sum()
    for optimiser in optimisers:
        if optimiser is not None:
            optimiser.zero_grad()
    fabric.backward(total)
    return {"total": total.detach(), **{name: term.detach() for name, term in terms.items()}}


def clip(fabric: Fabric, network: nn.Module, optimiser: Any, norm: float) -> None:
    """Shorten a network's gradient to a norm; 0 leaves it as it is."""
    if norm:
        fabric.clip_gradients(network, optimiser, max_norm=norm, error_if_nonfinite=False)


def descend(fabric: Fabric, optimiser: Any, loss: Tensor) -> Tensor:
    """One step down a loss; the loss for the log."""
    optimiser.zero_grad()
    fabric.backward(loss)
    optimiser.step()
    return loss.detach()


def present(parts: dict[str, Any]) -> dict[str, Any]:
    """What a checkpoint holds: the parts that there are."""
    return {name: part for name, part in parts.items() if part is not None}


def origin(mix: Iterable[tuple[str, float]], sets: Iterable[Photos]) -> Provenance:
    """Where the photos of a mix of sets come from; `sets` in the mix's order."""
    return provenance((name, weight, photos) for (name, weight), photos in zip(mix, sets, strict=True))
