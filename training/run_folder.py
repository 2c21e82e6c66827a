"""A run folder: config, log, sample sheets, checkpoints and exported weights of one training run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import cv2

from engines.imaging.arrays import FloatImage, to_bytes
from training.config import ConfigError


class RunFolder:
    """Where one run keeps everything.

    config.toml | log.jsonl | samples/STEP.png | checkpoints/last.ckpt | weights.safetensors
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.checkpoint = path / "checkpoints" / "last.ckpt"
        self.weights = path / "weights.safetensors"

    def create(self, config: Path, resume: bool) -> None:
        """Make the folder; refuses one that holds another run unless `resume`."""
        if self.checkpoint.exists() and not resume:
            raise ConfigError(
                f"{self.path} already holds a run. Add --resume to go on with it, or choose another --out."
            )
        try:
            self.checkpoint.parent.mkdir(parents=True, exist_ok=True)
            (self.path / "samples").mkdir(exist_ok=True)
            shutil.copyfile(config, self.path / "config.toml")
        except OSError as error:
            raise ConfigError(f"{self.path} cannot be written: {error.strerror}. Choose another --out.") from error

    def log(self, entry: dict[str, Any]) -> None:
        with (self.path / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")

    def cut_log(self, step: int) -> None:
        """Drop what was logged after `step`: a resumed run writes it again."""
        path = self.path / "log.jsonl"
        if path.exists():
            lines = [line for line in path.read_text("utf-8").splitlines() if json.loads(line)["step"] <= step]
            path.write_text("".join(f"{line}\n" for line in lines), "utf-8")

    def sample(self, step: int, sheet: FloatImage) -> None:
        cv2.imwrite(str(self.path / "samples" / f"{step:07d}.png"), cv2.cvtColor(to_bytes(sheet), cv2.COLOR_RGB2BGR))
