"""Training that begins with weights that ship."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

from engines.errors import WeightsError
from engines.weights import WeightsCard, save_weights
from training.ema import Ema, begin_with


def file_of(network: nn.Module, folder: Path) -> Path:
    path = folder / "some.safetensors"
    save_weights(path, dict(network.state_dict()), WeightsCard("parts", {}, "Some", (), (), (), "Apache-2.0"))
    return path


def test_what_the_file_lacks_starts_afresh_in_network_and_average_alike(tmp_path: Path) -> None:
    old = nn.ModuleDict({"body": nn.Linear(2, 2)})
    new = nn.ModuleDict({"body": nn.Linear(2, 2), "head": nn.Linear(2, 1)})
    ema = Ema(new, 0.9)
    head = new["head"].weight.clone()
    begin_with(file_of(old, tmp_path), "parts", new, ema)
    assert torch.allclose(new["body"].weight, old["body"].weight, atol=1e-3)
    assert torch.equal(new["head"].weight, head)
    assert all(torch.equal(a, b) for a, b in zip(new.parameters(), ema.shadow.parameters(), strict=True))


def test_weights_of_another_shape_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError):
        begin_with(
            file_of(nn.ModuleDict({"body": nn.Linear(3, 2)}), tmp_path),
            "parts",
            nn.ModuleDict({"body": nn.Linear(2, 2)}),
            None,
        )
