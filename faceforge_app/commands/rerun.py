"""`faceforge rerun`: a picture or the results of a project made again. Exit status 0: identical; 1: different."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from engines import registry
from engines.errors import EngineError, InputError
from engines.imaging.arrays import ByteImage
from engines.imaging.io import COMPOSITE, decode_image, encode_image, read_image, read_recipe, write_image
from engines.imaging.photo_file import decode_photo_file, encode_photo_file, read_photo_file
from engines.requests import Result
from engines.spec import Engine
from faceforge_app.commands import running
from faceforge_app.commands.faces import library
from faceforge_app.document.again import Maker, made_again
from faceforge_app.document.comparison import (
    Difference,
    changed_since,
    compared,
    difference,
    sample_difference,
    verdict,
)
from faceforge_app.document.exports import finished, form_of
from faceforge_app.document.from_recipe import options_from
from faceforge_app.document.project_file import is_project, read_project
from faceforge_app.document.repairs import repaired_again
from faceforge_app.document.requests import build_request, finishing
from faceforge_app.session.engine_choice import spec_of

IDENTICAL, DIFFERENT = 0, 1
GAIN = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a project, or a picture that FaceForge exported")
    parser.add_argument("--photo", type=Path, metavar="PHOTO", help="for a repaired photo: the one that was opened")
    parser.add_argument(
        "--difference",
        type=running.output_file,
        metavar="OUT",
        help=f"where the largest difference goes, {GAIN} times as strong",
    )
    running.add_place_flags(parser)


def run(args: argparse.Namespace) -> int:
    differences = _project(args) if is_project(args.file) else _picture(args)
    largest = max(differences, key=lambda each: each.maximum)
    if args.difference is not None and not largest.identical:
        running.make_folder(args.difference.parent)
        write_image(args.difference, largest.amplified(GAIN), None, None)
    return IDENTICAL if largest.identical else DIFFERENT


def _project(args: argparse.Namespace) -> list[Difference]:
    """Every result of a project, with a line each."""
    results, engines = read_project(args.file).results, Engines(args)
    if not results:
        raise InputError(f"{args.file.name} holds no results. Generate some, or choose another file.")
    found: list[Difference] = []
    for number, entry in enumerate(results, 1):
        spec = spec_of(entry.engine_id)
        request = build_request(entry.made_from, spec.request_type)
        result = engines.answer(entry.engine_id, request, entry.recipe.get("options") or {})
        finish = finishing(entry.made_from, spec)
        rerun = compared(entry, result if finish is None else finish(request, result))
        print(f"result {number} ({entry.engine_id}): {rerun.verdict}")
        found += rerun.differences
    return found


def _picture(args: argparse.Namespace) -> list[Difference]:
    recipe = read_recipe(args.file)
    if recipe is None:
        raise InputError(f"{args.file.name} carries no recipe. Choose a picture that FaceForge exported with one.")
    maker = Maker(Engines(args).answer, lambda name: library().donor(name))
    if "repairs" in recipe:
        return _photo(args, recipe, maker)
    image = read_image(args.file).image
    again, now = made_again(recipe, image.shape[0], maker)
    found = difference(image, _as_written(finished(again, form_of(recipe)), args.file.suffix))
    print(verdict((found,), changed_since(recipe, now)))
    return [found]


def _photo(args: argparse.Namespace, recipe: Mapping[str, Any], maker: Maker) -> list[Difference]:
    """A photo repaired again from the one that was opened."""
    if args.photo is None:
        raise InputError(f"{args.file.name} is a repaired photo. Name the one that was opened for it with --photo.")
    written = read_photo_file(args.file)
    again, now = repaired_again(recipe, read_photo_file(args.photo), maker)
    made = decode_photo_file(encode_photo_file(again, args.file.suffix))
    if made.samples.shape != written.samples.shape or made.samples.dtype != written.samples.dtype:
        raise InputError(f"{args.file.name} was given another size or depth since. Choose the file as it was exported.")
    found = sample_difference(written.samples, made.samples)
    print(verdict((found,), changed_since({"layers": _layered(recipe["repairs"])}, {"layers": _layered(now)})))
    return [found]


def _layered(recipes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"recipe": recipe} for recipe in recipes]


def _as_written(image: ByteImage, suffix: str) -> ByteImage:
    """What a file of this kind keeps of a picture: JPEG and WebP lose a little."""
    return decode_image(encode_image(image, suffix, None, COMPOSITE)).image


class Engines:
    """The engines that recipes name, each loaded once."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self._loaded = cache(self._load)

    def answer(self, engine_id: str, request: Any, options: Mapping[str, Any]) -> Result:
        engine = self._loaded(engine_id)
        return running.run_engine(
            engine, request, options_from(engine.spec.options_type, options), running.Progress("Painting")
        )

    def _load(self, engine_id: str) -> Engine:
        spec = registry.engines().get(engine_id)
        if spec is None:
            raise EngineError(f"The engine '{engine_id}' is not installed. Install it, or choose another file.")
        return running.load_engine(self._args, spec)
