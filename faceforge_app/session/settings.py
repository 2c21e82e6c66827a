"""The application's settings: where weights and the library lie, and the device. Kept as JSON in the user's configuration folder."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

from engines.assets import weights_folder
from engines.face.landmarks import LandmarkProvider
from engines.face.parsing.shared import FACE, use_face_network
from engines.face.providers import DLIB, landmark_provider
from engines.imaging.io import write_atomically
from engines.weights import NetworkSpec
from faceforge_app.document.credentials import Certificate

APPLICATION = "faceforge"
DEVICES = ("auto", "cpu", "cuda", "mps")


@dataclass(frozen=True)
class Settings:
    """`weights` and `library` are folders of the user's own weights files and donors; empty means the usual place.

    `landmarks` is the source of landmarks that is wanted (`engines.face.providers`).
    `chosen_weights` names the file of each engine that does not use its usual one; `shortcuts` the keys of each action whose keys were
    changed; `language` is a code such as `de`, or `system`.
    `visible_line`: exports say in the picture that they are no photograph. `certificate` and `private_key` are PEM files that exports
    are signed with; empty: they are not.
    `results_memory_mb` and `results_disk_mb` are what results may take in memory and in a project file.
    `window` and `docks` are where the window and its docks were left, in Qt's own words, base64.
    """

    weights: str = ""
    library: str = ""
    device: str = "auto"
    landmarks: str = DLIB
    theme: str = "dark"
    language: str = "system"
    welcomed: bool = False
    visible_line: bool = False
    certificate: str = ""
    private_key: str = ""
    results_memory_mb: int = 512
    results_disk_mb: int = 256
    window: str = ""
    docks: str = ""
    chosen_weights: dict[str, str] = field(default_factory=dict)
    shortcuts: dict[str, str] = field(default_factory=dict)

    @property
    def weights_folder(self) -> Path:
        """Where imported weights go."""
        return Path(self.weights) if self.weights else user_data_path(APPLICATION, appauthor=False) / "weights"

    @property
    def weights_folders(self) -> tuple[Path, Path]:
        """Where weights are looked for: the user's own folder, then what came with FaceForge."""
        return self.weights_folder, weights_folder()

    @property
    def library_folder(self) -> Path:
        return Path(self.library) if self.library else user_data_path(APPLICATION, appauthor=False) / "library"

    @property
    def signing(self) -> Certificate | None:
        """What exports are signed with."""
        there = self.certificate and self.private_key
        return Certificate(Path(self.certificate), Path(self.private_key)) if there else None

    def weights_path(self, spec: NetworkSpec) -> Path:
        """The weights file that an engine, or a network that helps engines, uses; it may not exist."""
        chosen = self.chosen_weights.get(spec.id)
        own, shipped = (folder / (chosen or spec.default_weights) for folder in self.weights_folders)
        return own if own.is_file() or (chosen and not shipped.is_file()) else shipped

    def with_weights(self, spec: NetworkSpec, path: Path) -> Settings:
        """The settings with another weights file for an engine; its usual one needs no mention."""
        chosen = {engine: name for engine, name in self.chosen_weights.items() if engine != spec.id}
        if path.name != Path(spec.default_weights).name:
            chosen[spec.id] = path.name
        return dataclasses.replace(self, chosen_weights=chosen)


def use_face_settings(settings: Settings) -> None:
    """The face network is the one that the settings name, from now on."""
    use_face_network(settings.weights_path(FACE), settings.device)


def chosen_landmarks(settings: Settings) -> LandmarkProvider:
    """What finds landmarks, as the settings want it; nothing is loaded yet. Raises `FaceNotFoundError` where nothing can."""
    use_face_settings(settings)
    return landmark_provider(settings.landmarks)


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
    usual = dataclasses.asdict(Settings())
    settings = Settings(**{name: stored[name] for name in usual if name in stored and _fits(stored[name], usual[name])})
    return settings if settings.device in DEVICES else dataclasses.replace(settings, device="auto")


def _fits(value: Any, usual: Any) -> bool:
    texts = not isinstance(value, dict) or all(isinstance(text, str) for text in value.values())
    return type(value) is type(usual) and texts


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Raises `EngineError` with a sentence when the folder cannot be written."""
    write_atomically(path or settings_path(), json.dumps(dataclasses.asdict(settings), indent=2).encode())
