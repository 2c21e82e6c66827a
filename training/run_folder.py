"""A run folder: config, log, sample sheets, checkpoints and exported weights of one training run."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import cv2

from engines.imaging.arrays import FloatImage, to_bytes
from training.config import as_values, build, differences, read_toml, to_toml
from training.errors import ConfigError, TrainingError

MAY_CHANGE = ("phases", "run.workers", "run.log_every", "run.sample_every", "run.checkpoint_every")


class RunFolder:
    """Where one run keeps everything.

    config.toml | log.jsonl | samples/STEP.png | checkpoints/last.ckpt | weights.safetensors
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.config = path / "config.toml"
        self.log_file = path / "log.jsonl"
        self.checkpoint = path / "checkpoints" / "last.ckpt"
        self.weights = path / "weights.safetensors"

    def create(self, config: Any, resume: bool) -> None:
        """Make the folder and write down the complete configuration.

        Refuses a folder that holds a run unless `resume`, and then one whose settings differ in more than the schedule's length,
        the intervals and the number of workers.
        """
        if self.checkpoint.exists():
            if not resume:
                raise ConfigError(
                    f"{self.path} already holds a run. Add --resume to go on with it, or choose another --out."
                )
            self._compare(config)
        with self.writing("Choose another --out."):
            (self.path / "samples").mkdir(parents=True, exist_ok=True)
            self.checkpoint.parent.mkdir(exist_ok=True)
            if not self.checkpoint.exists():
                self.log_file.unlink(missing_ok=True)  # of a run that ended before its first checkpoint
            replace_file(self.config, f"{to_toml(as_values(config))}\n".encode())

    def _compare(self, config: Any) -> None:
        before = as_values(build(type(config), read_toml(self.config), str(self.config)))
        changed = [name for name in differences(before, as_values(config)) if not name.startswith(MAY_CHANGE)]
        if changed:
            raise ConfigError(
                f"{self.path} holds a run with another {', '.join(changed)}. "
                "Leave out --config and --set to go on with it, or choose another --out."
            )

    @contextmanager
    def writing(self, advice: str) -> Iterator[None]:
        """Turns a full or read-only disk into a sentence that ends with `advice`."""
        try:
            yield
        except OSError as error:
            raise TrainingError(f"{self.path} cannot be written: {error.strerror or error}. {advice}") from error

    def log(self, entry: dict[str, Any]) -> None:
        with self.log_file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")

    def entries(self) -> list[dict[str, Any]]:
        """What was logged, in order; a line that a crash cut off is left out."""
        found: list[dict[str, Any]] = []
        for line in self.log_file.read_text("utf-8").splitlines() if self.log_file.exists() else []:
            with suppress(ValueError):
                found.append(json.loads(line))
        return found

    def cut_log(self, step: int) -> None:
        """Drop what was logged after `step`: a resumed run writes it again."""
        kept = [json.dumps(entry) + "\n" for entry in self.entries() if entry["step"] <= step]
        replace_file(self.log_file, "".join(kept).encode())

    def sample(self, step: int, sheet: FloatImage) -> None:
        _, png = cv2.imencode(".png", cv2.cvtColor(to_bytes(sheet), cv2.COLOR_RGB2BGR))
        replace_file(self.path / "samples" / f"{step:07d}.png", png.tobytes())


def replace_file(path: Path, data: bytes | memoryview) -> None:
    """Write beside `path`, then replace it, so that a full disk or a crash never leaves half a file."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise
