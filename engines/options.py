"""Options: dataclass fields that describe themselves, so that panels and command lines are made from them.

@dataclass(frozen=True)
class PartsOptions:
    variants: int = option(4, "Variants", minimum=1, maximum=16, help="How many portraits to make")
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass
from typing import Any

from engines.errors import InputError


@dataclass(frozen=True)
class OptionInfo:
    """How one option is shown and checked.

    `kind` is one of `int`, `float`, `bool`, `str`; `choices` (values) makes it a menu. `minimum`, `maximum` and `step` are in
    `unit`. `advanced` options are folded away in the panel.
    """

    name: str
    kind: type
    default: Any
    label: str
    help: str = ""
    minimum: float | None = None
    maximum: float | None = None
    step: float | None = None
    unit: str = ""
    choices: tuple[str, ...] = ()
    advanced: bool = False

    def check(self, value: Any) -> None:
        """Raise `InputError` when `value` is of the wrong type or outside the range."""
        number_as_float = self.kind is float and isinstance(value, int) and not isinstance(value, bool)
        if type(value) is not self.kind and not number_as_float:
            raise InputError(f"{self.label} must be of type {self.kind.__name__}, not {type(value).__name__}.")
        if self.choices and value not in self.choices:
            raise InputError(f"{self.label} must be one of {', '.join(self.choices)}, not {value!r}.")
        too_small = self.minimum is not None and not value >= self.minimum  # so that NaN is refused
        too_large = self.maximum is not None and not value <= self.maximum
        if too_small or too_large:
            raise InputError(
                f"{self.label} must lie between {self.minimum} and {self.maximum}{self.unit}, not {value}."
            )


def option(
    default: Any,
    label: str,
    *,
    help: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    step: float | None = None,
    unit: str = "",
    choices: tuple[str, ...] = (),
    advanced: bool = False,
) -> Any:
    """A dataclass field with everything that a panel, a command line and a check need to know of it."""
    shown = {
        "label": label, "help": help, "minimum": minimum, "maximum": maximum,
        "step": step, "unit": unit, "choices": choices, "advanced": advanced,
    }  # fmt: skip
    return dataclasses.field(default=default, metadata={"option": shown})


def option_infos(options_type: type) -> tuple[OptionInfo, ...]:
    """The described fields of an options dataclass, in order."""
    hints = typing.get_type_hints(options_type)
    return tuple(
        OptionInfo(field.name, _plain_type(hints[field.name]), field.default, **field.metadata["option"])
        for field in dataclasses.fields(options_type)
        if "option" in field.metadata
    )


def check_options(options: Any) -> None:
    """Check every described field of an options object; raises `InputError` with the first fault."""
    for info in option_infos(type(options)):
        info.check(getattr(options, info.name))


def _plain_type(hint: Any) -> type:
    if isinstance(hint, types.UnionType):
        raise TypeError("an option has exactly one type")
    if typing.get_origin(hint) is typing.Literal:
        return type(typing.get_args(hint)[0])
    return typing.cast(type, hint)
