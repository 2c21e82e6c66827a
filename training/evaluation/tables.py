"""Outcomes as Markdown tables and as JSON values, whatever the engine."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from training.evaluation.bars import Bar
from training.evaluation.measures import Scores, SetValue
from training.evaluation.outcome import Outcome, members_of
from training.metrics import METRICS, MetricInfo

ARROWS = {"up": "↑", "down": "↓", "real": "→ real"}
NOT_MEASURED = "–"
Titles = Mapping[str, str]  # of systems


def table(outcome: Outcome, metrics: Sequence[str], titles: Titles, leave_out: Sequence[str] = ()) -> str:
    """One row a system."""
    rows = [["", *(heading(metric) for metric in metrics)]]
    for system, scores in outcome.systems.items():
        if system not in leave_out:
            rows.append([titles[system], *(cell(metric, scores.summary(metric)) for metric in metrics)])
    return markdown(rows)


def group_tables(outcome: Outcome, metrics: Sequence[str], titles: Titles, leave_out: Sequence[str] = ()) -> list[str]:
    """One folded table an axis, one row a group and system."""
    tables = []
    for axis in outcome.groups:
        rows = [[axis, "N", "", *(heading(metric) for metric in metrics)]]
        for name, members in members_of(outcome, axis).items():
            for system, scores in outcome.systems.items():
                if system not in leave_out:
                    cells = [cell(metric, scores.summary(metric, members)) for metric in metrics]
                    rows.append([name, str(int(members.sum())), titles[system], *cells])
        tables.append(markdown(rows))
    return [
        f"<details><summary>By {axis}</summary>\n\n{table}\n\n</details>"
        for axis, table in zip(outcome.groups, tables, strict=True)
    ]


def bars_text(columns: Mapping[str, Sequence[Bar]]) -> str:
    """All requirements, one column a set."""
    rows = [["", *columns]]
    rows += [[row[0].text, *(_bar_cell(bar) for bar in row)] for row in zip(*columns.values(), strict=True)]
    return "## What shipped weights must reach\n\n" + markdown(rows)


def identity_text(outcome: Outcome) -> str | None:
    """How far apart different people are, where that was measured."""
    apart = outcome.notes.get("different_people")
    if not apart:
        return None
    return (
        f"Identity is measured on the first {apart['photos']} photos. Different people of this set are {apart['mean']:.2f} apart "
        f"on average, 5 % of {apart['pairs']} pairs are below {apart['p5']:.2f}, 1 % below {apart['p1']:.2f}."
    )


def settings_text(settings: Mapping[str, Any]) -> str:
    return "\n".join(f"- {name.replace('_', ' ')}: {value}" for name, value in settings.items())


def legend(metrics: Sequence[str], size: int) -> str:
    """What every column means; pictures are `size` px wide."""
    shown = [METRICS[name] for name in dict.fromkeys(metrics)]
    lines = [f"- {heading(info.name)} (`{info.name}`): {info.note}" for info in shown]
    return (
        f"## What is measured\n\nPictures are {size} px sRGB, rounded to 8 bits; metrics are taken per picture and averaged; "
        f"± is the standard deviation over random halves of a set; {NOT_MEASURED} was not measured.\n\n"
        + "\n".join(lines)
    )


def heading(metric: str) -> str:
    info = _info(metric)
    return f"{info.title}{f' {info.unit}' if info.unit else ''} {ARROWS[info.better]}"


def cell(metric: str, value: SetValue | None) -> str:
    if value is None or not math.isfinite(value.value):
        return NOT_MEASURED
    digits = _info(metric).digits
    text = f"{value.value:.{digits}f}"
    return f"{text} ± {value.spread:.{digits}f}" if metric == "kid_squeeze" else text


def markdown(rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def outcome_json(outcome: Outcome, leave_out: Sequence[str] = ()) -> dict[str, Any]:
    """Every value of every system, and of every group but for the systems in `leave_out`."""
    groups = {
        axis: {
            name: {
                system: _scores_json(scores, members)
                for system, scores in outcome.systems.items()
                if system not in leave_out
            }
            for name, members in members_of(outcome, axis).items()
        }
        for axis in outcome.groups
    }
    systems = {system: _scores_json(scores) for system, scores in outcome.systems.items()}
    return {"systems": systems, "groups": groups, **outcome.notes}


def _bar_cell(bar: Bar) -> str:
    if bar.reached is None or bar.value is None or bar.limit is None:
        return NOT_MEASURED
    return f"{'yes' if bar.reached else '**no**'} ({bar.value:.3f}, bar {bar.limit:.3f})"


def _info(metric: str) -> MetricInfo:
    if metric in METRICS:
        return METRICS[metric]
    return MetricInfo(metric, metric.removeprefix("found_"), "up", "%", 1)


def _scores_json(scores: Scores, members: Any = None) -> dict[str, Any]:
    names = [*scores.each, *(scores.whole if members is None else ())]
    summaries = {name: scores.summary(name, members) for name in names}
    return {name: _value_json(value) for name, value in summaries.items() if value is not None}


def _value_json(value: SetValue) -> dict[str, Any]:
    known = {"value": value.value, "count": value.count}
    return known | ({"spread": value.spread} if math.isfinite(value.spread) else {})
