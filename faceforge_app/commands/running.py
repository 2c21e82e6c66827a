"""Running an engine from the command line: its options as flags, progress on stderr, results as files."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from engines import registry
from engines.errors import ImageFileError, InputError
from engines.imaging.arrays import ByteImage, FloatImage, to_bytes
from engines.imaging.io import WRITE_FORMATS, write_image
from engines.options import OptionInfo, option_infos
from engines.requests import Result
from engines.run_context import RunContext
from engines.spec import Engine, EngineSpec
from faceforge_app.session.settings import DEVICES, load_settings


def engine_spec(engine_id: str) -> EngineSpec:
    return registry.engines()[engine_id]


def add_engine_flags(
    parser: argparse.ArgumentParser, spec: EngineSpec, only: Sequence[str] = (), **defaults: Any
) -> None:
    """`--weights`, `--device`, and one flag for every option of the engine, or for those in `only`; `defaults` stand in for the engine's
    own.
    """
    group = parser.add_argument_group(f"options of '{spec.title}'")
    for info in option_infos(spec.options_type):
        if not only or info.name in only:
            _add_flag(group, info, defaults.get(info.name, info.default))
    group.add_argument("--weights", type=Path, metavar="FILE", help="another weights file")
    group.add_argument("--device", choices=DEVICES, help="where the engine computes (the settings' choice)")


def engine_options(args: argparse.Namespace, spec: EngineSpec) -> Any:
    return spec.options_type(**{info.name: getattr(args, info.name) for info in option_infos(spec.options_type)})


def load_engine(args: argparse.Namespace, spec: EngineSpec) -> Engine:
    settings = load_settings()
    return spec.load(args.weights or settings.weights_path(spec), args.device or settings.device)


def run_engine(engine: Engine, request: Any, options: Any, progress: Progress | None = None) -> Result:
    return engine.run(request, options, RunContext(progress.step if progress else None))


class Progress:
    """Says on stderr how far long work is: one line that is overwritten on a screen, one line a step elsewhere."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._said = ""

    def step(self, done: int, total: int, _preview: FloatImage | None = None) -> None:
        line = f"{self._what}: {done} of {total}"
        if line == self._said:
            return
        self._said = line
        on_screen = sys.stderr.isatty()
        end = "\n" if not on_screen or done >= total else ""
        print(f"\r{line}" if on_screen else line, end=end, file=sys.stderr, flush=True)


def output_file(text: str) -> Path:
    """The path of a picture to write; checked before any long work, as is its folder with `make_folder`."""
    path = Path(text)
    if path.suffix.lower() not in WRITE_FORMATS:
        raise argparse.ArgumentTypeError(f"{text!r} must end in one of {' '.join(WRITE_FORMATS)}")
    return path


def make_folder(folder: Path) -> None:
    """Raises `ImageFileError` where no file can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise ImageFileError(f"{folder} cannot be written to ({error.strerror}). Choose another folder.") from error


def write_picture(path: Path, image: FloatImage | ByteImage, recipe: dict[str, Any]) -> None:
    """Write a picture with recipe and label, and say its path on stdout."""
    write_image(path, image if image.dtype == "uint8" else to_bytes(image), recipe)  # type: ignore[arg-type]
    print(path)


def _add_flag(group: argparse._ArgumentGroup, info: OptionInfo, default: Any) -> None:
    flag = f"--{info.name.replace('_', '-')}"
    text = f"{info.help or info.label} ({default})".replace("%", "%%")
    if info.kind is bool:
        group.add_argument(flag, action=argparse.BooleanOptionalAction, default=default, help=text)
    else:
        choices = info.choices or None
        group.add_argument(
            flag, type=_parser_of(info), default=default, choices=choices, help=text, metavar=_metavar(info)
        )


def _parser_of(info: OptionInfo) -> Callable[[str], Any]:
    def parse(text: str) -> Any:
        try:
            value = info.kind(text)
            info.check(value)
        except InputError as error:
            raise argparse.ArgumentTypeError(str(error)) from error
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{text!r} is not a number") from error
        return value

    return parse


def _metavar(info: OptionInfo) -> str | None:
    return None if info.choices else {int: "N", float: "X"}.get(info.kind, "TEXT")
