"""Run configurations: TOML files read into frozen dataclasses, with every unknown name refused."""

from __future__ import annotations

import dataclasses
import tomllib
import types
import typing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

CONFIGS = Path(__file__).parent / "configs"
T = TypeVar("T")


class ConfigError(Exception):
    """A configuration file is wrong; the sentence says where."""


@dataclass(frozen=True)
class Phase:
    """A stretch of the schedule: `steps` long; which networks learn in it."""

    name: str
    steps: int
    generator: bool = True
    discriminator: bool = False


@dataclass(frozen=True)
class RunConfig:
    """How training goes, whatever the engine. Intervals are in steps; `batch` is per device."""

    batch: int = 16
    seed: int = 1
    learning_rate: float = 2e-4
    discriminator_rate: float = 2e-4
    betas: tuple[float, float] = (0.5, 0.999)
    final_rate: float = 1.0
    ema: float = 0.0
    precision: str = "32-true"
    workers: int = 0
    log_every: int = 20
    sample_every: int = 250
    checkpoint_every: int = 250


def config_path(name: str) -> Path:
    """A shipped configuration by name (`parts`, `parts-paper`, `parts-debug`) or a file by path."""
    path = Path(name) if name.endswith(".toml") else CONFIGS / f"{name}.toml"
    if not path.exists():
        known = ", ".join(sorted(p.stem for p in CONFIGS.glob("*.toml")))
        raise ConfigError(f"There is no configuration {name}. Use one of {known}, or a .toml file.")
    return path


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}. Correct the file.") from error


def build(kind: type[T], values: dict[str, Any], where: str) -> T:
    """A frozen dataclass from a TOML table, nested tables and lists of tables included."""
    hints = typing.get_type_hints(kind)
    names = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(values) - names)
    if unknown:
        raise ConfigError(f"[{where}] has no setting {', '.join(unknown)}. It has {', '.join(sorted(names))}.")
    try:
        return kind(**{name: _convert(hints[name], value, f"{where}.{name}") for name, value in values.items()})
    except TypeError as error:
        raise ConfigError(f"[{where}] is incomplete: {error}.") from error


def _convert(hint: Any, value: Any, where: str) -> Any:
    if dataclasses.is_dataclass(hint) and isinstance(value, dict):
        return build(hint, value, where)  # type: ignore[arg-type]
    if typing.get_origin(hint) is tuple and isinstance(value, dict):
        return tuple(value.items())
    if typing.get_origin(hint) is tuple and isinstance(value, list):
        item = typing.get_args(hint)[0]
        return tuple(_convert(item, v, where) for v in value)
    expected = typing.get_origin(hint) or hint
    if isinstance(hint, types.UnionType) or not isinstance(expected, type):
        return value
    if expected is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not expected:
        raise ConfigError(f"{where} must be {expected.__name__}, not {type(value).__name__}.")
    return value
