from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.errors import InputError
from engines.options import check_options, option, option_infos


@dataclass(frozen=True)
class Sample:
    count: int = option(4, "Count", minimum=1, maximum=16, help="How many")
    strength: float = option(0.5, "Strength", minimum=0.0, maximum=1.0, step=0.05, unit=" %")
    fast: bool = option(False, "Fast", advanced=True)
    mode: str = option("soft", "Mode", choices=("soft", "hard"))
    level: Literal["low", "high"] = option("low", "Level", choices=("low", "high"))
    hidden: int = 7


def test_described_fields_come_in_order_with_what_was_said_of_them() -> None:
    infos = option_infos(Sample)
    assert [info.name for info in infos] == ["count", "strength", "fast", "mode", "level"]
    assert [info.kind for info in infos] == [int, float, bool, str, str]
    assert infos[0].default == 4 and infos[0].help == "How many"
    assert infos[1].step == 0.05 and infos[1].unit == " %"
    assert infos[2].advanced and infos[3].choices == ("soft", "hard")


def test_defaults_pass() -> None:
    check_options(Sample())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"count": 0}, "Count must lie between 1 and 16"),
        ({"count": 17}, "not 17"),
        ({"count": 2.0}, "Count must be of type int"),
        ({"count": True}, "Count must be of type int"),
        ({"strength": 1.5}, "between 0.0 and 1.0 %"),
        ({"strength": "much"}, "Strength must be of type float"),
        ({"strength": True}, "Strength must be of type float"),
        ({"strength": float("nan")}, "Strength must"),
        ({"mode": "odd"}, "Mode must be one of soft, hard"),
        ({"fast": 1}, "Fast must be of type bool"),
    ],
)
def test_a_wrong_value_is_named(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        check_options(Sample(**changes))


def test_a_whole_number_will_do_for_a_float() -> None:
    check_options(Sample(strength=1))


@given(st.integers())
def test_exactly_the_range_is_allowed(count: int) -> None:
    if 1 <= count <= 16:
        check_options(Sample(count=count))
    else:
        with pytest.raises(InputError):
            check_options(Sample(count=count))


def test_an_option_has_one_type() -> None:
    @dataclass(frozen=True)
    class Two:
        value: int | None = option(None, "Value")

    with pytest.raises((TypeError, NameError)):
        option_infos(Two)
