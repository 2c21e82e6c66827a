"""What the benchmarks share: figures are printed, nothing passes or fails by time."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop

PATIENCE_S = 60.0


def processor() -> str:
    """The processor's name, with the cores that this process may use."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        name = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        name = platform.processor() or platform.machine()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{name}, {cores} cores{load}"


def p95(values_ms: list[float]) -> float:
    return float(np.percentile(values_ms, 95))


def median(values_ms: list[float]) -> float:
    return float(np.median(values_ms))


def say(what: str, figure: str) -> None:
    print(f"{what:<58} {figure}", flush=True)


def wait_for(ready: Callable[[], bool], patience_s: float = PATIENCE_S) -> float:
    """Let Qt work until `ready`; the time that took, in milliseconds. Raises `TimeoutError`."""
    began = time.perf_counter()
    while not ready():
        if time.perf_counter() - began > patience_s:
            raise TimeoutError(f"nothing came within {patience_s:.0f} s")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
        time.sleep(0.0002)
    return (time.perf_counter() - began) * 1000


def settle(seconds: float = 0.3) -> None:
    """Let Qt finish what it has begun."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
