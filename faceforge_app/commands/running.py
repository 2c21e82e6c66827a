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
from engines.imaging.photo_file import PhotoFile, lost_as, write_photo_file
from engines.options import OptionInfo, option_infos
from engines.requests import Result
from engines.run_context import RunContext
from engines.spec import Engine, EngineSpec
from faceforge_app.commands.errors import UsageError
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
            default = defaults.get(info.name, info.default)
            _add_flag(group, info, default, f"{info.help or info.label} ({default})")
    add_place_flags(group)


def add_place_flags(parser: argparse._ActionsContainer) -> None:
    """`--weights` and `--device`."""
    parser.add_argument("--weights", type=Path, metavar="FILE", help="another weights file")
    parser.add_argument("--device", choices=DEVICES, help="where the engine computes (the settings' choice)")


def add_flags_of_all(parser: argparse.ArgumentParser, specs: Sequence[EngineSpec]) -> None:
    """`--weights`, `--device`, and the options of several engines, one flag a name; `given_options` reads them for the chosen engine."""
    group = parser.add_argument_group("options of the engine (see 'faceforge engines')")
    owners: dict[str, list[str]] = {}
    for spec in specs:
        for info in option_infos(spec.options_type):
            owners.setdefault(info.name, []).append(spec.id)
    for spec in specs:
        for info in option_infos(spec.options_type):
            if owners[info.name][0] == spec.id:
                some = "" if len(owners[info.name]) == len(specs) else f"{', '.join(owners[info.name])}: "
                _add_flag(group, info, None, f"{some}{info.help or info.label}")
    add_place_flags(group)


def given_options(args: argparse.Namespace, spec: EngineSpec, specs: Sequence[EngineSpec], **defaults: Any) -> Any:
    """The chosen engine's options: what was given, `defaults`, the engine's own. Raises `UsageError` for an option of another engine."""
    own = {info.name: info for info in option_infos(spec.options_type)}
    names = dict.fromkeys(info.name for other in specs for info in option_infos(other.options_type))
    given = {name: value for name in names if (value := getattr(args, name)) is not None}
    for name in given:
        if name not in own:
            raise UsageError(f"the engine '{spec.id}' has no option --{name.replace('_', '-')}")
    return spec.options_type(**{name: value for name, value in defaults.items() if name in own} | given)


def engine_options(args: argparse.Namespace, spec: EngineSpec) -> Any:
    return spec.options_type(**{info.name: getattr(args, info.name) for info in option_infos(spec.options_type)})


def load_engine(args: argparse.Namespace, spec: EngineSpec) -> Engine:
    """The engine, ready to answer as it does in the window."""
    from engines.devices import use_threads

    use_threads()
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


def variant_path(path: Path, number: int) -> Path:
    """`nose.png`, `nose-2.png`, `nose-3.png`, ..."""
    return path if number == 0 else path.with_stem(f"{path.stem}-{number + 1}")


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


def write_photo(path: Path, photo: PhotoFile, recipe: dict[str, Any]) -> None:
    """Write a photo as its file was, say its path on stdout, and on stderr what the format cannot keep."""
    write_photo_file(path, photo, recipe)
    print(path)
    for sentence in lost_as(photo, path.suffix):
        print(sentence, file=sys.stderr)


def _add_flag(group: argparse._ArgumentGroup, info: OptionInfo, default: Any, text: str) -> None:
    flag, text = f"--{info.name.replace('_', '-')}", text.replace("%", "%%")
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
