"""`faceforge-train ENGINE`: train an engine's weights."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from engines.errors import EngineError
from training.config import ConfigError, build, config_path, read_toml


def main(argv: list[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    try:
        return _train(arguments)
    except (ConfigError, EngineError) as error:
        print(f"faceforge-train: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="faceforge-train", description="Train an engine's weights from shards.")
    commands = parser.add_subparsers(dest="command", required=True)
    parts = commands.add_parser("parts", help="parts to face")
    parts.add_argument("--config", default="parts", help="a shipped configuration by name, or a .toml file")
    parts.add_argument("--data", type=Path, required=True, help="folder with shards")
    parts.add_argument("--features", type=Path, help="the perceptual network's file")
    parts.add_argument("--out", type=Path, required=True, help="run folder")
    parts.add_argument("--resume", action="store_true", help="go on with the run in --out")
    parts.add_argument("--max-minutes", type=float, default=0.0, help="stop with a checkpoint after this long")
    parts.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda"))
    return parser


def _train(arguments: argparse.Namespace) -> int:
    from lightning.fabric import Fabric

    from training.loop import train
    from training.recipes.parts import PartsRecipe, PartsTraining
    from training.run_folder import RunFolder

    path = config_path(arguments.config)
    config = build(PartsTraining, read_toml(path), path.name)
    folder = RunFolder(arguments.out)
    folder.create(path, arguments.resume)
    devices = 1 if arguments.device == "cpu" else "auto"
    fabric = Fabric(accelerator=arguments.device, devices=devices, precision=config.run.precision)  # type: ignore[arg-type]
    fabric.launch()
    recipe = PartsRecipe(config, arguments.data, arguments.features)
    train(recipe, folder, fabric, arguments.resume, arguments.max_minutes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
