"""The weights files at hand: those that came with FaceForge or a plug-in, and those that the user imported. No Qt.

A folder of weights holds `SHA256SUMS`, as `sha256sum` writes it: what each file was when it was shipped or imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from engines.assets import weights_folder
from engines.errors import WeightsError
from engines.imaging.io import write_atomically
from engines.weights import NetworkSpec, WeightsCard, file_sha256, read_card
from faceforge_app.language import said
from faceforge_app.session.settings import Settings

SUFFIX = ".safetensors"
CHECKSUMS = "SHA256SUMS"


@dataclass(frozen=True)
class WeightsFile:
    """A file and its card; `problem` is the sentence that says why there is none. `own`: imported by the user."""

    path: Path
    card: WeightsCard | None
    problem: str = ""
    own: bool = False

    @property
    def size_mb(self) -> float:
        return round(self.path.stat().st_size / 1e6, 1) if self.path.is_file() else 0.0


def weights_file(path: Path) -> WeightsFile:
    own = path.parent != weights_folder()
    try:
        return WeightsFile(path, read_card(path), own=own)
    except WeightsError as error:
        return WeightsFile(path, None, said(error), own)


def all_weights(settings: Settings) -> tuple[WeightsFile, ...]:
    """Every weights file, FaceForge's own first, damaged ones included."""
    folders = dict.fromkeys(reversed(settings.weights_folders))
    return tuple(weights_file(path) for folder in folders for path in sorted(folder.glob(f"*{SUFFIX}")))


def weights_of(spec: NetworkSpec, settings: Settings) -> tuple[WeightsFile, ...]:
    """The files that an engine can use, the one in use among them even where it is missing or damaged."""
    in_use = settings.weights_path(spec)
    usual = spec.default_weights if Path(spec.default_weights).is_absolute() else ""
    further = [Path(path) for path in dict.fromkeys((str(in_use), usual)) if path]
    fitting = [file for file in all_weights(settings) if file.card is not None and file.card.engine == spec.id]
    there = {file.path for file in fitting}
    return (*(weights_file(path) for path in further if path not in there), *fitting)


def import_weights(source: Path, specs: Iterable[NetworkSpec], settings: Settings) -> WeightsFile:
    """Check a file and copy it to the user's weights; one that is there already stays as it is. Raises `EngineError`."""
    engine = read_card(source).engine
    if engine not in {spec.id for spec in specs}:
        raise WeightsError(
            f"{source.name} belongs to the engine '{engine}', which is not installed. Install its plug-in first."
        )
    wanted = file_sha256(source)
    for file in all_weights(settings):
        if file.card is not None and file.card.engine == engine and file_sha256(file.path) == wanted:
            return file
    target = _free_name(source, settings)
    try:
        data = source.read_bytes()
    except OSError as error:
        raise WeightsError(f"{source} cannot be read: {error.strerror}. Check the file.") from error
    write_atomically(target, data)
    checksums = {**read_checksums(target.parent), target.name: wanted}
    write_checksums(target.parent, checksums)
    return weights_file(target)


def _free_name(source: Path, settings: Settings) -> Path:
    """A name that no other weights file has, so that none hides another."""
    taken = {file.path.name for file in all_weights(settings)}
    names = (f"{source.stem}{f'-{n}' if n > 1 else ''}{SUFFIX}" for n in count(1))
    return settings.weights_folder / next(name for name in names if name not in taken)


# --- checksums


def read_checksums(folder: Path) -> dict[str, str]:
    """SHA-256 by file name; empty where the folder has none."""
    try:
        lines = (folder / CHECKSUMS).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines) if name}


def write_checksums(folder: Path, checksums: dict[str, str]) -> None:
    """Raises `ImageFileError` where the folder cannot be written to."""
    lines = (f"{digest}  {name}\n" for name, digest in sorted(checksums.items()))
    write_atomically(folder / CHECKSUMS, "".join(lines).encode())


def verify(path: Path) -> tuple[str, bool]:
    """SHA-256 of a file, and whether it is known to be right. Raises `WeightsError` for a file that is not what it was."""
    read_card(path)
    found, known = file_sha256(path), read_checksums(path.parent).get(path.name)
    if known not in (found, None):
        raise WeightsError(f"{path.name} is not what it was: its SHA-256 is {found}, not {known}. Import it again.")
    return found, known is not None
