"""`faceforge batch` and `faceforge augment`: one engine over many faces, shards out."""

from __future__ import annotations

import argparse
import sys
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

from faceforge_app.batch import local, on_ray
from faceforge_app.batch.job_file import EXAMPLE, Batch, make_batch, read_batch
from faceforge_app.batch.output import LEFT_OUT, MANIFEST
from faceforge_app.batch.run import Workers, run
from faceforge_app.commands.errors import UsageError
from faceforge_app.commands.faces import find_donor
from faceforge_app.session.settings import DEVICES, load_settings

STOPPED = "Stopped. The same command goes on where it was."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = "Let an engine work through many faces. A stopped batch goes on when it is started again."
    parser.epilog = f"An example of a job file:\n\n{EXAMPLE}"
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("job", type=Path, metavar="JOB.toml", help="what to do")
    _add_places(parser)


def add_augment_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Give every face of a folder of photos (subfolders are people) or shards new surroundings, as data to train with. "
        "Subjects and labels are kept. A stopped run goes on when it is started again."
    )
    parser.add_argument("input", metavar="FOLDER", help="photos or shards")
    parser.add_argument("--per-image", type=int, default=1, metavar="N", help="pictures of each face (1)")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for shards, manifest.csv and left-out.csv")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed gives the same pictures (1)")
    parser.add_argument("--keep", default="face", metavar="face|head|MASK.png",
                        help="what stays; in a mask of the face frame, white (face)")  # fmt: skip
    for wish in ("hair", "background"):
        parser.add_argument(f"--{wish}", metavar="#RRGGBB", help=f"a wish for the colour of the {wish}")
    parser.add_argument("--size", type=int, metavar="N", help="pixels of a picture's side (the engine's own)")
    parser.add_argument("--match", type=float, nargs=2, metavar=("LOW", "HIGH"),
                        help="leave out pictures whose match score with their face lies outside")  # fmt: skip
    parser.add_argument("--engine", metavar="ID", help="the engine that paints (the first that extends faces)")
    parser.add_argument("--option", action="append", default=[], type=_option, metavar="NAME=VALUE",
                        help="an option of the engine; repeat it")  # fmt: skip
    parser.add_argument("--weights", metavar="FILE", help="another weights file")
    parser.add_argument("--device", choices=DEVICES, help="where the engine computes (the settings' choice)")
    _add_places(parser)


def run_batch(args: argparse.Namespace) -> None:
    _run(read_batch(args.job, load_settings(), find_donor), args)


def run_augment(args: argparse.Namespace) -> None:
    names = ("input", "out", "per_image", "seed", "size", "match", "engine", "weights", "device")
    wishes = {name: getattr(args, name) for name in ("keep", "hair", "background")}
    values: dict[str, Any] = {name: getattr(args, name) for name in names}
    values = {name: value for name, value in values.items() if value is not None}
    values["extend"] = {name: value for name, value in wishes.items() if value is not None}
    values["options"] = dict(args.option)
    _run(make_batch(values, Path.cwd(), load_settings(), find_donor), args)


def _add_places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workers", type=int, metavar="N", help="processes that work (the job's, or one a core)")
    parser.add_argument("--ray", nargs="?", const="", metavar="ADDRESS",
                        help="work on a Ray cluster: the one at ADDRESS, or that of RAY_ADDRESS, or a new one here")  # fmt: skip


def _run(batch: Batch, args: argparse.Namespace) -> None:
    workers = batch.workers if args.workers is None else args.workers
    if workers < 1:
        raise UsageError("--workers takes a number from 1")
    work: Workers = local.outcomes if args.ray is None else partial(on_ray.outcomes, address=args.ray or None)
    try:
        report = run(batch.job, batch.source, batch.out, workers, work)
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        raise
    earlier = f" ({report.earlier} of them in an earlier run)" if report.earlier else ""
    print(f"{report.items} faces{earlier}, {report.made} pictures in {batch.out}; {MANIFEST} lists them.")
    if report.left_out:
        print(f"{report.left_out} left out; {LEFT_OUT} says why.")


def _option(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    try:
        read = tomllib.loads(f"value = {value}")["value"]
    except ValueError:
        read = value
    if not equals or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name.replace("-", "_"), read
