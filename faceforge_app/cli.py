"""The command `faceforge`. Exit status: 0 done, 1 failed, 2 wrongly called; an error is one line on stderr."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import NoReturn

from engines.errors import Cancelled, EngineError
from faceforge_app.commands.errors import UsageError
from faceforge_app.logs import log_path, start_logging

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # before torch is imported: spinning threads starve the rest
log = logging.getLogger(__name__)

EPILOG = "'faceforge COMMAND --help' says more. 'faceforge' alone, or with a file, opens the window."
DONE, FAILED, WRONGLY_CALLED = 0, 1, 2


@dataclass(frozen=True)
class Command:
    """One row of the command line: `module` under faceforge_app.commands has functions named `add_arguments` and `run`."""

    name: str
    help: str
    module: str
    run: str = "run"
    add_arguments: str = "add_arguments"


COMMANDS = (
    Command(
        "open", "open the window, with a project or photo if one is given (what 'faceforge' alone does)", "open_window"
    ),
    Command("compose", "make portraits from facial parts of one or several people", "compose"),
    Command("swap", "put another person's part into a photo", "swap"),
    Command("complete", "fill what a mask hides in a photo", "complete"),
    Command("sketch", "make photos of the face that a sketch shows", "sketch"),
    Command("draw", "make a sketch of a photo or portrait", "draw"),
    Command("extend", "paint new hair, clothes and background around a face", "extend"),
    Command("matrix", "a sheet of faces, their parts, their reconstructions and a recombination", "matrix"),
    Command("sample", "a sheet of faces of nobody, or of the way between two faces", "sample"),
    Command("parse", "say which pixels of a photo or sketch are skin, hair, eyes and so on", "parse"),
    Command("batch", "let an engine work through many faces, as a job file says", "batch", "run_batch"),
    Command(
        "augment",
        "new surroundings for every face of a folder, as data to train with",
        "batch",
        "run_augment",
        "add_augment_arguments",
    ),
    Command("render", "write what a project shows as a picture", "render"),
    Command("thumbnail", "the small picture of a project, for file managers", "thumbnail"),
    Command("info", "say how a project or an exported picture was made, and what it says of itself", "info"),
    Command(
        "rerun", "make an exported picture, or the results of a project, again: identical, or how different", "rerun"
    ),
    Command(
        "engines",
        "list the engines with licence, training data and measured quality",
        "lists",
        "run_engines",
        "add_engine_arguments",
    ),
    Command("donors", "list the people whose parts are in the library", "lists", "run_donors"),
    Command("doctor", "say what this machine has and what it lacks", "doctor"),
    Command("example", "make the bundled example portrait and a picture of the window, without a screen", "example"),
)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message} (see '{self.prog} --help')", file=sys.stderr)
        raise SystemExit(WRONGLY_CALLED)


def main(arguments: Sequence[str] | None = None) -> int:
    start_logging()
    try:
        run, args = parse(list(sys.argv[1:] if arguments is None else arguments))
        return run(args) or DONE
    except SystemExit as ended:  # argparse, after --help or an error of its own
        return int(ended.code or DONE)
    except UsageError as error:
        return _said(str(error), WRONGLY_CALLED)
    except EngineError as error:
        return _said(str(error))
    except (KeyboardInterrupt, Cancelled):
        return _said("Cancelled.")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains once more at its end
        return FAILED
    except OSError as error:
        return _said(f"{error.filename or 'A file'}: {error.strerror or error}. Choose another place.")
    except Exception as error:
        log.exception("unexpected")
        return _said(f"Something unexpected went wrong ({type(error).__name__}). The log has the details: {log_path()}")


def parse(arguments: list[str]) -> tuple[Callable[[argparse.Namespace], int | None], argparse.Namespace]:
    """What to do and with what. Only the chosen command's module is imported."""
    known = {command.name: command for command in COMMANDS}
    if not arguments or arguments[0] not in (*known, "-h", "--help", "--version"):
        arguments = ["open", *arguments]
    parser = Parser(prog="faceforge", description="Compose faces that do not exist.", epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"faceforge {version('faceforge')}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    parsers = {command.name: commands.add_parser(command.name, help=command.help) for command in COMMANDS}
    command = known.get(arguments[0])
    if command is None:
        parser.parse_args(arguments)
        raise AssertionError("--help and --version end the program")
    module = importlib.import_module(f"faceforge_app.commands.{command.module}")
    getattr(module, command.add_arguments)(parsers[command.name])
    return getattr(module, command.run), parser.parse_args(arguments)


def _said(sentence: str, status: int = FAILED) -> int:
    print(f"faceforge: {' '.join(sentence.split())}", file=sys.stderr)
    return status


if __name__ == "__main__":
    raise SystemExit(main())
