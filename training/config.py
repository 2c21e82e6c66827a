"""Run configurations: TOML files read into frozen dataclasses, with every unknown name refused."""

from __future__ import annotations

import dataclasses
import json
import tomllib
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

from training.errors import ConfigError

CONFIGS = Path(__file__).parent / "configs"
SHIPPED = "shipped"  # the configuration named like the engine
Values = dict[str, Any]  # a configuration as TOML sees it
T = TypeVar("T")


@dataclass(frozen=True)
class Phase:
    """A stretch of the schedule: `steps` long; which networks learn in it."""

    name: str
    steps: int
    generator: bool = True
    discriminator: bool = False

    def __post_init__(self) -> None:
        if self.steps < 0:
            raise ConfigError(f"The phase {self.name} has {self.steps} steps. Give 0 or more.")


@dataclass(frozen=True)
class RunConfig:
    """How training goes, whatever the engine. Intervals are in steps; `batch` is per device.

    Rates fall linearly to `final_rate` times their value over the second half of the schedule; the generator's rises from 0 over the
    first `warm_up` (a share of the schedule), where it begins with trained weights and what works with it does not. `ema` is the decay
    of the averaged weights, `clip` the largest norm of the generator's gradient (0 = off for both); `precision` as Lightning Fabric
    names it: bf16 falls back to 32 bits on a CPU that has to emulate it, which is ten times slower.
    """

    batch: int = 16
    seed: int = 1
    learning_rate: float = 2e-4
    discriminator_rate: float = 2e-4
    betas: tuple[float, float] = (0.5, 0.999)
    final_rate: float = 1.0
    warm_up: float = 0.0
    ema: float = 0.0
    clip: float = 5.0
    precision: Literal["32-true", "bf16-mixed"] = "32-true"
    workers: int = 0
    log_every: int = 20
    sample_every: int = 250
    checkpoint_every: int = 250

    def __post_init__(self) -> None:
        for name in ("batch", "log_every", "sample_every", "checkpoint_every"):
            if getattr(self, name) < 1:
                raise ConfigError(f"run.{name} is {getattr(self, name)}. Give 1 or more.")
        if not 0 <= self.ema < 1:
            raise ConfigError(f"run.ema is {self.ema}. Give 0 to turn it off, or a number below 1 such as 0.998.")


def config_path(name: str, engine: str = "") -> Path:
    """A shipped configuration by name (`parts`, `parts-paper`, `parts-debug`; `shipped` is the engine's own) or a file by path."""
    path = Path(name) if name.endswith(".toml") else CONFIGS / f"{engine if name == SHIPPED else name}.toml"
    if not path.exists():
        known = ", ".join(sorted(p.stem for p in CONFIGS.glob("*.toml")))
        raise ConfigError(f"There is no configuration {name}. Use one of {known}, or a .toml file.")
    return path


