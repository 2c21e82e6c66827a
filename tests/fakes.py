"""Stand-ins that tests script: an engine, donors, a landmark provider. None of them needs torch, dlib or weights."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from engines.face.average_face import average_landmarks
from engines.face.donors import Donor
from engines.face.landmarks import DetectedFace
from engines.imaging.arrays import ByteImage, FloatImage
from engines.parts.options import PartsOptions
from engines.requests import CompletionRequest, ContextRequest, PartsRequest, Request, Result, SketchRequest
from engines.run_context import RunContext
from engines.spec import EngineSpec

SIZE = 32
PATIENCE_S = 10.0


@dataclass
class Script:
    """How one run goes. `hold` keeps it waiting until set; `deaf` lets it ignore cancelling; `error` is raised at the end."""

    error: Exception | None = None
    hold: threading.Event | None = None
    deaf: bool = False
    steps: int = 3
    level: float = 0.5
    extras: dict[str, Any] = field(default_factory=dict)


@dataclass
class FakeEngine:
    """Answers from scripts, in order, then from `Script()`; remembers what it was asked, and in which thread."""

    engine_id: str = "parts"
    request_type: type = PartsRequest
    scripts: deque[Script] = field(default_factory=deque)
    load_error: Exception | None = None
    requests: list[Any] = field(default_factory=list)
    options: list[Any] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)
    loads: list[tuple[Path, str]] = field(default_factory=list)
    began: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def __post_init__(self) -> None:
        self.spec = EngineSpec(
            id=self.engine_id,
            title=f"Fake {self.engine_id}",
            summary="Answers as told",
            paper="",
            request_type=self.request_type,
            options_type=PartsOptions,
            native_size=SIZE,
            default_weights="fake.safetensors",
            load=self._load,
        )

    def script(self, *scripts: Script) -> FakeEngine:
        self.scripts.extend(scripts)
        return self

    def run(self, request: Any, options: Any, context: RunContext) -> Result:
        script = self.scripts.popleft() if self.scripts else Script()
        self.requests.append(request)
        self.options.append(options)
        self.threads.append(threading.current_thread())
        self.began.release()
        self._work(script, context)
        if script.error is not None:
            raise script.error
        picture = _picture(request, script.level)
        parts = [part.donor for part in getattr(request, "parts", ())]
        recipe = {"engine": self.engine_id, "options": vars(options), "parts": parts}
        return Result((picture,) * options.variants, extras=script.extras, timings_ms={"network": 1.0}, recipe=recipe)

    def _work(self, script: Script, context: RunContext) -> None:
        for step in range(script.steps):
            if not script.deaf:
                context.report(step, script.steps)
        waited = 0.0
        while script.hold is not None and not script.hold.wait(0.01) and waited < PATIENCE_S:
            waited += 0.01
            if not script.deaf:
                context.report(script.steps - 1, script.steps)
        if not script.deaf:
            context.report(script.steps, script.steps)

    def _load(self, weights: Path, device: str) -> FakeEngine:
        self.loads.append((weights, device))
        if self.load_error is not None:
            raise self.load_error
        return self


def _picture(request: Request, level: float) -> FloatImage:
    """One grey; on a photo, only where it may change."""
    if isinstance(request, CompletionRequest | ContextRequest):
        return np.where(request.mask[..., None] > 0, np.float32(level), request.image)
    if isinstance(request, SketchRequest) or request.base is None or request.change is None:
        return np.full((SIZE, SIZE, 3), level, np.float32)
    change = request.change[..., None]
    return request.base * (1 - change) + np.float32(level) * change


def face_picture(seed: int = 0, size: int = 64) -> ByteImage:
    """A smooth picture in skin tones, (size, size, 3)."""
    rng = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:size, 0:size] / size
    tone = np.array([200, 150, 120]) + rng.integers(-30, 30, 3)
    shade = 20 * np.sin(3 * rows + rng.uniform(0, 3)) + 20 * np.cos(4 * columns)
    return np.clip(tone + shade[..., None], 0, 255).astype(np.uint8)


def fake_donor(name: str = "ada", seed: int = 0, size: int = 64) -> Donor:
    """A donor whose landmarks are the average ones, a little displaced."""
    shift = np.random.default_rng(seed).normal(0, 0.004, (68, 2))
    return Donor(name, name.title(), face_picture(seed, size), average_landmarks() + shift, licence="CC-BY-4.0")


@dataclass
class FakeLandmarks:
    """A landmark provider that finds the given number of faces, spread from left to right, or raises."""

    faces: int = 1
    error: Exception | None = None
    closed: bool = False
    name: str = "fake landmarks"
    licence: str = ""

    def detect(self, image: ByteImage) -> list[DetectedFace]:
        if self.error is not None:
            raise self.error
        height, width = image.shape[:2]
        slot = width / max(1, self.faces)
        return [self._face(i * slot, slot, height) for i in range(self.faces)]

    def close(self) -> None:
        self.closed = True

    def _face(self, left: float, width: float, height: float) -> DetectedFace:
        points = average_landmarks() * (width, height) + (left, 0)
        return DetectedFace((left, 0.0, left + width, height), points)
