"""`faceforge-evaluate ENGINE`: measure weights beside baselines on sets of photos that they never saw."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engines.errors import EngineError

if TYPE_CHECKING:
    from engines.imaging.arrays import ByteImage
    from engines.spec import EngineSpec
    from training.evaluation.measures import Instruments

Arguments = argparse.Namespace
PLAIN = {
    "symmetry": "weights without symmetry",
    "context": "ProGAN weights",
    "sketch": "pix2pix weights",
}  # what --plain stands for


@dataclass(frozen=True)
class Evaluation:
    """One sub-command: `add_arguments` extends what all have, `run` measures and returns the exit status."""

    id: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Arguments], int]


def main(argv: list[str] | None = None) -> int:
    """0 when measured, 1 when something is missing or damaged, 2 for a wrong command line."""
    arguments = _parser().parse_args(argv)
    try:
        status: int = arguments.run(arguments)
    except EngineError as error:
        print(f"faceforge-evaluate: {error}", file=sys.stderr)
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="faceforge-evaluate", description="Measure an engine's weights beside baselines."
    )
    commands = parser.add_subparsers(dest="engine", required=True)
    for evaluation in EVALUATIONS:
        command = commands.add_parser(evaluation.id, help=evaluation.help, description=evaluation.help)
        command.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder with shards")
        command.add_argument("--weights", type=Path, required=True, metavar="FILE", help="the engine's weights")
        command.add_argument("--out", type=Path, metavar="DIR", help="where results.md, results.json and sheets go")
        command.add_argument("--limit", type=int, default=200, metavar="N", help="photos a set at most (%(default)s)")
        command.add_argument("--seed", type=int, default=1, help="of what is drawn at random (1)")
        command.add_argument("--device", default="cpu", choices=("auto", "cpu", "cuda", "mps"))
        command.add_argument("--card", action="store_true", help="also write the values into the weights' card")
        evaluation.add_arguments(command)
        command.set_defaults(run=evaluation.run)
    return parser


def _measuring_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--squeeze", "--features", type=Path, metavar="NPZ", help="SqueezeNet v1.1 features")
    parser.add_argument("--heads", type=Path, metavar="PTH", help="LPIPS v0.1 squeeze heads")
    parser.add_argument(
        "--dlib-limit",
        type=int,
        default=60,
        metavar="N",
        help="photos a set that dlib looks at; 0 for none (%(default)s)",
    )


def _parts_arguments(parser: argparse.ArgumentParser) -> None:
    _measuring_arguments(parser)
    parser.add_argument("--sets", nargs="+", default=["synthetic-val", "ffhq-test", "lfw-test"], metavar="NAME")


def _completion_arguments(parser: argparse.ArgumentParser) -> None:
    _measuring_arguments(parser)
    sets = ["synthetic-val", "lfw-test", "ffhq-test", "london-test"]
    parser.add_argument("--sets", nargs="+", default=sets, metavar="NAME")
    parser.add_argument(
        "--plain", type=Path, metavar="FILE", help="weights of the variant 'plain' to measure beside these"
    )
    parser.add_argument("--holes", nargs="+", metavar="KIND", help="which kinds of holes, such as one_side (all)")
    parser.set_defaults(limit=60, dlib_limit=30)


def _evaluate_parts(arguments: Arguments) -> int:
    from engines.face.average_face import average_face
    from engines.registry import engines
    from training.evaluation import report
    from training.evaluation.card import parts_values, write_measured
    from training.evaluation.parts import PartsEvaluation
    from training.evaluation.sheet import results_sheet

    engine = engines()["parts"].load(arguments.weights, arguments.device)
    with _instruments(arguments) as instruments:
        evaluation = PartsEvaluation(engine, average_face(), instruments, arguments.seed, report=_say)
        outcomes = [evaluation.run(name, _samples(arguments, name)) for name in arguments.sets]
    settings = _settings(arguments) | {
        "options, one donor": dataclasses.asdict(evaluation.one_donor_options),
        "options, four donors": dataclasses.asdict(evaluation.four_donor_options),
    }
    sheets = {outcome.name: results_sheet(outcome, evaluation.size) for outcome in outcomes}
    _write(arguments, report.as_markdown(outcomes, settings), report.as_json(outcomes, settings), sheets)
    if arguments.card:
        write_measured(arguments.weights, arguments.engine, {each.name: parts_values(each) for each in outcomes})
    return 0


def _evaluate_completion(spec: EngineSpec, arguments: Arguments) -> int:
    from training.evaluation import completion_report as report
    from training.evaluation.card import write_measured
    from training.evaluation.completion import PLAIN, CompletionEvaluation
    from training.evaluation.hiding import chosen_protocols

    engine = spec.load(arguments.weights, arguments.device)
    rivals = {PLAIN: spec.load(arguments.plain, arguments.device)} if arguments.plain else {}
    with _instruments(arguments) as instruments:
        evaluation = CompletionEvaluation(
            engine, instruments, rivals, arguments.seed, report=_say, protocols=chosen_protocols(arguments.holes)
        )
        outcomes = [evaluation.run(name, _samples(arguments, name)) for name in arguments.sets]
    settings = _settings(arguments) | {"options": evaluation.options}
    text = report.as_markdown(spec, outcomes, settings, evaluation.size)
    sheets = {outcome.name: report.results_sheet(outcome) for outcome in outcomes}
    _write(arguments, text, report.as_json(spec, outcomes, settings), sheets)
    if arguments.card:
        write_measured(arguments.weights, spec.id, {each.name: report.card_values(each) for each in outcomes})
    return 0


def _evaluate_symmetry(arguments: Arguments) -> int:
    from engines.symmetry.spec import SYMMETRY

    return _evaluate_completion(SYMMETRY, arguments)


def _context_arguments(parser: argparse.ArgumentParser) -> None:
    _measuring_arguments(parser)
    parser.add_argument("--sets", nargs="+", default=["lfw-test", "ffhq-test", "synthetic-val"], metavar="NAME")
    parser.add_argument(
        "--plain", type=Path, metavar="FILE", help="weights of the ProGAN variant to measure beside these"
    )
    parser.add_argument("--symmetry", type=Path, metavar="FILE", help="weights of the symmetry engine, likewise")
    parser.set_defaults(limit=100, dlib_limit=60)


def _evaluate_context(arguments: Arguments) -> int:
    from engines.context.spec import CONTEXT
    from engines.symmetry.spec import SYMMETRY as COMPLETES
    from training.evaluation import context_report as report
    from training.evaluation.card import write_measured
    from training.evaluation.context import PROGAN, SYMMETRY, ContextEvaluation

    engine = CONTEXT.load(arguments.weights, arguments.device)
    given = {PROGAN: (CONTEXT, arguments.plain), SYMMETRY: (COMPLETES, arguments.symmetry)}
    rivals = {name: spec.load(path, arguments.device) for name, (spec, path) in given.items() if path}
    with _instruments(arguments) as instruments:
        evaluation = ContextEvaluation(engine, instruments, rivals, arguments.seed, report=_say)
        outcomes = [evaluation.run(name, _samples(arguments, name)) for name in arguments.sets]
    settings = _settings(arguments) | {"options": dataclasses.asdict(evaluation.options)}
    text = report.as_markdown(outcomes, settings, evaluation.size)
    sheets = {outcome.name: report.results_sheet(outcome) for outcome in outcomes}
    _write(arguments, text, report.as_json(outcomes, settings), sheets)
    if arguments.card:
        write_measured(arguments.weights, CONTEXT.id, {each.name: report.card_values(each) for each in outcomes})
    return 0


def _face_arguments(parser: argparse.ArgumentParser) -> None:
    sets = ["ffhq-test", "lfw-test", "london-test"]
    parser.add_argument("--sets", nargs="+", default=sets, metavar="NAME", help="photos for landmarks and labels")
    parser.add_argument(
        "--labels", type=Path, metavar="DIR", help="labels made by training.data.labels, to compare with"
    )
    parser.set_defaults(limit=100)


def _evaluate_face(arguments: Arguments) -> int:
    from training.evaluation import face_report as report
    from training.evaluation.card import write_measured
    from training.evaluation.face_run import run_face

    outcomes, sheets = run_face(arguments, _say)
    settings = _settings(arguments)
    _write(arguments, report.as_markdown(outcomes, settings), report.as_json(outcomes, settings), sheets)
    if arguments.card:
        write_measured(arguments.weights, "face", report.card_values(outcomes))
    return 0


def _memorisation_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--engine", dest="made_by", required=True, metavar="ID", help="whose results: parts, symmetry, latent, ..."
    )
    parser.add_argument("--training", nargs="+", metavar="NAME", help="what it learnt from (as its card says)")
    parser.add_argument(
        "--training-limit", type=int, default=100_000, metavar="N", help="training faces looked at (all)"
    )
    parser.add_argument("--held-out", nargs="+", default=["synthetic-val", "ffhq-test"], metavar="NAME")
    parser.set_defaults(limit=200)  # of results, and of held-out people a set


def _evaluate_memorisation(arguments: Arguments) -> int:
    from training.evaluation.card import write_measured
    from training.evaluation.memorisation import as_json, as_markdown
    from training.evaluation.memorisation_run import run_memorisation

    held_out = [sample for name in arguments.held_out for sample in _samples(arguments, name)]
    measured, settings, sheets = run_memorisation(arguments, held_out, _face_reader(1), _say)
    _write(arguments, as_markdown(measured, _files(arguments) | settings), as_json(measured), sheets)
    if arguments.card:
        write_measured(arguments.weights, arguments.made_by, {"memorisation": as_json(measured)})
    return 0


@contextmanager
def _instruments(arguments: Arguments) -> Iterator[Instruments]:
    from training.evaluation.measures import Instruments

    reader = _face_reader(arguments.dlib_limit)
    try:
        yield Instruments.load(arguments.squeeze, arguments.heads, reader, arguments.dlib_limit)
    finally:
        if reader is not None:
            reader.close()


def _latent_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--squeeze", "--features", type=Path, metavar="NPZ", help="SqueezeNet v1.1 features")
    parser.add_argument("--heads", type=Path, metavar="PTH", help="LPIPS v0.1 squeeze heads")
    parser.add_argument("--sets", nargs="+", default=["synthetic-val", "lfw-test"], metavar="NAME")
    parser.add_argument("--races", type=int, default=2, metavar="N", help="photos a set on which both searches run (2)")
    parser.add_argument(
        "--published-steps", type=int, default=2000, metavar="N", help="how long the published search goes on (2000)"
    )


def _evaluate_latent(arguments: Arguments) -> int:
    from engines.imaging.io import write_atomically, write_image
    from engines.latent.engine import LatentEngine
    from training.evaluation.card import write_measured
    from training.evaluation.latent import LatentEvaluation, as_markdown
    from training.evaluation.measures import Instruments

    engine = LatentEngine.load(arguments.weights, arguments.device)
    instruments = Instruments.load(arguments.squeeze, arguments.heads, None, 0)
    evaluation = LatentEvaluation(
        engine, instruments, arguments.seed, arguments.races, arguments.published_steps, report=_say
    )
    outcomes = [evaluation.run(name, _samples(arguments, name)) for name in arguments.sets]
    settings = _files(arguments) | {"seed": arguments.seed}
    text = as_markdown(outcomes, settings)
    print(text)
    measured = {outcome.name: outcome.as_json() for outcome in outcomes}
    if arguments.out is not None:
        write_atomically(arguments.out / "results.md", text.encode())
        write_atomically(
            arguments.out / "results.json", json.dumps({"settings": settings, "sets": measured}, indent=1).encode()
        )
        for outcome in outcomes:
            for name, picture in outcome.pictures.items():
                write_image(arguments.out / f"{name}.png", picture)
    if arguments.card:
        write_measured(arguments.weights, "latent", {outcome.name: outcome.for_card() for outcome in outcomes})
    return 0


def _sketch_arguments(parser: argparse.ArgumentParser) -> None:
    _measuring_arguments(parser)
    parser.add_argument("--pairs", default="cufs-test", metavar="NAME", help="the shard of drawn pairs (%(default)s)")
    parser.add_argument(
        "--styles-on", nargs="*", default=["ffhq-test"], metavar="NAME", help="sets drawn in every style (ffhq-test)"
    )
    parser.add_argument("--plain", type=Path, metavar="FILE", help="weights of sketch-pix2pix to measure beside these")
    parser.add_argument("--face", type=Path, metavar="FILE", help="the face network's weights (those that ship)")
    parser.set_defaults(limit=100, dlib_limit=70)


def _evaluate_sketch(arguments: Arguments) -> int:
    from itertools import islice

    from engines.face.parsing.parser import FaceParser
    from engines.face.parsing.shared import face_weights
    from engines.sketch.spec import SKETCH
    from training.data.pair_shards import pairs_of_shard
    from training.data.shards import find_shards
    from training.evaluation import sketch_report as report
    from training.evaluation.card import write_measured
    from training.evaluation.sketch import PIX2PIX, SketchEvaluation

    engine = SKETCH.load(arguments.weights, arguments.device)
    rivals = {PIX2PIX: SKETCH.load(arguments.plain, arguments.device)} if arguments.plain else {}
    parser = FaceParser.load(arguments.face or face_weights(), arguments.device)
    shards = find_shards(arguments.data, [arguments.pairs])
    pairs = list(islice((pair for path in shards for pair in pairs_of_shard(path)), max(0, arguments.limit)))
    with _instruments(arguments) as instruments:
        evaluation = SketchEvaluation(engine, parser, instruments, rivals, arguments.seed, report=_say)
        outcome = evaluation.pairs(arguments.pairs, pairs)
        styles = {name: evaluation.styles(name, _samples(arguments, name)) for name in arguments.styles_on}
    settings = _settings(arguments) | {"options": dataclasses.asdict(evaluation.options)}
    sheets = {arguments.pairs: report.pairs_sheet(outcome), **{n: report.styles_sheet(o) for n, o in styles.items()}}
    text = report.as_markdown(arguments.pairs, outcome, styles, settings)
    _write(arguments, text, report.as_json(arguments.pairs, outcome, styles, settings), sheets)
    if arguments.card:
        values = {name: report.style_card_values(each) for name, each in styles.items()}
        write_measured(arguments.weights, "sketch", {arguments.pairs: report.card_values(outcome), **values})
    return 0


def _face_reader(limit: int) -> Any:
    from engines.face.detector import is_available
    from training.evaluation.dlib_faces import DlibFaces

    if limit > 0 and is_available():
        return DlibFaces(os.cpu_count() or 1)
    if limit > 0:
        _say('identity and faces found are not available. Install them with: pip install "faceforge[landmarks]"')
    return None


def _samples(arguments: Arguments, name: str) -> list[Any]:
    """All photos of a set, or as many as the limit allows, drawn evenly and always the same."""
    import numpy as np

    from training.data.shards import ShardDataset, find_shards

    shards = ShardDataset(find_shards(arguments.data, [name]))
    chosen = np.random.default_rng(0).permutation(len(shards))[: max(0, arguments.limit)]
    return [shards[int(i)] for i in sorted(chosen)]


def _write(arguments: Arguments, text: str, values: dict[str, Any], sheets: Mapping[str, ByteImage]) -> None:
    """The table on stdout; and in files, with a sheet a set, where a folder was named."""
    from engines.imaging.io import write_atomically, write_image

    print(text)
    if arguments.out is None:
        return
    write_atomically(arguments.out / "results.md", text.encode())
    write_atomically(arguments.out / "results.json", json.dumps(values, indent=1).encode())
    for name, sheet in sheets.items():
        write_image(arguments.out / f"{name}.png", sheet)


def _settings(arguments: Arguments) -> dict[str, Any]:
    import torch
    import torchmetrics

    return _files(arguments) | {
        "seed": arguments.seed,
        "photos that dlib looks at": getattr(arguments, "dlib_limit", arguments.limit),
        "libraries": f"torch {torch.__version__}, torchmetrics {torchmetrics.__version__}",
    }


def _files(arguments: Arguments) -> dict[str, Any]:
    """The files that were used, with their hashes."""
    from engines.weights import file_sha256

    used = {
        "weights": arguments.weights, PLAIN.get(arguments.engine, ""): getattr(arguments, "plain", None),
        "symmetry weights": getattr(arguments, "symmetry", None),
        "SqueezeNet": getattr(arguments, "squeeze", None), "LPIPS heads": getattr(arguments, "heads", None),
    }  # fmt: skip
    return {name: f"{path.name}, sha256 {file_sha256(path)[:16]}" for name, path in used.items() if path}


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


EVALUATIONS: tuple[Evaluation, ...] = (
    Evaluation(
        "parts",
        "parts to face: one donor against the photo, four donors without reference",
        _parts_arguments,
        _evaluate_parts,
    ),
    Evaluation(
        "symmetry",
        "symmetry completion: irregular, one-sided and centre holes, and glasses, against the photo",
        _completion_arguments,
        _evaluate_symmetry,
    ),
    Evaluation(
        "context",
        "context extension: surroundings of bare faces against the photo's own",
        _context_arguments,
        _evaluate_context,
    ),
    Evaluation(
        "sketch",
        "sketch to photo: drawn pairs against the photos and pix2pix, and photos drawn in every style",
        _sketch_arguments,
        _evaluate_sketch,
    ),
    Evaluation(
        "latent",
        "latent faces: how varied and how real drawn ones are, and the published search beside the fast one",
        _latent_arguments,
        _evaluate_latent,
    ),
    Evaluation(
        "memorisation",
        "how near an engine's results lie to training faces, beside people it never saw; the sheet shows training photos",
        _memorisation_arguments,
        _evaluate_memorisation,
    ),
    Evaluation(
        "face",
        "face network: parsing of photos and sketches, landmarks beside dlib's and MediaPipe's",
        _face_arguments,
        _evaluate_face,
    ),
)


if __name__ == "__main__":
    sys.exit(main())
