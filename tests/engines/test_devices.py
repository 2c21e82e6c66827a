"""Where networks run, and with how many threads."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import torch

from engines.devices import resolve_device, use_threads
from engines.errors import DeviceError


@pytest.fixture
def threads() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.mark.usefixtures("threads")
def test_one_processor_is_left_to_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    for processors, expected in ((4, 3), (1, 1), (None, 1)):
        monkeypatch.setattr(os, "cpu_count", lambda processors=processors: processors)
        use_threads()
        assert torch.get_num_threads() == expected


def test_a_device_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert resolve_device("cpu").type == "cpu"
    for name in ("cuda", "abacus"):
        with pytest.raises(DeviceError):
            resolve_device(name)
