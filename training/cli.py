"""`faceforge-train`: train an engine's weights, look at a run, prepare photos."""

from __future__ import annotations

import argparse
import dataclasses
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engines.errors import EngineError
from training.config import SHIPPED, build, config_path, override, read_toml
from training.data import pair_shards, prepare
from training.errors import TrainingError
from training.run_folder import RunFolder

if TYPE_CHECKING:
    from lightning.fabric import Fabric

    from training.recipe import Recipe

Make = Callable[[Any, argparse.Namespace], "Recipe"]


def _parts() -> tuple[type, Make]:
    from training.recipes.parts import PartsRecipe
    from training.recipes.parts_config import PartsTraining

    return PartsTraining, lambda config, given: PartsRecipe(config, given.data, given.features)


def _face() -> tuple[type, Make]:
    from training.recipes.face import FaceRecipe, FaceTraining

    return FaceTraining, lambda config, given: FaceRecipe(config, given.data)


def _symmetry() -> tuple[type, Make]:
    from training.recipes.symmetry import SymmetryRecipe
    from training.recipes.symmetry_config import SymmetryTraining

    return SymmetryTraining, lambda config, given: SymmetryRecipe(config, given.data, given.features)


def _latent() -> tuple[type, Make]:
    from training.recipes.latent import LatentRecipe
    from training.recipes.latent_config import LatentTraining

    return LatentTraining, lambda config, given: LatentRecipe(config, given.data, given.features)


def _sketch() -> tuple[type, Make]:
    from training.recipes.sketch import SketchRecipe
    from training.recipes.sketch_config import SketchTraining

    return SketchTraining, lambda config, given: SketchRecipe(config, given.data, given.features)


def _context() -> tuple[type, Make]:
    from training.recipes.context import ContextRecipe
    from training.recipes.context_config import ContextTraining

    return ContextTraining, lambda config, given: ContextRecipe(config, given.data, given.features)


# what can be trained: what a user reads, and the configuration's type with the recipe's maker, imported when asked for
NETWORKS: dict[str, tuple[str, Callable[[], tuple[type, Make]]]] = {
    "parts": ("train the parts engine", _parts),
    "symmetry": ("train the symmetry engine", _symmetry),
    "latent": ("train the latent engine", _latent),
    "sketch": ("train the sketch engine", _sketch),
    "context": ("train the context engine", _context),
    "face": ("train the face network (parsing and landmarks)", _face),
}


def main(argv: list[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except (TrainingError, EngineError) as error:
        print(f"faceforge-train: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="faceforge-train", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for name, (help_, load) in NETWORKS.items():
        network = commands.add_parser(name, help=help_)
        _add_training_arguments(network)
        network.set_defaults(run=_train, name=name, load=load)
    preparing = commands.add_parser("prepare", help="photos -> shards")
    prepare.add_arguments(preparing)
    preparing.set_defaults(run=prepare.main)
    pairing = commands.add_parser("pairs", help="photos and sketches of them -> a shard")
    pair_shards.add_arguments(pairing)
    pairing.set_defaults(run=pair_shards.main)
    monitor = commands.add_parser("monitor", help="how far a run is")
    monitor.add_argument("folder", type=Path, help="run folder")
    monitor.set_defaults(run=_monitor)
    return parser


def _add_training_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--config", help=f"a configuration by name, or a .toml file (default: {SHIPPED}; with --resume, the run's own)"
    )
    parser.add_argument(
        "--set", dest="settings", action="append", default=[], metavar="TABLE.NAME=VALUE",
        help="change one setting, for example losses.adv=0 or phases.joint.steps=30000; may be repeated",
    )  # fmt: skip
    parser.add_argument("--data", type=Path, required=True, help="folder with shards")
    parser.add_argument("--features", type=Path, help="the perceptual network's file")
    parser.add_argument("--begin-with", type=Path, metavar="WEIGHTS", help="start the generator from exported weights")
    parser.add_argument("--out", type=Path, required=True, help="run folder")
    parser.add_argument(
        "--resume", action="store_true", help="go on with the run in --out; begins one where there is none"
    )
    parser.add_argument("--max-minutes", type=float, default=0.0, help="stop with a checkpoint after this long")
    parser.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda"))


def _train(arguments: argparse.Namespace) -> int:
    import cv2
    import torch

    from training.loop import train

    cv2.setNumThreads(1)  # a worker forked beside OpenCV's threads would wait for them for ever
    kind, make = arguments.load()
    folder = RunFolder(arguments.out)
    config = _on_device(_config(kind, arguments, folder), arguments.device)
    fabric = _fabric(arguments.device, config.run.precision)
    fabric.launch()
    if fabric.is_global_zero:
        folder.create(config, arguments.resume)
    fabric.barrier()
    recipe = make(config, arguments)
    if arguments.begin_with is not None:
        recipe.begin_with(arguments.begin_with)
    train(recipe, folder, fabric, arguments.resume, arguments.max_minutes)
    if torch.distributed.is_initialized():  # else a process may end while another still speaks to it
        torch.distributed.destroy_process_group()
    return 0


def _config(kind: type, arguments: argparse.Namespace, folder: RunFolder) -> Any:
    own = arguments.config is None and arguments.resume and folder.config.exists()
    path = folder.config if own else config_path(arguments.config or SHIPPED, arguments.name)
    return override(build(kind, read_toml(path), path.name), arguments.settings, path.name)


def _on_device(config: Any, device: str) -> Any:
    """The configuration with 32 bits in place of bf16 where a CPU without it would emulate it."""
    import torch

    if config.run.precision == "32-true" or not _on_cpu(device) or torch.cpu._is_avx512_bf16_supported():
        return config
    print("This CPU has no bf16 arithmetic: training in 32 bits.")
    return dataclasses.replace(config, run=dataclasses.replace(config.run, precision="32-true"))


def _on_cpu(device: str) -> bool:
    import torch

    return device == "cpu" or (device == "auto" and not torch.cuda.is_available())


def _fabric(device: str, precision: str) -> Fabric:
    """All devices of this machine, or those that torchrun gave this run."""
    import torch
    from lightning.fabric import Fabric

    if device == "cuda" and not torch.cuda.is_available():
        raise TrainingError("This machine has no CUDA device that torch can use. Choose --device cpu.")
    processes = int(os.environ.get("LOCAL_WORLD_SIZE", 0))
    nodes = int(os.environ.get("GROUP_WORLD_SIZE", 1))
    on_cpu = _on_cpu(device)
    devices = processes or (1 if on_cpu else torch.cuda.device_count())
    # a phase may leave part of a network alone: the processes then wait for the gradients of the rest only
    strategy = "ddp_find_unused_parameters_true" if devices * nodes > 1 else "auto"
    accelerator = "cpu" if on_cpu else "cuda"
    return Fabric(
        accelerator=accelerator, strategy=strategy, devices=devices, num_nodes=nodes, precision=precision,  # type: ignore[arg-type]
    )  # fmt: skip


def _monitor(arguments: argparse.Namespace) -> int:
    from training.monitor import summary

    print(summary(RunFolder(arguments.folder)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
