"""The application's settings: where weights and the library lie, and the device. Kept as JSON in the user's configuration folder."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

from engines.assets import weights_folder
from engines.imaging.io import write_atomically
from engines.spec import EngineSpec
from faceforge_app.document.credentials import Certificate

APPLICATION = "faceforge"
DEVICES = ("auto", "cpu", "cuda", "mps")


@dataclass(frozen=True)
class Settings:
    """`weights` is a folder of weights files, `library` the user's own donors; empty means the usual place.

    `visible_line`: exports say in the picture that they are no photograph. `certificate` and `private_key` are PEM files that exports
    are signed with; empty: they are not.
    `results_memory_mb` and `results_disk_mb` are what results may take in memory and in a project file.
    `window` and `docks` are where the window and its docks were left, in Qt's own words, base64.
    """

    weights: str = ""
    library: str = ""
    device: str = "auto"
    theme: str = "dark"
    visible_line: bool = False
    certificate: str = ""
    private_key: str = ""
    results_memory_mb: int = 512
    results_disk_mb: int = 256
    window: str = ""
    docks: str = ""

    @property
    def weights_folder(self) -> Path:
        return Path(self.weights) if self.weights else weights_folder()

    @property
    def library_folder(self) -> Path:
        return Path(self.library) if self.library else user_data_path(APPLICATION, appauthor=False) / "library"

    @property
    def signing(self) -> Certificate | None:
        """What exports are signed with."""
        there = self.certificate and self.private_key
        return Certificate(Path(self.certificate), Path(self.private_key)) if there else None

    def weights_path(self, spec: EngineSpec) -> Path:
        return self.weights_folder / spec.default_weights


def settings_path() -> Path:
    return user_config_path(APPLICATION, appauthor=False) / "settings.json"


def load_settings(path: Path | None = None) -> Settings:
    """The stored settings; what is missing, unknown or of the wrong type takes its default."""
    try:
        stored = json.loads((path or settings_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    kinds = {f.name: type(f.default) for f in dataclasses.fields(Settings)}
    known: dict[str, Any] = {key: value for key, value in stored.items() if type(value) is kinds.get(key)}
    settings = Settings(**known)
    return settings if settings.device in DEVICES else dataclasses.replace(settings, device="auto")


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Raises `EngineError` with a sentence when the folder cannot be written."""
    write_atomically(path or settings_path(), json.dumps(dataclasses.asdict(settings), indent=2).encode())