def read_toml(path: Path) -> Values:
    """The tables of a file. One that names another as `base` has that one's settings, but for those that it sets itself."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
        base = values.pop("base", None)
        return values if base is None else _changed(read_toml(path.with_name(f"{base}.toml")), values)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}. Correct the file.") from error


def _changed(base: Values, values: Values) -> Values:
    """Settings within a table are replaced one by one; a setting that is a table itself, as `data.mix`, as a whole."""
    tables = {name: {**base.get(name, {}), **table} for name, table in values.items() if isinstance(table, dict)}
    return {**base, **values, **tables}


def build(kind: type[T], values: Values, where: str) -> T:
    """A frozen dataclass from a TOML table, nested tables and lists of tables included."""
    hints = typing.get_type_hints(kind)
    names = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    unknown = sorted(set(values) - names)
    if unknown:
        raise ConfigError(f"[{where}] has no setting {', '.join(unknown)}. It has {', '.join(sorted(names))}.")
    try:
        return kind(**{name: _convert(hints[name], value, f"{where}.{name}") for name, value in values.items()})
    except TypeError as error:
        raise ConfigError(f"[{where}] is incomplete: {error}. Add what is missing.") from error


def _convert(hint: Any, value: Any, where: str) -> Any:
    if dataclasses.is_dataclass(hint) and isinstance(value, dict):
        return build(typing.cast(type, hint), value, where)
    if typing.get_origin(hint) is tuple:
        return _convert_items(typing.get_args(hint), value, where)
    if typing.get_origin(hint) is typing.Literal:
        if value not in typing.get_args(hint):
            raise ConfigError(f"{where} is {value!r}. Use one of {', '.join(map(str, typing.get_args(hint)))}.")
        return value
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise ConfigError(f"{where} is {value!r}. Give a value of type {getattr(hint, '__name__', hint)}.")
    return value


def _convert_items(hints: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    """A tuple from a TOML list, or from a table: its name-value pairs."""
    items = [list(pair) for pair in value.items()] if isinstance(value, dict) else value
    if not isinstance(items, list):
        raise ConfigError(f"{where} is {value!r}. Give a list.")
    if hints[-1] is Ellipsis:
        hints = (hints[0],) * len(items)
    if len(items) != len(hints):
        raise ConfigError(f"{where} has {len(items)} values. Give {len(hints)}.")
    return tuple(_convert(hint, item, f"{where}[{i}]") for i, (hint, item) in enumerate(zip(hints, items, strict=True)))


def as_values(config: Any) -> Any:
    """The TOML form of a configuration, the inverse of `build`: every setting, also those left at their defaults."""
    if dataclasses.is_dataclass(config):
        return {field.name: as_values(getattr(config, field.name)) for field in dataclasses.fields(config)}
    if isinstance(config, tuple) and config and all(_is_named(item) for item in config):
        return dict(config)
    return [as_values(item) for item in config] if isinstance(config, tuple) else config


def override(config: T, assignments: Sequence[str], where: str) -> T:
    """The configuration with `table.name=value` assignments applied; a phase is addressed by its name (`phases.joint.steps=100`)."""
    values = as_values(config)
    for assignment in assignments:
        address, equals, text = assignment.partition("=")
        if not equals:
            raise ConfigError(f"--set {assignment} has no value. Write it as table.name=value.")
        *tables, name = address.strip().split(".")
        target = values
        for table in tables:
            target = _inside(target, table, assignment)
        if not isinstance(target, dict):
            raise ConfigError(f"--set {assignment} names no setting. Write it as table.name=value.")
        target[name] = _parse(text.strip())
    return build(type(config), values, where)


def differences(before: Any, after: Any, where: str = "") -> list[str]:
    """The settings in which two configurations in TOML form differ, as dotted names."""
    if isinstance(before, dict) and isinstance(after, dict):
        names = sorted(before.keys() | after.keys())
        nested = [differences(before.get(n), after.get(n), f"{where}.{n}".lstrip(".")) for n in names]
        return [name for found in nested for name in found]
    return [] if before == after else [where]


def to_toml(values: Values, prefix: str = "") -> str:
    """TOML text of a configuration in TOML form; `prefix` is the address of the table it stands in, with a dot."""
    lines = [f"{_key(n)} = {json.dumps(v, ensure_ascii=False)}" for n, v in values.items() if not _is_table(v)]
    for name, value in values.items():
        address = prefix + _key(name)
        if isinstance(value, dict):
            lines += ["", f"[{address}]", to_toml(value, f"{address}.")]
        elif _is_table(value):
            for item in value:
                lines += ["", f"[[{address}]]", to_toml(item, f"{address}.")]
    return "\n".join(lines)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def _is_named(item: Any) -> bool:
    return isinstance(item, tuple) and len(item) == 2 and isinstance(item[0], str)


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else json.dumps(name)


def _inside(values: Any, name: str, assignment: str) -> Any:
    if isinstance(values, list):
        values = {item["name"]: item for item in values if isinstance(item, dict) and "name" in item}
    if not isinstance(values, dict) or name not in values:
        known = ", ".join(values) if isinstance(values, dict) else "nothing"
        raise ConfigError(f"--set {assignment}: there is no {name}. There is {known}.")
    return values[name]


def _parse(text: str) -> Any:
    """A TOML value, or the bare text."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
