"""What a weights card says, as rich text: where an engine learnt, under which licence, and how well it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from engines.weights import WeightsCard
from faceforge_app.language import tr


def facts(card: WeightsCard, size_mb: float) -> Iterator[tuple[str, str]]:
    """Rows of a table: what, and its rich text."""
    yield tr("Licence"), f"<b>{escape(card.licence or tr('not stated'))}</b>"
    yield tr("Size"), f"{size_mb:.1f} MB"
    yield tr("Learnt from"), _lines(card.data) or tr("not stated")
    if helpers := (*card.labels, *card.helper_networks):
        yield tr("With the help of"), _lines(helpers)
    if reached := _pairs(card.schedule):
        yield tr("Training"), reached
    yield tr("Quality"), quality(card.metrics) or tr("not measured yet")


def quality(metrics: dict[str, Any]) -> str:
    """Measured values, one row for each test set and way of measuring."""
    rows = "".join(
        f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{values}</td></tr>" for name, values in _measured(metrics)
    )
    return f"<table cellspacing='0' cellpadding='1'>{rows}</table>" if rows else ""


def _measured(metrics: dict[str, Any], name: str = "") -> Iterator[tuple[str, str]]:
    if own := _pairs(metrics):
        yield name, own
    for key, values in metrics.items():
        if isinstance(values, dict):
            yield from _measured(values, f"{name}, {_words(key)}" if name else key)


def _pairs(values: dict[str, Any]) -> str:
    plain = {key: value for key, value in values.items() if isinstance(value, (int, float, str))}
    return " · ".join(f"{escape(_words(key))} {escape(_number(value))}" for key, value in plain.items())


def _words(name: str) -> str:
    return name.replace("_", " ")


def _number(value: float | str) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _lines(values: Iterable[str]) -> str:
    return "<br>".join(f"• {escape(value)}" for value in values)
