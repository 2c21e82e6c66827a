"""What `faceforge doctor` says about speed and memory; card and torch's device are stand-ins."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch

from engines import assets, devices, registry
from faceforge_app.commands import computing
from faceforge_app.session.settings import Settings
from tests.fakes import FakeEngine

CARD = "NVIDIA GeForce RTX 4070"


def said(settings: Settings | None = None) -> dict[str, str]:
    return {finding.name: str(finding) for finding in computing.computing_findings(settings or Settings())}


@pytest.fixture(autouse=True)
def no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computing, "graphics_card", lambda: "")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)


def test_the_device_in_use_and_what_would_be_faster_are_said() -> None:
    lines = said()
    assert lines["device"].endswith("cpu, as the settings say: auto")
    assert "an NVIDIA graphics card" in lines["faster"]


def test_a_card_that_torch_cannot_use_is_named_with_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computing, "graphics_card", lambda: CARD)
    monkeypatch.setattr(torch.version, "cuda", None)
    monkeypatch.setattr("sys.platform", "linux")
    assert said()["faster"].endswith(f"{CARD} is there. To use it, install torch with CUDA (2 to 3 GB): make cuda")


def test_the_built_program_takes_packages_into_the_users_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("FACEFORGE_PACKAGES", str(tmp_path))
    command = computing.cuda_command()
    assert command.startswith(f'pip install --upgrade --target "{tmp_path}" --python-version 3.')
    assert f"torch=={torch.__version__.partition('+')[0]}" in command
    assert "--no-deps" in assets.install_command("face_recognition_models")


@pytest.mark.parametrize(
    ("setting", "used", "card", "cuda", "word"),
    [
        ("auto", "cuda", CARD, "12.6", "nothing to do"),
        ("cpu", "cpu", CARD, "12.6", "preferences"),
        ("auto", "cpu", CARD, "12.6", "newer driver"),
        ("auto", "mps", "", "", "nothing to do"),
    ],
)
def test_every_machine_is_told_its_own_way(setting: str, used: str, card: str, cuda: str, word: str) -> None:
    assert word in computing.faster(setting, used, card, cuda)


def test_engines_that_do_not_fit_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = FakeEngine().spec
    small, large = (dataclasses.replace(spec, id=name, memory_mb=need) for name, need in (("small", 9), ("large", 900)))
    monkeypatch.setattr(registry, "engines", lambda: {"small": small, "large": large})
    monkeypatch.setattr(computing, "free_memory_mb", lambda device: 100)
    line = said()["memory"]
    assert "100 MB free: small fits (9 MB), large does not fit (900 MB)" in line
    assert "Close other programs" in line


def test_a_device_that_is_not_there_is_wrong() -> None:
    wrong = [finding for finding in computing.computing_findings(Settings(device="cuda")) if finding.wrong]
    assert [finding.name for finding in wrong] == ["device"]


def test_the_cards_name_comes_from_its_driver(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    tool = tmp_path / "nvidia-smi"
    tool.write_text(f"#!/bin/sh\necho '{CARD}'\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert computing.graphics_card() == CARD
    tool.write_text("#!/bin/sh\nexit 9\n")
    assert computing.graphics_card() == ""


def test_free_memory_is_positive() -> None:
    free = computing.free_memory_mb(devices.resolve_device("cpu"))
    assert free is None or free > 0
