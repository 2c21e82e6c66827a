"""What `faceforge doctor` says about speed: the device that is used, what would make it faster, and which engine fits in its memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from engines import registry
from engines.assets import install_command, is_built, packages_folder
from engines.errors import DeviceError
from faceforge_app.commands.report import Finding
from faceforge_app.session.settings import Settings

if TYPE_CHECKING:
    import torch

FLAGS = ("avx2", "avx512f", "avx512_bf16", "amx_bf16")
MIB = 1 << 20
CARD_PATIENCE_S = 10


def computing_findings(settings: Settings) -> Iterator[Finding]:
    try:
        import torch

        from engines.devices import resolve_device
    except (ImportError, OSError) as error:
        own = packages_folder() / "torch"
        advice = f"Delete {own}" if is_built() and own.exists() else "Install FaceForge again"
        yield Finding("computing", f"torch cannot be loaded ({error})", True, advice)
        return
    features = f"{os.cpu_count()} cores, {torch.backends.cpu.get_cpu_capability()}{_cpu_flags()}"
    try:
        device = resolve_device(settings.device)
    except DeviceError as error:
        yield Finding("computing", features)
        yield Finding("device", str(error).rstrip("."), True)
        return
    yield Finding("computing", features)
    yield Finding("device", f"{_title(device)}, as the settings say: {settings.device}")
    yield Finding("faster", faster(settings.device, device.type, graphics_card(), torch.version.cuda or ""))
    yield _memory(device)


def faster(setting: str, used: str, card: str, cuda: str) -> str:
    """What would make this machine faster, in a sentence. `card` is the NVIDIA card, `cuda` torch's version of CUDA; empty: none."""
    if used == "cuda":
        return "the graphics card is used; nothing to do"
    if used == "mps":
        return "Apple's graphics processor is used; nothing to do"
    if setting == "cpu" and card and cuda:
        return f"choose the device 'auto' in the preferences: {card} is there"
    if card and cuda:
        return f"{card} is there, but its driver is too old for CUDA {cuda}. Install a newer driver"
    if card:
        return f"{card} is there. To use it, install torch with CUDA (2 to 3 GB): {cuda_command()}"
    return "an NVIDIA graphics card; every engine is made to run without one"


def cuda_command() -> str:
    """One command that installs torch with CUDA, in the version that is here."""
    import torch

    number = torch.__version__.partition("+")[0]
    if sys.platform != "linux":  # PyPI's torch has CUDA on Linux alone
        return (
            f"{install_command(f'torch=={number}', compiled=True)} --index-url https://download.pytorch.org/whl/cu126"
        )
    return install_command(f"torch=={number}", compiled=True) if is_built() else "make cuda"


def graphics_card() -> str:
    """The name of the first NVIDIA card, as its driver tells; empty where there is none."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return ""
    asked = [tool, "--query-gpu=name", "--format=csv,noheader"]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=CARD_PATIENCE_S, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return next(iter(done.stdout.splitlines()), "").strip()


def _memory(device: torch.device) -> Finding:
    """Which engines fit in the device's free memory."""
    free = free_memory_mb(device)
    needs = {spec.id: spec.memory_mb for spec in registry.engines().values() if spec.memory_mb}
    if free is None:
        return Finding("memory", "not known; " + ", ".join(f"{name} takes {need} MB" for name, need in needs.items()))
    rows = [f"{name} {'fits' if need <= free else 'does not fit'} ({need} MB)" for name, need in needs.items()]
    tight = any(need > free for need in needs.values())
    advice = "Close other programs, or choose the device 'cpu' in the preferences" if tight else ""
    return Finding("memory", f"{free} MB free: {', '.join(rows)}", False, advice)


def free_memory_mb(device: torch.device) -> int | None:
    """What is free on the device, or of the machine's memory (Linux); None where that is not known."""
    if device.type == "cuda":
        import torch

        return int(torch.cuda.mem_get_info(device)[0] / MIB)
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("MemAvailable")), None)


def _title(device: torch.device) -> str:
    from engines.devices import describe_device

    return f"{device.type} ({describe_device(device)})" if device.type == "cuda" else device.type


def _cpu_flags() -> str:
    """What of the processor's abilities matters to networks (Linux)."""
    try:
        words = set(Path("/proc/cpuinfo").read_text().split())
    except OSError:
        return ""
    return "".join(f", {flag}" for flag in FLAGS if flag in words)
