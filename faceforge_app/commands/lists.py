"""`faceforge engines` and `faceforge donors`: what there is, under which licence."""

from __future__ import annotations

import argparse
import dataclasses
import json
from typing import Any

from engines import registry
from engines.errors import InputError
from engines.weights import NetworkSpec
from faceforge_app.commands.faces import library
from faceforge_app.session.settings import Settings, load_settings, save_settings
from faceforge_app.session.weights_files import weights_file, weights_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs")


def add_engine_arguments(parser: argparse.ArgumentParser) -> None:
    add_arguments(parser)
    parser.add_argument(
        "--use", metavar="ENGINE=FILE", help="from now on use another weights file of an engine, such as an -open one"
    )


def run_engines(args: argparse.Namespace) -> None:
    if args.use:
        choose_weights(args.use)
    rows = [engine_row(spec, load_settings()) for spec in registry.networks().values()]
    print(json.dumps(rows, indent=2) if args.json else "\n\n".join(_engine_text(row) for row in rows))


def choose_weights(choice: str) -> None:
    """Store `ENGINE=FILE` in the settings; FILE is a name that `faceforge engines` lists. Raises `InputError` for any other."""
    engine, _, name = choice.partition("=")
    spec, settings = registry.networks().get(engine), load_settings()
    if spec is None:
        raise InputError(f"There is no engine {engine!r}. Choose one of {', '.join(registry.networks())}.")
    files = [file.path for file in weights_of(spec, settings) if file.path.name == name and file.path.is_file()]
    if not files:
        raise InputError(f"{name or 'An empty name'} is not among the weights of {engine}. See 'faceforge engines'.")
    save_settings(settings.with_weights(spec, files[0]))


def run_donors(args: argparse.Namespace) -> None:
    rows: list[dict[str, Any]] = [
        {
            "id": d.id,
            "name": d.name,
            "group": d.group,
            "licence": d.licence,
            "attribution": d.attribution,
            "consent": d.consent,
        }
        for d in library().donors
    ]
    if args.json:
        print(json.dumps(rows, indent=2))
    else:
        for row in rows:
            print(f"{row['id']:<24} {', '.join(row['group'].values()):<44} {row['licence']}")


def engine_row(spec: NetworkSpec, settings: Settings) -> dict[str, Any]:
    """What is to be said of an engine: where it comes from, what it learnt from, and how well it does."""
    path = settings.weights_path(spec)
    file = weights_file(path)
    row: dict[str, Any] = {
        "id": spec.id, "title": spec.title, "summary": spec.summary, "paper": spec.paper,
        "native_size_px": spec.native_size, "weights": str(path),
        "other_weights": [
            {"weights": str(other.path), "licence": other.card.licence if other.card else ""}
            for other in weights_of(spec, settings) if other.path != path
        ],
    }  # fmt: skip
    if file.card is None:
        return {**row, "problem": file.problem}
    card = dataclasses.asdict(file.card)
    shown = ("licence", "data", "labels", "helper_networks", "schedule", "metrics")
    return {**row, "size_mb": file.size_mb, **{name: card[name] for name in shown}}


def _engine_text(row: dict[str, Any]) -> str:
    lines = [
        f"{row['id']}: {row['title']} ({row['native_size_px']} px)",
        f"  {row['summary']}",
        f"  paper: {row['paper']}",
    ]
    others = [f"  also: {each['weights']} ({each['licence'] or 'licence not stated'})" for each in row["other_weights"]]
    if "problem" in row:
        return "\n".join([*lines, f"  weights: {row['problem']}", *others])
    lines += [f"  weights: {row['weights']}, {row['size_mb']} MB", f"  licence: {row['licence'] or 'not stated'}"]
    lines += [f"  trained on: {', '.join(row['data']) or 'not stated'}"]
    helpers = [*row["labels"], *row["helper_networks"]]
    lines += [f"  with the help of: {', '.join(helpers)}"] if helpers else []
    lines += [f"  schedule: {_pairs(row['schedule'])}"] if row["schedule"] else []
    return "\n".join([*lines, f"  measured: {_pairs(row['metrics']) or 'not yet'}", *others])


def _pairs(values: dict[str, Any], prefix: str = "") -> str:
    """Nested values in one line: `ffhq-test.lpips 0.213, ...`."""
    said = []
    for name, value in values.items():
        if isinstance(value, dict):
            said.append(_pairs(value, f"{prefix}{name}."))
        else:
            said.append(f"{prefix}{name} {value:.4g}" if isinstance(value, float) else f"{prefix}{name} {value}")
    return ", ".join(said)
